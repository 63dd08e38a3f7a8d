// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../../../src/interfaces/ICustodian.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {RecoveryBase} from "../../../utils/RecoveryBase.sol";

contract SetDepositsAskedTest is RecoveryBase {
    address private custodian;

    function setUp() public override {
        super.setUp();
        custodian = _custodian();
    }

    function test_RevertWhen_TheCallerIsNoCustodian() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, ada));
        _ask(ada, true);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, stranger));
        _ask(stranger, true);
    }

    function test_GivenNothingWasSet_ItShouldNotAskTheCustodian() external {
        vm.mockCallRevert(custodian, abi.encodeWithSelector(ICustodian.acceptsDeposit.selector), "asked");
        _deposit(ada, custodian, 10);
        assertEq(token.custodyBalanceOf(custodian, ada), 10);
    }

    function test_WhenItIsSet_ItShouldTellIt() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.DepositsAsked(custodian, true);
        _ask(custodian, true);
        vm.expectEmit(address(token));
        emit ITokenEvents.DepositsAsked(custodian, false);
        _ask(custodian, false);
    }

    function test_WhenItIsSet_ItShouldAskTheCustodianBeforeEachDepositInDryRunsToo() external {
        _ask(custodian, true);
        _answer(ada, 10, true);
        vm.expectCall(custodian, abi.encodeCall(ICustodian.acceptsDeposit, (token, ada, 10)), 2);
        assertEq(token.detectTransferRestriction(ada, custodian, 10), uint8(Restriction.None));
        _deposit(ada, custodian, 10);
        assertEq(token.custodyBalanceOf(custodian, ada), 10);
    }

    function test_WhenItIsSet_ItShouldRefuseWhatTheCustodianDoesNotAcceptWithTheCodeOfTheDryRun() external {
        _ask(custodian, true);
        _answer(ada, 1, false);
        _expectRefused(1);
        vm.mockCallRevert(custodian, abi.encodeCall(ICustodian.acceptsDeposit, (token, ada, 2)), "no");
        _expectRefused(2);
        assertEq(token.custodyBalanceOf(custodian, ada), 0);
    }

    function test_WhenItIsSet_ItShouldNotAskAboutOtherCustodiansTransfersAndWithdrawals() external {
        address other = _custodian();
        _deposit(ada, custodian, 20);
        _issue(ben, 5);
        _ask(custodian, true);
        _answer(ada, 10, false);

        _deposit(ada, other, 10);
        vm.prank(ada);
        token.transfer(ben, 10);
        vm.startPrank(custodian);
        token.custodyTransfer(ada, ben, 10);
        token.custodyWithdraw(ada, ada, 10);
        vm.stopPrank();
    }

    function test_WhenItIsSet_ItShouldNotAskOfForceRecoveryAndExits() external {
        _deposit(ada, custodian, 30);
        _ask(custodian, true);
        _answer(ada, 10, false);
        vm.prank(owner);
        token.controllerTransferFromCustody(custodian, ada, adaToo, 10, keccak256("order"));
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        skip(30 days);
        vm.prank(ada);
        token.exitCustody(custodian, 10);
        _lose(ada, adaToo);
        token.recoverCustody(ada, _one(custodian));
        assertEq(token.custodyBalanceOf(custodian, adaToo), 10);
    }

    function test_WhenItIsSet_ItShouldStayWhileTheIssuerEndsItsApprovalAndGivesItAgain() external {
        _ask(custodian, true);
        _answer(ada, 10, false);
        vm.startPrank(owner);
        issuer.removeCustodian(custodian);
        vm.stopPrank();
        assertEq(token.detectTransferRestriction(ada, custodian, 10), uint8(Restriction.CustodianNotApproved));
        vm.prank(owner);
        issuer.addCustodian(custodian);
        _expectRefused(10);
    }

    function test_WhenItIsTakenBack_ItShouldAskNoMore() external {
        _ask(custodian, true);
        _answer(ada, 10, false);
        _ask(custodian, false);
        _deposit(ada, custodian, 10);
        assertEq(token.custodyBalanceOf(custodian, ada), 10);
    }

    function test_GivenTheAmountIsMoreThanTheHolderHas_ItShouldSaySoWithoutAskingTheCustodian() external {
        _ask(custodian, true);
        uint256 tooMuch = token.balanceOf(ada) + 1;
        vm.expectCall(custodian, abi.encodeWithSelector(ICustodian.acceptsDeposit.selector), 0);
        assertEq(token.detectTransferRestriction(ada, custodian, tooMuch), uint8(Restriction.InsufficientBalance));
    }

    function test_GivenTheCustodianAnswersWithSomethingElseThanABool_ItShouldRefuse() external {
        _ask(custodian, true);
        vm.mockCall(custodian, abi.encodeCall(ICustodian.acceptsDeposit, (token, ada, 10)), abi.encode(2));
        _expectRefused(10);
        vm.mockCall(custodian, abi.encodeCall(ICustodian.acceptsDeposit, (token, ada, 10)), hex"01");
        _expectRefused(10);
    }

    function test_GivenTheCustodianHasNoCodeAnyMore_ItShouldRefuse() external {
        _ask(custodian, true);
        vm.etch(custodian, "");
        _expectRefused(10);
    }

    function test_GivenTheCustodianBurnsItsGas_ItShouldRefuseAtBoundedCost() external {
        _ask(custodian, true);
        // An invalid instruction uses up all gas that the call was given.
        vm.etch(custodian, hex"fe");
        uint256 before = gasleft();
        _expectRefused(10);
        assertLt(before - gasleft(), 400_000);
    }

    function _ask(address caller, bool asked) private {
        vm.prank(caller);
        token.setDepositsAsked(asked);
    }

    function _answer(address from, uint256 amount, bool accepted) private {
        vm.mockCall(custodian, abi.encodeCall(ICustodian.acceptsDeposit, (token, from, amount)), abi.encode(accepted));
    }

    function _expectRefused(uint256 amount) private {
        assertEq(token.detectTransferRestriction(ada, custodian, amount), uint8(Restriction.DepositRefused));
        vm.expectRevert(_refusal(Restriction.DepositRefused, ada, custodian, amount));
        _deposit(ada, custodian, amount);
    }
}
