// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../src/interfaces/ITokenEvents.sol";
import {Country, InvestorId, InvestorKey, Rating, investorKey} from "../../src/types/Identity.sol";
import {Registration} from "../../src/types/Investors.sol";
import {FIRST_MODULE_CODE, Restriction} from "../../src/types/Restriction.sol";
import {ModuleMock} from "../mocks/ModuleMock.sol";
import {newIssuer, newRegistrar, newToken} from "./Artifacts.sol";
import {Test} from "forge-std/Test.sol";

/// @notice One registrar, one issuer, one token, as a deployment leaves them; owner threshold 1. Three countries are
/// permitted, a fourth is not. Investors are made by `_investor`.
abstract contract System is Test {
    Country internal constant CH = Country.wrap(756);
    Country internal constant DE = Country.wrap(276);
    Country internal constant US = Country.wrap(840);
    Country internal constant KP = Country.wrap(408);
    uint40 internal constant FAR = 4_000_000_000;
    uint40 internal constant START = 1_800_000_000;

    address internal owner = makeAddr("owner");
    address internal stranger = makeAddr("stranger");
    IKYCRegistrar internal registrar;
    IIssuingEntity internal issuer;
    ISecurityToken internal token;

    /// @dev The module that refuses where a test expects that one does, and why.
    address internal refusingModule;
    bytes internal refuserReason = abi.encodePacked(ModuleMock.ModuleMock_Refused.selector);

    function setUp() public virtual {
        vm.warp(START);
        address[] memory owners = _one(owner);
        registrar = newRegistrar(owners, 1);
        issuer = newIssuer(owners, 1);
        vm.prank(owner);
        issuer.addRegistrar(registrar);
        token = newToken(issuer, "Muster Holding AG", "MUST", 0);
        vm.startPrank(owner);
        issuer.addToken(address(token));
        issuer.setCountries(_countries(CH, DE, US), _ratings(1, 1, 2));
        vm.stopPrank();
    }

    function _id(string memory name) internal pure returns (InvestorId) {
        return InvestorId.wrap(uint32(bytes4(keccak256(bytes(name)))));
    }

    /// @dev As the issuer knows an investor of its first registrar.
    function _key(InvestorId id) internal pure returns (InvestorKey) {
        return investorKey(0, id);
    }

    function _keys(InvestorId id) internal pure returns (InvestorKey[] memory keys) {
        keys = new InvestorKey[](1);
        keys[0] = _key(id);
    }

    /// @dev Another id of the same bucket of freezes, whose bit is its own.
    function _withSameBucket(InvestorId id) internal pure returns (InvestorId) {
        return InvestorId.wrap(InvestorId.unwrap(id) ^ 64);
    }

    /// @dev Another id for which the same bit stands among the freezes.
    function _withSameFreezeBit(InvestorId id) internal pure returns (InvestorId) {
        return InvestorId.wrap(InvestorId.unwrap(id) ^ 16_384);
    }

    /// @dev Registers an investor whose only account is `makeAddr(name)`.
    function _investor(string memory name, Country country, uint8 rating) internal returns (address account) {
        account = makeAddr(name);
        _register(_id(name), country, rating, FAR, _one(account));
    }

    function _register(InvestorId id, Country country, uint8 rating, uint40 expiresAt, address[] memory accounts)
        internal
    {
        Registration[] memory batch = new Registration[](1);
        batch[0] = Registration(id, bytes32(0), country, bytes3("ZH"), Rating.wrap(rating), expiresAt, accounts);
        vm.prank(owner);
        registrar.registerInvestors(batch);
    }

    function _issue(address to, uint256 amount) internal {
        vm.prank(owner);
        token.issue(to, amount, "");
    }

    function _freeze(InvestorId id, bool frozen) internal {
        vm.prank(owner);
        issuer.setInvestorRestriction(_key(id), frozen);
    }

    /// @dev The dry run says `code`, and the transfer reverts with it and changes nothing.
    function _assertRefused(Restriction code, address from, address to, uint256 amount) internal {
        assertEq(token.detectTransferRestriction(from, to, amount), _publicCode(code), "dry run");
        bytes memory refusal = _refusal(code, from, to, amount);
        vm.expectRevert(refusal);
        token.checkTransfer(from, to, amount);
        vm.prank(from);
        (bool can, bytes1 reason,) = token.canTransfer(to, amount, "");
        assertFalse(can);
        assertEq(uint8(reason), _publicCode(code), "canTransfer");
        vm.expectRevert(refusal);
        vm.prank(from);
        token.transfer(to, amount);
    }

    /// @dev What the token reverts with; of a module, what `refusingModule` answers.
    function _refusal(Restriction code, address from, address to, uint256 amount) internal view returns (bytes memory) {
        if (code != Restriction.ModuleRefused) {
            return abi.encodeWithSelector(ITokenEvents.SecurityToken_TransferRefused.selector, code, from, to, amount);
        }
        return abi.encodeWithSelector(
            ITokenEvents.SecurityToken_ModuleRefused.selector, refusingModule, refuserReason, from, to, amount
        );
    }

    function _publicCode(Restriction code) internal view returns (uint8) {
        if (code != Restriction.ModuleRefused) return uint8(code);
        address[] memory attached = token.modules();
        uint8 place;
        while (attached[place] != refusingModule) ++place;
        return FIRST_MODULE_CODE + place;
    }

    function _assertPasses(address from, address to, uint256 amount) internal {
        assertEq(token.detectTransferRestriction(from, to, amount), 0, "dry run");
        assertTrue(token.checkTransfer(from, to, amount));
        vm.prank(from);
        (bool can,,) = token.canTransfer(to, amount, "");
        assertTrue(can, "canTransfer");
        vm.prank(from);
        assertTrue(token.transfer(to, amount));
    }

    function _assertCounts(Country country, uint8 rating, uint32 total, uint32 ofCountry, uint32 ofClass)
        internal
        view
    {
        (uint32[8] memory counts,) = issuer.investorCounts();
        (,, uint32[8] memory countryCounts,) = issuer.countryRule(country);
        assertEq(counts[0], total, "total");
        assertEq(countryCounts[0], ofCountry, "country");
        if (rating != 0) assertEq(countryCounts[rating], ofClass, "country and rating");
    }

    function _one(address account) internal pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }

    function _two(address a, address b) internal pure returns (address[] memory accounts) {
        accounts = new address[](2);
        (accounts[0], accounts[1]) = (a, b);
    }

    function _ids(InvestorId id) internal pure returns (InvestorId[] memory ids) {
        ids = new InvestorId[](1);
        ids[0] = id;
    }

    function _limits(uint32 total) internal pure returns (uint32[8] memory limits) {
        limits[0] = total;
    }

    function _countries(Country a, Country b, Country c) internal pure returns (Country[] memory countries) {
        countries = new Country[](3);
        (countries[0], countries[1], countries[2]) = (a, b, c);
    }

    function _ratings(uint8 a, uint8 b, uint8 c) internal pure returns (Rating[] memory ratings) {
        ratings = new Rating[](3);
        (ratings[0], ratings[1], ratings[2]) = (Rating.wrap(a), Rating.wrap(b), Rating.wrap(c));
    }
}
