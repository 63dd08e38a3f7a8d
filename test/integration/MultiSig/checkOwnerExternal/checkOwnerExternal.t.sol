// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval, Step} from "../../../../src/types/Authority.sol";
import {Foreigner} from "../../../mocks/Foreigner.sol";
import {SharedFlag} from "../../../mocks/SharedFlag.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract CheckOwnerExternalTest is MultiSigTest {
    Foreigner private foreigner;

    function setUp() public override {
        super.setUp();
        foreigner = new Foreigner();
        // All that the agents can be given for what they try here.
        _setPermission(address(shared), shared.setOwnerFlag.selector, true);
        _setPermission(address(foreigner), foreigner.act.selector, true);
        _permit(multiSig.executeCall.selector);
        _permit(multiSig.checkOwnerExternal.selector);
    }

    function test_RevertWhen_AContractThatIsNotAttachedAsks() external {
        SharedFlag foreign = new SharedFlag(multiSig);

        vm.prank(owners[0].addr);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(foreign)));
        foreign.setOwnerFlag(true);
    }

    function test_RevertWhen_TheCallerIsNoMember() external {
        vm.prank(stranger.addr);
        vm.expectRevert(_notMember(stranger.addr));
        shared.setOwnerFlag(true);
    }

    // --------------------------------------------------------------------------------------- other authorities

    function test_RevertGiven_TheCallersAuthorityHasEveryPermission_WhenItsMemberCallsDirectly() external {
        vm.prank(agents[0].addr);
        vm.expectRevert(_notPermitted(AGENTS));
        shared.setOwnerFlag(true);
    }

    function test_RevertGiven_TheCallersAuthorityHasEveryPermission_WhenItsMembersSign() external {
        Call memory call = _callOf(AGENTS, address(shared), _data());
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[0]), _sign(multiSig, call, agents[1]));

        vm.expectRevert(_notPermitted(AGENTS));
        multiSig.executeCall(call, bundle);
    }

    function test_RevertGiven_TheCallersAuthorityHasEveryPermission_WhenItsBatchHoldsTheCall() external {
        bytes memory batch = _batchData(Step(address(shared), _data()));
        _send(agents[0].addr, batch);

        vm.prank(agents[1].addr);
        (bool success, bytes memory answer) = address(multiSig).call(batch);
        assertFalse(success);
        assertEq(answer, _notPermitted(AGENTS));
    }

    // ------------------------------------------------------------------------------------------------ the owner

    function test_WhenTheOwnersMembersCallDirectly_GivenTheApprovalsAreMissing_ItShouldRecordAndRefuse() external {
        assertFalse(_callBy(owners[0].addr));

        (address[] memory members,) = _approvals(_direct(OWNER, address(shared), _data()));
        assertEq(members, _list(owners[0].addr));
        assertFalse(shared.ownerFlag());
    }

    function test_WhenTheOwnersMembersCallDirectly_GivenTheThresholdIsMet_ItShouldApproveOnce() external {
        assertFalse(_callBy(owners[0].addr));
        assertTrue(_callBy(owners[1].addr));
        assertTrue(shared.ownerFlag());

        assertFalse(_callBy(owners[1].addr), "the same call needs two approvals again");
    }

    function test_WhenTheOwnersMembersCallDirectly_GivenTheFirstApprovalIsOfAFormerEpoch_ItShouldBeginAnew() external {
        _callBy(owners[0].addr);
        _byOwners(abi.encodeCall(multiSig.setAuthorityThreshold, (OWNER, 2)));

        assertFalse(_callBy(owners[1].addr));
    }

    function test_WhenTheOwnersMembersSign_ItShouldApprove() external {
        _executeOwners(address(shared), _data());

        assertTrue(shared.ownerFlag());
    }

    function test_RevertWhen_TheOwnersMembersSign_GivenOneSignatureIsMissing() external {
        Call memory call = _callOf(OWNER, address(shared), _data());
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, owners[0]));

        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_ThresholdNotMet.selector, multiSig.hashOf(call), 1, 2)
        );
        multiSig.executeCall(call, bundle);
    }

    function test_WhenTheOwnersBatchHoldsTheCall_ItShouldApprove() external {
        _byOwners(_batchData(Step(address(shared), _data())));

        assertTrue(shared.ownerFlag());
    }

    // --------------------------------------------------------------------------------------- calls within calls

    function test_RevertWhen_ACallRunsWithinACall_WhenTheOwnersCallRunsAnotherAuthoritys() external {
        foreigner.prepare(address(multiSig), _executionBy(AGENTS, address(shared), _data()));
        _executeOwners(address(foreigner), abi.encodeCall(foreigner.act, ()));

        assertEq(foreigner.answer(), _notPermitted(AGENTS));
        assertFalse(shared.ownerFlag());
    }

    function test_WhenACallRunsWithinACall_WhenAnotherAuthoritysCallRunsTheOwners_ItShouldApproveWhileTheOwnersRunsAndNotAfter()
        external
    {
        foreigner.prepare(address(multiSig), _executionBy(OWNER, address(shared), _data()));
        bytes memory after_ = abi.encodeCall(shared.setOwnerFlag, (false));
        bytes memory batch =
            _batchData(Step(address(foreigner), abi.encodeCall(foreigner.act, ())), Step(address(shared), after_));
        _send(agents[0].addr, batch);
        vm.prank(agents[1].addr);
        (bool success, bytes memory answer) = address(multiSig).call(batch);
        assertFalse(success, "the agents act again once the owner's call has run");
        assertEq(answer, _notPermitted(AGENTS));

        _byAgents(_batchData(Step(address(foreigner), abi.encodeCall(foreigner.act, ()))));
        assertTrue(foreigner.succeeded());
        assertTrue(shared.ownerFlag());
    }

    function test_RevertWhen_ACallRunsWithinACall_WhenForeignCodeThatTheOwnerCallsAsksForItself() external {
        foreigner.prepare(address(shared), _data());
        _executeOwners(address(foreigner), abi.encodeCall(foreigner.act, ()));
        assertEq(foreigner.answer(), _notMember(address(foreigner)));

        // Nor can it speak for the MultiSig.
        foreigner.prepare(
            address(multiSig),
            abi.encodeCall(
                multiSig.checkOwnerExternal, (address(multiSig), shared.setOwnerFlag.selector, keccak256(_data()))
            )
        );
        _byOwners(_batchData(Step(address(foreigner), abi.encodeCall(foreigner.act, ()))));
        assertEq(
            foreigner.answer(), abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(foreigner))
        );
    }

    // ------------------------------------------------------------------------------------------ the multisig itself

    function test_RevertWhen_TheMultisigIsNamedAsTheCaller_GivenItRunsNothing() external {
        vm.prank(address(shared));
        vm.expectRevert(_notPermitted(AuthorityId.wrap(0)));
        multiSig.checkOwnerExternal(address(multiSig), shared.setOwnerFlag.selector, keccak256(_data()));
    }

    function test_RevertWhen_TheMultisigIsNamedAsTheCaller_WhenItAsksItselfThroughExecuteCall() external {
        bytes memory data = abi.encodeCall(
            multiSig.checkOwnerExternal, (owners[0].addr, shared.setOwnerFlag.selector, keccak256(_data()))
        );
        Call memory call = _callOf(AGENTS, address(multiSig), data);
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[0]), _sign(multiSig, call, agents[1]));

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(multiSig)));
        multiSig.executeCall(call, bundle);
    }

    // ---------------------------------------------------------------------------------------------------- helpers

    function _data() private view returns (bytes memory) {
        return abi.encodeCall(shared.setOwnerFlag, (true));
    }

    function _callBy(address member) private returns (bool) {
        vm.prank(member);
        return shared.setOwnerFlag(true);
    }

    /// @dev Data of an `executeCall` that two members of the authority have signed.
    function _executionBy(AuthorityId authority, address target, bytes memory data)
        private
        view
        returns (bytes memory)
    {
        Call memory call = _callOf(authority, target, data);
        bool ofOwner = authority == OWNER;
        SignedApproval memory first = _sign(multiSig, call, ofOwner ? owners[0] : agents[0]);
        SignedApproval memory second = _sign(multiSig, call, ofOwner ? owners[1] : agents[1]);
        return abi.encodeCall(multiSig.executeCall, (call, _bundle(first, second)));
    }

    function _executeOwners(address target, bytes memory data) private {
        (bool success,) = address(multiSig).call(_executionBy(OWNER, target, data));
        assertTrue(success);
    }

    function _notMember(address account) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, account);
    }

    function _notPermitted(AuthorityId authority) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IMultiSig.MultiSig_NotPermitted.selector, authority, address(shared), shared.setOwnerFlag.selector
        );
    }
}
