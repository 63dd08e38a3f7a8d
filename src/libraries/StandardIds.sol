// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Freezes, IERC7943Orders, IERC7943Questions} from "../interfaces/IERC7943Fungible.sol";
import {ITokenAdministration} from "../interfaces/ITokenAdministration.sol";
import {ITokenDryRuns} from "../interfaces/ITokenDryRuns.sol";
import {ITokenEnforcement} from "../interfaces/ITokenEnforcement.sol";
import {ITokenHolders} from "../interfaces/ITokenHolders.sol";
import {ITokenIssues} from "../interfaces/ITokenIssues.sol";
import {ITokenLedger} from "../interfaces/ITokenLedger.sol";
import {ITokenPartitions} from "../interfaces/ITokenPartitions.sol";
import {ITokenQuestions} from "../interfaces/ITokenQuestions.sol";
import {ITokenSupply} from "../interfaces/ITokenSupply.sol";
import {ITokenTransfers} from "../interfaces/ITokenTransfers.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title StandardIds
/// @notice ERC-165: the standards that a token speaks. An id is the XOR of a standard's selectors; the families of
/// ERC-1400 have their functions in several of our interfaces. `IERC7943Fungible` states how far this token deviates from
/// ERC-7943.
library StandardIds {
    bytes4 internal constant ERC1404 =
        ITokenQuestions.detectTransferRestriction.selector ^ ITokenDryRuns.messageForTransferRestriction.selector;

    bytes4 internal constant ERC7943 =
        type(IERC7943Orders).interfaceId ^ type(IERC7943Freezes).interfaceId ^ type(IERC7943Questions).interfaceId;

    bytes4 internal constant ERC1594 = ITokenTransfers.transferWithData.selector
        ^ ITokenTransfers.transferFromWithData.selector ^ ITokenAdministration.isIssuable.selector
        ^ ITokenLedger.issue.selector ^ ITokenSupply.redeem.selector ^ ITokenSupply.redeemFrom.selector
        ^ ITokenDryRuns.canTransfer.selector ^ ITokenDryRuns.canTransferFrom.selector;

    bytes4 internal constant ERC1644 = ITokenEnforcement.isControllable.selector
        ^ ITokenEnforcement.controllerTransfer.selector ^ ITokenEnforcement.controllerRedeem.selector;

    bytes4 internal constant ERC1410 = ITokenPartitions.balanceOfByPartition.selector
        ^ ITokenPartitions.partitionsOf.selector ^ ITokenTransfers.transferByPartition.selector
        ^ ITokenTransfers.operatorTransferByPartition.selector ^ ITokenDryRuns.canTransferByPartition.selector
        ^ ITokenHolders.isOperator.selector ^ ITokenHolders.isOperatorForPartition.selector
        ^ ITokenHolders.authorizeOperator.selector ^ ITokenHolders.revokeOperator.selector
        ^ ITokenHolders.authorizeOperatorByPartition.selector ^ ITokenHolders.revokeOperatorByPartition.selector
        ^ ITokenIssues.issueByPartition.selector ^ ITokenSupply.redeemByPartition.selector
        ^ ITokenSupply.operatorRedeemByPartition.selector;

    /// @dev The interface inherits ERC-20's functions, which an id does not count.
    bytes4 internal constant METADATA =
        IERC20Metadata.name.selector ^ IERC20Metadata.symbol.selector ^ IERC20Metadata.decimals.selector;

    function isSupported(bytes4 id) internal pure returns (bool) {
        return id == type(IERC165).interfaceId || id == type(IERC20).interfaceId || id == METADATA
            || id == type(IERC20Permit).interfaceId || id == type(IERC6372).interfaceId || id == ERC7943
            || id == ERC1404 || id == ERC1410 || id == ERC1594 || id == ERC1644;
    }
}
