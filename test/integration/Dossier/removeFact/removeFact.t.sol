// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../../../src/interfaces/IDossier.sol";
import {DossierBase} from "../../../utils/DossierBase.sol";

contract RemoveFactTest is DossierBase {
    function setUp() public override {
        super.setUp();
        _state(address(token), "TERMS", "par value CHF 10");
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(dossier), abi.encodeCall(dossier.removeFact, (address(token), "TERMS")));
    }

    function _isDone() internal view override returns (bool) {
        return dossier.factKeys(address(token)).length == 0;
    }

    function test_RevertGiven_TheDossierWasDetached() external {
        _detachDossier();
        _expectNotAttached(dossier);
        _removeFact(address(token), "TERMS");
    }

    function test_RevertGiven_TheFactIsNotStated() external {
        _expectUnknownFact(address(token), "ISIN");
        _removeFact(address(token), "ISIN");
        _removeFact(address(token), "TERMS");
        _expectUnknownFact(address(token), "TERMS");
        _removeFact(address(token), "TERMS");
    }

    function test_RevertGiven_TheFactIsStatedOfAnotherTokenOnly() external {
        _expectUnknownFact(ITSELF, "TERMS");
        _removeFact(ITSELF, "TERMS");
    }

    function test_GivenTheFactIsStated_ItShouldRemoveValueAndKey() external {
        _state(address(token), "ISIN", "CH0038863350");
        vm.expectEmit(address(dossier));
        emit IDossier.FactRemoved(address(token), "TERMS", "par value CHF 10");
        vm.prank(owner);
        assertTrue(dossier.removeFact(address(token), "TERMS"));

        assertEq(dossier.getFact(address(token), "TERMS"), "");
        assertEq(dossier.getFact(address(token), "ISIN"), "CH0038863350");
        assertEq(dossier.factKeys(address(token)).length, 1);
        assertEq(dossier.factKeys(address(token))[0], "ISIN");
    }

    function _removeFact(address of_, bytes32 key) private {
        vm.prank(owner);
        dossier.removeFact(of_, key);
    }

    function _expectUnknownFact(address of_, bytes32 key) private {
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_UnknownFact.selector, of_, key));
    }
}
