// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../src/interfaces/IDistributionModule.sol";
import {PositionKey, defaultPosition} from "../../src/types/PositionKey.sol";
import {PaymentToken} from "../mocks/PaymentToken.sol";
import {ModuleBase} from "../utils/ModuleBase.sol";

/// @notice Conservation: whoever holds what, and in whatever order and batches they are paid or claim, each gets exactly
/// its rounded-down part, and what was funded is what was paid and what is reclaimed.
contract DistributionModuleFuzzTest is ModuleBase {
    uint256 private constant HOLDERS = 6;

    PaymentToken private payment;
    address[] private holders;
    PositionKey[] private positions;

    struct Round {
        uint96[HOLDERS] balances;
        uint96[HOLDERS] deposits;
        uint96 treasury;
        uint128 amount;
        uint256 seed;
    }

    function setUp() public override {
        super.setUp();
        payment = new PaymentToken("Euro", "EUR");
        for (uint256 i; i < HOLDERS; ++i) {
            holders.push(makeAddr(string.concat("holder", vm.toString(i))));
            _register(holders[i]);
        }
    }

    function testFuzz_EachIsPaidItsFloorAndNothingIsLost(Round memory round) external {
        uint256 eligible = _issueAll(round);
        uint256 amount = bound(round.amount, 1, type(uint128).max);
        uint256 id = _open(amount);

        _shuffle(round.seed);
        _payInBatches(id, round.seed);
        distribution.close(id);

        uint256 paid = _assertPaid(eligible, amount);
        _assertRemainder(id, amount, paid);
    }

    function _issueAll(Round memory round) private returns (uint256 eligible) {
        _issue(address(issuer), bound(round.treasury, 1, 1e27));
        for (uint256 i; i < HOLDERS; ++i) {
            uint256 balance = bound(round.balances[i], 1, i % 2 == 0 ? 1e27 : 1e3);
            uint256 deposit = bound(round.deposits[i], 0, balance);
            _issue(holders[i], balance);
            if (deposit != 0) _transfer(holders[i], address(custodian), deposit);
            positions.push(defaultPosition(address(0), holders[i]));
            positions.push(defaultPosition(address(custodian), holders[i]));
            eligible += balance;
        }
        // Entitled to nothing, wherever they stand in a batch.
        positions.push(defaultPosition(address(0), address(issuer)));
        positions.push(defaultPosition(address(0), address(custodian)));
    }

    function _open(uint256 amount) private returns (uint256 id) {
        vm.prank(owner);
        distribution.declare(payment, amount, START + 1, START + 2, START + 3);
        id = distribution.distributionCount();
        payment.mint(address(this), amount);
        payment.approve(address(distribution), amount);
        distribution.fund(id);
        vm.warp(START + 2);
        distribution.open(id);
    }

    function _shuffle(uint256 seed) private {
        for (uint256 i = positions.length - 1; i > 0; --i) {
            uint256 j = uint256(keccak256(abi.encode(seed, i))) % (i + 1);
            PositionKey memory other = positions[j];
            positions[j] = positions[i];
            positions[i] = other;
        }
    }

    /// @dev Batches of one to four; after each, the holder seen last tries to claim and may be too late.
    function _payInBatches(uint256 id, uint256 seed) private {
        for (uint256 next; next < positions.length;) {
            uint256 size = 1 + uint256(keccak256(abi.encode(seed, "size", next))) % 4;
            if (size > positions.length - next) size = positions.length - next;
            PositionKey[] memory batch = new PositionKey[](size);
            for (uint256 i; i < size; ++i) {
                batch[i] = positions[next + i];
            }
            if (seed >> (next % 256) & 1 == 1) _tryClaim(id, batch[size - 1]);
            assertEq(distribution.pay(id, batch), size);
            _tryClaim(id, batch[0]);
            next += size;
        }
    }

    function _tryClaim(uint256 id, PositionKey memory position) private {
        vm.prank(position.account);
        try distribution.claim(id, position.custodian) {} catch {}
    }

    function _assertPaid(uint256 eligible, uint256 amount) private view returns (uint256 paid) {
        for (uint256 i; i < HOLDERS; ++i) {
            uint256 expected = amount * token.balanceOf(holders[i]) / eligible + amount
                * token.custodyBalanceOf(address(custodian), holders[i]) / eligible;
            assertEq(payment.balanceOf(holders[i]), expected, "floor");
            paid += expected;
        }
    }

    function _assertRemainder(uint256 id, uint256 amount, uint256 paid) private {
        assertEq(distribution.getDistribution(id).paid, paid, "paid");
        assertEq(payment.balanceOf(address(distribution.purseOf(id))), amount - paid, "purse");
        assertLt(amount - paid, positions.length, "dust");

        vm.warp(START + 4);
        vm.prank(owner);
        distribution.reclaim(id, stranger);
        assertEq(payment.balanceOf(stranger), amount - paid, "remainder");
        assertEq(payment.balanceOf(address(distribution.purseOf(id))), 0, "empty");
    }
}
