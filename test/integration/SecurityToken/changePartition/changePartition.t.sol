// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks} from "../../../../src/interfaces/IModule.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {HOOK_CHECK_TRANSFER, HOOK_FORCED, HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {KIND_PARTITION_CHANGE, Move} from "../../../../src/types/Move.sol";
import {LOCKED_BY_HAND, Partition} from "../../../../src/types/Partition.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {moveOf} from "../../../utils/Moves.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

/// @dev Ada holds 10 in the default partition and 100 in the first.
contract ChangePartitionTest is GuardedBase, PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.changePartition, (ada, LOCKED, SEVENTH, 40, "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOfByPartition(SEVENTH, ada) == 40 && token.balanceOfByPartition(LOCKED, ada) == 60;
    }

    /* --------------------------------------------------- holder ----------------------------------------------- */

    function test_RevertWhen_TheHolderCalls_GivenTheExchangeIsClosed() external {
        _expectClosed();
        _change(ada, ada, LOCKED, SEVENTH, 1);
        _expectClosed();
        _change(ada, ada, LOCKED, NONE, 1);
        _expectClosed();
        _change(ada, ada, NONE, LOCKED, 1);
    }

    function test_RevertWhen_TheHolderCalls_GivenTheExchangeIsOpenTheOtherWayOnly() external {
        _open(SEVENTH, LOCKED);
        _expectClosed();
        _change(ada, ada, LOCKED, SEVENTH, 1);
    }

    function test_WhenTheHolderCalls_GivenTheExchangeIsOpen_ItShouldChangeTheSharesAndTell() external {
        _open(LOCKED, SEVENTH);
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionChanged(LOCKED, SEVENTH, ada, ada, 40, "why");
        vm.prank(ada);
        assertTrue(token.changePartition(ada, LOCKED, SEVENTH, 40, "why"));
        _assertHolds(ada, 10, 60, 40);
        _assertSupplies(10, 60, 40);
    }

    function test_RevertWhen_TheHolderCalls_GivenTheExchangeIsOpen_GivenTheExchangeWasClosedAgain() external {
        _open(LOCKED, SEVENTH);
        vm.prank(owner);
        token.setPartitionExchange(LOCKED, SEVENTH, false);
        _expectClosed();
        _change(ada, ada, LOCKED, SEVENTH, 1);
    }

    function test_RevertWhen_TheHolderCalls_GivenTheExchangeIsOpen_GivenTheTokenIsPausedOrTheHolderIsFrozenOrRestricted()
        external
    {
        _open(LOCKED, SEVENTH);
        _freeze(adaId, true);
        _assertNotChanged(Restriction.SenderFrozen, ada, LOCKED, SEVENTH, 1);
        vm.prank(owner);
        registrar.setInvestorRestriction(adaId, true);
        _assertNotChanged(Restriction.SenderRestricted, ada, LOCKED, SEVENTH, 1);
        _pauseToken(true);
        _assertNotChanged(Restriction.TokenRestricted, ada, LOCKED, SEVENTH, 1);
    }

    function test_RevertWhen_TheHolderCalls_GivenTheExchangeIsOpen_GivenAModuleRefusesTheChange() external {
        _open(LOCKED, SEVENTH);
        ModuleMock module = _module(HOOK_CHECK_TRANSFER, 0);
        refuserReason = "refused";
        Move memory m = _changed(ada, 1);
        vm.mockCallRevert(address(module), abi.encodeCall(IModuleHooks.checkTransfer, (m)), refuserReason);
        _assertNotChanged(Restriction.ModuleRefused, ada, LOCKED, SEVENTH, 1);
        _change(ada, ada, LOCKED, SEVENTH, 0);
    }

    function test_RevertWhen_TheHolderCalls_WhenItIsTheOperatorOrAnotherAccountOfTheHolder() external {
        _open(LOCKED, SEVENTH);
        _authorize(ada);
        _expectNotMember(operator);
        _change(operator, ada, LOCKED, SEVENTH, 1);
        _expectNotMember(adaToo);
        _change(adaToo, ada, LOCKED, SEVENTH, 1);
    }

    /* --------------------------------------------------- issuer ----------------------------------------------- */

    function test_WhenTheIssuerCalls_GivenTheTokenIsPausedTheHolderIsFrozenAndModulesRefuse_ItShouldChangeTheShares()
        external
    {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _pauseToken(true);
        _freeze(adaId, true);
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionChanged(LOCKED, NONE, ada, owner, 100, "");
        _change(owner, ada, LOCKED, NONE, 100);
        _assertHolds(ada, 110, 0, 0);
        _assertSupplies(110, 0, 0);
    }

    function test_WhenTheIssuerCalls_WhenTheTreasurysOwnCallChangesTheTreasurys_ItShouldChangeTheShares() external {
        _issueIn(LOCKED, address(issuer), 5);
        bytes memory data = abi.encodeCall(token.changePartition, (address(issuer), LOCKED, SEVENTH, 5, ""));
        Call memory call = Call(OWNER, address(token), data, keccak256("salt"), FAR);
        vm.prank(owner);
        issuer.executeCall(call, new SignedApproval[](0));
        _assertHolds(address(issuer), 0, 0, 5);
    }

    /* --------------------------------------------------- rules ------------------------------------------------ */

    function test_RevertWhen_APartitionWasNeverNamed() external {
        _expectUnknownPartition();
        _change(owner, ada, UNKNOWN, NONE, 0);
        _expectUnknownPartition();
        _change(owner, ada, LOCKED, UNKNOWN, 1);
    }

    function test_RevertWhen_BothPartitionsAreTheSame() external {
        _open(LOCKED, LOCKED);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SamePartition.selector, LOCKED));
        _change(ada, ada, LOCKED, LOCKED, 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SamePartition.selector, NONE));
        _change(owner, ada, NONE, NONE, 1);
    }

    function test_RevertWhen_TheAccountIsACustodian_WhoeverCalls() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 10);
        _open(NONE, LOCKED);
        _assertNotChanged(Restriction.PartitionNotAtCustodian, owner, custodian, NONE, LOCKED, 10);
        _assertNotChanged(Restriction.PartitionNotAtCustodian, custodian, custodian, NONE, LOCKED, 10);
        _assertNotChanged(Restriction.PartitionNotAtCustodian, custodian, custodian, NONE, LOCKED, 0);
        _assertNotChanged(Restriction.InsufficientBalance, ada, NONE, LOCKED, 10);
    }

    function test_RevertGiven_ThePartitionItLeavesIsLocked_WhoeverCalls() external {
        _open(LOCKED, SEVENTH);
        _open(NONE, SEVENTH);
        _lock(LOCKED, LOCKED_BY_HAND);
        _lock(NONE, LOCKED_BY_HAND);
        _assertNotChanged(Restriction.PartitionLocked, ada, LOCKED, SEVENTH, 1);
        _assertNotChanged(Restriction.PartitionLocked, owner, LOCKED, SEVENTH, 1);
        _assertNotChanged(Restriction.PartitionLocked, ada, NONE, SEVENTH, 1);
        _assertNotChanged(Restriction.PartitionLocked, owner, NONE, SEVENTH, 1);
        _change(owner, ada, LOCKED, SEVENTH, 0);
    }

    function test_GivenThePartitionItEntersIsLocked_ItShouldChangeTheShares() external {
        _open(NONE, LOCKED);
        _lock(LOCKED, LOCKED_BY_HAND);
        _change(ada, ada, NONE, LOCKED, 10);
        _assertHolds(ada, 0, 110, 0);
    }

    function test_RevertGiven_ThePositionIsLocked_UntilTheSecondThatEnds() external {
        uint40 end = _now() + 10;
        _open(LOCKED, NONE);
        _open(NONE, LOCKED);
        _lockPosition(LOCKED, ada, end);
        _lockPosition(NONE, ada, end);
        vm.warp(end - 1);
        _assertNotChanged(Restriction.PositionLocked, ada, LOCKED, NONE, 1);
        _assertNotChanged(Restriction.PositionLocked, owner, LOCKED, NONE, 1);
        _assertNotChanged(Restriction.PositionLocked, ada, NONE, LOCKED, 1);
        _assertNotChanged(Restriction.PositionLocked, owner, NONE, LOCKED, 1);
        vm.warp(end);
        _change(ada, ada, LOCKED, NONE, 100);
        _change(owner, ada, NONE, LOCKED, 1);
        _assertHolds(ada, 109, 1, 0);
    }

    function test_RevertWhen_TheAmountExceedsWhatIsHeldThere() external {
        _open(LOCKED, SEVENTH);
        _assertNotChanged(Restriction.InsufficientBalance, ada, LOCKED, SEVENTH, 101);
        _assertNotChanged(Restriction.InsufficientBalance, owner, LOCKED, SEVENTH, 101);
        _assertNotChanged(Restriction.InsufficientBalance, owner, NONE, SEVENTH, 11);
        _assertNotChanged(Restriction.InsufficientBalance, owner, ben, LOCKED, SEVENTH, 1);
        _assertNotChanged(Restriction.InsufficientBalance, owner, ada, LOCKED, SEVENTH, type(uint256).max);
    }

    function test_RevertWhen_TheAmountIsEncumberedOrFrozen() external {
        _open(NONE, SEVENTH);
        _encumbered(ada, 4);
        _assertNotChanged(Restriction.AmountLocked, ada, NONE, SEVENTH, 7);
        _assertNotChanged(Restriction.AmountLocked, owner, NONE, SEVENTH, 7);
        vm.prank(owner);
        token.setFrozenTokens(ada, 5);
        _assertNotChanged(Restriction.AmountLocked, owner, NONE, SEVENTH, 2);
        _change(ada, ada, NONE, SEVENTH, 1);
        _change(owner, ada, LOCKED, SEVENTH, 100);
        _assertHolds(ada, 9, 0, 101);
    }

    function test_RevertGiven_AmountsAreMultiples_WhenTheAmountIsNot() external {
        vm.startPrank(owner);
        token.operatorRedeemByPartition(LOCKED, ada, 100, "");
        token.redeemFrom(ada, 10, "");
        token.setGranularity(5);
        vm.stopPrank();
        _issueIn(LOCKED, ada, 20);
        _open(LOCKED, NONE);
        _assertNotChanged(Restriction.AmountNotMultiple, ada, LOCKED, NONE, 6);
        _assertNotChanged(Restriction.AmountNotMultiple, owner, LOCKED, NONE, 6);
        _change(ada, ada, LOCKED, NONE, 15);
        _assertNotChanged(Restriction.AmountNotMultiple, owner, NONE, SEVENTH, 6);
        _assertHolds(ada, 15, 5, 0);
    }

    function test_WhenTheAmountIsZero_ItShouldChangeNothing() external {
        _open(LOCKED, SEVENTH);
        _lock(LOCKED, LOCKED_BY_HAND);
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _change(ada, ada, LOCKED, SEVENTH, 0);
        _change(owner, ada, LOCKED, SEVENTH, 0);
        _assertHolds(ada, 10, 100, 0);
        _assertSupplies(10, 100, 0);
    }

    function test_WhenSharesGoFromTheDefaultPartitionAndBack_ItShouldLeaveBalancesSupplyAndCounts() external {
        _open(NONE, SEVENTH);
        _open(SEVENTH, NONE);
        _change(ada, ada, NONE, SEVENTH, 10);
        _assertHolds(ada, 0, 100, 10);
        _assertSupplies(0, 100, 10);
        _assertRefused(Restriction.InsufficientBalance, ada, ben, 1);
        _change(owner, ada, LOCKED, SEVENTH, 100);
        _assertPositions(adaId, 1);
        _assertCounts(CH, 1, 1, 1, 1);
        _change(ada, ada, SEVENTH, NONE, 110);
        _assertHolds(ada, 110, 0, 0);
        _assertSupplies(110, 0, 0);
        _assertPositions(adaId, 1);
        _assertCounts(CH, 1, 1, 1, 1);
        _assertPasses(ada, ben, 110);
        _assertPositions(adaId, 0);
        _assertInvestors(1);
    }

    function test_WhenTheHolderHadNothingInOtherPartitions_ItShouldKeepERC20AwayFromWhatEntersOne() external {
        _issue(ben, 50);
        _change(owner, ben, NONE, SEVENTH, 40);
        _assertHolds(ben, 10, 0, 40);
        _assertRefused(Restriction.InsufficientBalance, ben, ada, 11);
        _assertPasses(ben, ada, 10);
        _assertRefused(Restriction.InsufficientBalance, ben, ada, 1);
        _assertPassesIn(SEVENTH, ben, ada, 40);
    }

    function test_GivenModulesListen_ItShouldTellThemOfAHoldersChangeWhichTheyMayStop() external {
        _open(LOCKED, SEVENTH);
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS | HOOK_FORCED, 0);
        _change(ada, ada, LOCKED, SEVENTH, 1);
        assertEq(abi.encode(module.seen()[0]), abi.encode(_changed(ada, 1)));
        assertEq(module.told().length, 0);
        module.setFailing(true);
        vm.expectRevert(ModuleMock.ModuleMock_Failed.selector);
        _change(ada, ada, LOCKED, SEVENTH, 1);
    }

    function test_GivenModulesListen_ItShouldTellThemOfTheIssuersChangeWhichTheyCannotStop() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS | HOOK_FORCED, 0);
        _change(owner, ada, LOCKED, SEVENTH, 1);
        _assertForced(module, 0, _changed(owner, 1));
        assertEq(module.seen().length, 0);
        module.setFailing(true);
        _change(owner, ada, LOCKED, SEVENTH, 1);
        _assertHolds(ada, 10, 98, 2);
    }

    function _changed(address caller, uint256 amount) private view returns (Move memory) {
        PositionKey memory left = PositionKey(address(0), LOCKED, ada);
        return moveOf(KIND_PARTITION_CHANGE, caller, left, PositionKey(address(0), SEVENTH, ada), amount);
    }

    function _expectClosed() private {
        vm.expectRevert(_refusal(Restriction.ExchangeClosed, ada, ada, 1));
    }

    function _assertNotChanged(Restriction code, address caller, Partition from, Partition to, uint256 amount) private {
        _assertNotChanged(code, caller, ada, from, to, amount);
    }

    function _assertNotChanged(
        Restriction code,
        address caller,
        address account,
        Partition from,
        Partition to,
        uint256 amount
    ) private {
        vm.expectRevert(_refusal(code, account, account, amount));
        _change(caller, account, from, to, amount);
    }
}
