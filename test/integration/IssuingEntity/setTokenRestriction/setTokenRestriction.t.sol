// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {Call, SignedApproval, Step} from "../../../../src/types/Authority.sol";
import {PauseBase} from "../../../utils/PauseBase.sol";

contract SetTokenRestrictionTest is PauseBase {
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

    function test_WhenTheOwnerLiftsThePauseInABatch_ItShouldLiftIt() external {
        vm.startPrank(owner);
        issuer.setTokenRestriction(address(token), true);
        issuer.executeBatch(_lifting());
        vm.stopPrank();
        assertFalse(_isDone());
    }

    function test_RevertWhen_AStrangerLiftsThePause() external {
        _expectNotMember(stranger);
        vm.prank(stranger);
        issuer.setTokenRestriction(address(token), false);
    }

    function test_GivenAnAuthorityHasThePermission_WhenItPauses_ItShouldPause() external {
        _guard(issuer.setTokenRestriction.selector);
        vm.prank(guard.addr);
        assertTrue(issuer.setTokenRestriction(address(token), true));
        assertTrue(_isDone());
    }

    function test_RevertGiven_AnAuthorityHasThePermission_WhenItLiftsThePause() external {
        _guard(issuer.setTokenRestriction.selector);
        vm.startPrank(guard.addr);
        issuer.setTokenRestriction(address(token), true);
        _expectNotPermitted(issuer.setTokenRestriction.selector);
        issuer.setTokenRestriction(address(token), false);
    }

    function test_RevertGiven_AnAuthorityHasThePermissionAndOneForBatches_WhenItLiftsThePauseInABatch() external {
        _guard(issuer.setTokenRestriction.selector);
        vm.startPrank(guard.addr);
        issuer.setTokenRestriction(address(token), true);
        _expectNotPermitted(issuer.setTokenRestriction.selector);
        issuer.executeBatch(_lifting());
    }

    function test_RevertGiven_AnAuthorityHasThePermission_WhenItLiftsThePauseBySignatures() external {
        _guard(issuer.setTokenRestriction.selector);
        vm.prank(guard.addr);
        issuer.setTokenRestriction(address(token), true);
        Call memory call = _callOf(GUARDS, address(issuer), _lifting()[0].data);
        SignedApproval[] memory signatures = _bundle(_sign(issuer, call, guard));
        _expectNotPermitted(issuer.setTokenRestriction.selector);
        issuer.executeCall(call, signatures);
    }

    function _lifting() private view returns (Step[] memory steps) {
        steps = new Step[](1);
        steps[0] = Step(address(issuer), abi.encodeCall(issuer.setTokenRestriction, (address(token), false)));
    }

    function _pause(address which, bool restricted) private {
        vm.prank(owner);
        issuer.setTokenRestriction(which, restricted);
    }
}
