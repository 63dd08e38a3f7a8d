// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title FeeToken
/// @notice Takes a fee from every transfer: out of what the receiver gets, or on top of what the sender sends.
contract FeeToken is ERC20("Fee", "FEE") {
    enum Fee {
        None,
        FromReceiver,
        FromSender
    }

    uint256 public constant FEE = 1;
    address public constant COLLECTOR = address(0xFEE);

    Fee public fee;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setFee(Fee fee_) external {
        fee = fee_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        bool charged = from != address(0) && amount != 0;
        if (charged && fee == Fee.FromReceiver) {
            super._update(from, COLLECTOR, FEE);
            amount -= FEE;
        }
        if (charged && fee == Fee.FromSender) super._update(from, COLLECTOR, FEE);
        super._update(from, to, amount);
    }
}
