// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {referenceData} from "../../../utils/Moves.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract TransferWithDataTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function test_RevertWhen_ASideMayNotTransfer() external {
        vm.startPrank(ada);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ben, 101));
        token.transferWithData(ben, 101, "");
        vm.expectRevert(_refusal(Restriction.ReceiverNotRegistered, ada, stranger, 1));
        token.transferWithData(stranger, 1, "");
        vm.stopPrank();
        _freeze(adaId, true);
        vm.expectRevert(_refusal(Restriction.SenderFrozen, ada, ben, 1));
        vm.prank(ada);
        token.transferWithData(ben, 1, "");
    }

    function test_WhenTheReceiverIsACustodian_ItShouldDepositForTheCaller() external {
        address custodian = _custodian();
        vm.prank(ada);
        token.transferWithData(custodian, 30, "");
        assertEq(token.custodyBalanceOf(custodian, ada), 30);
        assertEq(token.balanceOf(custodian), 30);
    }

    function test_WhenTheAmountIsZero_ItShouldChangeNothing() external {
        vm.prank(stranger);
        token.transferWithData(ben, 0, "");
        _assertBalances(100, 0);
        _assertPositions(benId, 0);
    }

    function test_WhenBothMayTransfer_ItShouldMoveTheCallersAmount() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, ben, 60);
        vm.prank(ada);
        token.transferWithData(ben, 60, referenceData("reference"));
        vm.prank(ada);
        token.transferWithData(ben, 40, "");
        _assertBalances(0, 100);
        _assertPositions(adaId, 0);
        _assertInvestors(1);
    }
}
