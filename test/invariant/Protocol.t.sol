// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../src/interfaces/IDistributionModule.sol";
import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {AuthorityId} from "../../src/types/Authority.sol";
import {Country, InvestorKey} from "../../src/types/Identity.sol";
import {PaymentStatus} from "../../src/types/Payout.sol";
import {World} from "./World.sol";
import {DistributionHandler} from "./handlers/DistributionHandler.sol";
import {IssuerHandler} from "./handlers/IssuerHandler.sol";
import {LockupHandler} from "./handlers/LockupHandler.sol";
import {RegistrarHandler} from "./handlers/RegistrarHandler.sol";
import {ThiefHandler} from "./handlers/ThiefHandler.sol";
import {TimeHandler} from "./handlers/TimeHandler.sol";
import {TransferHandler} from "./handlers/TransferHandler.sol";
import {Cast} from "./stores/Cast.sol";
import {Ledger} from "./stores/Ledger.sol";
import {Payouts} from "./stores/Payouts.sol";
import {Test} from "forge-std/Test.sol";

/// @notice The properties of README.md, held after every step of a random life of the system.
/// @dev One campaign for all of them: each step is played once and then looked at from every side.
contract ProtocolInvariants is Test {
    World private world;
    Cast private cast;
    Ledger private ledger;
    Payouts private payouts;
    ISecurityToken private token;
    IIssuingEntity private issuer;
    IKYCRegistrar private registrar;
    ILockupModule private lockup;
    IDistributionModule private distribution;
    address private owner;

    function setUp() external {
        world = new World(false);
        (cast, ledger, payouts) = (world.cast(), world.ledger(), world.payouts());
        (token, issuer, registrar, owner,) = world.parts();
        (lockup, distribution) = (world.lockup(), world.distribution());
        targetContract(address(new TransferHandler(world)));
        targetContract(address(new IssuerHandler(world)));
        targetContract(address(new RegistrarHandler(world)));
        targetContract(address(new LockupHandler(world)));
        targetContract(address(new DistributionHandler(world)));
        targetContract(address(new TimeHandler(world)));
        targetContract(address(new ThiefHandler(world)));
    }

    function invariant_AllPropertiesHold() external {
        vm.warp(world.time());
        _checkI1AndI2Balances();
        _checkI3Counts();
        _checkI4Encumbrances();
        _checkI5Funds();
        _checkI7Payments();
        _checkI8LastRecordDate();
        _checkI9Book();
        _checkI10NobodyIsBricked();
    }

    /// @dev All statuses and record dates, then the end of every life: I12.
    function afterInvariant() external {
        vm.warp(world.time());
        _checkI7Statuses();
        _checkI8AllRecordDates();
        _liftEverything();
        _sellEverything();
        _checkI12NobodyIsCounted();
    }

    /* ------------------------------------------------ properties ---------------------------------------------- */

    function _checkI1AndI2Balances() private view {
        uint256 direct;
        uint256[2] memory kept;
        Ledger.Seat[] memory seats = ledger.seats();
        for (uint256 i; i < seats.length; ++i) {
            uint256 balance = _balanceOf(seats[i]);
            if (seats[i].custodian == address(0)) direct += balance;
            else kept[seats[i].custodian == address(world.custodians(0)) ? 0 : 1] += balance;
        }
        assertEq(direct, token.totalSupply(), "I1");
        for (uint256 i; i < 2; ++i) {
            assertEq(kept[i], token.balanceOf(address(world.custodians(i))), "I2");
        }
    }

    function _checkI3Counts() private view {
        uint32[8] memory total;
        Country[4] memory countries = world.countries();
        uint32[8][4] memory byCountry;
        InvestorKey[] memory keys = cast.keys();
        for (uint256 i; i < keys.length; ++i) {
            Cast.Person memory person = cast.person(i);
            bool admitted = cast.admitted(i);
            assertEq(issuer.isAdmitted(keys[i]), admitted, "I3: admitted, by the book");
            assertEq(person.counted, admitted || _holdsAnything(person), "I3: counted if it holds or was admitted");
            if (!person.counted) continue;
            uint256 c;
            while (countries[c] != person.country) ++c;
            ++total[0];
            ++byCountry[c][0];
            if (person.countedRating == 0) continue;
            ++total[person.countedRating];
            ++byCountry[c][person.countedRating];
        }
        _requireCounts(total, byCountry, countries);
    }

    function _requireCounts(uint32[8] memory total, uint32[8][4] memory byCountry, Country[4] memory countries)
        private
        view
    {
        (uint32[8] memory counts,) = issuer.investorCounts();
        uint32 sum;
        for (uint256 lane; lane < 8; ++lane) {
            assertEq(counts[lane], total[lane], "I3: in total and by rating");
        }
        for (uint256 c; c < 4; ++c) {
            (,, uint32[8] memory ofCountry,) = issuer.countryRule(countries[c]);
            sum += ofCountry[0];
            for (uint256 lane; lane < 8; ++lane) {
                assertEq(ofCountry[lane], byCountry[c][lane], "I3: by country, and by country and rating");
            }
        }
        assertEq(sum, counts[0], "I3: countries add up");
    }

    function _checkI4Encumbrances() private view {
        uint256[] memory open = _openLots();
        address[] memory accounts = world.accounts();
        for (uint256 i; i <= accounts.length; ++i) {
            address account = i == accounts.length ? address(issuer) : accounts[i];
            assertLe(token.encumberedBalanceOf(account), token.balanceOf(account), "I4: encumbered <= balance");
            assertGe(open[i], token.encumbranceOf(account, address(lockup)), "I4: lots >= encumbrance");
        }
    }

    function _checkI5Funds() private view {
        for (uint256 id = 1; id <= distribution.distributionCount(); ++id) {
            uint256 rest = payouts.rest(id);
            assertEq(distribution.getDistribution(id).paid, payouts.paid(id), "I5: paid, by the book");
            assertEq(distribution.reservedOf(id), rest, "I5: reserved");
            uint256 held = world.payment().balanceOf(address(distribution.purseOf(id)));
            assertEq(held, rest + payouts.surplus(id), "I5: what is left");
        }
        assertEq(world.payment().balanceOf(address(distribution)), 0, "I5: the module holds nothing");
    }

    /// @dev The handler books what must be paid; here it is held against what was.
    function _checkI7Payments() private view {
        address[] memory accounts = world.accounts();
        for (uint256 i; i < accounts.length; ++i) {
            assertEq(world.payment().balanceOf(accounts[i]), payouts.received(accounts[i]), "I7: amounts");
        }
    }

    function _checkI7Statuses() private view {
        Ledger.Seat[] memory seats = ledger.seats();
        for (uint256 id = 1; id <= distribution.distributionCount(); ++id) {
            for (uint256 i; i < seats.length; ++i) {
                _requirePaidOnce(id, seats[i]);
            }
        }
    }

    function _requirePaidOnce(uint256 id, Ledger.Seat memory seat) private view {
        PaymentStatus status = distribution.paymentStatusOf(id, seat.custodian, seat.account);
        uint256 times = payouts.times(id, seat.custodian, seat.account);
        assertEq(times, status == PaymentStatus.Paid ? 1 : 0, "I7: paid once");
    }

    function _checkI8LastRecordDate() private view {
        uint40[] memory dates = ledger.passed();
        if (dates.length != 0) _requireRecord(dates[dates.length - 1]);
    }

    function _checkI8AllRecordDates() private view {
        uint40[] memory dates = ledger.passed();
        for (uint256 i; i < dates.length; ++i) {
            _requireRecord(dates[i]);
        }
    }

    function _requireRecord(uint40 date) private view {
        assertEq(token.totalSupplyAt(date), ledger.supplyAt(date), "I8: supply");
        Ledger.Seat[] memory seats = ledger.seats();
        for (uint256 i; i < seats.length; ++i) {
            (address custodian, address account) = (seats[i].custodian, seats[i].account);
            uint256 balance = custodian == address(0)
                ? token.balanceOfAt(account, date)
                : token.custodyBalanceOfAt(custodian, account, date);
            assertEq(balance, ledger.balanceAt(date, custodian, account), "I8: balance");
        }
    }

    function _checkI9Book() private view {
        assertEq(token.totalSupply(), ledger.supply(), "I9: supply");
        Ledger.Seat[] memory seats = ledger.seats();
        for (uint256 i; i < seats.length; ++i) {
            assertEq(_balanceOf(seats[i]), ledger.balanceOf(seats[i].custodian, seats[i].account), "I9: balance");
        }
    }

    function _checkI10NobodyIsBricked() private view {
        (, bool accepted) = issuer.registrarAt(0);
        if (!accepted || issuer.globalRestriction() || token.isRestricted()) return;
        address[] memory accounts = world.accounts();
        for (uint256 i; i < accounts.length; ++i) {
            uint256 free = token.balanceOf(accounts[i]) - token.encumberedBalanceOf(accounts[i]);
            if (issuer.isRestricted(accounts[i])) continue;
            assertEq(token.detectTransferRestriction(accounts[i], address(issuer), free), 0, "I10");
        }
    }

    function _checkI12NobodyIsCounted() private view {
        assertEq(token.balanceOf(address(issuer)), token.totalSupply(), "I12: all is sold");
        (uint32[8] memory counts,) = issuer.investorCounts();
        Country[4] memory countries = world.countries();
        for (uint256 lane; lane < 8; ++lane) {
            assertEq(counts[lane], 0, "I12: in total");
            for (uint256 c; c < 4; ++c) {
                (,, uint32[8] memory ofCountry,) = issuer.countryRule(countries[c]);
                assertEq(ofCountry[lane], 0, "I12: by country");
            }
        }
    }

    /* -------------------------------------------------- reading ----------------------------------------------- */

    function _balanceOf(Ledger.Seat memory seat) private view returns (uint256) {
        if (seat.custodian == address(0)) return token.balanceOf(seat.account);
        return token.custodyBalanceOf(seat.custodian, seat.account);
    }

    function _holdsAnything(Cast.Person memory person) private view returns (bool) {
        for (uint256 i; i < person.accounts.length; ++i) {
            if (token.balanceOf(person.accounts[i]) != 0) return true;
            for (uint256 j; j < 2; ++j) {
                if (token.custodyBalanceOf(address(world.custodians(j)), person.accounts[i]) != 0) return true;
            }
        }
        return false;
    }

    /// @dev Amounts of unreleased lots by account, the treasury last.
    function _openLots() private view returns (uint256[] memory open) {
        address[] memory accounts = world.accounts();
        open = new uint256[](accounts.length + 1);
        for (uint256 lotId = 1; lotId <= lockup.lotCount(); ++lotId) {
            ILockupModule.Lot memory lot = lockup.getLot(lotId);
            if (lot.released) continue;
            uint256 i;
            while (i < accounts.length && accounts[i] != lot.account) ++i;
            open[i] += lot.amount;
        }
    }

    /* ------------------------------------------------- the end ------------------------------------------------ */

    /// @dev Every bar goes; ratings, expiries, rules and limits stay as life has left them.
    function _liftEverything() private {
        vm.startPrank(owner);
        (, bool accepted) = issuer.registrarAt(0);
        if (!accepted) issuer.addRegistrar(registrar);
        issuer.setGlobalRestriction(false);
        issuer.setTokenRestriction(address(token), false);
        if (token.isModule(address(lockup))) issuer.detachModule(address(token), address(lockup));
        InvestorKey[] memory keys = cast.keys();
        for (uint256 i; i < keys.length; ++i) {
            Cast.Person memory person = cast.person(i);
            issuer.setInvestorRestriction(keys[i], false);
            registrar.setInvestorRestriction(person.id, false);
            _enableAccounts(person);
        }
        registrar.setAuthorityRestriction(AuthorityId.wrap(2), false);
        registrar.setAuthorityRestriction(AuthorityId.wrap(3), false);
        issuer.dismiss(keys);
        vm.stopPrank();
    }

    function _enableAccounts(Cast.Person memory person) private {
        for (uint256 i; i < person.accounts.length; ++i) {
            if (!registrar.getAccount(person.accounts[i]).restricted) continue;
            address[] memory one = new address[](1);
            one[0] = person.accounts[i];
            registrar.registerAccounts(person.id, one);
        }
    }

    /// @dev Custodians, approved or not, give back what they keep; then every holder sells to the treasury.
    function _sellEverything() private {
        address[] memory accounts = world.accounts();
        for (uint256 i; i < accounts.length; ++i) {
            for (uint256 j; j < 2; ++j) {
                uint256 kept = token.custodyBalanceOf(address(world.custodians(j)), accounts[i]);
                vm.prank(address(world.custodians(j)));
                token.custodyWithdraw(accounts[i], accounts[i], kept);
            }
            uint256 balance = token.balanceOf(accounts[i]);
            vm.prank(accounts[i]);
            token.transfer(address(issuer), balance);
        }
    }
}
