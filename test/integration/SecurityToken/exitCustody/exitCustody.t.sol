// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {RecoveryBase} from "../../../utils/RecoveryBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ExitCustodyTest is RecoveryBase {
    uint256 private constant TERM = 30 days;

    address private custodian;

    function setUp() public override {
        super.setUp();
        custodian = _custodian();
        _issue(ben, 50);
        _deposit(ada, custodian, 100);
        _deposit(ben, custodian, 50);
    }

    function test_RevertWhen_TheNamedAccountIsNoCustodian() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, stranger));
        _exit(ada, stranger, 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, ada));
        _exit(ada, ada, 0);
    }

    function test_RevertGiven_TheCustodianIsApproved() external {
        _expectApproved();
        _exit(ada, custodian, 1);
    }

    function test_RevertGiven_TheCustodianIsApproved_GivenItWasNotForLongerThanTheTermInBetween() external {
        _end();
        skip(TERM + 1);
        vm.prank(owner);
        issuer.addCustodian(custodian);
        _expectApproved();
        _exit(ada, custodian, 1);
        _end();
        _expectNotDue(START + TERM + 1 + TERM);
        _exit(ada, custodian, 1);
    }

    function test_RevertGiven_TheTermAfterTheEndOfItsApprovalHasNotPassed() external {
        _end();
        skip(TERM - 1);
        _expectNotDue(START + TERM);
        _exit(ada, custodian, 1);
        skip(1);
        _exit(ada, custodian, 1);
    }

    function test_RevertWhen_TheCallerOwnsNothingThereOrLessThanTheAmount_WhateverOthersOwnThere() external {
        _endLongAgo();
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ada, 101));
        _exit(ada, custodian, 101);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, adaToo, adaToo, 1));
        _exit(adaToo, custodian, 1);
        vm.expectRevert(_refusal(Restriction.SenderNotRegistered, stranger, stranger, 1));
        _exit(stranger, custodian, 1);
        vm.expectRevert(_refusal(Restriction.CustodianToCustodian, custodian, custodian, 1));
        _exit(custodian, custodian, 1);
    }

    function test_RevertGiven_TheTokenIsPausedOrTheCallerIsRestrictedOrFrozen() external {
        _endLongAgo();
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        vm.expectRevert(_refusal(Restriction.TokenRestricted, ada, ada, 1));
        _exit(ada, custodian, 1);
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), false);
        _freeze(adaId, true);
        vm.expectRevert(_refusal(Restriction.SenderFrozen, ada, ada, 1));
        _exit(ada, custodian, 1);
        _freeze(adaId, false);
        _restrictAccount(adaId, ada);
        vm.expectRevert(_refusal(Restriction.SenderRestricted, ada, ada, 1));
        _exit(ada, custodian, 1);
    }

    function test_RevertGiven_AModuleEncumbersWhatIsKeptThere_ItShouldRevertForThatMuch() external {
        ModuleMock module = _module(0, PERMISSION_ENCUMBER);
        vm.prank(address(module));
        token.encumberPosition(defaultPosition(custodian, ada), 60);
        _endLongAgo();
        vm.expectRevert(_refusal(Restriction.AmountLocked, ada, ada, 41));
        _exit(ada, custodian, 41);
        _exit(ada, custodian, 40);
    }

    function test_GivenTheTokenWasAddedAfterTheApprovalHadEnded_ItShouldCountTheTermFromTheEndOfTheApproval() external {
        _end();
        skip(1 days);
        ISecurityToken second = _secondToken();
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_ExitNotDue.selector, custodian, START + TERM));
        vm.prank(ada);
        second.exitCustody(custodian, 0);
    }

    function test_GivenTheAccountThatOwnedItWasLost_ItsSuccessorShouldWithdrawItOnceAnyoneHasRecoveredItThere()
        external
    {
        _endLongAgo();
        _lose(ada, adaToo);
        vm.expectRevert(_refusal(Restriction.AccountLost, ada, ada, 1));
        _exit(ada, custodian, 1);
        token.recoverCustody(ada, _one(custodian));
        _exit(adaToo, custodian, 100);
        assertEq(token.balanceOf(adaToo), 100);
    }

    function test_GivenTheCallersAccreditationHasExpiredAndTheLimitsAreReached_ItShouldWithdraw() external {
        _endLongAgo();
        _limitInvestors(0, 1);
        _lapse(adaId, 1);
        _exit(ada, custodian, 100);
        assertEq(token.balanceOf(ada), 100);
    }

    function test_WhenTheTermHasPassed_ItShouldWithdrawToTheCallerWithoutTheCustodianKeepingTotalsAndCountsExact()
        external
    {
        _endLongAgo();
        vm.expectEmit(address(token));
        emit IERC20.Transfer(custodian, ada, 30);
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(custodian, ada, address(0), 30);
        _exit(ada, custodian, 30);
        assertEq(token.balanceOf(ada), 30);
        assertEq(token.custodyBalanceOf(custodian, ada), 70);
        assertEq(token.balanceOf(custodian), 120);
        _assertPositions(adaId, 2);
        _exit(ada, custodian, 70);
        _assertPositions(adaId, 1);
        _assertInvestors(2);
        assertEq(token.balanceOf(custodian), 50);
    }

    function _end() private {
        vm.prank(owner);
        issuer.removeCustodian(custodian);
    }

    function _endLongAgo() private {
        _end();
        skip(TERM);
    }

    function _exit(address account, address from, uint256 amount) private {
        vm.prank(account);
        token.exitCustody(from, amount);
    }

    function _expectApproved() private {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_CustodianApproved.selector, custodian));
    }

    function _expectNotDue(uint256 exitAt) private {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_ExitNotDue.selector, custodian, exitAt));
    }
}
