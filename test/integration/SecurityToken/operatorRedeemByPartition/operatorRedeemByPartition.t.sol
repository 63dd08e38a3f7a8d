// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_ISSUE,
    PERMISSION_REDEEM
} from "../../../../src/types/Modules.sol";
import {KIND_REDEMPTION} from "../../../../src/types/Move.sol";
import {LOCKED_BY_HAND, Partition} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {moveIn} from "../../../utils/Moves.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @dev Ada holds 10 in the default partition and 100 in the first.
contract OperatorRedeemByPartitionTest is GuardedBase, PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.operatorRedeemByPartition, (LOCKED, ada, 40, "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOfByPartition(LOCKED, ada) == 60;
    }

    function test_RevertWhen_TheCallerIsAModuleWithoutThePermission() external {
        ModuleMock module = _module(0, PERMISSION_ISSUE);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, address(module), PERMISSION_REDEEM)
        );
        _redeem(address(module), LOCKED, ada, 1);
    }

    function test_WhenTheCallerIsAModuleWithThePermission_ItShouldRedeem() external {
        _redeem(address(_module(0, PERMISSION_REDEEM)), LOCKED, ada, 1);
        _assertHolds(ada, 10, 99, 0);
    }

    function test_RevertWhen_TheCallerIsTheHoldersOperatorOrTheHolder() external {
        _authorize(ada);
        _expectNotMember(operator);
        _redeem(operator, LOCKED, ada, 1);
        _expectNotMember(ada);
        _redeem(ada, LOCKED, ada, 1);
    }

    function test_RevertWhen_ThePartitionWasNeverNamed() external {
        _expectUnknownPartition();
        _redeem(owner, UNKNOWN, ada, 0);
    }

    function test_RevertWhen_TheAccountIsACustodianOrAStranger() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 10);
        _assertNotRedeemed(Restriction.SenderNotRegistered, NONE, custodian, 1);
        _assertNotRedeemed(Restriction.SenderNotRegistered, LOCKED, custodian, 1);
        _assertNotRedeemed(Restriction.SenderNotRegistered, LOCKED, stranger, 1);
    }

    function test_RevertWhen_TheHolderHasLessInThePartition_WhateverStandsInOthers() external {
        _assertNotRedeemed(Restriction.InsufficientBalance, LOCKED, ada, 101);
        _assertNotRedeemed(Restriction.InsufficientBalance, NONE, ada, 11);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, address(0), 11));
        vm.prank(owner);
        token.redeemFrom(ada, 11, "");
        _issue(ben, 5);
        _assertNotRedeemed(Restriction.InsufficientBalance, LOCKED, ben, 5);
    }

    function test_RevertGiven_ThePartitionOrThePositionIsLocked() external {
        _lockPosition(LOCKED, ada, LOCKED_BY_HAND);
        _assertNotRedeemed(Restriction.PositionLocked, LOCKED, ada, 1);
        _lockPosition(LOCKED, ada, 0);
        _lock(LOCKED, LOCKED_BY_HAND);
        _lock(NONE, LOCKED_BY_HAND);
        _assertNotRedeemed(Restriction.PartitionLocked, LOCKED, ada, 1);
        _assertNotRedeemed(Restriction.PartitionLocked, NONE, ada, 1);
        vm.expectRevert(_refusal(Restriction.PartitionLocked, ada, address(0), 1));
        vm.prank(owner);
        token.redeemFrom(ada, 1, "");
    }

    function test_RevertGiven_AmountsAreMultiples_WhenTheAmountIsNot() external {
        _redeem(owner, LOCKED, ada, 100);
        _redeem(owner, NONE, ada, 10);
        vm.prank(owner);
        token.setGranularity(10);
        _issueIn(LOCKED, ada, 100);
        _assertNotRedeemed(Restriction.AmountNotMultiple, LOCKED, ada, 15);
        _redeem(owner, LOCKED, ada, 20);
    }

    function test_RevertGiven_AModuleRefuses() external {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _assertNotRedeemed(Restriction.ModuleRefused, LOCKED, ada, 1);
    }

    function test_GivenTheDefaultPartitionIsEncumberedAndFrozen_ItShouldRedeemOutOfTheOtherPartition() external {
        _encumbered(ada, 4);
        vm.prank(owner);
        token.setFrozenTokens(ada, 10);
        _assertNotRedeemed(Restriction.AmountLocked, NONE, ada, 1);
        _redeem(owner, LOCKED, ada, 100);
        _assertHolds(ada, 10, 0, 0);
        assertEq(token.encumberedBalanceOf(ada), 10);
    }

    function test_GivenTheHolderIsFrozenAndTheTokenPaused_ItShouldRedeem() external {
        _freeze(adaId, true);
        _pauseToken(true);
        _redeem(owner, LOCKED, ada, 1);
        _assertHolds(ada, 10, 99, 0);
    }

    function test_GivenModulesListen_ItShouldTellThemThePartition() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        _redeem(owner, LOCKED, ada, 3);
        assertEq(abi.encode(module.seen()[0]), abi.encode(moveIn(LOCKED, KIND_REDEMPTION, owner, ada, address(0), 3)));
    }

    function test_WhenTheAmountIsZero_ItShouldChangeNothing() external {
        _lock(LOCKED, LOCKED_BY_HAND);
        _redeem(owner, LOCKED, ada, 0);
        _assertHolds(ada, 10, 100, 0);
    }

    function test_WhenTheHolderHasEnough_ItShouldRedeemOutOfThePartitionCountTheHolderOutWithTheLastShareAndTell()
        external
    {
        _redeem(owner, NONE, ada, 10);
        _assertPositions(adaId, 1);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, address(0), 100);
        vm.expectEmit(address(token));
        emit ITokenEvents.RedeemedByPartition(LOCKED, owner, ada, 100, "", "who");
        vm.prank(owner);
        assertTrue(token.operatorRedeemByPartition(LOCKED, ada, 100, "who"));
        _assertHolds(ada, 0, 0, 0);
        _assertSupplies(0, 0, 0);
        _assertPositions(adaId, 0);
        _assertInvestors(0);
    }

    function _redeem(address caller, Partition partition, address account, uint256 amount) private {
        vm.prank(caller);
        token.operatorRedeemByPartition(partition, account, amount, "");
    }

    function _assertNotRedeemed(Restriction code, Partition partition, address account, uint256 amount) private {
        vm.expectRevert(_refusal(code, account, address(0), amount));
        _redeem(owner, partition, account, amount);
    }
}
