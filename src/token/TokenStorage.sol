// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Position, Positions} from "./Positions.sol";

/// @title TokenStorage
/// @notice What the parts of a token share: positions, supply and the one word of configuration that a transfer reads.
abstract contract TokenStorage is ISecurityToken {
    using Positions for Position;

    /// @dev One word.
    /// @param restricted the token is paused
    /// @param hooks union of the attached modules' hooks; a hook that no module uses costs nothing
    /// @param encumbering bit i: the module of encumbrance slot i is attached
    /// @param encumbranceSlots slots given out so far
    /// @param passedDates record dates that had passed when this was written
    /// @param nextRecordDate the next one; zero if none is announced
    struct Config {
        bool restricted;
        uint8 hooks;
        uint8 encumbering;
        uint8 encumbranceSlots;
        uint16 passedDates;
        uint40 nextRecordDate;
    }

    Config internal _config;
    Position internal _supply;

    /// @dev Custodian zero: held directly. A custodian's direct position is the sum of what it keeps.
    mapping(address custodian => mapping(address account => Position)) internal _positions;
}
