// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PERMISSION_ENCUMBER} from "../../src/types/Modules.sol";
import {DEFAULT_PARTITION, Partition} from "../../src/types/Partition.sol";
import {ModuleMock} from "../mocks/ModuleMock.sol";
import {RecoveryBase} from "../utils/RecoveryBase.sol";

/// @notice Recovery of accounts with whatever they hold, and of their successors in turn.
contract RecoveryFuzz is RecoveryBase {
    address[3] private accounts;
    address[2] private custodians;
    ModuleMock[3] private modules;
    Partition[3] private parts;
    uint256 private seed;

    function setUp() public override {
        super.setUp();
        accounts = [ada, adaToo, adaThird];
        custodians = [_custodian(), _custodian()];
        parts = [DEFAULT_PARTITION, FOUNDERS, STAFF];
        _setPartition(FOUNDERS, 0);
        _setPartition(STAFF, 0);
        for (uint256 i; i < modules.length; ++i) {
            modules[i] = _module(0, PERMISSION_ENCUMBER);
        }
        _issue(ben, 1000);
    }

    function testFuzz_RecoveryLosesNothingAndFreesNothing(uint256 seed_) external {
        seed = seed_;
        for (uint256 i; i < accounts.length; ++i) {
            _furnish(accounts[i]);
        }
        bool detached = _next(2) == 0;
        if (detached) _detach(modules[1]);
        _assertCounts();

        _recoverOne(0, 1);
        if (_next(2) == 0) _recoverOne(1, 2);
        _assertCounts();

        if (detached) _attach(modules[1]);
        _releaseAll();
        for (uint256 i; i < modules.length; ++i) {
            assertEq(token.encumbranceOf(token.currentAccountOf(ada), address(modules[i])), 0, "all released");
        }
    }

    function testFuzz_NoLockInForceEndsEarlierThanTheLaterOfBoth(
        uint40 ofLost,
        uint40 ofSuccessor,
        uint40 ofPartition,
        uint8 kinds
    ) external {
        // Nothing, an opening, an ended lock, one in force, one for ever.
        uint40[5] memory kind = [0, 1, START - 1, 0, type(uint40).max];
        uint40[3] memory locks = [ofLost % 1000, ofSuccessor % 1000, ofPartition % 1000];
        for (uint256 i; i < 3; ++i) {
            uint256 chosen = (kinds >> (2 * i)) % 5;
            locks[i] = chosen == 3 ? START + 1 + locks[i] : kind[chosen];
        }
        _setPartition(DEFAULT_PARTITION, locks[2]);
        _lock(DEFAULT_PARTITION, ada, locks[0]);
        _lock(DEFAULT_PARTITION, adaToo, locks[1]);
        uint40 lost = _inForce(locks[0], locks[2]);
        uint40 successor = _inForce(locks[1], locks[2]);
        _lose(ada, adaToo);
        uint40 after_ = _inForce(token.positionLockOf(DEFAULT_PARTITION, adaToo), locks[2]);
        assertEq(after_, lost > successor ? lost : successor);
        assertEq(token.detectTransferRestriction(adaToo, ben, 1) == 0, after_ == 0);
    }

    /* --------------------------------------------------- acts ------------------------------------------------ */

    /// @dev Some of everything: shares, partitions, custody, encumbrances, a frozen amount, forced moves.
    function _furnish(address account) private {
        for (uint256 i; i < parts.length; ++i) {
            if (_next(3) != 0) _issueIn(parts[i], account, 1 + _next(100));
        }
        for (uint256 i; i < custodians.length; ++i) {
            uint256 free = _freeOf(account);
            if (free != 0 && _next(2) == 0) _deposit(account, custodians[i], 1 + _next(free));
        }
        for (uint256 i; i < modules.length; ++i) {
            uint256 amount = _next(_freeOf(account) + 1);
            vm.prank(address(modules[i]));
            token.encumber(account, amount);
        }
        if (_next(2) == 0) _freezeAmount(account, _next(_freeOf(account) + 1));
        if (_next(2) == 0) _force(account, ben, _next(token.balanceOfByPartition(DEFAULT_PARTITION, account) + 1));
    }

    function _recoverOne(uint256 from, uint256 to) private {
        (address lost, address successor) = (accounts[from], accounts[to]);
        uint256[3] memory held;
        for (uint256 i; i < parts.length; ++i) {
            held[i] = token.balanceOfByPartition(parts[i], lost) + token.balanceOfByPartition(parts[i], successor);
        }
        uint256[2] memory kept;
        for (uint256 i; i < custodians.length; ++i) {
            kept[i] = token.custodyBalanceOf(custodians[i], lost) + token.custodyBalanceOf(custodians[i], successor);
        }
        uint256 free = _freeOf(lost) + _freeOf(successor);
        uint256 frozen = token.getFrozenTokens(lost) + token.getFrozenTokens(successor);
        uint256 supply = token.totalSupply();
        bool holds = token.balanceOf(lost) != 0;

        _lose(lost, successor);
        token.recoverCustody(lost, _two(custodians[0], custodians[1]));

        for (uint256 i; i < parts.length; ++i) {
            assertEq(token.balanceOfByPartition(parts[i], lost), 0, "left behind");
            assertEq(token.balanceOfByPartition(parts[i], successor), held[i], "in the partition");
        }
        for (uint256 i; i < custodians.length; ++i) {
            assertEq(token.custodyBalanceOf(custodians[i], lost), 0, "left in custody");
            assertEq(token.custodyBalanceOf(custodians[i], successor), kept[i], "in custody");
        }
        assertEq(token.balanceOf(lost), 0);
        assertEq(token.encumberedBalanceOf(lost), 0);
        // What is encumbered and frozen of either may overlap; of both together it overlaps less.
        assertLe(_freeOf(successor), free, "free");
        free = _freeOf(successor);
        assertEq(token.getFrozenTokens(successor), frozen, "frozen");
        assertEq(token.totalSupply(), supply, "supply");
        if (holds) assertGt(token.balanceOf(successor), 0);
        if (free != 0) _assertPassesBack(successor, free);
    }

    /// @dev All that is free can be sent, and nothing more.
    function _assertPassesBack(address successor, uint256 free) private {
        uint256 state = vm.snapshotState();
        _assertPasses(successor, ben, free);
        assertNotEq(token.detectTransferRestriction(successor, ben, 1), 0, "more than free");
        vm.revertToState(state);
    }

    /// @dev Each module releases more than all that it ever encumbered of each account.
    function _releaseAll() private {
        for (uint256 i; i < modules.length; ++i) {
            vm.startPrank(address(modules[i]));
            for (uint256 j; j < 2 * accounts.length; ++j) {
                token.release(accounts[j % accounts.length], 10_000);
            }
            vm.stopPrank();
        }
    }

    function _inForce(uint40 own, uint40 ofPartition) private view returns (uint40) {
        uint40 lock = own == 1 ? 0 : own < ofPartition ? ofPartition : own;
        return lock > vm.getBlockTimestamp() ? lock : 0;
    }

    function _next(uint256 bound) private returns (uint256) {
        seed = uint256(keccak256(abi.encode(seed)));
        return seed % bound;
    }

    /// @dev Positions counted anew from the balances.
    function _assertCounts() private view {
        uint32 held;
        for (uint256 i; i < accounts.length; ++i) {
            if (token.balanceOf(accounts[i]) != 0) ++held;
            for (uint256 j; j < custodians.length; ++j) {
                if (token.custodyBalanceOf(custodians[j], accounts[i]) != 0) ++held;
            }
        }
        _assertPositions(adaId, held);
        _assertInvestors(held == 0 ? 1 : 2);
    }
}
