// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGoverned} from "../interfaces/IGoverned.sol";
import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";

/// @title Guarded
/// @notice Functions that need the authorities of an issuer.
abstract contract Guarded {
    function _issuer() internal view virtual returns (IIssuingEntity);

    /// @dev True if the call may run now; false if an approval was recorded and more are missing. The issuer contract
    /// itself passes: it calls out only through `executeCall` and `executeBatch`, after threshold and permission were
    /// checked.
    function _checkAuthority() internal returns (bool) {
        if (msg.sender == address(_issuer())) return true;
        return _issuer().checkMultiSigExternal(msg.sender, msg.sig, keccak256(msg.data));
    }
}

/// @title Governed
/// @notice A contract of one issuer, named when it is made.
abstract contract Governed is Guarded, IGoverned {
    /// @inheritdoc IGoverned
    IIssuingEntity public immutable issuer;

    constructor(IIssuingEntity issuer_) {
        issuer = issuer_;
    }

    function _issuer() internal view virtual override returns (IIssuingEntity) {
        return issuer;
    }
}
