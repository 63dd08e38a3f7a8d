// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ApproveTest is ComplianceBase {
    function test_RevertWhen_TheSpenderIsNobody() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.ERC20InvalidSpender.selector, address(0)));
        vm.prank(ada);
        token.approve(address(0), 1);
    }

    function test_WhenTheSpenderIsAnybody_ItShouldReplaceTheAllowanceAndSaySo() external {
        vm.startPrank(ada);
        token.approve(stranger, 5);
        vm.expectEmit(address(token));
        emit IERC20.Approval(ada, stranger, 3);
        assertTrue(token.approve(stranger, 3));
        assertEq(token.allowance(ada, stranger), 3);
        assertEq(token.allowance(stranger, ada), 0);
    }
}
