// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../src/interfaces/IDossier.sol";
import {IMultiSig} from "../../src/interfaces/IMultiSig.sol";
import {Partition} from "../../src/types/Partition.sol";
import {newDossier} from "./Artifacts.sol";
import {GuardedBase} from "./GuardedBase.sol";

/// @notice The system with the issuer's dossier attached.
abstract contract DossierBase is GuardedBase {
    address internal constant ITSELF = address(0);
    bytes32 internal constant NAME = "PROSPECTUS";
    bytes32 internal constant HASH = keccak256("prospectus");
    string internal constant URI = "https://muster.example/prospectus.pdf";

    IDossier internal dossier;

    function setUp() public virtual override {
        super.setUp();
        dossier = newDossier(issuer);
        vm.prank(owner);
        issuer.attachContract(address(dossier));
    }

    function _detachDossier() internal {
        vm.prank(owner);
        issuer.detachContract(address(dossier));
    }

    function _set(address of_, bytes32 name, string memory uri, bytes32 documentHash) internal {
        vm.prank(owner);
        dossier.setDocument(of_, name, uri, documentHash);
    }

    function _remove(address of_, bytes32 name) internal {
        vm.prank(owner);
        dossier.removeDocument(of_, name);
    }

    function _state(address of_, bytes32 key, bytes memory value) internal {
        vm.prank(owner);
        dossier.setFact(of_, key, value);
    }

    function _stateOf(address of_, Partition partition, bytes32 key, bytes memory value) internal {
        vm.prank(owner);
        dossier.setPartitionFact(of_, partition, key, value);
    }

    function _announce(IDossier.Notice memory notice) internal {
        vm.prank(owner);
        dossier.announce(notice);
    }

    function _notice() internal view returns (IDossier.Notice memory) {
        return IDossier.Notice({
            token: address(token),
            kind: "DIVIDEND",
            titleHash: keccak256("title"),
            contentHash: keccak256("content"),
            effectiveAt: START + 30 days,
            withdraws: 0,
            uri: "https://muster.example/dividend.pdf"
        });
    }

    function _withdrawal(uint64 number) internal view returns (IDossier.Notice memory notice) {
        notice = _notice();
        notice.withdraws = number;
    }

    function _expectNotAttached(IDossier asking) internal {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(asking)));
    }

    function _expectUnknown(address unknown) internal {
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_UnknownToken.selector, unknown));
    }

    function _expectLength(uint256 length, uint256 shortest, uint256 longest) internal {
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_InvalidLength.selector, length, shortest, longest));
    }

    function _assertDocument(address of_, bytes32 name, string memory uri, bytes32 documentHash, uint256 modifiedAt)
        internal
        view
    {
        (string memory actualUri, bytes32 actualHash, uint256 actualTime) = dossier.getDocument(of_, name);
        assertEq(actualUri, uri, "uri");
        assertEq(actualHash, documentHash, "hash");
        assertEq(actualTime, modifiedAt, "modified at");
    }

    function _assertVersion(uint256 version, bytes32 documentHash, uint40 publishedAt, uint40 removedAt) internal view {
        IDossier.Version memory actual = dossier.documentVersion(address(token), NAME, version);
        assertEq(actual.documentHash, documentHash, "hash of the version");
        assertEq(actual.publishedAt, publishedAt, "published at");
        assertEq(actual.removedAt, removedAt, "removed at");
    }
}
