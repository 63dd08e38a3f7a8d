// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../../src/interfaces/IDossier.sol";
import {newDossier} from "../../utils/Artifacts.sol";
import {System} from "../../utils/System.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice The issuer publishes, replaces, removes and announces. All that the dossier ever told is kept as it was told:
/// the archive.
contract DossierHandler is System {
    struct Edition {
        bytes32 documentHash;
        uint40 publishedAt;
        uint40 removedAt;
        string uri;
    }

    struct Told {
        bytes32 content;
        uint40 publishedAt;
        uint64 withdrawnBy;
        address token;
    }

    uint256 public time = START;
    IDossier public dossier;
    mapping(address token => mapping(bytes32 name => Edition[])) private _editions;
    mapping(address token => mapping(bytes32 key => bytes)) private _facts;
    Told[] private _announcements;

    constructor() {
        setUp();
        dossier = newDossier(issuer);
        vm.prank(owner);
        issuer.attachContract(address(dossier));
    }

    modifier atPresent() {
        vm.warp(time);
        _;
    }

    function pass(uint256 a) external {
        time += a % 1 days;
    }

    function publish(uint256 a, uint256 b) external atPresent {
        string memory uri = vm.toString(b);
        _attempt(true, abi.encodeCall(dossier.setDocument, (subject(a), name(a), uri, keccak256(abi.encode(b)))));
    }

    function remove(uint256 a) external atPresent {
        bool stands = _stands(subject(a), name(a));
        _attempt(stands, abi.encodeCall(dossier.removeDocument, (subject(a), name(a))));
    }

    function state(uint256 a, uint256 b) external atPresent {
        _attempt(true, abi.encodeCall(dossier.setFact, (subject(a), name(a), abi.encodePacked(b))));
    }

    function removeFact(uint256 a) external atPresent {
        bool stated = _facts[subject(a)][name(a)].length != 0;
        _attempt(stated, abi.encodeCall(dossier.removeFact, (subject(a), name(a))));
    }

    function announce(uint256 a, uint256 b) external atPresent {
        IDossier.Notice memory notice;
        (notice.token, notice.kind, notice.uri) = (subject(a), name(a), vm.toString(b));
        (notice.titleHash, notice.contentHash) = (keccak256(abi.encode(b)), keccak256(abi.encode(a, b)));
        notice.withdraws = uint64(b % 2 == 0 ? b / 2 % 3 : 0);
        _attempt(_mayWithdraw(notice), abi.encodeCall(dossier.announce, (notice)));
    }

    /* ------------------------------------------------- the archive ------------------------------------------ */

    /// @notice Versions never change but for the one end that a version may have.
    function checkDocuments() external view {
        for (uint256 i; i < 6; ++i) {
            (address token_, bytes32 name_) = (subject(i), name(i));
            Edition[] memory editions = _editions[token_][name_];
            assertEq(dossier.versionCount(token_, name_), editions.length, "I36: versions");
            for (uint256 v; v < editions.length; ++v) {
                IDossier.Version memory actual = dossier.documentVersion(token_, name_, v + 1);
                assertEq(actual.documentHash, editions[v].documentHash, "I36: hash of a version");
                assertEq(actual.publishedAt, editions[v].publishedAt, "I36: time of a version");
                assertEq(actual.removedAt, editions[v].removedAt, "I36: end of a version");
            }
            _checkStanding(token_, name_, editions);
        }
    }

    function checkAnnouncements() external view {
        assertEq(dossier.announcementCount(), _announcements.length, "I38: announcements");
        for (uint256 i; i < _announcements.length; ++i) {
            IDossier.Announcement memory actual = dossier.getAnnouncement(i + 1);
            assertEq(keccak256(abi.encode(actual.notice)), _announcements[i].content, "I38: an announcement changed");
            assertEq(actual.publishedAt, _announcements[i].publishedAt, "I38: its time");
            assertEq(actual.withdrawnBy, _announcements[i].withdrawnBy, "I39: withdrawn by");
            if (actual.withdrawnBy != 0) assertGt(actual.withdrawnBy, i + 1, "I39: by a later one");
        }
    }

    function checkFacts() external view {
        for (uint256 t; t < 2; ++t) {
            uint256 stated;
            for (uint256 n; n < 3; ++n) {
                bytes memory value = _facts[subject(t + 2 * n)][name(t + 2 * n)];
                assertEq(dossier.getFact(subject(t + 2 * n), name(t + 2 * n)), value, "I40: fact");
                if (value.length != 0) ++stated;
            }
            assertEq(dossier.factKeys(subject(t)).length, stated, "I40: facts that are stated");
        }
    }

    function subject(uint256 seed) public view returns (address) {
        return seed % 2 == 0 ? address(0) : address(token);
    }

    function name(uint256 seed) public pure returns (bytes32) {
        return bytes32((seed / 2) % 3 + 1);
    }

    /* -------------------------------------------------- telling ---------------------------------------------- */

    /// @dev The archive is written from the events alone.
    function _attempt(bool expected, bytes memory data) private {
        vm.recordLogs();
        vm.prank(owner);
        (bool done,) = address(dossier).call(data);
        assertEq(done, expected, "I36: outcome");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        if (!done) return;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == address(dossier)) _fold(logs[i]);
        }
    }

    function _fold(Vm.Log memory log) private {
        bytes32 kind = log.topics[0];
        if (kind == IDossier.AnnouncementPublished.selector) return _foldAnnouncement(log);
        address token_ = address(uint160(uint256(log.topics[1])));
        bytes32 name_ = log.topics[2];
        if (kind == IDossier.FactSet.selector) _facts[token_][name_] = abi.decode(log.data, (bytes));
        if (kind == IDossier.FactRemoved.selector) delete _facts[token_][name_];
        if (kind == IDossier.DocumentUpdated.selector) {
            (string memory uri, bytes32 documentHash, uint256 version) =
                abi.decode(log.data, (string, bytes32, uint256));
            _editions[token_][name_].push(Edition(documentHash, uint40(time), 0, uri));
            assertEq(version, _editions[token_][name_].length, "I36: numbered one after another");
        }
        if (kind == IDossier.DocumentRemoved.selector) {
            _editions[token_][name_][_editions[token_][name_].length - 1].removedAt = uint40(time);
        }
    }

    function _foldAnnouncement(Vm.Log memory log) private {
        IDossier.Notice memory notice = abi.decode(log.data, (IDossier.Notice));
        _announcements.push(Told(keccak256(abi.encode(notice)), uint40(time), 0, notice.token));
        assertEq(uint256(log.topics[1]), _announcements.length, "I38: numbered one after another");
        if (notice.withdraws != 0) {
            _announcements[notice.withdraws - 1].withdrawnBy = uint64(_announcements.length);
        }
    }

    function _mayWithdraw(IDossier.Notice memory notice) private view returns (bool) {
        if (notice.withdraws == 0) return true;
        if (notice.withdraws > _announcements.length) return false;
        Told memory former = _announcements[notice.withdraws - 1];
        return former.withdrawnBy == 0 && former.token == notice.token;
    }

    function _stands(address token_, bytes32 name_) private view returns (bool) {
        Edition[] memory editions = _editions[token_][name_];
        return editions.length != 0 && editions[editions.length - 1].removedAt == 0;
    }

    function _checkStanding(address token_, bytes32 name_, Edition[] memory editions) private view {
        (string memory uri, bytes32 documentHash, uint256 modifiedAt) = dossier.getDocument(token_, name_);
        bool listed;
        bytes32[] memory names = dossier.getAllDocuments(token_);
        for (uint256 i; i < names.length; ++i) {
            if (names[i] == name_) listed = true;
        }
        assertEq(listed, _stands(token_, name_), "I37: listed if and only if it stands");
        if (!listed) {
            assertEq(documentHash, 0, "I37: what was removed stands no more");
            return;
        }
        Edition memory last = editions[editions.length - 1];
        assertEq(uri, last.uri, "I37: URI in force");
        assertEq(documentHash, last.documentHash, "I37: hash in force");
        assertEq(modifiedAt, last.publishedAt, "I37: since when");
    }
}
