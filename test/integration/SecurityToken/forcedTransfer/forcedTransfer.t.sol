// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Orders} from "../../../../src/interfaces/IERC7943Fungible.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {DEFAULT_PARTITION, LOCKED_BY_HAND} from "../../../../src/types/Partition.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
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

    function test_RevertWhen_TheRestOfTheBalanceIsInAnotherPartition() external {
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

    function test_GivenModulesEncumberAndTheIssuerHasFrozenAPart_ItShouldTakeWhatEachLayerLeavesFreeFirst() external {
        (ModuleMock first, ModuleMock second) = _tie();
        _force(ada, ben, 50);
        _assertTied(first, 20, second, 30, 40);
        assertEq(token.encumberedBalanceOf(ada), 50);
    }

    function test_GivenModulesEncumberAndTheIssuerHasFrozenAPart_ItShouldTakeFromModulesTheLowestSlotFirst() external {
        (ModuleMock first, ModuleMock second) = _tie();
        _force(ada, ben, 60);
        _assertTied(first, 10, second, 30, 40);
        _force(ada, ben, 15);
        _assertTied(first, 0, second, 25, 25);
        _force(ada, ben, 25);
        _assertTied(first, 0, second, 0, 0);
    }

    function test_GivenModulesEncumberAndTheIssuerHasFrozenAPart_ItShouldReduceWhatIsFrozenByWhatItTookOfItAndSaySoBeforeItMoves()
        external
    {
        _tie();
        vm.recordLogs();
        _force(ada, ben, 75);
        _assertFrozenBeforeMoved(ada, 25);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
    }

    function test_GivenMoreIsFrozenThanIsHeld_ItShouldReduceWhatIsFrozenByTheAmountAndSaySoBeforeItMoves() external {
        _freezeAmount(ada, 1000);
        vm.recordLogs();
        _force(ada, ben, 10);
        _assertFrozenBeforeMoved(ada, 990);
        assertEq(token.getFrozenTokens(ada), 990);
        _issue(ada, 500);
        assertEq(token.encumberedBalanceOf(ada), 590, "later receipts are frozen");
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
        emit IERC7943Orders.ForcedTransfer(ada, ben, 40);
        _force(ada, ben, 40);

        vm.expectEmit(address(token));
        emit IERC7943Orders.ForcedTransfer(ada, ben, 1);
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
        _force(ada, ben, 50);
        assertEq(token.encumbranceOf(ada, address(module)), 50);
        assertEq(token.getFrozenTokens(ada), 40);
        assertEq(token.encumberedBalanceOf(ada), 50);
        assertEq(token.balanceOfByPartition(FOUNDERS, ada), 500);
    }

    function test_GivenALotOfAllThatIsHeld_WhenAllIsFrozenAPartSeizedAndTheRestUnfrozen_ItShouldLeaveTheRestLocked()
        external
    {
        ModuleMock module = _encumbered(ada, 100);
        _seize(100, 10);
        assertEq(token.encumbranceOf(ada, address(module)), 90);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
    }

    function test_GivenALotOfAPart_WhenAnOverlappingPartIsFrozenAPartSeizedAndTheRestUnfrozen_ItShouldLeaveTheLotWhole()
        external
    {
        ModuleMock module = _encumbered(ada, 50);
        _seize(60, 10);
        assertEq(token.encumbranceOf(ada, address(module)), 50);
        assertEq(token.encumberedBalanceOf(ada), 50);
    }

    function test_GivenALotOfAPart_WhenAModuleThatWasAttachedAgainOverlapsItAndAShareIsSeized_ItShouldKeepTheLotWhole()
        external
    {
        ModuleMock other = _encumbered(ada, 100);
        _detach(other);
        ModuleMock lot = _encumbered(ada, 60);
        _attach(other);
        _force(ada, ben, 1);
        vm.prank(address(other));
        token.release(ada, 100);
        assertEq(token.encumbranceOf(ada, address(lot)), 60);
        _assertRefused(Restriction.AmountLocked, ada, ben, 40);
        _assertPasses(ada, ben, 39);
    }

    /// @dev Nothing is encumbered when the holder sends, and yet the position remembers the module.
    function test_WhenItBringsBackWhatForceTook_GivenTheHolderSentOtherSharesMeanwhile_ItShouldRestoreAllTheSame()
        external
    {
        ModuleMock module = _encumbered(ada, 100);
        _freezeAmount(ada, 100);
        _force(ada, ben, 100);
        _issue(ada, 20);
        _assertPasses(ada, ben, 5);
        _force(ben, ada, 100);
        assertEq(token.encumbranceOf(ada, address(module)), 100);
        assertEq(token.getFrozenTokens(ada), 100);
        _freezeAmount(ada, 0);
        _assertRefused(Restriction.AmountLocked, ada, ben, 16);
        _assertPasses(ada, ben, 15);
    }

    function test_WhenItBringsBackWhatForceTook_ItShouldRestoreWhatIsEncumberedAndFrozenUpToTheAmount() external {
        (ModuleMock first, ModuleMock second) = _tie();
        _force(ada, ben, 75);
        _assertTied(first, 0, second, 25, 25);
        _force(ben, ada, 10);
        _assertTied(first, 5, second, 30, 35);
        _force(ben, ada, 65);
        _assertTied(first, 20, second, 30, 40);
        assertEq(token.takenOf(_position(ada), address(first)), 0);
    }

    function test_WhenItBringsBackWhatForceTook_GivenTheFrozenAmountWasSetAnew_ItShouldRestoreNothingOfTheOldOne()
        external
    {
        _freezeAmount(ada, 100);
        _force(ada, ben, 40);
        _freezeAmount(ada, 10);
        _force(ben, ada, 40);
        assertEq(token.getFrozenTokens(ada), 10);
    }

    function test_WhenItBringsBackWhatForceTook_GivenItComesOutOfTheTreasury_ItShouldRestoreItToo() external {
        ModuleMock module = _encumbered(ada, 100);
        _force(ada, address(issuer), 30);
        assertEq(token.takenOf(_position(ada), address(module)), 30);
        _force(address(issuer), ada, 30);
        assertEq(token.encumbranceOf(ada, address(module)), 100);
        assertEq(token.takenOf(_position(ada), address(module)), 0);
    }

    function test_WhenItBringsBackWhatForceTook_GivenTheModuleIsDetachedMeanwhile_ItShouldCountWholeWhenItIsAttachedAgain()
        external
    {
        ModuleMock module = _encumbered(ada, 100);
        _force(ada, ben, 30);
        _detach(module);
        _force(ben, ada, 30);
        _attach(module);
        assertEq(token.encumbranceOf(ada, address(module)), 100);
    }

    function test_RevertWhen_ItComesOutOfTheTreasury_ToWhomTheTreasuryCouldNotTransfer() external {
        _issue(address(issuer), 10);
        address[3] memory nowhere = [address(0), address(token), _custodian()];
        for (uint256 i; i < nowhere.length; ++i) {
            _assertNotForced(Restriction.InvalidReceiver, address(issuer), nowhere[i], 1);
        }
        _limitInvestors(0, 1);
        _assertNotForced(Restriction.InvestorLimitReached, address(issuer), ben, 1);
        _limitInvestors(0, 0);
        _forbid(DE);
        _assertNotForced(Restriction.CountryNotPermitted, address(issuer), ben, 1);
        _lapse(adaId, 1);
        _assertNotForced(Restriction.ReceiverExpired, address(issuer), ada, 1);
        vm.startPrank(owner);
        issuer.setTokenRestriction(address(token), true);
        vm.expectRevert(_refusal(Restriction.TokenRestricted, address(issuer), ada, 1));
        token.controllerTransfer(address(issuer), ada, 1, "", "");
        vm.expectRevert(_refusal(Restriction.TokenRestricted, address(issuer), ada, 1));
        token.controllerTransferByPartition(DEFAULT_PARTITION, address(issuer), ada, 1, "", "");
        vm.stopPrank();
    }

    function test_RevertWhen_ItComesOutOfTheTreasury_MoreThanItsFreeBalance() external {
        _issue(address(issuer), 10);
        _freezeAmount(address(issuer), 10);
        _assertNotForced(Restriction.AmountLocked, address(issuer), ada, 1);
    }

    /// @dev The ordinary order of a seizure: freeze, take, unfreeze.
    function _seize(uint256 frozen, uint256 amount) private {
        _freezeAmount(ada, frozen);
        _force(ada, ben, amount);
        _freezeAmount(ada, 0);
    }

    function _position(address account) private pure returns (PositionKey memory) {
        return defaultPosition(address(0), account);
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
