// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../src/interfaces/IMultiSig.sol";

/// @dev A contract that shares the authorities of a MultiSig and counts what they had it do.
contract Tally {
    error Tally_Failed();

    IMultiSig public immutable multiSig;
    mapping(uint256 item => uint256) public times;

    constructor(IMultiSig multiSig_) {
        multiSig = multiSig_;
    }

    function count(uint256 item) external returns (bool) {
        if (!_approved()) return false;
        ++times[item];
        return true;
    }

    function fail() external pure {
        revert Tally_Failed();
    }

    function _approved() private returns (bool) {
        return
            msg.sender == address(multiSig) || multiSig.checkMultiSigExternal(msg.sender, msg.sig, keccak256(msg.data));
    }
}
