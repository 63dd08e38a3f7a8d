// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../../src/interfaces/IDistributionModule.sol";
import {Distribution, DistributionState, PaymentStatus} from "../../../src/types/Payout.sol";
import {PositionKey, defaultPosition} from "../../../src/types/PositionKey.sol";
import {PaymentToken} from "../../mocks/PaymentToken.sol";
import {World} from "../World.sol";
import {Ledger} from "../stores/Ledger.sol";
import {Payouts} from "../stores/Payouts.sol";
import {Handler} from "./Handler.sol";

/// @notice Dividends from declaration to reclaim; anyone pays any list of positions, as often as he likes.
contract DistributionHandler is Handler {
    uint256 private constant MAX_DISTRIBUTIONS = 4;

    IDistributionModule private immutable distribution;
    PaymentToken private immutable payment;
    Payouts private immutable payouts;

    constructor(World world_) Handler(world_) {
        distribution = world_.distribution();
        payment = world_.payment();
        payouts = world_.payouts();
    }

    function declare(uint256 amount, uint256 recordIn, uint256 payIn, uint256 claimIn) external atPresent {
        if (distribution.distributionCount() == MAX_DISTRIBUTIONS || ledger.announcedCount() > 14) return;
        uint40 recordDate = uint40(world.time() + bound(recordIn, 1, 10 days));
        uint40 paymentDate = uint40(recordDate + bound(payIn, 1, 5 days));
        uint40 claimDeadline = uint40(paymentDate + bound(claimIn, 1, 60 days));
        amount = bound(amount, 1, 10 ** 12);
        vm.prank(owner);
        distribution.declare(payment, amount, recordDate, paymentDate, claimDeadline);
        ledger.announce(recordDate, distribution.distributionCount());
    }

    /// @dev What the state allows: funds what is declared, opens what is funded, closes what was seen as a whole.
    function advance(uint256 seed) external atPresent {
        (uint256 id, Distribution memory d) = _pick(seed);
        if (d.state == DistributionState.Declared) _fund(id, d);
        if (d.state == DistributionState.Funded) _open(id, d);
        if (d.state == DistributionState.Open) _close(id);
    }

    /// @dev Time goes on to the payment date.
    function hasten(uint256 seed) external atPresent {
        (uint256 id, Distribution memory d) = _pick(seed);
        if (d.state == DistributionState.Declared) _fund(id, d);
        if (d.paymentDate > world.time()) world.setTime(d.paymentDate);
        vm.warp(world.time());
        if (distribution.isOpenable(id)) _open(id, d);
    }

    function pay(uint256 seed, uint256 first, uint256 count) external atPresent {
        (uint256 id, Distribution memory d) = _pick(seed);
        if (!_isPaying(d)) return;
        Ledger.Seat[] memory seats = ledger.seats();
        PositionKey[] memory list = new PositionKey[](_rarely(count, 2) ? seats.length : count % seats.length);
        for (uint256 i; i < list.length; ++i) {
            Ledger.Seat memory seat = seats[(first % seats.length + i) % seats.length];
            list[i] = defaultPosition(seat.custodian, seat.account);
        }

        bool[] memory payable_ = new bool[](list.length);
        for (uint256 i; i < list.length; ++i) {
            payable_[i] = _isPayable(id, d, list[i]);
        }
        assertEq(distribution.pay(id, list), list.length, "I7: pay looked at all");
        for (uint256 i; i < list.length; ++i) {
            if (payable_[i]) _bookPayment(id, d, list[i]);
        }
    }

    function claim(uint256 seed, uint256 seatSeed) external atPresent {
        (uint256 id, Distribution memory d) = _pick(seed);
        Ledger.Seat[] memory seats = ledger.seats();
        Ledger.Seat memory seat = seats[seatSeed % seats.length];
        PositionKey memory position = defaultPosition(seat.custodian, seat.account);

        bool expected = _isPaying(d) && _isPayable(id, d, position);
        bytes memory data = abi.encodeCall(distribution.claim, (id, seat.custodian));
        address caller = seat.account;
        if (seatSeed % 2 == 1) (caller, data) = (stranger, abi.encodeCall(distribution.claimFor, (id, position)));
        (bool done,) = _attempt(caller, address(distribution), data);
        assertEq(done, expected, "I7: claim");
        if (done) _bookPayment(id, d, position);
    }

    function reclaim(uint256 seed) external atPresent {
        (uint256 id, Distribution memory d) = _pick(seed);
        bool reclaimable = d.state == DistributionState.Open || d.state == DistributionState.Closed;
        bool expected = reclaimable && (world.time() > d.claimDeadline || d.eligibleSupply == 0);
        (bool done,) = _attempt(owner, address(distribution), abi.encodeCall(distribution.reclaim, (id, owner)));
        assertEq(done, expected, "I5: reclaim");
        if (done) payouts.reclaim(id, d.amount - d.paid);
    }

    /// @dev The funder gets all back at once, and nothing a second time.
    function cancel(uint256 seed) external atPresent {
        (uint256 id, Distribution memory d) = _pick(seed);
        if (!_rarely(seed, 4)) return;
        bool expected = d.state == DistributionState.Declared || d.state == DistributionState.Funded;
        uint256 before = payment.balanceOf(owner);
        (bool done,) = _attempt(owner, address(distribution), abi.encodeCall(distribution.cancel, (id)));
        assertEq(done, expected, "I5: cancel");
        if (!done) return;
        uint256 refunded = d.state == DistributionState.Funded ? d.amount : 0;
        assertEq(payment.balanceOf(owner) - before, refunded, "I5: refund");
        payouts.refund(id, refunded);
        ledger.giveUp(d.recordDate, world.time());
        (done,) = _attempt(stranger, address(distribution), abi.encodeCall(distribution.withdrawRefund, (id, owner)));
        assertFalse(done, "I5: refunded twice");
    }

    function donate(uint256 seed, uint256 amount) external atPresent {
        (uint256 id, Distribution memory d) = _pick(seed);
        if (d.state == DistributionState.None) return;
        amount = bound(amount, 1, 10 ** 12);
        address purse = address(distribution.purseOf(id));
        vm.prank(payment.minter());
        payment.mint(purse, amount);
        payouts.donate(id, amount);
    }

    function sweep(uint256 seed) external atPresent {
        (uint256 id,) = _pick(seed);
        bytes memory data = abi.encodeCall(distribution.sweepSurplus, (id, payment, owner));
        (bool done,) = _attempt(owner, address(distribution), data);
        assertEq(done, payouts.surplus(id) != 0, "I5: sweep");
        if (done) payouts.sweep(id);
    }

    /// @dev The holder that refuses payments changes its mind.
    function setAccepting(bool accepting) external {
        vm.startPrank(owner);
        world.refuser().setAccepting(accepting);
        vm.stopPrank();
    }

    function _fund(uint256 id, Distribution memory d) private {
        (bool done,) = _attempt(owner, address(distribution), abi.encodeCall(distribution.fund, (id)));
        assertEq(done, world.time() <= d.claimDeadline, "I5: fund");
        if (done) payouts.fund(id, d.amount);
    }

    function _open(uint256 id, Distribution memory d) private {
        bool due = world.time() >= d.paymentDate && world.time() <= d.claimDeadline;
        assertEq(distribution.isOpenable(id), due, "I7: isOpenable");
        (bool done,) = _attempt(stranger, address(distribution), abi.encodeCall(distribution.open, (id)));
        assertEq(done, due, "I7: open");
        if (!done) return;
        uint256 eligible = _eligible(d);
        d = distribution.getDistribution(id);
        assertEq(d.eligibleSupply, eligible, "I7: eligible supply");
        assertEq(d.state == DistributionState.Closed, eligible == 0, "I7: nobody entitled");
    }

    /// @dev Closes only when all who are entitled to something were seen, and over withheld ones after the grace period.
    function _close(uint256 id) private {
        Distribution memory d = distribution.getDistribution(id);
        (uint256 seen, uint256 withheld) = (0, 0);
        Ledger.Seat[] memory seats = ledger.seats();
        for (uint256 i; i < seats.length; ++i) {
            (address custodian, address account) = (seats[i].custodian, seats[i].account);
            PaymentStatus status = distribution.paymentStatusOf(id, custodian, account);
            if (status == PaymentStatus.None) continue;
            if (status == PaymentStatus.Withheld) ++withheld;
            seen += ledger.balanceAt(d.recordDate, custodian, account);
        }
        (bool done,) = _attempt(stranger, address(distribution), abi.encodeCall(distribution.close, (id)));
        bool complete = _entitlement(d, _eligible(d) - seen) == 0;
        bool waited = withheld == 0 || world.time() >= uint256(d.openedAt) + 14 days;
        assertEq(d.withheld, withheld, "I7: withheld");
        assertEq(done, complete && waited, "I7: closed before all were seen");
    }

    function _isPaying(Distribution memory d) private view returns (bool) {
        bool open = d.state == DistributionState.Open || d.state == DistributionState.Closed;
        return open && world.time() <= d.claimDeadline;
    }

    function _isPayable(uint256 id, Distribution memory d, PositionKey memory p) private view returns (bool) {
        if (distribution.paymentStatusOf(id, p.custodian, p.account) == PaymentStatus.Paid) {
            return false;
        }
        uint256 balance = _eligibleBalance(d, p);
        if (balance == 0 || issuer.isRestricted(p.account)) return false;
        bool refuses = p.account == address(world.refuser()) && !world.refuser().accepting();
        return !refuses || _entitlement(d, balance) == 0;
    }

    function _bookPayment(uint256 id, Distribution memory d, PositionKey memory p) private {
        payouts.pay(id, p.custodian, p.account, _entitlement(d, _eligibleBalance(d, p)));
    }

    /// @dev Treasury and custodians are not entitled themselves.
    function _eligibleBalance(Distribution memory d, PositionKey memory p) private view returns (uint256) {
        if (p.custodian == address(0) && (p.account == address(issuer) || _isCustodian(p.account))) return 0;
        return ledger.balanceAt(d.recordDate, p.custodian, p.account);
    }

    function _entitlement(Distribution memory d, uint256 balance) private view returns (uint256) {
        return uint256(d.amount) * balance / _eligible(d);
    }

    function _eligible(Distribution memory d) private view returns (uint256) {
        return ledger.supplyAt(d.recordDate) - ledger.balanceAt(d.recordDate, address(0), address(issuer));
    }

    function _pick(uint256 seed) private view returns (uint256 id, Distribution memory d) {
        uint256 count = distribution.distributionCount();
        if (count == 0) return (1, d);
        id = 1 + seed % count;
        d = distribution.getDistribution(id);
    }
}
