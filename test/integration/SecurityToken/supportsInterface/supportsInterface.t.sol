// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract SupportsInterfaceTest is ComplianceBase {
    /// @dev Literals, computed apart from our interfaces out of the standards' signatures.
    function test_WhenTheIdIsAStandardsThatItSpeaks_ItShouldSayYes() external view {
        assertTrue(token.supportsInterface(0x01ffc9a7), "ERC-165");
        assertTrue(token.supportsInterface(0x36372b07), "ERC-20");
        assertTrue(token.supportsInterface(0xa219a025), "ERC-20 metadata");
        assertTrue(token.supportsInterface(0x9d8ff7da), "ERC-2612");
        assertTrue(token.supportsInterface(0xda287a1d), "ERC-6372");
        assertTrue(token.supportsInterface(0x3edbb4c4), "ERC-7943");
        assertTrue(token.supportsInterface(0xab84a5c8), "ERC-1404");
        assertTrue(token.supportsInterface(0x8d32701d), "ERC-1410");
        assertTrue(token.supportsInterface(0x27cac147), "ERC-1594");
        assertTrue(token.supportsInterface(0x953cc54c), "ERC-1644");
    }

    function test_WhenTheIdIsAnother_ItShouldSayNo() external view {
        bytes4[6] memory others = [bytes4(0xffffffff), 0x00000000, 0x80ac58cd, 0xd9b67a26, 0xbf1ef5fe, 0x41c4fbad];
        for (uint256 i; i < others.length; ++i) {
            assertFalse(token.supportsInterface(others[i]));
        }
    }
}
