// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../../../src/interfaces/IPledgeModule.sol";
import {PledgeState} from "../../../../src/types/Pledge.sol";
import {PledgeTest} from "../../../utils/PledgeTest.sol";

contract PledgeCallTest is PledgeTest {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = _openFor(ada, 60);
    }

    function test_RevertWhen_TheCallerIsNotTheSecuredParty() external {
        address[3] memory callers = [ada, owner, stranger];
        for (uint256 i; i < callers.length; ++i) {
            _expectNotSecured(callers[i]);
            vm.prank(callers[i]);
            pledges.call(id, "");
        }
    }

    function test_RevertWhen_ThePledgeIsNotActive() external {
        uint256 proposed = _propose(_terms(ada, 1));
        _expectState(proposed, PledgeState.Proposed, PledgeState.Called);
        _call(proposed);
        _call(id);
        _expectState(id, PledgeState.Called, PledgeState.Called);
        _call(id);
        _release(id, 60);
        _expectState(id, PledgeState.Released, PledgeState.Called);
        _call(id);
    }

    function test_RevertWhen_ItsEndHasPassed() external {
        vm.warp(END);
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_Ended.selector, id, END));
        _call(id);
    }

    function test_WhenItIsActive_ItShouldGiveTheHolderTheTermAndKeepThePledgeBeyondItsEnd() external {
        vm.warp(END - 1);
        vm.expectEmit(address(pledges));
        emit IPledgeModule.PledgeCalled(id, END - 1 + CURE, "default");
        _call(id);
        vm.warp(END + 1 days);
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_NotDue.selector, id, END));
        pledges.expire(_list(id));
        vm.warp(END - 1 + CURE);
        _realise(id, bank, 60);
    }

    function test_WhenTheCallIsWithdrawn_ItShouldBeActiveAgainAndEndByItsDate() external {
        _call(id);
        _expectNotSecured(ada);
        vm.prank(ada);
        pledges.withdrawCall(id);
        vm.prank(bank);
        pledges.withdrawCall(id);
        skip(CURE);
        _expectState(id, PledgeState.Active, PledgeState.Realised);
        _realise(id, bank, 1);
        vm.warp(END);
        assertEq(pledges.expire(_list(id)), 1);
    }

    function test_ItShouldTellUntilWhenAProposalOrACallRunsAndNoDateOtherwise() external {
        uint256 proposed = _propose(_terms(ada, 1));
        assertEq(pledges.getPledge(proposed).dueBy, START + 30 days);
        vm.prank(bank);
        pledges.accept(proposed);
        assertEq(pledges.getPledge(proposed).dueBy, 0);
        _call(proposed);
        assertEq(pledges.getPledge(proposed).dueBy, START + CURE);
    }
}
