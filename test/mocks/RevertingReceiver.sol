// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentReceiver} from "./IPaymentReceiver.sol";
import {PaymentReceiver} from "./PaymentReceiver.sol";

/// @title RevertingReceiver
/// @notice A holder that refuses payments until its owner lets it accept them.
contract RevertingReceiver is PaymentReceiver {
    error RevertingReceiver_NotAccepting();

    bool public accepting;

    constructor(address owner_) PaymentReceiver(owner_) {}

    function setAccepting(bool accepting_) external onlyOwner {
        accepting = accepting_;
    }

    /// @inheritdoc IPaymentReceiver
    function onTokenReceived(address, uint256) external view override {
        if (!accepting) revert RevertingReceiver_NotAccepting();
    }
}
