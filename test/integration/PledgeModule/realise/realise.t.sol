// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../../../src/interfaces/IPledgeModule.sol";
import {PledgeState, PledgeTerms} from "../../../../src/types/Pledge.sol";
import {defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {PledgeTest} from "../../../utils/PledgeTest.sol";

contract RealiseTest is PledgeTest {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = _openFor(ada, 60);
    }

    function test_RevertWhen_TheCallerIsNotTheSecuredParty() external {
        _callable(id);
        _expectNotSecured(ben);
        vm.prank(ben);
        pledges.realise(id, _direct(ben), 1, "");
    }

    function test_RevertWhen_ThePledgeIsNotCalledOrTheTermRuns() external {
        _expectState(id, PledgeState.Active, PledgeState.Realised);
        _realise(id, bank, 1);
        _call(id);
        skip(CURE - 1);
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_TermRuns.selector, id, START + CURE));
        _realise(id, bank, 1);
        skip(1);
        _realise(id, bank, 1);
    }

    function test_RevertWhen_TheAmountIsNothingOrMoreThanIsAvailable() external {
        _callable(id);
        _expectExceeded(60, 0);
        _realise(id, bank, 0);
        _expectExceeded(60, 61);
        _realise(id, bank, 61);
    }

    function test_WhenTheReceiverMayNotReceive_ItShouldRevertAndPassWhenTriedAgain() external {
        _callable(id);
        vm.expectRevert(_refusal(Restriction.ReceiverNotRegistered, ada, stranger, 60));
        _realise(id, stranger, 60);
        _assertPledge(id, PledgeState.Called, 60, 60);
        _register(_id("stranger"), CH, 1, FAR, _one(stranger));
        _realise(id, stranger, 60);
        assertEq(token.balanceOf(stranger), 60);
    }

    function test_WhenAPartIsRealised_ItShouldKeepTheRestPledged() external {
        _callable(id);
        vm.expectEmit(address(pledges));
        emit IPledgeModule.PledgeRealised(id, ben, address(0), 25, 35);
        _realise(id, ben, 25);
        _assertBalances(75, 25);
        _assertPledge(id, PledgeState.Called, 35, 35);
        _assertBooked(_direct(ada));
        _release(id, 35);
        _assertPasses(ada, ben, 75);
    }

    function test_WhenAllIsRealised_ItShouldEndThePledgeAndEncumberNothing() external {
        _callable(id);
        _realise(id, bank, 60);
        _assertPledge(id, PledgeState.Realised, 0, 0);
        assertEq(pledges.getPledge(id).dueBy, 0, "nothing is due any more");
        assertEq(pledges.pledgesOf(_direct(ada)).length, 0);
        assertEq(token.encumbranceOf(ada, address(pledges)), 0);
        _expectState(id, PledgeState.Realised, PledgeState.Realised);
        _realise(id, bank, 1);
        _assertPasses(ada, ben, 40);
    }

    function test_WhenTheSharesAreInCustody_ItShouldSettleOutOfIt() external {
        address vault = _custodian();
        _deposit(ada, vault, 40);
        PledgeTerms memory terms = _terms(ada, 30);
        terms.position = defaultPosition(vault, ada);
        uint256 kept = _open(terms);
        _callable(kept);
        _realise(kept, bank, 20);
        vm.prank(bank);
        pledges.realise(kept, defaultPosition(vault, ben), 10, "");
        assertEq(token.balanceOf(bank), 20);
        assertEq(token.balanceOf(vault), 20);
        assertEq(token.custodyBalanceOf(vault, ben), 10);
    }

    function test_GivenForceTookAPart_ItShouldRealiseTheRestAndWhatComesBackLater() external {
        _callable(id);
        _force(ada, ben, 70);
        _assertPledge(id, PledgeState.Called, 60, 30);
        _expectExceeded(30, 31);
        _realise(id, bank, 31);
        _realise(id, bank, 30);
        _assertPledge(id, PledgeState.Called, 30, 0);
        _assertBooked(_direct(ada));
        _force(ben, ada, 70);
        _assertPledge(id, PledgeState.Called, 30, 30);
        _realise(id, bank, 30);
        assertEq(token.balanceOf(bank), 60);
    }

    function test_GivenForceTookAPart_ItShouldServeTheEarlierPledgeFirst() external {
        uint256 later = _openFor(ada, 40);
        _force(ada, ben, 50);
        _assertPledge(id, PledgeState.Active, 60, 50);
        _assertPledge(later, PledgeState.Active, 40, 0);
        _force(ben, ada, 30);
        _assertPledge(id, PledgeState.Active, 60, 60);
        _assertPledge(later, PledgeState.Active, 40, 20);
        _assertBooked(_direct(ada));
        _callable(later);
        _expectExceeded(later, 20, 21);
        _realise(later, bank, 21);
    }

    function test_GivenTheModuleIsDetached_ItShouldRevertAndPassWhenItIsAttachedAgain() external {
        _callable(id);
        vm.prank(owner);
        issuer.detachModule(address(token), address(pledges));
        vm.expectRevert(IPledgeModule.PledgeModule_NotAttached.selector);
        _realise(id, bank, 60);
        vm.prank(owner);
        issuer.attachModule(address(token), address(pledges));
        _realise(id, bank, 60);
    }

    function test_GivenTheTokenWasSplit_ItShouldRealiseInThePresentUnitAndLeaveNothingEncumbered() external {
        _callable(id);
        _split(1, 7);
        token.bringForward(_keys(ada));
        _expectExceeded(8, 9);
        _realise(id, bank, 9);
        _realise(id, bank, 3);
        _assertPledge(id, PledgeState.Called, 5, 5);
        _realise(id, bank, 5);
        _assertPledge(id, PledgeState.Realised, 0, 0);
        assertEq(token.encumbranceOf(ada, address(pledges)), 0);
        assertEq(token.balanceOf(bank), 8);
        _assertPasses(ada, ben, 6);
    }

    function test_GivenTheTokenWasSplit_ItShouldWaitForASplitThatIsNotFinished() external {
        _callable(id);
        _split(1, 7);
        vm.expectRevert(_refusal(Restriction.SplitPending, ada, bank, 8));
        _realise(id, bank, 8);
    }

    function _expectExceeded(uint256 available, uint256 amount) private {
        _expectExceeded(id, available, amount);
    }

    function _expectExceeded(uint256 pledgeId, uint256 available, uint256 amount) private {
        vm.expectRevert(
            abi.encodeWithSelector(IPledgeModule.PledgeModule_AmountExceeded.selector, pledgeId, available, amount)
        );
    }
}
