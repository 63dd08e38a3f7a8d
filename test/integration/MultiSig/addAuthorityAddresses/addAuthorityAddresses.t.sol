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

    function test_RevertWhen_AnAccountIsAMemberAlready() external {
        _refused(
            AGENTS,
            agents[0].addr,
            abi.encodeWithSelector(IMultiSig.MultiSig_AccountBound.selector, agents[0].addr, AGENTS)
        );
    }

    function test_RevertWhen_AnAccountHasAnotherRoleInTheContract() external {
        _refused(
            AGENTS, address(shared), abi.encodeWithSelector(IMultiSig.MultiSig_InvalidMember.selector, address(shared))
        );
    }

    function test_RevertWhen_AnAccountBelongsToAnotherAuthority() external {
        _refused(
            AGENTS,
            owners[2].addr,
            abi.encodeWithSelector(IMultiSig.MultiSig_AccountBound.selector, owners[2].addr, OWNER)
        );
    }

    function test_RevertWhen_TheAuthorityWouldHaveMoreThan64Members() external {
        address[] memory more = new address[](61);
        for (uint160 i; i < more.length; ++i) {
            more[i] = address(0x1000 + i);
        }
        _byOwners(abi.encodeCall(multiSig.addAuthorityAddresses, (AGENTS, more)));

        _refused(AGENTS, stranger.addr, abi.encodeWithSelector(IMultiSig.MultiSig_TooManyMembers.selector, AGENTS, 65));
        _remove(AGENTS, more[60]);
        _add(AGENTS, makeAddr("another"));
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

        assertTrue(multiSig.authorityOf(stranger.addr) == AGENTS);
    }

    function test_WhenTheAccountsAreFree_GivenAnAccountWasRemovedBefore_ItShouldMakeItAMemberAgain() external {
        _remove(AGENTS, agents[1].addr);
        assertEq(multiSig.membersOf(AGENTS), _list(agents[0].addr, agents[2].addr));
        _add(AGENTS, agents[1].addr);

        assertEq(multiSig.membersOf(AGENTS), _list(agents[0].addr, agents[1].addr, agents[2].addr));
        assertEq(_epoch(AGENTS), 3);
        _approve(agents[1].addr, _flagCall());
        (address[] memory approving,) = _approvals(_flagCall());
        assertEq(approving, _list(agents[1].addr));
    }

    function test_WhenTheAccountsAreFree_GivenAnAccountWasRemovedBefore_ItShouldNotCountWhatItApprovedOrSignedThen()
        external
    {
        Call memory call = _flagCall();
        _approve(agents[1].addr, call);
        SignedApproval memory signed = _sign(multiSig, call, agents[1]);
        _remove(AGENTS, agents[1].addr);
        _add(AGENTS, agents[1].addr);
        (address[] memory approving,) = _approvals(call);
        assertEq(approving.length, 0);

        SignedApproval[] memory bundle = _bundle(signed, _sign(multiSig, call, agents[0]));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, agents[1].addr));
        multiSig.executeCall(call, bundle);
    }

    function test_WhenTheAccountsAreFree_GivenOneTakesThePlaceOfARemovedMember_ItShouldInheritNeitherApprovalNorWithdrawal()
        external
    {
        Call memory approved = _flagCall();
        _approve(agents[0].addr, approved);
        Call memory withdrawn = _callOf(AGENTS, address(multiSig), abi.encodeCall(multiSig.setFlag, (false)));
        vm.prank(agents[0].addr);
        multiSig.withdrawApproval(withdrawn);
        _remove(AGENTS, agents[0].addr);
        _add(AGENTS, stranger.addr);
        assertEq(multiSig.membersOf(AGENTS)[0], stranger.addr, "the first place is the newcomer's");

        // One approval short, for the former member's does not count.
        SignedApproval[] memory one = _bundle(_sign(multiSig, approved, agents[1]));
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_ThresholdNotMet.selector, multiSig.hashOf(approved), 1, 2)
        );
        multiSig.executeCall(approved, one);
        // Enough, for the former member's withdrawal is not the newcomer's.
        multiSig.executeCall(
            withdrawn, _bundle(_sign(multiSig, withdrawn, agents[1]), _sign(multiSig, withdrawn, stranger))
        );
        assertTrue(_isClosed(withdrawn));
    }

    function test_WhenTheAccountsAreFree_GivenEveryPlaceWasGivenAHundredTimes_ItShouldStillMakeThemMembers() external {
        _byOwners(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 1)));
        for (uint160 i; i < 100; ++i) {
            address[] memory next = new address[](64);
            for (uint160 j; j < 64; ++j) {
                next[j] = address(0x1000 + i * 64 + j);
            }
            _byOwners(abi.encodeCall(multiSig.replaceAuthorityMembers, (AGENTS, next, 1)));
        }
        _byOwners(abi.encodeCall(multiSig.replaceAuthorityMembers, (AGENTS, _list(stranger.addr), 1)));

        assertTrue(_send(stranger.addr, _setFlagData()));
    }

    function test_WhenTheAccountsAreFree_GivenAnotherAuthorityHadTakenThemWithoutConsent_ItShouldLetTheOwnerHaveThem()
        external
    {
        // The agents take the key that the owner wants next, at once again when it is removed.
        bytes memory taking = abi.encodeCall(multiSig.addAuthorityAddresses, (AGENTS, _list(stranger.addr)));
        _byAgents(taking);
        _remove(AGENTS, stranger.addr);
        _byAgents(taking);

        _byOwners(
            _batchData(
                _ownStep(abi.encodeCall(multiSig.removeAuthorityAddresses, (AGENTS, _list(stranger.addr)))),
                _ownStep(abi.encodeCall(multiSig.addAuthorityAddresses, (OWNER, _list(stranger.addr))))
            )
        );
        assertTrue(multiSig.authorityOf(stranger.addr) == OWNER);
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
