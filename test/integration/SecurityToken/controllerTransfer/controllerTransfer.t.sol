// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {investorKey} from "../../../../src/types/Identity.sol";
import {HOOK_CHECK_TRANSFER, HOOK_FORCED} from "../../../../src/types/Modules.sol";
import {KIND_FORCED_TRANSFER} from "../../../../src/types/Move.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {directMove} from "../../../utils/Moves.sol";

contract ControllerTransferTest is GuardedBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.controllerTransfer, (ada, ben, 40, "", "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOf(ben) == 40;
    }

    function test_RevertWhen_TheReceiverIsTheSender() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SelfTransfer.selector, ada));
        _force(ada, ada, 1);
    }

    function test_RevertWhen_TheAmountExceedsTheBalance() external {
        _assertNotForced(Restriction.InsufficientBalance, ada, ben, 101);
    }

    function test_RevertWhen_TheSenderIsACustodian() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 30);
        _assertNotForced(Restriction.SenderNotRegistered, custodian, ben, 1);
        _assertNotForced(Restriction.SenderNotRegistered, custodian, ada, 1);
    }

    function test_RevertWhen_TheReceiverIsNobodyAStrangerOrACustodian() external {
        _assertNotForced(Restriction.ReceiverNotRegistered, ada, address(0), 1);
        _assertNotForced(Restriction.ReceiverNotRegistered, ada, stranger, 1);
        _assertNotForced(Restriction.ReceiverNotRegistered, ada, _custodian(), 1);
    }

    function test_RevertWhen_TheReceiverIsNotKnownOrNotFree_GivenTheRegistrarRestrictsIt() external {
        vm.prank(owner);
        registrar.setInvestorRestriction(benId, true);
        _assertNotForced(Restriction.ReceiverRestricted, ada, ben, 1);
    }

    function test_RevertWhen_TheReceiverIsNotKnownOrNotFree_GivenTheIssuerHasFrozenIt() external {
        _freeze(benId, true);
        _assertNotForced(Restriction.ReceiverFrozen, ada, ben, 1);
    }

    function test_GivenEverythingForbidsATransfer_ItShouldMoveTheAmount() external {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _freeze(adaId, true);
        _forbid(DE);
        _limitInvestors(0, 1);
        vm.startPrank(owner);
        registrar.setInvestorRestriction(adaId, true);
        issuer.setTokenRestriction(address(token), true);
        issuer.setGlobalRestriction(true);
        vm.stopPrank();
        _lapse(benId, 2);

        _force(ada, ben, 40);

        _assertBalances(60, 40);
        _assertClass(benId, DE, 0);
        _assertInvestors(2);
    }

    function test_WhenTheReceiverIsTheTreasury_ItShouldMoveTheAmountAndCountTheHolderOut() external {
        _force(ada, address(issuer), 100);
        assertEq(token.balanceOf(address(issuer)), 100);
        _assertPositions(adaId, 0);
        _assertInvestors(0);
        _force(address(issuer), ben, 100);
        _assertInvestors(1);
    }

    function test_WhenTheReceiverIsAnotherAccountOfTheSameInvestor_ItShouldCountTheInvestorOnce() external {
        vm.prank(owner);
        registrar.restrictAccounts(adaId, _one(ada));
        _force(ada, adaToo, 40);
        _assertPositions(adaId, 2);
        _force(ada, adaToo, 60);
        _assertPositions(adaId, 1);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_GivenTheRegistrarOfTheSenderIsGone_ItShouldMoveTheAmountWithoutAskingIt() external {
        IKYCRegistrar second = _acceptAnother();
        address cleo = makeAddr("cleo");
        _registerAt(second, _id("cleo"), DE, 2, _one(cleo));
        _reject(registrar);
        vm.etch(address(registrar), "");

        _force(ada, cleo, 40);
        _assertPositions(adaId, 1);
        _force(ada, cleo, 60);

        _assertPositions(adaId, 0);
        _assertInvestors(1);
    }

    function test_GivenTheRegistrarOfTheReceiverWasRemovedAndAnotherKnowsTheAccount_ItShouldCountTheReceiverUnderItsNewId()
        external
    {
        _issue(ben, 1);
        IKYCRegistrar second = _acceptAnother();
        _registerAt(second, _id("new ben"), DE, 3, _one(ben));
        _reject(registrar);

        _force(ada, ben, 100);

        _assertPositions(adaId, 0);
        _assertPositions(benId, 0);
        _assertPositions(investorKey(1, _id("new ben")), 1);
        _assertCounts(DE, 3, 1, 1, 1);
        _assertOfCountry(CH, 0);
    }

    function test_GivenTheBalanceIsEncumbered_ItShouldTakeWhatIsFreeFirst() external {
        ModuleMock module = _encumbered(ada, 70);
        _force(ada, ben, 30);
        assertEq(token.encumbranceOf(ada, address(module)), 70);
        assertEq(token.encumberedBalanceOf(ada), token.balanceOf(ada));
    }

    function test_GivenTheBalanceIsEncumbered_ItShouldTakeInOrderOfAttachmentAndLeaveNoneAboveTheBalance() external {
        ModuleMock first = _encumbered(ada, 30);
        ModuleMock second = _encumbered(ada, 40);

        vm.expectEmit(address(token));
        emit ITokenEvents.EncumbranceChanged(ada, address(first), 10);
        _force(ada, ben, 50);
        assertEq(token.encumbranceOf(ada, address(first)), 10);
        assertEq(token.encumbranceOf(ada, address(second)), 40);
        assertEq(token.encumberedBalanceOf(ada), 50);

        _force(ada, ben, 25);
        assertEq(token.encumbranceOf(ada, address(first)), 0);
        assertEq(token.encumbranceOf(ada, address(second)), 25);
        assertEq(token.encumberedBalanceOf(ada), 25);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
    }

    function test_GivenTheBalanceIsEncumbered_ItShouldLeaveThoseOfDetachedModules() external {
        ModuleMock first = _encumbered(ada, 30);
        ModuleMock second = _encumbered(ada, 40);
        _detach(first);

        _force(ada, ben, 70);

        assertEq(token.encumbranceOf(ada, address(second)), 30);
        _attach(first);
        assertEq(token.encumbranceOf(ada, address(first)), 30);
        assertEq(token.encumberedBalanceOf(ada), 30);
        // Both count up to the balance; the next forced move takes what it needs and no more.
        _force(ada, ben, 10);
        assertEq(token.encumbranceOf(ada, address(first)), 20);
        assertEq(token.encumbranceOf(ada, address(second)), 30);
        assertEq(token.encumberedBalanceOf(ada), 20);
    }

    function test_GivenARecordDateHasPassed_ItShouldKeepBothBalancesAtIt() external {
        _encumbered(ada, 100);
        vm.prank(owner);
        token.scheduleRecordDate(START + 10);
        vm.warp(START + 11);

        _force(ada, ben, 40);

        assertEq(token.balanceOfAt(ada, START + 10), 100);
        assertEq(token.balanceOfAt(ben, START + 10), 0);
        _assertBalances(60, 40);
    }

    function test_WhenTheAmountIsZero_ItShouldChangeNothing() external {
        _force(ada, ben, 0);
        _assertBalances(100, 0);
        _assertPositions(benId, 0);
    }

    function test_WhenItSucceeds_ItShouldSayByWhomAndWhyAndTellTheModules() external {
        ModuleMock module = _module(HOOK_FORCED, 0);
        vm.expectEmit(address(token));
        emit ITokenEvents.ControllerTransfer(owner, ada, ben, 40, "why", "order 12");
        vm.prank(owner);
        assertTrue(token.controllerTransfer(ada, ben, 40, "why", "order 12"));
        _assertForced(module, 0, directMove(KIND_FORCED_TRANSFER, owner, ada, ben, 40));
        assertTrue(token.isControllable());
    }

    function _force(address from, address to, uint256 amount) private {
        vm.prank(owner);
        token.controllerTransfer(from, to, amount, "", "");
    }

    function _assertNotForced(Restriction code, address from, address to, uint256 amount) private {
        vm.expectRevert(_refusal(code, from, to, amount));
        _force(from, to, amount);
    }
}
