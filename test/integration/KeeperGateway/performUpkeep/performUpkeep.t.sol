// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {WorkState} from "../../../../src/types/WorkStatus.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract PerformUpkeepTest is GatewayBase {
    function test_WhenTheDataAreWhatCheckUpkeepGave_ItShouldDoTheWorkForAnyone() external {
        _lockUpDue(3);
        (, bytes memory data) = gateway.checkUpkeep("");
        _expectDone(LOCKUPS, stranger, _ids(1, 2, 3));
        vm.prank(stranger);
        gateway.performUpkeep(data);
    }

    function test_WhenTheDataAreStaleInPart_ItShouldDoTheRest() external {
        _lockUpDue(3);
        (, bytes memory data) = gateway.checkUpkeep("");
        lockup.release(_ids(2));
        _expectDone(LOCKUPS, address(this), _ids(1, 3));
        gateway.performUpkeep(data);
    }

    function test_RevertWhen_TheDataAreSentAgain() external {
        _lockUpDue(2);
        (, bytes memory data) = gateway.checkUpkeep("");
        gateway.performUpkeep(data);
        _expectNothingDue(LOCKUPS);
        gateway.performUpkeep(data);
    }

    function test_RevertWhen_TheDataNameWorkThatIsNotDue() external {
        _lockUp(1);
        _expectNotDue(LOCKUPS, 1, WorkState.NotDue, LOCKUP_END);
        gateway.performUpkeep(_payload(LOCKUPS, _ids(1)));
    }

    function test_RevertWhen_TheDataAreGarbage() external {
        _lockUpDue(1);
        vm.expectRevert();
        gateway.performUpkeep("");
        vm.expectRevert();
        gateway.performUpkeep(hex"00");
        vm.expectRevert();
        gateway.performUpkeep(abi.encodePacked(keccak256("a"), keccak256("b"), keccak256("c")));
        assertFalse(lockup.getLot(1).released);
    }

    function test_RevertWhen_TheSourceOrTheKindDoesNotExist() external {
        _lockUpDue(1);
        vm.expectRevert();
        gateway.performUpkeep(abi.encode(3, KIND, _ids(1)));
        vm.expectRevert();
        gateway.performUpkeep(abi.encode(LOCKUPS, 1, _ids(1)));
    }

    function test_RevertWhen_TheDataClaimAnArrayBeyondTheirEnd() external {
        vm.expectRevert();
        gateway.performUpkeep(abi.encode(uint256(0), uint256(0), uint256(0x60), uint256(type(uint64).max), uint256(1)));
    }

    function test_RevertGiven_TheWorkIsPaused() external {
        _lockUpDue(1);
        (, bytes memory data) = gateway.checkUpkeep("");
        _pause(LOCKUPS);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Paused.selector, LOCKUPS, KIND));
        gateway.performUpkeep(data);
    }
}
