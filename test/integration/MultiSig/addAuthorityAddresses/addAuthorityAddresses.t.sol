// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract AddAuthorityAddressesTest is MultiSigTest {
    function setUp() public override {
        super.setUp();
        _permit(multiSig.addAuthorityAddresses.selector);
    }

    function test_RevertWhen_TheActingAuthorityIsNeitherTheOwnerNorTheAuthorityItself_WhenItSendsDirectly() external {
        vm.prank(agents[0].addr);
        vm.expectRevert(_notOwn());
        multiSig.addAuthorityAddresses(OWNER, _list(stranger.addr));
    }

    function test_RevertWhen_TheActingAuthorityIsNeitherTheOwnerNorTheAuthorityItself_WhenItActsThroughExecuteCall()
        external
    {
        (Call memory call, SignedApproval[] memory bundle) = _attack();

        vm.expectRevert(_notOwn());
        multiSig.executeCall(call, bundle);
    }

    function test_RevertWhen_TheActingAuthorityIsNeitherTheOwnerNorTheAuthorityItself_WhenItActsThroughAnExecuteCallWithinAnExecuteCall()
        external
    {
        (Call memory inner, SignedApproval[] memory innerBundle) = _attack();
        Call memory outer = _ownerCall(abi.encodeCall(multiSig.executeCall, (inner, innerBundle)));
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, outer, owners[0]), _sign(multiSig, outer, owners[1]));

        vm.expectRevert(_notOwn());
        multiSig.executeCall(outer, bundle);
    }

    function test_RevertWhen_TheAuthorityIsUnknown() external {
        vm.prank(owners[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, 3));
        multiSig.addAuthorityAddresses(AuthorityId.wrap(3), _list(stranger.addr));
    }

    function test_RevertWhen_AnAccountIsAnActiveMemberAlready() external {
        _refused(
            AGENTS,
            agents[0].addr,
            abi.encodeWithSelector(IMultiSig.MultiSig_AccountBound.selector, agents[0].addr, AGENTS)
        );
    }

    function test_RevertWhen_AnAccountIsBoundToAnotherAuthority() external {
        _remove(OWNER, owners[2].addr);

        _refused(
            AGENTS,
            owners[2].addr,
            abi.encodeWithSelector(IMultiSig.MultiSig_AccountBound.selector, owners[2].addr, OWNER)
        );
    }

    function test_RevertWhen_TheAuthorityWouldBindMoreThan64AccountsOverItsLife() external {
        address[] memory more = new address[](61);
        for (uint160 i; i < more.length; ++i) {
            more[i] = address(0x1000 + i);
        }
        _byOwners(abi.encodeCall(multiSig.addAuthorityAddresses, (AGENTS, more)));
        _remove(AGENTS, more[60]);

        _refused(AGENTS, stranger.addr, abi.encodeWithSelector(IMultiSig.MultiSig_TooManyMembers.selector, AGENTS, 65));
        _add(AGENTS, more[60]);
        assertEq(multiSig.getAuthority(AGENTS).memberCount, 64);
    }

    function test_WhenTheAccountsAreFree_WhenTheOwnerAddsThem_ItShouldMakeThemMembersAndBeginANewEpoch() external {
        bytes memory data = abi.encodeCall(multiSig.addAuthorityAddresses, (AGENTS, _list(stranger.addr)));
        _send(owners[0].addr, data);
        vm.expectEmit();
        emit IMultiSig.AuthorityMembersAdded(AGENTS, _list(stranger.addr), 2);
        _send(owners[1].addr, data);

        assertEq(multiSig.getAuthority(AGENTS).memberCount, 4);
        assertEq(_epoch(AGENTS), 2);
        assertTrue(multiSig.isApprovedAuthority(stranger.addr, address(multiSig), multiSig.setFlag.selector));
    }

    function test_WhenTheAccountsAreFree_WhenAPermittedAuthorityAddsToItself_ItShouldMakeThemMembers() external {
        _byAgents(abi.encodeCall(multiSig.addAuthorityAddresses, (AGENTS, _list(stranger.addr))));

        (AuthorityId bound, bool active) = multiSig.authorityOf(stranger.addr);
        assertEq(AuthorityId.unwrap(bound), 2);
        assertTrue(active);
    }

    function test_WhenTheAccountsAreFree_GivenAnAccountWasRemovedBefore_ItShouldMakeItAMemberAgainInItsOldPlace()
        external
    {
        _remove(AGENTS, agents[1].addr);
        assertEq(multiSig.membersOf(AGENTS), _list(agents[0].addr, agents[2].addr));
        _add(AGENTS, agents[1].addr);

        assertEq(multiSig.membersOf(AGENTS), _list(agents[0].addr, agents[1].addr, agents[2].addr));
        assertEq(_epoch(AGENTS), 3);
        _approve(agents[1].addr, _flagCall());
        (address[] memory approving,) = _approvals(_flagCall());
        assertEq(approving, _list(agents[1].addr));
    }

    /// @dev Agents, who may add members to themselves, try to add one to the owner.
    function _attack() private view returns (Call memory call, SignedApproval[] memory bundle) {
        call = _callOf(
            AGENTS, address(multiSig), abi.encodeCall(multiSig.addAuthorityAddresses, (OWNER, _list(stranger.addr)))
        );
        bundle = _bundle(_sign(multiSig, call, agents[0]), _sign(multiSig, call, agents[1]));
    }

    function _notOwn() private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMultiSig.MultiSig_NotOwnAuthority.selector, AGENTS, OWNER);
    }

    function _refused(AuthorityId authority, address account, bytes memory reason) private {
        _send(owners[0].addr, abi.encodeCall(multiSig.addAuthorityAddresses, (authority, _list(account))));
        vm.prank(owners[1].addr);
        vm.expectRevert(reason);
        multiSig.addAuthorityAddresses(authority, _list(account));
    }
}
