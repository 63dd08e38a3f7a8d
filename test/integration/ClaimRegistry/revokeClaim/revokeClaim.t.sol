// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IClaimRegistry} from "../../../../src/interfaces/IClaimRegistry.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {Duty} from "../../../../src/types/Duty.sol";
import {ClaimTest} from "../../../utils/ClaimTest.sol";

contract RevokeClaimTest is ClaimTest {
    function test_RevertGiven_ThereIsNoSuchClaim() external {
        bytes4 selector = IClaimRegistry.ClaimRegistry_UnknownClaim.selector;
        _refused(attester, abi.encodeWithSelector(selector, SUBJECT, QUALIFIED, ATTESTER));
    }

    function test_RevertGiven_AnotherAuthorityInGoodStandingAttestedIt() external {
        _attest(attester);
        _letRivalAttest();
        _refused(rival, abi.encodeWithSelector(IClaimRegistry.ClaimRegistry_NotAttester.selector, RIVAL, ATTESTER));
    }

    function test_RevertGiven_TheAttesterIsOutAndTheActingAuthorityMayNotAttestTheSame() external {
        _attest(attester);
        _setRestriction(ATTESTER, true);
        bytes4 selector = IClaimRegistry.ClaimRegistry_CountryNotPermitted.selector;
        _refused(rival, abi.encodeWithSelector(selector, RIVAL, SUBJECT));
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _attest(attester);
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(claims.revokeClaim(SUBJECT, QUALIFIED, ATTESTER));
        assertTrue(claims.hasClaim(SUBJECT, QUALIFIED));
    }

    function test_WhenTheClaimMayBeRevoked_ItShouldForgetIt() external {
        _attest(attester);
        _attest(owner);
        vm.expectEmit();
        emit IClaimRegistry.ClaimRevoked(SUBJECT, QUALIFIED, ATTESTER, ATTESTER);
        _revoke(attester);

        AuthorityId[] memory attesters = claims.attestersOf(SUBJECT, QUALIFIED);
        assertEq(attesters.length, 1);
        assertTrue(attesters[0] == OWNER);
        assertEq(claims.claimOf(SUBJECT, QUALIFIED, ATTESTER).data, 0);
        assertTrue(claims.hasClaim(SUBJECT, QUALIFIED), "the owner's stays");
    }

    function test_WhenTheClaimMayBeRevoked_GivenTheAttesterHasLostTheTopic_ItShouldLetTheAttesterRevoke() external {
        _attest(attester);
        vm.prank(owner);
        claims.setAuthorityTopics(ATTESTER, _topics(QUALIFIED), false);
        _revoke(attester);
    }

    function test_WhenTheClaimMayBeRevoked_GivenTheOwnerActs_ItShouldForgetIt() external {
        _attest(attester);
        _revoke(owner);
    }

    function test_WhenTheClaimMayBeRevoked_GivenTheAttesterIsOutAndTheActingAuthorityMayAttestTheSame_ItShouldForgetIt()
        external
    {
        _attest(attester);
        _letRivalAttest();
        _setRestriction(ATTESTER, true);
        _revoke(rival);
    }

    function _letRivalAttest() private {
        vm.startPrank(owner);
        _giveDuty(RIVAL, Duty.Attest, FRANCE);
        claims.setAuthorityTopics(RIVAL, _topics(QUALIFIED), true);
        vm.stopPrank();
    }

    function _revoke(address by) private {
        vm.prank(by);
        assertTrue(claims.revokeClaim(SUBJECT, QUALIFIED, ATTESTER));
        assertFalse(claims.isValidClaim(SUBJECT, QUALIFIED, ATTESTER));
        assertEq(claims.claimOf(SUBJECT, QUALIFIED, ATTESTER).attestedAt, 0);
    }

    function _refused(address sender, bytes memory reason) private {
        vm.prank(sender);
        vm.expectRevert(reason);
        claims.revokeClaim(SUBJECT, QUALIFIED, ATTESTER);
    }
}
