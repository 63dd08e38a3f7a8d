// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../../../src/interfaces/ILockupModule.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {LockupBase} from "../../../utils/LockupBase.sol";

contract LockTest is LockupBase {
    function setUp() public override {
        super.setUp();
        _issue(alice, 100);
    }

    function test_RevertWhen_TheCallerIsNoAuthority() external {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, alice));
        vm.prank(alice);
        lockup.lock(alice, _lots(20, 30));
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        _needTwoOwners();

        vm.prank(owner);
        assertFalse(lockup.lock(alice, _lots(20, 30)));
        assertEq(token.encumberedBalanceOf(alice), 0);

        vm.prank(secondOwner);
        assertTrue(lockup.lock(alice, _lots(20, 30)));
        assertEq(token.encumberedBalanceOf(alice), 50);
    }

    function test_RevertGiven_TheModuleIsDetached() external {
        _detach(address(lockup));

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(lockup)));
        vm.prank(owner);
        lockup.lock(alice, _lots(20, 30));
    }

    function test_RevertWhen_TheAmountOfALotIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_InvalidAmount.selector, alice));
        vm.prank(owner);
        lockup.lock(alice, _lots(0, 30));
    }

    function test_RevertWhen_ALockUpEndsNow() external {
        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_LockupEndPast.selector, START, START));
        vm.prank(owner);
        lockup.lock(alice, _lot(20, START));
    }

    function test_RevertWhen_TheLotsExceedTheFreeBalance() external {
        vm.startPrank(owner);
        lockup.lock(alice, _lot(60, FIRST_END));

        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_InsufficientFreeBalance.selector, alice, 40, 41)
        );
        lockup.lock(alice, _lot(41, FIRST_END));
        assertEq(lockup.lotCount(), 1);
    }

    function test_RevertGiven_TheSharesLieAtACustodian() external {
        _transfer(alice, address(custodian), 100);

        vm.expectRevert(
            abi.encodeWithSelector(ILockupModule.LockupModule_CustodianBalance.selector, address(custodian))
        );
        vm.prank(owner);
        lockup.lock(address(custodian), _lots(20, 30));
    }

    function test_WhenAnAuthorityCalls_ItShouldLockUpTheSumOfTheLots() external {
        vm.expectEmit(address(lockup));
        emit ILockupModule.LotLocked(1, alice, 20, FIRST_END);
        vm.expectEmit(address(lockup));
        emit ILockupModule.LotLocked(2, alice, 30, SECOND_END);
        vm.prank(owner);
        assertTrue(lockup.lock(alice, _lots(20, 30)));

        assertEq(token.encumbranceOf(alice, address(lockup)), 50);
        assertEq(token.balanceOf(alice), 100);
    }
}
