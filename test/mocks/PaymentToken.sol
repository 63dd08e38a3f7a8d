// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentReceiver} from "./IPaymentReceiver.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";

/// @title PaymentCurrency
/// @notice A currency, minted by whoever deployed it. It tells receivers that ask for it (ERC-165) of each payment, so
/// that a holder can refuse one.
contract PaymentCurrency is ERC20 {
    error PaymentToken_NotMinter(address caller);

    address public immutable minter;
    uint8 private immutable _decimals;

    constructor(string memory name_, string memory symbol_, uint8 decimals_) ERC20(name_, symbol_) {
        minter = msg.sender;
        _decimals = decimals_;
    }

    function mint(address to, uint256 amount) external {
        if (msg.sender != minter) revert PaymentToken_NotMinter(msg.sender);
        _mint(to, amount);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (to.code.length == 0) return;
        if (!ERC165Checker.supportsInterface(to, type(IPaymentReceiver).interfaceId)) return;
        IPaymentReceiver(to).onTokenReceived(from, amount);
    }
}

/// @title PaymentToken
/// @notice The currency of tests that do not care how finely it divides: six decimals.
contract PaymentToken is PaymentCurrency {
    constructor(string memory name_, string memory symbol_) PaymentCurrency(name_, symbol_, 6) {}
}
