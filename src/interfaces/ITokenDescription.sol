// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IForeignTokens} from "./IForeignTokens.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title TokenDescription
/// @notice How a token presents itself to wallets and explorers, what the issuer changes of that, and the way out for what was
/// sent to the token by mistake.
interface ITokenDescription is IERC165, IForeignTokens {
    /// @notice Gives a clone of a token its description; issuer, registrar and parts are its original's. Once, before the
    /// issuer adds it. `ITokenFactory` does it in the transaction that makes the clone.
    function initialize(string calldata name, string calldata symbol, uint8 decimals) external;

    /// @notice The name in force. What is signed for the token names the one in `eip712Domain` instead.
    function name() external view returns (string memory);

    function symbol() external view returns (string memory);

    /// @notice Places after the decimal point in which amounts are shown.
    function decimals() external view returns (uint8);

    /// @notice Gives the token another name and symbol, each of 1 to 64 bytes. An authority at its threshold.
    /// @dev The EIP-712 domain keeps the name with which the token was founded, so that what holders have signed stays good.
    function rename(string calldata name, string calldata symbol) external returns (bool executed);

    /// @notice ERC-7572: where wallets find what to show of the token (logo, text, links). Empty if the issuer named nothing.
    function contractURI() external view returns (string memory);

    /// @notice Names another place, of at most 2,048 bytes; empty: none. An authority at its threshold.
    function setContractURI(string calldata uri) external returns (bool executed);

    /// @notice The token whose code this one runs: its own address unless it is a clone (ERC-1167).
    function original() external view returns (address);

    /// @notice ERC-6372: the time, in seconds.
    function clock() external view returns (uint48);

    /// @notice ERC-6372: record dates are Unix times.
    function CLOCK_MODE() external view returns (string memory);
}
