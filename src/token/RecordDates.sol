// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Config} from "./Config.sol";
import {TokenStorage} from "./TokenStorage.sol";

/// @title RecordDates
/// @notice Record dates, announced ahead, and the balances that were held at them.
abstract contract RecordDates is TokenStorage {
    uint256 private constant MAX_AHEAD = 16;

    /// @dev In order of time. Entries below `Config.passedDates` are fixed; later ones may still be inserted.
    uint40[] internal _dates;

    /// @dev Announces a record date; nothing happens if it is announced already.
    function _schedule(uint40 recordDate) internal {
        if (recordDate <= block.timestamp) revert SecurityToken_RecordDatePast(recordDate, block.timestamp);
        Config config = _advanced(_config);
        uint256 passed = config.passedDates();
        uint256 place = _dates.length;
        while (place > passed && _dates[place - 1] >= recordDate) --place;
        if (place < _dates.length && _dates[place] == recordDate) return;
        if (_dates.length - passed == MAX_AHEAD || _dates.length == type(uint16).max) {
            revert SecurityToken_TooManyRecordDates();
        }

        _dates.push(recordDate);
        for (uint256 i = _dates.length - 1; i > place; --i) {
            _dates[i] = _dates[i - 1];
        }
        _dates[place] = recordDate;
        _config = config.withNextRecordDate(_dates[passed]);
        emit RecordDateScheduled(recordDate);
    }

    /// @dev The configuration with the record dates counted that have passed by now, written if any has.
    function _advance() internal returns (Config config) {
        config = _config;
        if (_isBehind(config)) {
            config = _advanced(config);
            _config = config;
        }
    }

    function _advanced(Config config) private view returns (Config) {
        while (_isBehind(config)) {
            uint16 passed = config.passedDates() + 1;
            config = config.withPassedDates(passed).withNextRecordDate(passed < _dates.length ? _dates[passed] : 0);
        }
        return config;
    }

    /// @dev A date has passed once its second is over.
    function _isBehind(Config config) private view returns (bool) {
        uint256 next = config.nextRecordDate();
        return next != 0 && block.timestamp > next;
    }

    /// @dev Index of a record date that has passed.
    function _passedIndex(uint40 recordDate) internal view returns (uint256) {
        uint256 low;
        uint256 high = _dates.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (_dates[middle] < recordDate) low = middle + 1;
            else high = middle;
        }
        if (low == _dates.length || _dates[low] != recordDate) revert SecurityToken_UnknownRecordDate(recordDate);
        if (block.timestamp <= recordDate) revert SecurityToken_RecordDateNotPassed(recordDate, block.timestamp);
        return low;
    }
}
