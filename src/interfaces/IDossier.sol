// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Partition} from "../types/Partition.sol";
import {IForeignTokens} from "./IForeignTokens.sol";
import {IGoverned} from "./IGoverned.sol";

/// @title Dossier
/// @notice What an issuer publishes about itself and its tokens: documents with their history (ERC-1643), facts such as
/// ISIN and LEI, announcements.
/// @dev `token` is a token of the issuer, or the zero address for the issuer itself. The issuer must have attached this
/// contract (`attachContract`). URIs have 1 to 2,048 bytes, values of facts 1 to 256; names, keys, kinds and hashes are
/// not zero. Dates are Unix time.
interface IDossier is IGoverned, IForeignTokens {
    /// @dev A document as it stands.
    /// @param modifiedAt when this version was published
    /// @param version counted from 1, never reused
    struct Document {
        bytes32 name;
        bytes32 documentHash;
        uint40 modifiedAt;
        uint256 version;
        string uri;
    }

    /// @dev One version of a document, kept for ever. It was in force until the next was published or it was removed.
    /// @param removedAt zero unless the document was removed when this version was in force
    struct Version {
        bytes32 documentHash;
        uint40 publishedAt;
        uint40 removedAt;
    }

    /// @dev An announcement to be published.
    /// @param kind short ASCII or a hash: what the announcement is about
    /// @param titleHash hash of the title
    /// @param contentHash hash of what `uri` leads to
    /// @param effectiveAt when what is announced takes effect, past or future
    /// @param withdraws number of the announcement that this one withdraws; zero for none
    struct Notice {
        address token;
        bytes32 kind;
        bytes32 titleHash;
        bytes32 contentHash;
        uint40 effectiveAt;
        uint64 withdraws;
        string uri;
    }

    /// @dev A published announcement.
    /// @param withdrawnBy number of the announcement that withdrew it; zero if none did
    struct Announcement {
        Notice notice;
        uint40 publishedAt;
        uint64 withdrawnBy;
    }

    /// @notice A document is new or has a new version (ERC-1643).
    event DocumentUpdated(
        address indexed token, bytes32 indexed name, string uri, bytes32 documentHash, uint256 version
    );
    /// @notice A document was removed (ERC-1643); `version` was its last.
    event DocumentRemoved(
        address indexed token, bytes32 indexed name, string uri, bytes32 documentHash, uint256 version
    );
    event FactSet(address indexed token, bytes32 indexed key, bytes value);
    event FactRemoved(address indexed token, bytes32 indexed key, bytes value);
    event PartitionFactSet(address indexed token, Partition indexed partition, bytes32 indexed key, bytes value);
    event PartitionFactRemoved(address indexed token, Partition indexed partition, bytes32 indexed key, bytes value);
    event AnnouncementPublished(uint256 indexed number, address indexed token, bytes32 indexed kind, Notice notice);

    /// @notice Not a token of this issuer.
    error Dossier_UnknownToken(address token);
    /// @notice The name of a document, the key of a fact or the kind of an announcement is zero.
    error Dossier_EmptyName();
    /// @notice A hash is zero.
    error Dossier_EmptyHash();
    /// @notice A URI, a value, an ISIN or an LEI is too short or too long.
    error Dossier_InvalidLength(uint256 length, uint256 shortest, uint256 longest);
    /// @notice An ISIN has two capital letters, nine capital letters or digits, one digit; an LEI 18 capital letters or
    /// digits, two digits.
    /// @param position counted from 0
    error Dossier_InvalidCharacter(uint256 position, bytes1 character);
    /// @notice The end of an ISIN or LEI does not fit the rest: one of its characters is wrong.
    error Dossier_WrongCheckDigits(uint256 expected, uint256 actual);
    error Dossier_UnknownDocument(address token, bytes32 name);
    error Dossier_UnknownFact(address token, bytes32 key);
    error Dossier_UnknownPartitionFact(address token, Partition partition, bytes32 key);
    /// @notice The token has no such partition.
    error Dossier_UnknownPartition(address token, Partition partition);
    /// @notice The announcement to be withdrawn does not exist.
    error Dossier_UnknownAnnouncement(uint256 number);
    /// @notice The announcement was withdrawn before.
    error Dossier_AlreadyWithdrawn(uint256 number, uint256 withdrawnBy);
    /// @notice An announcement about one token cannot withdraw one about another.
    error Dossier_OtherToken(uint256 number, address token);

    /// @notice Publishes a document, or a new version of it.
    /// @param documentHash hash of what `uri` leads to
    function setDocument(address token, bytes32 name, string calldata uri, bytes32 documentHash)
        external
        returns (bool executed);

    /// @notice Removes a document from those that stand; its history stays.
    function removeDocument(address token, bytes32 name) external returns (bool executed);

    /// @notice States a fact, in place of the former value. The values of `ISIN` and `LEI` are checked; other keys are
    /// free.
    /// @param key ASCII from the left, such as `ISIN`
    function setFact(address token, bytes32 key, bytes calldata value) external returns (bool executed);

    function removeFact(address token, bytes32 key) external returns (bool executed);

    /// @notice `setFact` about a partition of a token: a dividend rate, what is callable or convertible, the ISIN of a class.
    /// @param partition one that the token has; the default one too, apart from what is stated of the token itself
    function setPartitionFact(address token, Partition partition, bytes32 key, bytes calldata value)
        external
        returns (bool executed);

    function removePartitionFact(address token, Partition partition, bytes32 key) external returns (bool executed);

    /// @notice Publishes an announcement. It can be neither changed nor removed, only withdrawn by a later one.
    /// @dev Withdrawing an announcement that withdrew another does not bring the other back.
    function announce(Notice calldata notice) external returns (bool executed);

    /// @notice A document as it stands (ERC-1643); all zero if there is none.
    function getDocument(address token, bytes32 name)
        external
        view
        returns (string memory uri, bytes32 documentHash, uint256 modifiedAt);

    /// @notice Names of the documents that stand (ERC-1643), in no order.
    function getAllDocuments(address token) external view returns (bytes32[] memory names);

    /// @notice The documents that stand, in no order.
    function documentsOf(address token) external view returns (Document[] memory);

    /// @notice Versions that a document has had, removed or not.
    function versionCount(address token, bytes32 name) external view returns (uint256);

    /// @notice A version of a document; all zero if there is none.
    function documentVersion(address token, bytes32 name, uint256 version) external view returns (Version memory);

    /// @notice A fact's value, empty if it is not stated.
    function getFact(address token, bytes32 key) external view returns (bytes memory value);

    /// @notice Keys of the stated facts, in no order.
    function factKeys(address token) external view returns (bytes32[] memory);

    /// @notice A fact about a partition, empty if it is not stated.
    function getPartitionFact(address token, Partition partition, bytes32 key)
        external
        view
        returns (bytes memory value);

    /// @notice Keys of the facts stated about a partition, in no order.
    function partitionFactKeys(address token, Partition partition) external view returns (bytes32[] memory keys);

    /// @notice Announcements are numbered from 1, over all tokens.
    function announcementCount() external view returns (uint256);

    /// @notice An announcement; all zero if there is none.
    function getAnnouncement(uint256 number) external view returns (Announcement memory);
}
