// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../src/interfaces/IDistributionModule.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {PositionKey, defaultPosition} from "../../src/types/PositionKey.sol";
import {PaymentToken} from "../mocks/PaymentToken.sol";
import {newDistribution, newLockup} from "../utils/Artifacts.sol";
import {StandardState} from "./StandardState.sol";

/// @notice What keepers send: payment of holders, release of lots, each as part of a batch.
/// forge-config: default.isolate = true
contract ModulesGas is StandardState {
    string private constant GROUP = "modules";
    uint256 private constant HOLDERS = 100;
    uint256 private constant AMOUNT = 1_000_000;

    IDistributionModule private distribution;
    PaymentToken private payment;
    address[] private holders;

    /// @dev A holder's mark, and what it holds of the payment token, are fresh slots the first time only.
    function test_PayHoldersInBatch() external {
        _holdersOf(AMOUNT);

        _payAll(1, "pay a holder in a batch of 100, first dividend ever, nothing held of the payment token");
        _payAll(2, "pay a holder in a batch of 100");
    }

    function test_PayHoldersInBatch_FirstDividend() external {
        _holdersOf(AMOUNT);
        for (uint256 i; i < HOLDERS; ++i) {
            payment.mint(holders[i], 1);
        }

        _payAll(1, "pay a holder in a batch of 100, first dividend ever");
    }

    function test_PayHoldersInBatch_FreshPaymentToken() external {
        _holdersOf(AMOUNT);
        _payAll(1, "");
        payment = new PaymentToken("Muster pound", "MGBP");

        _payAll(2, "pay a holder in a batch of 100, nothing held of the payment token");
    }

    function test_ReleaseLotsInBatch() external {
        ILockupModule lockup = newLockup(token);
        _lockUp(lockup, 25, 1);

        _releaseAll(lockup, "release a lot in a batch of 25");
    }

    function test_ReleaseLotsInBatch_OfFiveHolders() external {
        ILockupModule lockup = newLockup(token);
        _lockUp(lockup, 5, 5);

        _releaseAll(lockup, "release a lot in a batch of 25, five lots a holder");
    }

    function _holdersOf(uint256 amount) private {
        distribution = newDistribution(token);
        payment = new PaymentToken("Muster dollar", "MUSD");
        holders = _registerMany(HOLDERS);
        vm.startPrank(owner);
        issuer.attachModule(address(token), address(distribution));
        token.issueBatch(holders, _same(amount / HOLDERS, HOLDERS), "");
        vm.stopPrank();
    }

    /// @param name of the snapshot; empty for none
    function _payAll(uint256 id, string memory name) private {
        payment.mint(owner, AMOUNT);
        uint40 now_ = uint40(vm.getBlockTimestamp());
        vm.startPrank(owner);
        payment.approve(address(distribution), AMOUNT);
        distribution.declare(payment, AMOUNT, now_ + 1 days, now_ + 2 days, now_ + 30 days);
        distribution.fund(id);
        if (id == 2) vm.snapshotValue(GROUP, "fund a distribution, its purse made", vm.lastCallGas().gasTotalUsed);
        vm.stopPrank();
        vm.warp(now_ + 2 days);
        distribution.open(id);

        PositionKey[] memory positions = new PositionKey[](HOLDERS);
        for (uint256 i; i < HOLDERS; ++i) {
            positions[i] = defaultPosition(address(0), holders[i]);
        }
        distribution.pay(id, positions);
        if (bytes(name).length != 0) vm.snapshotValue(GROUP, name, vm.lastCallGas().gasTotalUsed / HOLDERS);
        assertTrue(distribution.isClosable(id));
    }

    function _lockUp(ILockupModule lockup, uint256 holderCount, uint256 lotsEach) private {
        address[] memory accounts = _registerMany(holderCount);
        ILockupModule.LockedIssue[] memory issues = new ILockupModule.LockedIssue[](holderCount);
        for (uint256 i; i < holderCount; ++i) {
            ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](lotsEach);
            for (uint256 j; j < lotsEach; ++j) {
                lots[j] = ILockupModule.LotTerms(100, START + 1 days);
            }
            issues[i] = ILockupModule.LockedIssue(accounts[i], 1000, 0, lots);
        }
        vm.startPrank(owner);
        issuer.attachModule(address(token), address(lockup));
        lockup.issueLocked(issues);
        vm.stopPrank();
        vm.warp(START + 1 days);
    }

    function _releaseAll(ILockupModule lockup, string memory name) private {
        (uint256[] memory due,) = lockup.dueWork(0, 0, 25);
        lockup.release(due);
        vm.snapshotValue(GROUP, name, vm.lastCallGas().gasTotalUsed / 25);
        (due,) = lockup.dueWork(0, 0, 25);
        assertEq(due.length, 0);
    }
}
