// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../../src/types/Partition.sol";
import {StandardState} from "./StandardState.sol";

/// @notice What partitions and locks cost: investors 1 to 3 hold 1000 units in the default partition and 500 in another.
/// forge-config: default.isolate = true
contract PartitionsGas is StandardState {
    string private constant GROUP = "partitions";
    Partition private constant PREFERRED = Partition.wrap("preferred");

    function setUp() public override {
        super.setUp();
        _distribute();
        vm.startPrank(owner);
        token.setPartition(PREFERRED, 0, "");
        for (uint256 i = 1; i < 4; ++i) {
            token.issueByPartition(PREFERRED, investors[i], 500, "");
        }
        vm.stopPrank();
    }

    function test_TransferInThePartition() external {
        vm.prank(investors[1]);
        token.transferByPartition(PREFERRED, investors[3], 100, "");
        vm.snapshotGasLastCall(GROUP, "transfer in a partition, to one of its holders of other country");
    }

    function test_ERC20TransferOfAHolderInOthersToo() external {
        _send(investors[1], investors[3], 100);
        vm.snapshotGasLastCall(GROUP, "ERC-20 transfer by one who holds in another partition, too");
    }

    function test_ERC20TransferUnderAnEndedLock() external {
        vm.prank(owner);
        token.setPartition(Partition.wrap(0), START + 1, "");
        vm.warp(START + 1);
        _send(investors[5], investors[6], 100);
        vm.snapshotGasLastCall(GROUP, "ERC-20 transfer where the default partition's lock has ended");
    }

    /// @dev Who locks the default partition once does not pay for it for ever.
    function test_ERC20TransferAfterALockWasTakenAway() external {
        uint256 state = vm.snapshotState();
        _send(investors[5], investors[6], 100);
        uint256 before = vm.lastCallGas().gasTotalUsed;
        vm.revertToState(state);
        vm.startPrank(owner);
        token.setPartition(Partition.wrap(0), START + 1, "");
        token.setPartition(Partition.wrap(0), 0, "");
        vm.stopPrank();
        _send(investors[5], investors[6], 100);
        assertEq(vm.lastCallGas().gasTotalUsed, before);
    }

    /// @dev Who holds nothing apart any more pays for it once more and no longer.
    function test_ERC20TransferOfAHolderWhoHasLeftTheOthers() external {
        vm.prank(owner);
        token.changePartition(investors[1], PREFERRED, Partition.wrap(0), 500, "");
        _send(investors[1], investors[5], 100);
        uint256 first = vm.lastCallGas().gasTotalUsed;
        _send(investors[1], investors[5], 100);
        assertLt(vm.lastCallGas().gasTotalUsed, first - 2000);
    }

    function test_IssueIntoThePartition() external {
        vm.prank(owner);
        token.issueByPartition(PREFERRED, investors[4], 100, "");
        vm.snapshotGasLastCall(GROUP, "issue into a partition, to a holder of others");
    }

    function test_ChangeOfPartition() external {
        vm.prank(owner);
        token.changePartition(investors[1], Partition.wrap(0), PREFERRED, 100, "");
        vm.snapshotGasLastCall(GROUP, "change of partition by the issuer");
    }
}
