// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {SharedFlag} from "../../../mocks/SharedFlag.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract CheckMultiSigExternalTest is MultiSigTest {
    function test_RevertWhen_AStrangerAsks() external {
        SharedFlag foreign = new SharedFlag(multiSig);

        vm.prank(owners[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(foreign)));
        foreign.setFlag(true);
    }

    function test_RevertWhen_TheMultisigAsksItselfThroughExecuteCall() external {
        bytes memory data = abi.encodeCall(
            multiSig.checkMultiSigExternal, (agents[0].addr, multiSig.setFlag.selector, keccak256(_setFlagData()))
        );
        Call memory call = _ownerCall(data);
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, owners[0]), _sign(multiSig, call, owners[1]));

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(multiSig)));
        multiSig.executeCall(call, bundle);
    }

    function test_RevertGiven_TheAskingContractIsAttached_WhenTheCallerIsNoMember() external {
        vm.prank(stranger.addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger.addr));
        shared.setFlag(true);
    }

    function test_RevertGiven_TheAskingContractIsAttached_WhenTheCallerIsTheMultisig() external {
        vm.prank(address(shared));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, address(multiSig)));
        multiSig.checkMultiSigExternal(address(multiSig), shared.setFlag.selector, keccak256(_setFlagData()));
    }

    function test_RevertGiven_TheAskingContractIsAttached_GivenTheCallersAuthorityIsNotPermittedOnIt() external {
        // The agents may call the same selector of the MultiSig, which does not help here.
        vm.prank(agents[0].addr);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMultiSig.MultiSig_NotPermitted.selector, AGENTS, address(shared), shared.setFlag.selector
            )
        );
        shared.setFlag(true);
    }

    function test_GivenTheAskingContractIsAttached_GivenTheApprovalsAreMissing_ItShouldRecordAndRefuse() external {
        vm.prank(owners[0].addr);
        assertFalse(shared.setFlag(true));

        (address[] memory members,) = _approvals(_direct(OWNER, address(shared), _setFlagData()));
        assertEq(members, _list(owners[0].addr));
        assertFalse(shared.flag());
    }

    function test_GivenTheAskingContractIsAttached_GivenTheThresholdIsMet_ItShouldApprove() external {
        _setPermission(address(shared), shared.setFlag.selector, true);
        vm.prank(agents[0].addr);
        assertFalse(shared.setFlag(true));
        vm.prank(agents[1].addr);
        assertTrue(shared.setFlag(true));

        assertTrue(shared.flag());
    }

    function test_GivenTheSameDataWasApprovedForTheMultisigItself_ItShouldNotCount() external {
        _send(owners[0].addr, _setFlagData());

        vm.prank(owners[1].addr);
        assertFalse(shared.setFlag(true));
    }
}
