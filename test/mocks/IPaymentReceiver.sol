// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A contract that wants to know of payments. A receiver that reverts refuses the payment.
interface IPaymentReceiver {
    function onTokenReceived(address from, uint256 amount) external;
}
