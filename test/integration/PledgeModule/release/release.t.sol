// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../../../src/interfaces/IPledgeModule.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PledgeState} from "../../../../src/types/Pledge.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {PledgeTest} from "../../../utils/PledgeTest.sol";

contract PledgeReleaseTest is PledgeTest {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = _openFor(ada, 60);
    }

    function test_RevertWhen_TheCallerIsNotTheSecuredParty() external {
        _expectNotSecured(ada);
        vm.prank(ada);
        pledges.release(id, 60);
    }

    function test_RevertWhen_ThePledgeIsNotOpen() external {
        uint256 proposed = _propose(_terms(ada, 1));
        _expectState(proposed, PledgeState.Proposed, PledgeState.Released);
        _release(proposed, 1);
        _release(id, 60);
        _expectState(id, PledgeState.Released, PledgeState.Released);
        _release(id, 0);
    }

    function test_RevertWhen_TheAmountExceedsWhatIsPledged() external {
        _openFor(ada, 40);
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_AmountExceeded.selector, id, 60, 61));
        _release(id, 61);
    }

    function test_WhenAPartIsReleased_ItShouldFreeThatMuch() external {
        vm.expectEmit(address(pledges));
        emit IPledgeModule.PledgeReleased(id, 20, 40);
        _release(id, 20);
        _assertPledge(id, PledgeState.Active, 40, 40);
        _assertRefused(Restriction.AmountLocked, ada, ben, 61);
        _assertPasses(ada, ben, 60);
    }

    function test_WhenAllIsReleased_ItShouldEndThePledgeCalledOrNot() external {
        _release(id, 60);
        _assertPledge(id, PledgeState.Released, 0, 0);
        uint256 called = _openFor(ada, 60);
        _call(called);
        _release(called, 60);
        _assertPledge(called, PledgeState.Released, 0, 0);
        _assertPasses(ada, ben, 100);
    }

    function test_GivenForceTookAPart_ItShouldMakeUpForWhatWasTakenFirst() external {
        _force(ada, ben, 70);
        _release(id, 25);
        _assertPledge(id, PledgeState.Active, 35, 30);
        assertEq(token.encumbranceOf(ada, address(pledges)), 30);
        _assertBooked(_direct(ada));
        _release(id, 35);
        assertEq(token.takenOf(_direct(ada), address(pledges)), 0);
        _assertPasses(ada, ben, 30);
    }

    function test_GivenAnotherPledgeLiesOnThePosition_ItShouldLeaveThatOneWhole() external {
        uint256 other = _openFor(ada, 30);
        uint256 third = _openFor(ada, 10);
        _release(id, 60);
        _assertPledge(other, PledgeState.Active, 30, 30);
        uint256[] memory open = pledges.pledgesOf(_direct(ada));
        assertEq(open.length, 2);
        assertEq(open[0], other);
        assertEq(open[1], third);
        _assertBooked(_direct(ada));
    }

    function test_GivenTheTokenWasSplit_ItShouldCountInThePresentUnit() external {
        _split(3, 1);
        _assertPledge(id, PledgeState.Active, 180, 180);
        _release(id, 20);
        _assertPledge(id, PledgeState.Active, 160, 160);
        _split(2, 1);
        _assertPledge(id, PledgeState.Active, 320, 320);
        _assertBooked(_direct(ada));
        _release(id, 320);
        assertEq(token.encumbranceOf(ada, address(pledges)), 0);
        _assertPasses(ada, ben, 600);
    }

    function test_GivenTheTokenWasSplit_ItShouldLeaveNothingEncumberedWhenTheLastOfThePositionGoes() external {
        uint256 other = _openFor(ada, 5);
        _split(1, 7);
        token.bringForward(_keys(ada));
        _assertPledge(id, PledgeState.Active, 8, 8);
        _assertPledge(other, PledgeState.Active, 0, 0);
        _release(id, 3);
        _release(id, 5);
        assertEq(token.encumbranceOf(ada, address(pledges)), 2, "fractions of both");
        _release(other, 0);
        _assertPledge(other, PledgeState.Released, 0, 0);
        assertEq(token.encumbranceOf(ada, address(pledges)), 0);
        _detach();
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NothingEncumbered.selector, address(pledges)));
        vm.prank(owner);
        token.abandonModule(address(pledges));
    }

    function test_GivenTheTokenWasSplit_ItShouldLeaveNothingEncumberedWhenALaterSplitMadeFractionsLarger() external {
        uint256 odd = _openFor(ada, 15);
        _split(1, 2);
        token.bringForward(_keys(ada));
        _release(id, 30);
        _release(odd, 5);
        _split(3, 1);
        _assertPledge(odd, PledgeState.Active, 6, 6);
        assertEq(token.encumbranceOf(ada, address(pledges)), 8, "and a half of a share, three times");
        _release(odd, 6);
        assertEq(token.encumbranceOf(ada, address(pledges)), 0);
        _assertPasses(ada, ben, 150);
    }

    function test_GivenTheTokenWasSplit_ItShouldLeaveOtherPledgesWholeIfItWasProposedBefore() external {
        _release(id, 60);
        uint256 first = _propose(_terms(ada, 11));
        uint256 second = _propose(_terms(ada, 11));
        _split(1, 3);
        token.bringForward(_keys(ada));
        vm.startPrank(bank);
        pledges.accept(first);
        pledges.accept(second);
        vm.stopPrank();
        uint256 other = _openFor(ada, 5);
        _release(first, 3);
        _release(second, 3);
        _assertPledge(other, PledgeState.Active, 5, 5);
        _assertBooked(_direct(ada));
    }

    function test_GivenTheTokenWasSplit_ItShouldLeaveThePledgesOfALostAccountThatCameToIt() external {
        _issue(adaToo, 50);
        uint256 own = _openFor(adaToo, 15);
        _split(1, 10);
        token.bringForward(_keys(ada));
        token.bringForward(_keys(adaToo));
        _release(own, 0);
        _restrictAccount(adaId, ada);
        _recover(ada, adaToo);
        _release(own, 1);
        _assertPledge(id, PledgeState.Active, 6, 6);
        _callable(id);
        _realise(id, bank, 6);
        assertEq(token.encumbranceOf(adaToo, address(pledges)), 0);
    }
}
