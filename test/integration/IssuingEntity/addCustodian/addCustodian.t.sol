// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {OWNER} from "../../../../src/types/Authority.sol";
import {PartyKind} from "../../../../src/types/Party.sol";
import {HostileRegistrar} from "../../../mocks/HostileRegistrar.sol";
import {Vault} from "../../../mocks/Vault.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract AddCustodianTest is GuardedBase {
    address private vault;

    function setUp() public override {
        super.setUp();
        vault = address(new Vault());
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.addCustodian, (vault)));
    }

    function _isDone() internal view override returns (bool approved) {
        (, approved) = issuer.custodianStatus(vault);
    }

    function test_RevertGiven_TheIssuerKnows128Custodians() external {
        vm.startPrank(owner);
        for (uint256 i; i < 128; ++i) {
            address another = address(new Vault());
            issuer.addCustodian(another);
            issuer.removeCustodian(another);
        }
        address oneMore = address(new Vault());
        vm.expectRevert(IIssuingEntity.IssuingEntity_TooManyCustodians.selector);
        issuer.addCustodian(oneMore);
    }

    function test_RevertGiven_TheCustodianIsApproved() external {
        _approve(vault);
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_CustodianExists.selector, vault));
        _approve(vault);
    }

    function test_RevertWhen_TheAccountIsNoContract() external {
        _assertInvalid(stranger);
    }

    function test_RevertWhen_TheAccountIsATokenAModuleAnAuthorityOrTheIssuer() external {
        _assertInvalid(address(token));
        _assertInvalid(address(_module(0, 0)));
        _assertInvalid(address(issuer));
        vm.prank(owner);
        issuer.addAuthorityAddresses(OWNER, _one(vault));
        _assertInvalid(vault);
    }

    function test_RevertWhen_TheAccountBelongsToAnInvestor() external {
        _register(_id("vault"), CH, 1, FAR, _one(vault));
        _assertInvalid(vault);
    }

    function test_WhenTheAccountBelongsToAnInvestor_GivenTheRegistrarThatBoundItWasRemovedAndNoTokenEverUsedIt_ItShouldApproveIt()
        external
    {
        _register(_id("vault"), CH, 1, FAR, _one(vault));
        _reject(registrar);
        _approve(vault);
        vm.prank(owner);
        issuer.addRegistrar(registrar);
        assertTrue(issuer.resolve(vault).isCustodian());
    }

    function test_RevertGiven_ATokenUsedTheAccount_GivenItHoldsShares() external {
        _investVault(10);
        _assertInvalid(vault);
    }

    function test_RevertGiven_ATokenUsedTheAccount_GivenItHasSoldAllThatItHeldAtARecordDate() external {
        _investVault(10);
        vm.prank(owner);
        token.scheduleRecordDate(START + 10);
        vm.warp(START + 11);
        vm.prank(owner);
        token.redeemFrom(vault, 10, "");
        _assertInvalid(vault);
    }

    function test_RevertGiven_ATokenUsedTheAccount_GivenItOwnsSharesAtACustodianOnly() external {
        _register(_id("vault"), CH, 1, FAR, _one(vault));
        address bank = _custodian();
        _issue(ada, 10);
        _deposit(ada, bank, 10);
        vm.prank(bank);
        token.custodyTransfer(ada, vault, 10);
        _reject(registrar);
        _assertInvalid(vault);
    }

    function test_RevertGiven_ATokenUsedTheAccount_GivenItWasLost() external {
        _register(_id("vault"), CH, 1, FAR, _two(vault, makeAddr("vault, second account")));
        vm.startPrank(owner);
        registrar.restrictAccounts(_id("vault"), _one(vault));
        token.recover(vault, makeAddr("vault, second account"), "");
        vm.stopPrank();
        _reject(registrar);
        _assertInvalid(vault);
    }

    function _investVault(uint256 amount) private {
        _register(_id("vault"), CH, 1, FAR, _one(vault));
        _issue(vault, amount);
        _reject(registrar);
    }

    function test_GivenARemovedRegistrarIsHostile_ItShouldApproveWhateverThatClaimsOrFailsToSay() external {
        HostileRegistrar hostile = new HostileRegistrar();
        vm.prank(owner);
        issuer.addRegistrar(IKYCRegistrar(address(hostile)));
        _reject(IKYCRegistrar(address(hostile)));
        hostile.claimAll(_id("everybody"));
        _approve(vault);
        hostile.setMood(HostileRegistrar.Mood.Reverting);
        assertTrue(issuer.resolve(_custodian()).isCustodian());
    }

    function test_GivenTheCustodianWasRemoved_ItShouldApproveItAgain() external {
        _approve(vault);
        vm.prank(owner);
        issuer.removeCustodian(vault);
        _approve(vault);
        assertTrue(_isDone());
    }

    function test_GivenTheCustodianIsRegisteredAsAnInvestorLater_ItShouldRemainACustodian() external {
        _approve(vault);
        _register(_id("vault"), CH, 1, FAR, _one(vault));
        _issue(ada, 10);
        _deposit(ada, vault, 10);
        assertEq(token.custodyBalanceOf(vault, ada), 10);
        _assertInvestors(1);
    }

    function test_WhenTheAccountMayBeACustodian_ItShouldApproveIt() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.CustodianAdded(vault);
        vm.prank(owner);
        assertTrue(issuer.addCustodian(vault));
        (bool known, bool approved) = issuer.custodianStatus(vault);
        assertTrue(known && approved);
        assertEq(uint8(issuer.resolve(vault).kind()), uint8(PartyKind.Custodian));
        assertTrue(issuer.resolve(vault).approved());
        assertFalse(issuer.isRestricted(vault));
    }

    function _approve(address custodian) private {
        vm.prank(owner);
        issuer.addCustodian(custodian);
    }

    function _assertInvalid(address account) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_InvalidCustodian.selector, account));
        _approve(account);
    }
}
