// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Custodian} from "../../src/custodian/Custodian.sol";
import {IssuingEntity} from "../../src/issuer/IssuingEntity.sol";
import {DistributionModule} from "../../src/modules/distribution/DistributionModule.sol";
import {LockupModule} from "../../src/modules/lockup/LockupModule.sol";
import {KYCRegistrar} from "../../src/registrar/KYCRegistrar.sol";
import {SecurityToken} from "../../src/token/SecurityToken.sol";
import {OWNER} from "../../src/types/Authority.sol";
import {Country, InvestorId, Rating} from "../../src/types/Identity.sol";
import {Registration} from "../../src/types/Investors.sol";
import {Test} from "forge-std/Test.sol";

/// @notice An issuer with one token, a custodian and both modules attached; every contract is the real one. Both
/// officers are owners at threshold 1 until `_needTwoOfficers`.
abstract contract ModuleBase is Test {
    uint40 internal constant START = 1_800_000_000;
    uint40 internal constant EXPIRY = START + 3650 days;
    Country internal constant COUNTRY = Country.wrap(276);
    Rating internal constant RATING = Rating.wrap(1);

    address internal immutable officer = makeAddr("officer");
    address internal immutable secondOfficer = makeAddr("secondOfficer");
    address internal immutable custodianOfficer = makeAddr("custodianOfficer");
    address internal immutable alice = makeAddr("alice");
    address internal immutable bob = makeAddr("bob");
    address internal immutable carol = makeAddr("carol");
    address internal immutable stranger = makeAddr("stranger");

    KYCRegistrar internal registrar;
    IssuingEntity internal issuer;
    SecurityToken internal token;
    Custodian internal custodian;
    LockupModule internal lockup;
    DistributionModule internal distribution;

    function setUp() public virtual {
        vm.warp(START);
        _deploy();
        _register(alice);
        _register(bob);
        _register(carol);
    }

    function _deploy() private {
        address[] memory officers = new address[](2);
        (officers[0], officers[1]) = (officer, secondOfficer);
        registrar = new KYCRegistrar(officers, 1);
        issuer = new IssuingEntity(officers, 1);
        token = new SecurityToken(issuer, "Scrip Ordinary", "SCRP", 0);
        custodian = _newCustodian();
        lockup = new LockupModule(token);
        distribution = new DistributionModule(token);

        vm.startPrank(officer);
        issuer.addRegistrar(registrar);
        issuer.addToken(address(token));
        issuer.addCustodian(address(custodian));
        issuer.attachModule(address(token), address(lockup));
        issuer.attachModule(address(token), address(distribution));
        issuer.setCountries(_countries(), _ratings());
        vm.stopPrank();
    }

    function _newCustodian() internal returns (Custodian) {
        address[] memory officers = new address[](2);
        (officers[0], officers[1]) = (custodianOfficer, secondOfficer);
        return new Custodian(officers, 1);
    }

    /// @dev Each account gets an investor of its own.
    function _register(address account) internal {
        Registration[] memory registrations = new Registration[](1);
        registrations[0].id = _idOf(account);
        registrations[0].country = COUNTRY;
        registrations[0].rating = RATING;
        registrations[0].expiresAt = EXPIRY;
        registrations[0].accounts = new address[](1);
        registrations[0].accounts[0] = account;
        vm.prank(officer);
        registrar.registerInvestors(registrations);
    }

    function _idOf(address account) internal pure returns (InvestorId) {
        return InvestorId.wrap(bytes12(keccak256(abi.encode(account))));
    }

    function _issue(address to, uint256 amount) internal {
        vm.prank(officer);
        token.issue(to, amount, "");
    }

    function _transfer(address from, address to, uint256 amount) internal {
        vm.prank(from);
        token.transfer(to, amount);
    }

    function _freeze(address account, bool frozen) internal {
        vm.prank(officer);
        issuer.setInvestorRestriction(_idOf(account), frozen);
    }

    function _detach(address module) internal {
        vm.prank(officer);
        issuer.detachModule(address(token), module);
    }

    function _needTwoOfficers() internal {
        vm.prank(officer);
        issuer.setAuthorityThreshold(OWNER, 2);
    }

    function _countries() private pure returns (Country[] memory countries) {
        countries = new Country[](1);
        countries[0] = COUNTRY;
    }

    function _ratings() private pure returns (Rating[] memory ratings) {
        ratings = new Rating[](1);
        ratings[0] = RATING;
    }
}
