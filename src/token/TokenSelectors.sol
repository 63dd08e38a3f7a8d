// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Freezes, IERC7943Orders, IERC7943Questions} from "../interfaces/IERC7943Fungible.sol";
import {IForeignTokens} from "../interfaces/IForeignTokens.sol";
import {ITokenDescription} from "../interfaces/ITokenDescription.sol";
import {ITokenDryRuns} from "../interfaces/ITokenDryRuns.sol";
import {ITokenEnforcement} from "../interfaces/ITokenEnforcement.sol";
import {ITokenHolders} from "../interfaces/ITokenHolders.sol";
import {ITokenModules} from "../interfaces/ITokenModules.sol";
import {ITokenNotices} from "../interfaces/ITokenNotices.sol";
import {ITokenRecovery} from "../interfaces/ITokenRecovery.sol";
import {ITokenSettlements} from "../interfaces/ITokenSettlements.sol";
import {ITokenSignatures} from "../interfaces/ITokenSignatures.sol";
import {ITokenSupply} from "../interfaces/ITokenSupply.sol";
import {ITokenTerms} from "../interfaces/ITokenTerms.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @dev The parts of a token's code behind its administration, in the order in which `TokenAdministration` takes them.
enum CodePart {
    Holders,
    Modules,
    Enforcement,
    Recovery,
    DryRuns,
    Description,
    Signatures,
    Notices,
    Supply,
    Settlements,
    Partitions,
    Terms
}

