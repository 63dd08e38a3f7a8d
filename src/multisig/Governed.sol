// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGoverned} from "../interfaces/IGoverned.sol";
import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {Refusals} from "../libraries/Refusals.sol";

/// @title Guarded
/// @notice Functions that need the authorities of another contract, which has attached this one.
abstract contract Guarded {
    function _governor() internal view virtual returns (IMultiSig);

    /// @dev True if the call may run now; false if an approval was recorded and more are missing. The governor itself
    /// passes: it calls out only through `executeCall` and `executeBatch`, after threshold and permission were checked.
    function _checkAuthority() internal returns (bool) {
        IMultiSig governor = _governor();
        if (msg.sender == address(governor)) return true;
        return governor.checkMultiSigExternal(msg.sender, msg.sig, keccak256(msg.data));
    }

    /// @dev `_checkAuthority` for what only the owner authority may do: no permission gives it to another. The governor is
    /// asked even when it calls, because it knows for whom.
    function _checkOwner() internal returns (bool) {
        return _governor().checkOwnerExternal(msg.sender, msg.sig, keccak256(msg.data));
    }
}

/// @title Governed
/// @notice A contract of one issuer, named when it is made.
abstract contract Governed is Guarded, Refusals, IGoverned {
    /// @inheritdoc IGoverned
    IIssuingEntity public immutable issuer;

    constructor(IIssuingEntity issuer_) {
        issuer = issuer_;
    }

    function _governor() internal view virtual override returns (IMultiSig) {
        return issuer;
    }
}
