// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkState} from "../../../../src/types/WorkStatus.sol";
import {WorkRegistrar} from "../../../mocks/WorkRegistrar.sol";
import {WorkBase} from "../../../utils/WorkBase.sol";

contract AccreditationWorkStatesTest is WorkBase {
    function setUp() public override {
        super.setUp();
        _expireAt(alice, END);
    }

    function test_WhenAnAccreditationHasNotEnded_ItShouldSayNotDueAndWhen() external {
        vm.warp(END - 1);
        _assertState(accreditations, KIND, _numberOf(alice), WorkState.NotDue, END);
    }

    function test_WhenAnAccreditationHasEnded_ItShouldSayDueFiledOrNot() external {
        accreditations.file(_investors(alice));
        _expireAt(bob, END);
        vm.warp(END);
        _assertState(accreditations, KIND, _numberOf(alice), WorkState.Due, END);
        _assertState(accreditations, KIND, _numberOf(bob), WorkState.Due, END);
    }

    function test_GivenAnAccreditationIsMarked_ItShouldSayDone() external {
        vm.warp(END);
        registrar.expire(_ids(_idOf(alice)));
        _assertState(accreditations, KIND, _numberOf(alice), WorkState.Done, END);
    }

    function test_WhenTheIdNamesNobody_ItShouldSayUnknown() external view {
        _assertState(accreditations, KIND, _numberOf(stranger), WorkState.Unknown, 0);
        _assertState(accreditations, KIND, _atSecond(alice), WorkState.Unknown, 0);
        _assertState(accreditations, KIND, uint256(32) << 32 | _numberOf(alice), WorkState.Unknown, 0);
        _assertState(accreditations, KIND, uint256(1) << 255 | _numberOf(alice), WorkState.Unknown, 0);
        _assertState(accreditations, 2, _numberOf(alice), WorkState.Unknown, 0);
    }

    function test_GivenTheRegistrarIsNotAcceptedOrHostile_ItShouldSayUnknown() external {
        second.setEnd(_idOf(bob), END);
        _assertState(accreditations, KIND, _atSecond(bob), WorkState.NotDue, END);
        for (uint256 mood = 1; mood <= uint256(WorkRegistrar.Mood.Short); ++mood) {
            second.setMood(WorkRegistrar.Mood(mood));
            _assertState(accreditations, KIND, _atSecond(bob), WorkState.Unknown, 0);
        }
        vm.prank(owner);
        issuer.removeRegistrar(registrar);
        vm.warp(END);
        _assertState(accreditations, KIND, _numberOf(alice), WorkState.Unknown, 0);
    }

    function test_WhenItIsAskedAboutAnEntry_ItShouldSayDueWhenItIsOutOfPlace() external {
        accreditations.file(_investors(alice));
        _expireAt(alice, FAR);
        vm.warp(END);
        _assertState(accreditations, REFILE, _numberOf(alice), WorkState.Due, 0);
    }

    function test_WhenItIsAskedAboutAnEntry_ItShouldSayWaitingOtherwiseAndUnknownOfWhoIsNotFiled() external {
        accreditations.file(_investors(alice));
        vm.warp(END);
        _assertState(accreditations, REFILE, _numberOf(alice), WorkState.Waiting, 0);
        _assertState(accreditations, REFILE, _numberOf(bob), WorkState.Unknown, 0);
    }
}
