// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId, InvestorKey} from "../../src/types/Identity.sol";
import {
    KIND_DEPOSIT,
    KIND_PARTITION_CHANGE,
    KIND_TRANSFER,
    KIND_TREASURY_TRANSFER,
    MoveKind
} from "../../src/types/Move.sol";
import {LOCKED_BY_HAND, Partition, UNLOCKED} from "../../src/types/Partition.sol";
import {PositionKey, RecordDateHolding, defaultPosition} from "../../src/types/PositionKey.sol";
import {BothWays} from "./BothWays.sol";
import {moveOf} from "./Moves.sol";
import {PartitionBase} from "./PartitionBase.sol";

/// @notice A small register with four partitions, and a plain model of it: whoever acts, the model foretells whether the
/// token lets it pass, and keeps the books beside it. Seats 0 to 5 are three investors' accounts, 6 is the treasury,
/// 7 a custodian.
abstract contract PartitionModel is PartitionBase, BothWays {
    uint256 internal constant PARTITIONS = 4;
    uint256 internal constant SEATS = 8;
    uint256 internal constant TREASURY = 6;
    uint256 internal constant CUSTODIAN = 7;

    Partition[PARTITIONS] internal keys = [NONE, LOCKED, SEVENTH, Partition.wrap("another")];
    address[SEATS] internal seats;
    InvestorId[3] internal ids;

    uint256[SEATS][PARTITIONS] internal held;
    uint256[SEATS] internal inCustody;
    uint256[SEATS] internal frozen;
    uint256[SEATS] internal frozenTaken;
    uint40[SEATS][PARTITIONS] internal ownLocks;
    uint40[PARTITIONS] internal locks;
    bool[PARTITIONS][PARTITIONS] internal exchanges;
    /// @dev What the spender may move of a seat's, in each partition.
    uint256[SEATS][PARTITIONS] internal allowances;
    address internal spender = makeAddr("spender");

    uint40[] internal dates;
    uint256[SEATS][PARTITIONS][] internal past;

    uint256 internal time = START;
    uint256 private seed;

    function setUp() public virtual override {
        super.setUp();
        for (uint256 i; i < 3; ++i) {
            string memory name = string.concat("investor ", vm.toString(i));
            ids[i] = _id(name);
            (seats[2 * i], seats[2 * i + 1]) = (makeAddr(name), makeAddr(string.concat(name, ", second account")));
            _register(ids[i], i == 0 ? CH : DE, uint8(i + 1), FAR, _two(seats[2 * i], seats[2 * i + 1]));
        }
        (seats[TREASURY], seats[CUSTODIAN]) = (address(issuer), _custodian());
        for (uint256 i = 1; i < PARTITIONS; ++i) {
            _name(keys[i]);
        }
        for (uint256 i; i < SEATS; ++i) {
            _authorize(seats[i]);
        }
        for (uint256 i; i < PARTITIONS; ++i) {
            _issueIn(keys[i], seats[i], 100 * (i + 1));
            held[i][i] = 100 * (i + 1);
        }
    }

    /* --------------------------------------------------- acts ------------------------------------------------ */

    function _begin(uint256 seed_) internal {
        seed = seed_;
        vm.warp(time);
    }

    function _act(uint256 kind) internal {
        if (kind == 0) _issueSome();
        else if (kind < 4) _transferSome();
        else if (kind < 8) _transferSomeInPartition();
        else if (kind < 10) _changeSome();
        else if (kind == 10) _redeemSome();
        else if (kind == 11) _forceSome();
        else if (kind == 12) _moveSomeCustody();
        else if (kind == 13) _lockSome();
        else if (kind == 14) _lockSomePosition();
        else if (kind == 15) _freezeSome();
        else if (kind == 16) _approveSome();
        else if (kind == 17) _spendSome();
        else if (kind < 20) _transferSomeBetween();
        else _pass(_next(3));
    }

    function _issueSome() internal {
        (uint256 p, uint256 to, uint256 amount) = (_next(PARTITIONS), _next(7), _next(50));
        bytes memory data = abi.encodeCall(token.issueByPartition, (keys[p], seats[to], amount, ""));
        if (p == 0 && _next(2) == 0) data = abi.encodeCall(token.issue, (seats[to], amount, ""));
        _do(owner, data, true);
        held[p][to] += amount;
    }

    /// @dev By ERC-20.
    function _transferSome() internal {
        (uint256 from, uint256 to) = (_next(6), _next(SEATS));
        uint256 amount = _amount(token.balanceOf(seats[from]));
        bool passes = _mayLeave(0, from, amount);
        _do(seats[from], abi.encodeCall(token.transfer, (seats[to], amount)), passes);
        if (passes) _move(0, from, to, amount);
    }

    function _transferSomeInPartition() internal {
        (uint256 p, uint256 from, uint256 to) = (_next(PARTITIONS), _next(7), _next(SEATS));
        if (from == TREASURY && to == CUSTODIAN) return;
        uint256 amount = _amount(held[p][from]);
        bool passes = _mayLeave(p, from, amount) && (to != CUSTODIAN || p == 0 || amount == 0);
        vm.prank(operator);
        (bytes1 code,,) = token.canTransferByPartition(seats[from], seats[to], keys[p], amount, "");
        assertEq(code == 0, passes, "dry run");
        if (from == TREASURY || _next(2) == 0) {
            _do(
                operator,
                abi.encodeCall(token.operatorTransferByPartition, (keys[p], seats[from], seats[to], amount, "", "")),
                passes
            );
        } else {
            _do(seats[from], abi.encodeCall(token.transferByPartition, (keys[p], seats[to], amount, "")), passes);
        }
        if (passes) _move(p, from, to, amount);
    }

    function _approveSome() internal {
        (uint256 p, uint256 seat, uint256 amount) = (_next(PARTITIONS), _next(6), _next(150));
        if (_next(8) == 0) amount = type(uint256).max;
        bytes memory data = abi.encodeCall(token.approveByPartition, (keys[p], spender, amount));
        if (p == 0 && _next(2) == 0) data = abi.encodeCall(token.approve, (spender, amount));
        _do(seats[seat], data, true);
        allowances[p][seat] = amount;
    }

    /// @dev By ERC-1410's function, or of the default partition by ERC-20's, too.
    function _spendSome() internal {
        (uint256 p, uint256 from, uint256 to) = (_next(PARTITIONS), _next(6), _next(SEATS));
        uint256 amount = _amount(held[p][from]);
        bool passes = _mayLeave(p, from, amount) && (to != CUSTODIAN || p == 0 || amount == 0);
        if (p == 0 && _next(2) == 0) {
            passes = passes && allowances[0][from] >= amount;
            _do(spender, abi.encodeCall(token.transferFrom, (seats[from], seats[to], amount)), passes);
        } else {
            passes = passes && _maySpend(p, from, amount);
            vm.prank(spender);
            (bytes1 code,,) = token.canTransferByPartition(seats[from], seats[to], keys[p], amount, "");
            assertEq(code == 0, passes, "dry run");
            bytes memory data =
                abi.encodeCall(token.operatorTransferByPartition, (keys[p], seats[from], seats[to], amount, "", ""));
            _do(spender, data, passes);
        }
        if (!passes) return;
        _spend(p, from, amount);
        _move(p, from, to, amount);
    }

    /// @dev By the holder, its operator, or the spender.
    function _transferSomeBetween() internal {
        (uint256 p, uint256 q, uint256 from, uint256 to) =
            (_next(PARTITIONS), _next(PARTITIONS), _next(SEATS), _next(SEATS));
        uint256 amount = _amount(held[p][from]);
        if (_next(2) == 0) _toggle(p, q);
        bool passes = p != q && exchanges[p][q] && from < TREASURY && to != CUSTODIAN && _mayLeave(p, from, amount);
        address caller = _next(3) == 0 ? seats[from] : _next(2) == 0 ? operator : spender;
        if (caller != seats[from]) passes = passes && to != from;
        if (caller == spender) passes = passes && _maySpend(p, from, amount);
        if (p != q) assertEq(_explained(caller, p, q, from, to, amount), passes, "dry run");
        bytes memory data = abi.encodeCall(token.transferBetweenPartitions, (keys[p], keys[q], seats[to], amount, ""));
        if (caller != seats[from]) {
            data = abi.encodeCall(
                token.operatorTransferBetweenPartitions, (keys[p], keys[q], seats[from], seats[to], amount, "", "")
            );
        }
        _do(caller, data, passes);
        if (!passes) return;
        if (caller == spender) _spend(p, from, amount);
        held[p][from] -= amount;
        held[q][to] += amount;
    }

    /// @dev Whether the dry run says that the move would pass.
    function _explained(address caller, uint256 p, uint256 q, uint256 from, uint256 to, uint256 amount)
        private
        view
        returns (bool)
    {
        MoveKind kind = from == to ? KIND_PARTITION_CHANGE : from == TREASURY ? KIND_TREASURY_TRANSFER : KIND_TRANSFER;
        PositionKey memory left = PositionKey(address(0), keys[p], seats[from]);
        PositionKey memory entered = PositionKey(address(0), keys[q], seats[to]);
        if (to == CUSTODIAN) {
            (kind, entered.custodian, entered.account) = (KIND_DEPOSIT, seats[CUSTODIAN], seats[from]);
        }
        (uint8 code,,) = token.explainTransfer(moveOf(kind, caller, left, entered, amount));
        return code == 0;
    }

    function _toggle(uint256 from, uint256 to) private {
        exchanges[from][to] = !exchanges[from][to];
        vm.prank(owner);
        token.setPartitionExchange(keys[from], keys[to], exchanges[from][to]);
    }

    function _changeSome() internal {
        (uint256 from, uint256 to, uint256 seat) = (_next(PARTITIONS), _next(PARTITIONS), _next(SEATS));
        uint256 amount = _amount(held[from][seat]);
        bool byHolder = seat < TREASURY && _next(2) == 0;
        bool passes = from != to && seat != CUSTODIAN && _mayLeave(from, seat, amount);
        if (byHolder && _next(2) == 0) _toggle(from, to);
        if (byHolder) passes = passes && exchanges[from][to];
        bytes memory data = abi.encodeCall(token.changePartition, (seats[seat], keys[from], keys[to], amount, ""));
        _do(byHolder ? seats[seat] : owner, data, passes);
        if (!passes) return;
        held[from][seat] -= amount;
        held[to][seat] += amount;
    }

    function _redeemSome() internal {
        (uint256 p, uint256 from) = (_next(PARTITIONS), _next(7));
        uint256 amount = _amount(held[p][from]);
        bool passes = _mayLeave(p, from, amount);
        _do(owner, abi.encodeCall(token.operatorRedeemByPartition, (keys[p], seats[from], amount, "")), passes);
        if (passes) held[p][from] -= amount;
    }

    function _forceSome() internal {
        (uint256 p, uint256 from, uint256 to) = (_next(PARTITIONS), _next(7), _next(7));
        uint256 amount = _amount(held[p][from]);
        // Out of the treasury a forced move is a transfer.
        bool may = from == TREASURY ? _mayLeave(p, from, amount) : amount <= held[p][from];
        bool passes = from != to && may;
        bytes memory data =
            abi.encodeCall(token.controllerTransferByPartition, (keys[p], seats[from], seats[to], amount, "", ""));
        _do(owner, data, passes);
        if (!passes) return;
        for (uint256 i; i < amount; ++i) {
            bool takesFrozen = from != TREASURY && _frozenIn(p, from) >= held[p][from];
            if (takesFrozen) (frozen[from], frozenTaken[from]) = (frozen[from] - 1, frozenTaken[from] + 1);
            if (frozenTaken[to] != 0) (frozen[to], frozenTaken[to]) = (frozen[to] + 1, frozenTaken[to] - 1);
            _move(p, from, to, 1);
        }
    }

    /// @dev What is frozen lies on the default partition first, and on another as far as no other holds it.
    function _frozenIn(uint256 p, uint256 seat) private view returns (uint256) {
        uint256 elsewhere = p == 0 ? 0 : _total(seat) - held[p][seat];
        return frozen[seat] > elsewhere ? frozen[seat] - elsewhere : 0;
    }

    function _moveSomeCustody() internal {
        (uint256 from, uint256 to, bool withdraw) = (_next(6), _next(6), _next(2) == 0);
        uint256 amount = _amount(inCustody[from]);
        bool passes = amount == 0 || (amount <= inCustody[from] && time >= locks[0]);
        bytes memory data = withdraw
            ? abi.encodeCall(token.custodyWithdraw, (seats[from], seats[to], amount))
            : abi.encodeCall(token.custodyTransfer, (seats[from], seats[to], amount));
        _do(seats[CUSTODIAN], data, passes);
        if (!passes) return;
        inCustody[from] -= amount;
        if (!withdraw) {
            inCustody[to] += amount;
            return;
        }
        held[0][CUSTODIAN] -= amount;
        held[0][to] += amount;
    }

    function _lockSome() internal {
        uint256 p = _next(PARTITIONS);
        locks[p] = _next(2) == 0 ? 0 : _next(12) == 0 ? LOCKED_BY_HAND : uint40(time + 1 + _next(4));
        vm.prank(owner);
        token.setPartition(keys[p], locks[p], "");
    }

    function _lockSomePosition() internal {
        (uint256 p, uint256 seat) = (_next(PARTITIONS), _next(7));
        uint40 until = uint40(time + _next(5));
        if (seat < TREASURY && _next(2) == 0) {
            uint40 own = ownLocks[p][seat];
            bool longer = until > time && until > own && (own == UNLOCKED || until > locks[p]);
            _do(seats[seat], abi.encodeCall(token.lockPosition, (keys[p], until)), longer);
            if (longer) ownLocks[p][seat] = until;
            return;
        }
        if (_next(2) == 0) until = uint40(_next(2));
        ownLocks[p][seat] = until;
        _lockPosition(keys[p], seats[seat], until);
    }

    function _freezeSome() internal {
        uint256 seat = _next(6);
        frozen[seat] = _next(3) == 0 ? _next(_total(seat) + 20) : 0;
        frozenTaken[seat] = 0;
        vm.prank(owner);
        token.setFrozenTokens(seats[seat], frozen[seat]);
    }

    function _pass(uint256 duration) internal {
        time += duration;
        vm.warp(time);
    }

    /// @dev Announces the next second and goes to it; `_keep` ends it.
    function _announce() internal {
        uint40 date = uint40(time + 1);
        vm.prank(owner);
        token.scheduleRecordDate(date);
        dates.push(date);
        _pass(1);
    }

    function _keep() internal {
        past.push(held);
        _pass(1);
    }

    /* --------------------------------------------------- model ----------------------------------------------- */

    function _isLocked(uint256 p, uint256 seat) internal view returns (bool) {
        if (ownLocks[p][seat] == UNLOCKED) return false;
        return time < ownLocks[p][seat] || time < locks[p];
    }

    function _mayLeave(uint256 p, uint256 seat, uint256 amount) internal view returns (bool) {
        if (amount == 0) return true;
        uint256 reach = p == 0 ? held[0][seat] : _total(seat);
        return amount <= held[p][seat] && amount + frozen[seat] <= reach && !_isLocked(p, seat);
    }

    /// @dev Who has no allowance at all moves nothing, not even zero.
    function _maySpend(uint256 p, uint256 seat, uint256 amount) private view returns (bool) {
        return allowances[p][seat] != 0 && allowances[p][seat] >= amount;
    }

    function _spend(uint256 p, uint256 seat, uint256 amount) private {
        if (allowances[p][seat] != type(uint256).max) allowances[p][seat] -= amount;
    }

    function _total(uint256 seat) private view returns (uint256 total) {
        for (uint256 p; p < PARTITIONS; ++p) {
            total += held[p][seat];
        }
    }

    function _move(uint256 p, uint256 from, uint256 to, uint256 amount) private {
        held[p][from] -= amount;
        held[p][to] += amount;
        if (to == CUSTODIAN) inCustody[from] += amount;
    }

    /// @dev The call passes if, and only if, the model says so.
    function _do(address caller, bytes memory data, bool passes) private {
        _compareWays(token, caller, data);
        vm.prank(caller);
        (bool success,) = address(token).call(data);
        assertEq(success, passes, "the model foretold otherwise");
    }

    /// @dev Often all, sometimes nothing or too much.
    function _amount(uint256 balance) private returns (uint256) {
        uint256 kind = _next(8);
        if (kind < 2) return balance;
        return kind == 2 ? balance + 1 + _next(50) : _next(balance + 1);
    }

    function _next(uint256 bound_) internal returns (uint256) {
        seed = uint256(keccak256(abi.encode(seed)));
        return seed % bound_;
    }

    /* ------------------------------------------------- assertions -------------------------------------------- */

    /// @dev Each position is what the model says, and `balanceOf` is their sum.
    function _assertPositionsAreTheModels() internal view {
        for (uint256 i; i < SEATS; ++i) {
            uint256 sum;
            for (uint256 p; p < PARTITIONS; ++p) {
                assertEq(token.balanceOfByPartition(keys[p], seats[i]), held[p][i], "position");
                uint256 allowed = token.allowanceByPartition(keys[p], seats[i], spender);
                assertEq(allowed, allowances[p][i], "allowance");
                sum += held[p][i];
            }
            assertEq(token.balanceOf(seats[i]), sum, "balance");
        }
    }

    function _assertSuppliesAddUp() internal view {
        uint256 sum;
        for (uint256 p; p < PARTITIONS; ++p) {
            uint256 supply = _sum(held[p]);
            assertEq(token.totalSupplyByPartition(keys[p]), supply, "supply of the partition");
            sum += supply;
        }
        assertEq(token.totalSupply(), sum, "supply");
    }

    function _assertPastIsKept() internal view {
        for (uint256 d; d < dates.length; ++d) {
            uint256 supply;
            for (uint256 p; p < PARTITIONS; ++p) {
                uint256 sum = _sum(past[d][p]);
                assertEq(token.totalSupplyByPartitionAt(keys[p], dates[d]), sum, "supply at the date");
                supply += sum;
            }
            assertEq(token.totalSupplyAt(dates[d]), supply, "total supply at the date");
            for (uint256 i; i < SEATS; ++i) {
                _assertPastOf(i, d);
            }
        }
    }

    function _assertPastOf(uint256 seat, uint256 d) private view {
        uint256 sum;
        for (uint256 p; p < PARTITIONS; ++p) {
            assertEq(token.balanceOfByPartitionAt(keys[p], seats[seat], dates[d]), past[d][p][seat], "at the date");
            sum += past[d][p][seat];
            _assertPositionOf(p, seat, d);
        }
        assertEq(token.balanceOfAt(seats[seat], dates[d]), sum, "balance at the date");
    }

    /// @dev What payments on a partition go by. Treasury and custodian hold for nobody.
    function _assertPositionOf(uint256 p, uint256 seat, uint256 d) private view {
        PositionKey[] memory positions = new PositionKey[](1);
        positions[0] = defaultPosition(address(0), seats[seat]);
        RecordDateHolding memory told = token.positionsByPartitionAt(keys[p], positions, dates[d])[0];
        uint256 balance = seat < TREASURY ? past[d][p][seat] : 0;
        InvestorId investor = balance == 0 ? NOBODY : ids[seat / 2];
        assertEq(told.balance, balance, "position at the date");
        assertEq(InvestorKey.unwrap(told.investor), InvestorKey.unwrap(_key(investor)), "investor at the date");
    }

    /// @dev A custodian keeps the default partition only, and all that it keeps is somebody's.
    function _assertCustody() internal view {
        uint256 sum;
        for (uint256 i; i < TREASURY; ++i) {
            assertEq(token.custodyBalanceOf(seats[CUSTODIAN], seats[i]), inCustody[i], "in custody");
            sum += inCustody[i];
        }
        assertEq(token.balanceOfByPartition(NONE, seats[CUSTODIAN]), sum, "custody");
        assertEq(token.balanceOf(seats[CUSTODIAN]), sum, "custody in other partitions");
    }

    /// @dev What is tied lies in the default partition and is no more than stands there.
    function _assertTies() internal view {
        for (uint256 i; i < SEATS; ++i) {
            uint256 tied = frozen[i] < held[0][i] ? frozen[i] : held[0][i];
            assertEq(token.encumberedBalanceOf(seats[i]), tied, "tied");
        }
    }

    /// @dev An investor counts once for each account that holds anything in any partition, and each position in custody.
    function _assertCounts() internal view {
        uint32 investors;
        for (uint256 i; i < 3; ++i) {
            uint32 expected;
            for (uint256 j = 2 * i; j < 2 * i + 2; ++j) {
                if (token.balanceOf(seats[j]) != 0) ++expected;
                if (inCustody[j] != 0) ++expected;
            }
            _assertPositions(ids[i], expected);
            if (expected != 0) ++investors;
        }
        _assertInvestors(investors);
    }

    function _sum(uint256[SEATS] memory column) private pure returns (uint256 sum) {
        for (uint256 i; i < SEATS; ++i) {
            sum += column[i];
        }
    }
}
