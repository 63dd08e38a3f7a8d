// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract GatewaySupportsInterfaceTest is GatewayBase {
    function test_WhenTheIdIsAReceiversOrTheOneForAsking_ItShouldSayYesForLittleGas() external view {
        assertTrue(gateway.supportsInterface{gas: 30_000}(0x805f2132));
        assertTrue(gateway.supportsInterface{gas: 30_000}(0x01ffc9a7));
    }

    function test_WhenTheIdIsAnother_ItShouldSayNo() external view {
        assertFalse(gateway.supportsInterface(0xffffffff));
        assertFalse(gateway.supportsInterface(0x00000000));
        assertFalse(gateway.supportsInterface(0x6e04ff0d));
    }

    /// @dev As networks call them.
    function test_ItShouldHaveTheSelectorsThatNetworksCall() external view {
        assertEq(gateway.checkUpkeep.selector, bytes4(0x6e04ff0d));
        assertEq(gateway.performUpkeep.selector, bytes4(0x4585e33b));
        assertEq(gateway.onReport.selector, bytes4(0x805f2132));
        assertEq(gateway.checker.selector, bytes4(0xcf5303cf));
        assertEq(gateway.workable.selector, bytes4(0x8dce54b7));
        assertEq(gateway.work.selector, bytes4(0x1d2ab000));
    }
}
