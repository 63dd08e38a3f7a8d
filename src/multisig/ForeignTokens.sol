// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IForeignTokens} from "../interfaces/IForeignTokens.sol";
import {Guarded} from "./Governed.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @title ForeignTokens
/// @notice For contracts that hold no tokens for others: tokens sent there by mistake can be recovered. A contract that holds
/// tokens for others must not inherit this.
/// @dev The asset is called with a transfer's selector and nothing else, and nothing is written here: a hostile one gains
/// nothing by calling back.
abstract contract ForeignTokens is Guarded, IForeignTokens {
    using SafeERC20 for IERC20;

    /// @inheritdoc IForeignTokens
    function recoverTokens(IERC20 asset, address to, uint256 amount) external override returns (bool) {
        if (!_checkAuthority()) return false;
        _requireForeign(address(asset));
        asset.safeTransfer(to, amount);
        emit ForeignTokensRecovered(asset, to, amount);
        return true;
    }

    /// @inheritdoc IForeignTokens
    function recoverItem(IERC721 asset, address to, uint256 id) external override returns (bool) {
        if (!_checkAuthority()) return false;
        _requireForeign(address(asset));
        asset.transferFrom(address(this), to, id);
        emit ForeignItemRecovered(asset, to, id);
        return true;
    }

    function _requireForeign(address asset) private view {
        if (asset == address(this)) revert ForeignTokens_Own(asset);
    }
}
