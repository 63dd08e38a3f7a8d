// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Orders} from "../../../../src/interfaces/IERC7943Fungible.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_FORCED} from "../../../../src/types/Modules.sol";
import {KIND_FORCED_TRANSFER} from "../../../../src/types/Move.sol";
import {DEFAULT_PARTITION, LOCKED_BY_HAND} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {moveIn} from "../../../utils/Moves.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ControllerTransferByPartitionTest is GuardedBase, EnforcementBase {
    function setUp() public override {
        super.setUp();
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 60);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (
            address(token),
            abi.encodeCall(token.controllerTransferByPartition, (FOUNDERS, ada, ben, 40, "why", "order 12"))
        );
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOfByPartition(FOUNDERS, ben) == 40;
    }

    function test_RevertWhen_ThePartitionWasNeverNamed() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownPartition.selector, STAFF));
        _forceIn(STAFF, ada, ben, 0);
    }

    function test_RevertWhen_TheReceiverIsTheSender() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SelfTransfer.selector, ada));
        _forceIn(FOUNDERS, ada, ada, 1);
    }

    function test_RevertWhen_ThePartitionHoldsLessThanTheAmount() external {
        _issue(ada, 100);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ben, 61));
        _forceIn(FOUNDERS, ada, ben, 61);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ben, 101));
        _forceIn(DEFAULT_PARTITION, ada, ben, 101);
    }

    function test_RevertWhen_TheSenderOrTheReceiverIsACustodian() external {
        address custodian = _custodian();
        vm.expectRevert(_refusal(Restriction.ReceiverNotRegistered, ada, custodian, 1));
        _forceIn(FOUNDERS, ada, custodian, 1);
        vm.expectRevert(_refusal(Restriction.SenderNotRegistered, custodian, ada, 0));
        _forceIn(FOUNDERS, custodian, ada, 0);
    }

    function test_RevertWhen_TheReceiverWasLost() external {
        _restrictAccount(adaId, ada);
        _recover(ada, adaToo);
        _freeAccount(adaId, ada);
        vm.expectRevert(_refusal(Restriction.AccountLost, adaToo, ada, 1));
        _forceIn(FOUNDERS, adaToo, ada, 1);
    }

    function test_RevertGiven_AmountsAreMultiples_ItShouldRevertForAnyOtherAmount() external {
        vm.prank(owner);
        token.operatorRedeemByPartition(FOUNDERS, ada, 60, "");
        _setGranularity(10);
        _issueIn(FOUNDERS, ada, 60);
        vm.expectRevert(_refusal(Restriction.AmountNotMultiple, ada, ben, 15));
        _forceIn(FOUNDERS, ada, ben, 15);
        _forceIn(FOUNDERS, ada, ben, 20);
    }

    function test_GivenThePartitionAndThePositionAreLockedAndTheTokenIsPaused_ItShouldMoveTheAmount() external {
        _setPartition(FOUNDERS, LOCKED_BY_HAND);
        _lock(FOUNDERS, ada, LOCKED_BY_HAND);
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        _forceIn(FOUNDERS, ada, ben, 40);
        _assertBalances(20, 40);
    }

    function test_GivenMoreIsFrozenThanTheDefaultPartitionHolds_ItShouldReduceWhatIsFrozenByWhatItTookOfIt() external {
        _issue(ada, 100);
        _freezeAmount(ada, 150);
        _forceIn(FOUNDERS, ada, ben, 10);
        assertEq(token.getFrozenTokens(ada), 150);
        _forceIn(FOUNDERS, ada, ben, 20);
        assertEq(token.getFrozenTokens(ada), 130);
        _forceIn(FOUNDERS, ben, ada, 20);
        assertEq(token.getFrozenTokens(ada), 150);
    }

    function test_GivenTheDefaultPartitionIsEncumberedAndFrozen_ItShouldLeaveThat() external {
        _issue(ada, 100);
        ModuleMock module = _encumbered(ada, 70);
        _freezeAmount(ada, 30);
        _forceIn(FOUNDERS, ada, ben, 60);
        assertEq(token.encumbranceOf(ada, address(module)), 70);
        assertEq(token.getFrozenTokens(ada), 30);
        assertEq(token.encumberedBalanceOf(ada), 100);
    }

    function test_WhenThePartitionIsTheDefaultOne_ItShouldCutWhatIsFrozenLikeAnyForcedMove() external {
        _issue(ada, 100);
        _freezeAmount(ada, 100);
        vm.recordLogs();
        _forceIn(DEFAULT_PARTITION, ada, ben, 30);
        _assertFrozenBeforeMoved(ada, 70);
        assertEq(token.balanceOfByPartition(FOUNDERS, ada), 60);
    }

    function test_WhenTheLastPositionCloses_ItShouldCountTheHolderOut() external {
        _forceIn(FOUNDERS, ada, ben, 59);
        _assertInvestors(2);
        _forceIn(FOUNDERS, ada, ben, 1);
        _assertPositions(adaId, 0);
        _assertInvestors(1);
    }

    function test_GivenARecordDateHasPassed_ItShouldKeepThePartitionsBalancesAtIt() external {
        vm.prank(owner);
        token.scheduleRecordDate(START + 10);
        vm.warp(START + 11);
        _forceIn(FOUNDERS, ada, ben, 40);
        assertEq(token.balanceOfByPartitionAt(FOUNDERS, ada, START + 10), 60);
        assertEq(token.balanceOfByPartitionAt(FOUNDERS, ben, START + 10), 0);
        assertEq(token.balanceOfAt(ada, START + 10), 60);
    }

    function test_WhenItSucceeds_ItShouldSaySoInTheWordsOfThreeStandardsAndTellTheModulesThePartition() external {
        ModuleMock module = _module(HOOK_FORCED, 0);
        vm.expectEmit(address(token));
        emit ITokenEvents.ControllerTransfer(owner, ada, ben, 40, "why", "order 12");
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, ben, 40);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(FOUNDERS, owner, ada, ben, 40, "why", "order 12");
        vm.expectEmit(address(token));
        emit IERC7943Orders.ForcedTransfer(ada, ben, 40);
        vm.prank(owner);
        assertTrue(token.controllerTransferByPartition(FOUNDERS, ada, ben, 40, "why", "order 12"));
        _assertForced(module, 0, moveIn(FOUNDERS, KIND_FORCED_TRANSFER, owner, ada, ben, 40));
    }
}
