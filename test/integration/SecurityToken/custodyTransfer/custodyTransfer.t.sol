// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {KIND_CUSTODY_TRANSFER} from "../../../../src/types/Move.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {custodyMove} from "../../../utils/Moves.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Vm} from "forge-std/Vm.sol";

contract CustodyTransferTest is ComplianceBase {
    address private custodian;

    function setUp() public override {
        super.setUp();
        custodian = _custodian();
        _issue(ada, 100);
        _deposit(ada, custodian, 60);
    }

    function test_RevertWhen_TheCallerIsNoCustodian() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, ada));
        vm.prank(ada);
        token.custodyTransfer(ada, ben, 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, owner));
        vm.prank(owner);
        token.custodyTransfer(ada, ben, 0);
        // A second account of an investor is no custodian either, whatever its index, and for no amount.
        for (uint256 amount; amount < 2; ++amount) {
            Restriction dry = token.detectCustodyRestriction(adaToo, ada, ben, amount, amount == 0);
            assertEq(uint8(dry), uint8(Restriction.CustodianNotApproved));
        }
    }

    function test_RevertGiven_TheCustodianIsNotApprovedAnyMore() external {
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _assertInternalRefused(Restriction.CustodianNotApproved, ada, ben, 1);
        _assertInternalRefused(Restriction.CustodianNotApproved, ada, adaToo, 1);
    }

    function test_RevertWhen_TheAmountExceedsWhatTheOwnerHoldsHere() external {
        _issue(ada, 100);
        _assertInternalRefused(Restriction.InsufficientBalance, ada, ben, 61);
    }

    function test_RevertWhen_TheNewOwnerMayNotReceive() external {
        _assertInternalRefused(Restriction.ReceiverNotRegistered, ada, stranger, 1);
        _assertInternalRefused(Restriction.InvalidReceiver, ada, address(0), 1);
        _assertInternalRefused(Restriction.InvalidReceiver, ada, address(token), 1);
        _limitInvestors(0, 1);
        _assertInternalRefused(Restriction.InvestorLimitReached, ada, ben, 1);
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _limitInvestors(0, 0);
        _assertInternalRefused(Restriction.ModuleRefused, ada, ben, 1);
        _forbid(DE);
        _assertInternalRefused(Restriction.CountryNotPermitted, ada, ben, 1);
        _lapse(benId, 2);
        _assertInternalRefused(Restriction.ReceiverExpired, ada, ben, 1);
        _freeze(benId, true);
        _assertInternalRefused(Restriction.ReceiverFrozen, ada, ben, 1);
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        _assertInternalRefused(Restriction.TokenRestricted, ada, ben, 1);
    }

    function test_RevertGiven_TheOwnerMayNotSend() external {
        _freeze(adaId, true);
        _assertInternalRefused(Restriction.SenderFrozen, ada, ben, 1);
        _assertInternalRefused(Restriction.SenderNotRegistered, custodian, ben, 1);
    }

    function test_RevertWhen_TheNewOwnerIsTheTreasury() external {
        _assertInternalRefused(Restriction.InvalidReceiver, ada, address(issuer), 1);
    }

    function test_RevertWhen_TheNewOwnerIsACustodian() external {
        _assertInternalRefused(Restriction.CustodianToCustodian, ada, _custodian(), 1);
        _assertInternalRefused(Restriction.CustodianToCustodian, ada, custodian, 1);
    }

    function test_GivenTheOwnersDirectBalanceIsEncumbered_ItShouldSucceed() external {
        _encumbered(ada, 40);
        _transferInternally(ada, ben, 60);
        assertEq(token.custodyBalanceOf(custodian, ben), 60);
    }

    function test_WhenTheNewOwnerIsAnotherAccountOfTheSameInvestor_ItShouldCountTheInvestorOnce() external {
        _lapse(adaId, 1);
        _transferInternally(ada, adaToo, 20);
        _assertPositions(adaId, 3);
        _transferInternally(ada, adaToo, 40);
        _assertPositions(adaId, 2);
        _assertInvestors(1);
    }

    function test_WhenTheNewOwnerIsTheOwner_ItShouldChangeNothing() external {
        _transferInternally(ada, ada, 60);
        assertEq(token.custodyBalanceOf(custodian, ada), 60);
        _assertPositions(adaId, 2);
    }

    function test_WhenTheAmountIsZero_ItShouldChangeNothing() external {
        _transferInternally(ada, ben, 0);
        _assertPositions(benId, 0);
        _assertInvestors(1);
    }

    function test_WhenTheNewOwnerMayReceive_ItShouldChangeTheOwnerAndLeaveTheCustodiansBalance() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        vm.recordLogs();
        _transferInternally(ada, ben, 60);
        Vm.Log[] memory logs = vm.getRecordedLogs();

        assertEq(token.custodyBalanceOf(custodian, ada), 0);
        assertEq(token.custodyBalanceOf(custodian, ben), 60);
        assertEq(token.balanceOf(custodian), 60);
        assertEq(token.totalSupply(), 100);
        _assertPositions(adaId, 1);
        _assertPositions(benId, 1);
        _assertInvestors(2);
        assertEq(
            abi.encode(module.seen()[0]),
            abi.encode(custodyMove(KIND_CUSTODY_TRANSFER, custodian, ada, custodian, ben, 60))
        );
        for (uint256 i; i < logs.length; ++i) {
            assertNotEq(logs[i].topics[0], IERC20.Transfer.selector, "no account's balance moved");
        }
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(custodian, ben, ada, 10);
        _transferInternally(ben, ada, 10);
    }

    function _transferInternally(address from, address to, uint256 amount) private {
        assertEq(uint8(token.detectCustodyRestriction(custodian, from, to, amount, false)), 0, "dry run");
        vm.prank(custodian);
        token.custodyTransfer(from, to, amount);
    }

    function _assertInternalRefused(Restriction code, address from, address to, uint256 amount) private {
        _assertCustodyRefused(code, custodian, from, to, amount, false);
    }
}
