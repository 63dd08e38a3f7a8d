// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId, NOBODY, Rating} from "../../../../src/types/Identity.sol";
import {Renewal} from "../../../../src/types/Investors.sol";
import {FULL_REVISION, LAST_GENERATION} from "../../../../src/types/Revisions.sol";
import {Standing} from "../../../../src/types/Standing.sol";
import {FullRevisions} from "../../../utils/FullRevisions.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

/// @dev Alice has the accounts 0 and 1, Bob the account 2; the rival has registered both.
contract RevisionsTest is KYCRegistrarTest, FullRevisions {
    uint256[16] private _before;

    function setUp() public override {
        super.setUp();
        _registerAlice();
        vm.prank(rival);
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, _list(account2))));
        // Whatever this is left with, the next change is one of the test's.
        _remember();
    }

    function test_WhenSomethingIsTaken_WhenItIsRestricted_ItShouldChangeTheStampsOfItsSixteenthAlone() external {
        vm.prank(rival);
        registrar.setInvestorRestriction(ALICE, true);
        _assertTakenFrom(ALICE);
    }

    function test_WhenSomethingIsTaken_WhenItIsSuspended_ItShouldChangeTheStampsOfItsSixteenthAlone() external {
        _suspendInvestor(ALICE, true);
        _assertTakenFrom(ALICE);
    }

    function test_WhenSomethingIsTaken_WhenAnAccountOfItIsRestricted_ItShouldChangeItsSixteenthAlone() external {
        _restrictAccount(account1);
        _assertTakenFrom(ALICE);
    }

    function test_WhenSomethingIsTaken_WhenAnAccountOfItIsSuspended_ItShouldChangeItsSixteenthAlone() external {
        _suspendAccount(account1, true);
        _assertTakenFrom(ALICE);
    }

    function test_WhenSomethingIsTaken_WhenAnotherAccountIsBarredToo_ItShouldChangeItsSixteenthAlone() external {
        _restrictAccount(account1);
        _remember();
        _suspendAccount(account0, true);
        _assertTakenFrom(ALICE);
    }

    function test_WhenSomethingIsTaken_WhenItsRatingIsLowered_ItShouldChangeTheStampsOfItsSixteenthAlone() external {
        _renew(ALICE, 1, EXPIRY);
        _assertTakenFrom(ALICE);
        _renew(ALICE, 7, EXPIRY);
        _remember();
        _renew(ALICE, 6, EXPIRY + 1);
        _assertTakenFrom(ALICE);
    }

    function test_WhenSomethingIsTaken_WhenItsAccreditationIsToEndEarlier_ItShouldChangeItsSixteenthAlone() external {
        _renew(ALICE, 3, EXPIRY - 1);
        _assertTakenFrom(ALICE);
    }

    function test_WhenSomethingIsTaken_WhenSeveralAreRenewedToLess_ItShouldChangeEachOnesSixteenth() external {
        Renewal[] memory renewals = new Renewal[](2);
        renewals[0] = Renewal(ALICE, "IDF", Rating.wrap(1), EXPIRY);
        renewals[1] = Renewal(BOB, "IDF", Rating.wrap(2), EXPIRY - 1);
        vm.prank(rival);
        registrar.updateInvestors(renewals);
        for (uint32 i; i < 16; ++i) {
            bool taken = i == InvestorId.unwrap(ALICE) % 16 || i == InvestorId.unwrap(BOB) % 16;
            assertEq(_stampOf(InvestorId.wrap(i)), _before[i] + (taken ? 1 : 0));
        }
    }

    function test_WhenAnAuthorityIsRestricted_ItShouldChangeAllStamps() external {
        _setRestriction(PROVIDER, true);
        for (uint32 i; i < 16; ++i) {
            assertGt(_stampOf(InvestorId.wrap(i)), _before[i]);
        }
        _remember();
        _setRestriction(RIVAL, true);
        for (uint32 i; i < 16; ++i) {
            assertGt(_stampOf(InvestorId.wrap(i)), _before[i]);
        }
    }

    function test_WhenSomethingIsGivenBack_ItShouldChangeNoStamp() external {
        vm.prank(rival);
        registrar.setInvestorRestriction(ALICE, true);
        _suspendInvestor(ALICE, true);
        _restrictAccount(account0);
        _suspendAccount(account0, true);
        _suspendAccount(account1, true);
        _renew(ALICE, 1, EXPIRY - 1);
        _setRestriction(RIVAL, true);
        _remember();

        _setRestriction(RIVAL, false);
        vm.startPrank(rival);
        registrar.setInvestorRestriction(ALICE, false);
        registrar.registerAccounts(ALICE, _list(account0));
        vm.stopPrank();
        _suspendInvestor(ALICE, false);
        _suspendAccount(account0, false);
        _suspendAccount(account1, false);
        _renew(ALICE, 2, EXPIRY);
        _assertNothingTaken();
        assertFalse(registrar.currentStanding(ALICE, account0).restricted(), "all is given back");
        assertFalse(registrar.currentStanding(ALICE, account1).restricted(), "all is given back");
    }

    function test_WhenNothingIsTaken_WhenSomebodyIsRegisteredOrAnAccountBound_ItShouldChangeNoStamp() external {
        address another = makeAddr("another");
        vm.startPrank(rival);
        registrar.registerInvestors(_one(_registration(InvestorId.wrap(14), FRANCE, _list(another))));
        registrar.registerAccounts(ALICE, _list(makeAddr("a third")));
        vm.stopPrank();
        _suspendAccount(makeAddr("nobody's"), true);
        _assertNothingTaken();
    }

    function test_WhenNothingIsTaken_WhenAnInvestorIsRenewedToAsMuchOrMore_ItShouldChangeNoStamp() external {
        _renew(ALICE, 2, EXPIRY);
        _renew(ALICE, 3, EXPIRY);
        _renew(ALICE, 3, EXPIRY + 1);
        _assertNothingTaken();
    }

    function test_WhenNothingIsTaken_WhenAnAccreditationThatHasEndedIsMarked_ItShouldChangeNoStamp() external {
        vm.warp(EXPIRY);
        InvestorId[] memory ids = _ids(ALICE);
        assertEq(registrar.expire(ids), 1);
        _assertNothingTaken();
    }

    function test_WhenNothingIsTaken_WhenAnAuthorityEndsOrLosesItsCountries_ItShouldChangeNoStamp() external {
        vm.startPrank(owner);
        registrar.setAuthorityCountries(RIVAL, _countries(FRANCE), false);
        registrar.setInvestorAuthority(PROVIDER, _ids(ALICE));
        registrar.setAuthorityApprovedUntil(RIVAL, START);
        vm.stopPrank();
        _assertNothingTaken();
        assertFalse(registrar.currentStanding(BOB, account2).restricted());
    }

    function test_GivenARevisionIsOneBelowFull_WhenSomethingIsTaken_ItShouldFillIt() external {
        _setRevisions(registrar, 7, FULL_REVISION - 1);
        _remember();
        _suspendInvestor(ALICE, true);
        _assertTakenFrom(ALICE);
        assertEq(_stampOf(ALICE), 7 << 7 | FULL_REVISION);
    }

    function test_GivenARevisionIsOneBelowFull_WhenSomethingIsTakenTwice_ItShouldBeginAGeneration() external {
        _setRevisions(registrar, 7, FULL_REVISION - 1);
        _setRestriction(PROVIDER, true);
        _setRevisions(registrar, 7, FULL_REVISION - 1);
        _suspendInvestor(ALICE, true);
        _suspendInvestor(ALICE, true);
        for (uint32 i; i < 16; ++i) {
            assertEq(_stampOf(InvestorId.wrap(i)), 8 << 7);
        }
        assertTrue(registrar.isRestrictedAuthority(PROVIDER), "still");
    }

    function test_GivenTheLastGeneration_ItShouldHaveNoStampForAnybodyWhateverIsTaken() external {
        _setRevisions(registrar, LAST_GENERATION - 1, FULL_REVISION);
        _suspendInvestor(ALICE, true);
        for (uint256 i; i < 3; ++i) {
            for (uint32 id; id < 16; ++id) {
                assertEq(_stampOf(InvestorId.wrap(id)), 0);
            }
            if (i == 0) _suspendInvestor(ALICE, true);
            else _setRestriction(PROVIDER, true);
        }
        (Standing alice, Standing bob) = registrar.standingsToKeep(ALICE, account0, 0, BOB, account2);
        assertTrue(alice.restricted());
        assertFalse(bob.restricted());
        assertEq(alice.stamp() + bob.stamp(), 0);
    }

    function test_WhenATokenAsksForStandingsToKeep_ItShouldGiveEachTheStampOfItsOwnSixteenth() external {
        _suspendInvestor(BOB, true);
        _suspendInvestor(BOB, false);
        (Standing alice, Standing bob) = registrar.standingsToKeep(ALICE, account0, 0, NOBODY, account2);
        assertEq(alice.stamp(), _stampOf(ALICE));
        assertEq(bob.stamp(), _stampOf(BOB));
        assertEq(bob.stamp(), alice.stamp() + 1);
        assertTrue(bob.investor() == BOB);
    }

    function test_WhenATokenAsks_GivenTheSendersStampIsTheOneThatIsKept_ItShouldNotLookTheSenderUp() external view {
        (Standing alice,) = registrar.standingsToKeep(ALICE, account0, _stampOf(ALICE), BOB, account2);
        assertEq(alice.stamp(), _stampOf(ALICE));
        assertTrue(alice.isGood());
        assertTrue(alice.investor() == NOBODY, "nothing else is said");
    }

    function test_WhenATokenAsks_GivenTheSendersStampIsAnotherOneOrNone_ItShouldLookTheSenderUp() external {
        uint256 kept = _stampOf(ALICE);
        _restrictAccount(account0);
        (Standing alice,) = registrar.standingsToKeep(ALICE, account0, kept, BOB, account2);
        assertTrue(alice.restricted());
        assertTrue(alice.investor() == ALICE);
        _setRevisions(registrar, LAST_GENERATION, 0);
        (alice,) = registrar.standingsToKeep(ALICE, account0, 0, BOB, account2);
        assertTrue(alice.restricted());
    }

    /* -------------------------------------------------- acting ----------------------------------------------- */

    function _suspendInvestor(InvestorId id, bool suspended) private {
        vm.prank(owner);
        registrar.setInvestorSuspension(_ids(id), suspended, "");
    }

    function _suspendAccount(address account, bool suspended) private {
        vm.prank(owner);
        registrar.setAccountSuspension(_list(account), suspended, "");
    }

    function _restrictAccount(address account) private {
        vm.prank(rival);
        registrar.restrictAccounts(ALICE, _list(account));
    }

    function _renew(InvestorId id, uint8 rating, uint40 expiresAt) private {
        vm.prank(rival);
        registrar.updateInvestor(id, "IDF", Rating.wrap(rating), expiresAt);
    }

    function _remember() private {
        for (uint32 i; i < 16; ++i) {
            _before[i] = _stampOf(InvestorId.wrap(i));
        }
    }

    function _stampOf(InvestorId id) private view returns (uint256) {
        return registrar.revisions().stampOf(id);
    }

    /* ------------------------------------------------- assertions -------------------------------------------- */

    function _assertTakenFrom(InvestorId id) private view {
        for (uint32 i; i < 16; ++i) {
            bool taken = i == InvestorId.unwrap(id) % 16;
            assertEq(_stampOf(InvestorId.wrap(i)), _before[i] + (taken ? 1 : 0), "stamp");
        }
    }

    function _assertNothingTaken() private view {
        for (uint32 i; i < 16; ++i) {
            assertEq(_stampOf(InvestorId.wrap(i)), _before[i], "stamp");
        }
    }
}
