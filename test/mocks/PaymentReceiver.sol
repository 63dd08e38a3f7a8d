// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentReceiver} from "./IPaymentReceiver.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

/// @title PaymentReceiver
/// @notice A holder that is a contract: it asks to be told of payments, and its owner acts through it.
abstract contract PaymentReceiver is IPaymentReceiver, ERC165 {
    error PaymentReceiver_NotOwner(address caller);

    address public immutable owner;

    constructor(address owner_) {
        owner = owner_;
    }

    modifier onlyOwner() {
        if (msg.sender != owner) revert PaymentReceiver_NotOwner(msg.sender);
        _;
    }

    function execute(address target, bytes calldata data) external onlyOwner returns (bytes memory) {
        return Address.functionCall(target, data);
    }

    function supportsInterface(bytes4 interfaceId) public view override(ERC165) returns (bool) {
        return interfaceId == type(IPaymentReceiver).interfaceId || super.supportsInterface(interfaceId);
    }
}
