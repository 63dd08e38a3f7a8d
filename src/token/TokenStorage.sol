// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Config} from "./Config.sol";
import {Position} from "./Positions.sol";

/// @title TokenStorage
/// @notice What the parts of a token share: positions, supply and the one word of configuration that a transfer reads.
abstract contract TokenStorage is ISecurityToken {
    Config internal _config;
    Position internal _supply;

    /// @dev Held directly. A custodian's direct position is the sum of what it keeps.
    mapping(address account => Position) internal _direct;
    mapping(address custodian => mapping(address account => Position)) private _inCustody;

    /// @dev Custodian zero: held directly.
    function _position(address custodian, address account) internal view returns (Position storage) {
        return custodian == address(0) ? _direct[account] : _inCustody[custodian][account];
    }
}
