// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
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

    function test_RevertWhen_AnAccountIsNoMemberOfTheAuthority() external {
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

    function test_WhenEnoughMembersRemain_ItShouldFreeTheAccountsAndBeginANewEpoch() external {
        bytes memory data = abi.encodeCall(multiSig.removeAuthorityAddresses, (AGENTS, _list(agents[0].addr)));
        _send(owners[0].addr, data);
        vm.expectEmit();
        emit IMultiSig.AuthorityMembersRemoved(AGENTS, _list(agents[0].addr), 2);
        _send(owners[1].addr, data);

        assertTrue(multiSig.authorityOf(agents[0].addr) == AuthorityId.wrap(0));
        assertEq(multiSig.getAuthority(AGENTS).memberCount, 2);
        assertEq(_epoch(AGENTS), 2);
        assertEq(multiSig.membersOf(AGENTS), _list(agents[1].addr, agents[2].addr));
        assertFalse(multiSig.isApprovedAuthority(agents[0].addr, address(multiSig), multiSig.setFlag.selector));
    }

    function test_WhenAPermittedAuthorityRemovesItsOwn_ItShouldFreeTheAccounts() external {
        _permit(multiSig.removeAuthorityAddresses.selector);
        _byAgents(abi.encodeCall(multiSig.removeAuthorityAddresses, (AGENTS, _list(agents[1].addr))));

        assertEq(multiSig.membersOf(AGENTS), _list(agents[0].addr, agents[2].addr));
    }

    function test_WhenTheAccountJoinsAnotherAuthority_ItShouldCountThereAndNowhereElse() external {
        Call memory former = _flagCall();
        SignedApproval memory signed = _sign(multiSig, former, agents[0]);
        _approve(agents[0].addr, former);
        _remove(AGENTS, agents[0].addr);
        _add(OWNER, agents[0].addr);

        SignedApproval[] memory bundle = _bundle(signed, _sign(multiSig, former, agents[1]));
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_ThresholdNotMet.selector, multiSig.hashOf(former), 1, 2)
        );
        vm.prank(agents[0].addr);
        multiSig.executeCall(former, bundle);

        Call memory own = _ownerCall(_setFlagData());
        multiSig.executeCall(own, _bundle(_sign(multiSig, own, agents[0]), _sign(multiSig, own, owners[2])));
        assertTrue(multiSig.flag());
    }

    function _refused(AuthorityId authority, address[] memory accounts, bytes memory reason) private {
        _send(owners[0].addr, abi.encodeCall(multiSig.removeAuthorityAddresses, (authority, accounts)));
        vm.prank(owners[1].addr);
        vm.expectRevert(reason);
        multiSig.removeAuthorityAddresses(authority, accounts);
    }
}
