// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER} from "../../../../src/types/Authority.sol";
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
        emit IMultiSig.AuthorityApprovedUntilSet(AGENTS, 0);
        _send(owners[1].addr, data);

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_AuthorityEnded.selector, AGENTS, 0));
        multiSig.executeCall(call, _none());
        assertFalse(multiSig.isApprovedAuthority(agents[0].addr, address(multiSig), multiSig.setFlag.selector));
    }

    function test_WhenTheEndIsLaterThanBefore_ItShouldLetTheAuthorityActUntilThen() external {
        uint40 end = uint40(vm.getBlockTimestamp() + 900 days);
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, end)));
        vm.warp(end);

        assertTrue(multiSig.isApprovedAuthority(agents[0].addr, address(multiSig), multiSig.setFlag.selector));
        _byAgents(_setFlagData());
        assertTrue(multiSig.flag());
    }
}
