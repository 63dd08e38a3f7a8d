// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../../../src/interfaces/ICustodian.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TAGS,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_ENCUMBER,
    PERMISSION_SETTLE
} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {referenceData, tagged} from "../../../utils/Moves.sol";

contract SettleTest is EnforcementBase {
    ModuleMock private module;
    PositionKey private own;
    PositionKey private bens;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        module = _module(0, PERMISSION_ENCUMBER | PERMISSION_SETTLE);
        (own, bens) = (defaultPosition(address(0), ada), defaultPosition(address(0), ben));
        _encumber(own, 60);
    }

    function test_RevertWhen_TheCallerIsNoModuleWithThePermission() external {
        bytes memory refusal =
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, owner, PERMISSION_SETTLE);
        vm.expectRevert(refusal);
        vm.prank(owner);
        token.settle(own, bens, 1, "");

        ModuleMock other = _encumbered(ada, 10);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, address(other), PERMISSION_SETTLE)
        );
        vm.prank(address(other));
        token.settle(own, bens, 1, "");

        _detach(module);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, address(module), PERMISSION_SETTLE)
        );
        _settle(own, bens, 1);
    }

    function test_RevertWhen_TheAmountIsNothingOrMoreThanTheModuleItselfEncumbers() external {
        _encumbered(ada, 40);
        _expectInsufficient(60, 0);
        _settle(own, bens, 0);
        _expectInsufficient(60, 61);
        _settle(own, bens, 61);
        _expectInsufficient(0, 1);
        _settle(bens, own, 1);
        _assertBalances(100, 0);
    }

    function test_RevertWhen_TheReceiverIsThePositionItself() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SelfTransfer.selector, ada));
        _settle(own, own, 1);
    }

    function test_RevertWhen_ThePositionsLieInTwoPartitions() external {
        _setPartition(FOUNDERS, 0);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_OtherPartition.selector, DEFAULT_PARTITION, FOUNDERS)
        );
        _settle(own, PositionKey(address(0), FOUNDERS, ben), 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownPartition.selector, STAFF));
        _settle(own, PositionKey(address(0), STAFF, ben), 1);
    }

    function test_RevertWhen_APositionInAnotherPartitionIsAtACustodian() external {
        _setPartition(FOUNDERS, 0);
        PositionKey memory direct = PositionKey(address(0), FOUNDERS, ada);
        PositionKey memory kept = PositionKey(_custodian(), FOUNDERS, ben);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownPartition.selector, FOUNDERS));
        _settle(direct, kept, 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownPartition.selector, FOUNDERS));
        _settle(kept, direct, 1);
    }

    function test_RevertWhen_TheReceiverMayNotReceive_WithTheCodeOfEachRule() external {
        _assertNotSettled(Restriction.InvalidReceiver, defaultPosition(address(0), address(0)));
        _assertNotSettled(Restriction.InvalidReceiver, defaultPosition(address(0), address(token)));
        _assertNotSettled(Restriction.ReceiverNotRegistered, defaultPosition(address(0), stranger));
        uint256 state = vm.snapshotState();
        _restrictAccount(benId, ben);
        _assertNotSettled(Restriction.ReceiverRestricted, bens);
        vm.revertToState(state);
        _freeze(benId, true);
        _assertNotSettled(Restriction.ReceiverFrozen, bens);
        vm.revertToState(state);
        _lapse(benId, 2);
        _assertNotSettled(Restriction.ReceiverExpired, bens);
        vm.revertToState(state);
        _forbid(DE);
        _assertNotSettled(Restriction.CountryNotPermitted, bens);
    }

    function test_RevertWhen_TheLimitOfInvestorsIsReached() external {
        _limitInvestors(0, 1);
        _assertNotSettled(Restriction.InvestorLimitReached, bens);
    }

    function test_RevertWhen_AModuleRefuses() external {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        vm.expectRevert();
        _settle(own, bens, 1);
        assertEq(token.encumbranceOf(ada, address(module)), 60);
    }

    function test_RevertWhen_ACustodianWouldReceiveOrTwoCustodiansBeInvolved() external {
        address vault = _custodian();
        _assertNotSettled(Restriction.ReceiverNotRegistered, defaultPosition(address(0), vault));
        _assertNotSettled(Restriction.CustodianNotApproved, defaultPosition(stranger, ben));

        address other = _custodian();
        _deposit(ada, vault, 40);
        PositionKey memory kept = defaultPosition(vault, ada);
        _encumber(kept, 40);
        vm.expectRevert(_refusal(Restriction.CustodianToCustodian, ada, ben, 1));
        _settle(kept, defaultPosition(other, ben), 1);
    }

    function test_RevertGiven_TheIssuerStopsItByAPauseAFreezeOrThePartitionsLock() external {
        uint256 state = vm.snapshotState();
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        _assertNotSettled(Restriction.TokenRestricted, bens);
        vm.revertToState(state);
        _freeze(adaId, true);
        _assertNotSettled(Restriction.SenderFrozen, bens);
        vm.revertToState(state);
        _setPartition(DEFAULT_PARTITION, START + 10);
        _assertNotSettled(Restriction.PartitionLocked, bens);
        _lock(DEFAULT_PARTITION, ada, 1);
        _settle(own, bens, 1);
    }

    function test_GivenAFrozenAmount_ItShouldLeaveWhatIsFrozen() external {
        _freezeAmount(ada, 70);
        vm.expectRevert(_refusal(Restriction.AmountLocked, ada, ben, 31));
        _settle(own, bens, 31);
        _settle(own, bens, 30);
        _assertBalances(70, 30);
        assertEq(token.getFrozenTokens(ada), 70);
    }

    function test_GivenTheSenderIsRestrictedOrHasLockedItsPosition_ItShouldSettleAllTheSame() external {
        vm.prank(ada);
        token.lockPosition(DEFAULT_PARTITION, FAR);
        _settle(own, bens, 10);
        vm.prank(owner);
        token.setExpiryStopsSending(true);
        _lapse(adaId, 1);
        _settle(own, bens, 10);
        _restrictAccount(adaId, ada);
        _settle(own, bens, 10);
        _assertBalances(70, 30);
    }

    function test_GivenAmountsAreMultiples_ItShouldRevertWhenTheAmountIsNot() external {
        vm.startPrank(owner);
        token.redeemFrom(ada, 40, "");
        token.controllerRedeem(ada, 60, "", "");
        vm.stopPrank();
        _setGranularity(10);
        _issue(ada, 100);
        vm.prank(address(module));
        token.release(ada, 60);
        _encumber(own, 60);
        vm.expectRevert(_refusal(Restriction.AmountNotMultiple, ada, ben, 5));
        _settle(own, bens, 5);
        _settle(own, bens, 10);
    }

    function test_WhenTheModuleEncumbersEnough_ItShouldMoveTheSharesAndTheCountsAndUseUpTheEncumbrance() external {
        vm.prank(ada);
        token.transfer(ben, 40);
        vm.prank(ben);
        token.transfer(ada, 40);
        _assertInvestors(1);
        bytes memory why = referenceData("why");
        vm.expectEmit(address(token));
        emit ITokenEvents.EncumbranceChanged(ada, address(module), 20);
        vm.expectEmit(address(token));
        emit ITokenEvents.Settled(address(module), ada, ben, address(0), address(0), DEFAULT_PARTITION, 40, why);
        vm.prank(address(module));
        token.settle(own, bens, 40, why);
        _assertBalances(60, 40);
        _assertInvestors(2);
        assertEq(token.encumbranceOf(ada, address(module)), 20);
        _settle(own, bens, 20);
        _assertPasses(ada, ben, 40);
        _assertInvestors(1);
    }

    function test_RevertWhen_TheDataHasATagThatNobodyReads() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnreadTag.selector, bytes4("NONE")));
        vm.prank(address(module));
        token.settle(own, bens, 40, tagged("NONE", "why"));
    }

    function test_WhenAModuleAsksForATicket_ItShouldShowTheDataOfTheSettlement() external {
        ModuleMock judge = new ModuleMock(token, HOOK_CHECK_TRANSFER | HOOK_TAGS, 0);
        judge.setTags([bytes4("TICK"), 0, 0, 0]);
        judge.requireTicket("TICK");
        _attach(judge);
        vm.expectPartialRevert(ITokenEvents.SecurityToken_ModuleRefused.selector);
        _settle(own, bens, 40);
        vm.prank(address(module));
        token.settle(own, bens, 40, tagged("TICK", "yes"));
        _assertBalances(60, 40);
    }

    function test_WhenTheModuleEncumbersEnough_ItShouldLeaveWhatOtherModulesEncumber() external {
        ModuleMock other = _encumbered(ada, 40);
        _settle(own, bens, 60);
        assertEq(token.encumbranceOf(ada, address(other)), 40);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
    }

    function test_WhenTheModuleEncumbersEnough_ItShouldLeaveWhatForceTookToBeRestored() external {
        _force(ada, ben, 70);
        assertEq(token.encumbranceOf(ada, address(module)), 30);
        _settle(own, bens, 30);
        assertEq(token.takenOf(own, address(module)), 30);
        _force(ben, ada, 100);
        assertEq(token.encumbranceOf(ada, address(module)), 30);
    }

    function test_WhenThePositionIsInAnotherPartition_ItShouldSettleThere() external {
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 30);
        PositionKey memory apart = PositionKey(address(0), FOUNDERS, ada);
        _encumber(apart, 25);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(FOUNDERS, address(module), ada, ben, 20, "", "");
        _settle(apart, PositionKey(address(0), FOUNDERS, ben), 20);
        assertEq(token.balanceOfByPartition(FOUNDERS, ben), 20);
        assertEq(token.balanceOfByPartition(FOUNDERS, ada), 10);
        assertEq(token.totalSupplyByPartition(FOUNDERS), 30);
        _assertBalances(110, 20);
    }

    function test_WhenTheSharesComeOutOfCustodyOrGoIntoIt_ItShouldKeepTheCustodiansTotalExact() external {
        address vault = _custodian();
        _settle(own, defaultPosition(vault, ben), 10);
        assertEq(token.balanceOf(vault), 10);
        assertEq(token.custodyBalanceOf(vault, ben), 10);
        _assertInvestors(2);

        _encumber(defaultPosition(vault, ben), 10);
        _settle(defaultPosition(vault, ben), defaultPosition(vault, ada), 4);
        assertEq(token.balanceOf(vault), 10);
        assertEq(token.custodyBalanceOf(vault, ada), 4);
        _settle(defaultPosition(vault, ben), own, 6);
        assertEq(token.balanceOf(vault), 4);
        _assertBalances(96, 0);
        _assertInvestors(1);
        _assertPositions(adaId, 2);
    }

    function test_WhenTheSharesGoIntoCustodyThatWantsToBeAsked_ItShouldAskUnlessTheCustodianHasThemAlready() external {
        address vault = _custodian();
        vm.prank(vault);
        token.setDepositsAsked(true);
        bytes memory question = abi.encodeCall(ICustodian.acceptsDeposit, (token, ben, 10));
        vm.mockCall(vault, question, abi.encode(false));
        vm.expectRevert(_refusal(Restriction.DepositRefused, ada, vault, 10));
        _settle(own, defaultPosition(vault, ben), 10);

        vm.mockCall(vault, question, abi.encode(true));
        _settle(own, defaultPosition(vault, ben), 10);
        _encumber(defaultPosition(vault, ben), 10);
        vm.expectCall(vault, abi.encodeWithSelector(ICustodian.acceptsDeposit.selector), 0);
        _settle(defaultPosition(vault, ben), defaultPosition(vault, ada), 10);
    }

    function test_WhenAHookOfTheReceiversModuleSettlesAgain_ItShouldUseUpTheEncumbranceOnce() external {
        ModuleMock greedy = _module(HOOK_TRANSFER_TOKENS, PERMISSION_ENCUMBER | PERMISSION_SETTLE);
        vm.prank(address(greedy));
        token.encumberPosition(own, 40);
        greedy.callBack(address(token), abi.encodeCall(token.settle, (own, bens, 40, "")));
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_InsufficientEncumbrance.selector, address(greedy), 0, 40)
        );
        vm.prank(address(greedy));
        token.settle(own, bens, 40, "");
    }

    function test_GivenTheTokenWasSplit_ItShouldSettleInThePresentUnit() external {
        _split(3, 1);
        _expectInsufficient(180, 181);
        _settle(own, bens, 181);
        _settle(own, bens, 100);
        _assertBalances(200, 100);
        assertEq(token.encumbranceOf(ada, address(module)), 80);
        assertEq(token.totalSupply(), 300);
    }

    function test_GivenTheTokenWasSplit_ItShouldWaitUntilTheSplitIsFinishedAndGiveUpAFractionWithTheLastShare()
        external
    {
        _split(1, 7);
        vm.expectRevert(_refusal(Restriction.SplitPending, ada, ben, 1));
        _settle(own, bens, 1);
        PositionKey[] memory keys = new PositionKey[](1);
        keys[0] = own;
        token.bringForward(keys);
        _settle(own, bens, 9);
        _assertBalances(5, 9);
        assertEq(token.encumbranceOf(ada, address(module)), 0);
        _assertPasses(ada, ben, 5);
    }

    function test_GivenTheTokenWasSplit_WhenTheFractionOfAWholePositionIsEncumbered_ItShouldRevert() external {
        _encumber(own, 40);
        _split(1, 7);
        PositionKey[] memory keys = new PositionKey[](1);
        keys[0] = own;
        token.bringForward(keys);
        assertEq(token.encumbranceOf(ada, address(module)), 15);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ben, 15));
        _settle(own, bens, 15);
        _settle(own, bens, 14);
    }

    function _split(uint32 numerator, uint32 denominator) private {
        vm.prank(owner);
        token.split(numerator, denominator);
    }

    function _encumber(PositionKey memory key, uint256 amount) private {
        vm.prank(address(module));
        token.encumberPosition(key, amount);
    }

    function _settle(PositionKey memory from, PositionKey memory to, uint256 amount) private {
        vm.prank(address(module));
        token.settle(from, to, amount, "");
    }

    function _assertNotSettled(Restriction code, PositionKey memory to) private {
        // What would enter custody is refused in the custodian's name, as a deposit is.
        vm.expectRevert(_refusal(code, ada, to.custodian == address(0) ? to.account : to.custodian, 1));
        _settle(own, to, 1);
        assertEq(token.encumbranceOf(ada, address(module)), 60);
    }

    function _expectInsufficient(uint256 encumbered, uint256 amount) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ITokenEvents.SecurityToken_InsufficientEncumbrance.selector, address(module), encumbered, amount
            )
        );
    }
}
