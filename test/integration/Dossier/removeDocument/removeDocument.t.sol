// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../../../src/interfaces/IDossier.sol";
import {DossierBase} from "../../../utils/DossierBase.sol";

contract RemoveDocumentTest is DossierBase {
    function setUp() public override {
        super.setUp();
        _set(address(token), NAME, URI, HASH);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(dossier), abi.encodeCall(dossier.removeDocument, (address(token), NAME)));
    }

    function _isDone() internal view override returns (bool) {
        return dossier.getAllDocuments(address(token)).length == 0;
    }

    function test_RevertGiven_TheDossierWasDetached() external {
        _detachDossier();
        _expectNotAttached(dossier);
        _remove(address(token), NAME);
    }

    function test_RevertGiven_ThereIsNoSuchDocument() external {
        _expectUnknownDocument(address(token), "TERMS");
        _remove(address(token), "TERMS");
    }

    function test_RevertGiven_AnotherTokenHasTheDocument() external {
        _expectUnknownDocument(ITSELF, NAME);
        _remove(ITSELF, NAME);
    }

    function test_RevertGiven_TheDocumentWasRemoved() external {
        _remove(address(token), NAME);
        _expectUnknownDocument(address(token), NAME);
        _remove(address(token), NAME);
    }

    function test_GivenTheDocumentStands_ItShouldRemoveItAndKeepItsHistory() external {
        _set(address(token), "TERMS", "ipfs://terms", keccak256("terms"));
        _set(address(token), NAME, "ipfs://second", keccak256("second"));
        skip(1 days);
        vm.expectEmit(address(dossier));
        emit IDossier.DocumentRemoved(address(token), NAME, "ipfs://second", keccak256("second"), 2);
        vm.prank(owner);
        assertTrue(dossier.removeDocument(address(token), NAME));

        _assertDocument(address(token), NAME, "", 0, 0);
        _assertDocument(address(token), "TERMS", "ipfs://terms", keccak256("terms"), START);
        assertEq(dossier.documentsOf(address(token)).length, 1);
        assertEq(dossier.versionCount(address(token), NAME), 2);
        _assertVersion(1, HASH, START, 0);
        _assertVersion(2, keccak256("second"), START, START + 1 days);
    }

    function _expectUnknownDocument(address of_, bytes32 name) private {
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_UnknownDocument.selector, of_, name));
    }
}
