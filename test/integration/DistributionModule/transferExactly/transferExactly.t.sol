// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../../../src/interfaces/IDistributionModule.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

interface ITransferExactly {
    function transferExactly(IERC20 payment, address to, uint256 amount, uint256 purse) external;
}

/// @dev What it does for the module is told in the trees of `pay`, `claim` and `reclaim`.
contract TransferExactlyTest is DistributionBase {
    function test_RevertWhen_TheCallerIsNotTheModule() external {
        _declareFunded();

        vm.expectRevert(abi.encodeWithSelector(IDistributionModule.DistributionModule_NotSelf.selector, owner));
        vm.prank(owner);
        ITransferExactly(address(distribution)).transferExactly(payment, owner, 1, AMOUNT);
    }
}
