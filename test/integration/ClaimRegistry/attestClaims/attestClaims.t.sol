// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IClaimRegistry} from "../../../../src/interfaces/IClaimRegistry.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER} from "../../../../src/types/Authority.sol";
import {
    Attestation,
    Claim,
    KEY_HOLDER,
    Subject,
    subjectOfAccount,
    subjectOfInvestor
} from "../../../../src/types/Claims.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {ClaimTest} from "../../../utils/ClaimTest.sol";
import {Vm} from "forge-std/Test.sol";

contract AttestClaimsTest is ClaimTest {
    function test_RevertWhen_TheSenderIsBoundToNoAuthority() external {
        bytes4 selector = IClaimRegistry.ClaimRegistry_CountryNotPermitted.selector;
        _refused(stranger, SUBJECT, abi.encodeWithSelector(selector, 0, SUBJECT));
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger));
        claims.attestClaims(new Attestation[](0));
    }

    function test_RevertGiven_TheRegistrarHasNotAttachedTheRegistry() external {
        vm.prank(owner);
        registrar.setAttachment(address(claims), false);
        _refused(attester, SUBJECT, abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, claims));
    }

    function test_RevertGiven_TheAuthorityHasNoPermissionForTheFunction() external {
        vm.prank(owner);
        registrar.setAuthoritySignatures(ATTESTER, address(claims), _claimSelectors(), false);
        _refused(attester, SUBJECT, _notPermitted(ATTESTER));
    }

    function test_RevertGiven_TheAuthorityIsRestricted() external {
        _setRestriction(ATTESTER, true);
        _refused(attester, SUBJECT, _notPermitted(ATTESTER));
    }

    function test_RevertGiven_TheSubjectIsNeitherAKnownInvestorNorABoundAccount() external {
        bytes4 selector = IClaimRegistry.ClaimRegistry_UnknownSubject.selector;
        Subject[6] memory unknown = [
            subjectOfInvestor(BOB),
            subjectOfAccount(account2),
            Subject.wrap(0),
            // Alice's id with something behind it.
            Subject.wrap(Subject.unwrap(SUBJECT) | bytes32(uint256(1))),
            // An id of 33 bits, whose lower ones are Alice's.
            Subject.wrap(Subject.unwrap(SUBJECT) | bytes32(uint256(1) << 192)),
            // Both an investor and an account.
            Subject.wrap(Subject.unwrap(SUBJECT) | Subject.unwrap(subjectOfAccount(account0)))
        ];
        for (uint256 i; i < unknown.length; ++i) {
            _refused(attester, unknown[i], abi.encodeWithSelector(selector, unknown[i]));
        }
    }

    function test_RevertGiven_TheAuthorityIsNotOnDutyInTheCountryOfTheSubject() external {
        vm.startPrank(owner);
        registrar.registerInvestors(_one(_registration(BOB, JAPAN, _list(account2))));
        vm.stopPrank();
        bytes4 selector = IClaimRegistry.ClaimRegistry_CountryNotPermitted.selector;
        Subject bob = subjectOfInvestor(BOB);
        _refused(attester, bob, abi.encodeWithSelector(selector, ATTESTER, bob));
        Subject account = subjectOfAccount(account2);
        _refused(attester, account, abi.encodeWithSelector(selector, ATTESTER, account));
        // To register is another duty.
        _refused(rival, SUBJECT, abi.encodeWithSelector(selector, RIVAL, SUBJECT));
    }

    function test_RevertGiven_TheAuthorityIsNotPermittedForTheTopic() external {
        Attestation[] memory attestations = new Attestation[](2);
        attestations[0] = _attestation(SUBJECT);
        attestations[1] = _attestation(SUBJECT);
        attestations[1].topic = KEY_HOLDER;
        vm.prank(attester);
        vm.expectRevert(
            abi.encodeWithSelector(IClaimRegistry.ClaimRegistry_TopicNotPermitted.selector, ATTESTER, KEY_HOLDER)
        );
        claims.attestClaims(attestations);
    }

    function test_RevertWhen_TheClaimDoesNotEndInTheFuture() external {
        Attestation memory attestation = _attestation(SUBJECT);
        attestation.expiresAt = START;
        vm.prank(attester);
        vm.expectRevert(abi.encodeWithSelector(IClaimRegistry.ClaimRegistry_InvalidExpiry.selector, START));
        claims.attestClaims(_attestations(attestation));
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(claims.attestClaims(_attestations(_attestation(SUBJECT))));
        assertFalse(claims.hasClaim(SUBJECT, QUALIFIED));
    }

    function test_WhenClaimsAreAttested_ItShouldKeepThemWithAttesterAndExpiry() external {
        vm.expectEmit();
        emit IClaimRegistry.ClaimAttested(SUBJECT, QUALIFIED, ATTESTER, START, EXPIRY, EVIDENCE);
        _attest(attester);

        Claim memory claim = claims.claimOf(SUBJECT, QUALIFIED, ATTESTER);
        assertEq(claim.attestedAt, START);
        assertEq(claim.expiresAt, EXPIRY);
        assertEq(claim.data, EVIDENCE);
        assertTrue(claims.hasClaim(SUBJECT, QUALIFIED));
        assertFalse(claims.hasClaim(SUBJECT, KEY_HOLDER));
        assertFalse(claims.hasClaim(subjectOfAccount(account0), QUALIFIED), "accounts are another subject");
    }

    function test_WhenClaimsAreAttested_GivenTheAuthorityHadAttestedTheSameBefore_ItShouldReplaceItsClaim() external {
        _attest(attester);
        vm.warp(START + 1);
        Attestation memory attestation = _attestation(SUBJECT);
        attestation.data = keccak256("better evidence");
        vm.prank(attester);
        claims.attestClaims(_attestations(attestation));

        assertEq(claims.claimOf(SUBJECT, QUALIFIED, ATTESTER).data, attestation.data);
        assertEq(claims.claimOf(SUBJECT, QUALIFIED, ATTESTER).attestedAt, START + 1);
        assertEq(claims.attestersOf(SUBJECT, QUALIFIED).length, 1);
    }

    function test_WhenClaimsAreAttested_GivenAnotherAuthorityHasAttestedTheSame_ItShouldKeepBoth() external {
        _attest(attester);
        _attest(owner);

        AuthorityId[] memory attesters = claims.attestersOf(SUBJECT, QUALIFIED);
        assertEq(attesters.length, 2);
        assertTrue(attesters[0] == OWNER && attesters[1] == ATTESTER);
        _setRestriction(ATTESTER, true);
        assertTrue(claims.hasClaim(SUBJECT, QUALIFIED), "one valid claim is enough");
    }

    function test_WhenClaimsAreAttested_WhenTheAuthorityActsThroughExecuteCall_ItShouldNameTheAuthorityAsAttester()
        external
    {
        Vm.Wallet memory member = vm.createWallet("member");
        vm.prank(owner);
        registrar.addAuthorityAddresses(ATTESTER, _list(member.addr));
        Call memory call = _callOf(
            ATTESTER, address(claims), abi.encodeCall(claims.attestClaims, (_attestations(_attestation(SUBJECT))))
        );
        registrar.executeCall(call, _bundle(_sign(registrar, call, member)));

        assertTrue(claims.isValidClaim(SUBJECT, QUALIFIED, ATTESTER));
        assertTrue(registrar.actingAuthority() == AuthorityId.wrap(0), "nobody acts any more");
    }

    function test_WhenClaimsAreAttested_WhenTheClaimSaysWhoHoldsTheKeyOfAnAccount_ItShouldBeReadFromTheAccount()
        external
    {
        vm.prank(owner);
        claims.setAuthorityTopics(ATTESTER, _topics(KEY_HOLDER), true);
        Subject account = subjectOfAccount(account1);
        vm.prank(attester);
        claims.attestClaims(
            _attestations(Attestation(account, KEY_HOLDER, EXPIRY, bytes32(uint256(InvestorId.unwrap(BOB)))))
        );

        assertTrue(claims.hasClaim(account, KEY_HOLDER));
        assertEq(claims.claimOf(account, KEY_HOLDER, ATTESTER).data, bytes32(uint256(InvestorId.unwrap(BOB))));
    }

    function test_WhenClaimsAreAttested_ItShouldBeValidUntilItExpiresOrItsAttesterLosesTopicOrGoodStanding() external {
        _attest(attester);
        _setRestriction(ATTESTER, true);
        assertFalse(claims.hasClaim(SUBJECT, QUALIFIED));
        _setRestriction(ATTESTER, false);

        vm.prank(owner);
        claims.setAuthorityTopics(ATTESTER, _topics(QUALIFIED), false);
        assertFalse(claims.isValidClaim(SUBJECT, QUALIFIED, ATTESTER));
        vm.prank(owner);
        claims.setAuthorityTopics(ATTESTER, _topics(QUALIFIED), true);

        vm.warp(EXPIRY - 1);
        assertTrue(claims.hasClaim(SUBJECT, QUALIFIED));
        vm.warp(EXPIRY);
        assertFalse(claims.hasClaim(SUBJECT, QUALIFIED));
        assertEq(claims.claimOf(SUBJECT, QUALIFIED, ATTESTER).expiresAt, EXPIRY, "still to be read");
    }

    function _notPermitted(AuthorityId authority) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IMultiSig.MultiSig_NotPermitted.selector, authority, claims, claims.attestClaims.selector
        );
    }

    function _refused(address sender, Subject subject, bytes memory reason) private {
        vm.prank(sender);
        vm.expectRevert(reason);
        claims.attestClaims(_attestations(_attestation(subject)));
    }
}
