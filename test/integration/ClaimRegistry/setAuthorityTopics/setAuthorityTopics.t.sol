// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IClaimRegistry} from "../../../../src/interfaces/IClaimRegistry.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {KEY_HOLDER} from "../../../../src/types/Claims.sol";
import {ClaimTest} from "../../../utils/ClaimTest.sol";

contract SetAuthorityTopicsTest is ClaimTest {
    function test_RevertWhen_TheActingAuthorityIsNotTheOwner() external {
        vm.prank(attester);
        vm.expectRevert(abi.encodeWithSelector(IClaimRegistry.ClaimRegistry_NotOwner.selector, ATTESTER));
        claims.setAuthorityTopics(ATTESTER, _topics(KEY_HOLDER), true);
    }

    function test_RevertWhen_TheAuthorityIsNumberedAbove127() external {
        vm.startPrank(owner);
        claims.setAuthorityTopics(AuthorityId.wrap(127), _topics(KEY_HOLDER), true);
        vm.expectRevert(abi.encodeWithSelector(IClaimRegistry.ClaimRegistry_AuthorityOutOfRange.selector, 128));
        claims.setAuthorityTopics(AuthorityId.wrap(128), _topics(KEY_HOLDER), true);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(claims.setAuthorityTopics(ATTESTER, _topics(KEY_HOLDER), true));
        assertFalse(claims.isPermittedTopic(ATTESTER, KEY_HOLDER));
    }

    function test_WhenTopicsAreGivenOrTaken_ItShouldPermitOrRefuseTheseAlone() external {
        vm.prank(owner);
        vm.expectEmit();
        emit IClaimRegistry.AuthorityTopicsSet(ATTESTER, _topics(KEY_HOLDER), true);
        assertTrue(claims.setAuthorityTopics(ATTESTER, _topics(KEY_HOLDER), true));
        assertTrue(claims.isPermittedTopic(ATTESTER, KEY_HOLDER));
        assertTrue(claims.isPermittedTopic(ATTESTER, QUALIFIED));
        assertFalse(claims.isPermittedTopic(RIVAL, KEY_HOLDER));
        assertTrue(claims.isPermittedTopic(OWNER, KEY_HOLDER));

        vm.prank(owner);
        claims.setAuthorityTopics(ATTESTER, _topics(QUALIFIED), false);
        assertFalse(claims.isPermittedTopic(ATTESTER, QUALIFIED));
        assertTrue(claims.isPermittedTopic(ATTESTER, KEY_HOLDER));
    }
}
