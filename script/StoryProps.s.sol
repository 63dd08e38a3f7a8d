// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PaymentCurrency} from "../test/mocks/PaymentToken.sol";
import {RevertingReceiver} from "../test/mocks/RevertingReceiver.sol";
import {Script} from "forge-std/Script.sol";

/// @title StoryProps
/// @notice What the story needs beside the protocol: a payment currency that calls its receivers, and an investor's
/// wallet contract that refuses payments until its owner lets it accept them.
/// @dev Environment: `CURRENCY_NAME`, `CURRENCY_SYMBOL`, `CURRENCY_DECIMALS`, `WALLET_OWNER` (the investor's account), `TREASURER` and
/// `CURRENCY_AMOUNT` (who gets how much of the currency, smallest units), `PROPS` (JSON file to write).
contract StoryProps is Script {
    function run() external {
        vm.startBroadcast();
        PaymentCurrency currency = new PaymentCurrency(
            vm.envString("CURRENCY_NAME"), vm.envString("CURRENCY_SYMBOL"), uint8(vm.envUint("CURRENCY_DECIMALS"))
        );
        currency.mint(vm.envAddress("TREASURER"), vm.envUint("CURRENCY_AMOUNT"));
        RevertingReceiver wallet = new RevertingReceiver(vm.envAddress("WALLET_OWNER"));
        vm.stopBroadcast();

        vm.serializeAddress("props", "currency", address(currency));
        vm.writeJson(vm.serializeAddress("props", "wallet", address(wallet)), vm.envString("PROPS"));
    }
}
