// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKeeperGateway} from "../interfaces/IKeeperGateway.sol";
import {IWorkSource} from "../interfaces/IWorkSource.sol";
import {ForeignTokens} from "../multisig/ForeignTokens.sol";
import {Governed} from "../multisig/Governed.sol";
import {ListedSource, WorkAt} from "../types/Work.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title SourceList
/// @notice The sources that the issuer's authorities listed, what each may use, and what is paused or in quarantine.
abstract contract SourceList is Governed, ForeignTokens, IKeeperGateway {
    /// @dev Where a search of one kind of work begins.
    struct Position {
        uint256 cursor;
        uint40 movedAt;
    }

    uint256 internal constant MAX_KINDS = 8;
    uint256 private constant MAX_SOURCES = 32;
    uint32 private constant LEAST_CEILING = 500_000;
    uint32 private constant GREATEST_CEILING = 10_000_000;

    /// @dev From this miss in a row on, each puts a source into quarantine.
    uint256 private constant MISSES = 3;
    uint256 private constant FIRST_QUARANTINE = 1 hours;
    uint256 private constant LONGEST_QUARANTINE = 1 weeks;

    ListedSource[] internal _sources;
    mapping(uint256 source => bytes32[]) private _kinds;
    mapping(uint256 source => mapping(uint256 kind => Position)) internal _positions;

    constructor(IIssuingEntity issuer_) Governed(issuer_) {}

    /* ------------------------------------------------ settings ----------------------------------------------- */

    /// @inheritdoc IKeeperGateway
    function addSource(IWorkSource target, uint32 gasCeiling) external override returns (bool) {
        if (!_checkAuthority()) return false;
        _requireCeiling(gasCeiling);
        bytes32[] memory kinds = target.workKinds();
        if (kinds.length == 0 || kinds.length > MAX_KINDS) revert KeeperGateway_InvalidSource(target);

        uint256 source = _freePlace(target);
        if (source == _sources.length) _sources.push();
        // At most `MAX_KINDS`.
        // forge-lint: disable-next-line(unsafe-typecast)
        _sources[source] = ListedSource(address(target), gasCeiling, uint8(kinds.length), 0, 0, 0);
        _kinds[source] = kinds;
        emit SourceAdded(source, target, kinds, gasCeiling);
        return true;
    }

    /// @inheritdoc IKeeperGateway
    function removeSource(uint256 source) external override returns (bool) {
        if (!_checkAuthority()) return false;
        IWorkSource target = IWorkSource(_sourceAt(source).target);

        delete _sources[source];
        delete _kinds[source];
        for (uint256 kind; kind < MAX_KINDS; ++kind) {
            delete _positions[source][kind];
        }
        emit SourceRemoved(source, target);
        return true;
    }

    /// @inheritdoc IKeeperGateway
    function setGasCeiling(uint256 source, uint32 gasCeiling) external override returns (bool) {
        if (!_checkAuthority()) return false;
        _requireCeiling(gasCeiling);
        _sourceAt(source);

        _sources[source].gasCeiling = gasCeiling;
        emit GasCeilingSet(source, gasCeiling);
        return true;
    }

    /// @inheritdoc IKeeperGateway
    function pause(WorkAt[] calldata work) external override returns (bool) {
        if (!_checkAuthority()) return false;
        for (uint256 i; i < work.length; ++i) {
            _setPaused(work[i], true);
        }
        emit WorkPaused(work);
        return true;
    }

    /// @inheritdoc IKeeperGateway
    function resume(WorkAt[] calldata work) external override returns (bool) {
        if (!_checkAuthority()) return false;
        for (uint256 i; i < work.length; ++i) {
            _setPaused(work[i], false);
        }
        emit WorkResumed(work);
        return true;
    }

    function _setPaused(WorkAt calldata work, bool paused) private {
        uint8 others = _requireKind(work.source, work.kind).pausedKinds & ~_bit(work.kind);
        _sources[work.source].pausedKinds = paused ? others | _bit(work.kind) : others;
    }

    /* -------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IKeeperGateway
    function sources() external view override returns (ListedSource[] memory) {
        return _sources;
    }

    /// @inheritdoc IKeeperGateway
    function kindsOf(uint256 source) external view override returns (bytes32[] memory) {
        return _kinds[source];
    }

    /// @inheritdoc IKeeperGateway
    function isPaused(uint256 source, uint256 kind) external view override returns (bool) {
        return _isPaused(_requireKind(source, kind), kind);
    }

    function _isPaused(ListedSource memory entry, uint256 kind) internal pure returns (bool) {
        return entry.pausedKinds & _bit(kind) != 0;
    }

    function _bit(uint256 kind) private pure returns (uint8) {
        // Below `MAX_KINDS`.
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint8(1 << kind);
    }

    /// @inheritdoc IKeeperGateway
    function searchPosition(uint256 source, uint256 kind) external view override returns (uint256, uint40) {
        Position memory position = _positions[source][kind];
        return (position.cursor, position.movedAt);
    }

    /* ------------------------------------------------ quarantine --------------------------------------------- */

    /// @dev Counts once a second at most, and not in quarantine: whoever runs it then learns the reason by a revert.
    function _countMiss(uint256 source, uint256 kind, bytes memory reason) internal {
        ListedSource memory entry = _sources[source];
        if (entry.quarantinedUntil >= block.timestamp) revert KeeperGateway_NoEffect(source, kind, reason);

        if (entry.misses != type(uint8).max) ++entry.misses;
        uint256 time = _quarantineAfter(entry.misses);
        // A date of this age and a week.
        // forge-lint: disable-next-line(unsafe-typecast)
        entry.quarantinedUntil = uint40(block.timestamp + time);
        _sources[source] = entry;
        emit WorkMissed(source, kind, msg.sender, entry.misses, reason);
        if (time != 0) emit SourceQuarantined(source, entry.misses, entry.quarantinedUntil);
    }

    function _forgetMisses(uint256 source) internal {
        ListedSource storage entry = _sources[source];
        if (entry.misses == 0) return;
        (entry.misses, entry.quarantinedUntil) = (0, 0);
        emit SourceRestored(source);
    }

    function _quarantineAfter(uint256 misses) private pure returns (uint256) {
        if (misses < MISSES) return 0;
        uint256 doublings = misses - MISSES;
        return doublings > 7 ? LONGEST_QUARANTINE : Math.min(FIRST_QUARANTINE << doublings, LONGEST_QUARANTINE);
    }

    /* -------------------------------------------------- guards ----------------------------------------------- */

    function _sourceAt(uint256 source) internal view returns (ListedSource memory entry) {
        if (source < _sources.length) entry = _sources[source];
        if (entry.target == address(0)) revert KeeperGateway_UnknownSource(source);
    }

    function _requireKind(uint256 source, uint256 kind) internal view returns (ListedSource memory entry) {
        entry = _sourceAt(source);
        if (kind >= entry.kindCount) revert KeeperGateway_UnknownKind(source, kind);
    }

    function _requireCeiling(uint32 gasCeiling) private pure {
        if (gasCeiling < LEAST_CEILING || gasCeiling > GREATEST_CEILING) {
            revert KeeperGateway_InvalidGasCeiling(gasCeiling);
        }
    }

    /// @dev The first place without a source, or the one after the last.
    function _freePlace(IWorkSource target) private view returns (uint256 place) {
        uint256 count = _sources.length;
        place = count;
        for (uint256 i = count; i > 0; --i) {
            address listed = _sources[i - 1].target;
            if (listed == address(target)) revert KeeperGateway_SourceExists(target);
            if (listed == address(0)) place = i - 1;
        }
        if (place == MAX_SOURCES) revert KeeperGateway_TooManySources(MAX_SOURCES);
    }
}
