// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Questions} from "./IERC7943Fungible.sol";
import {IGoverned} from "./IGoverned.sol";
import {ITokenAdministration} from "./ITokenAdministration.sol";
import {ITokenDescription} from "./ITokenDescription.sol";
import {ITokenDryRuns} from "./ITokenDryRuns.sol";
import {ITokenEnforcement} from "./ITokenEnforcement.sol";
import {ITokenEvents} from "./ITokenEvents.sol";
import {ITokenHolders} from "./ITokenHolders.sol";
import {ITokenIssues} from "./ITokenIssues.sol";
import {ITokenLedger} from "./ITokenLedger.sol";
import {ITokenModules} from "./ITokenModules.sol";
import {ITokenPartitions} from "./ITokenPartitions.sol";
import {ITokenQuestions} from "./ITokenQuestions.sol";
import {ITokenRecovery} from "./ITokenRecovery.sol";
import {ITokenSettlements} from "./ITokenSettlements.sol";
import {ITokenSignatures} from "./ITokenSignatures.sol";
import {ITokenSupply} from "./ITokenSupply.sol";
import {ITokenTerms} from "./ITokenTerms.sol";
import {ITokenTransfers} from "./ITokenTransfers.sol";

/// @title SecurityToken
/// @notice One class of an issuer's securities: an ERC-20 whose every transfer obeys the issuer's rules. Amounts are in
/// the token's smallest unit (10^-decimals).
/// @dev A position is what an account owns directly, or as beneficial owner at a custodian. Each position is one
/// storage word (docs/decisions/0015-layout.md). A custodian's own balance is the sum of its beneficial positions.
/// Sum of balances = total supply, always. Zero-value and self transfers are legal and change nothing.
/// The code has a part for each audience. The parts cannot change once the token is deployed
/// (docs/decisions/0007-token-in-parts.md).
/// Callers see one contract.
interface ISecurityToken is
    ITokenEvents,
    ITokenLedger,
    ITokenAdministration,
    ITokenTransfers,
    ITokenIssues,
    ITokenHolders,
    ITokenDescription,
    ITokenModules,
    ITokenPartitions,
    ITokenSupply,
    ITokenSettlements,
    ITokenEnforcement,
    ITokenRecovery,
    ITokenDryRuns,
    ITokenQuestions,
    IERC7943Questions,
    ITokenSignatures,
    ITokenTerms,
    IGoverned
{}
