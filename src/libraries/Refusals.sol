// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRefusals} from "../interfaces/IRefusals.sol";

/// @title Refusals
/// @notice Says why a contract does not answer: no such function, or no ether.
abstract contract Refusals is IRefusals {
    /// @dev Payable, so that ether sent along with an unknown selector is refused with a reason too.
    fallback() external payable virtual {
        revert UnknownSelector(msg.sig);
    }

    receive() external payable {
        revert EtherRefused(msg.value);
    }
}
