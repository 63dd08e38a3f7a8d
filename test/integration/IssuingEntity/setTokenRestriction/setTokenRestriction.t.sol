// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetTokenRestrictionTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.setTokenRestriction, (address(token), true)));
    }

    function _isDone() internal view override returns (bool) {
        return token.isRestricted();
    }

    function test_RevertGiven_TheTokenIsUnknown() external {
        _expectUnknownToken(stranger);
        _pause(stranger, true);
    }

    function test_GivenTheTokenIsTheIssuers_ItShouldPauseThatTokenAlone() external {
        ISecurityToken second = _secondToken();
        _pause(address(second), true);
        assertTrue(second.isRestricted());
        assertFalse(token.isRestricted());
        _pause(address(second), false);
        assertFalse(second.isRestricted());
    }

    function _pause(address which, bool restricted) private {
        vm.prank(owner);
        issuer.setTokenRestriction(which, restricted);
    }
}
