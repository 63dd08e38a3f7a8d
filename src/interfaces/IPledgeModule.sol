// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Pledge, PledgeState, PledgeTerms} from "../types/Pledge.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {IForeignTokens} from "./IForeignTokens.sol";
import {ITokenModule} from "./IModule.sol";
import {IWorkSource} from "./IWorkSource.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

/// @title PledgeModule
/// @notice Pledges: a holder gives a part of a position as security, and keeps it until the secured party realises it after
/// a default. See docs/handbook/pledges.md.
/// @dev Pledges are numbered from 1. What all open pledges of a position secure together is what the token has booked for this
/// module there: encumbered now, or taken by force. So a pledge shrinks when force takes shares, and grows back when that is
/// undone. A pledge that was made earlier ranks before a later one: what force took
/// is missing in the last. Pledge and secured party follow a lost account to its successor, and a lost key has no power.
/// As a source of work it has one kind, "expire"; an id is a pledge's number.
interface IPledgeModule is ITokenModule, IWorkSource, IForeignTokens, IERC5267 {
    /// @notice A holder offers a pledge. Nothing is encumbered before the secured party accepts.
    /// @param acceptBy last second (Unix time) in which it is accepted
    event PledgeProposed(
        uint256 indexed pledgeId,
        address indexed account,
        address indexed securedParty,
        PledgeTerms terms,
        uint40 acceptBy
    );
    event PledgeWithdrawn(uint256 indexed pledgeId);
    /// @notice The amount is encumbered from now on.
    event PledgeAccepted(uint256 indexed pledgeId);
    /// @notice The secured party has told of a default.
    /// @param realisableFrom first second (Unix time) in which the pledge is realised
    /// @param documentHash of the notice
    event PledgeCalled(uint256 indexed pledgeId, uint40 realisableFrom, bytes32 documentHash);
    /// @notice The default is cured.
    event PledgeCallWithdrawn(uint256 indexed pledgeId);
    /// @notice Pledged shares were settled to the secured party or to the buyer that it named.
    /// @param left what is still pledged
    event PledgeRealised(uint256 indexed pledgeId, address indexed to, address custodian, uint256 amount, uint256 left);
    /// @param left what is still pledged
    event PledgeReleased(uint256 indexed pledgeId, uint256 amount, uint256 left);
    /// @param amount what its end has freed
    event PledgeExpired(uint256 indexed pledgeId, uint256 amount);
    /// @notice The holder's account was lost: the pledge is its successor's.
    event PledgeFollowed(uint256 indexed pledgeId, address indexed account);
    /// @param documentHash zero if the secured party did it; otherwise of the document that orders it
    event PledgeAssigned(uint256 indexed pledgeId, address indexed securedParty, bytes32 documentHash);
    /// @notice The signature over this digest opens no pledge any more.
    event PledgeSignatureRevoked(address indexed account, bytes32 digest);

    error PledgeModule_UnknownPledge(uint256 pledgeId);
    /// @notice The pledge cannot become `next` from the state in which it is.
    error PledgeModule_WrongState(uint256 pledgeId, PledgeState state, PledgeState next);
    error PledgeModule_NotHolder(address caller, address holder);
    error PledgeModule_NotSecuredParty(address caller, address securedParty);
    /// @notice Amount, its split epoch, parties, end and terms: one of them is out of bounds.
    error PledgeModule_InvalidTerms();
    error PledgeModule_TooManyPledges(PositionKey position);
    /// @notice The holder may send nothing now, so nothing of its is pledged.
    error PledgeModule_HolderBarred(address holder);
    error PledgeModule_ProposalLapsed(uint256 pledgeId, uint40 acceptBy);
    error PledgeModule_SignatureExpired(uint256 deadline);
    /// @notice It is not the holder's, or was used or revoked.
    error PledgeModule_InvalidSignature(address holder);
    /// @notice The end date has passed: no default can be told of any more.
    error PledgeModule_Ended(uint256 pledgeId, uint40 endsAt);
    error PledgeModule_TermRuns(uint256 pledgeId, uint40 realisableFrom);
    error PledgeModule_AmountExceeded(uint256 pledgeId, uint256 available, uint256 amount);
    /// @notice A single pledge has no end date, or one that has not come, or was called.
    error PledgeModule_NotDue(uint256 pledgeId, uint40 endsAt);
    /// @notice A detached module frees and settles nothing.
    error PledgeModule_NotAttached();
    error PledgeModule_DocumentRequired();

