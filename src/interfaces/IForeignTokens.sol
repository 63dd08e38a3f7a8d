// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @title ForeignTokens
/// @notice The way out for tokens that somebody sent by mistake to a contract that keeps none.
/// @dev By the contract's authorities at their threshold. A purse keeps money for others and is swept by rules of its own
/// (`IPayouts.sweepSurplus`). A MultiSig needs none: it transfers them by `executeCall`. Neither ether nor ERC-1155 can be sent
/// to these contracts.
interface IForeignTokens {
    event ForeignTokensRecovered(IERC20 indexed asset, address indexed to, uint256 amount);
    event ForeignItemRecovered(IERC721 indexed asset, address indexed to, uint256 id);

    /// @notice The contract's own shares are no foreign tokens.
    error ForeignTokens_Own(address asset);

    /// @notice Sends `amount` (smallest units of the asset) of what lies here.
    function recoverTokens(IERC20 asset, address to, uint256 amount) external returns (bool executed);

    /// @notice Sends an item of a collection (ERC-721) that lies here. A receiver that is a contract is not asked.
    function recoverItem(IERC721 asset, address to, uint256 id) external returns (bool executed);
}
