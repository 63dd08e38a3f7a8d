// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract CanTransferFromTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 50);
        vm.prank(ada);
        token.approve(stranger, 60);
    }

    function test_WhenTheCallersAllowanceIsTooSmall_ItShouldSaySoBeforeAnythingElse() external {
        _freeze(adaId, true);
        _assertAnswer(Restriction.InsufficientAllowance, stranger, 61);
        _assertAnswer(Restriction.InsufficientAllowance, ben, 1);
    }

    function test_WhenTheAllowanceSuffices_GivenTheTransferWouldBeRefused_ItShouldGiveTheReasonOfTheRefusal() external {
        _assertAnswer(Restriction.InsufficientBalance, stranger, 60);
        _freeze(benId, true);
        _assertAnswer(Restriction.ReceiverFrozen, stranger, 50);
        vm.expectRevert(_refusal(Restriction.ReceiverFrozen, ada, ben, 50));
        vm.prank(stranger);
        token.transferFrom(ada, ben, 50);
    }

    function test_WhenTheAllowanceSuffices_GivenTheTransferWouldSucceed_ItShouldSaySoAndTheTransferSucceeds() external {
        _assertAnswer(Restriction.None, stranger, 50);
        vm.prank(stranger);
        token.transferFrom(ada, ben, 50);
        assertEq(token.balanceOf(ben), 50);
    }

    function test_WhenTheAmountIsZeroAndNobodyAllowedAnything_ItShouldSayThatItWouldSucceed() external {
        _assertAnswer(Restriction.None, ben, 0);
    }

    function test_WhenTheCallerIsTheOwnerWithoutAnAllowance_ItShouldSayThatTheAllowanceIsTooSmall() external {
        _assertAnswer(Restriction.InsufficientAllowance, ada, 1);
    }

    function _assertAnswer(Restriction expected, address caller, uint256 amount) private {
        vm.prank(caller);
        (bool can, bytes1 reason, bytes32 rest) = token.canTransferFrom(ada, ben, amount, "");
        assertEq(can, expected == Restriction.None);
        assertEq(uint8(reason), uint8(expected), "reason");
        assertEq(rest, bytes32(0));
    }
}
