// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {InvestorId, InvestorKey, Rating} from "../../../../src/types/Identity.sol";
import {investorClass} from "../../../../src/types/InvestorClass.sol";
import {newStanding} from "../../../../src/types/Standing.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract SyncTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function test_GivenAnInvestorsAccreditationHasExpired_ItShouldCountItWithoutRating() external {
        _lapse(adaId, 1);

        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorUncounted(_key(adaId), investorClass(CH, Rating.wrap(1)));
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorCounted(_key(adaId), investorClass(CH, Rating.wrap(0)));
        _assertSyncs(adaId, 1);

        _assertClass(adaId, CH, 0);
        _assertCounts(CH, 1, 1, 1, 0);
        _assertPositions(adaId, 1);
    }

    function test_GivenAnInvestorWasRenewedAfterThat_ItShouldCountItUnderItsRatingAgain() external {
        _lapse(adaId, 1);
        _assertSyncs(adaId, 1);
        _renew(adaId, 1, FAR);
        _assertSyncs(adaId, 1);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_GivenAnInvestorsRatingHasChangedToOneWhoseLimitIsReached_ItShouldMoveTheCountAllTheSame() external {
        _issue(ben, 1);
        _limitInvestors(2, 1);
        _limitCountry(CH, 2, 1);
        _renew(adaId, 2, FAR);
        _assertSyncs(adaId, 1);
        (uint32[8] memory counts,) = issuer.investorCounts();
        assertEq(counts[2], 2);
    }

    function test_GivenAnInvestorHoldsNothingOrIsUnknown_ItShouldSkipIt() external {
        _lapse(benId, 2);
        _assertSyncs(benId, 0);
        _assertSyncs(_id("nobody"), 0);
        _assertSyncs(NOBODY, 0);
        _renew(benId, 2, FAR);
        _issue(ben, 1);
        _assertPasses(ben, ada, 1);
        _renew(benId, 3, FAR);
        _assertSyncs(benId, 0);
        _assertClass(benId, DE, 2);
    }

    function test_GivenNothingHasChangedOrAnIdIsNamedTwice_ItShouldMoveNothingMore() external {
        _assertSyncs(adaId, 0);
        _lapse(adaId, 1);
        InvestorKey[] memory investors = new InvestorKey[](3);
        (investors[0], investors[1], investors[2]) = (_key(adaId), _key(benId), _key(adaId));
        assertEq(issuer.sync(investors), 1);
        _assertInvestors(1);
    }

    function test_GivenTheRegistrarOfTheCountWasRemoved_ItShouldNotAskIt() external {
        _lapse(adaId, 1);
        _reject(registrar);
        vm.etch(address(registrar), "");
        _assertSyncs(adaId, 0);
        _assertClass(adaId, CH, 1);
    }

    function test_WhenThereAreMoreIdsThanGasLasts_ItShouldRevertAndMoveNothingAndGoThroughInParts() external {
        _lapse(adaId, 1);
        InvestorKey[] memory investors = new InvestorKey[](10_000);
        investors[0] = _key(adaId);
        assertFalse(_syncWith(1_000_000, investors));
        _assertClass(adaId, CH, 1);

        assembly ("memory-safe") {
            mstore(investors, 20)
        }
        assertTrue(_syncWith(1_000_000, investors));
        _assertClass(adaId, CH, 0);
    }

    function _syncWith(uint256 gas_, InvestorKey[] memory investors) private returns (bool success) {
        (success,) = address(issuer).call{gas: gas_}(abi.encodeCall(issuer.sync, (investors)));
    }

    function test_GivenTheRegistrarStatesARatingThatDoesNotExist_ItShouldCountWithoutRatingAndLeaveTheRule() external {
        for (uint8 rating = 8; rating < 12; ++rating) {
            vm.mockCall(
                address(registrar),
                abi.encodeCall(registrar.currentStanding, (adaId, address(0))),
                abi.encode(newStanding(adaId, CH, Rating.wrap(rating), FAR, false))
            );
            _assertSyncs(adaId, rating == 8 ? 1 : 0);
            (bool permitted, Rating minRating, uint32[8] memory counts, uint32[8] memory limits) =
                issuer.countryRule(CH);
            assertTrue(permitted);
            assertEq(Rating.unwrap(minRating), 1);
            assertEq(counts[0], 1);
            for (uint8 lane = 1; lane < 8; ++lane) {
                assertEq(counts[lane], 0);
            }
            _assertClass(adaId, CH, 0);
            assertEq(limits[0], 0);
        }
        vm.clearMockedCalls();
        _assertSyncs(adaId, 1);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    /// @dev The view says beforehand what the call does.
    function _assertSyncs(InvestorId id, uint256 expected) private {
        assertEq(issuer.isSyncable(_keys(id))[0], expected == 1);
        vm.prank(stranger);
        assertEq(issuer.sync(_keys(id)), expected);
        assertFalse(issuer.isSyncable(_keys(id))[0]);
    }
}
