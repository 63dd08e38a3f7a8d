// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentReceiver} from "./IPaymentReceiver.sol";
import {PaymentReceiver} from "./PaymentReceiver.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice Calls back while it is being paid, and remembers what came of it.
contract ReenteringReceiver is PaymentReceiver {
    address public target;
    bytes public data;
    uint256 public calls;
    bool public succeeded;
    bytes public answer;

    constructor(address owner_) PaymentReceiver(owner_) {}

    function prepare(address target_, bytes calldata data_) external onlyOwner {
        target = target_;
        data = data_;
    }

    /// @inheritdoc IPaymentReceiver
    function onTokenReceived(address, uint256) external override {
        ++calls;
        (succeeded, answer) = target.call(data);
    }
}

/// @notice Makes a call while it is being paid, and does not care what comes of it.
contract ActingReceiver is PaymentReceiver {
    address private _target;
    bytes private _data;

    constructor(address owner_) PaymentReceiver(owner_) {}

    function prepare(address target, bytes calldata data) external onlyOwner {
        (_target, _data) = (target, data);
    }

    /// @inheritdoc IPaymentReceiver
    function onTokenReceived(address, uint256) external override {
        bytes memory data = _data;
        address target = _target;
        assembly ("memory-safe") {
            pop(call(gas(), target, 0, add(data, 0x20), mload(data), 0, 0))
        }
    }
}

/// @notice Burns a given amount of gas, at most all, when it is paid.
contract GasBurner is PaymentReceiver {
    uint256 public toBurn;

    constructor(address owner_) PaymentReceiver(owner_) {}

    function setToBurn(uint256 toBurn_) external onlyOwner {
        toBurn = toBurn_;
    }

    /// @inheritdoc IPaymentReceiver
    function onTokenReceived(address, uint256) external view override {
        uint256 start = gasleft();
        uint256 burn = toBurn;
        while (start - gasleft() < burn) {}
    }
}

/// @notice Reverts with as much data as it is told to.
contract BombingReceiver is PaymentReceiver {
    uint256 public size;

    constructor(address owner_) PaymentReceiver(owner_) {}

    function setSize(uint256 size_) external onlyOwner {
        size = size_;
    }

    /// @inheritdoc IPaymentReceiver
    function onTokenReceived(address, uint256) external view override {
        uint256 length = size;
        assembly ("memory-safe") {
            revert(0, length)
        }
    }
}

/// @notice Sends back a part of what it is paid, to blur what the payer's balance says.
contract RefundingReceiver is PaymentReceiver {
    uint256 public percent;

    constructor(address owner_) PaymentReceiver(owner_) {}

    function setPercent(uint256 percent_) external onlyOwner {
        percent = percent_;
    }

    /// @inheritdoc IPaymentReceiver
    function onTokenReceived(address from, uint256 amount) external override {
        if (percent != 0) IERC20(msg.sender).transfer(from, amount * percent / 100);
    }
}
