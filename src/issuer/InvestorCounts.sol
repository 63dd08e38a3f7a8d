// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {LANE_MAX, Lanes, Places, packLanes} from "../types/Lanes.sol";
import {Party} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {InvestorState, MAX_RESERVATIONS, POSITIONS} from "./IssuerWords.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title InvestorCounts
/// @notice Counts an issuer's investors by class and holds newcomers against the limits.
abstract contract InvestorCounts is IIssuingEntity {
    struct Tally {
        Places places;
        Lanes limits;
    }

    mapping(InvestorId => InvestorState) internal _investors;
    Tally private _total;
    mapping(Country => Tally) private _countries;
    mapping(InvestorId => mapping(address module => bool)) private _reserves;

    /* --------------------------------------------------- limits ----------------------------------------------- */

    function _setLimits(uint32[8] calldata limits) internal {
        _relimit(_total, limits);
        emit InvestorLimitsSet(limits);
    }

    function _setCountryLimits(Country country, uint32[8] calldata limits) internal {
        _relimit(_countries[country], limits);
    }

    function _countryLimits(Country country) internal view returns (uint32[8] memory) {
        return _countries[country].limits.unpack();
    }

    function _relimit(Tally storage tally, uint32[8] calldata limits) private {
        for (uint256 i; i < 8; ++i) {
            if (limits[i] > LANE_MAX) revert IssuingEntity_LimitTooHigh(limits[i]);
        }
        Lanes packed = packLanes(limits);
        tally.places = tally.places.relimited(tally.limits, packed);
        tally.limits = packed;
    }

    /* -------------------------------------------------- checking ---------------------------------------------- */

    /// @dev Whether the limits have room for whom a move makes an investor. A sender who leaves altogether makes room in
    /// the lanes of its own class.
    function _checkRoom(Party from, Party to, bool opens, bool closes, Standing receiver)
        internal
        view
        returns (Restriction)
    {
        if (!opens || !to.isInvestor() || _investors[to.id()].isCounted()) {
            return Restriction.None;
        }

        Country country = receiver.country();
        Rating rating = receiver.rating();
        bool leaving;
        bool sameRating;
        bool sameCountry;
        if (closes) {
            InvestorState sender = _investors[from.id()];
            leaving = sender.positions() == 1 && !sender.isKept();
            sameRating = leaving && sender.classRating() == rating;
            sameCountry = leaving && sender.classCountry() == country;
        }
        uint256 index = Rating.unwrap(rating);
        Places total = _total.places;
        if (total.isFull(0, leaving)) return Restriction.InvestorLimitReached;
        if (total.isFull(index, sameRating)) return Restriction.RatingLimitReached;
        Places ofCountry = _countries[country].places;
        if (ofCountry.isFull(0, sameCountry)) return Restriction.CountryLimitReached;
        if (ofCountry.isFull(index, sameCountry && sameRating)) return Restriction.CountryRatingLimitReached;
        return Restriction.None;
    }

    /* -------------------------------------------------- counting ---------------------------------------------- */

    /// @dev Keeps the positions of both sides. Never refuses.
    function _keepPositions(Party from, Party to, bool opens, bool closes, Standing receiver) internal {
        if (from.isSameInvestor(to)) return _enter(to, receiver, opens ? 1 : 0, closes ? 1 : 0);
        if (closes) _leave(from.id());
        if (opens) _enter(to, receiver, 1, 0);
    }

    /// @dev The investor is counted under the class in which it stands now.
    function _enter(Party party, Standing standing, uint32 more, uint32 less) private {
        InvestorState state = _investors[party.id()];
        InvestorState next = _classed(state, standing, party.registrar());
        _recount(party.id(), state, next.withPositions(_saturated(uint256(state.positions()) + more, less)));
    }

    /// @dev Takes a position from an investor without asking its registrar, which may be gone or hostile.
    function _leave(InvestorId id) private {
        InvestorState state = _investors[id];
        _recount(id, state, state.withPositions(_saturated(state.positions(), 1)));
    }

    /// @dev Within 0 and the greatest count: a hostile token may leave a number wrong, but it stops nobody's sale.
    function _saturated(uint256 count, uint256 less) private pure returns (uint32) {
        // At most 24 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint32(Math.min(Math.saturatingSub(count, less), POSITIONS));
    }

    /// @dev Counts an investor whether or not it holds anything; who is admitted already stays as it is.
    function _admit(Party party, Standing standing) internal {
        InvestorState state = _investors[party.id()];
        if (state.isAdmitted()) return;

        _recount(party.id(), state, _classed(state, standing, party.registrar()).withAdmitted(true));
        emit InvestorAdmitted(party.id());
    }

    /// @dev Asks no registrar, like `_leave`.
    function _dismiss(InvestorId id) internal {
        InvestorState state = _investors[id];
        if (!state.isAdmitted()) return;

        _recount(id, state, state.withAdmitted(false));
        emit InvestorDismissed(id);
    }

    /// @dev Counts an investor on behalf of a module; who has its place from the same module keeps it.
    function _reserve(Party party, Standing standing, address module) internal {
        InvestorId id = party.id();
        if (_reserves[id][module]) return;
        InvestorState state = _investors[id];
        uint256 count = state.reservations();
        if (count == MAX_RESERVATIONS) revert IssuingEntity_TooManyReservations(id);

        _reserves[id][module] = true;
        _recount(id, state, _classed(state, standing, party.registrar()).withReservations(count + 1));
        emit PlaceReserved(id, module);
    }

    /// @dev Asks no registrar, like `_leave`.
    function _release(InvestorId id, address module) internal {
        if (!_reserves[id][module]) return;

        _reserves[id][module] = false;
        InvestorState state = _investors[id];
        _recount(id, state, state.withReservations(state.reservations() - 1));
        emit PlaceReleased(id, module);
    }

    /// @dev Stores an investor's new state and moves the counts accordingly.
    /// @return changed whether anything had to be written
    function _recount(InvestorId id, InvestorState old, InvestorState next) internal returns (bool changed) {
        if (!next.isCounted() && !old.isCounted()) return false;
        if (InvestorState.unwrap(old) == InvestorState.unwrap(next)) return false;

        bool was = old.isCounted();
        bool stays = next.isCounted();
        bool reclassed = _isReclassed(old, next);
        if (was && (!stays || reclassed)) _uncount(id, old.classCountry(), old.classRating());
        if (stays && (!was || reclassed)) _count(id, next.classCountry(), next.classRating());
        _investors[id] = next;
        return true;
    }

    function _isReclassed(InvestorState old, InvestorState next) internal pure returns (bool) {
        return old.classCountry() != next.classCountry() || old.classRating() != next.classRating();
    }

    /// @dev The class under which an investor is to be counted: a lapsed rating counts as none.
    function _classed(InvestorState state, Standing standing, uint8 registrar) internal pure returns (InvestorState) {
        Rating rating = standing.expired() ? Rating.wrap(0) : standing.rating();
        return state.withClass(standing.country(), rating, registrar);
    }

    function _count(InvestorId id, Country country, Rating rating) private {
        _total.places = _total.places.addToClass(rating);
        _countries[country].places = _countries[country].places.addToClass(rating);
        emit InvestorCounted(id, country, rating);
    }

    function _uncount(InvestorId id, Country country, Rating rating) private {
        _total.places = _total.places.takeFromClass(rating);
        _countries[country].places = _countries[country].places.takeFromClass(rating);
        emit InvestorUncounted(id, country, rating);
    }

    /* --------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IIssuingEntity
    function investorCounts() external view returns (uint32[8] memory counts, uint32[8] memory limits) {
        return _numbers(_total);
    }

    /// @inheritdoc IIssuingEntity
    function investorState(InvestorId id)
        external
        view
        returns (uint32 positions, Country country, Rating rating, bool restricted)
    {
        InvestorState state = _investors[id];
        return (state.positions(), state.classCountry(), state.classRating(), state.isFrozen());
    }

    /// @inheritdoc IIssuingEntity
    function isAdmitted(InvestorId id) external view returns (bool) {
        return _investors[id].isAdmitted();
    }

    /// @inheritdoc IIssuingEntity
    function hasReserved(address module, InvestorId id) external view returns (bool) {
        return _reserves[id][module];
    }

    function _numbersOf(Country country) internal view returns (uint32[8] memory counts, uint32[8] memory limits) {
        return _numbers(_countries[country]);
    }

    function _numbers(Tally storage tally) private view returns (uint32[8] memory counts, uint32[8] memory limits) {
        return (tally.places.counts(tally.limits).unpack(), tally.limits.unpack());
    }
}
