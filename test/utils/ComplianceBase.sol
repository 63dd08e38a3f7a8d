// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {IModuleHooks} from "../../src/interfaces/IModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {Call, OWNER, SignedApproval} from "../../src/types/Authority.sol";
import {Country, InvestorId, InvestorKey, Rating} from "../../src/types/Identity.sol";
import {Registration} from "../../src/types/Investors.sol";
import {PERMISSION_ENCUMBER} from "../../src/types/Modules.sol";
import {Move} from "../../src/types/Move.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {ModuleMock} from "../mocks/ModuleMock.sol";
import {Vault} from "../mocks/Vault.sol";
import {newRegistrar, newToken} from "./Artifacts.sol";
import {System} from "./System.sol";

/// @notice The system with two investors, and what tests of the issuer and its tokens do with it.
/// ada: CH, rating 1, two accounts. ben: DE, rating 2.
abstract contract ComplianceBase is System {
    InvestorId internal constant NOBODY = InvestorId.wrap(0);

    InvestorId internal adaId = _id("ada");
    InvestorId internal benId = _id("ben");
    address internal ada = makeAddr("ada");
    address internal adaToo = makeAddr("ada, second account");
    address internal ben;

    function setUp() public virtual override {
        super.setUp();
        _register(adaId, CH, 1, FAR, _two(ada, adaToo));
        ben = _investor("ben", DE, 2);
    }

    /* -------------------------------------------------- parties ----------------------------------------------- */

    function _custodian() internal returns (address custodian) {
        custodian = address(new Vault());
        vm.prank(owner);
        issuer.addCustodian(custodian);
    }

    function _deposit(address from, address custodian, uint256 amount) internal {
        vm.prank(from);
        token.transfer(custodian, amount);
    }

    function _module(uint8 hooks, uint16 permissions) internal returns (ModuleMock module) {
        module = new ModuleMock(token, hooks, permissions);
        _attach(module);
        refusingModule = address(module);
    }

    function _attach(ModuleMock module) internal {
        vm.prank(owner);
        issuer.attachModule(address(token), address(module));
    }

    function _detach(ModuleMock module) internal {
        vm.prank(owner);
        issuer.detachModule(address(token), address(module));
    }

    /// @dev A module that encumbers `amount` of an account's balance.
    function _encumbered(address account, uint256 amount) internal returns (ModuleMock module) {
        module = _module(0, PERMISSION_ENCUMBER);
        vm.prank(address(module));
        token.encumber(account, amount);
    }

    /// @dev Another token of the same issuer.
    function _secondToken() internal returns (ISecurityToken second) {
        second = newToken(issuer, "Muster Holding AG, preferred", "MUSTP", 0);
        vm.prank(owner);
        issuer.addToken(address(second));
    }

    /// @dev A call in the owner's name that is approved already; anybody may send it to the issuer.
    function _approved(address target, bytes memory data) internal returns (bytes memory) {
        Call memory call = Call(OWNER, target, data, keccak256(data), FAR);
        vm.prank(owner);
        issuer.approveCall(call);
        return abi.encodeCall(issuer.executeCall, (call, new SignedApproval[](0)));
    }

    /* ------------------------------------------------- registrars --------------------------------------------- */

    function _acceptAnother() internal returns (IKYCRegistrar another) {
        another = newRegistrar(_one(owner), 1);
        vm.prank(owner);
        issuer.addRegistrar(another);
    }

    function _reject(IKYCRegistrar rejected) internal {
        vm.prank(owner);
        issuer.removeRegistrar(rejected);
    }

    function _registerAt(IKYCRegistrar kyc, InvestorId id, Country country, uint8 rating, address[] memory accounts)
        internal
    {
        Registration[] memory batch = new Registration[](1);
        batch[0] = Registration(id, bytes32(0), country, bytes3(0), Rating.wrap(rating), FAR, accounts);
        vm.prank(owner);
        kyc.registerInvestors(batch);
    }

    function _renew(InvestorId id, uint8 rating, uint40 expiresAt) internal {
        vm.prank(owner);
        registrar.updateInvestor(id, bytes3(0), Rating.wrap(rating), expiresAt);
    }

    /// @dev The accreditation ends with this second. (The compiler takes `block.timestamp` for constant in a call.)
    function _lapse(InvestorId id, uint8 rating) internal {
        _renew(id, rating, uint40(vm.getBlockTimestamp()) + 1);
        skip(1);
    }

    /* --------------------------------------------------- rules ------------------------------------------------ */

    function _limitInvestors(uint256 lane, uint32 limit) internal {
        uint32[8] memory limits;
        limits[lane] = limit;
        vm.prank(owner);
        issuer.setInvestorLimits(limits);
    }

    function _limitCountry(Country country, uint256 lane, uint32 limit) internal {
        uint32[8] memory limits;
        limits[lane] = limit;
        vm.prank(owner);
        issuer.setCountryRule(country, true, Rating.wrap(1), limits);
    }

    function _forbid(Country country) internal {
        vm.prank(owner);
        issuer.setCountryRule(country, false, Rating.wrap(1), _limits(0));
    }

    /* ------------------------------------------------- assertions --------------------------------------------- */

    /// @dev The module was told of this move, which it could not stop, as the n-th thing that it was told of.
    function _assertForced(ModuleMock module, uint256 n, Move memory move) internal view {
        assertEq(module.told()[n], keccak256(abi.encodeCall(IModuleHooks.forcedMove, (move))), "forced move");
    }

    function _assertCustodyRefused(
        Restriction code,
        address custodian,
        address from,
        address to,
        uint256 amount,
        bool withdraw
    ) internal {
        Restriction dry = token.detectCustodyRestriction(custodian, from, to, amount, withdraw);
        assertEq(uint8(dry), uint8(code), "dry run");
        vm.expectRevert(_refusal(code, from, to, amount));
        vm.prank(custodian);
        if (withdraw) token.custodyWithdraw(from, to, amount);
        else token.custodyTransfer(from, to, amount);
    }

    function _assertPositions(InvestorId id, uint32 expected) internal view {
        _assertPositions(_key(id), expected);
    }

    function _assertPositions(InvestorKey investor, uint32 expected) internal view {
        (uint32 positions,,,) = issuer.investorState(investor);
        assertEq(positions, expected, "positions");
    }

    /// @dev `rating` 0: counted without a rating, or not at all.
    function _assertClass(InvestorId id, Country country, uint8 rating) internal view {
        _assertClass(_key(id), country, rating);
    }

    function _assertClass(InvestorKey investor, Country country, uint8 rating) internal view {
        (, Country counted, Rating as_,) = issuer.investorState(investor);
        assertEq(Country.unwrap(counted), Country.unwrap(country), "country of the count");
        assertEq(Rating.unwrap(as_), rating, "rating of the count");
    }

    function _assertInvestors(uint32 total) internal view {
        (uint32[8] memory counts,) = issuer.investorCounts();
        assertEq(counts[0], total, "investors");
    }

    function _assertOfCountry(Country country, uint32 expected) internal view {
        (,, uint32[8] memory counts,) = issuer.countryRule(country);
        assertEq(counts[0], expected, "investors of the country");
    }

    function _assertBalances(uint256 ofAda, uint256 ofBen) internal view {
        assertEq(token.balanceOf(ada), ofAda, "ada");
        assertEq(token.balanceOf(ben), ofBen, "ben");
    }

    function _expectUnknownToken(address unknown) internal {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_UnknownToken.selector, unknown));
    }
}
