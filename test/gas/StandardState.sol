// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../src/interfaces/ICustodian.sol";
import {Country, InvestorId, Rating} from "../../src/types/Identity.sol";
import {Registration} from "../../src/types/Investors.sol";
import {newCustodian} from "../utils/Artifacts.sol";
import {System} from "../utils/System.sol";

/// @notice The state from which gas is measured: three permitted countries with a minimum rating; limits in total, by
/// rating, by country, and by country and rating, none of them zero; one custodian; no module; threshold 1. Investors
/// 1 to 9 are registered, the last with three accounts; 100,000 units lie in the treasury. Eight others are frozen.
/// @dev Tests run with `isolate`: each call of a test is a transaction of its own, with cold accounts and slots, and
/// `lastCallGas` is what a receipt would say: 21,000, calldata and execution less refunds.
abstract contract StandardState is System {
    uint256 internal constant TREASURY = 100_000;

    /// @dev Index 1 to 9: the investor's first account.
    address[10] internal investors;
    address[3] internal ninth;
    ICustodian internal custodian;

    function setUp() public virtual override {
        super.setUp();
        custodian = newCustodian(_one(owner), 1);
        vm.startPrank(owner);
        issuer.addCustodian(address(custodian));
        issuer.setInvestorLimits(_allLimits(1000, 500));
        issuer.setCountryRule(CH, true, Rating.wrap(1), _allLimits(400, 300));
        issuer.setCountryRule(DE, true, Rating.wrap(1), _allLimits(400, 300));
        issuer.setCountryRule(US, true, Rating.wrap(1), _allLimits(400, 300));
        vm.stopPrank();
        _registerNine();
        for (uint256 i; i < 8; ++i) {
            _freeze(_id(string.concat("suspect ", vm.toString(i))), true);
        }
        _issue(address(issuer), TREASURY);
    }

    /// @dev 1000 units each to investors 1 to 6: two of each country, of ratings 1 and 2.
    function _distribute() internal {
        for (uint256 i = 1; i <= 6; ++i) {
            _fromTreasury(investors[i], 1000);
        }
    }

    function _fromTreasury(address to, uint256 amount) internal {
        vm.prank(owner);
        token.transferTreasury(to, amount);
    }

    function _send(address from, address to, uint256 amount) internal {
        vm.prank(from);
        token.transfer(to, amount);
    }

    function _registration(string memory name) internal returns (Registration memory) {
        return Registration(_id(name), CH, bytes3("ZH"), Rating.wrap(1), FAR, _one(makeAddr(name)));
    }

    /// @dev `count` investors of one country, with one account each; the batch is not sent yet.
    function _registrations(uint256 count) internal returns (Registration[] memory batch) {
        batch = new Registration[](count);
        for (uint256 i; i < count; ++i) {
            batch[i] = _registration(string.concat("investor of a batch ", vm.toString(i)));
        }
    }

    function _registerMany(uint256 count) internal returns (address[] memory accounts) {
        Registration[] memory batch = _registrations(count);
        accounts = new address[](count);
        for (uint256 i; i < count; ++i) {
            accounts[i] = batch[i].accounts[0];
        }
        vm.prank(owner);
        registrar.registerInvestors(batch);
    }

    function _same(uint256 amount, uint256 count) internal pure returns (uint256[] memory amounts) {
        amounts = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            amounts[i] = amount;
        }
    }

    function _allLimits(uint32 total, uint32 byRating) internal pure returns (uint32[8] memory limits) {
        limits[0] = total;
        for (uint256 i = 1; i < 8; ++i) {
            limits[i] = byRating;
        }
    }

    function _registerNine() private {
        uint8[10] memory ratings = [0, 1, 2, 1, 2, 1, 2, 1, 1, 1];
        Country[10] memory countries = [CH, CH, CH, DE, DE, US, US, CH, DE, CH];
        for (uint256 i = 1; i < 9; ++i) {
            investors[i] = _investor(string.concat("investor", vm.toString(i)), countries[i], ratings[i]);
        }
        address[] memory accounts = new address[](3);
        for (uint256 i; i < 3; ++i) {
            accounts[i] = ninth[i] = makeAddr(string.concat("investor9, account ", vm.toString(i)));
        }
        investors[9] = ninth[0];
        _register(_id("investor9"), CH, 1, FAR, accounts);
    }
}
