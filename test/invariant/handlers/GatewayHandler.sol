// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../src/interfaces/IKeeperGateway.sol";
import {ListedSource, SearchResult, WorkAt} from "../../../src/types/Work.sol";
import {HostileSource} from "../../mocks/HostileSource.sol";
import {newGateway} from "../../utils/Artifacts.sol";
import {System} from "../../utils/System.sol";
import {Living} from "./Living.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Sources that do their work, sources that do anything else, a network that serves them, strangers, and the
/// authority that lists them. Of each honest source the handler keeps how many rounds it has lost to each other work.
contract GatewayHandler is System, Living {
    uint256 private constant SOURCES = 5;
    uint256 private constant HONEST = 3;
    /// @dev One kind of each honest source, two of each hostile one.
    uint256 private constant WORKS = 7;
    uint256 private constant KINDS = 8;
    /// @dev Rounds. In half of the minutes each source has a chance of a fifth or so: none waits longer than this.
    uint256 private constant MOST_WAITING = 600;
    uint32 private constant CEILING = 3_500_000;
    uint256 private constant NETWORK_VIEW_GAS = 10_000_000;
    uint256 private constant NETWORK_RUN_GAS = 5_000_000;

    IKeeperGateway private gateway;
    HostileSource[SOURCES] private sources;
    /// @dev Hostile sources that show a network something else than they show the chain.
    bool[SOURCES] private cheating;
    uint256 private time = START;
    uint256 private seed;

    /// @dev Items of honest sources of which the gateway said that they were done.
    mapping(address source => mapping(uint256 id => bool)) private told;

    /// @dev Since an honest source was last served, or began to wait: rounds that went to each work while the turn was
    /// kept, all rounds, and runs that were out of turn.
    uint256[WORKS][HONEST] private lost;
    uint256[HONEST] private waited;
    uint256[HONEST] private others;

    /// @dev Items of honest sources before this one are done.
    uint256[HONEST] private open;

    /// @dev How often rounds served honest sources, hostile ones and nobody, so that a test can see that all happen.
    uint256[3] public served;

    constructor() {
        setUp();
        gateway = newGateway(issuer);
        vm.prank(owner);
        issuer.attachContract(address(gateway));
        for (uint256 i; i < SOURCES; ++i) {
            sources[i] = new HostileSource(i < HONEST ? 1 : 2, 40);
            // Four fit into a batch.
            sources[i].setGasPerItem(800_000);
            _list(i);
        }
        // More than one page stands before the first item.
        sources[HONEST - 1].setFinished(150);
        for (uint256 i; i < HONEST; ++i) {
            open[i] = sources[i].finished() + 1;
        }
    }

    /* --------------------------------------------------- acts ------------------------------------------------ */

    /// @dev What a network does: it asks what to do, and does that.
    function round(uint256 seed_) public {
        _begin(seed_);
        bool[HONEST] memory waiting = _waiting();
        (bool needed, bytes memory data) = gateway.checkUpkeep{gas: NETWORK_VIEW_GAS}("");
        bool any = waiting[0] || waiting[1] || waiting[2];
        if (any) assertTrue(needed, "I80: due work is hidden");
        if (!needed) return _pass(60);

        (uint256 source, uint256 kind, uint256[] memory ids) = abi.decode(data, (uint256, uint256, uint256[]));
        uint256 number = _numberAt(source, kind);
        if (any) assertGt(ids.length, 0, "I80: a search is offered in place of due work");
        bool done = _perform(number, data);
        if (number < HONEST && ids.length != 0) {
            assertTrue(done, "I80: what was offered of an honest source cannot be done");
            for (uint256 i; i < ids.length; ++i) {
                assertTrue(sources[number].isDone(ids[i]), "I80: offered and not done");
            }
        }
        ++served[done ? number < HONEST ? 0 : 1 : 2];
        _countRound(waiting, number, kind, done);
        _pass(done ? _next(60) : 60);
    }

    /// @dev One who cheats answers a network's question, and fails when it comes to work.
    function _perform(uint256 number, bytes memory data) private returns (bool done) {
        if (cheating[number]) _setMood(number, HostileSource.workGas.selector, HostileSource.Mood.Reverting);
        (done,) = address(gateway).call{gas: NETWORK_RUN_GAS}(abi.encodeCall(gateway.performUpkeep, (data)));
        if (cheating[number]) _setMood(number, HostileSource.workGas.selector, HostileSource.Mood.Honest);
        _listen();
    }

    function _countRound(bool[HONEST] memory waiting, uint256 number, uint256 kind, bool done) private {
        uint256 work = number < HONEST ? number : HONEST + 2 * (number - HONEST) + kind;
        for (uint256 i; i < HONEST; ++i) {
            if (i == number || !waiting[i]) {
                _forget(i);
                continue;
            }
            assertLe(++waited[i], MOST_WAITING, "I80: a source starved");
            if (!done) continue;
            if (_isTurnKept()) assertLe(++lost[i][work], 1 + others[i], "I80: more than one round lost to one work");
            else ++others[i];
        }
    }

    /// @dev In the other minutes a search begins anywhere, and what is run then has the turn.
    function _isTurnKept() private view returns (bool) {
        return uint256(keccak256(abi.encode(time / 1 minutes))) & 1 == 0;
    }

    /// @dev Of whatever work, with whatever gas. Each run that has an effect, or is missed, may cost the others one
    /// round more.
    function runSome(uint256 seed_) external {
        _begin(seed_);
        uint256 number = _next(SOURCES);
        (bool listed, uint256 source) = _placeOf(number);
        uint256 kind = _next(2);
        uint256[] memory ids = new uint256[](1 + _next(4));
        ids[0] = _next(30);
        for (uint256 i = 1; i < ids.length; ++i) {
            ids[i] = ids[i - 1] + (_next(8) == 0 ? 0 : 1 + _next(10));
        }
        bool paused = listed && kind < gateway.kindsOf(source).length && gateway.isPaused(source, kind);
        (bool done,) =
            address(gateway).call{gas: 100_000 + _next(6_000_000)}(abi.encodeCall(gateway.run, (source, kind, ids)));
        assertFalse(done && (paused || !listed), "I82: paused work was run");
        if (!done) return;
        _listen();
        for (uint256 i; i < HONEST; ++i) {
            if (i == number) _forget(i);
            else ++others[i];
        }
    }

    function searchSome(uint256 seed_) external {
        _begin(seed_);
        (bool done,) = address(gateway).call{gas: 100_000 + _next(6_000_000)}(
            abi.encodeCall(gateway.search, (_next(SOURCES), _next(2)))
        );
        done;
        _listen();
    }

    function addWork(uint256 seed_) external {
        _begin(seed_);
        for (uint256 i; i < SOURCES; ++i) {
            if (_next(3) != 0) sources[i].setCount(sources[i].count() + 1 + _next(20));
        }
    }

    /// @dev A hostile source behaves, but for one of its functions, or for none or all.
    function misbehave(uint256 seed_) external {
        _begin(seed_);
        uint256 number = HONEST + _next(SOURCES - HONEST);
        HostileSource.Mood mood = HostileSource.Mood(_next(9));
        bytes4[4] memory functions = [
            HostileSource.dueWork.selector,
            HostileSource.workStates.selector,
            HostileSource.workGas.selector,
            HostileSource.runWork.selector
        ];
        uint256 chosen = _next(6);
        for (uint256 i; i < 4; ++i) {
            _setMood(number, functions[i], HostileSource.Mood.Honest);
            if (chosen != 4 && chosen != i) continue;
            if (mood == HostileSource.Mood.Raw) sources[number].setAnswer(functions[i], _nonsense());
            else if (mood == HostileSource.Mood.Calling) _prepare(number);
            else _setMood(number, functions[i], mood);
        }
        cheating[number] = _next(3) == 0;
        sources[number].setGasPerItem(_next(6) == 0 ? 1 << _next(256) : 800_000);
    }

    /// @dev What it calls when it is told to work: the gateway again.
    function _prepare(uint256 number) private {
        uint256[] memory ids = new uint256[](1);
        ids[0] = 1 + _next(30);
        sources[number].prepare(
            address(gateway),
            _next(2) == 0
                ? abi.encodeCall(gateway.run, (_next(SOURCES), 0, ids))
                : abi.encodeCall(gateway.search, (_next(SOURCES), 0))
        );
    }

    /// @dev Well formed and wrong, or not even that.
    function _nonsense() private returns (bytes memory) {
        uint256 kind = _next(4);
        if (kind == 0) return abi.encode(_next(1000));
        uint256[] memory ids = new uint256[](_next(4));
        for (uint256 i; i < ids.length; ++i) {
            ids[i] = _next(30);
        }
        if (kind == 1) return abi.encode(ids, _next(2) == 0 ? type(uint256).max : _next(3));
        return kind == 2 ? abi.encode(ids) : abi.encode(uint256(0x40), _next(3), type(uint256).max);
    }

    /// @dev Pauses, resumes, removes, lists again, or changes a ceiling.
    function administer(uint256 seed_) external {
        _begin(seed_);
        uint256 number = _next(SOURCES);
        (bool listed, uint256 source) = _placeOf(number);
        if (!listed) return _list(number);
        uint256 act = _next(4);
        WorkAt[] memory work = new WorkAt[](1);
        work[0] = WorkAt(uint16(source), 0);
        vm.startPrank(owner);
        if (act == 0) gateway.removeSource(source);
        else if (act == 1) gateway.pause(work);
        else if (act == 2) gateway.resume(work);
        else gateway.setGasCeiling(source, uint32(number < HONEST ? CEILING : 500_000 + _next(9_500_000)));
        vm.stopPrank();
        _forgetAll();
    }

    function pass(uint256 seed_) external {
        _begin(seed_);
        _pass(_next(4) == 0 ? _next(8 days) : _next(2 hours));
    }

    /// @inheritdoc Living
    function selectors() public pure override returns (bytes4[] memory all) {
        all = new bytes4[](8);
        (all[0], all[1], all[2], all[3]) =
        (this.round.selector, this.runSome.selector, this.searchSome.selector, this.addWork.selector);
        (all[4], all[5]) = (this.misbehave.selector, this.administer.selector);
        (all[6], all[7]) = (this.pass.selector, this.manyRounds.selector);
    }

    /// @dev Nobody else comes between them.
    function manyRounds(uint256 seed_) external {
        for (uint256 i; i < 12; ++i) {
            round(uint256(keccak256(abi.encode(seed_, i))));
        }
    }

    /* ----------------------------------------------- what must hold ------------------------------------------ */

    /// @dev I78 and I82.
    function assertSources() external view {
        ListedSource[] memory list = gateway.sources();
        for (uint256 i; i < SOURCES; ++i) {
            (bool listed, uint256 source) = _placeOf(i);
            if (!listed) continue;
            if (i < HONEST) assertEq(list[source].misses, 0, "I78: an honest source missed");
            uint256 latest = list[source].misses < 3 ? time : time + 1 weeks;
            assertLe(list[source].quarantinedUntil, latest, "I82: quarantine without end");
        }
    }

    /// @dev I79.
    function assertWork() external view {
        for (uint256 i; i < HONEST; ++i) {
            uint256 last = sources[i].finished() + sources[i].count();
            for (uint256 id = sources[i].finished() + 1; id <= last; ++id) {
                assertEq(told[address(sources[i])][id], sources[i].isDone(id), "I79: done and not told");
            }
        }
    }

    /// @dev I81.
    function assertPositions() external {
        vm.warp(time);
        for (uint256 source; source < gateway.sources().length; ++source) {
            for (uint256 kind; kind < KINDS; ++kind) {
                (uint256 cursor, uint40 movedAt) = gateway.searchPosition(source, kind);
                assertLe(movedAt, time, "I81: moved in the future");
                if (kind >= gateway.kindsOf(source).length) assertEq(cursor, 0, "I81: of no work");
                else if (_isHonest(source)) assertLe(cursor, _lengthOf(source), "I81: beyond the end");
            }
        }
        SearchResult memory next = gateway.nextWork{gas: NETWORK_VIEW_GAS}();
        if (!next.isComplete) _numberAt(next.work.source, next.work.kind);
    }

    /* ------------------------------------------------- internal ---------------------------------------------- */

    function _begin(uint256 seed_) private {
        seed = seed_;
        vm.warp(time);
        vm.recordLogs();
    }

    function _pass(uint256 duration) private {
        time += duration;
    }

    /// @dev I79: what the gateway tells of an honest source has happened, and is told once.
    function _listen() private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != IKeeperGateway.WorkDone.selector) continue;
            address target = gateway.sources()[uint256(logs[i].topics[1])].target;
            uint256[] memory ids = abi.decode(logs[i].data, (uint256[]));
            for (uint256 j; j < ids.length; ++j) {
                if (!_isHonestTarget(target)) continue;
                assertFalse(told[target][ids[j]], "I79: done twice");
                assertTrue(HostileSource(target).isDone(ids[j]), "I79: told and not done");
                told[target][ids[j]] = true;
            }
        }
    }

    function _list(uint256 number) private {
        vm.prank(owner);
        gateway.addSource(sources[number], CEILING);
        _forgetAll();
    }

    function _setMood(uint256 number, bytes4 selector, HostileSource.Mood mood) private {
        sources[number].setMood(selector, mood);
    }

    function _forget(uint256 i) private {
        for (uint256 work; work < WORKS; ++work) {
            lost[i][work] = 0;
        }
        (waited[i], others[i]) = (0, 0);
    }

    function _forgetAll() private {
        for (uint256 i; i < HONEST; ++i) {
            _forget(i);
        }
    }

    /// @dev Honest sources with due work that is listed and not paused.
    function _waiting() private returns (bool[HONEST] memory waiting) {
        for (uint256 i; i < HONEST; ++i) {
            (bool listed, uint256 source) = _placeOf(i);
            if (!listed || gateway.isPaused(source, 0)) continue;
            while (sources[i].isDone(open[i])) ++open[i];
            waiting[i] = open[i] <= _lengthOf(source);
        }
    }

    /// @dev I81: the place is listed, and has the kind.
    function _numberAt(uint256 source, uint256 kind) private view returns (uint256 number) {
        ListedSource[] memory list = gateway.sources();
        assertLt(source, list.length, "I81: a place beyond the list");
        assertLt(kind, list[source].kindCount, "I81: a kind that the source does not have");
        while (address(sources[number]) != list[source].target) ++number;
    }

    function _placeOf(uint256 number) private view returns (bool listed, uint256 source) {
        ListedSource[] memory list = gateway.sources();
        while (source < list.length && list[source].target != address(sources[number])) ++source;
        listed = source < list.length;
    }

    function _isHonest(uint256 source) private view returns (bool) {
        return _isHonestTarget(gateway.sources()[source].target);
    }

    function _isHonestTarget(address target) private view returns (bool) {
        for (uint256 i; i < HONEST; ++i) {
            if (address(sources[i]) == target) return true;
        }
        return false;
    }

    /// @dev Number of the last item.
    function _lengthOf(uint256 source) private view returns (uint256) {
        HostileSource target = HostileSource(gateway.sources()[source].target);
        return target.finished() + target.count();
    }

    function _next(uint256 bound_) private returns (uint256) {
        seed = uint256(keccak256(abi.encode(seed)));
        return seed % bound_;
    }
}
