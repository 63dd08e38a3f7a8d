// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {KIND_WITHDRAWAL} from "../../../../src/types/Move.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {custodyMove} from "../../../utils/Moves.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract CustodyWithdrawTest is ComplianceBase {
    address private custodian;

    function setUp() public override {
        super.setUp();
        custodian = _custodian();
        _issue(ada, 100);
        _deposit(ada, custodian, 100);
    }

    function test_RevertWhen_TheCallerIsNoCustodian() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, ada));
        vm.prank(ada);
        token.custodyWithdraw(ada, ada, 1);
    }

    function test_RevertGiven_TheCustodianIsNotApproved_WhenTheReceiverIsAnotherInvestorOrTheTreasury() external {
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _assertWithdrawRefused(Restriction.CustodianNotApproved, ada, ben, 1);
        _assertWithdrawRefused(Restriction.CustodianNotApproved, ada, address(issuer), 1);
    }

    function test_GivenTheCustodianIsNotApproved_WhenTheReceiverIsTheSameInvestor_ItShouldSucceed() external {
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _withdraw(ada, ada, 40);
        _withdraw(ada, adaToo, 60);
        assertEq(token.balanceOf(ada), 40);
        assertEq(token.balanceOf(adaToo), 60);
        assertEq(token.balanceOf(custodian), 0);
        _assertPositions(adaId, 2);
    }

    function test_RevertWhen_TheAmountExceedsWhatTheOwnerHoldsHere() external {
        _assertWithdrawRefused(Restriction.InsufficientBalance, ada, ada, 101);
        // Another owner's position is no help.
        _issue(ben, 5);
        _deposit(ben, custodian, 5);
        _assertWithdrawRefused(Restriction.InsufficientBalance, ben, ben, 6);
    }

    function test_RevertWhen_TheReceiverMayNotReceive() external {
        _assertWithdrawRefused(Restriction.ReceiverNotRegistered, ada, stranger, 1);
        _assertWithdrawRefused(Restriction.InvalidReceiver, ada, address(0), 1);
        _assertWithdrawRefused(Restriction.InvalidReceiver, ada, address(0), 0);
        _lapse(benId, 2);
        _assertWithdrawRefused(Restriction.ReceiverExpired, ada, ben, 1);
        _freeze(adaId, true);
        _assertWithdrawRefused(Restriction.SenderFrozen, ada, ada, 1);
    }

    function test_RevertWhen_TheReceiverIsACustodian() external {
        _assertWithdrawRefused(Restriction.CustodianToCustodian, ada, _custodian(), 1);
        _assertWithdrawRefused(Restriction.CustodianToCustodian, ada, custodian, 1);
    }

    function test_RevertGiven_TheTokenIsPaused() external {
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        _assertWithdrawRefused(Restriction.TokenRestricted, ada, ada, 1);
    }

    function test_WhenTheReceiverIsTheOwner_ItShouldMoveThePositionAndCountTheInvestorOnce() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(custodian, ada, 30);
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(custodian, ada, address(0), 30);
        _withdraw(ada, ada, 30);

        assertEq(
            abi.encode(module.seen()[0]), abi.encode(custodyMove(KIND_WITHDRAWAL, custodian, ada, address(0), ada, 30))
        );
        assertEq(token.balanceOf(ada), 30);
        assertEq(token.custodyBalanceOf(custodian, ada), 70);
        assertEq(token.balanceOf(custodian), 70);
        _assertPositions(adaId, 2);
        _withdraw(ada, ada, 70);
        _assertPositions(adaId, 1);
        _assertInvestors(1);
    }

    function test_WhenTheReceiverIsAnotherInvestor_ItShouldMoveThePositionAndCountBoth() external {
        _withdraw(ada, ben, 30);
        _assertPositions(benId, 1);
        _assertInvestors(2);
        _withdraw(ada, ben, 70);
        _assertBalances(0, 100);
        _assertPositions(adaId, 0);
        _assertInvestors(1);
    }

    function test_WhenTheReceiverIsTheTreasury_ItShouldCountTheOwnerOut() external {
        _withdraw(ada, address(issuer), 100);
        assertEq(token.balanceOf(address(issuer)), 100);
        _assertInvestors(0);
    }

    function test_GivenTheOwnersAccreditationHasExpired_ItShouldSucceedToTheOwner() external {
        _forbid(CH);
        _lapse(adaId, 1);
        _withdraw(ada, ada, 100);
        _assertPositions(adaId, 1);
    }

    function _withdraw(address from, address to, uint256 amount) private {
        assertEq(uint8(token.detectCustodyRestriction(custodian, from, to, amount, true)), 0, "dry run");
        vm.prank(custodian);
        token.custodyWithdraw(from, to, amount);
    }

    function _assertWithdrawRefused(Restriction code, address from, address to, uint256 amount) private {
        _assertCustodyRefused(code, custodian, from, to, amount, true);
    }
}
