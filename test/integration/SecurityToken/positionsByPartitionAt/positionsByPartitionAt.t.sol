// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {InvestorId, InvestorKey} from "../../../../src/types/Identity.sol";
import {Partition} from "../../../../src/types/Partition.sol";
import {PositionKey, RecordDateHolding, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

/// @dev Ada holds 10 in the default partition, 5 of it at the custodian, 100 in the first and 1000 in the seventh; Ben 7 in
/// the first alone; the treasury 50 in the default one and 500 in the first.
contract PositionsByPartitionAtTest is PartitionBase {
    uint40 private constant DATE = START + 10;

    address private custodian;

    function setUp() public override {
        super.setUp();
        custodian = _custodian();
        _name(LOCKED);
        _name(SEVENTH);
        _issue(address(issuer), 50);
        _issueIn(LOCKED, address(issuer), 500);
        _issue(ada, 10);
        _issueIn(LOCKED, ada, 100);
        _issueIn(SEVENTH, ada, 1000);
        _issueIn(LOCKED, ben, 7);
        _deposit(ada, custodian, 5);
        vm.prank(owner);
        token.scheduleRecordDate(DATE);
        vm.warp(DATE + 1);
    }

    function test_RevertWhen_TheRecordDateWasNeverAnnounced() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownRecordDate.selector, DATE - 1));
        token.positionsByPartitionAt(NONE, new PositionKey[](0), DATE - 1);
    }

    function test_RevertWhen_TheRecordDateIsNow() external {
        vm.warp(DATE);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_RecordDateNotPassed.selector, DATE, uint256(DATE))
        );
        token.positionsByPartitionAt(LOCKED, new PositionKey[](0), DATE);
    }

    function test_WhenItIsAskedOfTheDefaultPartition_ItShouldTellWhatStoodInNoOtherPartitionDirectlyAndAtCustodians()
        external
        view
    {
        _assertHeld(NONE, 5, 5, 0);
    }

    function test_WhenItIsAskedOfTheDefaultPartition_ItShouldTellNothingOfWhoHeldOtherPartitionsAlone() external view {
        _assertNothing(_heldIn(NONE, address(0), ben));
    }

    function test_WhenItIsAskedOfAnotherPartition_ItShouldTellWhatStoodThere() external view {
        _assertHeld(LOCKED, 100, 0, 7);
        _assertHeld(SEVENTH, 1000, 0, 0);
    }

    function test_WhenItIsAskedOfAnotherPartition_ItShouldTellNothingAtCustodians() external view {
        _assertNothing(_heldIn(LOCKED, custodian, ada));
    }

    function test_WhenThePartitionDoesNotExist_ItShouldTellNothing() external view {
        _assertHeld(UNKNOWN, 0, 0, 0);
    }

    function test_WhenAKeyNamesAPartition_ItShouldNotBeRead() external view {
        PositionKey[] memory keys = new PositionKey[](2);
        (keys[0], keys[1]) = (PositionKey(address(0), SEVENTH, ada), PositionKey(custodian, SEVENTH, ada));
        RecordDateHolding[] memory held = token.positionsByPartitionAt(NONE, keys, DATE);
        assertEq(held[0].balance, 5);
        assertEq(held[1].balance, 5);
    }

    function test_WhenThePositionIsTheTreasuryOrACustodiansOwn_ItShouldTellNothing() external view {
        _assertNothing(_heldIn(NONE, address(0), address(issuer)));
        _assertNothing(_heldIn(LOCKED, address(0), address(issuer)));
        _assertNothing(_heldIn(NONE, address(0), custodian));
    }

    function test_GivenSharesChangedTheirPartitionSince_ItShouldTellWhatStoodInEachAtTheTime() external {
        _change(owner, ada, LOCKED, NONE, 100);
        _change(owner, ada, SEVENTH, LOCKED, 1);
        _change(owner, ben, LOCKED, SEVENTH, 7);
        vm.prank(custodian);
        token.custodyWithdraw(ada, ada, 5);
        _assertPasses(ada, ben, 110);
        _assertHeld(NONE, 5, 5, 0);
        _assertHeld(LOCKED, 100, 0, 7);
        _assertHeld(SEVENTH, 1000, 0, 0);
    }

    function test_GivenTheAccountWasRecoveredSince_ItShouldTellWhatItHeldTheSuccessorAndTheInvestor() external {
        vm.startPrank(owner);
        registrar.restrictAccounts(adaId, _one(ada));
        token.recover(ada, adaToo, "");
        vm.stopPrank();
        token.recoverCustody(ada, _one(custodian));
        _assertHeld(NONE, 5, 5, 0);
        _assertHeld(LOCKED, 100, 0, 7);
        assertEq(_heldIn(NONE, address(0), ada).recipient, adaToo);
        assertEq(_heldIn(LOCKED, address(0), ada).recipient, adaToo);
        _assertNothing(_heldIn(LOCKED, address(0), adaToo));
    }

    function test_GivenTheSharesWereSplitSince_ItShouldTellTheUnitsOfTheTime() external {
        vm.prank(owner);
        token.split(3, 1);
        _assertHeld(NONE, 5, 5, 0);
        _assertHeld(LOCKED, 100, 0, 7);
        _assertPasses(ada, ben, 1);
        _sendIn(LOCKED, ben, ada, 21);
        _assertHeld(NONE, 5, 5, 0);
        _assertHeld(LOCKED, 100, 0, 7);
    }

    function test_GivenTheHolderIsRestricted_ItShouldSaySoOfEveryPartition() external {
        assertFalse(_heldIn(LOCKED, address(0), ada).restricted);
        _freeze(adaId, true);
        assertTrue(_heldIn(NONE, address(0), ada).restricted);
        assertTrue(_heldIn(NONE, custodian, ada).restricted);
        assertTrue(_heldIn(LOCKED, address(0), ada).restricted);
        assertFalse(_heldIn(LOCKED, address(0), ben).restricted);
    }

    /* ------------------------------------------------- helpers ----------------------------------------------- */

    function _heldIn(Partition partition, address custodian_, address account)
        private
        view
        returns (RecordDateHolding memory)
    {
        PositionKey[] memory keys = new PositionKey[](1);
        keys[0] = defaultPosition(custodian_, account);
        return token.positionsByPartitionAt(partition, keys, DATE)[0];
    }

    /// @dev What is told of Ada directly and at the custodian, and of Ben; who held something is named.
    function _assertHeld(Partition partition, uint256 direct, uint256 inCustody, uint256 ofBen) private view {
        _assertIs(_heldIn(partition, address(0), ada), direct, adaId);
        _assertIs(_heldIn(partition, custodian, ada), inCustody, adaId);
        _assertIs(_heldIn(partition, address(0), ben), ofBen, benId);
    }

    function _assertIs(RecordDateHolding memory held, uint256 balance, InvestorId investor) private pure {
        if (balance == 0) return _assertNothing(held);
        assertEq(held.balance, balance, "balance");
        assertEq(InvestorKey.unwrap(held.investor), InvestorKey.unwrap(_key(investor)), "investor");
    }

    function _assertNothing(RecordDateHolding memory held) private pure {
        assertEq(held.balance, 0, "balance");
        assertEq(held.recipient, address(0), "recipient");
        assertFalse(held.restricted, "restricted");
        assertEq(InvestorKey.unwrap(held.investor), 0, "investor");
    }
}
