// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "./IKYCRegistrar.sol";

/// @title IssuerAdministration
/// @notice Whom an issuer knows: its tokens, registrars, custodians, modules and other contracts. An authority at its
/// threshold.
interface IIssuerAdministration {
    /// @notice Adds a token of this issuer that has its description and no supply yet; it shares the issuer's authorities from
    /// now on. At most 32 over the issuer's life.
    function addToken(address token) external returns (bool executed);

    /// @notice Accepts a registrar, or accepts it again. A new one must answer what a registrar answers. At most 32 over the
    /// issuer's life; the first one is primary in every token for ever.
    function addRegistrar(IKYCRegistrar registrar) external returns (bool executed);

    /// @notice Rejects a registrar: its investors can neither send nor receive from now on, unless another accepted
    /// registrar knows their account. What they hold then counts under the id that this one gives them, from the next
    /// transfer on.
    function removeRegistrar(IKYCRegistrar registrar) external returns (bool executed);

    /// @notice Approves a contract as custodian, or approves it again. A custodian stays one for ever; at most 128 over the
    /// issuer's life.
    /// @dev It must be nothing else to the issuer, and never have been used in one of its tokens.
    function addCustodian(address custodian) external returns (bool executed);

    /// @notice Ends the approval: nothing can be deposited or change owner there. Owners' withdrawals stay possible, from 30 days
    /// after this without the custodian (`ITokenHolders.exitCustody`).
    function removeCustodian(address custodian) external returns (bool executed);

    /// @notice Sets how long before its date an attachment is announced; zero: modules come at once. The owner authority; the
    /// permission cannot be given to another. A shorter delay holds when the present one has passed.
    /// @param delay seconds, at most 90 days
    function setAttachmentDelay(uint32 delay) external returns (bool executed);

    /// @notice Attaches what was announced. Anyone, within 30 days from its date.
    /// @param token zero: to all tokens
    function completeAttachment(address token, address module) external;

    /// @notice Takes an announcement back.
    function withdrawAttachment(address token, address module) external returns (bool executed);

    /// @notice Attaches a module to a token; it shares the issuer's authorities from now on. With a delay, and if the token has
    /// shares, the attachment is announced instead (`completeAttachment`); a second announcement replaces the first.
    /// @dev The hooks and permissions that the module declares take effect; see `ITokenModules.attachModule`. A contract
    /// attached by `attachContract` is refused: `detachModule` would not end its share in the authorities.
    function attachModule(address token, address module) external returns (bool executed);

    /// @notice Detaches a module from one token; what it encumbered there is free at once, and its announcement there is
    /// withdrawn. A module of the issuer is refused: it leaves all tokens at once.
    /// @dev It shares the authorities until it has left its last token.
    function detachModule(address token, address module) external returns (bool executed);

    /// @notice Attaches a module to all tokens of this issuer, and to each that is added later, until `detachIssuerModule`.
    /// All or none: if one token refuses it, nothing changes. Tokens that have it already keep it. With a delay, and if a token
    /// has shares, the attachment is announced instead.
    function attachIssuerModule(address module) external returns (bool executed);

    /// @notice Detaches a module of the issuer from all tokens that still have it.
    function detachIssuerModule(address module) external returns (bool executed);

    /// @notice Lets a contract that is neither token nor module share the issuer's authorities.
    /// @dev It can ask and record approvals of calls to itself only.
    function attachContract(address target) external returns (bool executed);

    /// @notice Ends that; the contract can be attached again. Approvals that it recorded count again then, while they
    /// have not expired.
    function detachContract(address target) external returns (bool executed);
}