    /* ------------------------------------------------- holders ----------------------------------------------- */

    /// @notice Offers a pledge; the secured party may accept within 30 days. The account that owns the position.
    function propose(PledgeTerms calldata terms) external returns (uint256 pledgeId);

    /// @notice Takes an offer back. The holder, before it is accepted.
    function withdraw(uint256 pledgeId) external;

    /// @notice Makes a signature over these terms worthless. The account that signed.
    function revokeSignature(bytes32 digest) external;

    /* ---------------------------------------------- secured parties ------------------------------------------ */

    /// @notice Accepts an offer; the amount is encumbered. The holder must be allowed to send, and the amount free of other
    /// modules' encumbrances.
    function accept(uint256 pledgeId) external;

    /// @notice Opens a pledge that the holder has signed. The secured party.
    /// @param salt makes the signature one of its own: each opens one pledge
    /// @param deadline last second (Unix time) in which the signature serves
    function acceptSigned(PledgeTerms calldata terms, bytes32 salt, uint256 deadline, bytes calldata signature)
        external
        returns (uint256 pledgeId);

    /// @notice Tells of a default: the holder may cure it within the term. A called pledge does not end by its date.
    /// @param documentHash of the notice
    function call(uint256 pledgeId, bytes32 documentHash) external;

    /// @notice The default is cured.
    function withdrawCall(uint256 pledgeId) external;

    /// @notice Settles pledged shares, once the term has passed, to the secured party or to a buyer, who obeys all rules of
    /// receiving. What is refused reverts with the token's reason, stays pledged, and can be tried again.
    /// @param to of the same partition; an account, directly or at a custodian
    /// @param amount at most what is available; the rest stays pledged
    /// @param data for modules that judge the settlement, as in `ITokenSettlements.settle`
    function realise(uint256 pledgeId, PositionKey calldata to, uint256 amount, bytes calldata data) external;

    /// @notice Gives back up to all of what is pledged; what force took of it is made up for first.
    function release(uint256 pledgeId, uint256 amount) external;

    /// @notice Makes another account the secured party.
    function assign(uint256 pledgeId, address securedParty) external;

    /* ----------------------------------------------- authorities --------------------------------------------- */

    /// @notice Makes another account the secured party, where that one has lost its key, or a court orders it. The owner
    /// authority at its threshold; the permission cannot be given to another.
    /// @param documentHash of the document that orders it
    function replaceSecuredParty(uint256 pledgeId, address securedParty, bytes32 documentHash)
        external
        returns (bool executed);

    /* ------------------------------------------------- anyone ------------------------------------------------ */

    /// @notice Frees pledges whose end date has passed. Skips others; a single such pledge reverts with its reason.
    /// @return expired how many ended now
    function expire(uint256[] calldata pledgeIds) external returns (uint256 expired);

    /// @notice Brings pledges of a lost account to its successor. Whatever needs it does it by itself.
    function refresh(uint256[] calldata pledgeIds) external;

    /* ------------------------------------------------- views ------------------------------------------------- */

    function getPledge(uint256 pledgeId) external view returns (Pledge memory);

    function pledgeCount() external view returns (uint256);

    /// @notice Open pledges of a position, in the order of their rank.
    function pledgesOf(PositionKey calldata position) external view returns (uint256[] memory pledgeIds);

    /// @notice What a holder signs (EIP-712).
    function digestOf(PledgeTerms calldata terms, bytes32 salt, uint256 deadline) external view returns (bytes32);
}
