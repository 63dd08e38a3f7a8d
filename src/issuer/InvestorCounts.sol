// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {Country, InvestorKey, Rating} from "../types/Identity.sol";
import {InvestorClass, investorClass} from "../types/InvestorClass.sol";
import {LANE_MAX, Lanes, Places, packLanes} from "../types/Lanes.sol";
import {Party} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {InvestorState, MAX_RESERVATIONS, POSITIONS} from "./IssuerWords.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title InvestorCounts
/// @notice Counts an issuer's investors by class and holds newcomers against the limits.
abstract contract InvestorCounts {
    struct Tally {
        Places places;
        Lanes limits;
    }

    /// @dev Eight investors each, by the investor's key divided by eight.
    mapping(uint256 index => uint256) private _investors;
    Tally internal _total;
    mapping(Country => Tally) private _countries;
    mapping(InvestorKey => mapping(address module => bool)) internal _reserves;

    /* --------------------------------------------------- limits ----------------------------------------------- */

    function _setLimits(uint32[8] calldata limits) internal {
        _relimit(_total, limits);
        emit IIssuingEntity.InvestorLimitsSet(limits);
    }

    function _setCountryLimits(Country country, uint32[8] calldata limits) internal {
        _relimit(_countries[country], limits);
    }

    function _countryLimits(Country country) internal view returns (uint32[8] memory) {
        return _countries[country].limits.unpack();
    }

    function _relimit(Tally storage tally, uint32[8] calldata limits) private {
        for (uint256 i; i < 8; ++i) {
            if (limits[i] > LANE_MAX) revert IIssuingEntity.IssuingEntity_LimitTooHigh(limits[i]);
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
        if (!opens || !to.isInvestor()) return Restriction.None;
        InvestorState state = _stateOf(to.key());
        if (state.isCounted()) {
            bool full = state.positions() == POSITIONS && !(closes && from.isSameInvestor(to));
            return full ? Restriction.PositionLimitReached : Restriction.None;
        }
        return _checkPlaces(from, closes, receiver);
    }

    /// @dev For a newcomer.
    function _checkPlaces(Party from, bool closes, Standing receiver) private view returns (Restriction) {
        Country country = receiver.country();
        Rating rating = receiver.rating();
        bool leaving;
        bool sameRating;
        bool sameCountry;
        if (closes) {
            InvestorState sender = _stateOf(from.key());
            leaving = sender.positions() == 1 && !sender.isKept();
            sameRating = leaving && sender.class().rating() == rating;
            sameCountry = leaving && sender.class().country() == country;
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
        if (closes) _leave(from.key());
        if (opens) _enter(to, receiver, 1, 0);
    }

    /// @dev The investor is counted under the class in which it stands now.
    function _enter(Party party, Standing standing, uint32 more, uint32 less) private {
        InvestorState state = _stateOf(party.key());
        InvestorState next = state.withClass(_classOf(standing));
        _recount(party.key(), state, next.withPositions(_saturated(uint256(state.positions()) + more, less)));
    }

    /// @dev Takes a position from an investor without asking its registrar, which may be gone or hostile.
    function _leave(InvestorKey investor) private {
        InvestorState state = _stateOf(investor);
        _recount(investor, state, state.withPositions(_saturated(state.positions(), 1)));
    }

    /// @dev Within 0 and the greatest count: a hostile token may leave a number wrong, but it stops nobody's sale.
    function _saturated(uint256 count, uint256 less) private pure returns (uint32) {
        // At most twelve bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint32(Math.min(Math.saturatingSub(count, less), POSITIONS));
    }

    /// @dev Counts an investor whether or not it holds anything; who is admitted already stays as it is.
    function _admit(Party party, Standing standing) internal {
        InvestorState state = _stateOf(party.key());
        if (state.isAdmitted()) return;

        _recount(party.key(), state, state.withClass(_classOf(standing)).withAdmitted(true));
        emit IIssuingEntity.InvestorAdmitted(party.key());
    }

    /// @dev Asks no registrar, like `_leave`.
    function _dismiss(InvestorKey investor) internal {
        InvestorState state = _stateOf(investor);
        if (!state.isAdmitted()) return;

        _recount(investor, state, state.withAdmitted(false));
        emit IIssuingEntity.InvestorDismissed(investor);
    }

    /// @dev Counts an investor on behalf of a module; who has its place from the same module keeps it.
    function _reserve(Party party, Standing standing, address module) internal {
        InvestorKey investor = party.key();
        if (_reserves[investor][module]) return;
        InvestorState state = _stateOf(investor);
        uint32 count = state.reservations();
        if (count == MAX_RESERVATIONS) revert IIssuingEntity.IssuingEntity_TooManyReservations(investor);

        _reserves[investor][module] = true;
        _recount(investor, state, state.withClass(_classOf(standing)).withReservations(count + 1));
        emit IIssuingEntity.PlaceReserved(investor, module);
    }

    /// @dev Asks no registrar, like `_leave`.
    function _release(InvestorKey investor, address module) internal {
        if (!_reserves[investor][module]) return;

        _reserves[investor][module] = false;
        InvestorState state = _stateOf(investor);
        _recount(investor, state, state.withReservations(state.reservations() - 1));
        emit IIssuingEntity.PlaceReleased(investor, module);
    }

    /// @dev Stores an investor's new state and moves the counts accordingly.
    /// @return changed whether anything had to be written
    function _recount(InvestorKey investor, InvestorState old, InvestorState next) internal returns (bool changed) {
        if (!next.isCounted() && !old.isCounted()) return false;
        if (InvestorState.unwrap(old) == InvestorState.unwrap(next)) return false;

        bool was = old.isCounted();
        bool stays = next.isCounted();
        bool reclassed = old.class() != next.class();
        if (was && (!stays || reclassed)) _uncount(investor, old.class());
        if (stays && (!was || reclassed)) _count(investor, next.class());
        _setState(investor, next);
        return true;
    }

    /// @dev The class under which an investor is to be counted: a lapsed rating counts as none.
    function _classOf(Standing standing) internal pure returns (InvestorClass) {
        return investorClass(standing.country(), standing.expired() ? Rating.wrap(0) : standing.rating());
    }

    function _count(InvestorKey investor, InvestorClass class) private {
        _total.places = _total.places.addToClass(class.rating());
        Tally storage ofCountry = _countries[class.country()];
        ofCountry.places = ofCountry.places.addToClass(class.rating());
        emit IIssuingEntity.InvestorCounted(investor, class);
    }

    function _uncount(InvestorKey investor, InvestorClass class) private {
        _total.places = _total.places.takeFromClass(class.rating());
        Tally storage ofCountry = _countries[class.country()];
        ofCountry.places = ofCountry.places.takeFromClass(class.rating());
        emit IIssuingEntity.InvestorUncounted(investor, class);
    }

    /* -------------------------------------------------- states ------------------------------------------------ */

    function _stateOf(InvestorKey investor) internal view returns (InvestorState) {
        // A lane of 32 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        return InvestorState.wrap(uint32(_investors[InvestorKey.unwrap(investor) >> 3] >> _shiftOf(investor)));
    }

    function _setState(InvestorKey investor, InvestorState state) internal {
        uint256 index = InvestorKey.unwrap(investor) >> 3;
        uint256 others = _investors[index] & ~(uint256(type(uint32).max) << _shiftOf(investor));
        _investors[index] = others | uint256(InvestorState.unwrap(state)) << _shiftOf(investor);
    }

    function _shiftOf(InvestorKey investor) private pure returns (uint256) {
        return (InvestorKey.unwrap(investor) & 7) << 5;
    }

    /* --------------------------------------------------- views ------------------------------------------------ */

    function _numbersOf(Country country) internal view returns (uint32[8] memory counts, uint32[8] memory limits) {
        return _numbers(_countries[country]);
    }

    function _numbers(Tally storage tally) internal view returns (uint32[8] memory counts, uint32[8] memory limits) {
        return (tally.places.counts(tally.limits).unpack(), tally.limits.unpack());
    }
}
