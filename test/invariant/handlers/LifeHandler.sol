// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../../src/interfaces/ILockupModule.sol";
import {IPledgeModule} from "../../../src/interfaces/IPledgeModule.sol";
import {InvestorId} from "../../../src/types/Identity.sol";
import {PERMISSION_ENCUMBER} from "../../../src/types/Modules.sol";
import {DEFAULT_PARTITION, Partition} from "../../../src/types/Partition.sol";
import {PledgeTerms} from "../../../src/types/Pledge.sol";
import {PositionKey, defaultPosition} from "../../../src/types/PositionKey.sol";
import {Split} from "../../../src/types/Split.sol";
import {ModuleMock} from "../../mocks/ModuleMock.sol";
import {newLockup, newPledges} from "../../utils/Artifacts.sol";
import {BothWays} from "../../utils/BothWays.sol";
import {EnforcementBase} from "../../utils/EnforcementBase.sol";
import {Estate} from "../stores/Estate.sol";
import {Living} from "./Living.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Everything that can be done to shares, done to the same few accounts. Each act asserts that the token lets it
/// pass when the estate does, and only then, and counts which features it met.
contract LifeHandler is EnforcementBase, Living, BothWays {
    /// @dev What an account can have, or has been through since it was last empty: a frozen amount; two lots or more;
    /// something kept by a module that was detached meanwhile; shares in custody; shares in another partition; a split;
    /// force; a recovery, as successor; a redemption; a pledge.
    enum Feature {
        Freeze,
        Lots,
        Module,
        Custody,
        Partition,
        Split,
        Force,
        Recovery,
        Redemption,
        Pledge
    }

    uint256 public constant FEATURES = 10;
    uint256 private constant INVESTORS = 3;
    uint256 private constant SEATS = 13;
    uint256 private constant TREASURY = 12;
    uint256 private constant ACCOUNTS = 4;
    uint256 private constant APART = 1;
    uint256 private constant CUSTODY = 2;
    uint256 private constant LOCKUP = 0;
    uint256 private constant MODULE = 1;
    uint256 private constant PLEDGE = 2;
    uint256 private constant MOST_PLEDGES = 16;
    /// @dev The product of all denominators, and the supply, stay below.
    uint256 private constant MOST_PARTS = 37;
    uint256 private constant MOST_SHARES = 10_000;

    struct Order {
        uint256 place;
        uint256 from;
        uint256 to;
        uint256 amount;
    }

    Estate public immutable estate = new Estate();
    ILockupModule private lockup;
    ModuleMock private module;
    IPledgeModule private pledges;
    address private custodian;
    address[SEATS] private seats;
    InvestorId[INVESTORS] private ids;
    uint256 private time = START;
    uint256 private seed;
    Order private lastForce;
    /// @dev The module's numbers of the estate's pledges.
    uint256[] private numbers;
    /// @dev Acts so far.
    uint256 public steps;

    /// @dev Of a seat, the features that leave nothing to be seen, a bit for each.
    uint256[SEATS] private past;
    /// @dev How often an act of one feature was done to a seat that had the other; the lower number first.
    uint256[FEATURES][FEATURES] public met;

    constructor() {
        setUp();
        custodian = _custodian();
        lockup = newLockup(token);
        vm.prank(owner);
        issuer.attachModule(address(token), address(lockup));
        module = _module(0, PERMISSION_ENCUMBER);
        pledges = newPledges(token);
        vm.prank(owner);
        issuer.attachModule(address(token), address(pledges));
        _setPartition(STAFF, 0);
        for (uint256 i; i < INVESTORS; ++i) {
            address[] memory own = new address[](ACCOUNTS);
            for (uint256 j; j < ACCOUNTS; ++j) {
                own[j] = makeAddr(string.concat("seat ", vm.toString(i * ACCOUNTS + j)));
                seats[i * ACCOUNTS + j] = own[j];
            }
            ids[i] = _id(string.concat("investor ", vm.toString(i)));
            _register(ids[i], i == 0 ? CH : DE, 1, FAR, own);
        }
        seats[TREASURY] = address(issuer);
        for (uint256 i; i < SEATS; i += ACCOUNTS) {
            _issue(seats[i], 40);
            estate.add(i, 0, 40);
        }
    }

    /* --------------------------------------------------- shares ---------------------------------------------- */

    function issue(uint256 seed_) external {
        _begin(seed_);
        uint256 to = _seat();
        bool apart = to != TREASURY && _next(3) == 0;
        uint256 amount = 1 + _next(40);
        bytes memory data = apart
            ? abi.encodeCall(token.issueByPartition, (STAFF, seats[to], amount, ""))
            : abi.encodeCall(token.issue, (seats[to], amount, ""));
        if (!_do(owner, data, !estate.isPending() && !_isLost(to))) return;
        if (apart) _meet(Feature.Partition, to);
        estate.add(to, apart ? APART : 0, amount);
    }

    function transfer(uint256 seed_) external {
        _begin(seed_);
        uint256 place = _next(3) == 0 ? APART : 0;
        uint256 from = _holder(place);
        uint256 to = place == APART ? _other(from) : _seat();
        if (from == to) return;
        uint256 amount = _amount(estate.free(from, place));
        bytes memory data = place == APART
            ? abi.encodeCall(token.transferByPartition, (STAFF, seats[to], amount, ""))
            : abi.encodeCall(token.transfer, (seats[to], amount));
        if (!_do(seats[from], data, _mayLeave(from, place, amount) && !_isLost(to))) return;
        if (place == APART) _meetBoth(Feature.Partition, from, to);
        estate.move(from, place, to, place, amount);
    }

    function changePartition(uint256 seed_) external {
        _begin(seed_);
        bool back = _next(3) == 0;
        (uint256 place, uint256 target) = back ? (APART, uint256(0)) : (uint256(0), APART);
        uint256 seat = _holder(place);
        uint256 amount = _amount(estate.free(seat, place));
        bytes memory data =
            abi.encodeCall(token.changePartition, (seats[seat], _partition(place), _partition(target), amount, ""));
        if (!_do(owner, data, _mayLeave(seat, place, amount))) return;
        _meet(Feature.Partition, seat);
        estate.move(seat, place, seat, target, amount);
    }

    function deposit(uint256 seed_) external {
        _begin(seed_);
        uint256 from = _holder(0);
        uint256 amount = _amount(estate.free(from, 0));
        bytes memory data = abi.encodeCall(token.transfer, (custodian, amount));
        if (!_do(seats[from], data, _mayLeave(from, 0, amount))) return;
        _meet(Feature.Custody, from);
        estate.move(from, 0, from, CUSTODY, amount);
    }

    function moveCustody(uint256 seed_) external {
        _begin(seed_);
        bool withdraw = _next(3) == 0;
        uint256 from = _holder(CUSTODY);
        uint256 to = withdraw && _next(2) == 0 ? from : _other(from);
        uint256 amount = _amount(estate.free(from, CUSTODY));
        bytes memory data = withdraw
            ? abi.encodeCall(token.custodyWithdraw, (seats[from], seats[to], amount))
            : abi.encodeCall(token.custodyTransfer, (seats[from], seats[to], amount));
        if (!_do(custodian, data, _mayLeave(from, CUSTODY, amount) && !_isLost(to))) return;
        _meetBoth(Feature.Custody, from, to);
        estate.move(from, CUSTODY, to, withdraw ? 0 : CUSTODY, amount);
    }

    /// @dev By the issuer with what is free, or by force with all.
    function redeem(uint256 seed_) external {
        _begin(seed_);
        uint256 place = _next(3);
        uint256 from = _holder(place);
        bool forced = place == CUSTODY || (place == 0 && _next(2) == 0);
        uint256 amount = _amount(forced ? estate.balances(from, place) : estate.free(from, place));
        bool passes = forced ? _mayBeTaken(from, place, amount) : _mayLeave(from, place, amount);
        if (!_do(owner, _redemption(place, from, amount, forced), passes)) return;
        _meet(Feature.Redemption, from);
        if (forced) estate.forceOut(from, place, amount);
        else estate.take(from, place, amount);
    }

    function _redemption(uint256 place, uint256 from, uint256 amount, bool forced) private view returns (bytes memory) {
        if (place == CUSTODY) {
            return abi.encodeCall(token.controllerRedeemFromCustody, (custodian, seats[from], amount, "order"));
        }
        if (place == APART) {
            return abi.encodeCall(token.operatorRedeemByPartition, (STAFF, seats[from], amount, ""));
        }
        return forced
            ? abi.encodeCall(token.controllerRedeem, (seats[from], amount, "", ""))
            : abi.encodeCall(token.redeemFrom, (seats[from], amount, ""));
    }

    /// @dev Often the last order is undone.
    function force(uint256 seed_) external {
        _begin(seed_);
        Order memory o = lastForce;
        bool undoes = o.amount != 0 && o.to != TREASURY && o.place != CUSTODY && _next(3) == 0;
        if (undoes) (o.from, o.to) = (o.to, o.from);
        else o = _order();
        if (o.from == o.to && o.place != CUSTODY) return;
        bytes memory data = o.place == CUSTODY
            ? abi.encodeCall(
                token.controllerTransferFromCustody, (custodian, seats[o.from], seats[o.to], o.amount, "order")
            )
            : abi.encodeCall(
                token.controllerTransferByPartition, (_partition(o.place), seats[o.from], seats[o.to], o.amount, "", "")
            );
        bool passes = _mayBeTaken(o.from, o.place, o.amount) && !_isLost(o.to) && !_isLost(o.from);
        lastForce = Order(0, 0, 0, 0);
        if (!_do(owner, data, passes)) return;
        lastForce = o;
        _meetBoth(Feature.Force, o.from, o.to);
        estate.forceOut(o.from, o.place, o.amount);
        estate.forceIn(o.to, o.place == CUSTODY ? 0 : o.place, o.amount);
    }

    function _order() private returns (Order memory o) {
        o.place = _next(3);
        o.from = _holder(o.place);
        o.to = o.place == CUSTODY && _next(3) == 0 ? o.from : o.place == 0 ? _seat() : _other(o.from);
        o.amount = _amount(estate.balances(o.from, o.place));
    }

    /* ---------------------------------------------------- kept ----------------------------------------------- */

    function freeze(uint256 seed_) external {
        _begin(seed_);
        uint256 seat = _holder(_next(2));
        uint256 amount = _next(4) == 0 ? 0 : 1 + _next(estate.held(seat) + 10);
        _freezeAmount(seats[seat], amount);
        if (amount != 0) _meet(Feature.Freeze, seat);
        estate.freeze(seat, amount);
    }

    /// @dev Two lots together.
    function lockLots(uint256 seed_) external {
        _begin(seed_);
        uint256 seat = _holder(0);
        uint256 most = estate.addable(seat, 0);
        uint256 first = 1 + _next(10);
        uint256 second = 1 + _next(10);
        if (first + second > most && most > 1) (first, second) = (1, most - 1 + _next(2));
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](2);
        lots[0] = ILockupModule.LotTerms(uint112(first), uint40(time + 1 + _next(20)));
        lots[1] = ILockupModule.LotTerms(uint112(second), uint40(time + 1 + _next(20)));
        vm.prank(owner);
        (bool done,) = address(lockup).call(abi.encodeCall(lockup.lock, (seats[seat], lots)));
        assertEq(done, first + second <= most, "I76: locked");
        if (!done) return;
        estate.lock(seat, first, lots[0].lockupEnd);
        estate.lock(seat, second, lots[1].lockupEnd);
        _meet(Feature.Lots, seat);
    }

    /// @dev All lots that are due, whoever holds their shares now.
    function releaseLots(uint256 seed_) external {
        _begin(seed_);
        time += _next(12);
        vm.warp(time);
        for (uint256 i; i < estate.lotCount(); ++i) {
            (uint256 seat,,, uint256 end, bool released) = estate.lots(i);
            if (released || end > time) continue;
            uint256[] memory lotIds = new uint256[](1);
            lotIds[0] = i + 1;
            lockup.release(lotIds);
            _meet(Feature.Lots, estate.current(seat));
            estate.releaseLot(i);
        }
    }

    function encumber(uint256 seed_) external {
        _begin(seed_);
        uint256 place = _next(3);
        uint256 seat = _holder(place);
        uint256 amount = _amount(estate.addable(seat, place));
        bool passes = estate.attached(MODULE) && amount <= estate.addable(seat, place);
        bytes memory data = abi.encodeCall(token.encumberPosition, (_key(seat, place), amount));
        if (!_do(address(module), data, passes)) return;
        if (_has(past[seat], Feature.Module)) _meet(Feature.Module, seat);
        estate.encumber(MODULE, seat, place, amount);
    }

    function release(uint256 seed_) external {
        _begin(seed_);
        uint256 place = _next(3);
        uint256 seat = _holder(place);
        if (!estate.attached(MODULE)) return;
        uint256 amount = 1 + _next(20);
        vm.prank(address(module));
        uint256 released = token.releasePosition(_key(seat, place), amount);
        if (_has(past[seat], Feature.Module)) _meet(Feature.Module, seat);
        assertEq(released, estate.release(MODULE, seat, place, amount, estate.epoch()), "I73: released");
    }

    /// @dev What the module keeps is kept no more, or again.
    function toggle(uint256 seed_) external {
        _begin(seed_);
        bool attached = estate.attached(MODULE);
        if (attached) _detach(module);
        else _attach(module);
        estate.attach(MODULE, !attached);
        for (uint256 i; i < TREASURY; ++i) {
            if (_isKeptBy(MODULE, i)) _meet(Feature.Module, i);
        }
    }

    /* --------------------------------------------------- pledges --------------------------------------------- */

    /// @dev Offered by the holder, accepted by somebody else.
    function pledge(uint256 seed_) external {
        _begin(seed_);
        uint256 place = _next(3);
        uint256 seat = _holder(place);
        uint256 secured = estate.current(_other(seat));
        if (secured == seat) return;
        uint256 amount = _amount(estate.addable(seat, place));
        uint256 end = _next(2) == 0 ? 0 : time + 1 + _next(30);
        uint256 id = _propose(seat, place, secured, amount, end);
        bool room = estate.openPledges(seat, place) < MOST_PLEDGES;
        bool passes = !estate.isPending() && room && amount <= estate.addable(seat, place);
        vm.prank(seats[secured]);
        (bool done,) = address(pledges).call(abi.encodeCall(pledges.accept, (id)));
        assertEq(done, passes, "I76: pledged");
        if (!done) return;
        numbers.push(id);
        _meet(Feature.Pledge, seat);
        estate.pledge(Estate.Pledge(seat, place, secured, amount, estate.epoch(), end, false));
    }

    function _propose(uint256 seat, uint256 place, uint256 secured, uint256 amount, uint256 end)
        private
        returns (uint256)
    {
        PledgeTerms memory terms;
        (terms.position, terms.securedParty) = (_key(seat, place), seats[secured]);
        (terms.amount, terms.splitEpoch) = (uint96(amount), token.splitEpoch());
        (terms.endsAt, terms.cureTerm) = (uint40(end), 1 days);
        vm.prank(seats[seat]);
        return pledges.propose(terms);
    }

    /// @dev By its secured party, in part or wholly.
    function releasePledge(uint256 seed_) external {
        _begin(seed_);
        (bool found, uint256 index, Estate.Pledge memory p) = _openPledge();
        if (!found) return;
        uint256 pledged = estate.pledged(index);
        uint256 amount = pledged == 0 || _next(2) == 0 ? pledged : 1 + _next(pledged);
        vm.prank(seats[p.secured]);
        pledges.release(numbers[index], amount);
        _meet(Feature.Pledge, p.seat);
        estate.releasePledge(index, amount);
    }

    /// @dev Those whose end has come, by anyone. A called one waits.
    function expirePledges(uint256 seed_) external {
        _begin(seed_);
        time += _next(12);
        vm.warp(time);
        uint256[] memory id = new uint256[](1);
        for (uint256 i; i < numbers.length; ++i) {
            Estate.Pledge memory p = _pledge(i);
            if (p.amount == 0) continue;
            id[0] = numbers[i];
            (bool done,) = address(pledges).call(abi.encodeCall(pledges.expire, (id)));
            assertEq(done, p.end != 0 && p.end <= time && !p.called, "I76: expired");
            if (!done) continue;
            _meet(Feature.Pledge, p.seat);
            estate.releasePledge(i, estate.pledged(i));
        }
    }

    /// @dev After a default and the term to cure it. What the issuer has frozen stays.
    function realise(uint256 seed_) external {
        _begin(seed_);
        (bool found, uint256 index, Estate.Pledge memory p) = _openPledge();
        if (!found || !_call(index, p)) return;
        uint256 amount = _amount(estate.available(index));
        bool unfrozen = amount + estate.frozenAt(p.seat, p.place) <= estate.balances(p.seat, p.place);
        bool toItself = p.secured == p.seat && p.place != CUSTODY;
        bool passes = !estate.isPending() && amount <= estate.available(index) && unfrozen && !toItself;
        PositionKey memory to = PositionKey(address(0), _partition(p.place), seats[p.secured]);
        vm.prank(seats[p.secured]);
        (bool done,) = address(pledges).call(abi.encodeCall(pledges.realise, (numbers[index], to, amount, "")));
        assertEq(done, passes, "I76: realised");
        if (!done) return;
        _meet(Feature.Pledge, p.seat);
        estate.realise(index, amount);
    }

    /// @return done whether the pledge is called, and its term over
    function _call(uint256 index, Estate.Pledge memory p) private returns (bool done) {
        if (p.called) return true;
        vm.prank(seats[p.secured]);
        (done,) = address(pledges).call(abi.encodeCall(pledges.call, (numbers[index], "notice")));
        assertEq(done, p.end == 0 || time < p.end, "I76: called");
        if (!done) return false;
        estate.callPledge(index);
        time += 1 days;
        vm.warp(time);
    }

    function _openPledge() private returns (bool, uint256 index, Estate.Pledge memory p) {
        uint256 start = numbers.length == 0 ? 0 : _next(numbers.length);
        for (uint256 i; i < numbers.length; ++i) {
            index = (start + i) % numbers.length;
            p = _pledge(index);
            if (p.amount != 0) return (true, index, p);
        }
        return (false, 0, p);
    }

    function _pledge(uint256 index) private view returns (Estate.Pledge memory p) {
        (p.seat, p.place, p.secured, p.amount, p.epoch, p.end, p.called) = estate.pledges(index);
    }

    /* --------------------------------------------------- splits ---------------------------------------------- */

    function split(uint256 seed_) external {
        _begin(seed_);
        uint32[2][6] memory ratios =
            [[uint32(2), 1], [uint32(3), 1], [uint32(1), 2], [uint32(1), 3], [uint32(2), 3], [uint32(3), 2]];
        uint32[2] memory ratio = ratios[_next(6)];
        bool grows = estate.supply() * ratio[0] / ratio[1] > MOST_SHARES;
        if (grows || estate.one() * ratio[1] > MOST_PARTS) return;
        uint256 supply = token.totalSupply();
        if (!_do(owner, abi.encodeCall(token.split, (ratio[0], ratio[1])), estate.rest() == 0)) return;
        assertEq(token.totalSupply(), supply * ratio[0] / ratio[1], "I72: a split created shares");
        for (uint256 i; i < TREASURY; ++i) {
            if (estate.held(i) != 0) _meet(Feature.Split, i);
        }
        estate.split(ratio[0], ratio[1]);
    }

    function bringForward(uint256 seed_) external {
        seed = seed_;
        vm.warp(time);
        if (_next(4) == 0) {
            if (_do(owner, abi.encodeCall(token.reopenAfterSplit, ()), estate.isPending())) estate.reopen();
            return;
        }
        uint256 seat = _next(SEATS + 1);
        if (seat == SEATS) return _bring(address(0), custodian);
        bool inCustody = _next(2) == 0;
        _bring(inCustody ? custodian : address(0), seats[seat]);
        estate.touch(seat, inCustody);
    }

    /* -------------------------------------------------- recovery --------------------------------------------- */

    function recover(uint256 seed_) external {
        _begin(seed_);
        uint256 lost = _holder(_next(3));
        uint256 to = _sibling(lost);
        if (to == lost || estate.isPending()) return;
        _restrictAccount(ids[lost / ACCOUNTS], seats[lost]);
        _recover(seats[lost], seats[to]);
        token.recoverCustody(seats[lost], _one(custodian));
        pledges.refresh(numbers);
        _meet(Feature.Recovery, lost);
        past[to] = _featuresOf(to) | past[lost];
        past[lost] = 0;
        estate.recover(lost, to);
    }

    /* ---------------------------------------------------- life ----------------------------------------------- */

    /// @inheritdoc Living
    function selectors() public pure override returns (bytes4[] memory all) {
        all = new bytes4[](20);
        (all[0], all[1], all[2], all[3]) =
        (this.issue.selector, this.transfer.selector, this.changePartition.selector, this.deposit.selector);
        (all[4], all[5], all[6], all[7]) =
        (this.moveCustody.selector, this.redeem.selector, this.force.selector, this.freeze.selector);
        (all[8], all[9], all[10], all[11]) =
        (this.lockLots.selector, this.releaseLots.selector, this.encumber.selector, this.release.selector);
        (all[12], all[13], all[14], all[15]) =
        (this.toggle.selector, this.split.selector, this.bringForward.selector, this.recover.selector);
        (all[16], all[17], all[18], all[19]) =
        (this.pledge.selector, this.releasePledge.selector, this.expirePledges.selector, this.realise.selector);
    }

    /// @notice Ends the last split for every position.
    function bringAll() public {
        for (uint256 i; i < SEATS; ++i) {
            _bring(address(0), seats[i]);
            _bring(custodian, seats[i]);
            estate.touch(i, false);
            estate.touch(i, true);
        }
    }

    /* ----------------------------------------------- what must hold ------------------------------------------ */

    /// @dev I72.
    function assertShares() external view {
        uint256 sum = token.balanceOf(custodian);
        for (uint256 i; i < SEATS; ++i) {
            uint256[3] memory held = [estate.balances(i, 0), estate.balances(i, APART), estate.balances(i, CUSTODY)];
            assertEq(token.balanceOf(seats[i]), held[0] + held[APART], "I72: balance");
            assertEq(token.balanceOfByPartition(STAFF, seats[i]), held[APART], "I72: in the other partition");
            assertEq(token.custodyBalanceOf(custodian, seats[i]), held[CUSTODY], "I72: in custody");
            sum += held[0] + held[APART];
        }
        assertEq(token.totalSupply(), estate.supply(), "I72: supply");
        assertEq(token.totalSupplyByPartition(STAFF), estate.total(APART), "I72: supply of the other partition");
        assertEq(token.balanceOf(custodian), estate.total(CUSTODY), "I72: the custodian's total");
        (bool pending, uint256 rest) = token.splitStatus();
        assertEq(rest, estate.rest(), "I72: rest");
        assertEq(pending, estate.isPending(), "I72: pending");
        assertLe(sum, token.totalSupply(), "I72: more is held than there is");
        if (rest == 0) assertEq(sum, token.totalSupply(), "I72: something is nobody's");
    }

    /// @dev I73 and I74.
    function assertKept() external view {
        for (uint256 i; i < SEATS; ++i) {
            for (uint256 place; place < 3; ++place) {
                _assertKeptAt(i, place, LOCKUP, address(lockup));
                _assertKeptAt(i, place, MODULE, address(module));
                _assertKeptAt(i, place, PLEDGE, address(pledges));
                _assertPledgesAt(i, place);
            }
            assertEq(token.getFrozenTokens(seats[i]), estate.whole(estate.frozen(i)), "I73: frozen");
            uint256 tied = token.encumberedBalanceOf(seats[i]);
            assertEq(tied, estate.balances(i, 0) - estate.free(i, 0), "I74: free");
        }
    }

    function _assertKeptAt(uint256 seat, uint256 place, uint256 layer, address keeper) private view {
        PositionKey memory key = _key(seat, place);
        uint256 taken = estate.whole(estate.taken(layer, seat, place));
        assertEq(token.takenOf(key, keeper), taken, "I73: taken");
        uint256 kept = estate.attached(layer) ? estate.whole(estate.kept(layer, seat, place)) : 0;
        assertEq(token.encumbranceOfPosition(key, keeper), kept, "I73: encumbered");
    }

    /// @dev I73, by the pledge module's own word: its open pledges are what is kept and what was taken, but for fractions.
    function _assertPledgesAt(uint256 seat, uint256 place) private view {
        PositionKey memory key = _key(seat, place);
        uint256[] memory open = pledges.pledgesOf(key);
        assertEq(open.length, estate.openPledges(seat, place), "I73: open pledges");
        uint256 secured;
        for (uint256 i; i < open.length; ++i) {
            secured += pledges.getPledge(open[i]).amount;
        }
        uint256 booked = token.encumbranceOfPosition(key, address(pledges)) + token.takenOf(key, address(pledges));
        assertLe(secured, booked, "I73: more is pledged than is kept");
        uint256 rounding = booked == 0 ? 0 : (open.length + estate.liens(seat, place) + 1) * _growth();
        assertLe(booked, secured + rounding, "I73: more is kept than is pledged");
    }

    /// @dev How much a fraction may have grown that a split left: a pledge drops it at each split, what is kept does not.
    function _growth() private view returns (uint256 growth) {
        Split[] memory splits = token.splits();
        growth = 1;
        for (uint256 i; i < splits.length; ++i) {
            growth *= Math.max(1, Math.ceilDiv(splits[i].numerator, splits[i].denominator));
        }
    }

    /// @dev I73, by the lock-up module's own word: what is kept and what was taken is what its lots say.
    function assertLots() external view {
        uint256[SEATS] memory parts;
        for (uint256 id = 1; id <= lockup.lotCount(); ++id) {
            ILockupModule.Lot memory lot = lockup.getLot(id);
            if (lot.released) continue;
            uint256 seat = _seatOf(token.currentAccountOf(lot.account));
            parts[seat] += uint256(lot.amount) * estate.up(estate.epoch()) / estate.up(lot.epoch)
            * estate.down(lot.epoch);
        }
        for (uint256 i; i < SEATS; ++i) {
            uint256 sum = token.encumbranceOf(seats[i], address(lockup)) + token.takenOf(_key(i, 0), address(lockup));
            uint256 said = estate.whole(parts[i]);
            assertTrue(sum == said || sum == said + 1, "I73: not what the lots say");
            assertEq(
                estate.kept(LOCKUP, i, 0) + estate.taken(LOCKUP, i, 0), parts[i], "I73: not what the lots say, exactly"
            );
        }
    }

    /// @dev I75.
    function assertCounts() external view {
        uint32 investors;
        for (uint256 i; i < INVESTORS; ++i) {
            uint32 positions = uint32(estate.positions(i));
            _assertPositions(ids[i], positions);
            if (positions != 0) ++investors;
        }
        _assertInvestors(investors);
    }

    /* ------------------------------------------------- features ---------------------------------------------- */

    function _meetBoth(Feature feature, uint256 a, uint256 b) private {
        _meet(feature, a);
        if (a != b && b != TREASURY) _meet(feature, b);
    }

    /// @dev An act of the feature is done to the seat.
    function _meet(Feature feature, uint256 seat) private {
        uint256 present = _featuresOf(seat);
        uint256 number = uint256(feature);
        for (uint256 other; other < FEATURES; ++other) {
            if (other == number || present >> other & 1 == 0) continue;
            ++met[number < other ? number : other][number < other ? other : number];
        }
        past[seat] = (estate.held(seat) == 0 ? 0 : past[seat]) | 1 << number;
    }

    function _featuresOf(uint256 seat) private view returns (uint256 features) {
        if (estate.held(seat) == 0) return 0;
        uint256 gone = 1 << uint256(Feature.Split) | 1 << uint256(Feature.Force) | 1 << uint256(Feature.Recovery) | 1
            << uint256(Feature.Redemption);
        if (_isKeptBy(MODULE, seat)) gone |= 1 << uint256(Feature.Module);
        features = past[seat] & gone;
        if (estate.frozen(seat) != 0) features |= 1 << uint256(Feature.Freeze);
        if (_isPledged(seat)) features |= 1 << uint256(Feature.Pledge);
        if (estate.openLots(seat) > 1) features |= 1 << uint256(Feature.Lots);
        if (estate.balances(seat, CUSTODY) != 0) features |= 1 << uint256(Feature.Custody);
        if (estate.balances(seat, APART) != 0) features |= 1 << uint256(Feature.Partition);
    }

    function _has(uint256 features, Feature feature) private pure returns (bool) {
        return features >> uint256(feature) & 1 == 1;
    }

    function _isPledged(uint256 seat) private view returns (bool) {
        for (uint256 place; place < 3; ++place) {
            if (estate.openPledges(seat, place) != 0) return true;
        }
        return false;
    }

    function _isKeptBy(uint256 layer, uint256 seat) private view returns (bool) {
        uint256 sum;
        for (uint256 place; place < 3; ++place) {
            sum += estate.kept(layer, seat, place) + estate.taken(layer, seat, place);
        }
        return sum != 0;
    }

    /* ------------------------------------------------- internal ---------------------------------------------- */

    /// @dev While a split is pending, half of the acts wait until all are brought forward.
    function _begin(uint256 seed_) private {
        seed = seed_;
        ++steps;
        vm.warp(time);
        if (estate.isPending() && _next(2) == 0) bringAll();
    }

    /// @dev The call passes if, and only if, the estate says so.
    function _do(address caller, bytes memory data, bool passes) private returns (bool) {
        _compareWays(token, caller, data);
        vm.prank(caller);
        (bool done,) = address(token).call(data);
        assertEq(done, passes, "I76: the estate foretold otherwise");
        return done;
    }

    function _bring(address keeper, address account) private {
        PositionKey[] memory keys = new PositionKey[](1);
        keys[0] = defaultPosition(keeper, account);
        token.bringForward(keys);
    }

    function _mayLeave(uint256 seat, uint256 place, uint256 amount) private view returns (bool) {
        return !estate.isPending() && amount <= estate.free(seat, place);
    }

    function _mayBeTaken(uint256 seat, uint256 place, uint256 amount) private view returns (bool) {
        return !estate.isPending() && amount <= estate.balances(seat, place);
    }

    function _key(uint256 seat, uint256 place) private view returns (PositionKey memory) {
        return PositionKey(place == CUSTODY ? custodian : address(0), _partition(place), seats[seat]);
    }

    function _partition(uint256 place) private pure returns (Partition) {
        return place == APART ? STAFF : DEFAULT_PARTITION;
    }

    function _isLost(uint256 seat) private view returns (bool) {
        return estate.successor(seat) != 0;
    }

    function _seatOf(address account) private view returns (uint256 seat) {
        while (seats[seat] != account) ++seat;
    }

    /// @dev An investor's account that holds something there, if there is one; never a lost one.
    function _holder(uint256 place) private returns (uint256 seat) {
        uint256 start = _next(TREASURY);
        for (uint256 i; i < TREASURY; ++i) {
            seat = (start + i) % TREASURY;
            if (estate.balances(seat, place) != 0) return seat;
        }
        return estate.current(start);
    }

    /// @dev Seldom one that is lost.
    function _seat() private returns (uint256 seat) {
        seat = _next(SEATS);
        if (_next(8) != 0) seat = estate.current(seat);
    }

    /// @dev An investor's account, and not this one.
    function _other(uint256 seat) private returns (uint256 other) {
        other = _next(TREASURY);
        if (_next(8) != 0) other = estate.current(other);
        if (other == seat) other = (seat + ACCOUNTS) % TREASURY;
    }

    /// @dev Another account of the same investor that is not lost; itself if there is none.
    function _sibling(uint256 seat) private returns (uint256 sibling) {
        uint256 first = seat - seat % ACCOUNTS;
        uint256 start = _next(ACCOUNTS);
        for (uint256 i; i < ACCOUNTS; ++i) {
            sibling = first + (start + i) % ACCOUNTS;
            if (sibling != seat && !_isLost(sibling)) return sibling;
        }
        return seat;
    }

    /// @dev Often all, sometimes one too much.
    function _amount(uint256 most) private returns (uint256) {
        uint256 kind = _next(8);
        if (most == 0 || kind == 0) return most + 1;
        return kind < 3 ? most : 1 + _next(most < 30 ? most : 30);
    }

    function _next(uint256 bound_) private returns (uint256) {
        seed = uint256(keccak256(abi.encode(seed)));
        return seed % bound_;
    }
}
