// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPurse} from "../../interfaces/IPurse.sol";
import {Refusals} from "../../libraries/Refusals.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Purse
/// @dev Deployed once by each module and cloned for each distribution: clones share the code, and with it the module.
/// What the receiver gets is not measured: a fee that the token begins to take from receivers harms no other holder.
contract Purse is IPurse, Refusals {
    using SafeERC20 for IERC20;

    uint256 private constant UNKNOWN = type(uint256).max;

    address private immutable _module = msg.sender;

    /// @inheritdoc IPurse
    function pay(IERC20 token, address to, uint256 amount, uint256 balance) external override returns (uint256 rest) {
        if (msg.sender != _module) revert Purse_NotModule(msg.sender);
        if (balance == UNKNOWN) balance = token.balanceOf(address(this));
        return _send(token, to, amount, balance);
    }

    /// @inheritdoc IPurse
    function empty(IERC20 token, address to, uint256 most) external override returns (uint256 sent) {
        if (msg.sender != _module) revert Purse_NotModule(msg.sender);
        uint256 balance = token.balanceOf(address(this));
        sent = Math.min(balance, most);
        if (sent != 0) _send(token, to, sent, balance);
    }

    /// @dev The token's word alone decides nothing: the balance must fall by exactly the amount.
    function _send(IERC20 token, address to, uint256 amount, uint256 balance) private returns (uint256 rest) {
        token.safeTransfer(to, amount);
        rest = token.balanceOf(address(this));
        if (rest + amount != balance) revert Purse_Inexact(token, amount, balance - Math.min(balance, rest));
    }
}
