// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../src/interfaces/IMultiSig.sol";
import {Guarded} from "../../src/multisig/Governed.sol";

/// @dev A contract that shares the authorities of a MultiSig, as tokens and modules do.
contract SharedFlag is Guarded {
    error SharedFlag_Refused(uint256 reason);

    IMultiSig public immutable multiSig;
    bool public flag;
    bool public ownerFlag;

    constructor(IMultiSig multiSig_) {
        multiSig = multiSig_;
    }

    function setFlag(bool value) external returns (bool) {
        if (!_checkAuthority()) return false;

        flag = value;
        return true;
    }

    function setOwnerFlag(bool value) external returns (bool) {
        if (!_checkOwner()) return false;

        ownerFlag = value;
        return true;
    }

    function refuse(uint256 reason) external pure {
        revert SharedFlag_Refused(reason);
    }

    function _governor() internal view override returns (IMultiSig) {
        return multiSig;
    }
}
