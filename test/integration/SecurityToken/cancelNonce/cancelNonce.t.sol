// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {SignedTransfer} from "../../../../src/types/SignedTransfer.sol";
import {SignedTransferBase} from "../../../utils/SignedTransferBase.sol";

contract CancelNonceTest is SignedTransferBase {
    function test_WhenTheHolderCancelsANonce_ItShouldVoidWhatIsSignedUnderItAndNothingElse() external {
        bytes memory voided = _signed(_order(60, 7));
        bytes memory other = _signed(_order(40, 8));
        vm.expectEmit(address(token));
        emit ITokenEvents.NonceCancelled(ada, 7);
        vm.prank(ada);
        token.cancelNonce(7);

        assertTrue(token.isNonceUsed(ada, 7));
        _expectUsed(7);
        _send(_order(60, 7), voided);
        _send(_order(40, 8), other);
        _assertBalances(60, 40);
    }

    function test_WhenSomebodyElseCancelsTheSameNumber_ItShouldLeaveTheOrderOfTheHolderAsItIs() external {
        vm.prank(stranger);
        token.cancelNonce(7);
        assertFalse(token.isNonceUsed(ada, 7));
        _send(_order(60, 7), _signed(_order(60, 7)));
        _assertBalances(40, 60);
    }

    function test_RevertGiven_TheNonceIsUsedOrCancelled() external {
        _send(_order(60, 7), _signed(_order(60, 7)));
        _expectUsed(7);
        vm.prank(ada);
        token.cancelNonce(7);
        vm.startPrank(ada);
        token.cancelNonce(8);
        _expectUsed(8);
        token.cancelNonce(8);
    }

    function test_WhenTheHolderHasNoGas_ItShouldTakeASignedTransferOfNothingToOneselfInstead() external {
        SignedTransfer memory nothing = _order(0, 7);
        nothing.to = ada;
        _send(nothing, _signed(nothing));
        bytes memory signature = _signed(_order(60, 7));
        _expectUsed(7);
        _send(_order(60, 7), signature);
    }
}
