// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../src/interfaces/ITokenEvents.sol";
import {InvestorId, InvestorKey, Rating} from "../../src/types/Identity.sol";
import {PERMISSION_ENCUMBER} from "../../src/types/Modules.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {ModuleMock} from "../mocks/ModuleMock.sol";
import {BothWays} from "../utils/BothWays.sol";
import {ComplianceBase} from "../utils/ComplianceBase.sol";

/// @dev Random acts on a small register: three investors with two accounts each, the treasury, one custodian, a
/// stranger, a module that encumbers. After each act, what the dry run said has come true.
contract LedgerFuzzTest is ComplianceBase, BothWays {
    uint256 private constant ACTS = 24;

    InvestorId[3] private ids;
    address[8] private accounts;
    address private custodian;
    ModuleMock private module;
    uint256 private seed;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 3; ++i) {
            string memory name = string.concat("investor ", vm.toString(i));
            // Counted in one word, and of one freeze bit the first and the last.
            ids[i] = InvestorId.wrap(i == 2 ? 16_404 : uint32(20 + i));
            accounts[2 * i] = makeAddr(name);
            accounts[2 * i + 1] = makeAddr(string.concat(name, ", second account"));
            _register(ids[i], i == 0 ? CH : DE, uint8(i + 1), FAR, _two(accounts[2 * i], accounts[2 * i + 1]));
        }
        custodian = _custodian();
        (accounts[6], accounts[7]) = (address(issuer), stranger);
        module = _module(0, PERMISSION_ENCUMBER);
        _issue(accounts[0], 1000);
        _issue(accounts[2], 500);
        _issue(address(issuer), 500);
    }

    function testFuzz_WhateverIsDoneCountsAndBalancesAreExact(uint256 seed_) external {
        seed = seed_;
        for (uint256 i; i < ACTS; ++i) {
            _act();
            skip(_next(2));
        }
        _assertLedger();
        _assertCountsExact();
        issuer.sync(_allKeys());
        _assertCountsExact();
    }

    function testFuzz_WhateverIsDoneBalancesAtRecordDatesAreThoseOfTheTime(uint256 seed_) external {
        seed = seed_;
        uint256[8][6] memory held;
        uint40[6] memory dates;
        for (uint256 i; i < dates.length; ++i) {
            dates[i] = uint40(vm.getBlockTimestamp() + 1 + _next(3));
            vm.prank(owner);
            token.scheduleRecordDate(dates[i]);
            vm.warp(dates[i]);
            for (uint256 acts = _next(4); acts > 0; --acts) {
                _act();
            }
            held[i] = _balances();
            vm.warp(dates[i] + 1);
            for (uint256 acts = _next(3); acts > 0; --acts) {
                _act();
            }
        }
        for (uint256 i; i < dates.length; ++i) {
            uint256 sum = token.balanceOfAt(custodian, dates[i]);
            for (uint256 j; j < accounts.length; ++j) {
                assertEq(token.balanceOfAt(accounts[j], dates[i]), held[i][j]);
                sum += held[i][j];
            }
            assertEq(token.totalSupplyAt(dates[i]), sum, "supply at the date");
            assertEq(sum, 2000);
        }
    }

    function testFuzz_AForcedMoveLeavesNoMoreEncumberedThanThereIs(
        uint96 first,
        uint96 second,
        uint96 forced,
        bool back
    ) external {
        _issue(ada, 1000);
        ModuleMock another = _encumbered(ada, first % 1001);
        uint256 free = 1000 - token.encumberedBalanceOf(ada);
        uint256 more = second % (free + 1);
        vm.prank(address(module));
        token.encumber(ada, more);
        if (back) _detach(another);

        uint256 encumbered = token.encumberedBalanceOf(ada);
        uint256 amount = forced % 1001;
        vm.prank(owner);
        token.controllerTransfer(ada, ben, amount, "", "");

        uint256 rest = 1000 - amount;
        assertEq(token.encumberedBalanceOf(ada), encumbered < rest ? encumbered : rest, "as much as fits");
        if (back) _attach(another);
        assertLe(token.encumberedBalanceOf(ada), rest);
        if (rest != 0) {
            free = rest - token.encumberedBalanceOf(ada);
            if (free < rest) _assertRefused(Restriction.AmountLocked, ada, ben, free + 1);
            _assertPasses(ada, ben, free);
        }
    }

    function testFuzz_ALimitHoldsForNewcomersAlone(uint8 limit, uint8 present) external {
        uint32 counted = 2 + present % 6;
        uint32 allowed = 1 + limit % 9;
        for (uint32 i = 2; i < counted; ++i) {
            _issue(_investor(vm.toString(i), CH, 1), 1);
        }
        _limitInvestors(0, allowed);
        address newcomer = _investor("newcomer", CH, 1);

        if (counted < allowed) _assertPasses(accounts[0], newcomer, 1);
        else _assertRefused(Restriction.InvestorLimitReached, accounts[0], newcomer, 1);
        _assertPasses(accounts[0], accounts[2], 1);
    }

    /* --------------------------------------------------- acts ------------------------------------------------- */

    function _act() private {
        uint256 kind = _next(18);
        if (kind < 6) {
            _transfer(_anyAccount(), _anyAccount());
        } else if (kind < 8) {
            _transfer(_anyAccount(), custodian);
        } else if (kind < 10) {
            _moveCustody(_anyAccount(), _anyAccount(), _next(2) == 0);
        } else if (kind == 10) {
            _force(_anyAccount(), _anyAccount());
        } else if (kind == 11) {
            _freeze(ids[_next(3)], _next(4) == 0);
        } else if (kind == 12) {
            _limitInvestors(_next(3), uint32(_next(4)));
        } else if (kind == 13) {
            _renew(ids[_next(3)], uint8(1 + _next(3)), uint40(vm.getBlockTimestamp() + 1 + _next(3) * 10));
        } else if (kind == 14) {
            _encumber(_anyAccount());
        } else if (kind == 15) {
            _admit(accounts[_next(6)]);
        } else if (kind == 16) {
            vm.prank(owner);
            issuer.dismiss(_keys(ids[_next(3)]));
        } else {
            issuer.sync(_allKeys());
        }
    }

    /// @dev Anyone may bind an account ahead at any time.
    function _admit(address account) private {
        token.bindAccounts(_one(account));
        vm.prank(owner);
        try issuer.admit(_one(account)) {} catch {}
    }

    function _transfer(address from, address to) private {
        uint256 amount = _anyAmount(token.balanceOf(from));
        uint8 code = token.detectTransferRestriction(from, to, amount);
        _compareWays(token, from, abi.encodeCall(token.transfer, (to, amount)));
        vm.prank(from);
        try token.transfer(to, amount) {
            assertEq(code, 0, "the dry run refused what passed");
        } catch (bytes memory reason) {
            assertEq(reason, _refusal(Restriction(code), from, to, amount), "the dry run said otherwise");
        }
    }

    function _moveCustody(address from, address to, bool withdraw) private {
        uint256 amount = _anyAmount(token.custodyBalanceOf(custodian, from));
        Restriction code = token.detectCustodyRestriction(custodian, from, to, amount, withdraw);
        bytes memory data = withdraw
            ? abi.encodeCall(token.custodyWithdraw, (from, to, amount))
            : abi.encodeCall(token.custodyTransfer, (from, to, amount));
        vm.prank(custodian);
        (bool success, bytes memory reason) = address(token).call(data);
        assertEq(success, code == Restriction.None, "the dry run said otherwise");
        if (!success) assertEq(reason, _refusal(code, from, to, amount));
    }

    function _force(address from, address to) private {
        if (from == to) return;
        uint256 amount = _anyAmount(token.balanceOf(from));
        vm.prank(owner);
        try token.controllerTransfer(from, to, amount, "", "") {}
        catch (bytes memory reason) {
            assertEq(bytes4(reason), ITokenEvents.SecurityToken_TransferRefused.selector, "a refusal, no panic");
        }
    }

    function _encumber(address account) private {
        uint256 free = token.balanceOf(account) - token.encumberedBalanceOf(account);
        vm.startPrank(address(module));
        if (_next(2) == 0) token.encumber(account, _next(free + 1));
        else token.release(account, _next(1000));
        vm.stopPrank();
    }

    function _anyAccount() private returns (address) {
        return accounts[_next(accounts.length)];
    }

    /// @dev Often all, sometimes nothing, rarely too much.
    function _anyAmount(uint256 balance) private returns (uint256) {
        uint256 kind = _next(8);
        if (kind < 3) return balance;
        return kind == 3 ? balance + 1 : _next(balance + 1);
    }

    function _next(uint256 bound) private returns (uint256) {
        seed = uint256(keccak256(abi.encode(seed)));
        return seed % bound;
    }

    function _allKeys() private view returns (InvestorKey[] memory all) {
        all = new InvestorKey[](3);
        (all[0], all[1], all[2]) = (_key(ids[0]), _key(ids[1]), _key(ids[2]));
    }

    /* ------------------------------------------------- assertions --------------------------------------------- */

    function _balances() private view returns (uint256[8] memory balances) {
        for (uint256 i; i < accounts.length; ++i) {
            balances[i] = token.balanceOf(accounts[i]);
        }
    }

    function _assertLedger() private view {
        uint256 sum;
        uint256 inCustody;
        for (uint256 i; i < accounts.length; ++i) {
            sum += token.balanceOf(accounts[i]);
            inCustody += token.custodyBalanceOf(custodian, accounts[i]);
            assertLe(token.encumberedBalanceOf(accounts[i]), token.balanceOf(accounts[i]));
        }
        assertEq(inCustody, token.balanceOf(custodian), "custody");
        assertEq(sum + inCustody, token.totalSupply(), "supply");
        assertEq(token.balanceOf(stranger) + token.custodyBalanceOf(custodian, address(issuer)), 0);
    }

    /// @dev Counts all anew from the balances, and classes from the counts' own records.
    function _assertCountsExact() private view {
        uint32[8] memory expected;
        for (uint256 i; i < 3; ++i) {
            uint32 held = _positionsOf(accounts[2 * i]) + _positionsOf(accounts[2 * i + 1]);
            (uint32 positions,, Rating rating,) = issuer.investorState(_key(ids[i]));
            assertEq(positions, held, "positions");
            if (held == 0 && !issuer.isAdmitted(_key(ids[i]))) continue;
            ++expected[0];
            if (Rating.unwrap(rating) != 0) ++expected[Rating.unwrap(rating)];
        }
        (uint32[8] memory counts,) = issuer.investorCounts();
        assertEq(abi.encode(counts), abi.encode(expected), "counts");
    }

    function _positionsOf(address account) private view returns (uint32 held) {
        if (token.balanceOf(account) != 0) ++held;
        if (token.custodyBalanceOf(custodian, account) != 0) ++held;
    }
}
