// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {PayoutWorkBase} from "../../../utils/PayoutWorkBase.sol";

contract DueWorkTest is PayoutWorkBase {
    function test_RevertWhen_TheKindIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_UnknownKind.selector, 4));
        distribution.dueWork(4, 0, 10);
    }

    function test_GivenTheModuleIsDetached_ItShouldNameNothing() external {
        _enrolEverybody();
        uint256 planned = _declareFor(START + 740 days);
        uint256 open = _declareOpen();
        _declareFundedLater();
        assertEq(_due(PAY).length, 3);
        assertEq(_due(OPEN).length, 1);

        _detach(address(distribution));

        assertEq(_due(PAY).length, 0);
        assertEq(_due(OPEN).length, 0);
        assertEq(_due(CLOSE).length, 0);
        assertEq(_due(ANNOUNCE).length, 0);
        // Nobody's money is stuck with it.
        distribution.pay(open, _everybody());
        assertEq(payment.balanceOf(alice), ALICE_ENTITLEMENT);

        vm.warp(START + 650 days);
        assertEq(_due(ANNOUNCE).length, 0);
        vm.prank(owner);
        issuer.attachModule(address(token), address(distribution));
        assertEq(_due(ANNOUNCE), _ids(planned));
    }

    function test_WhenItIsAskedWhatToOpen_ItShouldNameWhatOpenWouldOpenNowAndNothingElse() external {
        _declare();
        uint256 second = _declareFunded();
        uint256 third = _declareFunded();
        vm.prank(owner);
        distribution.cancel(third);
        uint256 fourth = _declareFunded();
        assertEq(_due(OPEN).length, 0);
        vm.warp(PAYMENT_DATE);

        assertEq(_due(OPEN), _ids(second, fourth));
        distribution.open(second);
        assertEq(_due(OPEN), _ids(fourth));
        vm.warp(CLAIM_DEADLINE + 1);
        assertEq(_due(OPEN).length, 0);
    }

    function test_WhenItIsAskedWhatToOpen_ItShouldNameThemPageByPage() external {
        uint256 first = _declareFunded();
        uint256 second = _declareFunded();
        vm.warp(PAYMENT_DATE);

        (uint256[] memory ids, uint256 next) = distribution.dueWork(OPEN, 0, 1);
        assertEq(ids, _ids(first));
        assertEq(next, 2);
        (ids, next) = distribution.dueWork(OPEN, next, 1);
        assertEq(ids, _ids(second));
        assertEq(next, 0);
    }

    function test_WhenItIsAskedWhatToOpen_ItShouldPassOverWhatWasCancelledOrClosedInOneStep() external {
        for (uint256 i; i < 3; ++i) {
            uint256 cancelled = _declare();
            vm.prank(owner);
            distribution.cancel(cancelled);
        }
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE);
        (uint256[] memory ids,) = distribution.dueWork(OPEN, 0, 1);
        assertEq(ids.length, 1);
        assertEq(ids[0], id);
    }

    function test_WhenItIsAskedWhatToAnnounce_ItShouldNamePlannedDatesThatAreNearAndThoseThatWereMissed() external {
        uint40 date = START + 1000 days;
        uint256 last = _declareFor(date + 9 days);
        _declare();
        (uint256 first, uint256 second) = (_declareFor(date), _declareFor(date + 1 days));
        assertEq(_due(ANNOUNCE).length, 0);
        vm.warp(date - 90 days);
        assertEq(_due(ANNOUNCE), _ids(first));
        vm.warp(date - 89 days);
        assertEq(_due(ANNOUNCE), _ids(first, second));
        distribution.announceRecordDate(first);
        assertEq(_due(ANNOUNCE), _ids(second));
        vm.prank(owner);
        distribution.cancel(second);
        assertEq(_due(ANNOUNCE).length, 0);
        vm.warp(date + 10 days);
        assertEq(_due(ANNOUNCE), _ids(last));
        distribution.announceRecordDate(last);
        assertEq(_due(ANNOUNCE).length, 0);
    }

    function test_WhenItIsAskedWhatToAnnounce_ItShouldPassOverWhatIsAnnouncedMissedOrDroppedInOneStep() external {
        uint40 date = START + 1000 days;
        uint256 missed = _declareFor(date - 10 days);
        uint256 dropped = _declareFor(date);
        uint256 announced = _declareFor(date);
        uint256 due = _declareFor(date);
        vm.warp(date - 1 days);
        distribution.announceRecordDate(missed);
        distribution.announceRecordDate(announced);
        vm.prank(owner);
        distribution.cancel(dropped);
        (uint256[] memory ids, uint256 next) = distribution.dueWork(ANNOUNCE, 0, 1);
        assertEq(ids, _ids(due));
        assertEq(next, 0);
    }

    /// @dev Thirty years of monthly dates, of which one is due and is the last.
    function test_WhenItIsAskedWhatToAnnounce_ItShouldFindOneOfThirtyYearsWithinTenMillionGas() external {
        for (uint40 i; i < 359; ++i) {
            _declareFor(START + 2000 days + i * 30 days);
        }
        uint256 id = _declareFor(START + 1000 days);
        vm.warp(START + 910 days);
        vm.cool(address(distribution));
        (uint256[] memory ids, uint256 next) = distribution.dueWork{gas: 10_000_000}(ANNOUNCE, 0, 1_000);
        assertEq(ids, _ids(id));
        assertEq(next, 0);
        assertEq(_due(ANNOUNCE), _ids(id));
    }

    function test_WhenItIsAskedWhatToClose_ItShouldNameWhatCloseWouldCloseNowAndNothingElse() external {
        uint256 id = _declareOpen();
        assertEq(_due(CLOSE).length, 0);
        _freeze(bob, true);
        distribution.pay(id, _everybody());
        assertEq(_due(CLOSE).length, 0);
        vm.warp(PAYMENT_DATE + 14 days);
        assertEq(_due(CLOSE), _ids(id));
        distribution.close(id);
        assertEq(_due(CLOSE).length, 0);
    }

    function test_WhenItIsAskedWhomToPay_ItShouldNameTheListedPositionsThatAreEntitledAndNotSeen() external {
        distribution.enrolPositions(0, _both(_direct(bob), _custodied(carol)));
        uint256 id = _declareFunded();
        assertEq(_due(PAY).length, 0);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);

        assertEq(_due(PAY), _ids(_payId(id, 1), _payId(id, 2)));
    }

    function test_WhenItIsAskedWhomToPay_ItShouldNameNobodyOnceWhatIsMissingIsEntitledToNothing() external {
        _enrolEverybody();
        uint256 id = _declare(payment, 9);
        _fund(id);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
        assertEq(_due(PAY).length, 3);

        distribution.pay(id, _both(_direct(alice), _direct(bob)));

        assertEq(_due(PAY).length, 0);
        assertEq(_due(CLOSE), _ids(id));
    }

    function test_WhenItIsAskedWhomToPay_ItShouldNameNobodyAfterTheClaimDeadline() external {
        _enrolEverybody();
        _declareOpen();
        vm.warp(CLAIM_DEADLINE);
        assertEq(_due(PAY).length, 3);
        vm.warp(CLAIM_DEADLINE + 1);
        assertEq(_due(PAY).length, 0);
    }

    function test_WhenItIsAskedWhomToPay_ItShouldLeaveOutWhatWasPaidByAnyoneOrWithheld() external {
        _enrolEverybody();
        uint256 id = _declareOpen();
        distribution.pay(id, _only(_direct(alice)));
        _freeze(bob, true);
        distribution.pay(id, _only(_direct(bob)));
        assertEq(_due(PAY), _ids(_payId(id, 3)));
        vm.prank(carol);
        distribution.claim(id, address(custodian));
        assertEq(_due(PAY).length, 0);
    }

    function test_WhenItIsAskedWhomToPay_ItShouldLeaveOutWhoHeldNothing() external {
        _transfer(alice, carol, 1);
        distribution.enrolPositions(0, _both(_direct(carol), _direct(alice)));
        _transfer(carol, alice, 1);
        uint256 id = _declareOpen();
        assertEq(_due(PAY), _ids(_payId(id, 2)));
    }

    function test_WhenItIsAskedWhomToPay_ItShouldEndAPageWithItsDistribution() external {
        _enrolEverybody();
        uint256 other = _declareFunded();
        uint256 id = _declareOpen();
        distribution.open(other);

        (uint256[] memory ids, uint256 next) = distribution.dueWork(PAY, 0, 100);
        assertEq(ids.length, 3);
        assertEq(ids[0], _payId(other, 1));
        assertEq(next, _payId(id, 0));
        (ids, next) = distribution.dueWork(PAY, next, 100);
        assertEq(ids.length, 3);
        assertEq(next, 0);
    }

    function test_WhenItIsAskedWhomToPay_ItShouldPassOverADistributionThatIsNotOpenYet() external {
        _enrolEverybody();
        _declareFunded();
        uint256 id = _declareOpen();
        (uint256[] memory ids, uint256 next) = distribution.dueWork(PAY, 0, 100);
        assertEq(ids.length, 3);
        assertEq(ids[0], _payId(id, 1));
        assertEq(next, 0);
    }

    function testFuzz_WhenItIsAskedPageByPage_ItShouldFindEachPaymentOnce(uint256 limit, uint256 paid) external {
        _enrolEverybody();
        uint256[] memory rounds = new uint256[](4);
        for (uint256 i; i < rounds.length; ++i) {
            rounds[i] = _declareFunded();
        }
        vm.warp(PAYMENT_DATE);
        uint256 expected;
        for (uint256 i; i < rounds.length; ++i) {
            if (paid >> (10 * i) & 1 == 1) continue;
            distribution.open(rounds[i]);
            for (uint256 j; j < 3; ++j) {
                if (paid >> (10 * i + j + 1) & 1 == 1) distribution.pay(rounds[i], _only(_everybody()[j]));
                else ++expected;
            }
        }

        limit = bound(limit, 1, 5);
        (uint256 found, uint256 last, uint256 cursor, uint256 pages) = (0, 0, 0, 0);
        do {
            uint256[] memory ids;
            (ids, cursor) = distribution.dueWork(PAY, cursor, limit);
            assertLe(ids.length, limit);
            for (uint256 i; i < ids.length; ++i) {
                assertGt(ids[i], last);
                last = ids[i];
            }
            found += ids.length;
            assertLt(++pages, 50);
        } while (cursor != 0);
        assertEq(found, expected);
    }

    function test_WhenTheLimitIsZero_ItShouldExamineNothingAndSayWhereToGoOn() external {
        _enrolEverybody();
        uint256 id = _declareOpen();
        (uint256[] memory ids, uint256 next) = distribution.dueWork(PAY, 0, 0);
        assertEq(ids.length, 0);
        assertEq(next, _payId(1, 0));
        (, next) = distribution.dueWork(PAY, _payId(id, 2), 0);
        assertEq(next, _payId(id, 2));
        (, next) = distribution.dueWork(OPEN, 0, 0);
        assertEq(next, 1);
    }

    function test_WhenTheCursorLiesBehindEverything_ItShouldSayThatTheEndIsReached() external {
        _enrolEverybody();
        uint256 id = _declareOpen();
        uint256[4] memory cursors = [_payId(id, 4), _payId(id + 1, 0), type(uint256).max, type(uint256).max << 32];
        for (uint256 i; i < cursors.length; ++i) {
            (uint256[] memory ids, uint256 next) = distribution.dueWork(PAY, cursors[i], 10);
            assertEq(ids.length, 0);
            assertEq(next, 0);
        }
        (, uint256 rest) = distribution.dueWork(OPEN, type(uint256).max, type(uint256).max);
        assertEq(rest, 0);
    }

    /// @dev Positions of one investor's many accounts, each paid by a plain `pay`, and Alice behind them.
    function test_GivenTenThousandPositionsAreFinished_ItShouldFindTheOnePaymentBehindThemWithinTenMillionGas()
        external
    {
        _enrolMany(10_000);
        distribution.enrolPositions(0, _only(_direct(alice)));
        uint256 id = _declareOpen();
        _finishMany(id, 10_000);

        vm.cool(address(distribution));
        (uint256 cursor, uint256 found, uint256 gasBefore) = (0, 0, gasleft());
        do {
            uint256[] memory ids;
            (ids, cursor) = distribution.dueWork(PAY, cursor, 25);
            if (ids.length != 0) found = ids[0];
        } while (cursor != 0);

        assertEq(found, _payId(id, 10_001));
        assertLt(gasBefore - gasleft(), 10_000_000);
    }
}
