// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../../../src/interfaces/IDossier.sol";
import {DEFAULT_PARTITION, Partition} from "../../../../src/types/Partition.sol";
import {DossierBase} from "../../../utils/DossierBase.sol";

contract SetPartitionFactTest is DossierBase {
    Partition private constant A = Partition.wrap("A");
    Partition private constant B = Partition.wrap("B");

    function setUp() public override {
        super.setUp();
        vm.startPrank(owner);
        token.setPartition(A, 0, "class A");
        token.setPartition(B, 0, "class B");
        vm.stopPrank();
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(dossier), abi.encodeCall(dossier.setPartitionFact, (address(token), A, "RATE", "2.5 %")));
    }

    function _isDone() internal view override returns (bool) {
        return dossier.getPartitionFact(address(token), A, "RATE").length != 0;
    }

    function test_RevertGiven_TheDossierWasDetached() external {
        _detachDossier();
        _expectNotAttached(dossier);
        _stateOf(address(token), A, "RATE", "2.5 %");
    }

    function test_RevertWhen_TheTokenIsNoTokenOfTheIssuer() external {
        _expectUnknown(stranger);
        _stateOf(stranger, A, "RATE", "2.5 %");
        _expectUnknown(ITSELF);
        _stateOf(ITSELF, A, "RATE", "2.5 %");
    }

    function test_RevertWhen_TheTokenHasNoSuchPartition() external {
        Partition unknown = Partition.wrap("C");
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_UnknownPartition.selector, address(token), unknown));
        _stateOf(address(token), unknown, "RATE", "2.5 %");
    }

    function test_RevertWhen_TheKeyIsZero() external {
        vm.expectRevert(IDossier.Dossier_EmptyName.selector);
        _stateOf(address(token), A, 0, "2.5 %");
    }

    function test_RevertWhen_TheValueIsEmptyOrLongerThan256Bytes() external {
        _expectLength(0, 1, 256);
        _stateOf(address(token), A, "RATE", "");
        _expectLength(257, 1, 256);
        _stateOf(address(token), A, "RATE", new bytes(257));
    }

    function test_RevertWhen_TheKeyIsISINAndTheCheckDigitIsWrong() external {
        vm.expectRevert(abi.encodeWithSelector(IDossier.Dossier_WrongCheckDigits.selector, 5, 6));
        _stateOf(address(token), A, "ISIN", "US0378331006");
    }

    function test_WhenTheFactIsNew_ItShouldStoreItForThisPartitionAloneAndListItsKey() external {
        vm.expectEmit(address(dossier));
        emit IDossier.PartitionFactSet(address(token), A, "RATE", "2.5 %");
        vm.prank(owner);
        assertTrue(dossier.setPartitionFact(address(token), A, "RATE", "2.5 %"));

        assertEq(dossier.getPartitionFact(address(token), A, "RATE"), "2.5 %");
        assertEq(dossier.partitionFactKeys(address(token), A).length, 1);
        assertEq(dossier.partitionFactKeys(address(token), A)[0], "RATE");
        assertEq(dossier.getPartitionFact(address(token), B, "RATE"), "");
        assertEq(dossier.partitionFactKeys(address(token), B).length, 0);
    }

    function test_WhenThePartitionIsTheDefaultOne_ItShouldKeepItApartFromTheFactsOfTheToken() external {
        _stateOf(address(token), DEFAULT_PARTITION, "RATE", "2.5 %");
        assertEq(dossier.getPartitionFact(address(token), DEFAULT_PARTITION, "RATE"), "2.5 %");
        assertEq(dossier.getFact(address(token), "RATE"), "");
        assertEq(dossier.factKeys(address(token)).length, 0);
    }

    function test_GivenTheFactIsStated_ItShouldReplaceTheValue() external {
        _stateOf(address(token), A, "RATE", "2.5 %, payable every year at the end of June");
        _stateOf(address(token), A, "RATE", "none");
        assertEq(dossier.getPartitionFact(address(token), A, "RATE"), "none");
        assertEq(dossier.partitionFactKeys(address(token), A).length, 1);
    }
}
