// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {Call, SignedApproval, Step} from "../../../../src/types/Authority.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {PauseBase} from "../../../utils/PauseBase.sol";

contract SetGlobalRestrictionTest is PauseBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.setGlobalRestriction, (true)));
    }

    function _isDone() internal view override returns (bool) {
        return issuer.globalRestriction();
    }

    function test_WhenTheOwnerCalls_ItShouldPauseAllTokensOrLiftThat() external {
        _issue(ada, 10);
        vm.startPrank(owner);
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.GlobalRestrictionSet(true);
        issuer.setGlobalRestriction(true);
        vm.stopPrank();
        assertEq(token.detectTransferRestriction(ada, ben, 1), uint8(Restriction.IssuerRestricted));
        vm.prank(owner);
        issuer.setGlobalRestriction(false);
        _assertPasses(ada, ben, 1);
    }

    function test_WhenTheOwnerLiftsThePauseInABatch_ItShouldLiftIt() external {
        vm.startPrank(owner);
        issuer.setGlobalRestriction(true);
        issuer.executeBatch(_lifting());
        vm.stopPrank();
        assertFalse(_isDone());
    }

    function test_RevertWhen_AStrangerLiftsThePause() external {
        _expectNotMember(stranger);
        vm.prank(stranger);
        issuer.setGlobalRestriction(false);
    }

    function test_GivenAnAuthorityHasThePermission_WhenItPauses_ItShouldPause() external {
        _guard(issuer.setGlobalRestriction.selector);
        vm.prank(guard.addr);
        assertTrue(issuer.setGlobalRestriction(true));
        assertTrue(_isDone());
    }

    function test_RevertGiven_AnAuthorityHasThePermission_WhenItLiftsThePause() external {
        _guard(issuer.setGlobalRestriction.selector);
        vm.startPrank(guard.addr);
        issuer.setGlobalRestriction(true);
        _expectNotPermitted(issuer.setGlobalRestriction.selector);
        issuer.setGlobalRestriction(false);
    }

    function test_RevertGiven_AnAuthorityHasThePermissionAndOneForBatches_WhenItLiftsThePauseInABatch() external {
        _guard(issuer.setGlobalRestriction.selector);
        vm.startPrank(guard.addr);
        issuer.setGlobalRestriction(true);
        _expectNotPermitted(issuer.setGlobalRestriction.selector);
        issuer.executeBatch(_lifting());
    }

    function test_RevertGiven_AnAuthorityHasThePermission_WhenItLiftsThePauseBySignatures() external {
        _guard(issuer.setGlobalRestriction.selector);
        vm.prank(guard.addr);
        issuer.setGlobalRestriction(true);
        Call memory call = _callOf(GUARDS, address(issuer), _lifting()[0].data);
        SignedApproval[] memory signatures = _bundle(_sign(issuer, call, guard));
        _expectNotPermitted(issuer.setGlobalRestriction.selector);
        issuer.executeCall(call, signatures);
    }

    function _lifting() private view returns (Step[] memory steps) {
        steps = new Step[](1);
        steps[0] = Step(address(issuer), abi.encodeCall(issuer.setGlobalRestriction, (false)));
    }
}
