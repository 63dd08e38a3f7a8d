// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDossier} from "../../../../src/interfaces/IDossier.sol";
import {DEFAULT_PARTITION, Partition} from "../../../../src/types/Partition.sol";
import {DossierBase} from "../../../utils/DossierBase.sol";

contract RemovePartitionFactTest is DossierBase {
    Partition private constant A = Partition.wrap("A");

    function setUp() public override {
        super.setUp();
        vm.prank(owner);
        token.setPartition(A, 0, "class A");
        _stateOf(address(token), A, "RATE", "2.5 %");
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(dossier), abi.encodeCall(dossier.removePartitionFact, (address(token), A, "RATE")));
    }

    function _isDone() internal view override returns (bool) {
        return dossier.partitionFactKeys(address(token), A).length == 0;
    }

    function test_RevertGiven_TheFactIsNotStatedOfThisPartition() external {
        vm.expectRevert(
            abi.encodeWithSelector(
                IDossier.Dossier_UnknownPartitionFact.selector, address(token), DEFAULT_PARTITION, bytes32("RATE")
            )
        );
        vm.prank(owner);
        dossier.removePartitionFact(address(token), DEFAULT_PARTITION, "RATE");
    }

    function test_GivenTheFactIsStated_ItShouldRemoveValueAndKeyAndSayWhatItWas() external {
        vm.expectEmit(address(dossier));
        emit IDossier.PartitionFactRemoved(address(token), A, "RATE", "2.5 %");
        vm.prank(owner);
        assertTrue(dossier.removePartitionFact(address(token), A, "RATE"));

        assertEq(dossier.getPartitionFact(address(token), A, "RATE"), "");
        assertEq(dossier.partitionFactKeys(address(token), A).length, 0);
    }
}
