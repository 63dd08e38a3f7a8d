// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holding} from "../types/Holding.sol";
import {Party} from "../types/Party.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {RECORD_DATE_HORIZON} from "../types/RecordDate.sol";
import {Config} from "./Config.sol";
import {ModuleSockets} from "./ModuleSockets.sol";
import {Position, Positions} from "./Positions.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title RecordDates
/// @notice Record dates, announced ahead, and who needs them.
abstract contract RecordDates is ModuleSockets {
    using Positions for Position;

    uint256 private constant MAX_AHEAD = 16;
    /// @dev As many at any time, and as many more for each day since the first one.
    uint256 private constant FREE_DATES = 512;
    uint256 private constant DATES_A_DAY = 4;

    /// @dev In order of time. Entries below `Config.passedDates` are fixed; later ones may still be inserted or withdrawn.
    uint40[] internal _dates;
    /// @dev Who announced a date: modules, and the issuer for its authorities; each once.
    mapping(uint40 recordDate => address[]) private _announcers;

    /// @dev Announces a record date, or adds one more who needs it.
    function _schedule(uint40 recordDate, address announcer) internal {
        if (recordDate <= block.timestamp) revert SecurityToken_RecordDatePast(recordDate, block.timestamp);
        if (recordDate > block.timestamp + RECORD_DATE_HORIZON) {
            revert SecurityToken_RecordDateTooFar(recordDate, block.timestamp + RECORD_DATE_HORIZON);
        }
        if (_insert(recordDate)) emit RecordDateScheduled(recordDate);
        address[] storage announcers = _announcers[recordDate];
        for (uint256 i; i < announcers.length; ++i) {
            if (announcers[i] == announcer) return;
        }
        announcers.push(announcer);
    }

    /// @dev Takes back an announcement. A module speaks for itself; the issuer for its authorities and for modules that are
    /// not attached any more. The date is withdrawn once nobody is left who needs it.
    /// @param announcer the calling module, or the issuer
    function _withdraw(uint40 recordDate, address announcer) internal {
        Config config = _advanced(_config);
        uint256 place = _indexOf(recordDate);
        if (place < config.passedDates()) revert SecurityToken_RecordDatePast(recordDate, block.timestamp);

        address[] storage announcers = _announcers[recordDate];
        bool byIssuer = !_isModule(announcer);
        uint256 before = announcers.length;
        for (uint256 i = before; i > 0;) {
            address other = announcers[--i];
            if (other != announcer && (!byIssuer || _isModule(other))) continue;
            announcers[i] = announcers[announcers.length - 1];
            announcers.pop();
        }
        if (announcers.length == 0) return _remove(recordDate, place, config);
        if (byIssuer || announcers.length == before) {
            revert SecurityToken_RecordDateNeeded(recordDate, announcers[0]);
        }
    }

    /// @dev Whether `_schedule` would succeed now.
    function _isSchedulable(uint40 recordDate) internal view returns (bool) {
        if (recordDate <= block.timestamp || recordDate > block.timestamp + RECORD_DATE_HORIZON) return false;
        uint256 passed = _advanced(_config).passedDates();
        (, bool announced) = _placeOf(recordDate, passed);
        return announced || !_isFull(passed);
    }

    function _insert(uint40 recordDate) private returns (bool) {
        Config config = _advanced(_config);
        uint256 passed = config.passedDates();
        (uint256 place, bool announced) = _placeOf(recordDate, passed);
        if (announced) return false;
        if (_isFull(passed)) revert SecurityToken_TooManyRecordDates();

        _dates.push(recordDate);
        for (uint256 i = _dates.length - 1; i > place; --i) {
            _dates[i] = _dates[i - 1];
        }
        _dates[place] = recordDate;
        _config = config.withNextRecordDate(_dates[passed]);
        return true;
    }

    /// @return place where a date that has not passed stands, or would stand
    function _placeOf(uint40 recordDate, uint256 passed) private view returns (uint256 place, bool announced) {
        place = _dates.length;
        while (place > passed && _dates[place - 1] >= recordDate) --place;
        announced = place < _dates.length && _dates[place] == recordDate;
    }

    function _isFull(uint256 passed) private view returns (bool) {
        uint256 count = _dates.length;
        return count - passed == MAX_AHEAD || count >= _mostDates(count) || count == type(uint16).max;
    }

    /// @dev A position's word counts 65,535 dates in a token's life. Whoever may announce them cannot use them up within 44 years.
    function _mostDates(uint256 count) private view returns (uint256) {
        uint256 first = count == 0 ? block.timestamp : _dates[0];
        return FREE_DATES + Math.saturatingSub(block.timestamp, first) / 1 days * DATES_A_DAY;
    }

    function _remove(uint40 recordDate, uint256 place, Config config) private {
        for (uint256 i = place; i + 1 < _dates.length; ++i) {
            _dates[i] = _dates[i + 1];
        }
        _dates.pop();
        uint256 passed = config.passedDates();
        _config = config.withNextRecordDate(passed < _dates.length ? _dates[passed] : 0);
        emit RecordDateWithdrawn(recordDate);
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

    /// @dev Balance at the end of record date `index`, which has passed, in the unit of that time.
    function _heldAt(PositionKey memory key, uint256 index) internal view returns (uint256 balance) {
        (balance,) = _stateAt(key, index);
    }

    function _stateAt(PositionKey memory key, uint256 index) internal view returns (uint256 balance, Party party) {
        (balance, party,) = _stateAt(key, index, _epochAt(index));
    }

    /// @dev The balance, and as whose the issuer counted the position then. One that was not touched since may stand in the
    /// unit of an earlier split. Whose a position of another partition was, its account's direct word says. The third is the
    /// position's word now.
    /// @param epoch `_epochAt` the date
    function _stateAt(PositionKey memory key, uint256 index, uint256 epoch)
        internal
        view
        returns (uint256 balance, Party party, Holding holding)
    {
        Position storage position = _positionAt(key);
        holding = position.holding;
        (balance, party) = (holding.balance(), holding.party());
        if (holding.settled() > index) {
            (balance, party) = position.stateAt(index);
        } else if (holding.splitEpoch() < epoch) {
            balance = _balanceIn(epoch, key, holding);
        }
        if (!key.partition.isDefault() && balance != 0) (, party) = _direct[key.account].stateAt(index);
    }

    /// @dev The same of one partition alone: a direct position of the default one holds only what stood in no other.
    function _stateInAt(PositionKey memory key, uint256 index) internal view returns (uint256 balance, Party party) {
        (balance, party) = _stateAt(key, index);
        if (balance == 0 || key.custodian != address(0) || !key.partition.isDefault()) return (balance, party);
        for (uint256 i; i < _partitionNames.length; ++i) {
            balance -= _heldAt(PositionKey(address(0), _partitionNames[i], key.account), index);
        }
    }

    function _balanceIn(uint256 epoch, PositionKey memory key, Holding holding) private view returns (uint256) {
        if (!key.partition.isDefault()) return _presented(holding, epoch).balance();
        return _unitsOf(key.custodian, key.account, holding, epoch);
    }

    /// @dev How many splits there had been at a record date that has passed.
    function _epochAt(uint256 index) internal view returns (uint256 epoch) {
        epoch = _config.splitEpoch();
        while (epoch != 0 && _splits[epoch].passedDates > index) --epoch;
    }

    /// @dev Index of a record date that has passed.
    function _passedIndex(uint40 recordDate) internal view returns (uint256 index) {
        index = _indexOf(recordDate);
        if (block.timestamp <= recordDate) revert SecurityToken_RecordDateNotPassed(recordDate, block.timestamp);
    }

    function _indexOf(uint40 recordDate) private view returns (uint256) {
        uint256 low;
        uint256 high = _dates.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (_dates[middle] < recordDate) low = middle + 1;
            else high = middle;
        }
        if (low == _dates.length || _dates[low] != recordDate) revert SecurityToken_UnknownRecordDate(recordDate);
        return low;
    }
}
