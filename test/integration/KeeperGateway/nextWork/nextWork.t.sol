// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SearchResult} from "../../../../src/types/Work.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract NextWorkTest is GatewayBase {
    function test_GivenNoSourceIsListed_ItShouldSayThatNothingIsDue() external {
        _removeAll();
        _assertNothing(true);
    }

    function test_GivenNothingIsDue_ItShouldSaySoOnlyWhenEverythingWasExamined() external {
        _lockUp(3);
        _assertNothing(true);
        HostileSource hostile = _listHostile(0);
        hostile.setMood(hostile.dueWork.selector, HostileSource.Mood.Reverting);
        assertEq(_assertNothing(false).work.source, HOSTILE);
    }

    function test_GivenTheWorkIsPausedOrItsSourceInQuarantine_ItShouldFindOtherWork() external {
        _lockUpDue(1);
        _pause(LOCKUPS);
        HostileSource hostile = _listHostile(1);
        _assertNext(HOSTILE, _ids(1));
        _quarantine(HOSTILE, hostile);
        _assertNothing(true);
        _listHostile(2);
        _assertNext(HOSTILE + 1, _ids(1, 2));
    }

    function test_GivenSeveralSourcesHaveWork_ItShouldGiveEachItsTurnAfterEveryRun() external {
        vm.warp(TURN_KEPT);
        _removeAll();
        for (uint256 i; i < 3; ++i) {
            _listHostile(100);
        }
        for (uint256 i; i < 9; ++i) {
            SearchResult memory next = gateway.nextWork();
            assertEq(next.work.source, i % 3);
            gateway.run(next.work.source, KIND, next.ids);
        }
    }

    function test_GivenSeveralSourcesHaveWork_ItShouldBeginAnywhereInHalfOfTheMinutes() external {
        _removeAll();
        for (uint256 i; i < 3; ++i) {
            _listHostile(100);
        }
        gateway.run(2, KIND, _ids(1));
        uint256[3] memory turns;
        for (uint256 i; i < 300; ++i) {
            ++turns[gateway.nextWork().work.source];
            skip(1 minutes);
        }
        // The turn is the first one's: half of the minutes, and its share of the others.
        assertApproxEqAbs(turns[0], 200, 30);
        assertApproxEqAbs(turns[1], 50, 20);
        assertApproxEqAbs(turns[2], 50, 20);
    }

    /// @dev Were the turn moved on by time, one of two would be offered in all rounds of some intervals.
    function test_GivenSeveralSourcesHaveWork_ItShouldServeEachHoweverSeldomTheNetworkComes() external {
        _removeAll();
        // One a batch.
        _listHostile(1_000).setGasPerItem(3_000_000);
        _listHostile(1_000).setGasPerItem(3_000_000);
        for (uint256 interval = 1 minutes; interval <= 30 minutes; interval += 1 minutes) {
            uint256[2] memory rounds;
            for (uint256 i; i < 16; ++i) {
                SearchResult memory next = gateway.nextWork();
                gateway.run(next.work.source, KIND, next.ids);
                ++rounds[next.work.source];
                skip(interval);
            }
            assertGt(rounds[0], 2, "first");
            assertGt(rounds[1], 2, "second");
        }
    }

    /// @dev Before each round somebody has one work of a source done, so that the turn is its other work's.
    function test_GivenSeveralSourcesHaveWork_ItShouldServeEachThoughSomebodyMovesTheTurn() external {
        _removeAll();
        HostileSource hostile = new HostileSource(2, 1_000);
        // One a batch.
        hostile.setGasPerItem(3_000_000);
        _list(hostile);
        _listHostile(1_000).setGasPerItem(3_000_000);
        uint256[2] memory rounds;
        for (uint256 i; i < 100; ++i) {
            gateway.run(0, 0, _ids(500 + i));
            SearchResult memory next = gateway.nextWork();
            gateway.run(next.work.source, next.work.kind, next.ids);
            ++rounds[next.work.source];
            skip(1 minutes);
        }
        assertGt(rounds[1], 10);
    }

    function test_GivenMoreIsDueThanABatchCarries_ItShouldOffer25AtMost() external {
        _removeAll();
        _listHostile(100).setGasPerItem(1);
        _assertNext(0, _numbered(1, 25));
    }

    function test_GivenMoreIsDueThanABatchCarries_ItShouldOfferAsManyAsFit5000000GasWithEveryKindOfWork() external {
        _removeAll();
        HostileSource hostile = _listHostile(100);
        for (uint256 item = 100_000; item <= 3_400_000; item += 300_000) {
            hostile.setGasPerItem(item);
            SearchResult memory next = gateway.nextWork{gas: NETWORK_VIEW_GAS}();
            assertGt(next.ids.length, 0);
            assertLe(50_000 + next.ids.length * item, CEILING);
            // As many as fit, give or take one.
            if (next.ids.length < 25) assertGt(50_000 + (next.ids.length + 2) * item, CEILING);
            uint256 snapshot = vm.snapshotState();
            gateway.performUpkeep{gas: NETWORK_RUN_GAS}(_payload(0, next.ids));
            vm.revertToState(snapshot);
        }
    }

    function test_GivenMoreIsDueThanABatchCarries_ItShouldOfferNothingOfASourceWhoseSingleItemDoesNotFit() external {
        _listHostile(100).setGasPerItem(3_500_000);
        assertEq(_assertNothing(false).work.source, HOSTILE);
    }

    function test_GivenASearchWasMovedOnChain_ItShouldBeginThereAndEndThere() external {
        _removeAll();
        HostileSource hostile = _listHostile(0);
        hostile.setFinished(12_000);
        uint256 cursor = gateway.search(0, KIND);
        assertGt(cursor, 1_000);
        // What is due behind the position is found first, what is due before it afterwards.
        hostile.setFinished(cursor + 10);
        hostile.setCount(1);
        _assertNext(0, _ids(cursor + 11));
        hostile.setFinished(10);
        _assertNext(0, _ids(11));
        hostile.setCount(0);
        _assertNothing(true);
    }

    /// @dev The lots are real ones.
    function test_GivenTenThousandLotsAreDone_ItShouldFindTheOneThatIsDueWithinTheGasOfANetworkAndItShouldRunWithinThat()
        external
    {
        _issue(alice, 20_000);
        for (uint256 i; i < 10; ++i) {
            _lockUp(1_000);
        }
        _lockUp(1);
        vm.warp(LOCKUP_END);
        lockup.release(_numbered(1, 10_000));
        _assertNext(LOCKUPS, _ids(10_001));
        (bool needed, bytes memory data) = gateway.checkUpkeep{gas: NETWORK_VIEW_GAS}("");
        assertTrue(needed);
        gateway.performUpkeep{gas: NETWORK_RUN_GAS}(data);
        assertTrue(lockup.getLot(10_001).released);
        _assertNothing(true);
    }

    function test_GivenTheRegisterIsLongerThanTheGas_ItShouldSayFromWhereOnItWasNotExamined() external {
        _removeAll();
        HostileSource hostile = _listHostile(1);
        hostile.setFinished(30_000);
        SearchResult memory cut = _assertNothing(false);
        assertEq(cut.work.source, 0);
        assertGt(cut.cursor, 1_000);
        (uint256[] memory ids, uint256 next) = gateway.due(0, KIND, cut.cursor, 100);
        assertEq(ids.length, 0);
        assertEq(next, cut.cursor + 100);
        // Whoever has more gas goes on to the end.
        assertEq(gateway.nextWork{gas: 100_000_000}().work.source, 0);
    }

    function test_GivenTheLockupModuleIsDetached_ItShouldFindTheWorkOfTheOthers() external {
        _lockUpDue(1);
        HostileSource other = _listHostile(1);
        _detach(address(lockup));
        _assertNext(HOSTILE, _ids(1));
        other.setCount(0);
        _assertNothing(true);
    }

    function test_GivenASourceIsHostile_ItShouldLoseItsTurnAndNobodyElseMoreThanOneRound() external {
        for (uint256 mood = 1; mood <= uint256(HostileSource.Mood.Idle); ++mood) {
            for (uint256 place; place < 4; ++place) {
                uint256 snapshot = vm.snapshotState();
                _assertOneRound(HostileSource.Mood(mood), place);
                vm.revertToState(snapshot);
            }
        }
    }

    /// @dev Its work is offered whenever somebody asks off chain, and on chain every run reverts: nothing moves the turn.
    function test_GivenASourceIsHostile_ItShouldHideNobodyThoughItCheatsThoseWhoAskOffChain() external {
        _removeAll();
        HostileSource cheat = _listHostile(1);
        _listHostile(1);
        bool found;
        for (uint256 i; i < 60 && !found; ++i) {
            found = gateway.nextWork().work.source == 1;
            skip(1 minutes);
        }
        assertTrue(found);
        assertFalse(cheat.isDone(1));
    }

    function test_GivenASourceIsHostile_ItShouldHideNobodyThoughSeveralBurnWhatTheyGet() external {
        _removeAll();
        for (uint256 i; i < 4; ++i) {
            HostileSource hostile = _listHostile(1);
            hostile.setMood(hostile.dueWork.selector, HostileSource.Mood.Burning);
        }
        _list(lockup);
        _lockUpDue(3);
        _assertNext(4, _ids(1, 2, 3));
    }

    /// @dev Ends lie ahead but for Carol's. A single day has all of them.
    function test_GivenThousandsOfAccreditationsAreFiled_ItShouldFindTheOneThatHasEnded() external {
        _fileMany(1_000, START + 400 days);
        _expireAt(carol, START + 100 days);
        accreditations.file(_investors(carol));
        vm.warp(START + 100 days);
        _assertNext(ACCREDITATIONS, _ids(_numberOf(carol)));
    }

    /// @dev A hostile source of all functions, and another one with one due item.
    function _assertOneRound(HostileSource.Mood mood, uint256 function_) private {
        vm.warp(TURN_KEPT);
        _removeAll();
        HostileSource hostile = _listHostile(100);
        HostileSource honest = _listHostile(1);
        bytes4[4] memory selectors =
            [hostile.dueWork.selector, hostile.workStates.selector, hostile.workGas.selector, hostile.runWork.selector];
        hostile.setMood(selectors[function_], mood);
        for (uint256 i; i < 2 && !honest.isDone(1); ++i) {
            (bool needed, bytes memory data) = gateway.checkUpkeep{gas: NETWORK_VIEW_GAS}("");
            assertTrue(needed);
            gateway.performUpkeep{gas: NETWORK_RUN_GAS}(data);
            skip(12);
        }
        assertTrue(honest.isDone(1));
    }

    function _fileMany(uint256 count, uint40 end) private {
        for (uint256 i; i < count; ++i) {
            address account = vm.addr(i + 1_000);
            _register(_idOf(account), DE, 1, end, _one(account));
            _issue(account, 1);
            accreditations.file(_investors(account));
        }
    }
}
