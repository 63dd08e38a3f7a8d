// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../interfaces/IDistributionModule.sol";
import {IModule} from "../../interfaces/IModule.sol";
import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {ModuleDeclaration, PERMISSION_RECORD_DATE} from "../../types/Modules.sol";
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
        uint256 distributionId = _declare(payment, amount, recordDate, paymentDate, claimDeadline);
        emit DistributionDeclared(distributionId, payment, amount, recordDate, paymentDate, claimDeadline);

        // A module with the permission is answered at once: true or a revert.
        token.scheduleRecordDate(recordDate);
        return true;
    }

    function _holdingsAt(uint256, uint40 recordDate, PositionKey[] memory positions)
        internal
        view
        override
        returns (RecordDateHolding[] memory)
    {
        return token.positionsAt(positions, recordDate);
    }

    function _weightOf(uint256, RecordDateHolding memory holding) internal pure override returns (uint256) {
        return holding.balance;
    }

    function _totalWeightAt(uint256, uint40 recordDate) internal view override returns (uint256) {
        return token.totalSupplyAt(recordDate) - token.balanceOfAt(address(issuer), recordDate);
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
