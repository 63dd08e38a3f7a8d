// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DEFAULT_PARTITION} from "../../src/types/Partition.sol";
import {PositionKey, defaultPosition} from "../../src/types/PositionKey.sol";
import {RecoveryBase} from "./RecoveryBase.sol";

/// @notice What tests of splits do. Ada holds 100 directly.
abstract contract SplitBase is RecoveryBase {
    function _split(uint32 numerator, uint32 denominator) internal {
        vm.prank(owner);
        token.split(numerator, denominator);
    }

    /// @dev Anyone may.
    function _bring(address custodian, address account) internal {
        vm.prank(stranger);
        token.bringForward(_keys(custodian, account));
    }

    function _reopen() internal {
        vm.prank(owner);
        token.reopenAfterSplit();
    }

    function _keys(address custodian, address account) internal pure returns (PositionKey[] memory keys) {
        keys = new PositionKey[](1);
        keys[0] = defaultPosition(custodian, account);
    }

    function _schedule(uint40 recordDate) internal {
        vm.prank(owner);
        token.scheduleRecordDate(recordDate);
    }

    function _redeem(address account, uint256 amount) internal {
        vm.prank(owner);
        token.redeemFrom(account, amount, "");
    }

    function _now() internal view returns (uint40) {
        return uint40(vm.getBlockTimestamp());
    }

    function _assertStatus(bool pending, uint256 rest) internal view {
        (bool isPending, uint256 isRest) = token.splitStatus();
        assertEq(isPending, pending, "pending");
        assertEq(isRest, rest, "rest");
    }

    function _assertBalances(address account, uint256 ofAll, uint256 ofDefault) internal view {
        assertEq(token.balanceOf(account), ofAll, "balance");
        assertEq(token.balanceOfByPartition(DEFAULT_PARTITION, account), ofDefault, "default partition");
    }
}
