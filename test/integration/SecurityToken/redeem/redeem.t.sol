// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_REDEEM} from "../../../../src/types/Modules.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract RedeemTest is GuardedBase {
    function setUp() public override {
        super.setUp();
        _issue(address(issuer), 100);
        _issue(ada, 50);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.redeem, (40, "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOf(address(issuer)) == 60 && token.totalSupply() == 110;
    }

    function test_RevertWhen_TheCallerIsAModuleWithThePermissionToRedeem() external {
        ModuleMock module = _module(0, PERMISSION_REDEEM);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, address(module)));
        vm.prank(address(module));
        token.redeem(1, "");
    }

    function test_RevertWhen_TheAmountExceedsTheTreasury() external {
        _assertNotRedeemed(Restriction.InsufficientBalance, 101);
    }

    function test_GivenAPartOfTheTreasuryIsEncumbered_ItShouldRevertAboveWhatIsFree() external {
        _encumbered(address(issuer), 70);
        _assertNotRedeemed(Restriction.AmountLocked, 31);
        _redeem(30);
        assertEq(token.balanceOf(address(issuer)), 70);
    }

    function test_WhenTheAmountIsZero_ItShouldChangeNothing() external {
        _redeem(0);
        assertEq(token.balanceOf(address(issuer)), 100);
        assertEq(token.totalSupply(), 150);
    }

    function test_GivenEverythingIsPaused_ItShouldRedeem() external {
        vm.startPrank(owner);
        issuer.setTokenRestriction(address(token), true);
        issuer.setGlobalRestriction(true);
        vm.stopPrank();
        _redeem(100);
        assertEq(token.totalSupply(), 50);
    }

    function test_WhenTheTreasuryHoldsEnough_ItShouldTakeTheAmountFromTheTreasuryAndTheSupplyAndCountNobody() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(issuer), address(0), 100);
        vm.expectEmit(address(token));
        emit ITokenEvents.Redeemed(owner, address(issuer), 100, "reference");
        vm.prank(owner);
        assertTrue(token.redeem(100, "reference"));

        assertEq(token.balanceOf(address(issuer)), 0);
        assertEq(token.balanceOf(ada), 50);
        assertEq(token.totalSupply(), 50);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function _redeem(uint256 amount) private {
        vm.prank(owner);
        token.redeem(amount, "");
    }

    function _assertNotRedeemed(Restriction code, uint256 amount) private {
        vm.expectRevert(_refusal(code, address(issuer), address(0), amount));
        _redeem(amount);
    }
}
