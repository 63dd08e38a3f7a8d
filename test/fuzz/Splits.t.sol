// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId} from "../../src/types/Identity.sol";
import {PERMISSION_ENCUMBER} from "../../src/types/Modules.sol";
import {DEFAULT_PARTITION, Partition} from "../../src/types/Partition.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {ModuleMock} from "../mocks/ModuleMock.sol";
import {BothWays} from "../utils/BothWays.sol";
import {SplitBase} from "../utils/SplitBase.sol";
import {SplitModel} from "./reference/SplitModel.sol";

/// @notice Splits, exact ones and such that leave fractions, among moves, encumbrances and record dates, in any order,
/// against a model that visits every position at each split.
contract SplitsFuzz is SplitBase, BothWays {
    uint256 private constant ACTS = 40;
    uint256 private constant HOLDERS = 6;
    uint256 private constant TREASURY = 5;
    uint256 private constant CUSTODY = 2;
    uint256 private constant MAX_SPLITS = 6;

    /// @dev What was held in each place at a record date, and the sums.
    struct Day {
        uint40 date;
        uint256[3][6] balances;
        uint256 supply;
        uint256 ofStaff;
        uint256 inCustody;
    }

    SplitModel private model;
    ModuleMock private module;
    address private custodian;
    address[6] private holders;
    InvestorId[5] private ids;
    Day[] private days_;
    uint256 private seed;

    function setUp() public override {
        super.setUp();
        model = new SplitModel();
        module = _module(0, PERMISSION_ENCUMBER);
        custodian = _custodian();
        _setPartition(STAFF, 0);
        _redeem(ada, 100);
        for (uint256 i; i < TREASURY; ++i) {
            string memory name = string.concat("holder ", vm.toString(i));
            (ids[i], holders[i]) = (_id(name), _investor(name, CH, 1));
        }
        holders[TREASURY] = address(issuer);
        for (uint256 i; i < HOLDERS; ++i) {
            _give(i, 0, 101 + 13 * i);
        }
    }

    function testFuzz_WhateverHappensTheTokenSaysWhatTheModelSays(uint256 seed_) external {
        seed = seed_;
        for (uint256 i; i < ACTS; ++i) {
            _act(_next(16));
            _assertAgreement();
        }
        _assertDays();
        _bringAll();
        _assertAgreement();
        _assertStatus(false, 0);
        _assertDays();
    }

    /* --------------------------------------------------- acts ------------------------------------------------ */

    function _act(uint256 kind) private {
        if (kind == 0 || kind == 1) return _splitSome();
        if (kind == 2) return _bringSome();
        if (kind == 3) return _encumberSome();
        if (kind == 4) return _releaseSome();
        if (kind == 5) return _passDate();
        (bool pending,) = token.splitStatus();
        if (pending && kind == 6) {
            _reopen();
        } else if (pending) {
            _assertRefused(Restriction.SplitPending, holders[_next(5)], ben, 1);
        } else if (kind < 10) {
            _move(kind);
        } else if (kind == 10) {
            _give(_next(HOLDERS), _next(2), 1 + _next(50));
        } else if (kind == 11) {
            _moveCustody();
        } else if (kind == 12) {
            _change();
        } else if (kind == 13) {
            _redeemSome();
        } else {
            _move(kind);
        }
    }

    function _splitSome() private {
        (, uint256 rest) = token.splitStatus();
        if (rest != 0 || model.epoch() == MAX_SPLITS || token.totalSupply() > 1e12) return;
        uint32[2][8] memory ratios = [
            [uint32(2), 1],
            [uint32(3), 1],
            [uint32(1), 2],
            [uint32(1), 3],
            [uint32(2), 3],
            [uint32(3), 2],
            [uint32(7), 5],
            [uint32(1), 40]
        ];
        uint32[2] memory ratio = ratios[_next(8)];
        _split(ratio[0], ratio[1]);
        model.split(ratio[0], ratio[1]);
    }

    function _bringSome() private {
        uint256 chosen = _next(HOLDERS + 1);
        if (chosen == HOLDERS) return _bring(address(0), custodian);
        bool inCustody = _next(2) == 0;
        _bring(inCustody ? custodian : address(0), holders[chosen]);
        model.touch(chosen, inCustody);
    }

    function _bringAll() private {
        for (uint256 i; i < HOLDERS; ++i) {
            _bring(address(0), holders[i]);
            _bring(custodian, holders[i]);
            model.touch(i, true);
            model.touch(i, false);
        }
    }

    function _encumberSome() private {
        uint256 chosen = _next(TREASURY);
        uint256 amount = _next(model.free(chosen) + 1);
        vm.prank(address(module));
        token.encumber(holders[chosen], amount);
        model.encumber(chosen, amount);
    }

    function _releaseSome() private {
        uint256 chosen = _next(TREASURY);
        uint256 epoch = _next(model.epoch() + 1);
        uint256 amount = _next(60);
        vm.prank(address(module));
        uint256 released = token.releaseOfEpoch(_keys(address(0), holders[chosen])[0], amount, uint8(epoch));
        assertEq(released, model.release(chosen, amount, epoch), "released");
    }

    /// @dev By the holder in either partition, into custody, by force, or from the treasury.
    function _move(uint256 kind) private {
        (uint256 from, uint256 to) = (_next(TREASURY), _next(HOLDERS));
        uint256 place = kind == 7 ? 1 : 0;
        uint256 most = place == 1 ? model.balances(from, 1) : model.free(from);
        uint256 amount = _next(3) == 0 ? most : _next(most + 1);
        if (amount == 0 || (kind == 9 && from == to)) return;
        if (kind == 7) {
            vm.prank(holders[from]);
            token.transferByPartition(STAFF, holders[to], amount, "");
        } else if (kind == 8) {
            _deposit(holders[from], custodian, amount);
        } else if (kind == 9) {
            _force(holders[from], holders[to], amount);
        } else {
            _compareWays(token, holders[from], abi.encodeCall(token.transfer, (holders[to], amount)));
            vm.prank(holders[from]);
            token.transfer(holders[to], amount);
        }
        model.take(from, place, amount);
        if (kind == 8) model.add(from, CUSTODY, amount);
        else model.add(to, place, amount);
    }

    function _moveCustody() private {
        (uint256 from, uint256 to) = (_next(TREASURY), _next(TREASURY));
        uint256 amount = _next(model.balances(from, CUSTODY) + 1);
        if (amount == 0) return;
        bool withdraw = _next(2) == 0;
        vm.startPrank(custodian);
        if (withdraw) token.custodyWithdraw(holders[from], holders[to], amount);
        else token.custodyTransfer(holders[from], holders[to], amount);
        vm.stopPrank();
        model.take(from, CUSTODY, amount);
        model.add(to, withdraw ? 0 : CUSTODY, amount);
    }

    function _change() private {
        uint256 chosen = _next(TREASURY);
        bool back = _next(2) == 0;
        uint256 amount = _next((back ? model.balances(chosen, 1) : model.free(chosen)) + 1);
        if (amount == 0) return;
        (Partition from, Partition to) = back ? (STAFF, DEFAULT_PARTITION) : (DEFAULT_PARTITION, STAFF);
        vm.prank(owner);
        token.changePartition(holders[chosen], from, to, amount, "");
        model.take(chosen, back ? 1 : 0, amount);
        model.add(chosen, back ? 0 : 1, amount);
    }

    function _redeemSome() private {
        uint256 chosen = _next(HOLDERS);
        uint256 amount = _next(chosen == TREASURY ? model.balances(chosen, 0) + 1 : model.free(chosen) + 1);
        if (amount == 0) return;
        _redeem(holders[chosen], amount);
        model.take(chosen, 0, amount);
    }

    function _give(uint256 holder, uint256 place, uint256 amount) private {
        if (place == 0) _issue(holders[holder], amount);
        else _issueIn(STAFF, holders[holder], amount);
        model.add(holder, place, amount);
    }

    function _passDate() private {
        uint40 date = _now() + 1;
        _schedule(date);
        vm.warp(date + 1);
        Day storage day = days_.push();
        day.date = date;
        for (uint256 i; i < HOLDERS; ++i) {
            for (uint256 place; place < 3; ++place) {
                day.balances[i][place] = model.balances(i, place);
            }
        }
        (day.supply, day.ofStaff, day.inCustody) = (model.supply(), model.total(1), model.total(CUSTODY));
    }

    function _next(uint256 bound) private returns (uint256) {
        seed = uint256(keccak256(abi.encode(seed)));
        return seed % bound;
    }

    /* ------------------------------------------------- assertions -------------------------------------------- */

    function _assertAgreement() private view {
        for (uint256 i; i < HOLDERS; ++i) {
            address holder = holders[i];
            assertEq(token.balanceOf(holder), model.balances(i, 0) + model.balances(i, 1), "balance");
            assertEq(token.balanceOfByPartition(STAFF, holder), model.balances(i, 1), "other partition");
            assertEq(token.balanceOfByPartition(DEFAULT_PARTITION, holder), model.balances(i, 0), "default partition");
            assertEq(token.custodyBalanceOf(custodian, holder), model.balances(i, CUSTODY), "custody");
            assertEq(token.encumbranceOf(holder, address(module)), model.encumbered(i), "encumbered");
            assertEq(_freeOf(holder), model.free(i), "free");
            if (i == TREASURY) continue;
            (uint32 positions,,,) = issuer.investorState(_key(ids[i]));
            assertEq(positions, model.positions(i), "positions");
        }
        assertEq(token.totalSupply(), model.supply(), "supply");
        assertEq(token.totalSupplyByPartition(STAFF), model.total(1), "supply of the other partition");
        assertEq(token.balanceOf(custodian), model.total(CUSTODY), "the custodian's total");
        (, uint256 rest) = token.splitStatus();
        assertEq(rest, model.rest(), "rest");
    }

    function _assertDays() private view {
        for (uint256 i; i < days_.length; ++i) {
            Day storage day = days_[i];
            for (uint256 j; j < HOLDERS; ++j) {
                uint256[3] storage held = day.balances[j];
                assertEq(token.balanceOfAt(holders[j], day.date), held[0] + held[1], "balance at a date");
                assertEq(token.balanceOfByPartitionAt(STAFF, holders[j], day.date), held[1], "partition at a date");
                assertEq(token.custodyBalanceOfAt(custodian, holders[j], day.date), held[2], "custody at a date");
            }
            assertEq(token.totalSupplyAt(day.date), day.supply, "supply at a date");
            assertEq(token.totalSupplyByPartitionAt(STAFF, day.date), day.ofStaff, "partition's supply at a date");
            assertEq(token.balanceOfAt(custodian, day.date), day.inCustody, "the custodian's total at a date");
        }
    }
}
