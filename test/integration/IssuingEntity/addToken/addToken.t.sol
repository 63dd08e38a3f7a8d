// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {OWNER} from "../../../../src/types/Authority.sol";
import {bucketOf} from "../../../../src/types/FreezeFilter.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {IssuerModuleMock} from "../../../mocks/IssuerModuleMock.sol";
import {Vault} from "../../../mocks/Vault.sol";
import {newIssuer, newOffice, newToken} from "../../../utils/Artifacts.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

contract AddTokenTest is GuardedBase {
    ISecurityToken private second;

    function setUp() public override {
        super.setUp();
        second = newToken(issuer, "Second", "2ND", 0);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.addToken, (address(second))));
    }

    function _isDone() internal view override returns (bool) {
        return issuer.isToken(address(second));
    }

    function test_RevertGiven_TheTokenWasAdded() external {
        _assertNotAdded(IIssuingEntity.IssuingEntity_TokenExists.selector, address(token));
    }

    function test_RevertGiven_TheAddressIsAModule() external {
        _assertNotAdded(IIssuingEntity.IssuingEntity_TokenExists.selector, address(_module(0, 0)));
    }

    function test_RevertWhen_TheTokenNamesAnotherIssuer() external {
        IIssuingEntity other = newIssuer(_one(owner), 1);
        vm.prank(owner);
        other.addRegistrar(registrar);
        ISecurityToken foreign = newToken(other, "Foreign", "FRGN", 0);
        _assertNotAdded(IIssuingEntity.IssuingEntity_ForeignToken.selector, address(foreign));
    }

    function test_RevertWhen_TheTokenHasSupplyAlready() external {
        vm.mockCall(address(second), abi.encodeCall(second.totalSupply, ()), abi.encode(1));
        _assertNotAdded(IIssuingEntity.IssuingEntity_ForeignToken.selector, address(second));
    }

    function test_RevertWhen_TheTokenIsACloneWithoutADescription() external {
        address clone = Clones.clone(address(token));
        _assertNotAdded(IIssuingEntity.IssuingEntity_ForeignToken.selector, clone);
        ISecurityToken(clone).initialize("Clone", "CLN", 0);
        vm.startPrank(owner);
        issuer.addToken(clone);
        issuer.setCountries(_countries(CH, DE, KP), _ratings(1, 1, 1));
        issuer.addCustodian(address(new Vault()));
    }

    function test_RevertGiven_TheAddressIsACustodianOrAMember() external {
        address custodian = address(second);
        vm.prank(owner);
        issuer.addCustodian(custodian);
        _assertNotAdded(IIssuingEntity.IssuingEntity_InvalidToken.selector, custodian);
        ISecurityToken third = newToken(issuer, "Third", "3RD", 0);
        vm.prank(owner);
        issuer.addAuthorityAddresses(OWNER, _one(address(third)));
        _assertNotAdded(IIssuingEntity.IssuingEntity_InvalidToken.selector, address(third));
    }

    function test_RevertGiven_AnotherTokenUsedTheAddress() external {
        _register(_id("second"), CH, 1, FAR, _one(address(second)));
        _issue(address(second), 1);
        _assertNotAdded(IIssuingEntity.IssuingEntity_InvalidToken.selector, address(second));
    }

    function test_WhenTheTokenIsNewAndTheIssuersOwn_ItShouldListItCountItsInvestorsAndShareTheAuthorities() external {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(second)));
        second.issue(ada, 1, "");

        vm.expectEmit(address(issuer));
        emit IIssuingEntity.TokenAdded(address(second));
        vm.prank(owner);
        assertTrue(issuer.addToken(address(second)));

        assertEq(issuer.tokens(), _two(address(token), address(second)));
        vm.prank(owner);
        second.issue(ada, 1, "");
        _assertInvestors(1);
    }

    function test_WhenTheTokenIsNewAndTheIssuersOwn_ItShouldTellItEveryRuleInForce() external {
        address custodian = _custodian();
        address former = _custodian();
        _issue(ada, 10);
        _issue(ben, 10);
        _freeze(benId, true);
        IKYCRegistrar another = _acceptAnother();
        address cleo = makeAddr("cleo");
        _registerAt(another, _id("cleo"), CH, 1, _one(cleo));
        vm.startPrank(owner);
        issuer.removeCustodian(former);
        issuer.setGlobalRestriction(true);
        issuer.addToken(address(second));
        vm.expectRevert(_refusal(Restriction.IssuerRestricted, address(0), ada, 1));
        second.issue(ada, 1, "");
        issuer.setGlobalRestriction(false);
        second.issue(ada, 10, "");
        vm.stopPrank();

        assertEq(second.detectTransferRestriction(ada, ben, 1), uint8(Restriction.ReceiverFrozen));
        assertEq(second.detectTransferRestriction(ada, former, 1), uint8(Restriction.CustodianNotApproved));
        assertEq(second.detectTransferRestriction(ada, custodian, 1), 0);
        assertEq(second.detectTransferRestriction(ada, cleo, 1), 0);
        _reject(another);
        assertEq(second.detectTransferRestriction(ada, cleo, 1), uint8(Restriction.ReceiverNotRegistered));
        address kim = _investor("kim", KP, 7);
        assertEq(second.detectTransferRestriction(ada, kim, 1), uint8(Restriction.CountryNotPermitted));
        address uma = _investor("uma", US, 1);
        assertEq(second.detectTransferRestriction(ada, uma, 1), uint8(Restriction.RatingTooLow));
        _reject(registrar);
        assertEq(second.detectTransferRestriction(ada, ada, 1), uint8(Restriction.SenderNotRegistered));
    }

    function test_WhenTheTokenIsNewAndTheIssuersOwn_ItShouldTellItWhoMayBeFrozenInEveryBucket() external {
        InvestorId[4] memory frozen = [benId, _withSameBucket(benId), _withSameFreezeBit(adaId), InvestorId.wrap(63)];
        for (uint256 i; i < frozen.length; ++i) {
            _freeze(frozen[i], true);
            if (i != 0) _register(frozen[i], CH, 1, FAR, _one(vm.addr(i)));
        }
        _freeze(InvestorId.wrap(62), true);
        _freeze(InvestorId.wrap(62), false);
        vm.expectCall(address(second), abi.encodeWithSelector(second.updateFreezes.selector), _bucketsOf(frozen));
        vm.startPrank(owner);
        issuer.addToken(address(second));
        second.issue(ada, 10, "");
        vm.stopPrank();
        assertEq(second.detectTransferRestriction(ada, ben, 1), uint8(Restriction.ReceiverFrozen));
        for (uint256 i = 1; i < frozen.length; ++i) {
            assertEq(second.detectTransferRestriction(ada, vm.addr(i), 1), uint8(Restriction.ReceiverFrozen));
        }
    }

    /// @dev How many there are.
    function _bucketsOf(InvestorId[4] memory ids) private pure returns (uint64 count) {
        for (uint256 bucket; bucket < 64; ++bucket) {
            bool any;
            for (uint256 i; i < ids.length; ++i) {
                any = any || bucketOf(ids[i]) == bucket;
            }
            if (any) ++count;
        }
    }

    function test_RevertGiven_ThereAre32Tokens() external {
        address office = newOffice();
        vm.startPrank(owner);
        for (uint256 i = 1; i < 32; ++i) {
            issuer.addToken(address(newToken(issuer, office, "Another", "A", 0)));
        }
        vm.expectRevert(IIssuingEntity.IssuingEntity_TooManyTokens.selector);
        issuer.addToken(address(second));
    }

    function test_RevertWhen_TheTokenRefusesAModuleOfTheIssuer() external {
        IssuerModuleMock module = new IssuerModuleMock(issuer, 0, 0);
        vm.prank(owner);
        issuer.attachIssuerModule(address(module));
        vm.mockCall(address(module), abi.encodeCall(module.serves, (address(second))), abi.encode(false));
        bytes memory reason = abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidModule.selector, address(module));
        vm.expectRevert(
            abi.encodeWithSelector(
                IIssuingEntity.IssuingEntity_ModuleRefused.selector, address(second), address(module), reason
            )
        );
        vm.prank(owner);
        issuer.addToken(address(second));
        assertFalse(issuer.isToken(address(second)));
    }

    function test_WhenTheTokenIsNewAndTheIssuersOwn_ItShouldBeATokenToAllOthersAndTheyToItWhateverARegistrarSays()
        external
    {
        vm.prank(owner);
        issuer.addToken(address(second));
        _register(_id("tokens"), CH, 1, FAR, _two(address(token), address(second)));
        assertTrue(issuer.resolve(address(second)).isToken());
        address bank = _custodian();
        _issue(ada, 10);
        _deposit(ada, bank, 5);
        _assertRefused(Restriction.InvalidReceiver, ada, address(second), 1);
        _assertCustodyRefused(Restriction.InvalidReceiver, bank, ada, address(second), 1, false);
        _assertCustodyRefused(Restriction.InvalidReceiver, bank, ada, address(second), 1, true);
        vm.startPrank(owner);
        vm.expectRevert(_refusal(Restriction.InvalidReceiver, ada, address(second), 1));
        token.forcedTransfer(ada, address(second), 1);
        vm.expectRevert(_refusal(Restriction.InvalidReceiver, address(0), address(second), 1));
        token.issue(address(second), 1, "");
        vm.expectRevert(_refusal(Restriction.InvalidReceiver, address(0), address(token), 1));
        second.issue(address(token), 1, "");
        vm.stopPrank();
    }

    function _assertNotAdded(bytes4 reason, address candidate) private {
        vm.expectRevert(abi.encodeWithSelector(reason, candidate));
        vm.prank(owner);
        issuer.addToken(candidate);
    }
}
