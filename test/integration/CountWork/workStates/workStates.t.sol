// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkState} from "../../../../src/types/WorkStatus.sol";
import {WorkBase} from "../../../utils/WorkBase.sol";

contract CountWorkStatesTest is WorkBase {
    function test_WhenAClassHasChanged_ItShouldSayDueEnrolledOrNot() external {
        counts.enrol(_investors(alice));
        _rate(alice, 2);
        _rate(bob, 2);
        _assertState(counts, KIND, _numberOf(alice), WorkState.Due, 0);
        _assertState(counts, KIND, _numberOf(bob), WorkState.Due, 0);
    }

    function test_GivenTheClassIsThePresentOne_ItShouldSayWaiting() external view {
        _assertState(counts, KIND, _numberOf(alice), WorkState.Waiting, 0);
    }

    function test_GivenTheIssuerDoesNotCountTheInvestor_ItShouldSayUnknown() external {
        _transfer(alice, bob, 600);
        _assertState(counts, KIND, _numberOf(alice), WorkState.Unknown, 0);
        _assertState(counts, KIND, _numberOf(stranger), WorkState.Unknown, 0);
    }

    function test_WhenTheIdNamesNobody_ItShouldSayUnknown() external view {
        _assertState(counts, KIND, uint256(1) << 40 | _numberOf(alice), WorkState.Unknown, 0);
        _assertState(counts, KIND, 0, WorkState.Unknown, 0);
        _assertState(counts, 1, _numberOf(alice), WorkState.Unknown, 0);
    }
}
