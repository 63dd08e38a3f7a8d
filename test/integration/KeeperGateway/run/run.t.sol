// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {WorkState} from "../../../../src/types/WorkStatus.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract RunTest is GatewayBase {
    function test_RevertWhen_NoIdIsGiven() external {
        vm.expectRevert(IKeeperGateway.KeeperGateway_NoIds.selector);
        gateway.run(LOCKUPS, KIND, new uint256[](0));
    }

    function test_RevertWhen_IdsDoNotAscend() external {
        _lockUpDue(3);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NotAscending.selector, 2, 1));
        gateway.run(LOCKUPS, KIND, _ids(2, 1));
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NotAscending.selector, 2, 2));
        gateway.run(LOCKUPS, KIND, _ids(1, 2, 2));
    }

    function test_RevertGiven_TheWorkIsPaused() external {
        _lockUpDue(1);
        _pause(LOCKUPS);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Paused.selector, LOCKUPS, KIND));
        gateway.run(LOCKUPS, KIND, _ids(1));
    }

    function test_GivenTheWorkIsPaused_ItShouldGoOnWithOtherWork() external {
        _listHostile(1);
        _pause(LOCKUPS);
        assertEq(gateway.run(HOSTILE, KIND, _ids(1)), 1);
    }

    function test_RevertWhen_TheSourceOrTheKindIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownSource.selector, 3));
        gateway.run(3, KIND, _ids(1));
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownKind.selector, LOCKUPS, 1));
        gateway.run(LOCKUPS, 1, _ids(1));
    }

    function test_RevertGiven_TheSourceWasRemoved() external {
        _lockUpDue(1);
        vm.prank(owner);
        gateway.removeSource(LOCKUPS);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownSource.selector, LOCKUPS));
        gateway.run(LOCKUPS, KIND, _ids(1));
    }

    function test_RevertWhen_ASingleIdIsNotDue() external {
        _lockUp(1);
        _expectNotDue(LOCKUPS, 2, WorkState.Unknown, 0);
        gateway.run(LOCKUPS, KIND, _ids(2));
        vm.warp(LOCKUP_END - 1);
        _expectNotDue(LOCKUPS, 1, WorkState.NotDue, LOCKUP_END);
        gateway.run(LOCKUPS, KIND, _ids(1));
        vm.warp(LOCKUP_END);
        gateway.run(LOCKUPS, KIND, _ids(1));
        _expectNotDue(LOCKUPS, 1, WorkState.Done, LOCKUP_END);
        gateway.run(LOCKUPS, KIND, _ids(1));
    }

    /// @dev Else a stranger could put an honest source into quarantine.
    function test_RevertWhen_NoneOfSeveralIdsIsDue_AndCountNoMiss() external {
        _lockUp(2);
        for (uint256 i; i < 5; ++i) {
            skip(1);
            _expectNothingDue(LOCKUPS);
            gateway.run(LOCKUPS, KIND, _ids(1, 2));
        }
        assertEq(_missesOf(LOCKUPS), 0);
    }

    function test_WhenLotsAreDue_ItShouldReleaseThemForAnyoneAndSaySoOnce() external {
        _lockUpDue(3);
        _expectDone(LOCKUPS, stranger, _ids(1, 2, 3));
        vm.prank(stranger);
        assertEq(gateway.run(LOCKUPS, KIND, _ids(1, 2, 3)), 3);
        assertEq(token.encumberedBalanceOf(alice), 0);
    }

    function test_WhenLotsAreDue_ItShouldSkipThoseThatAreNot() external {
        _lockUpDue(3);
        lockup.release(_ids(2));
        _expectDone(LOCKUPS, address(this), _ids(1, 3));
        uint256[] memory ids = _numbered(0, 6);
        ids[5] = type(uint256).max;
        assertEq(gateway.run(LOCKUPS, KIND, ids), 2);
    }

    function test_WhenAccreditationsHaveEnded_ItShouldMarkThem() external {
        _expireAt(alice, START + 1 days);
        vm.warp(START + 1 days);
        _expectDone(ACCREDITATIONS, address(this), _ids(_numberOf(alice)));
        gateway.run(ACCREDITATIONS, KIND, _ids(_numberOf(alice)));
        assertTrue(registrar.getInvestor(_idOf(alice)).lapsed);
    }

    function test_WhenClassesHaveChanged_ItShouldMoveTheCounts() external {
        _rate(alice, 2);
        _expectDone(COUNTS, address(this), _ids(_numberOf(alice)));
        gateway.run(COUNTS, KIND, _ids(_numberOf(alice)));
        assertFalse(issuer.isSyncable(_investors(alice))[0]);
    }

    function test_RevertWhen_ABatchMayNeedMoreThanTheCeiling() external {
        _lockUpDue(80);
        uint256 needed = lockup.workGas(KIND, 80);
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperGateway.KeeperGateway_BatchTooLarge.selector, 80, needed, CEILING)
        );
        gateway.run(LOCKUPS, KIND, _numbered(1, 80));
        vm.prank(owner);
        gateway.setGasCeiling(LOCKUPS, uint32(needed));
        assertEq(gateway.run(LOCKUPS, KIND, _numbered(1, 80)), 80);
    }

    function test_RevertWhen_TooLittleGasIsLeft_AndCountNoMiss() external {
        _lockUpDue(20);
        for (uint256 gasLimit = 50_000; gasLimit < 2_000_000; gasLimit += 25_000) {
            bytes memory data = abi.encodeCall(gateway.run, (LOCKUPS, KIND, _numbered(1, 20)));
            uint256 snapshot = vm.snapshotState();
            (bool success,) = address(gateway).call{gas: gasLimit}(data);
            assertEq(success, lockup.getLot(1).released && lockup.getLot(20).released, "all or nothing");
            assertEq(_missesOf(LOCKUPS), 0);
            vm.revertToState(snapshot);
        }
        vm.expectPartialRevert(IKeeperGateway.KeeperGateway_TooLittleGas.selector);
        gateway.run{gas: 1_400_000}(LOCKUPS, KIND, _numbered(1, 20));
    }

    /* -------------------------------------------------- misses ----------------------------------------------- */

    function test_GivenTheSourceDoesNothingThoughItSaysThatSomethingIsDue_ItShouldCountAMissAndSaySo() external {
        _idle();
        _expectMissed(HOSTILE, 1, "");
        assertEq(gateway.run(HOSTILE, KIND, _ids(1)), 0);
        assertEq(_missesOf(HOSTILE), 1);
        assertFalse(_isInQuarantine(HOSTILE));
    }

    /// @dev Three calls of one transaction shall not be three chances.
    function test_GivenTheSourceDoesNothingThoughItSaysThatSomethingIsDue_ItShouldCountOneMissASecond() external {
        _idle();
        gateway.run(HOSTILE, KIND, _ids(1));
        _expectNoEffect("");
        gateway.run(HOSTILE, KIND, _ids(1));
        assertEq(_missesOf(HOSTILE), 1);
    }

    function test_GivenTheSourceDoesNothingThoughItSaysThatSomethingIsDue_ItShouldForgetTheMissesAtTheFirstEffect()
        external
    {
        HostileSource hostile = _idle();
        gateway.run(HOSTILE, KIND, _ids(1));
        skip(1);
        gateway.run(HOSTILE, KIND, _ids(1));
        hostile.setMood(hostile.runWork.selector, HostileSource.Mood.Honest);
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.SourceRestored(HOSTILE);
        gateway.run(HOSTILE, KIND, _ids(1));
        assertEq(_missesOf(HOSTILE), 0);
    }

    function test_GivenTheSourceDoesNothingThoughItSaysThatSomethingIsDue_ItShouldPutTheSourceIntoQuarantineAtTheThirdMissInARow()
        external
    {
        _idle();
        for (uint256 i; i < 2; ++i) {
            gateway.run(HOSTILE, KIND, _ids(1));
            skip(1);
            _assertNext(HOSTILE, _ids(1));
        }
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.SourceQuarantined(HOSTILE, 3, uint40(vm.getBlockTimestamp() + 1 hours));
        gateway.run(HOSTILE, KIND, _ids(1));
        _assertNothing(true);
        skip(1 hours - 1);
        _assertNothing(true);
        skip(1);
        _assertNext(HOSTILE, _ids(1));
    }

    function test_GivenTheSourceDoesNothingThoughItSaysThatSomethingIsDue_ItShouldDoubleTheQuarantineAtEachFurtherMissUpToAWeek()
        external
    {
        HostileSource hostile = _idle();
        _quarantine(HOSTILE, hostile);
        uint256[9] memory hours_ = [uint256(1), 2, 4, 8, 16, 32, 64, 128, 168];
        for (uint256 i; i < 300; ++i) {
            uint40 until = gateway.sources()[HOSTILE].quarantinedUntil;
            assertEq(until - vm.getBlockTimestamp(), hours_[i < 8 ? i : 8] * 1 hours);
            vm.warp(until + 1);
            gateway.run(HOSTILE, KIND, _ids(1));
        }
        assertEq(_missesOf(HOSTILE), 255);
    }

    /* ------------------------------------------------- failures ---------------------------------------------- */

    function test_GivenTheSourceFails_ItShouldCountAMissAndGiveTheReasonWhenItReverts() external {
        _misbehave(HostileSource.Mood.Reverting);
        _expectMissed(HOSTILE, 1, abi.encodeWithSelector(HostileSource.HostileSource_Refused.selector));
        gateway.run(HOSTILE, KIND, _ids(1));
    }

    function test_GivenTheSourceFails_ItShouldCountAMissWhenItBurnsAllGas() external {
        _misbehave(HostileSource.Mood.Burning);
        _expectMissed(HOSTILE, 1, "");
        gateway.run{gas: 1_000_000}(HOSTILE, KIND, _ids(1));
    }

    function test_GivenTheSourceFails_ItShouldCountAMissAndKeep132BytesWhenItAnswersWithABomb() external {
        _misbehave(HostileSource.Mood.Bomb);
        _expectMissed(HOSTILE, 1, new bytes(132));
        gateway.run{gas: 2_000_000}(HOSTILE, KIND, _numbered(1, 20));
    }

    function test_GivenTheSourceFails_ItShouldCountAMissWhenItAnswersNonsense() external {
        HostileSource hostile = _misbehave(HostileSource.Mood.Flood);
        _expectMissed(HOSTILE, 1, "");
        gateway.run{gas: 1_000_000}(HOSTILE, KIND, _ids(1));
        // Nothing; a list longer than what was asked for; a list beside its place.
        bytes[3] memory answers = [bytes(""), abi.encode(0x20, 2, 1, 2), abi.encode(0x40, 0, 1, 1)];
        for (uint256 i; i < 3; ++i) {
            skip(2 weeks);
            hostile.setAnswer(hostile.runWork.selector, answers[i]);
            gateway.run(HOSTILE, KIND, _ids(1));
            assertEq(_missesOf(HOSTILE), 2 + i);
        }
    }

    function test_GivenTheSourceFails_ItShouldCountAMissWhenItCannotSayWhatBecameOfTheIds() external {
        HostileSource hostile = _listHostile(9);
        hostile.setMood(hostile.workStates.selector, HostileSource.Mood.Burning);
        _expectMissed(HOSTILE, 1, "");
        gateway.run{gas: 1_000_000}(HOSTILE, KIND, _ids(1));
    }

    function test_GivenTheSourceLies_ItShouldBelieveNoEffectWhileItCallsTheIdDue() external {
        HostileSource hostile = _misbehave(HostileSource.Mood.Lying);
        _expectMissed(HOSTILE, 1, "");
        gateway.run(HOSTILE, KIND, _ids(1, 2));
        // Of two that it claims, one is due as before.
        hostile.setMood(hostile.runWork.selector, HostileSource.Mood.Honest);
        hostile.setAnswer(hostile.workStates.selector, abi.encode(0x20, 2, 3, 0, 4, 0));
        _expectDone(HOSTILE, address(this), _ids(2));
        gateway.run(HOSTILE, KIND, _ids(1, 2));
    }

    function test_GivenTheSourceLies_ItShouldBelieveNoEffectOnIdsThatItWasNotAskedFor() external {
        HostileSource hostile = _misbehave(HostileSource.Mood.Honest);
        hostile.setAnswer(hostile.runWork.selector, abi.encode(0x20, 2, 7, 8));
        _expectMissed(HOSTILE, 1, "");
        gateway.run(HOSTILE, KIND, _ids(1, 2));
    }

    function test_RevertGiven_TheSourceCannotSayHowMuchGasItNeeds() external {
        HostileSource hostile = _listHostile(1);
        for (uint256 mood = 1; mood < 5; ++mood) {
            hostile.setMood(hostile.workGas.selector, HostileSource.Mood(mood));
            if (HostileSource.Mood(mood) == HostileSource.Mood.Flood) continue;
            vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Unreadable.selector, HOSTILE));
            gateway.run(HOSTILE, KIND, _ids(1));
        }
        hostile.setAnswer(hostile.workGas.selector, abi.encode(type(uint256).max));
        vm.expectPartialRevert(IKeeperGateway.KeeperGateway_BatchTooLarge.selector);
        gateway.run(HOSTILE, KIND, _ids(1));
    }

    function test_GivenTheSourceIsInQuarantine_ItShouldRunAllTheSameAndEndTheQuarantineAtTheFirstEffect() external {
        HostileSource hostile = _listHostile(2);
        _quarantine(HOSTILE, hostile);
        hostile.setMood(hostile.runWork.selector, HostileSource.Mood.Honest);
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.SourceRestored(HOSTILE);
        assertEq(gateway.run(HOSTILE, KIND, _ids(1)), 1);
        _assertNext(HOSTILE, _ids(2));
    }

    function test_RevertGiven_TheSourceIsInQuarantine_WhenThereIsNoEffect() external {
        HostileSource hostile = _listHostile(1);
        _quarantine(HOSTILE, hostile);
        hostile.setMood(hostile.runWork.selector, HostileSource.Mood.Reverting);
        _expectNoEffect(abi.encodeWithSelector(HostileSource.HostileSource_Refused.selector));
        gateway.run(HOSTILE, KIND, _ids(1));
        assertEq(_missesOf(HOSTILE), 3);
    }

    function test_GivenTheSourceCallsBack_ItShouldLetItRunAndSearchNothing() external {
        _lockUpDue(1);
        HostileSource hostile = _listHostile(3);
        bytes[3] memory calls = [
            abi.encodeCall(gateway.run, (LOCKUPS, KIND, _ids(1))),
            abi.encodeCall(gateway.search, (LOCKUPS, KIND)),
            abi.encodeCall(gateway.performUpkeep, (_payload(HOSTILE, _ids(2))))
        ];
        for (uint256 i; i < 3; ++i) {
            hostile.prepare(address(gateway), calls[i]);
            assertEq(gateway.run(HOSTILE, KIND, _ids(i + 1)), 1);
            assertFalse(hostile.succeeded());
            assertEq(
                hostile.answer(), abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
            );
        }
        assertFalse(lockup.getLot(1).released);
    }

    /// @dev The authorities' call is signed; whoever runs the source decides when it is sent.
    function test_GivenTheSourceCallsBack_ItShouldKeepWhatItsRemovalLeft() external {
        HostileSource hostile = _listHostile(1);
        hostile.setGasPerItem(500_000);
        Call memory call =
            Call(OWNER, address(gateway), abi.encodeCall(gateway.removeSource, (HOSTILE)), keccak256("salt"), FAR);
        SignedApproval[] memory approvals = new SignedApproval[](1);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(vm.createWallet("owner"), issuer.digestOf(call));
        approvals[0] = SignedApproval(owner, abi.encodePacked(r, s, v));
        hostile.prepare(address(issuer), abi.encodeCall(issuer.executeCall, (call, approvals)));
        // Nothing is done by its own word: a miss, if it were listed still.
        hostile.setAnswer(hostile.workStates.selector, abi.encode(0x20, 1, WorkState.Due, 0));

        gateway.run(HOSTILE, KIND, _ids(1));
        assertTrue(hostile.succeeded());
        assertEq(gateway.sources()[HOSTILE].target, address(0));
        assertEq(gateway.sources()[HOSTILE].misses, 0);
    }

    /* ------------------------------------------------- helpers ----------------------------------------------- */

    function _idle() private returns (HostileSource) {
        return _misbehave(HostileSource.Mood.Idle, 1);
    }

    function _misbehave(HostileSource.Mood mood) private returns (HostileSource) {
        return _misbehave(mood, 20);
    }

    function _misbehave(HostileSource.Mood mood, uint256 count) private returns (HostileSource hostile) {
        hostile = _listHostile(count);
        hostile.setMood(hostile.runWork.selector, mood);
    }

    function _expectNoEffect(bytes memory reason) private {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NoEffect.selector, HOSTILE, KIND, reason));
    }
}
