// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {AuthorityId} from "../../src/types/Authority.sol";
import {Country, InvestorId, InvestorKey, Rating, investorKey} from "../../src/types/Identity.sol";
import {InvestorClass, investorClass} from "../../src/types/InvestorClass.sol";
import {Account as AccountState} from "../../src/types/Investors.sol";
import {Distribution} from "../../src/types/Payout.sol";
import {World} from "./World.sol";
import {DistributionHandler} from "./handlers/DistributionHandler.sol";
import {IssuerHandler} from "./handlers/IssuerHandler.sol";
import {LockupHandler} from "./handlers/LockupHandler.sol";
import {RegistrarHandler} from "./handlers/RegistrarHandler.sol";
import {TimeHandler} from "./handlers/TimeHandler.sol";
import {TransferHandler} from "./handlers/TransferHandler.sol";
import {IssuerWitness} from "./stores/IssuerWitness.sol";
import {Ledger} from "./stores/Ledger.sol";
import {ModuleWitness} from "./stores/ModuleWitness.sol";
import {RegisterWitness} from "./stores/RegisterWitness.sol";
import {TokenWitness} from "./stores/TokenWitness.sol";
import {Test} from "forge-std/Test.sol";

/// @notice I23 to I32 and I62 to I64 of README.md: who has read nothing but the events knows every figure.
/// @dev Events add up over a whole life, so the figures are compared at its end.
contract EventsInvariants is Test {
    World private world;
    TokenWitness private tokenTold;
    IssuerWitness private issuerTold;
    RegisterWitness private registerTold;
    ModuleWitness private moduleTold;
    ISecurityToken private token;
    IIssuingEntity private issuer;
    IKYCRegistrar private registrar;

    function setUp() external {
        world = new World(true);
        (token, issuer, registrar,,) = world.parts();
        (tokenTold, issuerTold) = (world.tokenWitness(), world.issuerWitness());
        (registerTold, moduleTold) = (world.registerWitness(), world.moduleWitness());
        targetContract(address(new TransferHandler(world)));
        targetContract(address(new IssuerHandler(world)));
        targetContract(address(new RegistrarHandler(world)));
        targetContract(address(new LockupHandler(world)));
        targetContract(address(new DistributionHandler(world)));
        targetContract(address(new TimeHandler(world)));
    }

    /// @dev The supply at each step; the rest in the end.
    function invariant_I23_EventsTellTheSupply() external view {
        assertEq(token.totalSupply(), tokenTold.supply(), "I23: supply");
    }

    function afterInvariant() external {
        vm.warp(world.time());
        _checkI23Balances();
        _checkI24RecordDates();
        _checkI25Encumbrances();
        _checkI26Issuer();
        _checkI27Counts();
        _checkI28Investors();
        _checkI29Accounts();
        _checkI30Lots();
        _checkI31Distributions();
        _checkI32Allowances();
    }

    function _checkI23Balances() private view {
        Ledger.Seat[] memory seats = world.ledger().seats();
        for (uint256 i; i < seats.length; ++i) {
            (address custodian, address account) = (seats[i].custodian, seats[i].account);
            uint256 balance =
                custodian == address(0) ? token.balanceOf(account) : token.custodyBalanceOf(custodian, account);
            assertEq(balance, tokenTold.balanceOf(custodian, account), "I23: balance");
        }
        assertEq(token.isRestricted(), tokenTold.restricted(), "I26: token paused");
    }

    function _checkI24RecordDates() private view {
        uint40[] memory dates = tokenTold.dates();
        assertEq(abi.encode(dates), abi.encode(token.recordDates()), "I24: record dates");
        Ledger.Seat[] memory seats = world.ledger().seats();
        for (uint256 d; d < dates.length && dates[d] < world.time(); ++d) {
            uint256 supply = tokenTold.balanceAt(address(0), address(0), dates[d]);
            assertEq(token.totalSupplyAt(dates[d]), supply, "I24: supply at a date");
            for (uint256 i; i < seats.length; ++i) {
                (address custodian, address account) = (seats[i].custodian, seats[i].account);
                uint256 balance = custodian == address(0)
                    ? token.balanceOfAt(account, dates[d])
                    : token.custodyBalanceOfAt(custodian, account, dates[d]);
                assertEq(balance, tokenTold.balanceAt(custodian, account, dates[d]), "I24: balance at a date");
            }
        }
    }

    function _checkI25Encumbrances() private view {
        address[] memory modules = tokenTold.modules();
        address[] memory actual = token.modules();
        assertEq(actual.length, modules.length, "I25: modules");
        address[] memory accounts = world.accounts();
        for (uint256 m; m < modules.length; ++m) {
            assertTrue(token.isModule(modules[m]), "I25: attached");
            assertTrue(issuer.isAttached(modules[m]), "I25: shares the authorities");
        }
        for (uint256 i; i < accounts.length; ++i) {
            uint256 encumbered = token.encumberedBalanceOf(accounts[i]);
            assertEq(encumbered, tokenTold.encumberedOf(accounts[i]), "I25: encumbered");
            for (uint256 m; m < modules.length; ++m) {
                uint256 by = token.encumbranceOf(accounts[i], modules[m]);
                assertEq(by, tokenTold.encumbrances(accounts[i], modules[m]), "I25: encumbered by a module");
            }
        }
    }

    function _checkI26Issuer() private view {
        assertEq(abi.encode(issuer.tokens()), abi.encode(issuerTold.tokens()), "I26: tokens");
        assertEq(issuer.globalRestriction(), issuerTold.restricted(), "I26: paused");
        (address at_, bool accepted) = issuerTold.registrarAt(0);
        (, bool actual) = issuer.registrarAt(0);
        assertEq(at_, address(registrar), "I26: registrar");
        assertEq(actual, accepted, "I26: accepted");
        for (uint256 i; i < 2; ++i) {
            address custodian = address(world.custodians(i));
            (bool known, bool approved) = issuer.custodianStatus(custodian);
            assertEq(known, issuerTold.isCustodian(custodian), "I26: custodian");
            assertEq(approved, issuerTold.isApproved(custodian), "I26: approved");
        }
        Country[4] memory countries = world.countries();
        for (uint256 i; i < 4; ++i) {
            IssuerWitness.Rule memory rule = issuerTold.ruleOf(countries[i]);
            (bool permitted, Rating minRating,, uint32[8] memory limits) = issuer.countryRule(countries[i]);
            assertEq(permitted, rule.permitted, "I26: permitted");
            if (permitted) assertEq(Rating.unwrap(minRating), Rating.unwrap(rule.minRating), "I26: minimum rating");
            assertEq(abi.encode(limits), abi.encode(rule.limits), "I26: limits of a country");
        }
    }

    function _checkI27Counts() private view {
        (uint32[8] memory counts, uint32[8] memory limits) = issuerTold.totals();
        (uint32[8] memory actual, uint32[8] memory actualLimits) = issuer.investorCounts();
        assertEq(abi.encode(actual), abi.encode(counts), "I27: counts");
        assertEq(abi.encode(actualLimits), abi.encode(limits), "I26: limits");
        Country[4] memory countries = world.countries();
        for (uint256 i; i < 4; ++i) {
            (,, actual,) = issuer.countryRule(countries[i]);
            assertEq(abi.encode(actual), abi.encode(issuerTold.countsOf(countries[i])), "I27: counts of a country");
        }
        InvestorId[] memory ids = registerTold.ids();
        for (uint256 i; i < ids.length; ++i) {
            InvestorKey key = investorKey(0, ids[i]);
            (uint32 positions, Country country, Rating rating, bool frozen) = issuer.investorState(key);
            (bool counts_, InvestorClass class) = issuerTold.countedAs(key);
            assertEq(frozen, issuerTold.isFrozen(key), "I26: frozen");
            assertEq(positions != 0 || issuer.isAdmitted(key), counts_, "I27: counted");
            if (counts_) assertTrue(investorClass(country, rating) == class, "I27: class");
        }
    }

    function _checkI28Investors() private view {
        InvestorId[] memory ids = registerTold.ids();
        assertEq(ids.length, world.cast().count(), "I28: investors");
        for (uint256 i; i < ids.length; ++i) {
            bytes memory told = abi.encode(registerTold.investor(ids[i]));
            assertEq(abi.encode(registrar.getInvestor(ids[i])), told, "I28: record");
        }
        for (uint32 i = 1; i < 4; ++i) {
            bool told = registerTold.isRestricted(AuthorityId.wrap(i));
            assertEq(registrar.isRestrictedAuthority(AuthorityId.wrap(i)), told, "I28: restricted authority");
        }
    }

    function _checkI29Accounts() private view {
        address[] memory accounts = registerTold.accounts();
        assertEq(accounts.length, world.accounts().length, "I29: accounts");
        for (uint256 i; i < accounts.length; ++i) {
            AccountState memory actual = registrar.getAccount(accounts[i]);
            assertEq(abi.encode(actual), abi.encode(registerTold.account(accounts[i])), "I29: account");
            assertTrue(registrar.investorFor(accounts[i]) == actual.investor, "I29: its investor");
        }
    }

    function _checkI30Lots() private view {
        ILockupModule.Lot[] memory lots = moduleTold.lots();
        assertEq(world.lockup().lotCount(), lots.length, "I30: lots");
        for (uint256 i; i < lots.length; ++i) {
            assertEq(abi.encode(world.lockup().getLot(i + 1)), abi.encode(lots[i]), "I30: lot");
        }
        for (uint256 i = 1; i < 16; ++i) {
            uint256 times = tokenTold.issuedUnder(bytes32(i));
            assertEq(times, world.lockup().isIssued(bytes32(i)) ? 1 : 0, "I30: issued once under an id");
        }
    }

    function _checkI31Distributions() private view {
        Distribution[] memory told = moduleTold.distributions();
        assertEq(world.distribution().distributionCount(), told.length, "I31: distributions");
        Ledger.Seat[] memory seats = world.ledger().seats();
        for (uint256 d; d < told.length; ++d) {
            uint256 settled;
            for (uint256 i; i < seats.length; ++i) {
                (address custodian, address account) = (seats[i].custodian, seats[i].account);
                uint8 status = moduleTold.statusOf(d + 1, custodian, account);
                uint256 actual = uint8(world.distribution().paymentStatusOf(d + 1, custodian, account));
                assertEq(actual, status, "I31: status");
                if (status != 0) settled += tokenTold.balanceAt(custodian, account, told[d].recordDate);
            }
            told[d].settledSupply = uint96(settled);
            bytes memory actual_ = abi.encode(world.distribution().getDistribution(d + 1));
            assertEq(actual_, abi.encode(told[d]), "I31: distribution");
        }
    }

    function _checkI32Allowances() private view {
        address[] memory accounts = world.accounts();
        for (uint256 i; i < accounts.length; ++i) {
            for (uint256 j; j < accounts.length; ++j) {
                uint256 told = tokenTold.approved(accounts[i], accounts[j]);
                assertEq(token.allowance(accounts[i], accounts[j]), told, "I32: allowance");
            }
        }
    }
}
