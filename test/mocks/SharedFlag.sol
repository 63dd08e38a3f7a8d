// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../src/interfaces/IMultiSig.sol";

/// @dev A contract that shares the authorities of a MultiSig, as tokens and modules do.
contract SharedFlag {
    error SharedFlag_Refused(uint256 reason);

    IMultiSig public immutable multiSig;
    bool public flag;

    constructor(IMultiSig multiSig_) {
        multiSig = multiSig_;
    }

    function setFlag(bool value) external returns (bool) {
        if (!_approved()) return false;

        flag = value;
        return true;
    }

    function refuse(uint256 reason) external pure {
        revert SharedFlag_Refused(reason);
    }

    function _approved() private returns (bool) {
        return
            msg.sender == address(multiSig) || multiSig.checkMultiSigExternal(msg.sender, msg.sig, keccak256(msg.data));
    }
}
