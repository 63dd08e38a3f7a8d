// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER, PERMISSION_ISSUE, PERMISSION_REDEEM} from "../../../../src/types/Modules.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

contract RedeemPositionTest is GuardedBase, PartitionBase {
    address private vault;

    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        vault = _custodian();
        _issue(ada, 100);
        _deposit(ada, vault, 40);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.redeemPosition, (defaultPosition(vault, ada), 30, "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.custodyBalanceOf(vault, ada) == 10;
    }

    function test_RevertWhen_TheCallerIsAModuleWithoutThePermission() external {
        ModuleMock module = _module(0, PERMISSION_ISSUE);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, address(module), PERMISSION_REDEEM)
        );
        vm.prank(address(module));
        token.redeemPosition(defaultPosition(vault, ada), 1, "");
    }

    function test_RevertWhen_TheAmountIsEncumberedOrNotHeld() external {
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, address(0), 41));
        _redeem(defaultPosition(vault, ada), 41);
        ModuleMock module = _module(0, PERMISSION_ENCUMBER);
        vm.prank(address(module));
        token.encumberPosition(defaultPosition(vault, ada), 15);
        vm.expectRevert(_refusal(Restriction.AmountLocked, ada, address(0), 26));
        _redeem(defaultPosition(vault, ada), 26);
    }

    function test_WhenThePositionIsAtACustodian_ItShouldRedeemOutOfCustodyAndKeepTheCustodiansTotalExact() external {
        ModuleMock module = _module(0, PERMISSION_REDEEM);
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(vault, ada, address(0), 25);
        vm.expectEmit(address(token));
        emit ITokenEvents.Redeemed(address(module), ada, 25, "");
        vm.prank(address(module));
        token.redeemPosition(defaultPosition(vault, ada), 25, "");
        assertEq(token.balanceOf(vault), 15);
        assertEq(token.custodyBalanceOf(vault, ada), 15);
        assertEq(token.totalSupply(), 75);
        _assertPositions(adaId, 2);
    }

    function test_WhenThePositionIsInAPartition_ItShouldRedeemThere() external {
        _issueIn(LOCKED, ada, 9);
        vm.expectEmit(address(token));
        emit ITokenEvents.RedeemedByPartition(LOCKED, owner, ada, 4, "", "");
        _redeem(PositionKey(address(0), LOCKED, ada), 4);
        _assertHolds(ada, 60, 5, 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownPartition.selector, LOCKED));
        _redeem(PositionKey(vault, LOCKED, ada), 1);
    }

    function test_WhenThePositionIsTheLastOfItsInvestor_ItShouldCountTheInvestorNoMore() external {
        _redeem(defaultPosition(address(0), ada), 60);
        _assertInvestors(1);
        _redeem(defaultPosition(vault, ada), 40);
        _assertInvestors(0);
    }

    function _redeem(PositionKey memory from, uint256 amount) private {
        vm.prank(owner);
        token.redeemPosition(from, amount, "");
    }
}
