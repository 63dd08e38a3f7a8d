// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice What everybody has of one token, and what is kept of it, as decisions 0016 to 0018 say: share by share, with
/// exact fractions, and every seat visited at each split. A seat is an account; what it has stands in three places.
contract Estate {
    /// @dev Four accounts of each of three investors, and the treasury.
    uint256 public constant SEATS = 13;
    uint256 public constant TREASURY = 12;
    uint256 public constant ACCOUNTS = 4;
    /// @dev Directly in the default partition, directly in another one, and at the custodian.
    uint256 public constant PLACES = 3;
    uint256 public constant APART = 1;
    uint256 public constant CUSTODY = 2;
    /// @dev What keeps shares, in the order of the modules' slots; a further module that encumbers joins here.
    uint256 public constant LAYERS = 3;
    uint256 public constant LOCKUP = 0;
    uint256 public constant MODULE = 1;
    uint256 public constant PLEDGE = 2;

    struct Lot {
        uint256 seat;
        uint256 amount;
        uint256 epoch;
        uint256 end;
        bool released;
    }

    /// @param amount in the unit of `epoch`; zero once it is over
    struct Pledge {
        uint256 seat;
        uint256 place;
        uint256 secured;
        uint256 amount;
        uint256 epoch;
        uint256 end;
        bool called;
    }

    uint256[PLACES][SEATS] public balances;
    /// @dev Parts of the last split's denominator that nobody has learnt of yet.
    uint256[PLACES][SEATS] public fractions;
    /// @dev Before the last split that left fractions: held directly, and in custody; zero once brought forward.
    uint256[2][SEATS] public old;
    uint256 public denominator = 1;
    bool public reopened;
    /// @dev Of each epoch: the product of all numerators and of all denominators.
    uint256[] public up;
    uint256[] public down;

    /// @dev What follows is in parts of the product of all denominators.
    uint256[PLACES][SEATS][LAYERS] public kept;
    uint256[PLACES][SEATS][LAYERS] public taken;
    uint256[SEATS] public frozen;
    uint256[SEATS] public frozenTaken;

    bool[LAYERS] public attached;
    Lot[] public lots;
    Pledge[] public pledges;
    /// @dev Whole shares, at least what fractions left kept beyond the pledges.
    uint256[PLACES][SEATS] public liens;
    /// @dev Pledges in the order in which they came to lie there, those that are over included.
    uint256[][PLACES][SEATS] public ranks;
    /// @dev One more than the seat that took over; zero: not lost.
    uint256[SEATS] public successor;

    constructor() {
        up.push(1);
        down.push(1);
        attached = [true, true, true];
    }

    /* -------------------------------------------------- answers ---------------------------------------------- */

    function epoch() public view returns (uint256) {
        return up.length - 1;
    }

    /// @notice Parts of one share.
    function one() public view returns (uint256) {
        return down[epoch()];
    }

    function rest() public view returns (uint256 sum) {
        for (uint256 i; i < SEATS; ++i) {
            sum += old[i][0] + old[i][1];
        }
    }

    function isPending() public view returns (bool) {
        return !reopened && rest() != 0;
    }

    function total(uint256 place) external view returns (uint256) {
        return _total(place, place + 1);
    }

    function supply() external view returns (uint256) {
        return _total(0, PLACES);
    }

    /// @dev A share of which a part is kept is kept.
    function whole(uint256 parts) public view returns (uint256) {
        return Math.ceilDiv(parts, one());
    }

    /// @dev By attached modules together, in parts.
    function keptOf(uint256 seat, uint256 place) public view returns (uint256 sum) {
        for (uint256 layer; layer < LAYERS; ++layer) {
            if (attached[layer]) sum += kept[layer][seat][place];
        }
    }

    /// @dev What is frozen lies on the default partition first, then on the other one, and not on custody.
    function frozenAt(uint256 seat, uint256 place) public view returns (uint256) {
        if (place == CUSTODY) return 0;
        uint256 all = whole(frozen[seat]);
        return place == APART ? Math.saturatingSub(all, balances[seat][0]) : all;
    }

    function free(uint256 seat, uint256 place) public view returns (uint256) {
        uint256 tied = whole(keptOf(seat, place)) + frozenAt(seat, place);
        return Math.saturatingSub(balances[seat][place], tied);
    }

    /// @dev A freeze is no obstacle, and neither is a part of a share.
    function addable(uint256 seat, uint256 place) external view returns (uint256) {
        return Math.saturatingSub(balances[seat][place], keptOf(seat, place) / one());
    }

    function held(uint256 seat) public view returns (uint256) {
        return balances[seat][0] + balances[seat][APART] + balances[seat][CUSTODY];
    }

    /// @dev Positions that count for an investor: what rounded to nothing counts until it is brought forward.
    function positions(uint256 investor) external view returns (uint256 count) {
        for (uint256 i = investor * ACCOUNTS; i < (investor + 1) * ACCOUNTS; ++i) {
            if (balances[i][0] + balances[i][APART] + old[i][0] != 0) ++count;
            if (balances[i][CUSTODY] + old[i][1] != 0) ++count;
        }
    }

    function lotCount() external view returns (uint256) {
        return lots.length;
    }

    /// @dev Unreleased lots of the account, or of those that it took over.
    function openLots(uint256 seat) external view returns (uint256 count) {
        for (uint256 i; i < lots.length; ++i) {
            if (!lots[i].released && current(lots[i].seat) == seat) ++count;
        }
    }

    function pledgeCount() external view returns (uint256) {
        return pledges.length;
    }

    /// @dev Open pledges that lie on what the account has there.
    function openPledges(uint256 seat, uint256 place) public view returns (uint256 count) {
        for (uint256 i; i < pledges.length; ++i) {
            if (pledges[i].amount != 0 && pledges[i].seat == seat && pledges[i].place == place) ++count;
        }
    }

    /// @dev Of a pledge, in the present unit, rounded down at each split.
    function pledged(uint256 index) public view returns (uint256) {
        return scaled(pledges[index].amount, pledges[index].epoch);
    }

    /// @dev What of a pledge is there: those that lie there longer come first.
    function available(uint256 index) external view returns (uint256) {
        Pledge memory pledge = pledges[index];
        uint256 left = whole(kept[PLEDGE][pledge.seat][pledge.place]);
        for (uint256 i; i < ranks[pledge.seat][pledge.place].length; ++i) {
            uint256 other = ranks[pledge.seat][pledge.place][i];
            if (other == index) break;
            left = Math.saturatingSub(left, pledged(other));
        }
        return Math.min(left, pledged(index));
    }

    function scaled(uint256 amount, uint256 from) public view returns (uint256) {
        while (from < epoch()) {
            ++from;
            amount = amount * (up[from] / up[from - 1]) / (down[from] / down[from - 1]);
        }
        return amount;
    }

    function current(uint256 seat) public view returns (uint256) {
        while (successor[seat] != 0) seat = successor[seat] - 1;
        return seat;
    }

    /* --------------------------------------------------- shares ---------------------------------------------- */

    function add(uint256 seat, uint256 place, uint256 amount) public {
        touch(seat, place == CUSTODY);
        balances[seat][place] += amount;
    }

    function take(uint256 seat, uint256 place, uint256 amount) public {
        touch(seat, place == CUSTODY);
        balances[seat][place] -= amount;
    }

    function move(uint256 from, uint256 placeFrom, uint256 to, uint256 placeTo, uint256 amount) external {
        take(from, placeFrom, amount);
        add(to, placeTo, amount);
    }

    /// @dev Each share comes out of what a layer leaves free, while there is any; then out of the layer, and of its lowest
    /// module first.
    function forceOut(uint256 seat, uint256 place, uint256 amount) external {
        touch(seat, place == CUSTODY);
        for (uint256 i; i < amount; ++i) {
            if (frozenAt(seat, place) >= balances[seat][place]) _takeFrozen(seat);
            if (whole(keptOf(seat, place)) >= balances[seat][place]) _takeKept(seat, place);
            --balances[seat][place];
        }
    }

    /// @dev Each share brings one back of what was taken last, of a detached module's, too.
    function forceIn(uint256 seat, uint256 place, uint256 amount) external {
        for (uint256 i; i < amount; ++i) {
            _returnKept(seat, place);
            uint256 part = Math.min(frozenTaken[seat], one());
            (frozenTaken[seat], frozen[seat]) = (frozenTaken[seat] - part, frozen[seat] + part);
        }
        add(seat, place, amount);
    }

    /* ---------------------------------------------------- kept ----------------------------------------------- */

    function encumber(uint256 layer, uint256 seat, uint256 place, uint256 amount) public {
        kept[layer][seat][place] += amount * one();
    }

    /// @notice What force took is made up for first.
    /// @param amount in the unit of an earlier epoch
    function release(uint256 layer, uint256 seat, uint256 place, uint256 amount, uint256 ofEpoch)
        public
        returns (uint256 released)
    {
        if (kept[layer][seat][place] + taken[layer][seat][place] == 0) seat = current(seat);
        uint256 parts = amount * up[epoch()] / up[ofEpoch] * down[ofEpoch];
        uint256 madeUp = Math.min(parts, taken[layer][seat][place]);
        taken[layer][seat][place] -= madeUp;
        released = whole(kept[layer][seat][place]);
        kept[layer][seat][place] -= Math.min(parts - madeUp, kept[layer][seat][place]);
        released -= whole(kept[layer][seat][place]);
    }

    function lock(uint256 seat, uint256 amount, uint256 end) external {
        lots.push(Lot(seat, amount, epoch(), end, false));
        encumber(LOCKUP, seat, 0, amount);
    }

    function releaseLot(uint256 index) external {
        Lot storage lot = lots[index];
        lot.released = true;
        release(LOCKUP, lot.seat, 0, lot.amount, lot.epoch);
    }

    function pledge(Pledge calldata made) external {
        ranks[made.seat][made.place].push(pledges.length);
        pledges.push(made);
        encumber(PLEDGE, made.seat, made.place, made.amount);
    }

    function callPledge(uint256 index) external {
        pledges[index].called = true;
    }

    /// @dev All of it in the unit in which it was made; a part in the present one.
    function releasePledge(uint256 index, uint256 amount) external {
        Pledge memory p = pledges[index];
        if (amount == pledged(index)) {
            pledges[index].amount = 0;
            release(PLEDGE, p.seat, p.place, p.amount, p.epoch);
        } else {
            _renew(index);
            pledges[index].amount -= amount;
            release(PLEDGE, p.seat, p.place, amount, epoch());
        }
        _freeRest(p.seat, p.place);
    }

    /// @dev What force took stays taken.
    function realise(uint256 index, uint256 amount) external {
        _renew(index);
        Pledge memory p = pledges[index];
        pledges[index].amount -= amount;
        kept[PLEDGE][p.seat][p.place] -= Math.min(kept[PLEDGE][p.seat][p.place], amount * one());
        take(p.seat, p.place, amount);
        add(p.secured, p.place == CUSTODY ? 0 : p.place, amount);
        _freeRest(p.seat, p.place);
    }

    function _renew(uint256 index) private {
        Pledge storage p = pledges[index];
        if (p.epoch == epoch()) return;
        uint256 present = pledged(index);
        uint256 fraction = scaled(p.amount << 24, p.epoch) - (present << 24);
        if (fraction != 0) liens[p.seat][p.place] += (fraction >> 24) + 1;
        (p.amount, p.epoch) = (present, epoch());
    }

    /// @dev With the last pledge goes what fractions left of the others.
    function _freeRest(uint256 seat, uint256 place) private {
        if (openPledges(seat, place) != 0 || liens[seat][place] == 0) return;
        release(PLEDGE, seat, place, liens[seat][place], epoch());
        liens[seat][place] = 0;
    }

    function freeze(uint256 seat, uint256 amount) external {
        (frozen[seat], frozenTaken[seat]) = (amount * one(), 0);
    }

    function attach(uint256 layer, bool attached_) external {
        attached[layer] = attached_;
    }

    /* --------------------------------------------------- splits ---------------------------------------------- */

    function split(uint256 numerator, uint256 denominator_) external {
        (denominator, reopened) = (denominator_, false);
        for (uint256 i; i < SEATS; ++i) {
            if (denominator_ != 1) old[i] = [balances[i][0] + balances[i][APART], balances[i][CUSTODY]];
            for (uint256 place; place < PLACES; ++place) {
                uint256 product = balances[i][place] * numerator;
                (balances[i][place], fractions[i][place]) = (product / denominator_, product % denominator_);
                for (uint256 layer; layer < LAYERS; ++layer) {
                    kept[layer][i][place] *= numerator;
                    taken[layer][i][place] *= numerator;
                }
            }
            frozen[i] *= numerator;
            frozenTaken[i] *= numerator;
        }
        up.push(up[epoch()] * numerator);
        down.push(down[down.length - 1] * denominator_);
    }

    function touch(uint256 seat, bool custody) public {
        old[seat][custody ? 1 : 0] = 0;
        if (custody) fractions[seat][CUSTODY] = 0;
        else (fractions[seat][0], fractions[seat][APART]) = (0, 0);
    }

    function reopen() external {
        reopened = true;
    }

    /* -------------------------------------------------- recovery --------------------------------------------- */

    function recover(uint256 lost, uint256 to) external {
        successor[lost] = to + 1;
        for (uint256 place; place < PLACES; ++place) {
            touch(lost, place == CUSTODY);
            add(to, place, balances[lost][place]);
            balances[lost][place] = 0;
            for (uint256 layer; layer < LAYERS; ++layer) {
                kept[layer][to][place] += kept[layer][lost][place];
                taken[layer][to][place] += taken[layer][lost][place];
                (kept[layer][lost][place], taken[layer][lost][place]) = (0, 0);
            }
        }
        _followPledges(lost, to);
        frozen[to] += frozen[lost];
        frozenTaken[to] += frozenTaken[lost];
        (frozen[lost], frozenTaken[lost]) = (0, 0);
    }

    /// @dev Behind those of the successor, in their order; and they secure whoever took over from their secured party.
    function _followPledges(uint256 lost, uint256 to) private {
        for (uint256 place; place < PLACES; ++place) {
            for (uint256 i; i < ranks[lost][place].length; ++i) {
                ranks[to][place].push(ranks[lost][place][i]);
            }
            delete ranks[lost][place];
            liens[to][place] += liens[lost][place];
            liens[lost][place] = 0;
        }
        for (uint256 i; i < pledges.length; ++i) {
            if (pledges[i].seat == lost) pledges[i].seat = to;
            if (pledges[i].secured == lost) pledges[i].secured = to;
        }
    }

    /* -------------------------------------------------- internal --------------------------------------------- */

    function _takeFrozen(uint256 seat) private {
        uint256 part = Math.min(frozen[seat], one());
        (frozen[seat], frozenTaken[seat]) = (frozen[seat] - part, frozenTaken[seat] + part);
    }

    function _takeKept(uint256 seat, uint256 place) private {
        for (uint256 layer; layer < LAYERS; ++layer) {
            uint256 part = Math.min(kept[layer][seat][place], one());
            if (!attached[layer] || part == 0) continue;
            kept[layer][seat][place] -= part;
            taken[layer][seat][place] += part;
            return;
        }
    }

    function _returnKept(uint256 seat, uint256 place) private {
        for (uint256 layer = LAYERS; layer > 0;) {
            uint256 part = Math.min(taken[--layer][seat][place], one());
            if (part == 0) continue;
            taken[layer][seat][place] -= part;
            kept[layer][seat][place] += part;
            return;
        }
    }

    function _total(uint256 from, uint256 to) private view returns (uint256 sum) {
        uint256 parts;
        for (uint256 i; i < SEATS; ++i) {
            for (uint256 place = from; place < to; ++place) {
                sum += balances[i][place];
                parts += fractions[i][place];
            }
        }
        sum += parts / denominator;
    }
}
