// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title EncumbranceRules
/// @notice How much of a position may leave, be encumbered, be taken by force and be restored. Two layers lie over one
/// balance: what modules encumber together, and what the issuer has frozen (docs/decisions/0016-encumbrances.md).
library EncumbranceRules {
    /// @notice What the holder may move.
    /// @param held what the position holds
    /// @param encumbered by attached modules together; it may exceed what is held
    /// @param frozen by the issuer; it may exceed what is held
    function free(uint256 held, uint256 encumbered, uint256 frozen) internal pure returns (uint256) {
        uint256 tied = encumbered + frozen;
        return tied < held ? held - tied : 0;
    }

    /// @notice What a module may encumber further: modules never overlap one another, a freeze does not stop them.
    function addable(uint256 held, uint256 encumbered) internal pure returns (uint256) {
        return held - Math.min(held, encumbered);
    }

    /// @notice By how much a layer shrinks when force takes `amount`: what the layer leaves is taken first.
    /// @param amount at most what is held
    function cut(uint256 held, uint256 layer, uint256 amount) internal pure returns (uint256) {
        return Math.saturatingSub(amount, held - Math.min(held, layer));
    }

    /// @notice What is restored of what force took, when force brings `amount` back.
    function restored(uint256 taken, uint256 amount) internal pure returns (uint256) {
        return Math.min(taken, amount);
    }
}
