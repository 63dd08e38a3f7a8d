// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {MAX_BALANCE} from "../../../../src/types/Holding.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetGranularityTest is GuardedBase, EnforcementBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.setGranularity, (10)));
    }

    function _isDone() internal view override returns (bool) {
        return token.granularity() == 10;
    }

    function test_RevertWhen_TheMultipleIsZeroOrAboveAllThatCanExist() external {
        uint256[2] memory wrong = [0, MAX_BALANCE + 1];
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidGranularity.selector, wrong[i]));
            _setGranularity(wrong[i]);
        }
        _setGranularity(MAX_BALANCE);
        _issue(ada, MAX_BALANCE);
    }

    function test_RevertGiven_ThereAreShares() external {
        _issue(address(issuer), 100);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SharesExist.selector, 100));
        _setGranularity(10);
    }

    function test_RevertGiven_AGranularity_WhenAnOddAmountIsIssuedAloneOrInABatch() external {
        _setGranularity(10);
        _expectOdd(address(0), ada, 15);
        _issue(ada, 15);
        _expectOdd(address(0), ben, 5);
        vm.prank(owner);
        token.issueBatch(_two(ada, ben), _amounts(10, 5), "");
        _expectOdd(address(0), ada, 5);
        vm.prank(owner);
        token.issueBatch(_two(ada, ben), _amounts(5, 5), "");
    }

    function test_RevertGiven_AGranularity_WhenAnOddAmountIsSentAloneOrInABatchDepositedOrMovedInCustody() external {
        address custodian = _granular();
        _assertRefused(Restriction.AmountNotMultiple, ada, ben, 15);
        _assertRefused(Restriction.AmountNotMultiple, ada, custodian, 15);
        _assertCustodyRefused(Restriction.AmountNotMultiple, custodian, ada, ben, 15, false);
        _assertCustodyRefused(Restriction.AmountNotMultiple, custodian, ada, ada, 15, true);
        _expectOdd(ada, ben, 5);
        vm.prank(ada);
        token.transferBatch(_two(ben, ben), _amounts(10, 5));
        vm.prank(owner);
        vm.expectRevert(_refusal(Restriction.AmountNotMultiple, address(issuer), ben, 5));
        token.transferTreasury(ben, 5);
    }

    function test_RevertGiven_AGranularity_WhenAnOddAmountIsRedeemed() external {
        _granular();
        vm.startPrank(owner);
        _expectOdd(ada, address(0), 15);
        token.redeemFrom(ada, 15, "");
        _expectOdd(address(issuer), address(0), 15);
        token.redeem(15, "");
        vm.stopPrank();
    }

    function test_GivenAGranularity_WhenAmountsAreMultiples_ItShouldLetAllOfThesePass() external {
        address custodian = _granular();
        _assertPasses(ada, ben, 10);
        _deposit(ada, custodian, 10);
        vm.startPrank(custodian);
        token.custodyTransfer(ada, ben, 10);
        token.custodyWithdraw(ada, ada, 10);
        vm.stopPrank();
        vm.startPrank(owner);
        token.redeemFrom(ada, 10, "");
        token.redeem(10, "");
        vm.stopPrank();
        assertEq(token.totalSupply(), 280);
    }

    function test_GivenAGranularity_WhenNothingMoves_ItShouldLetItPass() external {
        _granular();
        _assertPasses(ada, ben, 0);
        _issue(ada, 0);
    }

    function test_GivenAllSharesWereRedeemed_ItShouldTakeAnotherMultiple() external {
        _setGranularity(10);
        _issue(ada, 10);
        vm.prank(owner);
        token.redeemFrom(ada, 10, "");
        _setGranularity(7);
        assertEq(token.granularity(), 7);
        _issue(ada, 14);
        _assertRefused(Restriction.AmountNotMultiple, ada, ben, 10);
    }

    function test_GivenAllSharesWereRedeemed_WhenTheMultipleIsOne_ItShouldLetAnyAmountPass() external {
        _setGranularity(10);
        _setGranularity(1);
        assertEq(token.granularity(), 1);
        _issue(ada, 13);
        _assertPasses(ada, ben, 3);
    }

    function test_WhenItSucceeds_ItShouldKeepTheMultipleAndSaySo() external {
        assertEq(token.granularity(), 1);
        vm.expectEmit(address(token));
        emit ITokenEvents.GranularitySet(10);
        _setGranularity(10);
        assertEq(token.granularity(), 10);
    }

    /// @dev Multiples of ten: 100 in the treasury, 100 of ada's, another 100 at a custodian.
    function _granular() private returns (address custodian) {
        _setGranularity(10);
        custodian = _custodian();
        _issue(address(issuer), 100);
        _issue(ada, 200);
        _deposit(ada, custodian, 100);
    }

    function _expectOdd(address from, address to, uint256 amount) private {
        vm.expectRevert(_refusal(Restriction.AmountNotMultiple, from, to, amount));
    }
}
