// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGoverned} from "../interfaces/IGoverned.sol";
import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";

/// @title Governed
abstract contract Governed is IGoverned {
    /// @inheritdoc IGoverned
    IIssuingEntity public immutable issuer;

    constructor(IIssuingEntity issuer_) {
        issuer = issuer_;
    }

    /// @dev True if the call may run now; false if an approval was recorded and more are missing. The issuer contract
    /// itself passes: it calls out only through `executeCall` and `executeBatch`, after threshold and permission were
    /// checked.
    function _checkAuthority() internal returns (bool) {
        if (msg.sender == address(issuer)) return true;
        return issuer.checkMultiSigExternal(msg.sender, msg.sig, keccak256(msg.data));
    }
}
