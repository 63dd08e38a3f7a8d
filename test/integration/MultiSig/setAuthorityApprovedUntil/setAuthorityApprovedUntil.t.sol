// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract SetAuthorityApprovedUntilTest is MultiSigTest {
    function test_RevertWhen_TheActingAuthorityIsNotTheOwner() external {
        bytes4 selector = multiSig.setAuthorityApprovedUntil.selector;
        _permit(selector);

        vm.prank(agents[0].addr);
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, AGENTS, address(multiSig), selector)
        );
        multiSig.setAuthorityApprovedUntil(AGENTS, type(uint40).max);
    }

    function test_RevertWhen_TheAuthorityIsUnknown() external {
        vm.prank(owners[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, 3));
        multiSig.setAuthorityApprovedUntil(AuthorityId.wrap(3), 0);
    }

    function test_RevertWhen_TheAuthorityIsTheOwner() external {
        vm.prank(owners[0].addr);
        vm.expectRevert(IMultiSig.MultiSig_OwnerNeverEnds.selector);
        multiSig.setAuthorityApprovedUntil(OWNER, 0);
    }

    function test_WhenTheEndIsZero_ItShouldStopTheAuthorityAtOnceApprovalsAlreadyGivenIncluded() external {
        Call memory call = _flagCall();
        _approve(agents[0].addr, call);
        _approve(agents[1].addr, call);
        bytes memory data = abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, 0));
        _send(owners[0].addr, data);
        vm.expectEmit();
        emit IMultiSig.AuthorityApprovedUntilSet(AGENTS, 0, 2);
        _send(owners[1].addr, data);

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_AuthorityEnded.selector, AGENTS, 0));
        multiSig.executeCall(call, _none());
        assertFalse(multiSig.isApprovedAuthority(agents[0].addr, address(multiSig), multiSig.setFlag.selector));
    }

    function test_WhenTheEndIsZero_ItShouldVoidWhatWaits() external {
        _approve(agents[0].addr, _flagCall());
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, 0)));

        (address[] memory approving,) = _approvals(_flagCall());
        assertEq(approving.length, 0);
        assertEq(_epoch(AGENTS), 2);
    }

    function test_WhenAStoppedAuthorityIsSetGoingAgain_GivenTheOwnerHadStoppedIt_ItShouldReviveNothing() external {
        SignedApproval memory signed = _prepare();
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, 0)));
        vm.warp(vm.getBlockTimestamp() + 20 days);

        _revivesNothing(signed);
    }

    function test_WhenAStoppedAuthorityIsSetGoingAgain_GivenItsTimeHadEnded_ItShouldReviveNothing() external {
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, uint40(vm.getBlockTimestamp() + 1 days))));
        SignedApproval memory signed = _prepare();
        vm.warp(vm.getBlockTimestamp() + 20 days);

        _revivesNothing(signed);
    }

    function test_WhenAStoppedAuthorityIsSetGoingAgain_GivenAMemberSignedMeanwhile_ItShouldReviveNothing() external {
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, 0)));
        SignedApproval memory signed = _sign(multiSig, _longCall(), agents[0]);

        _revivesNothing(signed);
    }

    function test_WhenTheEndIsLaterThanBefore_ItShouldKeepWhatWaits() external {
        _approve(agents[0].addr, _flagCall());
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, type(uint40).max)));

        _approve(agents[1].addr, _flagCall());
        multiSig.executeCall(_flagCall(), _none());
        assertTrue(multiSig.flag());
    }

    function test_WhenTheEndIsLaterThanBefore_ItShouldLetTheAuthorityActUntilThen() external {
        uint40 end = uint40(vm.getBlockTimestamp() + 900 days);
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, end)));
        vm.warp(end);

        assertTrue(multiSig.isApprovedAuthority(agents[0].addr, address(multiSig), multiSig.setFlag.selector));
        _byAgents(_setFlagData());
        assertTrue(multiSig.flag());
    }

    /// @dev One agent approves directly, and signs and approves a call with a salt.
    function _prepare() private returns (SignedApproval memory signed) {
        _send(agents[0].addr, _setFlagData());
        Call memory call = _longCall();
        _approve(agents[0].addr, call);
        return _sign(multiSig, call, agents[0]);
    }

    function _longCall() private view returns (Call memory call) {
        call = _flagCall();
        call.deadline = type(uint40).max;
    }

    /// @dev Of two approvals that a call needs, the one from before the stop does not count.
    function _revivesNothing(SignedApproval memory signed) private {
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, type(uint40).max)));

        assertFalse(_send(agents[1].addr, _setFlagData()), "sent directly");
        Call memory call = _longCall();
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[1]));
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_ThresholdNotMet.selector, multiSig.hashOf(call), 1, 2)
        );
        multiSig.executeCall(call, bundle);
        bundle = _bundle(signed, _sign(multiSig, call, agents[1]));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, agents[0].addr));
        multiSig.executeCall(call, bundle);
    }
}
