// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Freezes, IERC7943Questions} from "../interfaces/IERC7943Fungible.sol";
import {IForeignTokens} from "../interfaces/IForeignTokens.sol";
import {ITokenDescription} from "../interfaces/ITokenDescription.sol";
import {ITokenDryRuns} from "../interfaces/ITokenDryRuns.sol";
import {ITokenIssues} from "../interfaces/ITokenIssues.sol";
import {ITokenModules} from "../interfaces/ITokenModules.sol";
import {ITokenMoves} from "../interfaces/ITokenMoves.sol";
import {ITokenNotices} from "../interfaces/ITokenNotices.sol";
import {ITokenQuestions} from "../interfaces/ITokenQuestions.sol";
import {ITokenRecovery} from "../interfaces/ITokenRecovery.sol";
import {ITokenRules} from "../interfaces/ITokenRules.sol";
import {ITokenTerms} from "../interfaces/ITokenTerms.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @dev The parts of a token's code behind its administration, in the order in which `TokenAdministration` takes them.
enum CodePart {
    Rules,
    Moves,
    Holders,
    Answers,
    Modules,
    Terms
}

/// @title TokenSelectors
/// @notice Which part of a token answers a function that neither the ledger nor the administration does.
library TokenSelectors {
    /// @dev ERC-1594's, which shares its name with ERC-7943's.
    bytes4 private constant CAN_TRANSFER = bytes4(keccak256("canTransfer(address,uint256,bytes)"));

    /// @dev What is in no list goes to the part for holders, which refuses what it does not know.
    function partOf(bytes4 s) internal pure returns (CodePart) {
        if (_isForRules(s)) return CodePart.Rules;
        if (_isForMoves(s)) return CodePart.Moves;
        if (_isForModules(s)) return CodePart.Modules;
        if (_isForAnswers(s)) return CodePart.Answers;
        return _isForTerms(s) ? CodePart.Terms : CodePart.Holders;
    }

    function _isForMoves(bytes4 s) private pure returns (bool) {
        return s == ITokenIssues.issuePosition.selector || s == ITokenIssues.issueByPartition.selector
            || s == ITokenRecovery.recover.selector || s == ITokenRecovery.recoverCustody.selector
            || s == ITokenRecovery.successorOf.selector || s == ITokenMoves.execute.selector
            || s == ITokenMoves.convert.selector;
    }

    function _isForRules(bytes4 s) private pure returns (bool) {
        return s == ITokenRules.judge.selector || s == ITokenRules.explain.selector
            || s == IERC7943Questions.canSend.selector || s == IERC7943Questions.canReceive.selector
            || s == IERC7943Questions.canTransfer.selector || s == ITokenQuestions.checkTransfer.selector
            || s == ITokenQuestions.detectTransferRestriction.selector
            || s == ITokenQuestions.detectCustodyRestriction.selector;
    }

    function _isForModules(bytes4 s) private pure returns (bool) {
        return s == ITokenModules.encumber.selector || s == ITokenModules.encumberPosition.selector
            || s == ITokenModules.release.selector || s == ITokenModules.releasePosition.selector
            || s == ITokenModules.releaseOfEpoch.selector || s == ITokenModules.releaseMany.selector
            || s == ITokenModules.isModule.selector || s == ITokenModules.encumbranceOf.selector
            || s == ITokenModules.encumbranceOfPosition.selector || s == ITokenModules.takenOf.selector
            || s == ITokenModules.attachModule.selector || s == ITokenModules.detachModule.selector
            || s == ITokenModules.abandonModule.selector || s == ITokenModules.clearEncumbrances.selector
            || s == ITokenModules.modules.selector || s == IERC7943Freezes.setFrozenTokens.selector
            || s == IERC7943Freezes.getFrozenTokens.selector || s == ITokenModules.permissionsOf.selector
            || _isForNotices(s);
    }

    function _isForNotices(bytes4 s) private pure returns (bool) {
        return s == ITokenNotices.tellForced.selector || s == ITokenNotices.tellEncumbrances.selector
            || s == ITokenNotices.tellEncumbrancesMoved.selector || s == ITokenNotices.tellAttachment.selector
            || s == ITokenNotices.tellSplit.selector;
    }

    function _isForAnswers(bytes4 s) private pure returns (bool) {
        return s == ITokenDescription.name.selector || s == ITokenDescription.symbol.selector
            || s == ITokenDescription.decimals.selector || s == ITokenDescription.original.selector
            || s == ITokenDescription.contractURI.selector || s == IERC165.supportsInterface.selector
            || s == ITokenDescription.clock.selector || s == ITokenDescription.CLOCK_MODE.selector
            || s == ITokenDescription.initialize.selector || s == ITokenDescription.rename.selector
            || s == ITokenDescription.setContractURI.selector || s == IForeignTokens.recoverTokens.selector
            || s == IForeignTokens.recoverItem.selector || _isForDryRuns(s);
    }

    function _isForDryRuns(bytes4 s) private pure returns (bool) {
        return s == ITokenDryRuns.explainTransfer.selector || s == ITokenDryRuns.messageForTransferRestriction.selector
            || s == CAN_TRANSFER || s == ITokenDryRuns.detectTransferRestrictionFrom.selector
            || s == ITokenDryRuns.canTransferFrom.selector || s == ITokenDryRuns.detectPartitionRestriction.selector
            || s == ITokenDryRuns.detectPartitionRestrictionFrom.selector
            || s == ITokenDryRuns.canTransferByPartition.selector || s == ITokenDryRuns.detectIssueRestriction.selector;
    }

    function _isForTerms(bytes4 s) private pure returns (bool) {
        return s == ITokenTerms.scheduleRecordDate.selector || s == ITokenTerms.withdrawRecordDate.selector
            || s == ITokenTerms.recordDates.selector || s == ITokenTerms.totalSupplyAt.selector
            || s == ITokenTerms.setPartition.selector || s == ITokenTerms.setPositionLock.selector
            || s == ITokenTerms.lockPosition.selector || s == ITokenTerms.setPartitionExchange.selector
            || s == ITokenTerms.bringForwardPosition.selector || s == ITokenTerms.bringForward.selector
            || s == ITokenTerms.split.selector || s == ITokenTerms.reopenAfterSplit.selector
            || s == ITokenTerms.splits.selector || s == ITokenTerms.splitStatus.selector
            || s == ITokenTerms.scaled.selector || s == ITokenTerms.presentPosition.selector
            || s == ITokenTerms.isBroughtForward.selector || s == ITokenTerms.canScheduleRecordDate.selector
            || s == ITokenTerms.balanceOfByPartitionAt.selector || s == ITokenTerms.totalSupplyByPartitionAt.selector
            || s == ITokenTerms.balanceOfAt.selector || s == ITokenTerms.custodyBalanceOfAt.selector
            || s == ITokenTerms.positionsAt.selector || s == ITokenTerms.positionsByPartitionAt.selector
            || s == ITokenTerms.currentAccountOf.selector;
    }
}
