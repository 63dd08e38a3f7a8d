// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId} from "../../src/types/Identity.sol";
import {Registration} from "../../src/types/Investors.sol";
import {KYCRegistrarTest} from "../utils/KYCRegistrarTest.sol";

/// @dev Whole transactions: every call below is one, with intrinsic gas and cold storage.
/// forge-config: default.isolate = true
contract KYCRegistrarGasTest is KYCRegistrarTest {
    function test_OneRegistration() external {
        uint256 used = _register(1);
        emit log_named_uint("one registration", used);
        assertLe(used, 84_500);
    }

    function test_BatchOfFifty() external {
        uint256 used = _register(50) / 50;
        emit log_named_uint("each of fifty", used);
        assertLe(used, 54_500);
    }

    function test_StandingsOfATransfer() external {
        _register(2);
        vm.cool(address(registrar));
        registrar.standingsOf(_id(0), 0, _id(1), 0);
        uint256 used = vm.lastCallGas().gasTotalUsed;
        emit log_named_uint("two standings, cold", used);
        assertLe(used, 10_500);
    }

    function _register(uint160 count) private returns (uint256) {
        Registration[] memory batch = new Registration[](count);
        for (uint160 i; i < count; ++i) {
            batch[i] =
                _registration(_id(i), FRANCE, _list(address(uint160(uint256(keccak256(abi.encode("account", i)))))));
        }
        vm.prank(owner);
        registrar.registerInvestors(batch);
        return vm.lastCallGas().gasTotalUsed;
    }

    function _id(uint160 i) private pure returns (InvestorId) {
        return InvestorId.wrap(bytes12(keccak256(abi.encode("investor", i))));
    }
}
