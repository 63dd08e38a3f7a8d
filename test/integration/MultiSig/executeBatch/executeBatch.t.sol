// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval, Step} from "../../../../src/types/Authority.sol";
import {Foreigner} from "../../../mocks/Foreigner.sol";
import {MultiSigHarness} from "../../../mocks/MultiSigHarness.sol";
import {SharedFlag} from "../../../mocks/SharedFlag.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract ExecuteBatchTest is MultiSigTest {
    Foreigner private foreigner;

    function setUp() public override {
        super.setUp();
        foreigner = new Foreigner();
        _setPermission(address(shared), shared.setFlag.selector, true);
    }

    function test_RevertWhen_ThereAreNoSteps() external {
        vm.prank(agents[0].addr);
        vm.expectRevert(IMultiSig.MultiSig_EmptyBatch.selector);
        multiSig.executeBatch(new Step[](0));
    }

    function test_RevertWhen_TheSenderIsBoundToNoAuthority() external {
        _refused(stranger.addr, _bothFlags(), _notMember(stranger.addr));
    }

    function test_RevertGiven_TheSendersAuthorityHasEnded() external {
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, 5)));

        _refused(
            agents[0].addr, _bothFlags(), abi.encodeWithSelector(IMultiSig.MultiSig_AuthorityEnded.selector, AGENTS, 5)
        );
    }

    function test_WhenTheThresholdIsNotMet_ItShouldRecordTheApprovalAndRunNothing() external {
        assertFalse(_send(agents[0].addr, _bothFlags()));

        (address[] memory members,) = _approvals(_direct(AGENTS, address(multiSig), _bothFlags()));
        assertEq(members, _list(agents[0].addr));
        assertFalse(multiSig.flag());
        assertFalse(shared.flag());
    }

    // ------------------------------------------------------------------------------------------------- wrong steps

    function test_RevertWhen_AStepIsWrong_WhenItsDataHasNoSelector() external {
        _refusedAtThreshold(
            Step(address(shared), hex"aabbcc"), abi.encodeWithSelector(IMultiSig.MultiSig_NoSelector.selector)
        );
    }

    function test_RevertWhen_AStepIsWrong_WhenItsTargetHasNoCode() external {
        _refusedAtThreshold(
            Step(stranger.addr, _setFlagData()),
            abi.encodeWithSelector(IMultiSig.MultiSig_NoCode.selector, stranger.addr)
        );
    }

    function test_RevertWhen_AStepIsWrong_GivenTheAuthorityLacksItsPermission() external {
        Step memory step = Step(address(shared), abi.encodeCall(shared.refuse, (1)));
        bytes memory reason = _notPermitted(address(shared), shared.refuse.selector);
        _refusedAtThreshold(step, reason);

        // Nor does the way by signatures, or a permission for batches, make up for it.
        _permit(multiSig.executeBatch.selector);
        Call memory call = _callOf(AGENTS, address(multiSig), _batchData(step));
        SignedApproval[] memory bundle = _signed(call);
        vm.expectRevert(reason);
        multiSig.executeCall(call, bundle);
    }

    function test_RevertWhen_AStepIsWrong_WhenItIsABatchOfTheMultisig() external {
        _refusedAtThreshold(
            _ownStep(_batchData(_ownStep(_setFlagData()))),
            abi.encodeWithSelector(IMultiSig.MultiSig_NestedBatch.selector, 1)
        );
    }

    function test_RevertWhen_AStepIsWrong_WhenItApprovesACall() external {
        _permit(multiSig.approveCall.selector);

        _refusedAtThreshold(
            _ownStep(abi.encodeCall(multiSig.approveCall, (_flagCall()))), _notMember(address(multiSig))
        );
    }

    function test_RevertWhen_AStepIsWrong_WhenItChangesAnotherAuthority() external {
        _permit(multiSig.addAuthorityAddresses.selector);

        _refusedAtThreshold(
            _ownStep(abi.encodeCall(multiSig.addAuthorityAddresses, (OWNER, _list(stranger.addr)))),
            abi.encodeWithSelector(IMultiSig.MultiSig_NotOwnAuthority.selector, AGENTS, OWNER)
        );
    }

    function test_WhenAStepIsWrong_WhenItRevertsItself_ItShouldPassTheRevertOnAndUndoTheStepsBefore() external {
        _setPermission(address(shared), shared.refuse.selector, true);

        _refusedAtThreshold(
            Step(address(shared), abi.encodeCall(shared.refuse, (7))),
            abi.encodeWithSelector(SharedFlag.SharedFlag_Refused.selector, 7)
        );
        assertFalse(multiSig.flag());
    }

    // ------------------------------------------------------------------------------------------------- both ways

    function test_WhenThereAreMoreStepsThanGasLasts_ItShouldRevertLeaveNoStepDoneAndRunOnceThereIsEnough() external {
        Step[] memory steps = new Step[](300);
        for (uint256 i; i < steps.length; ++i) {
            steps[i] = Step(address(shared), _setFlagData());
        }
        Call memory call = _callOf(AGENTS, address(multiSig), abi.encodeCall(multiSig.executeBatch, (steps)));
        bytes memory data = abi.encodeCall(multiSig.executeCall, (call, _signed(call)));

        (bool success,) = address(multiSig).call{gas: 500_000}(data);
        assertFalse(success);
        assertFalse(shared.flag());
        assertFalse(_isClosed(call));

        (success,) = address(multiSig).call(data);
        assertTrue(success);
        assertTrue(shared.flag());
        assertTrue(_isClosed(call));
    }

    function test_WhenTheThresholdIsMetDirectly_ItShouldRunTheStepsInOrderAndTellEach() external {
        bytes memory batch = _bothFlags();
        bytes32 callHash = multiSig.hashOf(_direct(AGENTS, address(multiSig), batch));
        _send(agents[0].addr, batch);

        vm.expectEmit();
        emit IMultiSig.MultiSigCallApproved(
            callHash, _summary(AGENTS, address(multiSig), multiSig.executeBatch.selector, 2, 2)
        );
        vm.expectEmit();
        emit IMultiSig.BatchStepExecuted(AGENTS, address(multiSig), multiSig.setFlag.selector, 0);
        vm.expectEmit();
        emit IMultiSig.BatchStepExecuted(AGENTS, address(shared), shared.setFlag.selector, 1);
        assertTrue(_send(agents[1].addr, batch));

        assertTrue(multiSig.flag());
        assertTrue(shared.flag());
        // The last step has the last word.
        _byAgents(
            _batchData(
                _ownStep(abi.encodeCall(multiSig.setFlag, (true))), _ownStep(abi.encodeCall(multiSig.setFlag, (false)))
            )
        );
        assertFalse(multiSig.flag());
    }

    function test_WhenTheThresholdIsMetDirectly_ItShouldActForTheSendersAuthority() external {
        _permit(multiSig.setAuthorityThreshold.selector);
        _permit(multiSig.callOut.selector);
        foreigner.prepare(address(shared), hex"");
        _byAgents(
            _batchData(
                _ownStep(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 3))),
                _ownStep(abi.encodeCall(multiSig.callOut, (address(foreigner), abi.encodeCall(foreigner.act, ()))))
            )
        );

        assertEq(multiSig.getAuthority(AGENTS).threshold, 3);
        assertEq(AuthorityId.unwrap(multiSig.actedAfter()), 2);
    }

    function test_WhenTheThresholdIsMetDirectly_ItShouldNeedTwoApprovalsAgainForTheSameBatch() external {
        _byAgents(_bothFlags());

        assertFalse(_send(agents[1].addr, _bothFlags()));
    }

    function test_WhenAStepIsABatchOfAnotherMultisig_ItShouldRun() external {
        MultiSigHarness other = new MultiSigHarness(_list(address(multiSig)), 1);
        Step[] memory inner = new Step[](1);
        inner[0] = Step(address(other), abi.encodeCall(other.setFlag, (true)));
        _byOwners(_batchData(Step(address(other), abi.encodeCall(other.executeBatch, (inner)))));

        assertTrue(other.flag());
    }

    function test_WhenTheThresholdIsMetBySignature_ItShouldRunTheStepsOnce() external {
        Call memory call = _callOf(AGENTS, address(multiSig), _bothFlags());
        SignedApproval[] memory bundle = _signed(call);
        vm.prank(stranger.addr);
        assertTrue(abi.decode(multiSig.executeCall(call, bundle), (bool)));
        assertTrue(multiSig.flag());
        assertTrue(shared.flag());

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, multiSig.hashOf(call)));
        multiSig.executeCall(call, bundle);
    }

    function test_WhenTheThresholdIsMetBySignature_ItShouldActForTheCallsAuthority() external {
        _permit(multiSig.addAuthorityAddresses.selector);
        bytes memory own = abi.encodeCall(multiSig.addAuthorityAddresses, (AGENTS, _list(stranger.addr)));
        bytes memory owners_ = abi.encodeCall(multiSig.addAuthorityAddresses, (OWNER, _list(stranger.addr)));
        Call memory call = _callOf(AGENTS, address(multiSig), _batchData(_ownStep(own), _ownStep(owners_)));
        SignedApproval[] memory bundle = _signed(call);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotOwnAuthority.selector, AGENTS, OWNER));
        multiSig.executeCall(call, bundle);

        call = _callOf(AGENTS, address(multiSig), _batchData(_ownStep(own)));
        multiSig.executeCall(call, _signed(call));
        assertEq(multiSig.getAuthority(AGENTS).memberCount, 4);
    }

    function test_GivenTheAuthorityHasNoOtherPermission_ItShouldCancelItsOwnCallsOnly() external {
        _setPermission(address(multiSig), multiSig.setFlag.selector, false);
        _setPermission(address(shared), shared.setFlag.selector, false);
        Call memory own = _flagCall();
        _byAgents(_batchData(_ownStep(abi.encodeCall(multiSig.cancelCall, (own)))));
        assertTrue(_isClosed(own));

        _refusedAtThreshold(
            _ownStep(abi.encodeCall(multiSig.cancelCall, (_ownerCall(_setFlagData())))),
            _notPermitted(address(multiSig), multiSig.setFlag.selector)
        );
        bytes memory batch = _batchData(_ownStep(abi.encodeCall(multiSig.cancelCall, (_ownerCall(_setFlagData())))));
        _send(agents[0].addr, batch);
        _refused(
            agents[1].addr, batch, abi.encodeWithSelector(IMultiSig.MultiSig_NotOwnAuthority.selector, AGENTS, OWNER)
        );
    }

    function test_GivenTheAuthorityHasNoOtherPermission_ItShouldNotCallFunctionsOfTheSameNameElsewhere() external {
        _refusedAtThreshold(
            Step(address(shared), _batchData(_ownStep(_setFlagData()))),
            _notPermitted(address(shared), multiSig.executeBatch.selector)
        );
        _refusedAtThreshold(
            Step(address(shared), abi.encodeCall(multiSig.cancelCall, (_flagCall()))),
            _notPermitted(address(shared), multiSig.cancelCall.selector)
        );
    }

    // ------------------------------------------------------------------------------------------------- reentrance

    function test_RevertWhen_ForeignCodeRunsInAStep_WhenItSendsTheBatchAgain() external {
        _setPermission(address(foreigner), foreigner.act.selector, true);
        Call memory call = _callOf(AGENTS, address(multiSig), _batchData(_foreignStep(), _ownStep(_setFlagData())));
        SignedApproval[] memory bundle = _signed(call);
        foreigner.prepare(address(multiSig), abi.encodeCall(multiSig.executeCall, (call, bundle)));
        multiSig.executeCall(call, bundle);

        assertFalse(foreigner.succeeded());
        assertEq(
            foreigner.answer(), abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, multiSig.hashOf(call))
        );
    }

    function test_RevertWhen_ForeignCodeRunsInAStep_WhenItCallsAGuardedFunction() external {
        foreigner.prepare(address(multiSig), _bothFlags());
        _byOwners(_batchData(_foreignStep()));
        assertEq(foreigner.answer(), _notMember(address(foreigner)));

        foreigner.prepare(
            address(multiSig), abi.encodeCall(multiSig.addAuthorityAddresses, (OWNER, _list(stranger.addr)))
        );
        _byOwners(_batchData(_foreignStep()));
        assertEq(foreigner.answer(), _notMember(address(foreigner)));
    }

    function test_RevertWhen_ForeignCodeRunsInAStep_WhenItExecutesACallThatTakesThePermissionOfALaterStep() external {
        _setPermission(address(foreigner), foreigner.act.selector, true);
        Call memory taking = _ownerCall(
            abi.encodeCall(
                multiSig.setAuthoritySignatures, (AGENTS, address(shared), _selectors(shared.setFlag.selector), false)
            )
        );
        _letExecute(taking);
        bytes memory batch = _batchData(_foreignStep(), Step(address(shared), abi.encodeCall(shared.setFlag, (true))));
        _send(agents[0].addr, batch);

        _refused(agents[1].addr, batch, _notPermitted(address(shared), shared.setFlag.selector));
        assertFalse(_isClosed(taking), "undone with the batch");
    }

    function test_WhenForeignCodeRunsInAStep_WhenItExecutesAnotherAuthoritysCall_ItShouldActForEachAuthorityInTurn()
        external
    {
        _setPermission(address(foreigner), foreigner.act.selector, true);
        _permit(multiSig.setAuthorityThreshold.selector);
        Call memory ofOwner = _ownerCall(abi.encodeCall(multiSig.setAuthorityThreshold, (OWNER, 3)));
        _letExecute(ofOwner);
        _byAgents(_batchData(_foreignStep(), _ownStep(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 3)))));
        assertEq(multiSig.getAuthority(OWNER).threshold, 3, "the owner's call ran for the owner");
        assertEq(multiSig.getAuthority(AGENTS).threshold, 3, "the step after it for the agents");
    }

    function test_WhenForeignCodeRunsInAStep_WhenItReturnsABomb_ItShouldRunTheRest() external {
        Step memory bomb = Step(address(foreigner), abi.encodeCall(foreigner.explode, (100_000)));
        _byOwners(_batchData(bomb, _ownStep(_setFlagData())));

        assertTrue(multiSig.flag());
    }

    function test_WhenAStepExecutesAnotherCall_ItShouldNeedThatCallsOwnApprovals() external {
        _permit(multiSig.executeCall.selector);
        Call memory call = _flagCall();
        _approve(agents[0].addr, call);
        _refusedAtThreshold(
            _ownStep(abi.encodeCall(multiSig.executeCall, (call, _none()))),
            abi.encodeWithSelector(IMultiSig.MultiSig_ThresholdNotMet.selector, multiSig.hashOf(call), 1, 2)
        );

        _approve(agents[1].addr, call);
        _byAgents(_batchData(_ownStep(abi.encodeCall(multiSig.executeCall, (call, _none())))));
        assertTrue(multiSig.flag());
    }

    // ---------------------------------------------------------------------------------------------------- helpers

    function _bothFlags() private view returns (bytes memory) {
        return _batchData(_ownStep(_setFlagData()), Step(address(shared), abi.encodeCall(shared.setFlag, (true))));
    }

    function _foreignStep() private view returns (Step memory) {
        return Step(address(foreigner), abi.encodeCall(foreigner.act, ()));
    }

    /// @dev The foreigner will execute a call of the owners that two of them have signed.
    function _letExecute(Call memory call) private {
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, owners[0]), _sign(multiSig, call, owners[1]));
        foreigner.prepare(address(multiSig), abi.encodeCall(multiSig.executeCall, (call, bundle)));
    }

    function _signed(Call memory call) private view returns (SignedApproval[] memory) {
        return _bundle(_sign(multiSig, call, agents[0]), _sign(multiSig, call, agents[1]));
    }

    function _notMember(address account) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, account);
    }

    function _notPermitted(address target, bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, AGENTS, target, selector);
    }

    /// @dev The agents send a batch whose second step is wrong.
    function _refusedAtThreshold(Step memory step, bytes memory reason) private {
        bytes memory batch = _batchData(_ownStep(_setFlagData()), step);
        _send(agents[0].addr, batch);
        _refused(agents[1].addr, batch, reason);
    }

    function _refused(address sender, bytes memory batch, bytes memory reason) private {
        vm.prank(sender);
        (bool success, bytes memory answer) = address(multiSig).call(batch);
        assertFalse(success);
        assertEq(answer, reason);
    }
}
