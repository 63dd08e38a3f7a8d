// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract TransferFromTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        vm.prank(ada);
        token.approve(stranger, 60);
    }

    function test_RevertWhen_TheAmountExceedsTheAllowance() external {
        _freeze(adaId, true);
        vm.expectRevert(_refusal(Restriction.InsufficientAllowance, ada, ben, 61));
        vm.prank(stranger);
        token.transferFrom(ada, ben, 61);
        vm.expectRevert(_refusal(Restriction.InsufficientAllowance, ada, ben, 1));
        vm.prank(ada);
        token.transferFrom(ada, ben, 1);
    }

    function test_RevertWhen_ASideMayNotTransfer() external {
        _freeze(benId, true);
        vm.expectRevert(_refusal(Restriction.ReceiverFrozen, ada, ben, 60));
        vm.prank(stranger);
        token.transferFrom(ada, ben, 60);
        assertEq(token.allowance(ada, stranger), 60);
    }

    function test_WhenTheAmountIsZeroAndNobodyAllowedAnything_ItShouldSucceedAndChangeNothing() external {
        vm.prank(ben);
        assertTrue(token.transferFrom(ada, ben, 0));
        _assertBalances(100, 0);
        _assertPositions(benId, 0);
    }

    function test_RevertGiven_TheSpenderIsAnInvestorWhoIsBarred_ItShouldSaySoInTheDryRunForARestrictedAFrozenAndALostAccount()
        external
    {
        vm.prank(ada);
        token.approve(ben, 60);
        _freeze(benId, true);
        _assertBarred(ben);
        _freeze(benId, false);
        vm.prank(owner);
        registrar.setInvestorRestriction(benId, true);
        _assertBarred(ben);
        vm.prank(owner);
        registrar.setInvestorRestriction(benId, false);
        vm.prank(ben);
        token.transferFrom(ada, adaToo, 1);

        address cat = makeAddr("cat");
        address catToo = makeAddr("cat, second account");
        _register(_id("cat"), CH, 1, FAR, _two(cat, catToo));
        vm.prank(ada);
        token.approve(cat, 60);
        vm.startPrank(owner);
        registrar.restrictAccounts(_id("cat"), _one(cat));
        token.recover(cat, catToo, "");
        vm.stopPrank();
        _assertBarred(cat);
    }

    function test_GivenTheSpenderIsAnInvestorWhoIsBarred_WhenTheAmountIsZero_ItShouldSucceed() external {
        _freeze(benId, true);
        assertEq(token.detectTransferRestrictionFrom(ben, ada, adaToo, 0), 0);
        vm.prank(ben);
        assertTrue(token.transferFrom(ada, adaToo, 0));
    }

    function test_GivenTheSpenderIsAnInvestorWhoseAccreditationHasExpired_ItShouldMoveWhatTheHolderAllowed() external {
        vm.prank(ada);
        token.approve(ben, 60);
        _lapse(benId, 2);
        vm.prank(ben);
        assertTrue(token.transferFrom(ada, adaToo, 60));
    }

    function test_GivenTheAllowanceIsInfinite_ItShouldLeaveItAndTellNothingOfIt() external {
        vm.prank(ada);
        token.approve(stranger, type(uint256).max);
        vm.recordLogs();
        vm.prank(stranger);
        token.transferFrom(ada, ben, 60);
        assertEq(vm.getRecordedLogs().length, 2, "one investor more, and the transfer");
        assertEq(token.allowance(ada, stranger), type(uint256).max);
    }

    function test_WhenTheReceiverIsACustodian_ItShouldDepositForTheOwner() external {
        address custodian = _custodian();
        vm.prank(stranger);
        token.transferFrom(ada, custodian, 60);
        assertEq(token.custodyBalanceOf(custodian, ada), 60);
        assertEq(token.custodyBalanceOf(custodian, stranger), 0);
    }

    function test_WhenTheAllowanceSuffices_ItShouldTakeTheAmountFromItAndTellWhatIsLeft() external {
        vm.expectEmit(address(token));
        emit IERC20.Approval(ada, stranger, 0);
        vm.prank(stranger);
        assertTrue(token.transferFrom(ada, ben, 60));
        _assertBalances(40, 60);
        assertEq(token.allowance(ada, stranger), 0);
    }

    function _assertBarred(address spender) private {
        assertEq(token.detectTransferRestrictionFrom(spender, ada, adaToo, 1), uint8(Restriction.SpenderBarred));
        vm.startPrank(spender);
        (bool can, bytes1 reason,) = token.canTransferFrom(ada, adaToo, 1, "");
        assertFalse(can);
        assertEq(uint8(reason), uint8(Restriction.SpenderBarred));
        vm.expectRevert(_refusal(Restriction.SpenderBarred, ada, adaToo, 1));
        token.transferFrom(ada, adaToo, 1);
        vm.stopPrank();
    }
}
