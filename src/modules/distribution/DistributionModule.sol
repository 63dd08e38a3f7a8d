// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../interfaces/IDistributionModule.sol";
import {IModule} from "../../interfaces/IModule.sol";
import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {ModuleDeclaration, PERMISSION_RECORD_DATE} from "../../types/Modules.sol";
import {Partition} from "../../types/Partition.sol";
import {PositionKey, RecordDateHolding} from "../../types/PositionKey.sol";
import {PayoutWork} from "../payouts/PayoutWork.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title DistributionModule
contract DistributionModule is PayoutWork, IDistributionModule {
    constructor(ISecurityToken token_) PayoutWork(token_) {}

    /// @inheritdoc IModule
    function declaration() external pure override returns (ModuleDeclaration memory) {
        return ModuleDeclaration({hooks: 0, permissions: PERMISSION_RECORD_DATE});
    }

    /// @inheritdoc IDistributionModule
    function declare(IERC20 payment, uint256 amount, uint40 recordDate, uint40 paymentDate, uint40 claimDeadline)
        external
        override
        returns (bool)
    {
        if (!_checkAuthority()) return false;
        _declareAndTell(payment, amount, recordDate, paymentDate, claimDeadline);
        return true;
    }

    /// @inheritdoc IDistributionModule
    function declareByPartition(
        Partition partition,
        IERC20 payment,
        uint256 amount,
        uint40 recordDate,
        uint40 paymentDate,
        uint40 claimDeadline
    ) external override returns (bool) {
        if (!_checkAuthority()) return false;
        uint256 distributionId = _declareAndTell(payment, amount, recordDate, paymentDate, claimDeadline);
        _limit(distributionId, partition);
        return true;
    }

    function _declareAndTell(
        IERC20 payment,
        uint256 amount,
        uint40 recordDate,
        uint40 paymentDate,
        uint40 claimDeadline
    ) private returns (uint256 distributionId) {
        distributionId = _declare(payment, amount, recordDate, paymentDate, claimDeadline);
        emit DistributionDeclared(distributionId, payment, amount, recordDate, paymentDate, claimDeadline);
        _announceOrPlan(distributionId, recordDate);
    }

    function _weightOf(uint256, RecordDateHolding memory holding) internal pure override returns (uint256) {
        return holding.balance;
    }

    function _totalWeightAt(uint256 distributionId, uint40 recordDate) internal view override returns (uint256) {
        return _eligibleSupplyAt(distributionId, recordDate);
    }

    /// @dev Rounded down, in favour of the issuer. The product stays below 2^224.
    function _entitlementOf(Round memory round, uint256 weight) internal pure override returns (uint256) {
        return round.amount * weight / round.eligibleSupply;
    }

    function _held(uint40 recordDate, PositionKey calldata position) internal view override returns (bool) {
        (address custodian, address account) = (position.custodian, position.account);
        if (recordDate == 0) {
            return
                (custodian == address(0) ? token.balanceOf(account) : token.custodyBalanceOf(custodian, account)) != 0;
        }
        return (custodian == address(0)
                    ? token.balanceOfAt(account, recordDate)
                    : token.custodyBalanceOfAt(custodian, account, recordDate)) != 0;
    }
}
