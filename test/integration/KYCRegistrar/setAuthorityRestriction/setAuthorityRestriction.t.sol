// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract SetAuthorityRestrictionTest is KYCRegistrarTest {
    function setUp() public override {
        super.setUp();
        _registerAlice();
    }

    function test_RevertWhen_TheActingAuthorityIsNotTheOwner() external {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = registrar.setAuthorityRestriction.selector;
        vm.prank(owner);
        registrar.setAuthoritySignatures(RIVAL, address(registrar), selectors, true);

        vm.prank(rival);
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, RIVAL, address(registrar), selectors[0])
        );
        registrar.setAuthorityRestriction(PROVIDER, true);
    }

    function test_RevertWhen_TheAuthorityIsUnknown() external {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, 4));
        registrar.setAuthorityRestriction(AuthorityId.wrap(4), true);
    }

    function test_RevertWhen_TheAuthorityIsTheOwner() external {
        vm.prank(owner);
        vm.expectRevert(IKYCRegistrar.KYCRegistrar_OwnerUnrestrictable.selector);
        registrar.setAuthorityRestriction(OWNER, true);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.setAuthorityRestriction(RIVAL, true));
        assertFalse(registrar.isRestrictedAuthority(RIVAL));
    }

    function test_WhenItRestricts_ItShouldRestrictEveryInvestorThatTheAuthorityVerifiedLast() external {
        vm.prank(owner);
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, _list(account2))));
        vm.prank(owner);
        vm.expectEmit();
        emit IKYCRegistrar.AuthorityRestrictionSet(RIVAL, true, 2);
        assertTrue(registrar.setAuthorityRestriction(RIVAL, true));

        assertTrue(registrar.isRestrictedAuthority(RIVAL));
        assertFalse(registrar.isRestrictedAuthority(PROVIDER));
        assertTrue(registrar.currentStanding(ALICE, account0).restricted());
        assertFalse(registrar.currentStanding(BOB, account2).restricted());
    }

    function test_WhenItRestricts_ItShouldRefuseWhateverTheAuthorityDoesCallsAlreadyApprovedIncluded() external {
        bytes memory data = abi.encodeCall(registrar.setInvestorRestriction, (ALICE, true));
        Call memory call = _callOf(PROVIDER, address(registrar), data);
        vm.prank(provider[0].addr);
        registrar.approveCall(call);
        vm.prank(provider[1].addr);
        registrar.approveCall(call);
        _setRestriction(PROVIDER, true);

        bytes4 selector = registrar.setInvestorRestriction.selector;
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, PROVIDER, address(registrar), selector)
        );
        registrar.executeCall(call, _none());

        bytes4 cancel = registrar.cancelCall.selector;
        vm.prank(provider[0].addr);
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, PROVIDER, address(registrar), cancel)
        );
        registrar.cancelCall(call);
    }

    function test_WhenItLifts_ItShouldFreeThem() external {
        _setRestriction(RIVAL, true);
        _setRestriction(RIVAL, false);

        assertFalse(registrar.isRestrictedAuthority(RIVAL));
        assertFalse(registrar.currentStanding(ALICE, account0).restricted());
        vm.prank(rival);
        assertTrue(registrar.setInvestorRestriction(ALICE, true));
    }

    function test_WhenItLifts_ItShouldReviveNothingThatTheAuthorityHadApproved() external {
        bytes memory data =
            abi.encodeCall(registrar.registerInvestors, (_one(_registration(BOB, FRANCE, _list(account2)))));
        Call memory call = _callOf(PROVIDER, address(registrar), data);
        vm.prank(provider[0].addr);
        registrar.approveCall(call);
        _setRestriction(PROVIDER, true);
        SignedApproval[] memory meanwhile = _bundle(_sign(registrar, call, provider[0]));
        _setRestriction(PROVIDER, false);

        SignedApproval[] memory one = _bundle(_sign(registrar, call, provider[1]));
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_ThresholdNotMet.selector, registrar.hashOf(call), 1, 2)
        );
        registrar.executeCall(call, one);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, provider[0].addr));
        registrar.executeCall(call, meanwhile);
    }
}
