// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract RemoveAuthorityAddressesTest is MultiSigTest {
    function test_RevertWhen_TheActingAuthorityIsNeitherTheOwnerNorTheAuthorityItself() external {
        _permit(multiSig.removeAuthorityAddresses.selector);

        vm.prank(agents[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotOwnAuthority.selector, AGENTS, OWNER));
        multiSig.removeAuthorityAddresses(OWNER, _list(owners[0].addr));
    }

    function test_RevertWhen_TheAuthorityIsUnknown() external {
        vm.prank(owners[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, 3));
        multiSig.removeAuthorityAddresses(AuthorityId.wrap(3), _list(stranger.addr));
    }

    function test_RevertWhen_AnAccountIsNoActiveMemberOfTheAuthority() external {
        _refused(
            AGENTS, _list(owners[2].addr), abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, owners[2].addr)
        );
    }

    function test_RevertWhen_AnAccountIsNamedTwice() external {
        _refused(
            AGENTS,
            _list(agents[0].addr, agents[0].addr),
            abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, agents[0].addr)
        );
    }

    function test_RevertWhen_FewerMembersThanTheThresholdWouldRemain() external {
        _refused(
            AGENTS,
            _list(agents[0].addr, agents[1].addr),
            abi.encodeWithSelector(IMultiSig.MultiSig_InvalidThreshold.selector, 2, 1)
        );
    }

    function test_WhenEnoughMembersRemain_ItShouldDeactivateTheAccountsKeepThemBoundAndBeginANewEpoch() external {
        bytes memory data = abi.encodeCall(multiSig.removeAuthorityAddresses, (AGENTS, _list(agents[0].addr)));
        _send(owners[0].addr, data);
        vm.expectEmit();
        emit IMultiSig.AuthorityMembersRemoved(AGENTS, _list(agents[0].addr), 2);
        _send(owners[1].addr, data);

        (AuthorityId bound, bool active) = multiSig.authorityOf(agents[0].addr);
        assertEq(AuthorityId.unwrap(bound), 2);
        assertFalse(active);
        assertEq(multiSig.getAuthority(AGENTS).memberCount, 2);
        assertEq(_epoch(AGENTS), 2);
        assertEq(multiSig.membersOf(AGENTS), _list(agents[1].addr, agents[2].addr));
        assertFalse(multiSig.isApprovedAuthority(agents[0].addr, address(multiSig), multiSig.setFlag.selector));
    }

    function test_WhenAPermittedAuthorityRemovesItsOwn_ItShouldDeactivateTheAccounts() external {
        _permit(multiSig.removeAuthorityAddresses.selector);
        _byAgents(abi.encodeCall(multiSig.removeAuthorityAddresses, (AGENTS, _list(agents[1].addr))));

        assertEq(multiSig.membersOf(AGENTS), _list(agents[0].addr, agents[2].addr));
    }

    function _refused(AuthorityId authority, address[] memory accounts, bytes memory reason) private {
        _send(owners[0].addr, abi.encodeCall(multiSig.removeAuthorityAddresses, (authority, accounts)));
        vm.prank(owners[1].addr);
        vm.expectRevert(reason);
        multiSig.removeAuthorityAddresses(authority, accounts);
    }
}
