// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../../../src/interfaces/IDistributionModule.sol";
import {IPurse} from "../../../../src/interfaces/IPurse.sol";
import {FeeToken} from "../../../mocks/FeeToken.sol";
import {newDistribution} from "../../../utils/Artifacts.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";

/// @dev What it does for the module is told in the trees of `pay`, `claim`, `cancel`, `reclaim` and `sweepSurplus`.
contract PurseTest is DistributionBase {
    function test_RevertWhen_TheCallerIsNotTheModule() external {
        IPurse purse = distribution.purseOf(_declareFunded());

        vm.expectRevert(abi.encodeWithSelector(IPurse.Purse_NotModule.selector, owner));
        vm.prank(owner);
        purse.pay(payment, owner, 1, AMOUNT);
        vm.expectRevert(abi.encodeWithSelector(IPurse.Purse_NotModule.selector, owner));
        vm.prank(owner);
        purse.empty(payment, owner, 1);
    }

    function test_RevertWhen_TheCallerIsAnotherModule() external {
        IPurse purse = distribution.purseOf(_declareFunded());
        IDistributionModule other = newDistribution(token);

        vm.expectRevert(abi.encodeWithSelector(IPurse.Purse_NotModule.selector, address(other)));
        vm.prank(address(other));
        purse.empty(payment, owner, 1);
    }

    function test_GivenTheTokenTakesMoreThanWasSent_ItShouldRevertAndTellBothAmounts() external {
        IPurse purse = distribution.purseOf(_declareFunded());
        FeeToken feeToken = new FeeToken();
        feeToken.mint(address(purse), 100);
        feeToken.setFee(FeeToken.Fee.FromSender);
        uint256 spent = 50 + feeToken.FEE();
        vm.expectRevert(abi.encodeWithSelector(IPurse.Purse_Inexact.selector, feeToken, 50, spent));
        vm.prank(address(distribution));
        purse.pay(feeToken, owner, 50, 100);
    }

    function test_GivenItWasNotMadeYet_ItShouldHaveTheAddressThatItWillHave() external {
        uint256 id = _declare();
        address purse = _purse(id);
        assertEq(purse.code.length, 0);

        _fund(id);

        assertEq(_purse(id), purse);
        assertEq(purse.code.length, 45);
    }

    function test_GivenTwoDistributions_ItShouldBeAnotherOneForEach() external {
        (uint256 first, uint256 second) = (_declareFunded(), _declareFunded());
        assertNotEq(_purse(first), _purse(second));
        assertEq(payment.balanceOf(_purse(first)), AMOUNT);
        assertEq(payment.balanceOf(_purse(second)), AMOUNT);
    }
}
