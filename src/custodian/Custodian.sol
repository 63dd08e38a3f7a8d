// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../interfaces/ICustodian.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {MultiSig} from "../multisig/MultiSig.sol";

/// @title Custodian
contract Custodian is MultiSig, ICustodian {
    constructor(address[] memory owners, uint16 threshold) MultiSig(owners, threshold) {}

    /// @inheritdoc ICustodian
    function transferInternal(ISecurityToken token, address from, address to, uint256 amount)
        external
        override
        returns (bool)
    {
        if (!_checkMultiSig()) return false;
        token.custodyTransfer(from, to, amount);
        emit BeneficialOwnershipTransferred(token, from, to, amount);
        return true;
    }

    /// @inheritdoc ICustodian
    function transfer(ISecurityToken token, address from, address to, uint256 amount) external override returns (bool) {
        if (!_checkMultiSig()) return false;
        token.custodyWithdraw(from, to, amount);
        emit TokensSent(token, from, to, amount);
        return true;
    }

    /// @inheritdoc ICustodian
    function balanceOf(ISecurityToken token, address account) external view override returns (uint256) {
        return token.custodyBalanceOf(address(this), account);
    }
}
