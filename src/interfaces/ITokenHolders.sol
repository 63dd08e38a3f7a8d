// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title TokenHolders
/// @notice What holders, spenders, their wallets and anybody else do and ask beyond ERC-20: batches, dry
/// runs, the way out of a custodian that is approved no more.
interface ITokenHolders {
    /* -------------------------------------------------- holders ---------------------------------------------- */

    /// @notice `transfer` to many; all or none.
    function transferBatch(address[] calldata to, uint256[] calldata amounts) external;

    /// @notice Lets the other accounts of the caller's investor collect what is free in the caller's, or no more.
    /// @dev Off at first: a stolen key should not open all accounts of its owner.
    function allowSweep(bool allowed) external;

    function isSweepable(address account) external view returns (bool);

    /// @notice Moves to the caller what is free in the default partition of other accounts of its own investor, that
    /// allowed it. All or none.
    /// @return swept sum of what moved
    function sweep(address[] calldata accounts) external returns (uint256 swept);

    /// @notice Withdraws to the caller what it owns at a custodian, without the custodian: from `CUSTODY_TERM` (30 days) after
    /// the issuer ended its approval, until it is approved again.
    /// @dev Under the rules of a move between own positions: pause, freeze and restriction hold. What a lost account owns there
    /// goes to its successor first (`recoverCustody`), who withdraws it.
    function exitCustody(address custodian, uint256 amount) external;

    /* -------------------------------------------------- anyone ----------------------------------------------- */

    /// @notice Writes down ahead to which investors accounts belong, so that their first shares cost less gas. Anyone:
    /// what is written is what the first transfer would write. Skips accounts that the primary registrar does not know.
    function bindAccounts(address[] calldata accounts) external;

    /* -------------------------------------------------- dry runs ---------------------------------------------- */

    /// @notice ERC-1404: the sentence for a code.
    function messageForTransferRestriction(uint8 code) external view returns (string memory);

    /// @notice `detectTransferRestriction` for a spender, its allowance included.
    function detectTransferRestrictionFrom(address spender, address from, address to, uint256 amount)
        external
        view
        returns (uint8);

    /// @notice ERC-1594: whether the caller could transfer now; the reason is the `Restriction` as bytes1.
    function canTransfer(address to, uint256 amount, bytes calldata data) external view returns (bool, bytes1, bytes32);

    /// @notice ERC-1594: `transfer` with a reference that no module is shown.
    function transferWithData(address to, uint256 amount, bytes calldata data) external;

    /// @notice ERC-1594: `transferFrom` with a reference that no module is shown.
    function transferFromWithData(address from, address to, uint256 amount, bytes calldata data) external;

    /// @notice ERC-1594: whether the caller could transfer for `from` now, its allowance included.
    function canTransferFrom(address from, address to, uint256 amount, bytes calldata data)
        external
        view
        returns (bool, bytes1, bytes32);
}
