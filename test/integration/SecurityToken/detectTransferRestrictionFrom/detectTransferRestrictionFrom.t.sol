// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../../../../src/types/Restriction.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";

contract DetectTransferRestrictionFromTest is EnforcementBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function test_WhenTheSpendersAllowanceIsTooSmall_ItShouldSaySoBeforeAnythingElse() external {
        _approve(50);
        _freeze(adaId, true);
        _assertAgrees(ada, ben, 51, Restriction.InsufficientAllowance);
        _assertAgrees(ada, ben, 50, Restriction.SenderFrozen);
        assertEq(
            token.detectTransferRestrictionFrom(ben, ada, ben, 1),
            uint8(Restriction.InsufficientAllowance),
            "another spender"
        );
    }

    function test_WhenTheAllowanceIsEndless_ItShouldGiveTheReasonOfTheTransferAlone() external {
        _approve(type(uint256).max);
        _assertAgrees(ada, ben, 101, Restriction.InsufficientBalance);
        _assertAgrees(ada, stranger, 1, Restriction.ReceiverNotRegistered);
        _assertAgrees(ada, ben, 100, Restriction.None);
        assertEq(token.allowance(ada, stranger), type(uint256).max);
    }

    function testFuzz_WhenCalledWithWhateverArguments_ItShouldAgreeWithTheOutcomeOfTheTransfer(
        uint8 allowed,
        uint8 amount,
        uint8 toSeed,
        uint8 frozen
    ) external {
        address[6] memory receivers = [ben, adaToo, ada, stranger, address(token), address(issuer)];
        _approve(allowed);
        _freezeAmount(ada, frozen);
        address to = receivers[toSeed % 6];
        _assertAgrees(ada, to, amount, Restriction(token.detectTransferRestrictionFrom(stranger, ada, to, amount)));
    }

    function _approve(uint256 allowed) private {
        vm.prank(ada);
        token.approve(stranger, allowed);
    }

    function _assertAgrees(address from, address to, uint256 amount, Restriction code) private {
        assertEq(token.detectTransferRestrictionFrom(stranger, from, to, amount), uint8(code), "dry run");
        if (code != Restriction.None) vm.expectRevert(_refusal(code, from, to, amount));
        vm.prank(stranger);
        token.transferFrom(from, to, amount);
    }
}
