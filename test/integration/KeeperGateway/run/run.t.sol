// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {ILockupModule} from "../../../../src/interfaces/ILockupModule.sol";
import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {DistributionState, PaymentStatus} from "../../../../src/types/Payout.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {Failure, ModuleFamily, WorkKind, WorkState, paymentId, workId} from "../../../../src/types/Work.sol";
import {HostileLockup} from "../../../mocks/HostileLockup.sol";
import {GasBurner} from "../../../mocks/HostileReceivers.sol";
import {CallingToken} from "../../../mocks/HostileTokens.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

interface ICarryOut {
    function carryOut(WorkKind kind, uint256[] calldata ids) external returns (uint256[] memory);
}

contract RunTest is GatewayBase {
    /* ------------------------------------------------- refused ----------------------------------------------- */

    function test_RevertWhen_NoIdIsGiven() external {
        _expectNothingDone(WorkKind.Release);
        gateway.run(WorkKind.Release, new uint256[](0));
    }

    function test_RevertWhen_IdsDoNotAscend() external {
        _lockUpDue(2);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NotAscending.selector, 2, 1));
        gateway.run(WorkKind.Release, _list(2, 1));
    }

    function test_RevertWhen_AnIdStandsTwice() external {
        _lockUpDue(2);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NotAscending.selector, 2, 2));
        gateway.run(WorkKind.Release, _list(1, 2, 2));
    }

    function test_RevertWhen_ThereAreMoreThan200Ids() external {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_TooMany.selector, 201, 200));
        gateway.run(WorkKind.Release, _lotsAt(0, 201));
        _expectNothingDone(WorkKind.Release);
        gateway.run(WorkKind.Release, _lotsAt(0, 200));
    }

    function test_RevertGiven_TheKindIsPaused() external {
        _lockUpDue(1);
        _pause(WorkKind.Release);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Paused.selector, WorkKind.Release));
        gateway.run(WorkKind.Release, _list(1));
    }

    function test_GivenTheKindIsPaused_ItShouldGoOnWithOthers() external {
        _lockUpDue(1);
        _pause(WorkKind.Pay);
        assertEq(gateway.run(WorkKind.Release, _list(1)), 1);
    }

    function test_RevertWhen_ASingleIdNamesNothing() external {
        for (uint256 kind; kind <= uint256(type(WorkKind).max); ++kind) {
            _expectUnknown(WorkKind(kind), 0);
            _expectUnknown(WorkKind(kind), 7);
            _expectUnknown(WorkKind(kind), MOST);
        }
    }

    function test_RevertWhen_AnIdHasBitsThatNameNothing() external {
        _expireAt(_idOf(alice), uint40(START) + 1);
        vm.warp(START + 1);
        _expectUnknown(WorkKind.Sync, workId(1, _countOf(alice)));
        _expectUnknown(WorkKind.Sync, 1 << 96 | _countOf(alice));
        _expectUnknown(WorkKind.Expire, 1 << 96 | _expiryOf(alice));
        _expectUnknown(WorkKind.Expire, workId(256, 0) | _expiryOf(alice));
    }

    function test_RevertGiven_TheModuleWasRemoved() external {
        _lockUpDue(1);
        vm.prank(owner);
        gateway.removeModule(ModuleFamily.Lockup, 0);
        _expectUnknown(WorkKind.Release, 1);
    }

    function test_RevertGiven_TheRegistrarIsAcceptedNoMore() external {
        _expireAt(_idOf(alice), uint40(START) + 1);
        vm.warp(START + 1);
        vm.prank(owner);
        issuer.removeRegistrar(registrar);
        _expectUnknown(WorkKind.Expire, _expiryOf(alice));
    }

    function test_RevertWhen_ASingleIdIsDueASecondLater() external {
        _lockUp(1);
        uint256 dividend = _declareFunded();
        vm.warp(LOCKUP_END - 1);
        _expectNotDue(WorkKind.Release, 1, WorkState.NotDue, LOCKUP_END);
        gateway.run(WorkKind.Release, _list(1));
        vm.warp(PAYMENT_DATE - 1);
        _expectNotDue(WorkKind.Open, dividend, WorkState.NotDue, PAYMENT_DATE);
        gateway.run(WorkKind.Open, _list(dividend));
        _expireAt(_idOf(alice), PAYMENT_DATE);
        _expectNotDue(WorkKind.Expire, _expiryOf(alice), WorkState.NotDue, PAYMENT_DATE);
        gateway.run(WorkKind.Expire, _list(_expiryOf(alice)));
    }

    function test_RevertWhen_ASingleIdWasDoneBefore() external {
        _lockUpDue(1);
        gateway.run(WorkKind.Release, _list(1));
        _expectNotDue(WorkKind.Release, 1, WorkState.Done, LOCKUP_END);
        gateway.run(WorkKind.Release, _list(1));
    }

    function test_RevertWhen_NoneOfSeveralIdsIsDue() external {
        _lockUpDue(2);
        lockup.release(_list(1, 2));
        _expectNothingDone(WorkKind.Release);
        gateway.run(WorkKind.Release, _list(1, 2, 3));
    }

    /* --------------------------------------------------- done ------------------------------------------------ */

    function test_WhenLotsAreDue_ItShouldReleaseThemForAnyoneAndSaySoOnce() external {
        _lockUpDue(3);
        _expectDone(WorkKind.Release, stranger, _list(1, 2, 3));
        vm.prank(stranger);
        assertEq(gateway.run(WorkKind.Release, _list(1, 2, 3)), 3);
        assertEq(token.encumberedBalanceOf(alice), 0);
    }

    function test_WhenLotsAreDue_ItShouldReleaseThoseThatStandFarApart() external {
        _lockUpDue(40);
        lockup.release(_list(20));
        _expectDone(WorkKind.Release, address(this), _list(1, 40));
        gateway.run(WorkKind.Release, _list(0, 1, 20, 40));
        assertFalse(lockup.getLot(2).released);
    }

    function test_WhenLotsAreDue_ItShouldSkipThoseThatAreNot() external {
        _lockUpDue(3);
        lockup.release(_list(2));
        _expectDone(WorkKind.Release, address(this), _list(1, 3));
        assertEq(gateway.run(WorkKind.Release, _lotsAt(0, 9)), 2);
    }

    function test_GivenTwoModulesAreServed_ItShouldDoTheWorkOfBoth() external {
        HostileLockup second = _serveHostile(2);
        _lockUpDue(1);
        uint256[] memory ids = _list(1, workId(1, 1), workId(1, 2));
        _expectDone(WorkKind.Release, address(this), ids);
        gateway.run(WorkKind.Release, ids);
        assertTrue(lockup.getLot(1).released && second.released(1) && second.released(2));
    }

    function test_WhenAccreditationsHaveEnded_ItShouldMarkThem() external {
        _expireAt(_idOf(alice), uint40(START) + 1);
        _expireAt(_idOf(bob), uint40(START) + 1);
        vm.warp(START + 1);
        uint256[] memory ids = _ascending(_expiryOf(alice), _expiryOf(bob));
        _expectDone(WorkKind.Expire, address(this), ids);
        gateway.run(WorkKind.Expire, ids);
        assertTrue(registrar.getInvestor(_idOf(alice)).lapsed && registrar.getInvestor(_idOf(bob)).lapsed);
    }

    function test_WhenClassesHaveChanged_ItShouldMoveTheCounts() external {
        _rate(_idOf(alice), 3);
        _rate(_idOf(bob), 3);
        uint256[] memory ids = _ascending(_countOf(alice), _countOf(bob));
        _expectDone(WorkKind.Sync, address(this), ids);
        gateway.run(WorkKind.Sync, ids);
        _assertCounts(DE, 3, 3, 3, 2);
    }

    function test_WhenThePaymentDateHasCome_ItShouldOpenTheDistribution() external {
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE);
        _expectDone(WorkKind.Open, address(this), _list(id));
        gateway.run(WorkKind.Open, _list(id));
        _assertState(id, DistributionState.Open);
    }

    function test_GivenADistributionIsOpen_ItShouldPayPositionsOnce() external {
        uint256 id = _declareOpen();
        _enrolEverybody();
        uint256[] memory ids = _payments(id);
        _expectDone(WorkKind.Pay, address(this), ids);
        gateway.run(WorkKind.Pay, ids);
        _assertPaid();

        _expectNothingDone(WorkKind.Pay);
        gateway.run(WorkKind.Pay, ids);
        _expectNotDue(WorkKind.Pay, ids[0], WorkState.Done, PAYMENT_DATE);
        gateway.run(WorkKind.Pay, _list(ids[0]));
        _assertPaid();
    }

    function test_GivenADistributionIsOpen_ItShouldSkipAPositionThatHeldNothingAtTheRecordDate() external {
        uint256 id = _declareOpen();
        _transfer(alice, carol, 1);
        PositionKey[] memory newcomer = _only(_direct(carol));
        gateway.enrolPositions(0, 0, newcomer);
        gateway.enrolPositions(0, 0, _only(_direct(alice)));

        assertEq(_due(WorkKind.Pay), _list(_paymentOf(id, 2)));
        _assertWork(WorkKind.Pay, _paymentOf(id, 1), WorkState.Done, PAYMENT_DATE);
        _expectDone(WorkKind.Pay, address(this), _list(_paymentOf(id, 2)));
        gateway.run(WorkKind.Pay, _list(_paymentOf(id, 1), _paymentOf(id, 2), _paymentOf(id, 3)));
    }

    function test_GivenADistributionIsOpen_ItShouldPayPositionsWhosePartIsLessThanAUnitSoThatItCanBeClosed() external {
        uint256 id = _declare(payment, 5);
        _fund(id);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
        _enrolEverybody();
        assertEq(_due(WorkKind.Pay).length, 3);

        gateway.run(WorkKind.Pay, _payments(id));
        assertEq(gateway.run(WorkKind.Close, _list(id)), 1);
    }

    function test_GivenADistributionIsOpen_ItShouldWithholdWhatIsRestrictedAndNotTryThatAgain() external {
        uint256 id = _declareOpen();
        _enrolEverybody();
        _freeze(alice, true);
        assertEq(gateway.run(WorkKind.Pay, _payments(id)), 3);
        _assertStatus(id, _direct(alice), PaymentStatus.Withheld);

        assertEq(_due(WorkKind.Pay).length, 0);
        _expectNotDue(WorkKind.Pay, _paymentOf(id, 1), WorkState.Withheld, PAYMENT_DATE);
        gateway.run(WorkKind.Pay, _list(_paymentOf(id, 1)));
    }

    function test_GivenADistributionIsNotOpenYet_ItShouldPayNobody() external {
        uint256 id = _declareFunded();
        _enrolEverybody();
        vm.warp(PAYMENT_DATE);
        _expectNotDue(WorkKind.Pay, _paymentOf(id, 1), WorkState.Waiting, PAYMENT_DATE);
        gateway.run(WorkKind.Pay, _list(_paymentOf(id, 1)));
    }

    function test_GivenTwoDistributionsAreOpen_ItShouldPayBoth() external {
        uint256 first = _declareFunded();
        uint256 second = _declareFunded();
        vm.warp(PAYMENT_DATE);
        gateway.run(WorkKind.Open, _list(first, second));
        _enrolEverybody();
        gateway.run(WorkKind.Pay, _list(_paymentOf(first, 1), _paymentOf(second, 1)));
        assertEq(payment.balanceOf(alice), 2 * ALICE_ENTITLEMENT);
    }

    function test_WhenEveryPositionWasSeen_ItShouldCloseTheDistribution() external {
        uint256 id = _declareOpen();
        _expectNotDue(WorkKind.Close, id, WorkState.Waiting, 0);
        gateway.run(WorkKind.Close, _list(id));
        distribution.pay(id, _everybody());
        _expectDone(WorkKind.Close, address(this), _list(id));
        gateway.run(WorkKind.Close, _list(id));
        _assertState(id, DistributionState.Closed);
    }

    /* -------------------------------------------------- failed ----------------------------------------------- */

    function test_GivenNobodyIsEntitled_ItShouldOpenTheOtherDistributions() external {
        vm.prank(owner);
        distribution.declare(payment, AMOUNT, START + 1, PAYMENT_DATE, CLAIM_DEADLINE);
        _fund(1);
        _burnAllBefore(START + 1);
        uint256 good = _declareFunded();
        vm.warp(PAYMENT_DATE);

        assertEq(gateway.run(WorkKind.Open, _list(1, good)), 2);
        _assertState(1, DistributionState.Closed);
        _assertState(good, DistributionState.Open);
    }

    function test_GivenOneLotFails_ItShouldReleaseTheOthersAndGiveTheReason() external {
        HostileLockup hostile = _serveHostile(4);
        hostile.setMood(2, HostileLockup.Mood.Reverting);
        _expectDone(WorkKind.Release, address(this), _others(), _failed(workId(1, 2), _refusal(2)));
        assertEq(gateway.run(WorkKind.Release, _lotsAt(1, 4)), 3);
        _assertOthersReleased(hostile);
    }

    function test_GivenOneLotFails_ItShouldReleaseTheOthersThoughItBurnsItsGas() external {
        HostileLockup hostile = _serveHostile(4);
        hostile.setMood(2, HostileLockup.Mood.Burning);
        _expectDone(WorkKind.Release, address(this), _others(), _failed(workId(1, 2), ""));
        uint256 before = gasleft();
        gateway.run{gas: 2_000_000}(WorkKind.Release, _lotsAt(1, 4));
        assertLt(before - gasleft(), 1_200_000);
        _assertOthersReleased(hostile);
    }

    function test_GivenOneLotFails_ItShouldReleaseTheOthersThoughItAnswersWithABomb() external {
        HostileLockup hostile = _serveHostile(4);
        hostile.setMood(2, HostileLockup.Mood.Bomb);
        _expectDone(WorkKind.Release, address(this), _others(), _failed(workId(1, 2), new bytes(132)));
        gateway.run(WorkKind.Release, _lotsAt(1, 4));
        _assertOthersReleased(hostile);
    }

    function test_GivenOneLotFails_ItShouldReleaseTheOthersThoughItLies() external {
        HostileLockup hostile = _serveHostile(4);
        hostile.setMood(2, HostileLockup.Mood.Lying);
        bytes memory reason = abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Incomplete.selector, 0, 1);
        _expectDone(WorkKind.Release, address(this), _others(), _failed(workId(1, 2), reason));
        gateway.run(WorkKind.Release, _lotsAt(1, 4));
        _assertOthersReleased(hostile);
    }

    function test_RevertGiven_OneLotFails_WhenItStandsAlone() external {
        HostileLockup hostile = _serveHostile(1);
        hostile.setMood(1, HostileLockup.Mood.Reverting);
        vm.expectRevert(
            abi.encodeWithSelector(
                IKeeperGateway.KeeperGateway_NothingDone.selector, WorkKind.Release, _failed(workId(1, 1), _refusal(1))
            )
        );
        gateway.run(WorkKind.Release, _list(workId(1, 1)));
    }

    function test_GivenAModuleCannotSayWhatIsDue_ItShouldDoTheWorkOfTheOthers() external {
        HostileLockup hostile = _serveHostile(1);
        _lockUpDue(1);
        hostile.setView(HostileLockup.Mood.BurningView);
        _expectDone(WorkKind.Release, address(this), _list(1), _failed(workId(1, 1), ""));
        gateway.run{gas: 1_000_000}(WorkKind.Release, _list(1, workId(1, 1)));
    }

    function test_GivenAModuleCallsBack_ItShouldLetItDoNothing() external {
        HostileLockup hostile = _serveHostile(1);
        _lockUpDue(1);
        hostile.setMood(1, HostileLockup.Mood.Calling);
        hostile.prepare(address(gateway), abi.encodeCall(gateway.run, (WorkKind.Release, _list(1))));
        _expectDone(WorkKind.Release, address(this), _list(workId(1, 1)));
        gateway.run(WorkKind.Release, _list(workId(1, 1)));
        assertFalse(hostile.succeeded());
        assertEq(
            hostile.answer(), abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
        assertFalse(lockup.getLot(1).released);
    }

    function test_GivenThePaymentTokenCallsBack_ItShouldLetItRunNothing() external {
        CallingToken calling = _payInCallingToken();
        _lockUpLate(calling);
        assertGt(calling.calls(), 0);
        assertFalse(calling.succeeded());
        assertEq(
            calling.answer(), abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
    }

    function test_GivenThePaymentTokenCallsBack_ItShouldLetItCarryNothingOut() external {
        CallingToken calling = _payInCallingToken();
        calling.prepare(address(gateway), abi.encodeCall(ICarryOut.carryOut, (WorkKind.Pay, _payments(1))));
        gateway.run(WorkKind.Pay, _payments(1));
        assertFalse(calling.succeeded());
        assertEq(
            calling.answer(), abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NotSelf.selector, address(calling))
        );
        assertEq(calling.balanceOf(alice), ALICE_ENTITLEMENT);
    }

    function test_GivenHoldersBurnGasWhenTheyArePaid_ItShouldPayTheOthers() external {
        GasBurner burner = new GasBurner(address(this));
        burner.setToBurn(MOST);
        _register(address(burner));
        _issue(address(burner), 100);
        uint256 id = _declareOpen();
        PositionKey[] memory positions = _both(_direct(address(burner)), _direct(bob));
        gateway.enrolPositions(0, 0, positions);

        gateway.run{gas: 1_400_000}(WorkKind.Pay, _list(_paymentOf(id, 1), _paymentOf(id, 2)));
        _assertStatus(id, positions[0], PaymentStatus.Withheld);
        _assertStatus(id, positions[1], PaymentStatus.Paid);
    }

    function test_RevertWhen_TooLittleGasIsLeft() external {
        _lockUpDue(3);
        bytes memory data = abi.encodeCall(gateway.run, (WorkKind.Release, _list(1, 2, 3)));
        (bool success, bytes memory reason) = address(gateway).call{gas: 300_000}(data);
        assertFalse(success);
        assertEq(bytes4(reason), IKeeperGateway.KeeperGateway_TooLittleGas.selector);
        assertFalse(lockup.getLot(1).released);
        (success,) = address(gateway).call{gas: 400_000}(data);
        assertTrue(success);
    }

    /* -------------------------------------------------- helpers ---------------------------------------------- */

    function _expectUnknown(WorkKind kind, uint256 id) private {
        _assertWork(kind, id, WorkState.Unknown, 0);
        _expectNotDue(kind, id, WorkState.Unknown, 0);
        gateway.run(kind, _list(id));
    }

    function _payments(uint256 id) private pure returns (uint256[] memory) {
        return _list(paymentId(0, id, 1), paymentId(0, id, 2), paymentId(0, id, 3));
    }

    function _assertPaid() private view {
        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT, "alice");
        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT, "bob");
        assertEq(payment.balanceOf(carol), CAROL_ENTITLEMENT, "carol");
    }

    /// @dev Of lots 1 to 4 of the hostile module, all but the second.
    function _others() private pure returns (uint256[] memory) {
        return _list(workId(1, 1), workId(1, 3), workId(1, 4));
    }

    function _assertOthersReleased(HostileLockup hostile) private view {
        assertTrue(hostile.released(1) && hostile.released(3) && hostile.released(4));
        assertFalse(hostile.released(2));
    }

    /// @dev At a record date all shares lie in the treasury; the next one finds holders again.
    function _burnAllBefore(uint40 recordDate) private {
        vm.prank(custodianOfficer);
        custodian.transfer(token, carol, carol, 100);
        vm.startPrank(owner);
        token.controllerTransfer(alice, address(issuer), 600, "", "");
        token.controllerTransfer(bob, address(issuer), 300, "", "");
        token.controllerTransfer(carol, address(issuer), 100, "", "");
        vm.warp(recordDate + 1);
        token.transferTreasury(alice, 600);
        vm.stopPrank();
    }

    /// @dev A distribution in a token that calls; open, with everybody enrolled.
    function _payInCallingToken() private returns (CallingToken calling) {
        calling = new CallingToken();
        uint256 id = _declare(calling, AMOUNT);
        calling.mint(funder, AMOUNT);
        _approve(calling, AMOUNT);
        vm.prank(funder);
        distribution.fund(id);
        _lockUp(1);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
        _enrolEverybody();
    }

    function _lockUpLate(CallingToken calling) private {
        calling.prepare(address(gateway), abi.encodeCall(gateway.run, (WorkKind.Release, _list(1))));
        gateway.run(WorkKind.Pay, _payments(1));
        assertEq(calling.balanceOf(alice), ALICE_ENTITLEMENT);
        assertFalse(lockup.getLot(1).released);
    }
}
