// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {IRecordDateSchedule} from "../../../../src/interfaces/IRecordDateSchedule.sol";
import {PERMISSION_RECORD_DATE} from "../../../../src/types/Modules.sol";
import {DistributionState, PaymentStatus} from "../../../../src/types/Payout.sol";
import {GasSink} from "../../../mocks/GasSink.sol";
import {GasBurner, ReenteringReceiver} from "../../../mocks/HostileReceivers.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {PayoutWorkBase} from "../../../utils/PayoutWorkBase.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract RunWorkTest is PayoutWorkBase {
    function test_RevertWhen_TheKindIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_UnknownKind.selector, 4));
        distribution.runWork(4, _ids(1));
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_UnknownKind.selector, 4));
        distribution.workGas(4, 1);
    }

    function test_GivenTheModuleIsDetached_ItShouldDoNothing() external {
        _enrolEverybody();
        uint256 id = _declareOpen();
        _detach(address(distribution));
        assertEq(distribution.runWork(PAY, _ids(_payId(id, 1))).length, 0);
        assertEq(payment.balanceOf(alice), 0);
    }

    function test_WhenItOpens_ItShouldOpenWhatIsDueAndSkipTheRest() external {
        uint256 declared = _declare();
        uint256 funded = _declareFunded();
        assertEq(distribution.runWork(OPEN, _ids(funded)).length, 0);
        vm.warp(PAYMENT_DATE);

        assertEq(distribution.runWork(OPEN, _ids(declared, funded)), _ids(funded));
        _assertState(funded, DistributionState.Open);
        _assertState(declared, DistributionState.Declared);
        assertEq(distribution.runWork(OPEN, _ids(funded, funded + 1)).length, 0);
    }

    function test_WhenItCloses_ItShouldCloseWhatIsDueAndSkipTheRest() external {
        uint256 other = _declareFunded();
        uint256 id = _declareOpen();
        distribution.open(other);
        distribution.pay(id, _everybody());

        assertEq(distribution.runWork(CLOSE, _ids(other, id)), _ids(id));
        _assertState(id, DistributionState.Closed);
        _assertState(other, DistributionState.Open);
    }

    function test_WhenItPays_ItShouldPayThePositionsAtTheirPlacesAndSayWhich() external {
        _enrolEverybody();
        uint256 id = _declareOpen();

        vm.prank(stranger);
        assertEq(distribution.runWork(PAY, _ids(_payId(id, 1), _payId(id, 3))), _ids(_payId(id, 1), _payId(id, 3)));

        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);
        assertEq(payment.balanceOf(bob), 0);
        assertEq(payment.balanceOf(carol), CAROL_ENTITLEMENT);
        assertEq(distribution.runWork(PAY, _ids(_payId(id, 1), _payId(id, 2))), _ids(_payId(id, 2)));
    }

    function test_WhenItPays_ItShouldCountAPaymentThatIsWithheldAndNotTryItAgain() external {
        _enrolEverybody();
        uint256 id = _declareOpen();
        _freeze(alice, true);
        assertEq(distribution.runWork(PAY, _ids(_payId(id, 1))), _ids(_payId(id, 1)));
        _assertStatus(id, _direct(alice), PaymentStatus.Withheld);

        _freeze(alice, false);
        assertEq(distribution.runWork(PAY, _ids(_payId(id, 1))).length, 0);
        _assertStatus(id, _direct(alice), PaymentStatus.Withheld);
    }

    function test_WhenItPays_ItShouldSkipIdsThatNameNobodyOrAreNamedTwice() external {
        _enrolEverybody();
        uint256 id = _declareOpen();
        uint256[] memory ids = new uint256[](6);
        (ids[0], ids[1], ids[2]) = (_payId(id, 0), _payId(id, 2), _payId(id, 2));
        (ids[3], ids[4], ids[5]) = (_payId(id, 9), _payId(id + 1, 1), type(uint256).max);

        distribution.runWork(PAY, ids);

        assertEq(payment.balanceOf(bob), BOB_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).paid, BOB_ENTITLEMENT);
        assertEq(distribution.getDistribution(id).settledSupply, 300);
    }

    function test_WhenItPays_ItShouldPaySeveralDistributions() external {
        _enrolEverybody();
        uint256 other = _declareFunded();
        uint256 id = _declareOpen();
        distribution.open(other);
        uint256[] memory ids = _ids(_payId(other, 1), _payId(id, 1));
        assertEq(distribution.runWork(PAY, ids), ids);
        assertEq(payment.balanceOf(alice), 2 * ALICE_ENTITLEMENT);
    }

    function test_WhenItPays_ItShouldMarkWhoHeldNothingAndNotCountHim() external {
        _transfer(alice, carol, 1);
        distribution.enrolPositions(0, _both(_direct(carol), _direct(alice)));
        _transfer(carol, alice, 1);
        uint256 id = _declareOpen();
        (uint256[] memory ids,) = distribution.dueWork(PAY, 0, 1);
        assertEq(ids.length, 0);

        assertEq(distribution.runWork(PAY, _ids(_payId(id, 1))).length, 0);

        (ids,) = distribution.dueWork(PAY, 0, 2);
        assertEq(ids, _ids(_payId(id, 2)));
        _assertStatus(id, _direct(carol), PaymentStatus.None);
    }

    function test_WhenItPays_ItShouldStopBeforeAPositionWhenTooLittleGasIsLeftAndSayWhatWasDone() external {
        _enrolEverybody();
        uint256 id = _declareOpen();
        uint256[] memory ids = _ids(_payId(id, 1), _payId(id, 2));

        uint256[] memory done = distribution.runWork{gas: 300_000}(PAY, ids);

        assertEq(done, _ids(_payId(id, 1)));
        assertEq(payment.balanceOf(bob), 0);
        assertEq(_due(PAY).length, 2);
    }

    function test_WhenAReceiverCallsBack_ItShouldRefuseToBeEnteredAgain() external {
        ReenteringReceiver receiver = new ReenteringReceiver(address(this));
        _register(address(receiver));
        _transfer(alice, address(receiver), 600);
        distribution.enrolPositions(0, _both(_direct(address(receiver)), _direct(bob)));
        uint256 id = _declareOpen();
        receiver.prepare(address(distribution), abi.encodeCall(distribution.runWork, (PAY, _ids(_payId(id, 2)))));

        distribution.runWork(PAY, _ids(_payId(id, 1)));

        assertEq(receiver.calls(), 1);
        assertEq(bytes4(receiver.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        assertEq(payment.balanceOf(address(receiver)), ALICE_ENTITLEMENT);
    }

    /// @dev As many as a network's five million gas allow. Every receiver burns all that it gets; the registrar burns all
    /// that it gets and knows none of them any more, so that all registrars are asked.
    function test_WhenItHasTheGasThatABatchMayNeed_ItShouldDoTheWholeBatchWhateverReceiversAndRegistrarsDo() external {
        uint256 count = _batchOf(PAY);
        assertGe(count, 8);
        uint256[] memory ids = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            GasBurner receiver = new GasBurner(address(this));
            _register(address(receiver));
            _transfer(alice, address(receiver), 10);
            distribution.enrolPositions(0, _only(_direct(address(receiver))));
            receiver.setToBurn(type(uint256).max);
            ids[i] = _payId(1, i + 1);
        }
        uint256 id = _declareOpen();
        uint256 clean = vm.snapshotState();

        assertEq(distribution.runWork{gas: distribution.workGas(PAY, count)}(PAY, ids), ids);
        assertEq(distribution.getDistribution(id).withheld, count);

        vm.revertToState(clean);
        vm.prank(owner);
        issuer.removeRegistrar(registrar);
        vm.mockFunction(address(issuer), address(new GasSink()), abi.encodePacked(issuer.isRestricted.selector));
        vm.cool(address(distribution));
        assertEq(distribution.runWork{gas: distribution.workGas(PAY, count)}(PAY, ids), ids);
        assertEq(distribution.getDistribution(id).withheld, count);
    }

    function test_WhenItAnnounces_ItShouldAnnounceWhatIsDueTellWhatWasMissedAndSkipTheRest() external {
        uint256 missed = _declareFor(START + 735 days);
        uint256 due = _declareFor(START + 820 days);
        uint256 later = _declareFor(START + 5000 days);
        vm.warp(START + 736 days);
        uint256[] memory ids = new uint256[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (missed, due, later, later + 1);
        vm.expectEmit(address(distribution));
        emit IRecordDateSchedule.RecordDateMissed(missed, START + 735 days);
        vm.prank(stranger);
        assertEq(distribution.runWork(ANNOUNCE, ids), _ids(missed, due));
        assertEq(token.recordDates().length, 1);
        assertEq(token.recordDates()[0], START + 820 days);
        assertEq(distribution.runWork(ANNOUNCE, ids).length, 0);
    }

    /// @dev Of three dates that are due the token takes two.
    function test_WhenItAnnounces_ItShouldLeaveWhatTheTokenTakesNoMore() external {
        uint256[] memory ids = new uint256[](3);
        for (uint40 i; i < 3; ++i) {
            ids[i] = _declareFor(START + 735 days + i);
        }
        vm.warp(START + 650 days);
        _announceAs(owner, START + 700 days, 14);
        assertEq(distribution.runWork(ANNOUNCE, ids), _ids(ids[0], ids[1]));
        assertEq(_due(ANNOUNCE).length, 0);
        vm.warp(START + 700 days + 1);
        assertEq(_due(ANNOUNCE), _ids(ids[2]));
        assertEq(distribution.runWork(ANNOUNCE, ids), _ids(ids[2]));
    }

    /// @dev Each date goes before fifteen others; then each is needed by all other modules that the token can have.
    function test_WhenItAnnounces_ItShouldNeedNoMoreThanTheGasThatABatchMayNeed() external {
        uint256 id = _declareFor(START + 735 days);
        uint256 other = _declareFor(START + 736 days);
        vm.warp(START + 650 days);
        _announceAs(owner, START + 800 days, 15);
        uint256 clean = vm.snapshotState();
        _coolAll();
        assertEq(distribution.runWork{gas: distribution.workGas(ANNOUNCE, 1)}(ANNOUNCE, _ids(id)), _ids(id));

        vm.revertToState(clean);
        while (token.modules().length < 16) {
            ModuleMock module = new ModuleMock(token, 0, PERMISSION_RECORD_DATE);
            vm.prank(owner);
            issuer.attachModule(address(token), address(module));
            _announceAs(address(module), START + 736 days, 1);
        }
        _coolAll();
        assertEq(distribution.runWork{gas: distribution.workGas(ANNOUNCE, 1)}(ANNOUNCE, _ids(other)), _ids(other));
        assertLe(distribution.workGas(ANNOUNCE, 19), 5_000_000);
    }

    function _announceAs(address caller, uint40 from, uint40 count) private {
        vm.startPrank(caller);
        for (uint40 i; i < count; ++i) {
            token.scheduleRecordDate(from + i);
        }
        vm.stopPrank();
    }

    function _coolAll() private {
        vm.cool(address(distribution));
        vm.cool(address(token));
    }

    function test_WhenItHasTheGasOfTheKindsThatMove_ItShouldDoTheWholeBatch() external {
        uint256[] memory ids = new uint256[](10);
        for (uint256 i; i < 10; ++i) {
            ids[i] = _declareFunded();
        }
        vm.warp(PAYMENT_DATE);
        vm.cool(address(distribution));
        assertEq(distribution.runWork{gas: distribution.workGas(OPEN, 10)}(OPEN, ids), ids);
        for (uint256 i; i < 10; ++i) {
            distribution.pay(ids[i], _everybody());
        }
        vm.cool(address(distribution));
        assertEq(distribution.runWork{gas: distribution.workGas(CLOSE, 10)}(CLOSE, ids), ids);
        assertLe(distribution.workGas(CLOSE, 25), 5_000_000);
    }
}
