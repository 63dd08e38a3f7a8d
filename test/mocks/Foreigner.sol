// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev Foreign code that a MultiSig calls: it does what it was told to do before, and keeps what became of it.
contract Foreigner {
    address private _target;
    bytes private _data;
    bool public succeeded;
    bytes public answer;

    function prepare(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function act() external {
        (succeeded, answer) = _target.call(_data);
    }

    /// @dev Returns as many bytes as it is asked for.
    function explode(uint256 size) external pure {
        assembly {
            return(0, size)
        }
    }
}
