// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holding} from "../types/Holding.sol";
import {Split} from "../types/Split.sol";
import {TokenStorage} from "./TokenStorage.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Splits
/// @notice Amounts in the unit of a later epoch. An epoch is the number of splits so far; every stored amount knows the
/// epoch in which it was written. See docs/decisions/0018-splits.md.
abstract contract Splits is TokenStorage {
    /// @dev What bounds an amount with its 24 bits of fraction.
    uint256 private constant MOST = type(uint120).max;

    /// @param up round up at each split, otherwise down
    function _scaled(uint256 amount, uint256 from, uint256 to, bool up) internal view returns (uint256) {
        if (amount == 0) return 0;
        while (from < to) {
            Split storage split = _splits[++from];
            uint256 denominator = split.denominator;
            amount = amount * split.numerator;
            if (up) amount += denominator - 1;
            amount = Math.min(amount / denominator, MOST);
        }
        return amount;
    }

    /// @dev The balance in the unit of `epoch`. The word still names the epoch in which it stands in storage.
    function _presented(Holding holding, uint256 epoch) internal view returns (Holding) {
        if (holding.splitEpoch() == epoch) return holding;
        return holding.withBalance(_scaled(holding.balance(), holding.splitEpoch(), epoch, false));
    }
}
