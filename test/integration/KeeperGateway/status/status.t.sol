// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Outlook, WorkKind, WorkState} from "../../../../src/types/Work.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract StatusTest is GatewayBase {
    function test_GivenALot_ItShouldSayWhereItStands() external {
        _lockUp(1);
        _assertWork(WorkKind.Release, 2, WorkState.Unknown, 0);
        _assertWork(WorkKind.Release, 1, WorkState.NotDue, LOCKUP_END);
        vm.warp(LOCKUP_END);
        _assertWork(WorkKind.Release, 1, WorkState.Due, LOCKUP_END);
        lockup.release(_list(1));
        _assertWork(WorkKind.Release, 1, WorkState.Done, LOCKUP_END);
    }

    function test_GivenAnInvestorOfARegistrar_ItShouldSayWhereTheAccreditationStands() external {
        uint256 id = _expiryOf(alice);
        _assertWork(WorkKind.Expire, _expiryOf(stranger), WorkState.Unknown, 0);
        _assertWork(WorkKind.Expire, id, WorkState.NotDue, FAR);
        _expireAt(_idOf(alice), START + 1);
        vm.warp(START + 1);
        _assertWork(WorkKind.Expire, id, WorkState.Due, START + 1);
        gateway.run(WorkKind.Expire, _list(id));
        _assertWork(WorkKind.Expire, id, WorkState.Done, START + 1);
    }

    function test_GivenAnInvestorOfTheIssuer_ItShouldSayWhereTheCountStands() external {
        uint256 id = _countOf(alice);
        _assertWork(WorkKind.Sync, _countOf(stranger), WorkState.Unknown, 0);
        _assertWork(WorkKind.Sync, id, WorkState.Waiting, 0);
        _rate(_idOf(alice), 2);
        _assertWork(WorkKind.Sync, id, WorkState.Due, 0);
    }

    function test_GivenADistribution_ItShouldSayWhereItsOpeningStands() external {
        uint256 id = _declare();
        _assertWork(WorkKind.Open, id + 1, WorkState.Unknown, 0);
        _assertWork(WorkKind.Open, id, WorkState.Waiting, PAYMENT_DATE);
        _fund(id);
        _assertWork(WorkKind.Open, id, WorkState.NotDue, PAYMENT_DATE);
        vm.warp(PAYMENT_DATE);
        _assertWork(WorkKind.Open, id, WorkState.Due, PAYMENT_DATE);
        distribution.open(id);
        _assertWork(WorkKind.Open, id, WorkState.Done, PAYMENT_DATE);
    }

    function test_GivenADistribution_ItShouldSayWhereItsClosingStands() external {
        uint256 id = _declare();
        _assertWork(WorkKind.Close, id + 1, WorkState.Unknown, 0);
        _assertWork(WorkKind.Close, id, WorkState.Waiting, 0);
        _fund(id);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
        _assertWork(WorkKind.Close, id, WorkState.Waiting, 0);
        distribution.pay(id, _everybody());
        _assertWork(WorkKind.Close, id, WorkState.Due, 0);
        distribution.close(id);
        _assertWork(WorkKind.Close, id, WorkState.Done, 0);
    }

    function test_GivenAPositionInADistribution_ItShouldSayWhereItsPaymentStands() external {
        uint256 id = _declare();
        _assertWork(WorkKind.Pay, _paymentOf(id, 1), WorkState.Unknown, 0);
        _enrolEverybody();
        _assertWork(WorkKind.Pay, _paymentOf(id + 1, 1), WorkState.Unknown, 0);
        _assertWork(WorkKind.Pay, _paymentOf(id, 1), WorkState.NotDue, PAYMENT_DATE);
        _fund(id);
        vm.warp(PAYMENT_DATE);
        _assertWork(WorkKind.Pay, _paymentOf(id, 1), WorkState.Waiting, PAYMENT_DATE);
        distribution.open(id);
        _assertWork(WorkKind.Pay, _paymentOf(id, 1), WorkState.Due, PAYMENT_DATE);
        _freeze(alice, true);
        distribution.pay(id, _everybody());
        _assertWork(WorkKind.Pay, _paymentOf(id, 1), WorkState.Withheld, PAYMENT_DATE);
        _assertWork(WorkKind.Pay, _paymentOf(id, 2), WorkState.Done, PAYMENT_DATE);
    }

    function test_GivenTheKindIsPaused_ItShouldTellWhatIsDueAndThePreviewThatItIsPaused() external {
        _lockUpDue(1);
        _pause(WorkKind.Release);
        (WorkState state,) = gateway.status(WorkKind.Release, 1);
        assertEq(uint8(state), uint8(WorkState.Due));
        Outlook[] memory outlooks = gateway.preview(WorkKind.Release, _list(1, 2));
        assertEq(uint8(outlooks[0].state), uint8(WorkState.Paused));
        assertFalse(outlooks[0].ok);
        assertEq(uint8(outlooks[1].state), uint8(WorkState.Unknown));
    }
}
