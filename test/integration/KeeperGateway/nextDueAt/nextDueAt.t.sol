// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../../../src/interfaces/ILockupModule.sol";
import {WorkKind} from "../../../../src/types/Work.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract NextDueAtTest is GatewayBase {
    function test_WhenLotsWait_ItShouldGiveTheEarliestEndOfThePageAndWhereToGoOn() external {
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](3);
        lots[0] = ILockupModule.LotTerms(1, START + 3);
        lots[1] = ILockupModule.LotTerms(1, START + 2);
        lots[2] = ILockupModule.LotTerms(1, START + 1);
        vm.prank(owner);
        lockup.lock(alice, lots);
        _assertNext(WorkKind.Release, 0, 2, START + 2, 3);
        _assertNext(WorkKind.Release, 3, 2, START + 1, 0);
        _assertNext(WorkKind.Release, 0, MOST, START + 1, 0);
    }

    function test_WhenSomethingIsDueAlready_ItShouldGiveTheTimeSinceWhen() external {
        _lockUpDue(1);
        vm.warp(LOCKUP_END + 9 days);
        _assertNext(WorkKind.Release, 0, MOST, LOCKUP_END, 0);
    }

    function test_WhenAccreditationsRun_ItShouldGiveTheEarliestEnd() external {
        _enrolInvestors();
        _assertNext(WorkKind.Expire, 0, MOST, FAR, 0);
        _expireAt(_idOf(bob), START + 9);
        _assertNext(WorkKind.Expire, 0, MOST, START + 9, 0);
        _assertNext(WorkKind.Sync, 0, MOST, 0, 0);
    }

    function test_WhenADistributionIsFunded_ItShouldGiveItsPaymentDate() external {
        _declareFunded();
        _enrolEverybody();
        _assertNext(WorkKind.Open, 0, MOST, PAYMENT_DATE, 0);
        _assertNext(WorkKind.Close, 0, MOST, 0, 0);
    }

    function test_WhenADistributionWaitsForMoney_ItShouldGiveNoTime() external {
        _declare();
        _assertNext(WorkKind.Open, 0, MOST, 0, 0);
    }

    function test_WhenNothingIsLeft_ItShouldGiveNoTime() external {
        _lockUpDue(1);
        lockup.release(_list(1));
        _assertNext(WorkKind.Release, 0, MOST, 0, 0);
    }

    function _assertNext(WorkKind kind, uint256 cursor, uint256 limit, uint40 expected, uint256 next) private view {
        (uint40 dueAt, uint256 nextCursor) = gateway.nextDueAt(kind, cursor, limit);
        assertEq(dueAt, expected, "due at");
        assertEq(nextCursor, next, "next cursor");
    }
}
