// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {bitOf, bucketOf} from "../../../../src/types/FreezeFilter.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract UpdateFreezesTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        // What the issuer would say, if it were asked.
        vm.mockCall(address(issuer), abi.encodeCall(issuer.isInvestorRestricted, (_key(adaId))), abi.encode(true));
    }

    function test_RevertWhen_TheCallerIsNotTheIssuer() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.updateFreezes(0, 1);
    }

    function test_WhenTheCallerIsTheIssuer_ItShouldAskTheIssuerAboutThoseAloneWhoseBitIsSet() external {
        _assertPasses(ada, ben, 1);
        _update(adaId, bitOf(_withSameBucket(adaId)));
        _assertPasses(ada, ben, 1);
        _update(adaId, type(uint256).max ^ bitOf(adaId));
        _assertPasses(ada, ben, 1);
        _update(adaId, bitOf(adaId));
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
    }

    function test_WhenTheCallerIsTheIssuer_ItShouldFreezeNobodyWhomTheIssuerDoesNotFreeze() external {
        for (uint256 bucket; bucket < 64; ++bucket) {
            vm.prank(address(issuer));
            token.updateFreezes(bucket, type(uint256).max);
        }
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
        vm.clearMockedCalls();
        _assertPasses(ada, ben, 1);
    }

    function test_WhenTheCallerIsTheIssuer_ItShouldLeaveTheOtherBuckets() external {
        _update(adaId, bitOf(adaId));
        for (uint256 bucket; bucket < 64; ++bucket) {
            if (bucket == bucketOf(adaId)) continue;
            vm.startPrank(address(issuer));
            token.updateFreezes(bucket, bitOf(adaId));
            token.updateFreezes(bucket, 0);
            vm.stopPrank();
        }
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
    }

    function test_WhenTheCallerIsTheIssuer_GivenNoBitOfTheBucketIsLeft_ItShouldAskAboutNobodyOfIt() external {
        _update(adaId, bitOf(adaId));
        _update(adaId, 0);
        _assertPasses(ada, ben, 1);
    }

    function _update(InvestorId id, uint256 bits) private {
        vm.prank(address(issuer));
        token.updateFreezes(bucketOf(id), bits);
    }
}
