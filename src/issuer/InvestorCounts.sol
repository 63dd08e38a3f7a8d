// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {Country, InvestorId, Rating} from "../types/Identity.sol";
import {LANE_MAX, Lanes, packLanes, withRule} from "../types/Lanes.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";

/// @title InvestorCounts
/// @notice Counts an issuer's investors by class and holds newcomers against the limits.
abstract contract InvestorCounts is IIssuingEntity {
    /// @dev positions: (token, custodian, account) in which the investor holds something. While there are any, it is
    /// counted under (country, rating), as `registrar` stated them at the last touch.
    struct InvestorState {
        uint32 positions;
        Country country;
        Rating rating;
        uint8 registrar;
        bool restricted;
    }

    /// @dev rule of `counts`: LIMITED | permitted << 1 | minRating << 8.
    struct Tally {
        Lanes counts;
        Lanes limits;
    }

    uint32 private constant LIMITED = 1 << 0;
    uint32 private constant PERMITTED = 1 << 1;

    mapping(InvestorId => InvestorState) internal _investors;
    Tally private _total;
    mapping(Country => Tally) private _countries;

    /* --------------------------------------------------- rules ------------------------------------------------ */

    function _setLimits(uint32[8] calldata limits) internal {
        _storeLimits(_total, limits, 0);
        emit InvestorLimitsSet(limits);
    }

    function _setCountryRule(Country country, bool permitted, Rating minRating, uint32[8] calldata limits) internal {
        _requireRule(country, minRating);
        _storeLimits(_countries[country], limits, _ruleBits(permitted, minRating));
        emit CountryRuleSet(country, permitted, minRating, limits);
    }

    function _permitCountry(Country country, Rating minRating) internal {
        _requireRule(country, minRating);
        Tally storage tally = _countries[country];
        Lanes counts = tally.counts;
        tally.counts = withRule(counts, counts.rule() & LIMITED | _ruleBits(true, minRating));
        emit CountryRuleSet(country, true, minRating, tally.limits.unpack());
    }

    function _storeLimits(Tally storage tally, uint32[8] calldata limits, uint32 ruleBits) private {
        uint32 any;
        for (uint256 i; i < 8; ++i) {
            if (limits[i] > LANE_MAX) revert IssuingEntity_LimitTooHigh(limits[i]);
            any |= limits[i];
        }
        tally.limits = packLanes(limits, 0);
        tally.counts = withRule(tally.counts, any == 0 ? ruleBits : ruleBits | LIMITED);
    }

    function _requireRule(Country country, Rating minRating) private pure {
        uint16 code = Country.unwrap(country);
        if (code == 0 || code > 999) revert IssuingEntity_InvalidCountry(country);
        uint8 rating = Rating.unwrap(minRating);
        if (rating == 0 || rating > 7) revert IssuingEntity_InvalidRating(minRating);
    }

    function _ruleBits(bool permitted, Rating minRating) private pure returns (uint32) {
        return (permitted ? PERMITTED : 0) | uint32(Rating.unwrap(minRating)) << 8;
    }

    /* -------------------------------------------------- checking ---------------------------------------------- */

    /// @dev Whether the receiver's class may receive. If it is a `newcomer`, the limits must have room; a sender who
    /// leaves altogether makes room in the lanes of its own class.
    /// @param leaving the sender is counted and ends with nothing
    function _checkClass(Standing receiver, bool newcomer, bool leaving, InvestorState memory sender)
        internal
        view
        returns (Restriction)
    {
        Tally storage tally = _countries[receiver.country()];
        Lanes counts = tally.counts;
        uint32 rule = counts.rule();
        if (rule & PERMITTED == 0) return Restriction.CountryNotPermitted;
        if (Rating.unwrap(receiver.rating()) < rule >> 8) return Restriction.RatingTooLow;
        if (!newcomer) return Restriction.None;

        bool sameRating = leaving && sender.rating == receiver.rating();
        bool sameCountry = leaving && sender.country == receiver.country();
        uint256 index = Rating.unwrap(receiver.rating());
        Lanes total = _total.counts;
        if (total.rule() & LIMITED != 0) {
            Lanes limits = _total.limits;
            if (_full(total, limits, 0, leaving)) return Restriction.InvestorLimitReached;
            if (_full(total, limits, index, sameRating)) return Restriction.RatingLimitReached;
        }
        if (rule & LIMITED != 0) {
            Lanes limits = tally.limits;
            if (_full(counts, limits, 0, sameCountry)) return Restriction.CountryLimitReached;
            if (_full(counts, limits, index, sameCountry && sameRating)) return Restriction.CountryRatingLimitReached;
        }
        return Restriction.None;
    }

    /// @dev `freed`: one place in this lane becomes free in the same transfer.
    function _full(Lanes counts, Lanes limits, uint256 index, bool freed) private pure returns (bool) {
        uint256 limit = limits.lane(index);
        return limit != 0 && counts.lane(index) - (freed ? 1 : 0) >= limit;
    }

    /* -------------------------------------------------- counting ---------------------------------------------- */

    /// @dev Stores an investor's new state and moves the counts accordingly. Never refuses.
    /// @param old the state that is stored
    /// @param next positions and class from now on; its restriction is that of `old`
    /// @return changed whether anything had to be written
    function _recount(InvestorId id, InvestorState memory old, InvestorState memory next)
        internal
        returns (bool changed)
    {
        bool reclassed = _isReclassed(old, next);
        bool was = old.positions != 0;
        bool stays = next.positions != 0;
        bool same = !reclassed && old.registrar == next.registrar;
        if (old.positions == next.positions && (same || !stays)) return false;

        if (was && (!stays || reclassed)) _uncount(id, old.country, old.rating);
        if (stays && (!was || reclassed)) _count(id, next.country, next.rating);
        _investors[id] = next;
        return true;
    }

    function _isReclassed(InvestorState memory old, InvestorState memory next) internal pure returns (bool) {
        return old.country != next.country || old.rating != next.rating;
    }

    /// @dev The class under which an investor is to be counted, in a state of its own: a lapsed rating counts as none.
    function _classed(InvestorState memory old, Standing standing, uint8 registrar)
        internal
        pure
        returns (InvestorState memory)
    {
        Rating rating = standing.expired() ? Rating.wrap(0) : standing.rating();
        return InvestorState(old.positions, standing.country(), rating, registrar, old.restricted);
    }

    function _count(InvestorId id, Country country, Rating rating) private {
        _total.counts = _total.counts.addToClass(rating);
        _countries[country].counts = _countries[country].counts.addToClass(rating);
        emit InvestorCounted(id, country, rating);
    }

    function _uncount(InvestorId id, Country country, Rating rating) private {
        _total.counts = _total.counts.takeFromClass(rating);
        _countries[country].counts = _countries[country].counts.takeFromClass(rating);
        emit InvestorUncounted(id, country, rating);
    }

    /* --------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IIssuingEntity
    function investorCounts() external view returns (uint32[8] memory counts, uint32[8] memory limits) {
        return (_total.counts.unpack(), _total.limits.unpack());
    }

    /// @inheritdoc IIssuingEntity
    function countryRule(Country country)
        external
        view
        returns (bool permitted, Rating minRating, uint32[8] memory counts, uint32[8] memory limits)
    {
        Tally storage tally = _countries[country];
        uint32 rule = tally.counts.rule();
        return (rule & PERMITTED != 0, Rating.wrap(uint8(rule >> 8)), tally.counts.unpack(), tally.limits.unpack());
    }

    /// @inheritdoc IIssuingEntity
    function investorState(InvestorId id)
        external
        view
        returns (uint32 positions, Country country, Rating rating, bool restricted)
    {
        InvestorState memory state = _investors[id];
        return (state.positions, state.country, state.rating, state.restricted);
    }
}
