// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../interfaces/IPayouts.sol";
import {PaymentStatus} from "../../types/Payout.sol";
import {PositionKey, defaultPosition} from "../../types/PositionKey.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title PayoutRegister
/// @notice What became of each position in each distribution, and the roster: positions that anyone has listed so that
/// due payments can be found on chain.
/// @dev A position's statuses in 112 consecutive distributions and its place in the roster share a word: the first
/// dividend of a holder pays for a fresh slot, later ones change it, and a payment of a listed position finds its place
/// without a further read. See docs/decisions/0021-payouts.md.
abstract contract PayoutRegister is IPayouts {
    using BitMaps for BitMaps.BitMap;

    /// @dev place:32 | statuses:224. The place stands in a position's first word only.
    struct Record {
        uint256 word;
    }

    /// @dev Of the roster's places, those that need no payment any more, as bits of one word.
    struct SeenWord {
        uint256 index;
        uint256 bits;
    }

    uint256 private constant MAX_ENROLLED_AT_ONCE = 100;
    uint256 private constant PLACE_SHIFT = 224;
    uint256 private constant STATUS_BITS = 2;
    uint256 private constant STATUS_MASK = (1 << STATUS_BITS) - 1;
    uint256 private constant STATUSES_PER_WORD = PLACE_SHIFT / STATUS_BITS;
    uint256 private constant NO_WORD = type(uint256).max;

    mapping(address custodian => mapping(address account => mapping(uint256 bucket => Record))) private _records;

    /// @dev The position at place n stands at index n - 1.
    PositionKey[] private _roster;

    /// @dev Bit n: the position at place n is paid, withheld, or entitled to nothing in this distribution.
    mapping(uint256 distributionId => BitMaps.BitMap) internal _seen;

    /* ------------------------------------------------- roster ------------------------------------------------ */

    /// @inheritdoc IPayouts
    function enrolPositions(uint40 recordDate, PositionKey[] calldata positions)
        external
        override
        returns (uint256 enrolled)
    {
        if (positions.length > MAX_ENROLLED_AT_ONCE) {
            revert Payouts_TooMany(positions.length, MAX_ENROLLED_AT_ONCE);
        }
        for (uint256 i; i < positions.length; ++i) {
            Record storage record = _recordOf(0, positions[i]);
            if (_placeInWord(record.word) != 0 || !_held(recordDate, positions[i])) continue;
            _roster.push(positions[i]);
            uint256 place = _roster.length;
            record.word |= place << PLACE_SHIFT;
            emit PositionEnrolled(place, positions[i].custodian, positions[i].account);
            ++enrolled;
        }
        if (enrolled == 0) revert Payouts_NobodyEnrolled();
    }

    /// @inheritdoc IPayouts
    function rosterLength() public view override returns (uint256) {
        return _roster.length;
    }

    /// @inheritdoc IPayouts
    function positionAt(uint256 place) public view override returns (PositionKey memory position) {
        if (place != 0 && place <= _roster.length) position = _roster[place - 1];
    }

    /// @inheritdoc IPayouts
    function positionPlace(address custodian, address account) external view override returns (uint256) {
        return _placeInWord(_records[custodian][account][0].word);
    }

    /// @dev Whether a position held something at a record date that has passed, or now if the date is zero.
    function _held(uint40 recordDate, PositionKey calldata position) internal view virtual returns (bool);

    /* ------------------------------------------------ statuses ----------------------------------------------- */

    /// @inheritdoc IPayouts
    function paymentStatusOf(uint256 distributionId, address custodian, address account)
        external
        view
        override
        returns (PaymentStatus)
    {
        return _statusIn(_recordOf(distributionId, defaultPosition(custodian, account)).word, distributionId);
    }

    /// @dev A key says whose a position is; the distribution, of which partition: so nobody is paid under two keys.
    function _recordOf(uint256 distributionId, PositionKey memory position) internal view returns (Record storage) {
        if (!position.partition.isDefault()) revert Payouts_InvalidPosition(position.partition, position.account);
        return _records[position.custodian][position.account][distributionId / STATUSES_PER_WORD];
    }

    /// @param word of the position's record in this distribution
    function _statusIn(uint256 word, uint256 distributionId) internal pure returns (PaymentStatus) {
        return PaymentStatus((word >> _shiftOf(distributionId)) & STATUS_MASK);
    }

    function _withStatus(uint256 word, uint256 distributionId, PaymentStatus status) internal pure returns (uint256) {
        uint256 shift = _shiftOf(distributionId);
        return (word & ~(STATUS_MASK << shift)) | (uint256(uint8(status)) << shift);
    }

    /// @dev Zero if the position is not listed.
    /// @param word of the position's record in this distribution
    function _placeOf(uint256 word, uint256 distributionId, PositionKey memory position)
        internal
        view
        returns (uint256)
    {
        if (distributionId < STATUSES_PER_WORD) return _placeInWord(word);
        return _placeInWord(_records[position.custodian][position.account][0].word);
    }

    /* ------------------------------------------------ seen places -------------------------------------------- */

    function _noWord() internal pure returns (SeenWord memory) {
        return SeenWord(NO_WORD, 0);
    }

    /// @dev Bits of neighbours are written together, by `_keepSeen`.
    function _markSeen(SeenWord memory seen, uint256 distributionId, uint256 place) internal {
        if (place == 0) return;
        if (place >> 8 != seen.index) {
            _keepSeen(seen, distributionId);
            seen.index = place >> 8;
            seen.bits = _seen[distributionId]._data[seen.index];
        }
        seen.bits |= 1 << (place & 0xff);
    }

    function _keepSeen(SeenWord memory seen, uint256 distributionId) internal {
        if (seen.index != NO_WORD) _seen[distributionId]._data[seen.index] = seen.bits;
    }

    function _placeInWord(uint256 word) private pure returns (uint256) {
        return word >> PLACE_SHIFT;
    }

    function _shiftOf(uint256 distributionId) private pure returns (uint256) {
        return (distributionId % STATUSES_PER_WORD) * STATUS_BITS;
    }
}
