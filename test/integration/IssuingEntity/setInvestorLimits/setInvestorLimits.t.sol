// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {LANE_MAX} from "../../../../src/types/Lanes.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetInvestorLimitsTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.setInvestorLimits, (_limits(9))));
    }

    function _isDone() internal view override returns (bool) {
        (, uint32[8] memory limits) = issuer.investorCounts();
        return limits[0] == 9;
    }

    function test_RevertWhen_ALimitIsTooHigh() external {
        vm.startPrank(owner);
        issuer.setInvestorLimits(_limits(uint32(LANE_MAX)));
        vm.expectRevert(
            abi.encodeWithSelector(IIssuingEntity.IssuingEntity_LimitTooHigh.selector, uint32(LANE_MAX + 1))
        );
        issuer.setInvestorLimits(_limits(uint32(LANE_MAX + 1)));
    }

    function test_GivenInvestorsAreCounted_ItShouldKeepTheCounts() external {
        _issue(ada, 1);
        _limitInvestors(0, 5);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_WhenTheLimitsAreSound_ItShouldSetAllOfThem() external {
        uint32[8] memory limits = [uint32(8), 1, 2, 3, 4, 5, 6, 7];
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorLimitsSet(limits);
        vm.prank(owner);
        assertTrue(issuer.setInvestorLimits(limits));
        (, uint32[8] memory stored) = issuer.investorCounts();
        assertEq(abi.encode(stored), abi.encode(limits));
    }
}
