// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetExpiryStopsSendingTest is GuardedBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        _lapse(adaId, 1);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.setExpiryStopsSending, (true)));
    }

    function _isDone() internal view override returns (bool) {
        return token.detectTransferRestriction(ada, ben, 1) == uint8(Restriction.SenderExpired);
    }

    function test_GivenTheSendersAccreditationHasExpired_WhenItIsSet_ItShouldRefuseTheSale() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.ExpiryStopsSendingSet(true);
        _set(true);
        _assertRefused(Restriction.SenderExpired, ada, ben, 1);
    }

    function test_GivenTheSendersAccreditationHasExpired_WhenItIsSet_ItShouldLetTheInvestorMoveBetweenOwnAccounts()
        external
    {
        _set(true);
        _assertPasses(ada, adaToo, 100);
    }

    function test_GivenTheSendersAccreditationHasExpired_WhenItIsLifted_ItShouldLetTheInvestorSell() external {
        _set(true);
        _set(false);
        _assertPasses(ada, ben, 1);
    }

    function _set(bool stops) private {
        vm.prank(owner);
        token.setExpiryStopsSending(stops);
    }
}
