// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

/// @dev Ada holds 10 in the default partition, 100 in the first and 1000 in the seventh.
contract BalanceOfByPartitionAtTest is PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
        _issueIn(SEVENTH, ada, 1000);
    }

    function test_RevertWhen_NoSuchRecordDateWasAnnounced() external {
        uint40 never = _now() + 5;
        for (uint256 i; i < 4; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownRecordDate.selector, never));
            _read(i, never);
        }
    }

    function test_RevertWhen_TheRecordDateHasNotPassed() external {
        uint40 date = _announce();
        vm.warp(date);
        for (uint256 i; i < 4; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_RecordDateNotPassed.selector, date, date));
            _read(i, date);
        }
    }

    function test_GivenNothingChangedSinceTheRecordDate_ItShouldAnswerWhatIsHeldNow() external {
        uint40 date = _pass();
        _assertHeldAt(ada, date, 10, 100, 1000);
        _assertSuppliesAt(date, 10, 100, 1000);
        _assertHeldAt(ben, date, 0, 0, 0);
    }

    function test_GivenTransfersChangesIssuesAndRedemptionsFollowed_ItShouldAnswerWhatWasHeldInEachPartitionAndItsSupply()
        external
    {
        uint40 first = _pass();
        _sendIn(LOCKED, ada, ben, 40);
        _change(owner, ada, LOCKED, NONE, 60);
        uint40 second = _pass();
        _change(owner, ada, NONE, SEVENTH, 5);
        _assertPasses(ada, ben, 65);
        uint40 third = _pass();
        _issueIn(LOCKED, ben, 7);
        vm.prank(owner);
        token.operatorRedeemByPartition(SEVENTH, ada, 1005, "");
        uint40 fourth = _pass();

        _assertHeldAt(ada, first, 10, 100, 1000);
        _assertHeldAt(ben, first, 0, 0, 0);
        _assertSuppliesAt(first, 10, 100, 1000);
        _assertHeldAt(ada, second, 70, 0, 1000);
        _assertHeldAt(ben, second, 0, 40, 0);
        _assertSuppliesAt(second, 70, 40, 1000);
        _assertHeldAt(ada, third, 0, 0, 1005);
        _assertHeldAt(ben, third, 65, 40, 0);
        _assertSuppliesAt(third, 65, 40, 1005);
        _assertHeldAt(ada, fourth, 0, 0, 0);
        _assertHeldAt(ben, fourth, 65, 47, 0);
        _assertSuppliesAt(fourth, 65, 47, 0);
    }

    function test_GivenForcedMovesAndRecoveryFollowed_ItShouldAnswerWhatWasHeldInEachPartition() external {
        uint40 first = _pass();
        vm.prank(owner);
        token.controllerTransferByPartition(LOCKED, ada, ben, 30, "", "");
        uint40 second = _pass();
        vm.startPrank(owner);
        registrar.restrictAccounts(adaId, _one(ada));
        token.recover(ada, adaToo, "");
        vm.stopPrank();
        uint40 third = _pass();

        _assertHeldAt(ada, first, 10, 100, 1000);
        _assertHeldAt(ada, second, 10, 70, 1000);
        _assertHeldAt(ben, second, 0, 30, 0);
        _assertHeldAt(adaToo, second, 0, 0, 0);
        _assertHeldAt(ada, third, 0, 0, 0);
        _assertHeldAt(adaToo, third, 10, 70, 1000);
        _assertSuppliesAt(first, 10, 100, 1000);
        _assertSuppliesAt(third, 10, 100, 1000);
    }

    function test_GivenAPartitionWasNamedAfterTheRecordDate_ItShouldAnswerNothing() external {
        uint40 date = _pass();
        _name(UNKNOWN);
        _issueIn(UNKNOWN, ben, 5);
        _change(owner, ada, LOCKED, UNKNOWN, 100);
        assertEq(token.balanceOfByPartitionAt(UNKNOWN, ben, date), 0);
        assertEq(token.balanceOfByPartitionAt(UNKNOWN, ada, date), 0);
        assertEq(token.totalSupplyByPartitionAt(UNKNOWN, date), 0);
        _assertHeldAt(ada, date, 10, 100, 1000);
        _assertSuppliesAt(date, 10, 100, 1000);
    }

    function test_GivenSeveralRecordDatesPassedBetweenChanges_ItShouldAnswerForEach() external {
        uint40 first = _pass();
        _change(owner, ada, NONE, LOCKED, 3);
        uint40 second = _announce();
        uint40 third = second + 1;
        vm.prank(owner);
        token.scheduleRecordDate(third);
        vm.warp(third + 1);
        _assertHeldAt(ada, second, 7, 103, 1000);
        _change(owner, ada, LOCKED, SEVENTH, 103);

        _assertHeldAt(ada, first, 10, 100, 1000);
        _assertHeldAt(ada, second, 7, 103, 1000);
        _assertHeldAt(ada, third, 7, 103, 1000);
        _assertSuppliesAt(third, 7, 103, 1000);
        _assertHolds(ada, 7, 0, 1103);
    }

    function test_GivenSharesWentIntoCustody_ItShouldCountThemToTheDefaultPartition() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 10);
        uint40 date = _pass();
        vm.prank(custodian);
        token.custodyWithdraw(ada, ada, 10);
        assertEq(token.balanceOfByPartitionAt(NONE, custodian, date), 10);
        _assertHeldAt(ada, date, 0, 100, 1000);
        _assertSuppliesAt(date, 10, 100, 1000);
        _assertHolds(ada, 10, 100, 1000);
    }

    function _announce() private returns (uint40 date) {
        date = _now() + 1;
        vm.prank(owner);
        token.scheduleRecordDate(date);
    }

    function _pass() private returns (uint40 date) {
        date = _announce();
        vm.warp(date + 1);
    }

    function _read(uint256 kind, uint40 date) private view {
        if (kind == 0) token.balanceOfByPartitionAt(NONE, ada, date);
        if (kind == 1) token.balanceOfByPartitionAt(LOCKED, ada, date);
        if (kind == 2) token.totalSupplyByPartitionAt(NONE, date);
        if (kind == 3) token.totalSupplyByPartitionAt(LOCKED, date);
    }

    function _assertHeldAt(address account, uint40 date, uint256 ofDefault, uint256 ofLocked, uint256 ofSeventh)
        private
        view
    {
        assertEq(token.balanceOfByPartitionAt(NONE, account, date), ofDefault, "default");
        assertEq(token.balanceOfByPartitionAt(LOCKED, account, date), ofLocked, "locked");
        assertEq(token.balanceOfByPartitionAt(SEVENTH, account, date), ofSeventh, "seventh");
        assertEq(token.balanceOfAt(account, date), ofDefault + ofLocked + ofSeventh, "sum");
    }

    function _assertSuppliesAt(uint40 date, uint256 ofDefault, uint256 ofLocked, uint256 ofSeventh) private view {
        assertEq(token.totalSupplyByPartitionAt(NONE, date), ofDefault, "default supply");
        assertEq(token.totalSupplyByPartitionAt(LOCKED, date), ofLocked, "locked supply");
        assertEq(token.totalSupplyByPartitionAt(SEVENTH, date), ofSeventh, "seventh supply");
        assertEq(token.totalSupplyAt(date), ofDefault + ofLocked + ofSeventh, "supply");
    }
}
