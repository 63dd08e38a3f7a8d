// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PartitionHandler} from "./handlers/PartitionHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice What holds of partitions and locks whatever is done. Besides, the handler asserts at each act that the token
/// lets pass what a plain model lets pass, and nothing else.
contract PartitionInvariants is Test {
    PartitionHandler private handler;

    function setUp() external {
        handler = new PartitionHandler();
        bytes4[] memory acts = new bytes4[](12);
        acts[0] = handler.issue.selector;
        acts[1] = handler.force.selector;
        acts[2] = handler.freeze.selector;
        acts[3] = handler.lock.selector;
        acts[4] = handler.transfer.selector;
        acts[5] = handler.transferInPartition.selector;
        acts[6] = handler.change.selector;
        acts[7] = handler.redeem.selector;
        acts[8] = handler.moveCustody.selector;
        acts[9] = handler.pass.selector;
        acts[10] = handler.spend.selector;
        acts[11] = handler.transferBetween.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), acts));
    }

    function invariant_ABalanceIsTheSumOfItsPartitions() external {
        handler.assertPositions();
    }

    function invariant_SuppliesAddUp() external {
        handler.assertSupplies();
    }

    function invariant_ThePastStaysAsItWas() external {
        handler.assertPast();
    }

    function invariant_CustodiansKeepTheDefaultPartitionOnly() external {
        handler.assertCustody();
    }

    function invariant_WhatIsTiedLiesInTheDefaultPartition() external {
        handler.assertTies();
    }

    function invariant_InvestorsCountByTheirWholeBalances() external {
        handler.assertCounts();
    }

    function invariant_NothingLeavesALockedPositionButByForceAndERC20LeavesOthersAlone() external {
        handler.assertNothingEscaped();
    }
}
