// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../../../src/interfaces/IDistributionModule.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {IRecordDateSchedule} from "../../../../src/interfaces/IRecordDateSchedule.sol";
import {DEFAULT_PARTITION, Partition} from "../../../../src/types/Partition.sol";
import {Distribution, DistributionState, PaymentStatus} from "../../../../src/types/Payout.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {GasSink} from "../../../mocks/GasSink.sol";
import {GasBurner} from "../../../mocks/HostileReceivers.sol";
import {PayoutWorkBase} from "../../../utils/PayoutWorkBase.sol";

/// @notice Beside what they hold in the default partition, Alice holds 50 and Bob 150 preferred shares, the treasury 40.
contract DeclareByPartitionTest is PayoutWorkBase {
    Partition private constant PREFERRED = Partition.wrap("preferred");

    function setUp() public override {
        super.setUp();
        _name(PREFERRED);
        _issueIn(PREFERRED, address(issuer), 40);
        _issueIn(PREFERRED, alice, 50);
        _issueIn(PREFERRED, bob, 150);
    }

    /* ------------------------------------------------ declaring ---------------------------------------------- */

    function test_RevertWhen_TheCallerIsNoAuthority() external {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, alice));
        _declareAs(alice, PREFERRED);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothingAndReturnFalse() external {
        _needTwoOwners();
        assertFalse(_declareAs(owner, PREFERRED));
        assertEq(distribution.distributionCount(), 0);
        assertEq(token.recordDates().length, 0);
        assertTrue(_declareAs(secondOwner, PREFERRED));
        assertEq(distribution.distributionCount(), 1);
    }

    function test_RevertWhen_TheTokenHasNoSuchPartition() external {
        Partition unknown = Partition.wrap("prefered");
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_UnknownPartition.selector, unknown));
        _declareAs(owner, unknown);
    }

    function test_RevertWhen_TheDatesAreOutOfOrder() external {
        vm.expectRevert(
            abi.encodeWithSelector(IPayouts.Payouts_InvalidDates.selector, PAYMENT_DATE, PAYMENT_DATE, CLAIM_DEADLINE)
        );
        vm.prank(owner);
        distribution.declareByPartition(PREFERRED, payment, AMOUNT, PAYMENT_DATE, PAYMENT_DATE, CLAIM_DEADLINE);
    }

    function test_WhenThePartitionHasAName_ItShouldKeepTheTermsAndThePartitionUnderTheNextNumber() external {
        _declare();
        vm.expectEmit(address(distribution));
        emit IDistributionModule.DistributionDeclared(2, payment, AMOUNT, RECORD_DATE, PAYMENT_DATE, CLAIM_DEADLINE);
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionOfPartition(2, PREFERRED);
        uint256 id = _declareIn(PREFERRED);

        Distribution memory declared = distribution.getDistribution(id);
        assertTrue(declared.ofPartition);
        assertEq(Partition.unwrap(declared.partition), Partition.unwrap(PREFERRED));
        assertEq(declared.amount, AMOUNT);
        assertEq(declared.recordDate, RECORD_DATE);
        assertFalse(distribution.getDistribution(1).ofPartition);
        assertEq(token.recordDates()[0], RECORD_DATE);
    }

    function test_WhenThePartitionIsTheDefaultOne_ItShouldTellItFromTheWholeToken() external {
        assertTrue(distribution.getDistribution(_declareIn(DEFAULT_PARTITION)).ofPartition);
        assertFalse(distribution.getDistribution(_declare()).ofPartition);
    }

    function test_WhenTheRecordDateLiesBeyondTheHorizon_ItShouldPlanIt() external {
        uint40 recordDate = START + 1000 days;
        vm.expectEmit(address(distribution));
        emit IRecordDateSchedule.RecordDatePlanned(1, recordDate);
        vm.prank(owner);
        distribution.declareByPartition(
            PREFERRED, payment, AMOUNT, recordDate, recordDate + 1 days, recordDate + 2 days
        );
        assertEq(token.recordDates().length, 0);
    }

    /* ------------------------------------------------- opening ----------------------------------------------- */

    function test_WhenItIsOpened_ItShouldCountTheSupplyOfThePartitionWithoutTheTreasury() external {
        assertEq(distribution.getDistribution(_openIn(PREFERRED)).eligibleSupply, 200);
        vm.warp(START);
        assertEq(distribution.getDistribution(_openIn(DEFAULT_PARTITION)).eligibleSupply, 1_000);
        vm.warp(START);
        assertEq(distribution.getDistribution(_declareOpen()).eligibleSupply, 1_200);
    }

    function test_WhenItIsOpened_GivenNobodyHeldThePartition_ItShouldCloseAtOnce() external {
        Partition empty = Partition.wrap("empty");
        _name(empty);
        _issueIn(empty, address(issuer), 9);
        _assertState(_openIn(empty), DistributionState.Closed);
    }

    /* ------------------------------------------------- paying ------------------------------------------------ */

    function test_WhenItIsPaid_ItShouldPayWhoHeldThePartitionAloneAndClose() external {
        uint256 id = _openIn(PREFERRED);
        distribution.pay(id, _everybody());
        distribution.pay(id, _everybody());
        _assertPaid(250_000_001, 750_000_005, 0);
        _assertStatus(id, _custodied(carol), PaymentStatus.None);
        distribution.close(id);
        _assertState(id, DistributionState.Closed);
    }

    function test_WhenItIsPaid_GivenItIsTheDefaultPartition_ItShouldPayWhatStoodInNoOtherDirectlyAndAtCustodians()
        external
    {
        uint256 id = _openIn(DEFAULT_PARTITION);
        distribution.pay(id, _everybody());
        _assertPaid(ALICE_ENTITLEMENT, BOB_ENTITLEMENT, CAROL_ENTITLEMENT);
        distribution.close(id);
    }

    function test_WhenItIsPaid_GivenTheSharesMovedSince_ItShouldPayWhoHeldThemAtTheRecordDate() external {
        uint256 id = _fundedIn(PREFERRED);
        vm.warp(RECORD_DATE + 1);
        vm.prank(alice);
        token.transferByPartition(PREFERRED, carol, 50, "");
        vm.prank(owner);
        token.changePartition(bob, PREFERRED, DEFAULT_PARTITION, 150, "");
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
        distribution.pay(id, _both(_direct(carol), _direct(bob)));
        distribution.pay(id, _everybody());
        _assertPaid(250_000_001, 750_000_005, 0);
        distribution.close(id);
    }

    function test_WhenItIsPaid_GivenTheSharesChangedTheirPartitionInTheSecondOfTheRecordDate_ItShouldCountThemWhereTheyWent()
        external
    {
        uint256 id = _fundedIn(PREFERRED);
        vm.warp(RECORD_DATE);
        vm.startPrank(owner);
        token.changePartition(bob, PREFERRED, DEFAULT_PARTITION, 150, "");
        token.changePartition(alice, DEFAULT_PARTITION, PREFERRED, 150, "");
        vm.stopPrank();
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
        distribution.pay(id, _everybody());
        _assertPaid(AMOUNT, 0, 0);
        distribution.close(id);
    }

    function test_WhenItIsPaid_GivenTheAccountWasRecoveredSince_ItShouldPayTheSuccessorOnce() external {
        address successor = makeAddr("alice, second account");
        uint256 id = _fundedIn(PREFERRED);
        vm.warp(RECORD_DATE + 1);
        vm.startPrank(owner);
        registrar.registerAccounts(_idOf(alice), _one(successor));
        registrar.restrictAccounts(_idOf(alice), _one(alice));
        token.recover(alice, successor, "");
        vm.stopPrank();
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
        distribution.pay(id, _both(_direct(successor), _direct(alice)));
        distribution.pay(id, _everybody());
        assertEq(payment.balanceOf(successor), 250_000_001);
        _assertPaid(0, 750_000_005, 0);
        distribution.close(id);
    }

    /// @dev Who accepted both names would pay twice.
    function test_WhenItIsPaid_WhenAPositionIsNamedByThePartition_ItShouldRevert() external {
        uint256 id = _openIn(PREFERRED);
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_InvalidPosition.selector, PREFERRED, alice));
        distribution.pay(id, _only(PositionKey(address(0), PREFERRED, alice)));
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_InvalidPosition.selector, PREFERRED, alice));
        distribution.claimFor(id, PositionKey(address(0), PREFERRED, alice));
    }

    function testFuzz_WhenItIsPaid_ItShouldPayEachItsFloorWhateverEverybodyHolds(
        uint64[3] calldata ofDefault,
        uint64[3] calldata ofPreferred,
        uint64 inCustody,
        bool isDefault
    ) external {
        address[3] memory holders = [alice, bob, carol];
        for (uint256 i; i < 3; ++i) {
            _issue(holders[i], ofDefault[i]);
            _issueIn(PREFERRED, holders[i], ofPreferred[i]);
        }
        _issue(carol, inCustody);
        _transfer(carol, address(custodian), inCustody);
        uint256 id = _openIn(isDefault ? DEFAULT_PARTITION : PREFERRED);

        uint256[4] memory held = isDefault
            ? [600 + uint256(ofDefault[0]), 300 + uint256(ofDefault[1]), ofDefault[2], 100 + uint256(inCustody)]
            : [50 + uint256(ofPreferred[0]), 150 + uint256(ofPreferred[1]), ofPreferred[2], 0];
        uint256 supply = held[0] + held[1] + held[2] + held[3];
        assertEq(distribution.getDistribution(id).eligibleSupply, supply);
        distribution.pay(id, _everybody());
        distribution.pay(id, _only(_direct(carol)));
        for (uint256 i; i < 2; ++i) {
            assertEq(payment.balanceOf(holders[i]), AMOUNT * held[i] / supply);
        }
        assertEq(payment.balanceOf(carol), AMOUNT * held[2] / supply + AMOUNT * held[3] / supply);
        distribution.close(id);
    }

    /* -------------------------------------------------- work ------------------------------------------------- */

    function test_WhenAListedPositionHeldNothingOfThePartition_ItShouldBePassedOverAsWork() external {
        _enrolEverybody();
        uint256 id = _openIn(PREFERRED);
        assertEq(_due(PAY), _ids(_payId(id, 1), _payId(id, 2)));
        assertEq(distribution.runWork(PAY, _ids(_payId(id, 1), _payId(id, 3))), _ids(_payId(id, 1)));
        assertEq(_due(PAY), _ids(_payId(id, 2)));
        distribution.runWork(PAY, _ids(_payId(id, 2)));
        assertEq(_due(PAY).length, 0);
        assertEq(_due(CLOSE), _ids(id));
    }

    function test_WhenAPositionIsAskedForItsEntitlement_ItShouldCountThePartitionAlone() external {
        uint256 id = _openIn(PREFERRED);
        assertEq(distribution.entitlementOf(id, address(0), alice), 250_000_001);
        assertEq(distribution.entitlementOf(id, address(custodian), carol), 0);
    }

    /// @dev Each holds something in each of 32 partitions, and moved since the record date, so all history is read; the
    /// registrar knows none of them any more and burns all that it gets, and so do the receivers.
    function test_WhenItIsPaid_GivenItIsTheDefaultPartition_ItShouldNeedTheGasOfAllPartitionsForABatchOfANetwork()
        external
    {
        uint256 before = _batchOf(PAY);
        uint256 id = _fundedIn(DEFAULT_PARTITION);
        uint256 count = _batchOf(PAY);
        assertLt(count, before);
        assertGe(count, 4);
        Partition[] memory partitions = _nameAll();
        address[] memory holders = new address[](count);
        for (uint256 i; i < count; ++i) {
            holders[i] = _burnerIn(partitions);
        }
        vm.warp(RECORD_DATE + 1);
        for (uint256 i; i < count; ++i) {
            for (uint256 j = 1; j < partitions.length; ++j) {
                vm.prank(holders[i]);
                token.transferByPartition(partitions[j], bob, 1, "");
            }
        }
        vm.warp(PAYMENT_DATE);
        _moveTreasury(partitions);
        vm.cool(address(distribution));
        vm.cool(address(token));
        assertEq(distribution.runWork{gas: distribution.workGas(OPEN, 1)}(OPEN, _ids(id)), _ids(id));
        uint256[] memory ids = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            ids[i] = _payId(id, i + 1);
        }
        uint256 budget = distribution.workGas(PAY, count);
        vm.cool(address(distribution));
        vm.cool(address(token));
        assertEq(distribution.workStates{gas: budget / 4 + 200_000}(PAY, ids).length, count);
        vm.prank(owner);
        issuer.removeRegistrar(registrar);
        vm.mockFunction(address(issuer), address(new GasSink()), abi.encodePacked(issuer.isRestricted.selector));
        vm.cool(address(distribution));
        vm.cool(address(token));
        assertEq(distribution.runWork{gas: budget}(PAY, ids), ids);
        assertEq(distribution.getDistribution(id).withheld, count);
    }

    /* ------------------------------------------------- helpers ----------------------------------------------- */

    /// @dev So that its history is read, and that of the supplies.
    function _moveTreasury(Partition[] memory partitions) private {
        vm.startPrank(owner);
        for (uint256 i = 1; i < partitions.length; ++i) {
            token.redeemByPartition(partitions[i], 1, "");
        }
        vm.stopPrank();
    }

    /// @dev The token's other 31 partitions beside the preferred one, after the default one and that.
    function _nameAll() private returns (Partition[] memory) {
        for (uint256 i = 1; i < 32; ++i) {
            _name(Partition.wrap(bytes32(i)));
            _issueIn(Partition.wrap(bytes32(i)), address(issuer), 2);
        }
        return token.partitions();
    }

    /// @dev A listed holder of two shares in each partition.
    function _burnerIn(Partition[] memory partitions) private returns (address) {
        GasBurner receiver = new GasBurner(address(this));
        _register(address(receiver));
        for (uint256 i; i < partitions.length; ++i) {
            _issueIn(partitions[i], address(receiver), 2);
        }
        distribution.enrolPositions(0, _only(_direct(address(receiver))));
        receiver.setToBurn(type(uint256).max);
        return address(receiver);
    }

    function _name(Partition partition) private {
        vm.prank(owner);
        token.setPartition(partition, 0, "");
    }

    function _issueIn(Partition partition, address to, uint256 amount) private {
        vm.prank(owner);
        token.issueByPartition(partition, to, amount, "");
    }

    function _declareAs(address caller, Partition partition) private returns (bool) {
        vm.prank(caller);
        return distribution.declareByPartition(partition, payment, AMOUNT, RECORD_DATE, PAYMENT_DATE, CLAIM_DEADLINE);
    }

    function _fundedIn(Partition partition) private returns (uint256 id) {
        id = _declareIn(partition);
        _fund(id);
    }

    function _openIn(Partition partition) private returns (uint256 id) {
        id = _fundedIn(partition);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
    }

    function _assertPaid(uint256 ofAlice, uint256 ofBob, uint256 ofCarol) private view {
        assertEq(payment.balanceOf(alice), ofAlice, "alice");
        assertEq(payment.balanceOf(bob), ofBob, "bob");
        assertEq(payment.balanceOf(carol), ofCarol, "carol");
    }
}
