// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {Config} from "../../src/token/Config.sol";
import {SecurityToken} from "../../src/token/SecurityToken.sol";

/// @title OneWayToken
/// @notice A ledger whose transfers take the long way alone, or the short way alone.
contract OneWayToken is SecurityToken {
    bool private immutable _isShort;

    /// @dev The short way does not make this transfer.
    error OneWayToken_LongWay();

    constructor(IIssuingEntity issuer_, address administration, bool isShort)
        SecurityToken(issuer_, administration, "", "", 0)
    {
        _isShort = isShort;
    }

    function _transferPlainly(address from, address to, uint256 amount, Config config)
        internal
        override
        returns (bool done)
    {
        if (!_isShort) return false;
        done = super._transferPlainly(from, to, amount, config);
        if (!done) revert OneWayToken_LongWay();
    }
}
