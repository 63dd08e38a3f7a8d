// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../src/interfaces/ICustodian.sol";
import {IDistributionModule} from "../../src/interfaces/IDistributionModule.sol";
import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {AuthorityId} from "../../src/types/Authority.sol";
import {Duty} from "../../src/types/Duty.sol";
import {Country, InvestorId, Rating} from "../../src/types/Identity.sol";
import {Registration} from "../../src/types/Investors.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../../src/types/Modules.sol";
import {NoopModule} from "../mocks/NoopModule.sol";
import {PaymentToken} from "../mocks/PaymentToken.sol";
import {RevertingReceiver} from "../mocks/RevertingReceiver.sol";
import {newCustodian, newDistribution, newLockup} from "../utils/Artifacts.sol";
import {System} from "../utils/System.sol";
import {Cast} from "./stores/Cast.sol";
import {IssuerWitness} from "./stores/IssuerWitness.sol";
import {Ledger} from "./stores/Ledger.sol";
import {ModuleWitness} from "./stores/ModuleWitness.sol";
import {Payouts} from "./stores/Payouts.sol";
import {RegisterWitness} from "./stores/RegisterWitness.sol";
import {TokenWitness} from "./stores/TokenWitness.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice The deployment on which the handlers act, the people, and the clock. Six investors with two accounts each in
/// four countries, one of them not permitted, whose ids share words of records and counts and bits of freezes; two registrar authorities besides the owner; two custodians; lock-ups,
/// distributions and a module that hooks into every transfer. One account is a contract that refuses payments.
contract World is System {
    Cast public immutable cast = new Cast();
    Ledger public immutable ledger = new Ledger();
    Payouts public immutable payouts = new Payouts();

    TokenWitness public immutable tokenWitness = new TokenWitness();
    IssuerWitness public immutable issuerWitness = new IssuerWitness();
    RegisterWitness public immutable registerWitness = new RegisterWitness();
    ModuleWitness public immutable moduleWitness = new ModuleWitness();

    /// @dev Whether events are told to the witnesses.
    bool public immutable listening;
    uint256 public time = START;
    ICustodian[2] public custodians;
    ILockupModule public lockup;
    IDistributionModule public distribution;
    NoopModule public noop;
    PaymentToken public payment;
    RevertingReceiver public refuser;

    address[] private _accounts;

    constructor(bool listening_) {
        listening = listening_;
        vm.recordLogs();
        setUp();
        custodians = [newCustodian(_one(owner), 1), newCustodian(_one(owner), 1)];
        lockup = newLockup(token);
        distribution = newDistribution(token);
        noop = new NoopModule(token, HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS);
        payment = new PaymentToken("Muster dollar", "MUSD");
        payment.mint(owner, type(uint128).max);
        refuser = new RevertingReceiver(owner);
        _connect();
        _addAuthorities();
        _enter("alice", 7, CH, 1, makeAddr("alice, second account"));
        _enter("bruno", 8, CH, 2, makeAddr("bruno, second account"));
        _enter("clara", 9, DE, 1, address(refuser));
        _enter("david", 7 + 16_384, DE, 3, makeAddr("david, second account"));
        _enter("erika", type(uint32).max, US, 2, makeAddr("erika, second account"));
        _enter("frank", 1, KP, 1, makeAddr("frank, second account"));
        _addSeats();
        _tell(vm.getRecordedLogs());
    }

    /// @notice What happened, as the chain's log has it. What was reverted is to be left out.
    function tell(Vm.Log[] memory logs) external {
        if (listening) _tell(logs);
    }

    function setTime(uint256 time_) external {
        ledger.passTo(time_);
        time = time_;
    }

    function accounts() external view returns (address[] memory) {
        return _accounts;
    }

    function parts()
        external
        view
        returns (
            ISecurityToken token_,
            IIssuingEntity issuer_,
            IKYCRegistrar registrar_,
            address owner_,
            address stranger_
        )
    {
        return (token, issuer, registrar, owner, stranger);
    }

    function countries() external pure returns (Country[4] memory) {
        return [CH, DE, US, KP];
    }

    function _tell(Vm.Log[] memory logs) private {
        for (uint256 i; i < logs.length; ++i) {
            address emitter = logs[i].emitter;
            if (emitter == address(token)) tokenWitness.fold(logs[i]);
            else if (emitter == address(issuer)) issuerWitness.fold(logs[i]);
            else if (emitter == address(registrar)) registerWitness.fold(logs[i]);
            else if (emitter == address(lockup)) moduleWitness.foldLot(logs[i]);
            else if (emitter == address(distribution)) moduleWitness.foldDistribution(logs[i]);
        }
    }

    function _connect() private {
        vm.startPrank(owner);
        for (uint256 i; i < custodians.length; ++i) {
            issuer.addCustodian(address(custodians[i]));
        }
        issuer.attachModule(address(token), address(lockup));
        issuer.attachModule(address(token), address(distribution));
        payment.approve(address(distribution), type(uint256).max);
        vm.stopPrank();
    }

    /// @dev Authority 2 acts for Switzerland and Germany, 3 for the other two.
    function _addAuthorities() private {
        vm.startPrank(owner);
        registrar.addAuthority(_one(makeAddr("authority 2")), 1, type(uint40).max);
        registrar.addAuthority(_one(makeAddr("authority 3")), 1, type(uint40).max);
        _letImport(2, CH);
        _letImport(2, DE);
        _letImport(3, US);
        _letImport(3, KP);
        vm.stopPrank();
    }

    /// @dev By whoever is pranked.
    function _letImport(uint32 authority, Country country) private {
        registrar.setAuthorityCountryRange(AuthorityId.wrap(authority), Duty.Import, country, country, true);
    }

    function _enter(string memory name, uint32 number, Country country, uint8 rating, address secondAccount) private {
        InvestorId id = InvestorId.wrap(number);
        uint32 authority = country == CH || country == DE ? 2 : 3;
        address[] memory own = _two(makeAddr(name), secondAccount);
        Registration[] memory batch = new Registration[](1);
        batch[0] =
            Registration(id, keccak256(bytes(name)), country, bytes3(0), Rating.wrap(rating), START + 90 days, own);
        vm.prank(makeAddr(authority == 2 ? "authority 2" : "authority 3"));
        registrar.registerInvestors(batch);
        cast.enter(Cast.Person(id, country, authority, rating, START + 90 days, false, 0, own));
        _accounts.push(own[0]);
        _accounts.push(own[1]);
    }

    function _addSeats() private {
        ledger.addSeat(address(0), address(issuer));
        for (uint256 i; i < custodians.length; ++i) {
            ledger.addSeat(address(0), address(custodians[i]));
        }
        for (uint256 i; i < _accounts.length; ++i) {
            ledger.addSeat(address(0), _accounts[i]);
            for (uint256 j; j < custodians.length; ++j) {
                ledger.addSeat(address(custodians[j]), _accounts[i]);
            }
        }
    }
}
