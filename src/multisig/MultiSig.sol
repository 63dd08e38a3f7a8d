// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {AuthorityId} from "../types/Authority.sol";
import {MultiSigAdministration} from "./MultiSigAdministration.sol";
import {MultiSigCalls} from "./MultiSigCalls.sol";

/// @title MultiSig
/// @notice See IMultiSig. The whole in one code; a contract may also have its administration in another code, which runs
/// on the same storage.
abstract contract MultiSig is MultiSigCalls, MultiSigAdministration, IMultiSig {
    constructor(address[] memory members, uint16 threshold) {
        _createAuthority(members, threshold, type(uint40).max);
    }

    function _isPermitted(AuthorityId authority, address target, bytes4 selector)
        internal
        view
        virtual
        override
        returns (bool)
    {
        return _isGranted(authority, target, selector);
    }
}
