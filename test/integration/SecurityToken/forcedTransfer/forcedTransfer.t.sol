// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Fungible} from "../../../../src/interfaces/IERC7943Fungible.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {DEFAULT_PARTITION, LOCKED_BY_HAND} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ForcedTransferTest is GuardedBase, EnforcementBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.forcedTransfer, (ada, ben, 40)));
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
        _assertNotForced(Restriction.InsufficientBalance, ada, ben, type(uint256).max);
    }

    function test_RevertWhen_TheRestOfTheBalanceStandsInAnotherPartition() external {
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 50);
        _assertNotForced(Restriction.InsufficientBalance, ada, ben, 101);
        _force(ada, ben, 100);
        assertEq(token.balanceOfByPartition(FOUNDERS, ada), 50);
        _assertBalances(50, 100);
    }

    function test_RevertGiven_AmountsAreMultiples_WhenTheAmountIsNone() external {
        _redeemAll();
        _setGranularity(10);
        _issue(ada, 100);
        _assertNotForced(Restriction.AmountNotMultiple, ada, ben, 15);
    }

    function test_GivenAmountsAreMultiples_WhenTheAmountIsOne_ItShouldMoveIt() external {
        _redeemAll();
        _setGranularity(10);
        _issue(ada, 100);
        _force(ada, ben, 20);
        _assertBalances(80, 20);
    }

    function test_GivenModulesEncumberAndTheIssuerHasFrozenAPart_ItShouldTakeWhatIsFreeFirst() external {
        (ModuleMock first, ModuleMock second) = _tie();
        _force(ada, ben, 10);
        _assertTied(first, 20, second, 30, 40);
        assertEq(token.encumberedBalanceOf(ada), 90);
    }

    function test_GivenModulesEncumberAndTheIssuerHasFrozenAPart_ItShouldTakeFromModulesInOrderOfAttachmentNext()
        external
    {
        (ModuleMock first, ModuleMock second) = _tie();
        _force(ada, ben, 25);
        _assertTied(first, 5, second, 30, 40);
        _force(ada, ben, 10);
        _assertTied(first, 0, second, 25, 40);
        _force(ada, ben, 25);
        _assertTied(first, 0, second, 0, 40);
    }

    function test_GivenModulesEncumberAndTheIssuerHasFrozenAPart_ItShouldTakeWhatIsFrozenLastAndSaySoBeforeItMoves()
        external
    {
        (ModuleMock first, ModuleMock second) = _tie();
        vm.recordLogs();
        _force(ada, ben, 75);
        _assertFrozenBeforeMoved(ada, 25);
        _assertTied(first, 0, second, 0, 25);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
        _force(ada, ben, 25);
        assertEq(token.getFrozenTokens(ada), 0);
    }

    function test_GivenMoreIsFrozenThanIsHeld_ItShouldCutWhatIsFrozenToWhatStaysAndSaySoBeforeItMoves() external {
        _freezeAmount(ada, 1000);
        vm.recordLogs();
        _force(ada, ben, 10);
        _assertFrozenBeforeMoved(ada, 90);
        assertEq(token.getFrozenTokens(ada), 90);
    }

    function test_GivenMoreIsFrozenThanIsHeld_WhenTheAmountIsZero_ItShouldLeaveAllThatIsFrozen() external {
        _freezeAmount(ada, 1000);
        _force(ada, ben, 0);
        assertEq(token.getFrozenTokens(ada), 1000);
        _assertPositions(benId, 0);
    }

    function test_GivenThePositionItsPartitionAndTheTokenAreLockedAndNotApproved_ItShouldMoveTheAmount() external {
        _setPartition(DEFAULT_PARTITION, LOCKED_BY_HAND);
        _lock(DEFAULT_PARTITION, ada, LOCKED_BY_HAND);
        vm.prank(owner);
        token.setLegalApproval(false);
        _force(ada, ben, 40);
        _assertBalances(60, 40);
        vm.prank(owner);
        token.setLegalApproval(true);
        _assertRefused(Restriction.PositionLocked, ada, ben, 1);
    }

    function test_WhenItSucceeds_ItShouldSaySoInTheWordsOfBothStandards() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.ControllerTransfer(owner, ada, ben, 40, "", "");
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, ben, 40);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.ForcedTransfer(ada, ben, 40);
        _force(ada, ben, 40);

        vm.expectEmit(address(token));
        emit IERC7943Fungible.ForcedTransfer(ada, ben, 1);
        vm.prank(owner);
        token.controllerTransfer(ada, ben, 1, "why", "order 12");
    }

    function test_WhenNothingIsFreeButAnotherPartitionHoldsEnoughToCover_ItShouldTouchWhatTheDefaultPartitionHoldsOnly()
        external
    {
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 500);
        ModuleMock module = _encumbered(ada, 60);
        _freezeAmount(ada, 40);
        _force(ada, ben, 30);
        assertEq(token.encumbranceOf(ada, address(module)), 30);
        assertEq(token.getFrozenTokens(ada), 40);
        assertEq(token.encumberedBalanceOf(ada), 70);
        assertEq(token.balanceOfByPartition(FOUNDERS, ada), 500);
    }

    /// @dev 10 free, 20 and 30 encumbered, 40 frozen.
    function _tie() private returns (ModuleMock first, ModuleMock second) {
        first = _encumbered(ada, 20);
        second = _encumbered(ada, 30);
        _freezeAmount(ada, 40);
    }

    function _redeemAll() private {
        vm.prank(owner);
        token.controllerRedeem(ada, 100, "", "");
    }

    function _assertTied(ModuleMock first, uint256 ofFirst, ModuleMock second, uint256 ofSecond, uint256 frozen)
        private
        view
    {
        assertEq(token.encumbranceOf(ada, address(first)), ofFirst, "first");
        assertEq(token.encumbranceOf(ada, address(second)), ofSecond, "second");
        assertEq(token.getFrozenTokens(ada), frozen, "frozen");
    }
}
