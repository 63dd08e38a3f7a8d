// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {ModuleFamily} from "../../../../src/types/Work.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract EnrolPositionsTest is GatewayBase {
    function test_WhenPositionsHoldSomething_ItShouldGiveEachAPlaceForAnyoneAndSaySo() external {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.PositionEnrolled(0, 3, address(custodian), carol);
        vm.prank(stranger);
        assertEq(gateway.enrolPositions(0, 0, _everybody()), 3);
        assertEq(gateway.positionPlace(0, address(0), alice), 1);
        assertEq(gateway.positionPlace(0, address(custodian), carol), 3);
        PositionKey memory third = gateway.positionAt(0, 3);
        assertEq(third.account, carol);
        assertEq(third.custodian, address(custodian));
        assertEq(gateway.positionAt(0, 0).account, address(0));
        assertEq(gateway.positionAt(0, 4).account, address(0));
        (, uint256 positions) = gateway.rosterLengths(0);
        assertEq(positions, 3);
    }

    function test_WhenAPositionHeldSomethingAtTheRecordDateAndHasBeenSold_ItShouldGiveItAPlace() external {
        _sellAfterTheRecordDate();
        assertEq(gateway.enrolPositions(0, RECORD_DATE, _everybody()), 3);
    }

    function test_RevertWhen_APositionHeldSomethingAtTheRecordDateAndHasBeenSold_WhenNoRecordDateIsNamed() external {
        _sellAfterTheRecordDate();
        _expectNobody(0, _both(_direct(alice), _custodied(carol)));
    }

    function test_RevertWhen_APositionWasBoughtAfterTheRecordDateThatIsNamed() external {
        _sellAfterTheRecordDate();
        _expectNobody(RECORD_DATE, _only(_direct(carol)));
    }

    function test_RevertWhen_PositionsHoldNothing() external {
        _expectNobody(0, _both(_direct(stranger), _direct(carol)));
        _expectNobody(0, _both(_custodied(alice), PositionKey(stranger, carol)));
    }

    function test_WhenSomeHaveAPlaceAlready_ItShouldKeepThatAndGivePlacesToTheOthers() external {
        gateway.enrolPositions(0, 0, _only(_direct(bob)));
        assertEq(gateway.enrolPositions(0, 0, _everybody()), 2);
        assertEq(gateway.positionPlace(0, address(0), bob), 1);
        assertEq(gateway.positionPlace(0, address(0), alice), 2);
        _expectNobody(0, _everybody());
    }

    function test_RevertWhen_TheRecordDateWasNotAnnounced() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownRecordDate.selector, RECORD_DATE));
        gateway.enrolPositions(0, RECORD_DATE, _everybody());
    }

    function test_RevertWhen_TheModuleIsUnknown() external {
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownModule.selector, ModuleFamily.Distribution, 1)
        );
        gateway.enrolPositions(1, 0, _everybody());
    }

    function test_RevertWhen_MoreThan100AreNamed() external {
        PositionKey[] memory positions = new PositionKey[](101);
        positions[100] = _direct(alice);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_TooMany.selector, 101, 100));
        gateway.enrolPositions(0, 0, positions);
    }

    /// @dev Alice sells all she holds to Carol, who takes her own shares from the custodian.
    function _sellAfterTheRecordDate() private {
        _declare();
        vm.warp(RECORD_DATE + 1);
        _transfer(alice, carol, 600);
        vm.prank(custodianOfficer);
        custodian.transfer(token, carol, carol, 100);
    }

    function _expectNobody(uint40 recordDate, PositionKey[] memory positions) private {
        vm.expectRevert(IKeeperGateway.KeeperGateway_NobodyEnrolled.selector);
        gateway.enrolPositions(0, recordDate, positions);
    }
}
