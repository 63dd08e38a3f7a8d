// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {Rating} from "../../../../src/types/Identity.sol";
import {investorClass} from "../../../../src/types/InvestorClass.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

/// @dev Ada (CH, 1) and Ben (DE, 2) hold; Cleo (DE, 2), Dan (DE, 3) and Eva (CH, 2) are new.
contract TransferCountsTest is ComplianceBase {
    address private cleo;
    address private dan;
    address private eva;

    function setUp() public override {
        super.setUp();
        cleo = _investor("cleo", DE, 2);
        dan = _investor("dan", DE, 3);
        eva = _investor("eva", CH, 2);
        _issue(ada, 100);
        _issue(ben, 50);
    }

    function test_WhenTheReceiverIsNew_ItShouldCountItUnderItsClass() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorCounted(_key(_id("dan")), investorClass(DE, Rating.wrap(3)));
        _assertPasses(ada, dan, 1);

        _assertCounts(DE, 3, 3, 2, 1);
        _assertCounts(DE, 2, 3, 2, 1);
        _assertCounts(CH, 1, 3, 1, 1);
        (uint32[8] memory counts,) = issuer.investorCounts();
        assertEq(counts[1], 1);
        assertEq(counts[2], 1);
        assertEq(counts[3], 1);
        _assertPositions(_id("dan"), 1);
        _assertClass(_id("dan"), DE, 3);
    }

    function test_RevertWhen_TheReceiverIsNewAndTheIssuersLimitIsReached() external {
        _limitInvestors(0, 2);
        _assertRefused(Restriction.InvestorLimitReached, ada, cleo, 1);
        _limitInvestors(0, 3);
        _assertPasses(ada, cleo, 1);
    }

    function test_RevertWhen_TheReceiverIsNewAndTheLimitOfItsRatingIsReached() external {
        _limitInvestors(2, 1);
        _assertRefused(Restriction.RatingLimitReached, ada, cleo, 1);
        _assertRefused(Restriction.RatingLimitReached, ada, eva, 1);
        _assertPasses(ada, dan, 1);
    }

    function test_RevertWhen_TheReceiverIsNewAndTheLimitOfItsCountryIsReached() external {
        _limitCountry(DE, 0, 1);
        _assertRefused(Restriction.CountryLimitReached, ada, dan, 1);
        _assertPasses(ada, eva, 1);
    }

    function test_RevertWhen_TheReceiverIsNewAndTheLimitOfItsCountryAndRatingIsReached() external {
        _limitCountry(DE, 2, 1);
        _assertRefused(Restriction.CountryRatingLimitReached, ada, cleo, 1);
        _assertPasses(ada, dan, 1);
        _assertPasses(ada, eva, 1);
    }

    function test_WhenTheReceiverIsNewAndAllLimitsAreZero_ItShouldSucceed() external {
        _limitInvestors(0, 2);
        _limitCountry(DE, 0, 1);
        _limitInvestors(0, 0);
        _limitCountry(DE, 0, 0);
        _assertPasses(ada, cleo, 1);
        _assertPasses(ada, dan, 1);
    }

    function test_GivenTheLimitsAreReachedAndTheSenderLeaves_GivenTheSameClass_ItShouldSucceedAndKeepTheCounts()
        external
    {
        uint32[8] memory full;
        (full[0], full[2]) = (1, 1);
        vm.startPrank(owner);
        issuer.setCountryRule(DE, true, Rating.wrap(1), full);
        full[0] = 2;
        issuer.setInvestorLimits(full);
        vm.stopPrank();

        _assertPasses(ben, cleo, 50);

        _assertCounts(DE, 2, 2, 1, 1);
        _assertPositions(benId, 0);
        _assertPositions(_id("cleo"), 1);
    }

    function test_RevertGiven_TheLimitsAreReachedAndTheSenderLeaves_GivenAnotherRating() external {
        _limitInvestors(2, 1);
        _assertRefused(Restriction.RatingLimitReached, ada, eva, 100);
        _limitInvestors(0, 0);
        _assertPasses(ada, dan, 1);
        _limitCountry(DE, 2, 1);
        _assertRefused(Restriction.CountryRatingLimitReached, dan, cleo, 1);
    }

    function test_RevertGiven_TheLimitsAreReachedAndTheSenderLeaves_GivenAnotherCountry() external {
        _limitCountry(DE, 0, 1);
        _assertRefused(Restriction.CountryLimitReached, ada, dan, 100);
        _assertPasses(ada, eva, 1);
        _limitCountry(DE, 2, 1);
        _assertRefused(Restriction.CountryRatingLimitReached, eva, cleo, 1);
    }

    function test_RevertWhen_TheReceiverIsNew_GivenTheLimitsAreReachedAndTheSenderLeaves_GivenTheSenderKeepsSomethingElsewhere()
        external
    {
        _limitInvestors(0, 2);
        _assertPasses(ada, adaToo, 1);
        _assertRefused(Restriction.InvestorLimitReached, ada, cleo, 99);
        _assertPasses(adaToo, ada, 1);
        _assertPasses(ada, cleo, 100);
    }

    function test_GivenALimitWasLoweredBelowTheCount_WhenTheReceiverHoldsAlready_ItShouldSucceed() external {
        _limitInvestors(0, 1);
        _limitCountry(DE, 2, 1);
        _assertPasses(ada, ben, 1);
    }

    function test_RevertGiven_ALimitWasLoweredBelowTheCount_WhenTheReceiverIsNew() external {
        _limitInvestors(0, 1);
        _assertRefused(Restriction.InvestorLimitReached, ada, eva, 1);
        _assertRefused(Restriction.InvestorLimitReached, ada, eva, 100);
    }

    function test_WhenTheReceiverHoldsInAnotherTokenOfTheIssuer_ItShouldSucceedAtAFullLimitAndCountItOnce() external {
        ISecurityToken first = token;
        token = _secondToken();
        _issue(cleo, 10);
        token = first;
        _limitInvestors(0, 3);

        _assertPasses(ada, cleo, 1);

        _assertPositions(_id("cleo"), 2);
        _assertInvestors(3);
    }

    function test_WhenTheReceiverIsTheSendersOwnSecondAccount_ItShouldCountTheInvestorOnce() external {
        _assertPasses(ada, adaToo, 40);
        _assertPositions(adaId, 2);
        _assertCounts(CH, 1, 2, 1, 1);
    }

    function test_WhenTheReceiverIsTheSendersOwnSecondAccount_WhenTheFirstIsEmptied_ItShouldKeepOnePosition() external {
        _assertPasses(ada, adaToo, 100);
        _assertPositions(adaId, 1);
        _assertPasses(adaToo, ada, 60);
        _assertPasses(adaToo, ada, 40);
        _assertPositions(adaId, 1);
        _assertCounts(CH, 1, 2, 1, 1);
    }

    function test_WhenTheReceiverIsTheSendersOwnSecondAccount_GivenTheLimitsAreReachedTheAccreditationHasExpiredAndTheCountryIsForbidden_ItShouldSucceed()
        external
    {
        _limitInvestors(0, 1);
        _forbid(CH);
        _lapse(adaId, 1);

        _assertPasses(ada, adaToo, 100);

        _assertPositions(adaId, 1);
        _assertInvestors(2);
    }

    function test_WhenTheSenderLeaves_ItShouldTakeItFromTheCounts() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorUncounted(_key(adaId), investorClass(CH, Rating.wrap(1)));
        _assertPasses(ada, ben, 100);

        _assertCounts(CH, 1, 1, 0, 0);
        _assertPositions(adaId, 0);
    }

    function test_GivenTheClassOfASideHasChanged_WhenNoPositionOpens_ItShouldLeaveTheCountToSync() external {
        _lapse(adaId, 1);
        _renew(benId, 5, FAR);
        _assertPasses(ada, ben, 1);
        _assertClass(adaId, CH, 1);
        _assertClass(benId, DE, 2);

        assertEq(issuer.sync(_keys(adaId)), 1);
        assertEq(issuer.sync(_keys(benId)), 1);
        _assertClass(adaId, CH, 0);
        _assertClass(benId, DE, 5);
    }

    function test_WhenTheInvestorOpensAPosition_GivenItsAccreditationHasExpired_ItShouldCountTheInvestorWithoutRating()
        external
    {
        _lapse(adaId, 1);
        _assertPasses(ada, adaToo, 1);

        _assertClass(adaId, CH, 0);
        _assertCounts(CH, 1, 2, 1, 0);
    }

    function test_WhenTheInvestorOpensAPosition_GivenItsAccreditationWasRenewedAfterALapse_ItShouldCountTheInvestorUnderTheRatingAgain()
        external
    {
        _lapse(adaId, 1);
        _assertPasses(ada, adaToo, 1);
        _renew(adaId, 4, FAR);
        _assertPasses(ada, adaToo, 99);

        _assertClass(adaId, CH, 4);
        _assertCounts(CH, 4, 2, 1, 1);
    }

    function test_WhenTheInvestorOpensAPosition_GivenTheLimitOfTheNewClassIsReached_ItShouldMoveTheCountPastTheLimit()
        external
    {
        _limitInvestors(2, 1);
        _renew(adaId, 2, FAR);

        _assertPasses(ada, adaToo, 1);

        (uint32[8] memory counts,) = issuer.investorCounts();
        assertEq(counts[2], 2);
        assertEq(counts[1], 0);
        _assertInvestors(2);
    }

    function test_GivenTheClassOfASideHasChanged_GivenTheSenderLeaves_ItShouldTakeItFromTheClassUnderWhichItWasCounted()
        external
    {
        _renew(adaId, 5, FAR);
        _assertPasses(ada, ben, 100);

        _assertCounts(CH, 1, 1, 0, 0);
        _assertCounts(CH, 5, 1, 0, 0);
    }
}
