// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../../../src/interfaces/IPayouts.sol";
import {DistributionState} from "../../../../src/types/Payout.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";

contract CloseTest is DistributionBase {
    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(1));
        distribution.close(1);
        assertFalse(distribution.isClosable(1));
    }

    /// @dev Before it opens nothing is missing, because nothing is eligible yet.
    function test_RevertGiven_ItIsNotOpen() external {
        uint256 funded = _declareFunded();
        assertFalse(distribution.isClosable(funded));
        vm.expectRevert(_wrongState(funded, DistributionState.Funded));
        distribution.close(funded);

        uint256 closed = _declareClosed();
        assertFalse(distribution.isClosable(closed));
        vm.expectRevert(_wrongState(closed, DistributionState.Closed));
        distribution.close(closed);
    }

    function test_GivenPositionsWereNotSeen_ItShouldRevertAndSayHowMuchIsMissing() external {
        uint256 id = _declareOpen();
        distribution.pay(id, _both(_direct(alice), _direct(bob)));

        assertFalse(distribution.isClosable(id));
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_Incomplete.selector, id, 100));
        distribution.close(id);
    }

    /// @dev From the opening, which may be long after the payment date.
    function test_GivenAPositionIsWithheld_ItShouldRevertUntilTheGracePeriodFromTheOpeningIsOver() external {
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE + 30 days);
        distribution.open(id);
        _freeze(bob, true);
        distribution.pay(id, _everybody());

        vm.warp(PAYMENT_DATE + 44 days - 1);
        assertFalse(distribution.isClosable(id));
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_NotDue.selector, id, PAYMENT_DATE + 44 days));
        distribution.close(id);
    }

    function test_GivenAPositionIsWithheld_ItShouldCloseWhenTheGracePeriodIsOver() external {
        uint256 id = _declareOpen();
        _freeze(bob, true);
        distribution.pay(id, _everybody());
        vm.warp(PAYMENT_DATE + 14 days);

        assertTrue(distribution.isClosable(id));
        distribution.close(id);

        _assertState(id, DistributionState.Closed);
    }

    function test_GivenAPositionIsWithheld_ItShouldCloseAtOnceWhenThePositionWasPaidAfterAll() external {
        uint256 id = _declareOpen();
        _freeze(bob, true);
        distribution.pay(id, _everybody());
        _freeze(bob, false);
        distribution.claimFor(id, _direct(bob));

        distribution.close(id);

        _assertState(id, DistributionState.Closed);
    }

    /// @dev Carol's 100 of 1,000 are entitled to 0.9 units: a hundred such positions stop nobody.
    function test_GivenWhatIsMissingIsEntitledToNothing_ItShouldClose() external {
        uint256 id = _openWith(9);
        distribution.pay(id, _both(_direct(alice), _direct(bob)));

        assertTrue(distribution.isClosable(id));
        distribution.close(id);
        assertEq(distribution.getDistribution(id).settledSupply, 900);

        // Nothing is lost to her, and nothing is counted twice.
        distribution.pay(id, _both(_custodied(carol), _custodied(carol)));
        assertEq(distribution.getDistribution(id).settledSupply, 1_000);
    }

    function test_RevertGiven_WhatIsMissingIsEntitledToSomethingTogether() external {
        uint256 id = _openWith(10);
        distribution.pay(id, _both(_direct(alice), _direct(bob)));

        assertFalse(distribution.isClosable(id));
        vm.expectRevert(abi.encodeWithSelector(IPayouts.Payouts_Incomplete.selector, id, 100));
        distribution.close(id);
    }

    function test_GivenEveryPositionWasPaid_ItShouldCloseForAnyone() external {
        uint256 id = _declareOpen();
        distribution.pay(id, _everybody());

        assertTrue(distribution.isClosable(id));
        vm.expectEmit(address(distribution));
        emit IPayouts.DistributionClosed(id, AMOUNT - REMAINDER);
        vm.prank(stranger);
        distribution.close(id);

        _assertState(id, DistributionState.Closed);
    }

    function _openWith(uint256 amount) private returns (uint256 id) {
        id = _declare(payment, amount);
        _fund(id);
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
    }
}
