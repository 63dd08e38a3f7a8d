// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_CHECK_TRANSFER, HOOK_FORCED} from "../../../../src/types/Modules.sol";
import {KIND_FORCED_REDEMPTION} from "../../../../src/types/Move.sol";
import {DEFAULT_PARTITION, LOCKED_BY_HAND} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {directMove} from "../../../utils/Moves.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ControllerRedeemTest is GuardedBase, EnforcementBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.controllerRedeem, (ada, 40, "why", "order 12")));
    }

    function _isDone() internal view override returns (bool) {
        return token.totalSupply() == 60;
    }

    function test_RevertWhen_TheAmountExceedsWhatTheDefaultPartitionHolds() external {
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 50);
        _assertNotRedeemed(Restriction.InsufficientBalance, ada, 101);
        _redeem(ada, 100);
        assertEq(token.balanceOfByPartition(FOUNDERS, ada), 50);
    }

    function test_RevertWhen_TheAccountIsNobodysACustodiansOrWasLost() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 30);
        _assertNotRedeemed(Restriction.SenderNotRegistered, stranger, 0);
        _assertNotRedeemed(Restriction.SenderNotRegistered, custodian, 30);
        _restrictAccount(adaId, ada);
        _recover(ada, adaToo);
        _assertNotRedeemed(Restriction.AccountLost, ada, 0);
    }

    function test_RevertGiven_AmountsAreMultiples_ItShouldRevertForAnyOtherAmount() external {
        _redeem(ada, 100);
        _setGranularity(10);
        _issue(ada, 100);
        _assertNotRedeemed(Restriction.AmountNotMultiple, ada, 15);
        _redeem(ada, 20);
    }

    function test_GivenEverythingForbidsATransfer_ItShouldRedeemPastLocksPauseFreezeAndModules() external {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _setPartition(DEFAULT_PARTITION, LOCKED_BY_HAND);
        _lock(DEFAULT_PARTITION, ada, LOCKED_BY_HAND);
        _freeze(adaId, true);
        _restrictAccount(adaId, ada);
        vm.startPrank(owner);
        issuer.setTokenRestriction(address(token), true);
        token.setLegalApproval(false);
        vm.stopPrank();
        _redeem(ada, 40);
        assertEq(token.balanceOf(ada), 60);
    }

    function test_GivenAPartIsEncumberedAndFrozen_ItShouldTakeWhatEachLayerLeavesFreeThenReduceEachAndSaySoBefore()
        external
    {
        ModuleMock module = _encumbered(ada, 30);
        _freezeAmount(ada, 50);
        _redeem(ada, 50);
        assertEq(token.encumbranceOf(ada, address(module)), 30);
        assertEq(token.getFrozenTokens(ada), 50);
        vm.recordLogs();
        _redeem(ada, 30);
        _assertFrozenBeforeMoved(ada, 20);
        assertEq(token.encumbranceOf(ada, address(module)), 20);
        _freezeAmount(ada, 0);
        assertEq(token.encumberedBalanceOf(ada), 20);
    }

    function test_GivenALotOfAllThatIsHeldAndAllFrozen_WhenAShareIsRedeemed_ItShouldLeaveTheRestLockedWhenItIsUnfrozen()
        external
    {
        _encumbered(ada, 100);
        _freezeAmount(ada, 100);
        _redeem(ada, 1);
        _freezeAmount(ada, 0);
        assertEq(token.encumberedBalanceOf(ada), 99);
    }

    function test_GivenMoreIsFrozenThanIsHeld_WhenTheAmountIsZero_ItShouldLeaveAllThatIsFrozen() external {
        _freezeAmount(ada, 1000);
        _redeem(ada, 0);
        assertEq(token.getFrozenTokens(ada), 1000);
    }

    function test_WhenTheLastPositionCloses_ItShouldCountTheInvestorOut() external {
        _redeem(ada, 99);
        _assertInvestors(1);
        _redeem(ada, 1);
        _assertPositions(adaId, 0);
        _assertInvestors(0);
    }

    function test_GivenARecordDateHasPassed_ItShouldKeepBalanceAndSupplyAtIt() external {
        vm.prank(owner);
        token.scheduleRecordDate(START + 10);
        vm.warp(START + 11);
        _redeem(ada, 40);
        assertEq(token.balanceOfAt(ada, START + 10), 100);
        assertEq(token.totalSupplyAt(START + 10), 100);
    }

    function test_WhenItSucceeds_ItShouldTakeBalanceAndSupplySayByWhomAndWhyAndTellTheModules() external {
        ModuleMock module = _module(HOOK_FORCED, 0);
        vm.expectEmit(address(token));
        emit ITokenEvents.ControllerRedemption(owner, ada, 40, "why", "order 12");
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, address(0), 40);
        vm.prank(owner);
        assertTrue(token.controllerRedeem(ada, 40, "why", "order 12"));
        assertEq(token.balanceOf(ada), 60);
        assertEq(token.totalSupply(), 60);
        _assertForced(module, 0, directMove(KIND_FORCED_REDEMPTION, owner, ada, address(0), 40));
    }

    function _redeem(address account, uint256 amount) private {
        vm.prank(owner);
        token.controllerRedeem(account, amount, "", "");
    }

    function _assertNotRedeemed(Restriction code, address account, uint256 amount) private {
        vm.expectRevert(_refusal(code, account, address(0), amount));
        _redeem(account, amount);
    }
}
