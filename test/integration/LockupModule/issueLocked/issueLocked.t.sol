// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../../../src/interfaces/ILockupModule.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {LockupBase} from "../../../utils/LockupBase.sol";

contract IssueLockedTest is LockupBase {
    function test_RevertWhen_TheCallerIsNoAuthority() external {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger));
        vm.prank(stranger);
        lockup.issueLocked(_item(alice, 100, _lots(20, 30)));
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        _needTwoOwners();

        vm.prank(owner);
        assertFalse(lockup.issueLocked(_item(alice, 100, _lots(20, 30))));
        assertEq(lockup.lotCount(), 0);
        assertEq(token.totalSupply(), 0);

        vm.prank(secondOwner);
        assertTrue(lockup.issueLocked(_item(alice, 100, _lots(20, 30))));
        assertEq(token.balanceOf(alice), 100);
    }

    function test_RevertGiven_TheModuleIsDetached() external {
        _detach(address(lockup));

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(lockup)));
        vm.prank(owner);
        lockup.issueLocked(_item(alice, 100, _lots(20, 30)));
    }

    function test_RevertWhen_TheAmountOfAnItemIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_InvalidAmount.selector, alice));
        vm.prank(owner);
        lockup.issueLocked(_item(alice, 0, new ILockupModule.LotTerms[](0)));
    }

    function test_RevertWhen_TheAmountOfALotIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_InvalidAmount.selector, alice));
        vm.prank(owner);
        lockup.issueLocked(_item(alice, 100, _lots(20, 0)));
    }

    function test_RevertWhen_ALockUpEndsNow() external {
        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_LockupEndPast.selector, START, START));
        vm.prank(owner);
        lockup.issueLocked(_item(alice, 100, _lot(20, START)));
    }

    function test_RevertWhen_TheLotsExceedTheAmount() external {
        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_LotsExceedAmount.selector, alice, 101, 100));
        vm.prank(owner);
        lockup.issueLocked(_item(alice, 100, _lots(50, 51)));
    }

    function test_WhenOneReceiverMayNotReceive_ItShouldIssueNothing() external {
        ILockupModule.LockedIssue[] memory issues = new ILockupModule.LockedIssue[](2);
        issues[0] = ILockupModule.LockedIssue({to: alice, amount: 100, issueId: 0, lots: _lots(20, 30)});
        issues[1] = ILockupModule.LockedIssue({to: stranger, amount: 100, issueId: 0, lots: _lots(20, 30)});

        vm.expectRevert(
            abi.encodeWithSelector(
                ITokenEvents.SecurityToken_TransferRefused.selector,
                Restriction.ReceiverNotRegistered,
                address(0),
                stranger,
                100
            )
        );
        vm.prank(owner);
        lockup.issueLocked(issues);
        assertEq(token.totalSupply(), 0);
        assertEq(lockup.lotCount(), 0);
    }

    function test_RevertGiven_SomethingWasIssuedUnderTheId() external {
        vm.startPrank(owner);
        lockup.issueLocked(_named("row 1"));
        lockup.issueLocked(_named("row 2"));

        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_AlreadyIssued.selector, bytes32("row 1")));
        lockup.issueLocked(_named("row 1"));
    }

    function test_RevertWhen_TwoItemsHaveOneId() external {
        ILockupModule.LockedIssue[] memory issues = new ILockupModule.LockedIssue[](2);
        (issues[0], issues[1]) = (_named("row 1")[0], _named("row 1")[0]);

        vm.expectRevert(abi.encodeWithSelector(ILockupModule.LockupModule_AlreadyIssued.selector, bytes32("row 1")));
        vm.prank(owner);
        lockup.issueLocked(issues);
    }

    function test_WhenItemsHaveNoId_ItShouldIssueEach() external {
        vm.startPrank(owner);
        lockup.issueLocked(_named(0));
        lockup.issueLocked(_named(0));

        assertEq(token.balanceOf(alice), 200);
        assertFalse(lockup.isIssued(0));
    }

    function test_WhenAnItemHasNoLots_ItShouldIssueFreeShares() external {
        vm.expectCall(address(token), abi.encodeWithSelector(token.encumber.selector), 0);
        vm.prank(owner);
        lockup.issueLocked(_item(alice, 100, new ILockupModule.LotTerms[](0)));

        assertEq(token.balanceOf(alice), 100);
        assertEq(token.encumberedBalanceOf(alice), 0);
        assertEq(lockup.lotCount(), 0);
    }

    function test_WhenTheAmountOfALotHasMoreThan43Bits_ItShouldLockAndReleaseItWhole() external {
        uint112[4] memory amounts = [uint112(2 ** 43 - 1), 2 ** 43, 1000 ether, uint112(type(uint96).max / 2)];
        for (uint256 i; i < amounts.length; ++i) {
            assertEq(lockup.getLot(_issueLot(alice, amounts[i], FIRST_END + uint40(i))).amount, amounts[i]);
        }

        for (uint256 i; i < amounts.length; ++i) {
            uint256 locked = token.encumberedBalanceOf(alice);
            vm.warp(FIRST_END + i);
            lockup.release(_ids(i + 1));
            assertEq(token.encumberedBalanceOf(alice), locked - amounts[i]);
        }
    }

    function test_WhenTheIssuerCalls_ItShouldIssue() external {
        Call memory call = Call({
            authority: OWNER,
            target: address(lockup),
            data: abi.encodeCall(lockup.issueLocked, (_item(alice, 100, _lots(20, 30)))),
            salt: bytes32("1"),
            deadline: START + 1 days
        });

        vm.prank(owner);
        issuer.executeCall(call, new SignedApproval[](0));

        assertEq(token.encumbranceOf(alice, address(lockup)), 50);
    }

    function test_WhenAnAuthorityCalls_ItShouldIssueAndEncumberTheSumOfTheLots() external {
        vm.prank(owner);
        assertTrue(lockup.issueLocked(_item(alice, 100, _lots(20, 30))));

        assertEq(token.balanceOf(alice), 100);
        assertEq(token.encumbranceOf(alice, address(lockup)), 50);
        assertEq(token.detectTransferRestriction(alice, bob, 50), uint8(Restriction.None));
        assertEq(token.detectTransferRestriction(alice, bob, 51), uint8(Restriction.AmountLocked));
    }

    function test_WhenAnAuthorityCalls_ItShouldNumberTheLotsFromOne() external {
        vm.expectEmit(address(lockup));
        emit ILockupModule.LotLocked(1, alice, 20, FIRST_END);
        vm.expectEmit(address(lockup));
        emit ILockupModule.LotLocked(2, alice, 30, SECOND_END);
        vm.prank(owner);
        lockup.issueLocked(_item(alice, 100, _lots(20, 30)));

        uint256 next = _issueLot(bob, 7, FIRST_END);

        assertEq(next, 3);
        ILockupModule.Lot memory lot = lockup.getLot(2);
        assertEq(lot.account, alice);
        assertEq(lot.amount, 30);
        assertEq(lot.lockupEnd, SECOND_END);
        assertFalse(lot.released);
        assertEq(lockup.getLot(3).account, bob);
    }

    function test_WhenAnAuthorityCalls_ItShouldPassTheIssueIdOn() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.Issued(address(lockup), alice, 100, abi.encode(bytes32("row 1")));
        vm.prank(owner);
        lockup.issueLocked(_named("row 1"));

        assertTrue(lockup.isIssued("row 1"));
        assertFalse(lockup.isIssued("row 2"));
    }

    function _named(bytes32 issueId) private view returns (ILockupModule.LockedIssue[] memory issues) {
        issues = _item(alice, 100, _lots(20, 30));
        issues[0].issueId = issueId;
    }
}
