// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {WorkKind} from "../../../../src/types/Work.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

interface ICarryOut {
    function carryOut(WorkKind kind, uint256[] calldata ids) external returns (uint256[] memory);
}

/// @dev What it does for the gateway is told in the tree of `run`.
contract CarryOutTest is GatewayBase {
    function test_RevertWhen_TheCallerIsNotTheGateway() external {
        _lockUpDue(1);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NotSelf.selector, owner));
        vm.prank(owner);
        ICarryOut(address(gateway)).carryOut(WorkKind.Release, _list(1));
    }
}
