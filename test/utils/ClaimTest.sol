// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IClaimRegistry} from "../../src/interfaces/IClaimRegistry.sol";

import {Attestation, Subject, Topic, subjectOfInvestor} from "../../src/types/Claims.sol";
import {newClaimRegistry} from "./Artifacts.sol";
import {SupervisionTest} from "./SupervisionTest.sol";

/// @dev The attester may attest in France whether an investor is qualified.
abstract contract ClaimTest is SupervisionTest {
    Topic internal constant QUALIFIED = Topic.wrap("QUALIFIED_INVESTOR");
    Subject internal immutable SUBJECT = subjectOfInvestor(ALICE);
    bytes32 internal constant EVIDENCE = keccak256("evidence");

    IClaimRegistry internal claims;

    function setUp() public virtual override {
        super.setUp();
        claims = newClaimRegistry(registrar);
        vm.startPrank(owner);
        registrar.setAttachment(address(claims), true);
        registrar.setAuthoritySignatures(ATTESTER, address(claims), _claimSelectors(), true);
        registrar.setAuthoritySignatures(RIVAL, address(claims), _claimSelectors(), true);
        claims.setAuthorityTopics(ATTESTER, _topics(QUALIFIED), true);
        vm.stopPrank();
    }

    function _attestation(Subject subject) internal pure returns (Attestation memory) {
        return Attestation({subject: subject, topic: QUALIFIED, expiresAt: EXPIRY, data: EVIDENCE});
    }

    function _attest(address by) internal {
        vm.prank(by);
        assertTrue(claims.attestClaims(_attestations(_attestation(SUBJECT))));
    }

    function _attestations(Attestation memory a) internal pure returns (Attestation[] memory list) {
        list = new Attestation[](1);
        list[0] = a;
    }

    function _topics(Topic a) internal pure returns (Topic[] memory list) {
        list = new Topic[](1);
        list[0] = a;
    }

    function _claimSelectors() internal view returns (bytes4[] memory list) {
        list = new bytes4[](3);
        (list[0], list[1], list[2]) =
        (claims.attestClaims.selector, claims.revokeClaim.selector, claims.setAuthorityTopics.selector);
    }
}
