// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../../../src/interfaces/IDistributionModule.sol";
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
        vm.expectRevert(_wrongState(funded, IDistributionModule.State.Funded));
        distribution.close(funded);

        uint256 closed = _declareClosed();
        assertFalse(distribution.isClosable(closed));
        vm.expectRevert(_wrongState(closed, IDistributionModule.State.Closed));
        distribution.close(closed);
    }

    function test_GivenPositionsWereNotSeen_ItShouldRevertAndSayHowMuchIsMissing() external {
        uint256 id = _declareOpen();
        distribution.pay(id, _both(_direct(alice), _direct(bob)));

        assertFalse(distribution.isClosable(id));
        vm.expectRevert(abi.encodeWithSelector(IDistributionModule.DistributionModule_Incomplete.selector, id, 100));
        distribution.close(id);
    }

    function test_GivenAPositionWasWithheld_ItShouldClose() external {
        uint256 id = _declareOpen();
        _freeze(bob, true);
        distribution.pay(id, _everybody());

        distribution.close(id);

        _assertState(id, IDistributionModule.State.Closed);
    }

    function test_GivenEveryPositionWasPaid_ItShouldCloseForAnyone() external {
        uint256 id = _declareOpen();
        distribution.pay(id, _everybody());

        assertTrue(distribution.isClosable(id));
        vm.expectEmit(address(distribution));
        emit IDistributionModule.DistributionClosed(id, AMOUNT - REMAINDER);
        vm.prank(stranger);
        distribution.close(id);

        _assertState(id, IDistributionModule.State.Closed);
    }
}
