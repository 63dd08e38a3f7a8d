// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_MANDATE} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";

contract RedeemByMandateTest is EnforcementBase {
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        module = _module(0, PERMISSION_MANDATE);
    }

    function test_RevertWhen_TheCallerDeclaresThePermissionAndHasNoMandate() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotMandated.selector, address(module)));
        _redeem(defaultPosition(address(0), ada), 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotMandated.selector, owner));
        vm.prank(owner);
        token.redeemByMandate(defaultPosition(address(0), ada), 1, "");
    }

    function test_RevertWhen_TheAmountExceedsWhatIsHeld() external {
        _grant();
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, address(0), 101));
        _redeem(defaultPosition(address(0), ada), 101);
    }

    function test_RevertWhen_ThePositionIsInAnUnknownPartitionOrInOneThatNoCustodianKeeps() external {
        address vault = _custodian();
        _deposit(ada, vault, 40);
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 30);
        _grant();
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownPartition.selector, STAFF));
        _redeem(PositionKey(address(0), STAFF, ada), 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownPartition.selector, FOUNDERS));
        _redeem(PositionKey(vault, FOUNDERS, ada), 10);
    }

    function test_WhenTheAmountIsEncumberedFrozenAndLocked_ItShouldRedeemItAndCutEachLayerAsForceDoes() external {
        ModuleMock other = _encumbered(ada, 80);
        _freezeAmount(ada, 50);
        _lock(DEFAULT_PARTITION, ada, FAR);
        _grant();
        vm.expectEmit(address(token));
        emit ITokenEvents.Redeemed(address(module), ada, 60, "");
        _redeem(defaultPosition(address(0), ada), 60);
        assertEq(token.balanceOf(ada), 40);
        assertEq(token.encumbranceOf(ada, address(other)), 40);
        assertEq(token.takenOf(defaultPosition(address(0), ada), address(other)), 40);
        assertEq(token.getFrozenTokens(ada), 40);
    }

    function test_WhenThePositionIsAtACustodian_ItShouldKeepTheCustodiansTotalExact() external {
        address vault = _custodian();
        _deposit(ada, vault, 40);
        _grant();
        _redeem(defaultPosition(vault, ada), 30);
        assertEq(token.balanceOf(vault), 10);
        assertEq(token.custodyBalanceOf(vault, ada), 10);
        assertEq(token.totalSupply(), 70);
        _assertPositions(adaId, 2);
    }

    function test_WhenThePositionIsTheLastOfItsInvestor_ItShouldCountTheInvestorNoMore() external {
        _grant();
        _redeem(defaultPosition(address(0), ada), 100);
        _assertInvestors(0);
    }

    function _grant() private {
        vm.prank(owner);
        token.setMandate(address(module), true);
    }

    function _redeem(PositionKey memory from, uint256 amount) private {
        vm.prank(address(module));
        token.redeemByMandate(from, amount, "");
    }
}
