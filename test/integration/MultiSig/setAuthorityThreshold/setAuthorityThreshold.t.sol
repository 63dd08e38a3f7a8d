// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract SetAuthorityThresholdTest is MultiSigTest {
    function test_RevertWhen_TheActingAuthorityIsNeitherTheOwnerNorTheAuthorityItself() external {
        _permit(multiSig.setAuthorityThreshold.selector);

        vm.prank(agents[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotOwnAuthority.selector, AGENTS, OWNER));
        multiSig.setAuthorityThreshold(OWNER, 1);
    }

    function test_RevertWhen_TheAuthorityIsUnknown() external {
        vm.prank(owners[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, 3));
        multiSig.setAuthorityThreshold(AuthorityId.wrap(3), 1);
    }

    function test_RevertWhen_TheThresholdIsZero() external {
        _refused(AGENTS, 0, abi.encodeWithSelector(IMultiSig.MultiSig_InvalidThreshold.selector, 0, 3));
    }

    function test_RevertWhen_TheThresholdExceedsTheMembers() external {
        _refused(AGENTS, 4, abi.encodeWithSelector(IMultiSig.MultiSig_InvalidThreshold.selector, 4, 3));
    }

    function test_WhenTheThresholdIsValid_WhenTheOwnerSetsIt_ItShouldStoreItAndBeginANewEpoch() external {
        bytes memory data = abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 3));
        _send(owners[0].addr, data);
        vm.expectEmit();
        emit IMultiSig.AuthorityThresholdSet(AGENTS, 3, 2);
        _send(owners[1].addr, data);

        assertEq(multiSig.getAuthority(AGENTS).threshold, 3);
        assertEq(_epoch(AGENTS), 2);
        assertEq(_epoch(OWNER), 1);
    }

    function test_WhenTheThresholdIsValid_WhenAPermittedAuthoritySetsItsOwn_ItShouldStoreItAndBeginANewEpoch()
        external
    {
        _permit(multiSig.setAuthorityThreshold.selector);
        _byAgents(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 1)));

        assertEq(multiSig.getAuthority(AGENTS).threshold, 1);
        assertEq(_epoch(AGENTS), 2);
    }

    function _refused(AuthorityId authority, uint16 threshold, bytes memory reason) private {
        _send(owners[0].addr, abi.encodeCall(multiSig.setAuthorityThreshold, (authority, threshold)));
        vm.prank(owners[1].addr);
        vm.expectRevert(reason);
        multiSig.setAuthorityThreshold(authority, threshold);
    }
}
