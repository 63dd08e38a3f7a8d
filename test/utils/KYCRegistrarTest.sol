// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {newRegistrar} from "./Artifacts.sol";
import {Vm} from "forge-std/Test.sol";

import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {AuthorityId, OWNER} from "../../src/types/Authority.sol";
import {Duty} from "../../src/types/Duty.sol";
import {Country, InvestorId, Rating} from "../../src/types/Identity.sol";
import {Account as AccountRecord, Consent, Registration} from "../../src/types/Investors.sol";
import {Signing} from "./Signing.sol";

/// @dev One owner; a provider (authority 2, two of two) for France and Germany, another (3, one of one) for France. Both may
/// bind accounts without their consent.
abstract contract KYCRegistrarTest is Signing {
    AuthorityId internal constant PROVIDER = AuthorityId.wrap(2);
    AuthorityId internal constant RIVAL = AuthorityId.wrap(3);
    Country internal constant FRANCE = Country.wrap(250);
    Country internal constant GERMANY = Country.wrap(276);
    Country internal constant JAPAN = Country.wrap(392);
    /// @dev Their records share a storage word.
    InvestorId internal constant ALICE = InvestorId.wrap(30);
    InvestorId internal constant BOB = InvestorId.wrap(31);
    uint40 internal constant START = 1_800_000_000;
    uint40 internal constant EXPIRY = START + 365 days;

    IKYCRegistrar internal registrar;
    address internal owner = makeAddr("owner");
    Vm.Wallet[2] internal provider;
    address internal rival = makeAddr("rival");
    address internal stranger = makeAddr("stranger");
    address internal account0 = makeAddr("account 0");
    address internal account1 = makeAddr("account 1");
    address internal account2 = makeAddr("account 2");

    function setUp() public virtual {
        vm.warp(START);
        (provider[0], provider[1]) = (vm.createWallet("provider 0"), vm.createWallet("provider 1"));
        registrar = newRegistrar(_list(owner), 1);
        vm.startPrank(owner);
        registrar.addAuthority(_list(provider[0].addr, provider[1].addr), 2, type(uint40).max);
        registrar.addAuthority(_list(rival), 1, type(uint40).max);
        _letImport(PROVIDER, FRANCE);
        _letImport(PROVIDER, GERMANY);
        _letImport(RIVAL, FRANCE);
        vm.stopPrank();
    }

    /// @dev By whoever is pranked. The authority may register in the country, without consents too.
    function _letImport(AuthorityId authority, Country country) internal {
        registrar.setAuthorityCountryRange(authority, Duty.Import, country, country, true);
    }

    function _registration(InvestorId id, Country country, address[] memory accounts)
        internal
        pure
        returns (Registration memory)
    {
        return Registration({
            id: id,
            identityHash: keccak256(abi.encode("identity of", id)),
            country: country,
            region: "IDF",
            rating: Rating.wrap(2),
            expiresAt: EXPIRY,
            accounts: accounts
        });
    }

    function _one(Registration memory registration) internal pure returns (Registration[] memory list) {
        list = new Registration[](1);
        list[0] = registration;
    }

    /// @dev Alice of France, by the rival, with accounts 0 and 1.
    function _registerAlice() internal {
        vm.prank(rival);
        registrar.registerInvestors(_one(_registration(ALICE, FRANCE, _list(account0, account1))));
    }

    function _setRestriction(AuthorityId authority, bool restricted) internal {
        vm.prank(owner);
        registrar.setAuthorityRestriction(authority, restricted);
    }

    function _notAuthorityOf(AuthorityId acting, AuthorityId authority) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_NotAuthorityOf.selector, ALICE, acting, authority);
    }

    /// @dev What the wallet signs to be bound to `id` by `authority`.
    function _consent(Vm.Wallet memory wallet, InvestorId id, AuthorityId authority, uint40 deadline)
        internal
        view
        returns (Consent memory)
    {
        bytes32 digest = registrar.consentDigestOf(id, wallet.addr, authority, deadline);
        return Consent({deadline: deadline, signature: _signDigest(digest, wallet)});
    }

    function _consents(Consent memory a) internal pure returns (Consent[] memory list) {
        list = new Consent[](1);
        list[0] = a;
    }

    function _assertAccount(address account, InvestorId investor, bool restricted, bool suspended) internal view {
        AccountRecord memory bound = registrar.getAccount(account);
        assertTrue(bound.investor == investor && registrar.investorFor(account) == investor, "investor");
        assertEq(bound.restricted, restricted, "restricted");
        assertEq(bound.suspended, suspended, "suspended");
    }

    /// @dev From now on one owner alone is not enough.
    function _addSecondOwner() internal {
        vm.startPrank(owner);
        registrar.addAuthorityAddresses(OWNER, _list(makeAddr("second owner")));
        registrar.setAuthorityThreshold(OWNER, 2);
        vm.stopPrank();
    }

    function _countries(Country a) internal pure returns (Country[] memory list) {
        list = new Country[](1);
        list[0] = a;
    }

    function _countries(Country a, Country b) internal pure returns (Country[] memory list) {
        list = new Country[](2);
        (list[0], list[1]) = (a, b);
    }

    function _list(address a) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = a;
    }

    function _list(address a, address b) internal pure returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (a, b);
    }

    function _ids(InvestorId a) internal pure returns (InvestorId[] memory list) {
        list = new InvestorId[](1);
        list[0] = a;
    }

    function _ids(InvestorId a, InvestorId b) internal pure returns (InvestorId[] memory list) {
        list = new InvestorId[](2);
        (list[0], list[1]) = (a, b);
    }
}
