// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../src/interfaces/IDistributionModule.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {PaymentToken} from "../mocks/PaymentToken.sol";
import {newDistribution, newLockup} from "../utils/Artifacts.sol";
import {StandardState} from "./StandardState.sol";

/// @notice What keepers send: payment of holders, release of lots, each as part of a batch.
/// forge-config: default.isolate = true
contract ModulesGas is StandardState {
    string private constant GROUP = "modules";

    function test_PayHoldersInBatch() external {
        IDistributionModule distribution = newDistribution(token);
        PaymentToken payment = new PaymentToken("Muster dollar", "MUSD");
        payment.mint(owner, 1_000_000);
        address[] memory holders = _registerMany(100);
        vm.startPrank(owner);
        issuer.attachModule(address(token), address(distribution));
        token.issueBatch(holders, _same(1000, 100), "");
        payment.approve(address(distribution), 1_000_000);
        distribution.declare(payment, 1_000_000, START + 1 days, START + 2 days, START + 30 days);
        distribution.fund(1);
        vm.stopPrank();
        vm.warp(START + 2 days);
        distribution.open(1);

        IDistributionModule.Position[] memory positions = new IDistributionModule.Position[](100);
        for (uint256 i; i < 100; ++i) {
            positions[i] = IDistributionModule.Position(address(0), holders[i]);
        }
        distribution.pay(1, positions);
        vm.snapshotValue(GROUP, "pay a holder in a batch of 100", vm.lastCallGas().gasTotalUsed / 100);
        assertTrue(distribution.isClosable(1));
    }

    function test_ReleaseLotsInBatch() external {
        ILockupModule lockup = newLockup(token);
        address[] memory holders = _registerMany(25);
        ILockupModule.LockedIssue[] memory issues = new ILockupModule.LockedIssue[](25);
        for (uint256 i; i < 25; ++i) {
            ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](1);
            lots[0] = ILockupModule.LotTerms(500, START + 1 days);
            issues[i] = ILockupModule.LockedIssue(holders[i], 1000, 0, lots);
        }
        vm.startPrank(owner);
        issuer.attachModule(address(token), address(lockup));
        lockup.issueLocked(issues);
        vm.stopPrank();
        vm.warp(START + 1 days);

        (uint256[] memory due,) = lockup.due(0, 25);
        lockup.release(due);
        vm.snapshotValue(GROUP, "release a lot in a batch of 25", vm.lastCallGas().gasTotalUsed / 25);
    }
}
