// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {KIND_PARTITION_CHANGE, Move} from "../../../../src/types/Move.sol";
import {Partition} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {referenceData} from "../../../utils/Moves.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

/// @notice A module that spends a holder's allowance in each of its hooks.
contract GreedyModule {
    ISecurityToken private immutable _token;
    bytes private _spending;
    uint256 public spent;
    bytes public refusal;

    constructor(ISecurityToken token) {
        _token = token;
    }

    function prepare(bytes calldata spending) external {
        _spending = spending;
    }

    function issuer() external view returns (address) {
        return address(_token.issuer());
    }

    function serves(address) external pure returns (bool) {
        return true;
    }

    function declaration() external pure returns (uint256 hooks, uint256 permissions) {
        return (HOOK_TRANSFER_TOKENS, 0);
    }

    /// @dev The hook, whatever its arguments.
    fallback() external {
        (bool success, bytes memory returned) = address(_token).call(_spending);
        if (success) ++spent;
        else refusal = returned;
    }
}

/// @dev Ada holds 10 in the default partition, 100 in the first and 1000 in the seventh; ways are open from the first to the
/// seventh and on to the default one.
contract OperatorTransferBetweenPartitionsTest is PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
        _issueIn(SEVENTH, ada, 1000);
        _open(LOCKED, SEVENTH);
        _open(SEVENTH, NONE);
        _open(NONE, SEVENTH);
    }

    function test_RevertWhen_TheCallerIsAStranger_EvenForNothing() external {
        _assertOperatorRefused(Restriction.NotOperator, LOCKED, SEVENTH, 1);
        _assertOperatorRefused(Restriction.NotOperator, LOCKED, SEVENTH, 0);
        _assertOperatorRefused(Restriction.NotOperator, NONE, SEVENTH, 0);
    }

    function test_RevertWhen_TheCallerIsAnOperatorOfThePartitionThatTheSharesEnter() external {
        _authorizeIn(SEVENTH);
        _assertOperatorRefused(Restriction.NotOperator, LOCKED, SEVENTH, 1);
    }

    function test_WhenTheCallerIsAnOperatorOfThePartitionThatTheSharesLeave_ItShouldMoveThemAndTellWhoDidWithBothData()
        external
    {
        _authorizeIn(LOCKED);
        bytes memory why = referenceData("why");
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(LOCKED, operator, ada, ben, 40, why, "who");
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionChanged(LOCKED, SEVENTH, ben, operator, 40, why);
        vm.prank(operator);
        token.operatorTransferBetweenPartitions(LOCKED, SEVENTH, ada, ben, 40, why, "who");
        _assertHolds(ada, 10, 60, 1000);
        _assertHolds(ben, 0, 0, 40);
    }

    function test_RevertWhen_TheCallerIsAnOperatorOfThePartitionThatTheSharesLeave_WhenItReachesOnFromThere() external {
        _authorizeIn(LOCKED);
        _assertOperatorRefused(Restriction.NotOperator, SEVENTH, NONE, 1);
        vm.expectRevert(_refusal(Restriction.NotOperator, ada, ada, 1));
        _operateBetween(LOCKED, SEVENTH, ada, ada, 1);
    }

    function test_WhenTheCallerHasAnAllowanceInThePartitionThatTheSharesLeave_ItShouldUseItUp() external {
        _allow(LOCKED, 50);
        _assertExplainedFor(operator, 0, LOCKED, SEVENTH, 50);
        vm.expectEmit(address(token));
        emit ITokenEvents.ApprovalByPartition(LOCKED, ada, operator, 10);
        _operateBetween(LOCKED, SEVENTH, ada, ben, 40);
        _operateBetween(LOCKED, SEVENTH, ada, ben, 10);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 0);
        _assertHolds(ben, 0, 0, 50);
    }

    function test_RevertWhen_TheCallerHasAnAllowanceInThePartitionThatTheSharesLeave_BeyondIt() external {
        _allow(LOCKED, 50);
        _assertOperatorRefused(Restriction.InsufficientAllowance, LOCKED, SEVENTH, 51);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), 50);
    }

    function test_WhenTheCallerHasAnAllowanceInThePartitionThatTheSharesLeave_GivenItIsEndless_ItShouldLeaveIt()
        external
    {
        _allow(LOCKED, type(uint256).max);
        _operateBetween(LOCKED, SEVENTH, ada, ben, 100);
        assertEq(token.allowanceByPartition(LOCKED, ada, operator), type(uint256).max);
    }

    function test_RevertWhen_TheCallerHasAnAllowanceInAnotherPartition() external {
        _allow(SEVENTH, 1000);
        _allow(NONE, 1000);
        _assertOperatorRefused(Restriction.NotOperator, LOCKED, SEVENTH, 1);
    }

    function test_RevertWhen_TheReceiverIsTheHolder_ForOperatorsAndSpenders() external {
        _allow(LOCKED, 50);
        bytes memory refusal = _refusal(Restriction.NotOperator, ada, ada, 1);
        vm.expectRevert(refusal);
        _operateBetween(LOCKED, SEVENTH, ada, ada, 1);
        _authorize(ada);
        vm.expectRevert(refusal);
        _operateBetween(LOCKED, SEVENTH, ada, ada, 1);
        Move memory m = _moveBetween(LOCKED, SEVENTH, ada, ada, 1);
        (m.kind, m.operator, m.initiator) = (KIND_PARTITION_CHANGE, operator, operator);
        _assertExplained(m, uint8(Restriction.NotOperator));
    }

    function test_RevertGiven_TheCallerIsAnInvestorWhoIsBarred() external {
        _register(_id("operator"), CH, 1, FAR, _one(operator));
        _freeze(_id("operator"), true);
        _allow(LOCKED, 50);
        _assertOperatorRefused(Restriction.SpenderBarred, LOCKED, SEVENTH, 1);
        _authorize(ada);
        _assertOperatorRefused(Restriction.SpenderBarred, LOCKED, SEVENTH, 1);
    }

    function test_GivenAHookCallsBackToSpendOnceMore_ItShouldFindTheAllowanceUsedUp() external {
        GreedyModule module = new GreedyModule(token);
        vm.prank(owner);
        issuer.attachModule(address(token), address(module));
        vm.prank(ada);
        token.approveByPartition(LOCKED, address(module), 40);
        module.prepare(abi.encodeCall(token.operatorTransferBetweenPartitions, (LOCKED, SEVENTH, ada, ben, 40, "", "")));
        _sendIn(LOCKED, ada, ben, 1);
        assertEq(module.spent(), 1);
        assertEq(module.refusal(), _refusal(Restriction.NotOperator, ada, ben, 40));
        assertEq(token.allowanceByPartition(LOCKED, ada, address(module)), 0);
        _assertHolds(ada, 10, 59, 1000);
        _assertHolds(ben, 0, 1, 40);
    }

    function _authorizeIn(Partition partition) private {
        vm.prank(ada);
        token.authorizeOperatorByPartition(partition, operator);
    }

    function _allow(Partition partition, uint256 amount) private {
        vm.prank(ada);
        token.approveByPartition(partition, operator, amount);
    }

    /// @dev The dry run says `code`, and the operator meets it.
    function _assertOperatorRefused(Restriction code, Partition from, Partition to, uint256 amount) private {
        _assertExplainedFor(operator, uint8(code), from, to, amount);
        vm.expectRevert(_refusal(code, ada, ben, amount));
        _operateBetween(from, to, ada, ben, amount);
    }

    function _assertExplainedFor(address caller, uint8 code, Partition from, Partition to, uint256 amount)
        private
        view
    {
        Move memory m = _moveBetween(from, to, ada, ben, amount);
        (m.operator, m.initiator) = (caller, caller);
        _assertExplained(m, code);
    }
}
