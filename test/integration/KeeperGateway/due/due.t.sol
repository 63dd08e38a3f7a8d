// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../../../src/interfaces/IDistributionModule.sol";
import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {Country, Rating} from "../../../../src/types/Identity.sol";
import {Registration} from "../../../../src/types/Investors.sol";
import {ModuleFamily, WorkKind, paymentId, workId} from "../../../../src/types/Work.sol";
import {newRegistrar} from "../../../utils/Artifacts.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract GatewayDueTest is GatewayBase {
    function test_WhenLotsAreDue_ItShouldNameThemInPagesThatStayWithinOneModule() external {
        _serveHostile(2);
        _lockUpDue(3);
        lockup.release(_list(2));
        _assertPage(WorkKind.Release, 0, 2, _list(1), 3);
        _assertPage(WorkKind.Release, 3, 2, _list(3), workId(1, 0));
        _assertPage(WorkKind.Release, workId(1, 0), 1, _list(workId(1, 1)), workId(1, 2));
        _assertPage(WorkKind.Release, workId(1, 2), MOST, _list(workId(1, 2)), 0);
    }

    function test_WhenLotsAreDue_ItShouldGoOnBehindAModuleThatWasRemoved() external {
        _serveHostile(1);
        _lockUpDue(1);
        vm.prank(owner);
        gateway.removeModule(ModuleFamily.Lockup, 0);
        _assertPage(WorkKind.Release, 0, MOST, new uint256[](0), workId(1, 0));
    }

    function test_WhenAccreditationsOfEnrolledInvestorsHaveEnded_ItShouldNameThemInAscendingOrder() external {
        _enrolInvestors();
        _expireAt(_idOf(alice), uint40(START) + 1);
        _expireAt(_idOf(carol), uint40(START) + 1);
        vm.warp(START + 1);
        assertEq(_due(WorkKind.Expire), _ascending(_expiryOf(alice), _expiryOf(carol)));
        _assertPage(WorkKind.Expire, 0, 2, _list(_expiryOf(alice)), 2);
        _assertPage(WorkKind.Expire, 2, 2, _list(_expiryOf(carol)), 0);
    }

    function test_WhenClassesOfEnrolledInvestorsHaveChanged_ItShouldNameEachOnceThoughTwoRegistrarsKnowIt() external {
        IKYCRegistrar another = newRegistrar(_one(owner), 1);
        Registration[] memory batch = new Registration[](1);
        batch[0] = Registration(_idOf(alice), DE, bytes3("ZH"), Rating.wrap(1), FAR, _one(alice));
        vm.startPrank(owner);
        another.registerInvestors(batch);
        issuer.addRegistrar(another);
        vm.stopPrank();
        _enrolInvestors();
        gateway.enrolInvestors(1, _ids(_idOf(alice)));
        _rate(_idOf(alice), 3);
        _rate(_idOf(bob), 3);
        assertEq(_due(WorkKind.Sync), _ascending(_countOf(alice), _countOf(bob)));
    }

    function test_WhenDistributionsMayBeOpenedOrClosed_ItShouldNameThem() external {
        uint256 first = _declareFunded();
        uint256 second = _declareFunded();
        assertEq(_due(WorkKind.Open).length, 0);
        vm.warp(PAYMENT_DATE);
        assertEq(_due(WorkKind.Open), _list(first, second));
        distribution.open(second);
        assertEq(_due(WorkKind.Open), _list(first));
        assertEq(_due(WorkKind.Close).length, 0);
        distribution.pay(second, _everybody());
        assertEq(_due(WorkKind.Close), _list(second));
    }

    function test_GivenDistributionsAreOpen_ItShouldNameTheirEnrolledPositionsThatAreUnsettled() external {
        uint256 first = _declareFunded();
        uint256 second = _declareFunded();
        vm.warp(PAYMENT_DATE);
        distribution.open(first);
        distribution.open(second);
        gateway.enrolPositions(0, 0, _both(_direct(alice), _direct(bob)));
        distribution.pay(first, _only(_direct(alice)));
        _assertPage(WorkKind.Pay, 0, 2, _list(_paymentOf(first, 2)), paymentId(0, second, 0));
        _assertPage(WorkKind.Pay, paymentId(0, second, 0), 1, _list(_paymentOf(second, 1)), _paymentOf(second, 2));
        _assertPage(WorkKind.Pay, _paymentOf(second, 2), 1, _list(_paymentOf(second, 2)), 0);
    }

    function test_GivenDistributionsAreOpen_ItShouldCountDistributionsThatAreNotOpenAsLookedAt() external {
        _declare();
        _declareFunded();
        uint256 third = _declareFunded();
        vm.warp(PAYMENT_DATE);
        distribution.open(third);
        _enrolEverybody();
        _assertPage(WorkKind.Pay, 0, 2, new uint256[](0), paymentId(0, third, 0));
        _assertPage(WorkKind.Pay, 0, 3, _list(_paymentOf(third, 1)), _paymentOf(third, 2));
    }

    function test_GivenTheKindIsPaused_ItShouldNameNothing() external {
        _lockUpDue(1);
        _pause(WorkKind.Release);
        _assertPage(WorkKind.Release, 0, MOST, new uint256[](0), 0);
    }

    function test_WhenTheLimitIsZero_ItShouldStayAtTheCursor() external {
        _lockUpDue(1);
        _assertPage(WorkKind.Release, 1, 0, new uint256[](0), 1);
    }

    function test_WhenTheCursorIsBeyondEverything_ItShouldNameNothing() external {
        _lockUpDue(1);
        _declareOpen();
        _enrolEverybody();
        _enrolInvestors();
        for (uint256 kind; kind <= uint256(type(WorkKind).max); ++kind) {
            _assertPage(WorkKind(kind), MOST, MOST, new uint256[](0), 0);
        }
    }

    function _assertPage(WorkKind kind, uint256 cursor, uint256 limit, uint256[] memory expected, uint256 next)
        private
        view
    {
        (uint256[] memory ids, uint256 nextCursor) = gateway.due(kind, cursor, limit);
        assertEq(ids, expected, "ids");
        assertEq(nextCursor, next, "next cursor");
    }
}
