// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../../../../src/types/Restriction.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract TransferTreasuryTest is GuardedBase {
    function setUp() public override {
        super.setUp();
        _issue(address(issuer), 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.transferTreasury, (ada, 60)));
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOf(ada) == 60;
    }

    function test_RevertWhen_TheAmountExceedsTheTreasury() external {
        _assertTreasuryRefused(Restriction.InsufficientBalance, ada, 101);
    }

    function test_RevertWhen_TheReceiverMayNotReceive() external {
        _assertTreasuryRefused(Restriction.ReceiverNotRegistered, stranger, 1);
        _freeze(adaId, true);
        _assertTreasuryRefused(Restriction.ReceiverFrozen, ada, 1);
    }

    function test_RevertWhen_TheReceiverIsACustodian() external {
        _assertTreasuryRefused(Restriction.InvalidReceiver, _custodian(), 1);
    }

    function test_WhenTheReceiverMayReceive_ItShouldMoveTheAmountAndCountTheInvestor() external {
        vm.prank(owner);
        assertTrue(token.transferTreasury(ada, 100));
        assertEq(token.balanceOf(address(issuer)), 0);
        assertEq(token.balanceOf(ada), 100);
        _assertCounts(CH, 1, 1, 1, 1);
        _assertPasses(ada, address(issuer), 100);
        _assertInvestors(0);
    }

    function _assertTreasuryRefused(Restriction code, address to, uint256 amount) private {
        assertEq(token.detectTransferRestriction(address(issuer), to, amount), uint8(code));
        vm.expectRevert(_refusal(code, address(issuer), to, amount));
        vm.prank(owner);
        token.transferTreasury(to, amount);
    }
}
