// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MultiSig} from "../../src/multisig/MultiSig.sol";
import {AuthorityId} from "../../src/types/Authority.sol";

/// @dev The smallest successor: a guarded flag, a guarded call to elsewhere, and contracts that share the authorities.
contract MultiSigHarness is MultiSig {
    bool public flag;
    AuthorityId public actedBefore;
    AuthorityId public actedAfter;
    mapping(address => bool) private _attached;

    constructor(address[] memory members, uint16 threshold) MultiSig(members, threshold) {}

    function attach(address target) external {
        _attached[target] = true;
    }

    function setFlag(bool value) external returns (bool) {
        if (!_checkMultiSig()) return false;

        flag = value;
        return true;
    }

    /// @dev Notes in whose name it runs before and after it lets foreign code run.
    function callOut(address target, bytes calldata data) external returns (bool) {
        if (!_checkMultiSig()) return false;

        actedBefore = _actingAuthority();
        (bool success,) = target.call(data);
        require(success, "callOut failed");
        actedAfter = _actingAuthority();
        return true;
    }

    function _mayJoin(address account) internal view override returns (bool) {
        return !_attached[account];
    }

    function _isAttached(address target) internal view override returns (bool) {
        return _attached[target];
    }
}
