// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract TransferBatchTest is EnforcementBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function test_RevertWhen_TheListsDifferInLength() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_LengthMismatch.selector, 1, 2));
        vm.prank(ada);
        token.transferBatch(_one(ben), _amounts(1, 1));
    }

    function test_RevertWhen_OneOfTheTransfersIsRefused_ItShouldRevertAndMoveNothing() external {
        vm.expectRevert(_refusal(Restriction.ReceiverNotRegistered, ada, stranger, 1));
        _send(ben, stranger, 1, 1);
        _assertBalances(100, 0);
    }

    function test_RevertWhen_TheyExceedTheBalanceTogether() external {
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ben, 41));
        _send(ben, ben, 60, 41);
    }

    function test_WhenTheListIsEmpty_ItShouldDoNothing() external {
        vm.recordLogs();
        vm.prank(stranger);
        token.transferBatch(new address[](0), new uint256[](0));
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_RevertWhen_ALimitLeavesOnePlace_ItShouldRevertWithTheSecondNewcomer() external {
        address cleo = _investor("cleo", DE, 2);
        _limitInvestors(0, 2);
        vm.expectRevert(_refusal(Restriction.InvestorLimitReached, ada, cleo, 1));
        _send(ben, cleo, 1, 1);
        _send(ben, ben, 1, 1);
    }

    function test_WhenAllMayPass_ItShouldTransferEachAlsoToTheSameReceiverToACustodianAndToItself() external {
        address custodian = _custodian();
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, ben, 10);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, ben, 20);
        _send(ben, ben, 10, 20);
        _send(custodian, ada, 30, 40);
        _assertBalances(40, 30);
        assertEq(token.custodyBalanceOf(custodian, ada), 30);
    }

    function _send(address first, address second, uint256 toFirst, uint256 toSecond) private {
        vm.prank(ada);
        token.transferBatch(_two(first, second), _amounts(toFirst, toSecond));
    }
}
