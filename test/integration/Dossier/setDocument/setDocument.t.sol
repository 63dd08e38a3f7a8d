// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../../../src/interfaces/IDossier.sol";
import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {newDossier, newIssuer, newToken} from "../../../utils/Artifacts.sol";
import {DossierBase} from "../../../utils/DossierBase.sol";

contract SetDocumentTest is DossierBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(dossier), abi.encodeCall(dossier.setDocument, (address(token), NAME, URI, HASH)));
    }

    function _isDone() internal view override returns (bool) {
        return dossier.versionCount(address(token), NAME) == 1;
    }

    function test_RevertGiven_TheDossierWasNeverAttached() external {
        dossier = newDossier(issuer);
        _expectNotAttached(dossier);
        _set(address(token), NAME, URI, HASH);
    }

    function test_RevertGiven_TheDossierWasDetached() external {
        _detachDossier();
        _expectNotAttached(dossier);
        _set(address(token), NAME, URI, HASH);
    }

    function test_GivenTheDossierWasDetached_GivenItWasAttachedAgain_ItShouldPublishTheDocument() external {
        _detachDossier();
        vm.prank(owner);
        issuer.attachContract(address(dossier));
        _set(address(token), NAME, URI, HASH);
        assertTrue(_isDone());
    }

    function test_RevertGiven_TheDossierIsAnotherIssuers() external {
        dossier = _foreignDossier(_foreignIssuer());
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, owner));
        _set(address(token), NAME, URI, HASH);
    }

    function test_RevertWhen_TheTokenIsAnotherIssuers() external {
        IIssuingEntity foreign = _foreignIssuer();
        ISecurityToken theirs = newToken(foreign, "Foreign", "FRGN", 0);
        vm.prank(stranger);
        foreign.addToken(address(theirs));

        _expectUnknown(address(theirs));
        _set(address(theirs), NAME, URI, HASH);
    }

    function test_RevertWhen_TheTokenIsNoToken() external {
        _expectUnknown(address(dossier));
        _set(address(dossier), NAME, URI, HASH);
    }

    function test_RevertWhen_TheNameIsZero() external {
        vm.expectRevert(IDossier.Dossier_EmptyName.selector);
        _set(address(token), 0, URI, HASH);
    }

    function test_RevertWhen_TheHashIsZero() external {
        vm.expectRevert(IDossier.Dossier_EmptyHash.selector);
        _set(address(token), NAME, URI, 0);
    }

    function test_RevertWhen_TheUriIsEmpty() external {
        _expectLength(0, 1, 2048);
        _set(address(token), NAME, "", HASH);
    }

    function test_RevertWhen_TheUriIsLongerThan2048Bytes() external {
        _expectLength(2049, 1, 2048);
        _set(address(token), NAME, string(new bytes(2049)), HASH);
    }

    function test_RevertWhen_TheUriIsHuge() external {
        _expectLength(100_000, 1, 2048);
        _set(address(token), NAME, string(new bytes(100_000)), HASH);
    }

    function test_WhenTheUriHas2048Bytes_ItShouldPublishTheDocument() external {
        string memory longest = string(new bytes(2048));
        _set(address(token), NAME, longest, HASH);
        _assertDocument(address(token), NAME, longest, HASH, START);
    }

    function test_WhenTheDocumentIsNew_ItShouldPublishItAsVersion1() external {
        vm.expectEmit(address(dossier));
        emit IDossier.DocumentUpdated(address(token), NAME, URI, HASH, 1);
        vm.prank(owner);
        assertTrue(dossier.setDocument(address(token), NAME, URI, HASH));

        _assertDocument(address(token), NAME, URI, HASH, START);
        assertEq(dossier.versionCount(address(token), NAME), 1);
        _assertVersion(1, HASH, START, 0);
        assertEq(dossier.getAllDocuments(address(token)).length, 1);
        assertEq(dossier.getAllDocuments(address(token))[0], NAME);
    }

    function test_WhenTheDocumentIsTheIssuersOwn_ItShouldKeepItApartFromTheTokens() external {
        _set(ITSELF, NAME, URI, HASH);
        _assertDocument(ITSELF, NAME, URI, HASH, START);
        _assertDocument(address(token), NAME, "", 0, 0);
        assertEq(dossier.getAllDocuments(address(token)).length, 0);
    }

    function test_GivenTheDocumentStands_ItShouldPutTheNewVersionInItsPlaceAndKeepTheFormer() external {
        _set(address(token), "TERMS", URI, HASH);
        _set(address(token), NAME, URI, HASH);
        skip(1 days);
        vm.expectEmit(address(dossier));
        emit IDossier.DocumentUpdated(address(token), NAME, "ipfs://second", keccak256("second"), 2);
        _set(address(token), NAME, "ipfs://second", keccak256("second"));

        _assertDocument(address(token), NAME, "ipfs://second", keccak256("second"), START + 1 days);
        assertEq(dossier.versionCount(address(token), NAME), 2);
        _assertVersion(1, HASH, START, 0);
        _assertVersion(2, keccak256("second"), START + 1 days, 0);
        _assertVersion(3, 0, 0, 0);
        IDossier.Document[] memory documents = dossier.documentsOf(address(token));
        assertEq(documents.length, 2);
        assertEq(documents[0].name, "TERMS");
        assertEq(documents[0].version, 1);
        assertEq(documents[1].name, NAME);
        assertEq(documents[1].documentHash, keccak256("second"));
        assertEq(documents[1].modifiedAt, START + 1 days);
        assertEq(documents[1].version, 2);
        assertEq(documents[1].uri, "ipfs://second");
    }

    function test_GivenTheDocumentWasRemoved_ItShouldGoOnWithTheNextVersion() external {
        _set(address(token), NAME, URI, HASH);
        _remove(address(token), NAME);
        skip(1 days);
        _set(address(token), NAME, URI, keccak256("second"));

        _assertDocument(address(token), NAME, URI, keccak256("second"), START + 1 days);
        _assertVersion(1, HASH, START, START);
        _assertVersion(2, keccak256("second"), START + 1 days, 0);
        assertEq(dossier.getAllDocuments(address(token)).length, 1);
    }

    /// @dev An issuer whose owner is the stranger.
    function _foreignIssuer() private returns (IIssuingEntity foreign) {
        foreign = newIssuer(_one(stranger), 1);
        vm.prank(stranger);
        foreign.addRegistrar(registrar);
    }

    function _foreignDossier(IIssuingEntity foreign) private returns (IDossier theirs) {
        theirs = newDossier(foreign);
        vm.prank(stranger);
        foreign.attachContract(address(theirs));
    }
}
