// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../interfaces/IDossier.sol";
import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {ITokenPartitions} from "../interfaces/ITokenPartitions.sol";
import {Identifiers} from "../libraries/Identifiers.sol";
import {ForeignTokens} from "../multisig/ForeignTokens.sol";
import {Governed} from "../multisig/Governed.sol";
import {Partition} from "../types/Partition.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title Dossier
contract Dossier is IDossier, Governed, ForeignTokens {
    using EnumerableSet for EnumerableSet.Bytes32Set;

    /// @param uri of the version in force; empty if the document was removed
    struct File {
        string uri;
        uint256 versionCount;
        mapping(uint256 version => Version) versions;
    }

    uint256 private constant MAX_URI_LENGTH = 2048;
    uint256 private constant MAX_VALUE_LENGTH = 256;
    bytes32 private constant ISIN = "ISIN";
    bytes32 private constant LEI = "LEI";

    /// @inheritdoc IDossier
    uint256 public announcementCount;

    mapping(address token => mapping(bytes32 name => File)) private _files;
    mapping(address token => EnumerableSet.Bytes32Set) private _names;
    mapping(address token => mapping(bytes32 key => bytes)) private _facts;
    mapping(address token => EnumerableSet.Bytes32Set) private _keys;
    mapping(address token => mapping(Partition => mapping(bytes32 key => bytes))) private _partitionFacts;
    mapping(address token => mapping(Partition => EnumerableSet.Bytes32Set)) private _partitionKeys;
    mapping(uint256 number => Announcement) private _announcements;

    constructor(IIssuingEntity issuer_) Governed(issuer_) {}

    /* ----------------------------------------------- documents ----------------------------------------------- */

    /// @inheritdoc IDossier
    function setDocument(address token, bytes32 name, string calldata uri, bytes32 documentHash)
        external
        returns (bool)
    {
        if (!_checkAuthority()) return false;
        _requireKnown(token);
        _requireNamed(name);
        _requireContent(uri, documentHash);

        File storage file = _files[token][name];
        uint256 version = ++file.versionCount;
        file.uri = uri;
        file.versions[version] = Version(documentHash, uint40(block.timestamp), 0);
        _names[token].add(name);
        emit DocumentUpdated(token, name, uri, documentHash, version);
        return true;
    }

    /// @inheritdoc IDossier
    function removeDocument(address token, bytes32 name) external returns (bool) {
        if (!_checkAuthority()) return false;
        if (!_names[token].remove(name)) revert Dossier_UnknownDocument(token, name);

        File storage file = _files[token][name];
        uint256 version = file.versionCount;
        Version storage last = file.versions[version];
        last.removedAt = uint40(block.timestamp);
        emit DocumentRemoved(token, name, file.uri, last.documentHash, version);
        delete file.uri;
        return true;
    }

    /* ------------------------------------------------- facts ------------------------------------------------- */

    /// @inheritdoc IDossier
    function setFact(address token, bytes32 key, bytes calldata value) external returns (bool) {
        if (!_checkAuthority()) return false;
        _requireKnown(token);
        _requireNamed(key);
        _requireValue(key, value);

        _facts[token][key] = value;
        _keys[token].add(key);
        emit FactSet(token, key, value);
        return true;
    }

    /// @inheritdoc IDossier
    function removeFact(address token, bytes32 key) external returns (bool) {
        if (!_checkAuthority()) return false;
        if (!_keys[token].remove(key)) revert Dossier_UnknownFact(token, key);

        emit FactRemoved(token, key, _facts[token][key]);
        delete _facts[token][key];
        return true;
    }

    /// @inheritdoc IDossier
    function setPartitionFact(address token, Partition partition, bytes32 key, bytes calldata value)
        external
        returns (bool)
    {
        if (!_checkAuthority()) return false;
        _requirePartition(token, partition);
        _requireNamed(key);
        _requireValue(key, value);

        _partitionFacts[token][partition][key] = value;
        _partitionKeys[token][partition].add(key);
        emit PartitionFactSet(token, partition, key, value);
        return true;
    }

    /// @inheritdoc IDossier
    function removePartitionFact(address token, Partition partition, bytes32 key) external returns (bool) {
        if (!_checkAuthority()) return false;
        if (!_partitionKeys[token][partition].remove(key)) {
            revert Dossier_UnknownPartitionFact(token, partition, key);
        }
        emit PartitionFactRemoved(token, partition, key, _partitionFacts[token][partition][key]);
        delete _partitionFacts[token][partition][key];
        return true;
    }

    /* --------------------------------------------- announcements --------------------------------------------- */

    /// @inheritdoc IDossier
    function announce(Notice calldata notice) external returns (bool) {
        if (!_checkAuthority()) return false;
        _requireKnown(notice.token);
        _requireNamed(notice.kind);
        _requireContent(notice.uri, notice.contentHash);
        if (notice.titleHash == 0) revert Dossier_EmptyHash();

        uint256 number = announcementCount + 1;
        if (notice.withdraws != 0) _withdraw(notice.withdraws, notice.token, number);
        announcementCount = number;
        Announcement storage announcement = _announcements[number];
        announcement.notice = notice;
        announcement.publishedAt = uint40(block.timestamp);
        emit AnnouncementPublished(number, notice.token, notice.kind, notice);
        return true;
    }

    function _withdraw(uint256 number, address token, uint256 by) private {
        Announcement storage announcement = _announcements[number];
        if (number >= by) revert Dossier_UnknownAnnouncement(number);
        if (announcement.notice.token != token) revert Dossier_OtherToken(number, announcement.notice.token);
        if (announcement.withdrawnBy != 0) revert Dossier_AlreadyWithdrawn(number, announcement.withdrawnBy);

        // Announcements are counted one by one.
        // forge-lint: disable-next-line(unsafe-typecast)
        announcement.withdrawnBy = uint64(by);
    }

    /* ------------------------------------------------- guards ------------------------------------------------ */

    function _requireKnown(address token) private view {
        if (token != address(0) && !issuer.isToken(token)) revert Dossier_UnknownToken(token);
    }

    function _requirePartition(address token, Partition partition) private view {
        if (!issuer.isToken(token)) revert Dossier_UnknownToken(token);
        (bool named,,,) = ITokenPartitions(token).getPartition(partition);
        if (!named) revert Dossier_UnknownPartition(token, partition);
    }

    function _requireNamed(bytes32 name) private pure {
        if (name == 0) revert Dossier_EmptyName();
    }

    function _requireContent(string calldata uri, bytes32 contentHash) private pure {
        Identifiers.requireLength(bytes(uri).length, 1, MAX_URI_LENGTH);
        if (contentHash == 0) revert Dossier_EmptyHash();
    }

    function _requireValue(bytes32 key, bytes calldata value) private pure {
        if (key == ISIN) return Identifiers.requireIsin(value);
        if (key == LEI) return Identifiers.requireLei(value);
        Identifiers.requireLength(value.length, 1, MAX_VALUE_LENGTH);
    }

    /* ------------------------------------------------- views ------------------------------------------------- */

    /// @inheritdoc IDossier
    function getDocument(address token, bytes32 name)
        external
        view
        returns (string memory uri, bytes32 documentHash, uint256 modifiedAt)
    {
        if (!_names[token].contains(name)) return (uri, documentHash, modifiedAt);
        Document memory document = _documentOf(token, name);
        return (document.uri, document.documentHash, document.modifiedAt);
    }

    /// @inheritdoc IDossier
    function getAllDocuments(address token) external view returns (bytes32[] memory) {
        return _names[token].values();
    }

    /// @inheritdoc IDossier
    function documentsOf(address token) external view returns (Document[] memory documents) {
        bytes32[] memory names = _names[token].values();
        documents = new Document[](names.length);
        for (uint256 i; i < names.length; ++i) {
            documents[i] = _documentOf(token, names[i]);
        }
    }

    /// @inheritdoc IDossier
    function versionCount(address token, bytes32 name) external view returns (uint256) {
        return _files[token][name].versionCount;
    }

    /// @inheritdoc IDossier
    function documentVersion(address token, bytes32 name, uint256 version) external view returns (Version memory) {
        return _files[token][name].versions[version];
    }

    /// @inheritdoc IDossier
    function getFact(address token, bytes32 key) external view returns (bytes memory) {
        return _facts[token][key];
    }

    /// @inheritdoc IDossier
    function factKeys(address token) external view returns (bytes32[] memory) {
        return _keys[token].values();
    }

    /// @inheritdoc IDossier
    function getPartitionFact(address token, Partition partition, bytes32 key) external view returns (bytes memory) {
        return _partitionFacts[token][partition][key];
    }

    /// @inheritdoc IDossier
    function partitionFactKeys(address token, Partition partition) external view returns (bytes32[] memory) {
        return _partitionKeys[token][partition].values();
    }

    /// @inheritdoc IDossier
    function getAnnouncement(uint256 number) external view returns (Announcement memory) {
        return _announcements[number];
    }

    /// @dev The version in force.
    function _documentOf(address token, bytes32 name) private view returns (Document memory) {
        File storage file = _files[token][name];
        uint256 version = file.versionCount;
        Version memory last = file.versions[version];
        return Document(name, last.documentHash, last.publishedAt, version, file.uri);
    }
}
