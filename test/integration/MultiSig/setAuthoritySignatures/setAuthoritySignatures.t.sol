// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, SignedApproval} from "../../../../src/types/Authority.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract SetAuthoritySignaturesTest is MultiSigTest {
    function test_RevertWhen_TheActingAuthorityIsNotTheOwner_GivenItIsPermittedToCallTheFunction() external {
        _permit(multiSig.setAuthoritySignatures.selector);

        vm.prank(agents[0].addr);
        vm.expectRevert(_refusal());
        multiSig.setAuthoritySignatures(AGENTS, address(shared), _selectors(shared.setFlag.selector), true);
    }

    function test_RevertWhen_TheActingAuthorityIsNotTheOwner_GivenItActsThroughExecuteCall() external {
        _permit(multiSig.setAuthoritySignatures.selector);
        Call memory call = _callOf(AGENTS, address(multiSig), _data(true));
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[0]), _sign(multiSig, call, agents[1]));

        vm.expectRevert(_refusal());
        multiSig.executeCall(call, bundle);
    }

    function test_RevertWhen_TheAuthorityIsUnknown() external {
        AuthorityId unknown = AuthorityId.wrap(3);

        vm.prank(owners[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, unknown));
        multiSig.setAuthoritySignatures(unknown, address(shared), _selectors(shared.setFlag.selector), true);
    }

    function test_WhenPermissionsAreGiven_ItShouldPermitTheSelectorsOnThatTargetOnly() external {
        _send(owners[0].addr, _data(true));
        vm.expectEmit();
        emit IMultiSig.AuthorityPermissionsSet(AGENTS, address(shared), _selectors(shared.refuse.selector), true, 1);
        _send(owners[1].addr, _data(true));

        assertTrue(multiSig.isApprovedAuthority(agents[0].addr, address(shared), shared.refuse.selector));
        assertFalse(multiSig.isApprovedAuthority(agents[0].addr, address(multiSig), shared.refuse.selector));
        assertFalse(multiSig.isApprovedAuthority(agents[0].addr, address(shared), shared.setFlag.selector));
        assertFalse(multiSig.isApprovedAuthority(stranger.addr, address(shared), shared.refuse.selector));
    }

    function test_WhenPermissionsAreTaken_ItShouldStopTheAuthorityApprovalsAlreadyGivenIncluded() external {
        Call memory call = _flagCall();
        _approve(agents[0].addr, call);
        _approve(agents[1].addr, call);
        _setPermission(address(multiSig), multiSig.setFlag.selector, false);

        vm.expectRevert(
            abi.encodeWithSelector(
                IMultiSig.MultiSig_NotPermitted.selector, AGENTS, address(multiSig), multiSig.setFlag.selector
            )
        );
        multiSig.executeCall(call, _none());
    }

    function test_WhenPermissionsAreGiven_ItShouldKeepWhatWaits() external {
        _approve(agents[0].addr, _flagCall());
        _setPermission(address(shared), shared.setFlag.selector, true);

        (address[] memory approving,) = _approvals(_flagCall());
        assertEq(approving, _list(agents[0].addr));
    }

    function test_WhenPermissionsAreTaken_GivenTheyAreGivenAgain_ItShouldReviveNothing() external {
        _send(agents[0].addr, _setFlagData());
        SignedApproval memory signed = _sign(multiSig, _flagCall(), agents[0]);
        _setPermission(address(multiSig), multiSig.setFlag.selector, false);
        _setPermission(address(multiSig), multiSig.setFlag.selector, true);

        assertFalse(_send(agents[1].addr, _setFlagData()), "sent directly");
        SignedApproval[] memory bundle = _bundle(signed, _sign(multiSig, _flagCall(), agents[1]));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, agents[0].addr));
        multiSig.executeCall(_flagCall(), bundle);
    }

    function _data(bool permitted) private view returns (bytes memory) {
        return abi.encodeCall(
            multiSig.setAuthoritySignatures, (AGENTS, address(shared), _selectors(shared.refuse.selector), permitted)
        );
    }

    function _refusal() private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IMultiSig.MultiSig_NotPermitted.selector,
            AGENTS,
            address(multiSig),
            multiSig.setAuthoritySignatures.selector
        );
    }
}
