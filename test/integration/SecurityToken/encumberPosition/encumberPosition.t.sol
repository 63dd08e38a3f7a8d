// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";

contract EncumberPositionTest is EnforcementBase {
    ModuleMock private module;
    PositionKey private kept;
    PositionKey private apart;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        module = _module(0, PERMISSION_ENCUMBER);
        kept = PositionKey(_custodian(), DEFAULT_PARTITION, ada);
        apart = PositionKey(address(0), FOUNDERS, ada);
        _deposit(ada, kept.custodian, 40);
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 30);
    }

    function test_RevertWhen_TheCallerIsNoModuleWithThePermission() external {
        bytes memory refusal =
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, owner, PERMISSION_ENCUMBER);
        vm.startPrank(owner);
        vm.expectRevert(refusal);
        token.encumberPosition(kept, 1);
        vm.expectRevert(refusal);
        token.releasePosition(kept, 1);
    }

    function test_RevertWhen_TheCustodianKeepsAnotherPartition() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownPartition.selector, FOUNDERS));
        _encumber(PositionKey(kept.custodian, FOUNDERS, ada), 1);
    }

    function test_RevertWhen_TheAmountExceedsWhatNoModuleEncumbersThere_WhateverTheAccountHoldsElsewhere() external {
        _encumber(kept, 10);
        _expectInsufficient(30, 31);
        _encumber(kept, 31);
        _expectInsufficient(30, 31);
        _encumber(apart, 31);
    }

    function test_WhenThePositionIsAtACustodian_ItShouldStopThatMuchFromLeavingCustodyAndNothingThatIsHeldDirectly()
        external
    {
        vm.expectEmit(address(token));
        emit ITokenEvents.PositionEncumbranceChanged(ada, address(module), kept.custodian, DEFAULT_PARTITION, 25);
        _encumber(kept, 25);
        assertEq(token.encumbranceOfPosition(kept, address(module)), 25);
        _assertCustodyRefused(Restriction.AmountLocked, kept.custodian, ada, ada, 16, true);
        _assertCustodyRefused(Restriction.AmountLocked, kept.custodian, ada, ben, 16, false);
        _assertPasses(ada, ben, 60);
        vm.prank(kept.custodian);
        token.custodyWithdraw(ada, ada, 15);
        vm.prank(address(module));
        assertEq(token.releasePosition(kept, 30), 25);
        vm.prank(kept.custodian);
        token.custodyWithdraw(ada, ada, 25);
    }

    function test_WhenThePositionIsInAnotherPartition_ItShouldStopThatMuchFromLeavingThePartitionAndNothingElse()
        external
    {
        _encumber(apart, 25);
        assertEq(token.detectPartitionRestriction(FOUNDERS, ada, ben, 6), uint8(Restriction.AmountLocked));
        vm.prank(owner);
        vm.expectRevert(_refusal(Restriction.AmountLocked, ada, ada, 6));
        token.changePartition(ada, FOUNDERS, DEFAULT_PARTITION, 6, "");
        _assertPasses(ada, ben, 60);
        vm.prank(ada);
        token.transferByPartition(FOUNDERS, ben, 5, "");
    }

    function _encumber(PositionKey memory key, uint256 amount) private {
        vm.prank(address(module));
        token.encumberPosition(key, amount);
    }

    function _expectInsufficient(uint256 free, uint256 amount) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_InsufficientFreeBalance.selector, ada, free, amount)
        );
    }
}
