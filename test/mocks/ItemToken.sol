// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @notice A collection; anyone may make items.
contract ItemToken is ERC721("Items", "ITEM") {
    function mint(address to, uint256 id) external {
        _mint(to, id);
    }
}
