// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccreditationWork} from "../../interfaces/IAccreditationWork.sol";
import {IIssuingEntity} from "../../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar, IRegistrarAdministration} from "../../interfaces/IKYCRegistrar.sol";
import {IWorkSource} from "../../interfaces/IWorkSource.sol";
import {BoundedCall} from "../../libraries/BoundedCall.sol";
import {IdLists} from "../../libraries/IdLists.sol";
import {ForeignTokens} from "../../multisig/ForeignTokens.sol";
import {InvestorId, InvestorKey} from "../../types/Identity.sol";
import {WorkState, WorkStatus} from "../../types/WorkStatus.sol";
import {InvestorCalendar} from "./InvestorCalendar.sol";
import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title AccreditationWork
/// @dev A registrar may be another party's: each question to it has its own gas and is read up to a bound.
contract AccreditationWork is InvestorCalendar, ForeignTokens, IAccreditationWork {
    using BoundedCall for address;
    using IdLists for uint256[];

    /// @dev What counts of a registrar's record.
    struct Record {
        bool known;
        bool lapsed;
        bool expirable;
        uint40 expiresAt;
    }

    uint256 private constant EXPIRE = 0;
    uint256 private constant REFILE = 1;
    uint256 private constant KINDS = 2;

    uint256 private constant MAX_REGISTRARS = 32;
    uint256 private constant MAX_FILED_AT_ONCE = 100;

    /// @dev Two questions make a record.
    uint256 private constant QUESTION_GAS = 20_000;
    uint256 private constant EXPIRE_GAS = 40_000;
    /// @dev A record before and after, the mark, and the entry.
    uint256 private constant ID_GAS = 140_000;

    /// @dev With less left, `dueWork` stops and says where.
    uint256 private constant LEAST_GAS = 250_000;

    /// @dev Words of a registrar's record, and where in it.
    uint256 private constant RECORD_WORDS = 9;
    uint256 private constant COUNTRY = 0;
    uint256 private constant EXPIRES_AT = 3;
    uint256 private constant LAPSED = 6;

    constructor(IIssuingEntity issuer_) InvestorCalendar(issuer_) {}

    /* -------------------------------------------------- file ------------------------------------------------- */

    /// @inheritdoc IAccreditationWork
    function file(InvestorKey[] calldata investors) external override returns (uint256 changed) {
        if (investors.length > MAX_FILED_AT_ONCE) {
            revert AccreditationWork_TooMany(investors.length, MAX_FILED_AT_ONCE);
        }
        for (uint256 i; i < investors.length; ++i) {
            uint256 id = InvestorKey.unwrap(investors[i]);
            if (_fileAs(id, _dayFor(id, _recordOf(id)))) ++changed;
        }
        if (changed == 0) revert AccreditationWork_NothingToFile();
    }

    /// @inheritdoc IAccreditationWork
    function filedDayOf(uint256 id) external view override returns (uint256) {
        return _filedDayOf(id);
    }

    /// @inheritdoc IAccreditationWork
    function filedOn(uint256 day) external view override returns (uint256) {
        return _countOn(day);
    }

    /* -------------------------------------------------- work ------------------------------------------------- */

    /// @inheritdoc IWorkSource
    function workKinds() external pure override returns (bytes32[] memory names) {
        names = new bytes32[](KINDS);
        (names[EXPIRE], names[REFILE]) = ("expire", "refile");
    }

    /// @inheritdoc IWorkSource
    /// @param cursor `day << 128 | place`
    function dueWork(uint256 kind, uint256 cursor, uint256 limit)
        external
        view
        override
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        if (kind >= KINDS) return (ids, 0);
        if (limit == 0) return (ids, cursor);
        ids = new uint256[](Math.min(limit, MAX_FILED_AT_ONCE));
        uint256 count;
        nextCursor = _entryAt(cursor);
        for (uint256 i; i < ids.length && nextCursor != 0; ++i) {
            if (i != 0 && gasleft() < LEAST_GAS) break;
            uint256 id = _idAt(nextCursor);
            if (_isDue(kind, id)) ids[count++] = id;
            nextCursor = _entryAt(nextCursor + 1);
        }
        ids.shorten(count);
        Arrays.sort(ids);
    }

    /// @inheritdoc IWorkSource
    function workStates(uint256 kind, uint256[] calldata ids)
        external
        view
        override
        returns (WorkStatus[] memory states)
    {
        states = new WorkStatus[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            if (kind == EXPIRE) states[i] = _statusOfExpiry(ids[i]);
            else if (kind == REFILE) states[i] = _statusOfEntry(ids[i]);
        }
    }

    /// @inheritdoc IWorkSource
    function workGas(uint256, uint256 count) external pure override returns (uint256) {
        return 100_000 + count * ID_GAS;
    }

    /// @inheritdoc IWorkSource
    function runWork(uint256 kind, uint256[] calldata ids) external override returns (uint256[] memory done) {
        done = new uint256[](ids.length);
        uint256 count;
        for (uint256 i; i < ids.length; ++i) {
            if (kind == EXPIRE ? _expire(ids[i]) : kind == REFILE && _refile(ids[i])) done[count++] = ids[i];
        }
        done.shorten(count);
    }

    /* ------------------------------------------------- internal ---------------------------------------------- */

    function _isDue(uint256 kind, uint256 id) private view returns (bool) {
        Record memory record = _recordOf(id);
        return kind == EXPIRE ? record.expirable : _isMisfiled(id, record);
    }

    function _statusOfExpiry(uint256 id) private view returns (WorkStatus memory) {
        Record memory record = _recordOf(id);
        if (record.expirable) return WorkStatus(WorkState.Due, record.expiresAt);
        if (!record.known) return WorkStatus(WorkState.Unknown, 0);
        return WorkStatus(record.lapsed ? WorkState.Done : WorkState.NotDue, record.expiresAt);
    }

    function _statusOfEntry(uint256 id) private view returns (WorkStatus memory) {
        if (_filedDayOf(id) == 0) return WorkStatus(WorkState.Unknown, 0);
        return WorkStatus(_isMisfiled(id, _recordOf(id)) ? WorkState.Due : WorkState.Waiting, 0);
    }

    /// @dev Who is to be marked is not misfiled: `EXPIRE` takes it off the file.
    function _isMisfiled(uint256 id, Record memory record) private view returns (bool) {
        uint256 day = _filedDayOf(id);
        if (day == 0 || day > _today() || record.expirable) return false;
        return _dayFor(id, record) != day;
    }

    function _expire(uint256 id) private returns (bool) {
        address registrar = _registrarOf(id);
        if (!_recordAt(registrar, id).expirable) return false;
        (bool success,) = registrar.act(EXPIRE_GAS, 0, abi.encodeCall(IRegistrarAdministration.expire, (_one(id))));
        if (!success || _isExpirable(registrar, id)) return false;
        _fileAs(id, 0);
        return true;
    }

    function _refile(uint256 id) private returns (bool) {
        Record memory record = _recordOf(id);
        return _isMisfiled(id, record) && _fileAs(id, _dayFor(id, record));
    }

    /// @dev The day under which an investor is to be filed; zero for none. An end that has passed and cannot be marked is
    /// none: such an entry could be moved for ever.
    function _dayFor(uint256 id, Record memory record) private view returns (uint256) {
        if (!record.known || record.lapsed) return 0;
        bool isOver = record.expiresAt <= block.timestamp;
        if (isOver && !record.expirable) return 0;
        return _isCounted(_keyOf(id)) ? _dayOf(record.expiresAt) : 0;
    }

    /// @dev A registrar may serve many issuers: whoever is counted here is this issuer's.
    function _isCounted(InvestorKey investor) private view returns (bool) {
        (uint32 positions,,,) = issuer.investorState(investor);
        return positions != 0 || issuer.isAdmitted(investor);
    }

    /* ------------------------------------------------ registrars --------------------------------------------- */

    function _recordOf(uint256 id) private view returns (Record memory) {
        return _recordAt(_registrarOf(id), id);
    }

    /// @dev Unknown, if the registrar is not accepted or does not answer. It is asked for its own rule only about an end
    /// that has passed.
    function _recordAt(address registrar, uint256 id) private view returns (Record memory record) {
        if (registrar == address(0)) return record;
        (bool success, bytes memory answer) = registrar.ask(
            QUESTION_GAS,
            RECORD_WORDS * 32,
            abi.encodeCall(IRegistrarAdministration.getInvestor, (_keyOf(id).investor()))
        );
        bool valid = success && answer.length == RECORD_WORDS * 32 && _word(answer, EXPIRES_AT) <= type(uint40).max;
        if (!valid) return record;
        record.known = _word(answer, COUNTRY) != 0;
        record.lapsed = _word(answer, LAPSED) != 0;
        // Checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        record.expiresAt = uint40(_word(answer, EXPIRES_AT));
        bool isOver = record.known && !record.lapsed && record.expiresAt <= block.timestamp;
        record.expirable = isOver && _isExpirable(registrar, id);
    }

    function _isExpirable(address registrar, uint256 id) private view returns (bool) {
        (bool success, bytes memory answer) =
            registrar.ask(QUESTION_GAS, 96, abi.encodeCall(IRegistrarAdministration.isExpirable, (_one(id))));
        return success && answer.length == 96 && _word(answer, 2) == 1;
    }

    /// @dev Zero if the issuer accepts none at this place, or the id names nobody's.
    function _registrarOf(uint256 id) private view returns (address) {
        uint256 place = id >> 32;
        if (place >= MAX_REGISTRARS) return address(0);
        // Below `MAX_REGISTRARS`.
        // forge-lint: disable-next-line(unsafe-typecast)
        (IKYCRegistrar registrar, bool accepted) = issuer.registrarAt(uint8(place));
        return accepted ? address(registrar) : address(0);
    }

    /// @dev Of an id whose registrar exists.
    function _keyOf(uint256 id) private pure returns (InvestorKey) {
        // The lower 40 bits are what is asked for.
        // forge-lint: disable-next-line(unsafe-typecast)
        return InvestorKey.wrap(uint40(id));
    }

    function _one(uint256 id) private pure returns (InvestorId[] memory ids) {
        ids = new InvestorId[](1);
        ids[0] = _keyOf(id).investor();
    }

    function _word(bytes memory answer, uint256 index) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(answer, 0x20), mul(index, 0x20)))
        }
    }
}
