// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccreditationWork} from "../../interfaces/IAccreditationWork.sol";
import {IIssuingEntity} from "../../interfaces/IIssuingEntity.sol";
import {Governed} from "../../multisig/Governed.sol";
import {InvestorKey} from "../../types/Identity.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title InvestorCalendar
/// @notice Investors by the day on which their accreditation ends. Days with nobody are skipped 256 at a time, and days to
/// come are not read.
abstract contract InvestorCalendar is Governed {
    using BitMaps for BitMaps.BitMap;

    /// @param place in the day's list, from 1
    struct Entry {
        uint64 day;
        uint64 place;
    }

    uint256 private constant PLACE_BITS = 128;

    /// @dev Whoever's accreditation ended before is filed here.
    uint256 private immutable _firstDay;

    mapping(uint256 day => uint256[]) private _idsOn;
    mapping(uint256 id => Entry) private _entries;
    BitMaps.BitMap private _busy;

    constructor(IIssuingEntity issuer_) Governed(issuer_) {
        _firstDay = _today();
    }

    /// @param day zero: not at all
    /// @return changed whether the investor was filed elsewhere
    function _fileAs(uint256 id, uint256 day) internal returns (bool changed) {
        Entry memory entry = _entries[id];
        if (entry.day == day) return false;
        if (entry.day != 0) _strike(id, entry);
        if (day != 0) _add(id, day);
        // An id is an investor's key.
        // forge-lint: disable-next-line(unsafe-typecast)
        emit IAccreditationWork.InvestorFiled(InvestorKey.wrap(uint40(id)), day);
        return true;
    }

    function _add(uint256 id, uint256 day) private {
        uint256[] storage list = _idsOn[day];
        list.push(id);
        // Days of 40-bit times, and fewer entries than gas could pay for.
        // forge-lint: disable-next-line(unsafe-typecast)
        _entries[id] = Entry(uint64(day), uint64(list.length));
        if (list.length == 1) _busy.set(day);
    }

    /// @dev The last of the day takes the free place.
    function _strike(uint256 id, Entry memory entry) private {
        uint256[] storage list = _idsOn[entry.day];
        uint256 last = list[list.length - 1];
        if (last != id) {
            list[entry.place - 1] = last;
            _entries[last].place = entry.place;
        }
        list.pop();
        delete _entries[id];
        if (list.length == 0) _busy.unset(entry.day);
    }

    /* -------------------------------------------------- reading ---------------------------------------------- */

    function _filedDayOf(uint256 id) internal view returns (uint256) {
        return _entries[id].day;
    }

    function _countOn(uint256 day) internal view returns (uint256) {
        return _idsOn[day].length;
    }

    /// @param cursor `day << 128 | place`, as `_entryAt` returned it
    function _idAt(uint256 cursor) internal view returns (uint256) {
        // The lower half is the place.
        // forge-lint: disable-next-line(unsafe-typecast)
        return _idsOn[cursor >> PLACE_BITS][uint128(cursor)];
    }

    /// @dev The first entry at or after the cursor, of a day that has come; zero if there is none.
    function _entryAt(uint256 cursor) internal view returns (uint256) {
        uint256 day = cursor >> PLACE_BITS;
        if (day < _firstDay) (day, cursor) = (_firstDay, 0);
        // The lower half is the place.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint256 place = uint128(cursor);
        if (day > _today()) return 0;
        if (place < _idsOn[day].length) return day << PLACE_BITS | place;
        day = _busyDayFrom(day + 1);
        return day == 0 ? 0 : day << PLACE_BITS;
    }

    /// @dev The first day from `day` to today with anybody; zero if there is none.
    function _busyDayFrom(uint256 day) private view returns (uint256) {
        uint256 today = _today();
        while (day <= today) {
            uint256 busy = _busy._data[day >> 8] >> (day & 0xff);
            if (busy & 1 == 1) return day;
            if (busy == 0) day = ((day >> 8) + 1) << 8;
            else ++day;
        }
        return 0;
    }

    /// @dev Days since 1970 (UTC), not before this contract was made.
    function _dayOf(uint40 time) internal view returns (uint256 day) {
        day = time / 1 days;
        if (day < _firstDay) day = _firstDay;
    }

    function _today() internal view returns (uint256) {
        return block.timestamp / 1 days;
    }
}
