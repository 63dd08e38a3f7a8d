// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {SplitBase} from "../../../utils/SplitBase.sol";
import {Vm} from "forge-std/Vm.sol";

contract BringForwardTest is SplitBase {
    function test_GivenAnExactSplit_ItShouldWritePositionsAndTellNothing() external {
        _split(2, 1);
        vm.recordLogs();
        _bring(address(0), ada);
        assertEq(vm.getRecordedLogs().length, 0);
        assertTrue(token.isBroughtForward(defaultPosition(address(0), ada)));
        assertEq(token.balanceOf(ada), 200);
        assertEq(token.totalSupply(), 200);
    }

    function test_GivenASplitThatLeftFractions_ItShouldTellEachFractionAndTotalsShouldFallByIt() external {
        _issue(ben, 101);
        _split(1, 3);
        assertEq(token.totalSupply(), 67);
        vm.expectEmit(address(token));
        emit ITokenEvents.PositionBroughtForward(1, address(0), ada, 100, 33, 1, 66, 0);
        _bring(address(0), ada);
        assertEq(token.totalSupply(), 66, "the fractions of one and two thirds are no share together any more");
        _assertStatus(true, 101);
        vm.expectEmit(address(token));
        emit ITokenEvents.PositionBroughtForward(1, address(0), ben, 101, 33, 2, 66, 0);
        vm.expectEmit(address(token));
        emit ITokenEvents.SplitFinished(1);
        _bring(address(0), ben);
        assertEq(token.totalSupply(), 66);
    }

    function test_GivenASplitThatLeftFractions_ItShouldLetMovesGoOnAfterTheLastPosition() external {
        _issue(ben, 50);
        _split(1, 3);
        _bring(address(0), ada);
        _assertRefused(Restriction.SplitPending, ada, ben, 1);
        _bring(address(0), ben);
        _assertStatus(false, 0);
        _assertPasses(ada, ben, 33);
        assertEq(token.balanceOf(ben), 49);
    }

    function test_GivenASplitThatLeftFractions_ItShouldRoundEachPartitionByItself() external {
        _setPartition(FOUNDERS, 0);
        _setPartition(STAFF, 0);
        _issueIn(FOUNDERS, ada, 5);
        _issueIn(STAFF, ada, 5);
        _split(1, 3);
        _assertBalances(ada, 35, 33);
        assertEq(token.totalSupply(), 36);
        vm.expectEmit(address(token));
        emit ITokenEvents.PositionBroughtForward(1, address(0), ada, 110, 35, 5, 35, 0);
        _bring(address(0), ada);
        _assertBalances(ada, 35, 33);
        assertEq(token.balanceOfByPartition(FOUNDERS, ada), 1);
        assertEq(token.totalSupplyByPartition(STAFF), 1);
        assertEq(token.totalSupplyByPartition(DEFAULT_PARTITION), 33);
        assertEq(token.totalSupply(), 35);
        _assertStatus(false, 0);
    }

    function test_GivenASplitThatLeftFractions_ItShouldLetACustodiansTotalFollowItsPositionsWhicheverComesFirst()
        external
    {
        for (uint256 first; first < 2; ++first) {
            uint256 snapshot = vm.snapshotState();
            address custodian = _custodian();
            _issue(ben, 50);
            _deposit(ada, custodian, 50);
            _deposit(ben, custodian, 50);
            _split(1, 3);
            assertEq(token.balanceOf(custodian), 33);
            if (first == 0) _bring(address(0), custodian);
            _bring(custodian, ada);
            assertEq(token.balanceOf(custodian), 32);
            _bring(address(0), custodian);
            _bring(custodian, ben);
            assertEq(token.balanceOf(custodian), 32);
            _assertStatus(true, 50);
            _bring(address(0), ada);
            _assertStatus(false, 0);
            assertEq(token.totalSupply(), 48);
            vm.revertToState(snapshot);
        }
    }

    function test_GivenASplitThatLeftFractions_WhenAPositionIsNamedTwice_ItShouldChangeNothingTheSecondTime() external {
        _issue(ben, 50);
        _split(1, 3);
        PositionKey[] memory keys = new PositionKey[](2);
        (keys[0], keys[1]) = (_keys(address(0), ada)[0], PositionKey(address(0), STAFF, ada));
        token.bringForward(keys);
        _bring(address(0), ada);
        assertEq(token.balanceOf(ada), 33);
        _assertStatus(true, 50);
        assertEq(token.totalSupply(), 49);
    }

    function test_GivenASplitThatLeftFractions_WhenAPartitionOrAnAccountWithoutSharesIsNamed_ItShouldPassItOver()
        external
    {
        _split(1, 3);
        _bring(address(0), ben);
        _bring(ben, ada);
        _bring(stranger, stranger);
        _assertStatus(true, 100);
    }

    function test_GivenASplitThatLeftFractions_GivenABalanceRoundsToZero_ItShouldTakeThePositionFromItsInvestorsCountRestrictedOrNot()
        external
    {
        address custodian = _custodian();
        _issue(ben, 4);
        _deposit(ben, custodian, 2);
        _restrictAccount(benId, ben);
        _split(1, 3);
        assertEq(token.balanceOf(ben), 0);
        _bring(address(0), ben);
        _assertCounts(DE, 2, 2, 1, 1);
        _bring(custodian, ben);
        _assertCounts(DE, 2, 1, 0, 0);
        (uint32 positions,,,) = issuer.investorState(_key(benId));
        assertEq(positions, 0);
        _bring(address(0), ada);
        assertEq(token.totalSupply(), 33);
        assertEq(token.balanceOf(custodian), 0);
        _freeAccount(benId, ben);
        _assertPasses(ada, ben, 1);
        _assertCounts(DE, 2, 2, 1, 1);
    }

    function test_GivenASplitThatLeftFractions_GivenTheAccountIsLostFrozenOrItsCustodianNotApprovedAnyMore_ItShouldBringItForwardAllTheSame()
        external
    {
        address custodian = _custodian();
        _deposit(ada, custodian, 50);
        _lose(ada, adaThird);
        _freeze(adaId, true);
        vm.startPrank(owner);
        issuer.removeCustodian(custodian);
        issuer.removeRegistrar(registrar);
        issuer.setGlobalRestriction(true);
        vm.stopPrank();
        _split(1, 3);
        _bring(custodian, ada);
        _bring(address(0), adaThird);
        _assertStatus(false, 0);
        assertEq(token.custodyBalanceOf(custodian, ada), 16);
        assertEq(token.balanceOf(custodian), 16);
        assertEq(token.totalSupply(), 32);
    }

    function test_GivenASplitThatLeftFractions_GivenTheOwnerReopened_ItShouldBringForwardWhatMovesAndTotalsShouldFallThen()
        external
    {
        _issue(ben, 50);
        _split(1, 3);
        _reopen();
        assertEq(token.totalSupply(), 50);
        _assertPasses(ada, ben, 33);
        _assertStatus(false, 0);
        assertEq(token.totalSupply(), 49);
        assertEq(token.balanceOf(ben), 49);
        _assertCounts(DE, 2, 1, 1, 1);
    }

    function test_GivenASplitThatLeftFractions_GivenTheOwnerReopened_ItShouldTellBalancesAtRecordDatesAsTheyWereRounded()
        external
    {
        _setPartition(STAFF, 0);
        _issueIn(STAFF, ada, 5);
        uint40 date = _now() + 10;
        _schedule(date);
        _split(1, 3);
        _reopen();
        vm.warp(date + 1);
        for (uint256 i; i < 2; ++i) {
            assertEq(token.balanceOfAt(ada, date), 34);
            assertEq(token.balanceOfByPartitionAt(STAFF, ada, date), 1);
            assertEq(token.balanceOfByPartitionAt(DEFAULT_PARTITION, ada, date), 33);
            assertEq(token.totalSupplyAt(date), 35, "with fractions that were not known yet");
            _bring(address(0), ada);
        }
        assertEq(token.totalSupply(), 34);
    }

    function test_GivenASplitThatLeftFractions_ItShouldKeepBalancesAtRecordDatesBeforeTheSplit() external {
        _setPartition(STAFF, 0);
        _issueIn(STAFF, ada, 5);
        uint40 date = _now() + 10;
        _schedule(date);
        vm.warp(date + 1);
        vm.prank(owner);
        token.changePartition(ada, STAFF, DEFAULT_PARTITION, 1, "");
        _split(1, 3);
        for (uint256 i; i < 2; ++i) {
            assertEq(token.balanceOfAt(ada, date), 105);
            assertEq(token.balanceOfByPartitionAt(STAFF, ada, date), 5);
            assertEq(token.balanceOfByPartitionAt(DEFAULT_PARTITION, ada, date), 100);
            assertEq(token.totalSupplyAt(date), 105);
            assertEq(token.totalSupplyByPartitionAt(STAFF, date), 5);
            _assertBalances(ada, 34, 33);
            _bring(address(0), ada);
        }
    }

    function test_GivenATokenThatWasNeverSplit_ItShouldChangeNothing() external {
        vm.record();
        _bring(address(0), ada);
        (, bytes32[] memory writes) = vm.accesses(address(token));
        assertEq(writes.length, 0);
    }
}