/// @title TokenSelectors
/// @notice Which part of a token answers a function that neither the ledger nor the administration does.
library TokenSelectors {
    bytes4 private constant PERMIT = bytes4(keccak256("permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"));
    bytes4 private constant PERMIT_BY_BYTES = bytes4(keccak256("permit(address,address,uint256,uint256,bytes)"));

    /// @dev ERC-1594's, which shares its name with ERC-7943's.
    bytes4 private constant CAN_TRANSFER = bytes4(keccak256("canTransfer(address,uint256,bytes)"));

    /// @dev What is in no list goes to the partitions, which refuse what they do not know.
    function partOf(bytes4 s) internal pure returns (CodePart) {
        if (_isForModules(s)) return CodePart.Modules;
        if (_isForHolders(s)) return CodePart.Holders;
        if (_isForDescription(s)) return CodePart.Description;
        if (_isForSignatures(s)) return CodePart.Signatures;
        if (_isForDryRuns(s)) return CodePart.DryRuns;
        if (_isForRecovery(s)) return CodePart.Recovery;
        if (_isForTerms(s)) return CodePart.Terms;
        if (_isForNotices(s)) return CodePart.Notices;
        if (_isForSupply(s)) return CodePart.Supply;
        if (_isForSettlements(s)) return CodePart.Settlements;
        return _isForEnforcement(s) ? CodePart.Enforcement : CodePart.Partitions;
    }

    function _isForModules(bytes4 s) private pure returns (bool) {
        return s == ITokenModules.encumber.selector || s == ITokenModules.encumberPosition.selector
            || s == ITokenModules.release.selector || s == ITokenModules.releasePosition.selector
            || s == ITokenModules.releaseOfEpoch.selector || s == ITokenModules.releaseMany.selector
            || s == ITokenModules.isModule.selector || s == ITokenModules.encumbranceOf.selector
            || s == ITokenModules.encumbranceOfPosition.selector || s == ITokenModules.takenOf.selector
            || s == ITokenModules.attachModule.selector || s == ITokenModules.detachModule.selector
            || s == ITokenModules.abandonModule.selector || s == ITokenModules.clearEncumbrances.selector
            || s == ITokenModules.modules.selector || s == ITokenModules.permissionsOf.selector;
    }

    function _isForHolders(bytes4 s) private pure returns (bool) {
        return s == ITokenHolders.bindAccounts.selector || s == ITokenHolders.transferBatch.selector
            || s == ITokenHolders.allowSweep.selector || s == ITokenHolders.isSweepable.selector
            || s == ITokenHolders.sweep.selector || s == ITokenHolders.exitCustody.selector
            || s == ITokenHolders.transferWithData.selector || s == ITokenHolders.transferFromWithData.selector
            || _isForOperators(s);
    }

    function _isForDescription(bytes4 s) private pure returns (bool) {
        return s == ITokenDescription.name.selector || s == ITokenDescription.symbol.selector
            || s == ITokenDescription.decimals.selector || s == ITokenDescription.original.selector
            || s == ITokenDescription.contractURI.selector || s == IERC165.supportsInterface.selector
            || s == ITokenDescription.clock.selector || s == ITokenDescription.CLOCK_MODE.selector
            || s == ITokenDescription.initialize.selector || s == ITokenDescription.rename.selector
            || s == ITokenDescription.setContractURI.selector || s == IForeignTokens.recoverTokens.selector
            || s == IForeignTokens.recoverItem.selector;
    }

    function _isForSignatures(bytes4 s) private pure returns (bool) {
        return s == PERMIT || s == PERMIT_BY_BYTES || s == ITokenSignatures.nonces.selector
            || s == ITokenSignatures.DOMAIN_SEPARATOR.selector || s == IERC5267.eip712Domain.selector
            || s == ITokenSignatures.transferBySignature.selector || s == ITokenSignatures.cancelNonce.selector
            || s == ITokenSignatures.isNonceUsed.selector;
    }

    function _isForOperators(bytes4 s) private pure returns (bool) {
        return s == ITokenHolders.authorizeOperator.selector || s == ITokenHolders.revokeOperator.selector
            || s == ITokenHolders.authorizeOperatorByPartition.selector
            || s == ITokenHolders.revokeOperatorByPartition.selector || s == ITokenHolders.isOperator.selector
            || s == ITokenHolders.isOperatorForPartition.selector || s == ITokenHolders.approveByPartition.selector
            || s == ITokenHolders.allowanceByPartition.selector;
    }

    function _isForDryRuns(bytes4 s) private pure returns (bool) {
        return s == IERC7943Questions.canSend.selector || s == IERC7943Questions.canReceive.selector
            || s == IERC7943Questions.canTransfer.selector || s == ITokenDryRuns.explainTransfer.selector
            || s == ITokenDryRuns.messageForTransferRestriction.selector || s == CAN_TRANSFER
            || s == ITokenDryRuns.detectTransferRestrictionFrom.selector || s == ITokenDryRuns.canTransferFrom.selector
            || s == ITokenDryRuns.detectPartitionRestriction.selector
            || s == ITokenDryRuns.detectPartitionRestrictionFrom.selector
            || s == ITokenDryRuns.canTransferByPartition.selector || s == ITokenDryRuns.detectIssueRestriction.selector;
    }

    function _isForNotices(bytes4 s) private pure returns (bool) {
        return s == ITokenNotices.tellForced.selector || s == ITokenNotices.tellEncumbrances.selector
            || s == ITokenNotices.tellEncumbrancesMoved.selector || s == ITokenNotices.tellAttachment.selector
            || s == ITokenNotices.tellSplit.selector;
    }

    function _isForSupply(bytes4 s) private pure returns (bool) {
        return s == ITokenSupply.issuePosition.selector || s == ITokenSupply.redeemPosition.selector
            || s == ITokenSupply.convertPartition.selector || s == ITokenSupply.issueByPartition.selector
            || s == ITokenSupply.redeemByPartition.selector || s == ITokenSupply.operatorRedeemByPartition.selector
            || s == ITokenSupply.reserveSupply.selector || s == ITokenSupply.reservedSupplyOf.selector
            || s == ITokenSupply.reservedSupply.selector;
    }

    function _isForSettlements(bytes4 s) private pure returns (bool) {
        return s == ITokenSettlements.settle.selector || s == ITokenSettlements.setMandate.selector
            || s == ITokenSettlements.hasMandate.selector || s == ITokenSettlements.redeemByMandate.selector;
    }

    function _isForTerms(bytes4 s) private pure returns (bool) {
        return s == IERC7943Freezes.setFrozenTokens.selector || s == IERC7943Freezes.getFrozenTokens.selector
            || s == ITokenTerms.scheduleRecordDate.selector || s == ITokenTerms.withdrawRecordDate.selector
            || s == ITokenTerms.recordDates.selector || s == ITokenTerms.totalSupplyAt.selector
            || s == ITokenTerms.setPartition.selector || s == ITokenTerms.setPositionLock.selector
            || s == ITokenTerms.lockPosition.selector || s == ITokenTerms.setPartitionExchange.selector
            || s == ITokenTerms.bringForwardPosition.selector || s == ITokenTerms.bringForward.selector
            || s == ITokenTerms.split.selector || s == ITokenTerms.reopenAfterSplit.selector
            || s == ITokenTerms.splits.selector || s == ITokenTerms.splitStatus.selector
            || s == ITokenTerms.scaled.selector || s == ITokenTerms.presentPosition.selector
            || s == ITokenTerms.isBroughtForward.selector || s == ITokenTerms.canScheduleRecordDate.selector
            || s == ITokenTerms.balanceOfByPartitionAt.selector || s == ITokenTerms.totalSupplyByPartitionAt.selector;
    }

    function _isForRecovery(bytes4 s) private pure returns (bool) {
        return s == ITokenRecovery.recover.selector || s == ITokenRecovery.recoverCustody.selector
            || s == ITokenRecovery.successorOf.selector;
    }

    function _isForEnforcement(bytes4 s) private pure returns (bool) {
        return s == IERC7943Orders.forcedTransfer.selector || s == ITokenEnforcement.controllerTransfer.selector
            || s == ITokenEnforcement.controllerTransferByPartition.selector
            || s == ITokenEnforcement.controllerRedeem.selector
            || s == ITokenEnforcement.controllerTransferFromCustody.selector
            || s == ITokenEnforcement.controllerRedeemFromCustody.selector
            || s == ITokenEnforcement.isControllable.selector;
    }
}
