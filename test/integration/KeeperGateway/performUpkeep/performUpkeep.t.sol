// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {WorkKind, WorkState} from "../../../../src/types/Work.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract PerformUpkeepTest is GatewayBase {
    function test_WhenTheDataAreWhatCheckUpkeepGave_ItShouldDoTheWorkForAnyone() external {
        _lockUpDue(3);
        (, bytes memory data) = gateway.checkUpkeep("");
        _expectDone(WorkKind.Release, stranger, _list(1, 2, 3));
        vm.prank(stranger);
        gateway.performUpkeep(data);
    }

    function test_WhenTheDataAreStaleInPart_ItShouldDoTheRest() external {
        _lockUpDue(3);
        (, bytes memory data) = gateway.checkUpkeep("");
        lockup.release(_list(2));
        _expectDone(WorkKind.Release, address(this), _list(1, 3));
        gateway.performUpkeep(data);
    }

    function test_RevertWhen_TheDataAreSentAgain() external {
        _lockUpDue(2);
        (, bytes memory data) = gateway.checkUpkeep("");
        gateway.performUpkeep(data);
        _expectNothingDone(WorkKind.Release);
        gateway.performUpkeep(data);
    }

    function test_RevertWhen_TheDataNameWorkThatIsNotDue() external {
        _lockUp(1);
        _expectNotDue(WorkKind.Release, 1, WorkState.NotDue, LOCKUP_END);
        gateway.performUpkeep(_payload(WorkKind.Release, _list(1)));
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

    function test_RevertWhen_TheKindDoesNotExist() external {
        _lockUpDue(1);
        vm.expectRevert();
        gateway.performUpkeep(abi.encode(6, _list(1)));
    }

    function test_RevertWhen_TheDataClaimAnArrayBeyondTheirEnd() external {
        vm.expectRevert();
        gateway.performUpkeep(abi.encode(uint256(0), uint256(0x40), uint256(type(uint64).max), uint256(1)));
    }

    function test_RevertGiven_TheKindIsPaused() external {
        _lockUpDue(1);
        (, bytes memory data) = gateway.checkUpkeep("");
        _pause(WorkKind.Release);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Paused.selector, WorkKind.Release));
        gateway.performUpkeep(data);
    }
}
