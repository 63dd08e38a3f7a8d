// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {OWNER} from "../../../../src/types/Authority.sol";
import {Vault} from "../../../mocks/Vault.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract AttachContractTest is GuardedBase {
    address private target;

    function setUp() public override {
        super.setUp();
        target = address(new Vault());
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.attachContract, (target)));
    }

    function _isDone() internal view override returns (bool) {
        return issuer.isAttached(target);
    }

    function test_RevertWhen_TheAccountIsNoContract() external {
        _assertInvalid(stranger);
    }

    function test_RevertWhen_TheAccountIsATokenAModuleAnAuthorityOrTheIssuer() external {
        _assertInvalid(address(token));
        _assertInvalid(address(_module(0, 0)));
        _assertInvalid(address(issuer));
        vm.prank(owner);
        issuer.addAuthorityAddresses(OWNER, _one(target));
        _assertInvalid(target);
    }

    function test_RevertWhen_TheAccountIsACustodian() external {
        _assertInvalid(_custodian());
    }

    function test_RevertWhen_TheAccountIsACustodian_GivenTheCustodianWasRemoved() external {
        address custodian = _custodian();
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _assertInvalid(custodian);
    }

    function test_RevertWhen_TheAccountBelongsToAnInvestor() external {
        _register(_id("vault"), CH, 1, FAR, _one(target));
        _assertInvalid(target);
    }

    function test_RevertGiven_TheContractIsAttached() external {
        _attach(target);
        _assertInvalid(target);
    }

    function test_RevertGiven_TheContractIsAttached_WhenItIsToBecomeACustodianOrAToken() external {
        _attach(target);
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_InvalidCustodian.selector, target));
        issuer.addCustodian(target);
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_TokenExists.selector, target));
        issuer.addToken(target);
        assertFalse(issuer.isToken(target));
    }

    function test_GivenTheContractWasDetached_ItShouldAttachItAgain() external {
        _attach(target);
        vm.prank(owner);
        issuer.detachContract(target);
        _attach(target);
        assertTrue(_isDone());
    }

    function test_WhenTheContractIsNothingElseToTheIssuer_ItShouldShareTheAuthorities() external {
        assertFalse(_isDone());
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.ContractAttached(target);
        vm.prank(owner);
        assertTrue(issuer.attachContract(target));
        assertTrue(_isDone());
    }

    function test_WhenTheContractIsNothingElseToTheIssuer_ItShouldLetItSpeakForItselfOnly() external {
        _attach(target);
        vm.startPrank(owner);
        issuer.addAuthorityAddresses(OWNER, _one(ben));
        issuer.setAuthorityThreshold(OWNER, 2);
        vm.stopPrank();

        // It claims that ben approves a call to the issuer.
        bytes memory data = abi.encodeCall(issuer.setGlobalRestriction, (true));
        vm.prank(target);
        assertFalse(issuer.checkMultiSigExternal(ben, issuer.setGlobalRestriction.selector, keccak256(data)));

        vm.prank(owner);
        assertFalse(issuer.setGlobalRestriction(true));
        assertFalse(issuer.globalRestriction());
    }

    function _attach(address account) private {
        vm.prank(owner);
        issuer.attachContract(account);
    }

    function _assertInvalid(address account) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_InvalidContract.selector, account));
        _attach(account);
    }
}
