// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, SignedApproval} from "../../../../src/types/Authority.sol";
import {Duty} from "../../../../src/types/Duty.sol";
import {Country, InvestorId, NOBODY, Rating} from "../../../../src/types/Identity.sol";
import {InvestorWord} from "../../../../src/types/InvestorWord.sol";
import {Consent, Investor, Registration} from "../../../../src/types/Investors.sol";
import {Standing} from "../../../../src/types/Standing.sol";
import {newRegistrar} from "../../../utils/Artifacts.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";
import {Vm} from "forge-std/Vm.sol";

contract RegisterInvestorsTest is KYCRegistrarTest {
    Registration private registration;

    function setUp() public override {
        super.setUp();
        registration = _registration(ALICE, FRANCE, _list(account0, account1));
    }

    function test_RevertWhen_TheSenderIsBoundToNoAuthority() external {
        _refused(stranger, abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger));
    }

    function test_RevertGiven_TheActingAuthorityIsRestricted() external {
        _setRestriction(RIVAL, true);
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AuthorityRestricted.selector, RIVAL));
    }

    function test_RevertWhen_OneCountryOfTheBatchIsNotPermitted_WhenAMemberSendsDirectly() external {
        Registration[] memory batch = new Registration[](2);
        batch[0] = registration;
        batch[1] = _registration(BOB, GERMANY, _list(account2));

        vm.prank(rival);
        vm.expectRevert(_notPermitted(RIVAL, GERMANY));
        registrar.registerInvestors(batch);

        batch[1].country = JAPAN;
        vm.prank(provider[0].addr);
        vm.expectRevert(_notPermitted(PROVIDER, JAPAN));
        registrar.registerInvestors(batch);
    }

    function test_RevertWhen_OneCountryOfTheBatchIsNotPermitted_WhenTheAuthorityActsThroughExecuteCall() external {
        registration.country = JAPAN;
        (Call memory call, SignedApproval[] memory bundle) = _signedRegistration();

        vm.expectRevert(_notPermitted(PROVIDER, JAPAN));
        registrar.executeCall(call, bundle);
    }

    function test_RevertGiven_TheAuthorityMayRegisterAndNotImport() external {
        // An invented investor, and the account of somebody who was not asked.
        address victim = makeAddr("tomorrow's custodian");
        vm.startPrank(owner);
        registrar.setAuthorityCountryRange(RIVAL, Duty.Import, FRANCE, FRANCE, false);
        vm.stopPrank();
        assertTrue(registrar.isPermittedCountry(RIVAL, FRANCE));
        assertFalse(registrar.isOnDuty(RIVAL, Duty.Import, FRANCE));

        vm.prank(rival);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_ConsentRequired.selector, RIVAL, FRANCE));
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, _list(victim))));

        Consent[] memory none = _consents(Consent(EXPIRY, ""));
        vm.prank(rival);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidConsent.selector, victim));
        registrar.registerConsentingInvestor(_registration(BOB, FRANCE, _list(victim)), none);
    }

    function test_RevertWhen_TheAuthorityHasTheSameFunctionOfAnotherContractCalled() external {
        IKYCRegistrar other = newRegistrar(_list(address(registrar)), 1);
        bytes memory data = abi.encodeCall(registrar.registerInvestors, (_one(registration)));
        Call memory call = _callOf(PROVIDER, address(other), data);

        vm.expectRevert(
            abi.encodeWithSelector(
                IMultiSig.MultiSig_NotPermitted.selector, PROVIDER, address(other), registrar.registerInvestors.selector
            )
        );
        registrar.executeCall(call, _none());
    }

    function test_RevertWhen_TheIdIsZero() external {
        registration.id = InvestorId.wrap(0);
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidId.selector));
    }

    function test_RevertWhen_TheCountryIsNotBetween1And999() external {
        registration.country = Country.wrap(0);
        _refused(owner, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidCountry.selector, 0));
        registration.country = Country.wrap(1000);
        _refused(owner, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidCountry.selector, 1000));
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidCountry.selector, 1000));
    }

    function test_RevertWhen_TheRatingIsNotBetween1And7() external {
        registration.rating = Rating.wrap(0);
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidRating.selector, 0));
        registration.rating = Rating.wrap(8);
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidRating.selector, 8));
    }

    function test_RevertWhen_TheAccreditationDoesNotEndInTheFuture() external {
        registration.expiresAt = START;
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidExpiry.selector, START));
    }

    function test_RevertWhen_TheAccreditationEndsAfterTheYear3058() external {
        uint40 last = (1 << 35) - 1;
        registration.expiresAt = last + 1;
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidExpiry.selector, last + 1));
        registration.expiresAt = type(uint40).max;
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidExpiry.selector, type(uint40).max));

        registration.expiresAt = last;
        vm.prank(rival);
        registrar.registerInvestors(_one(registration));
        assertEq(registrar.getInvestor(ALICE).expiresAt, last);
        assertEq(AuthorityId.unwrap(registrar.getInvestor(ALICE).authority), AuthorityId.unwrap(RIVAL));
    }

    function test_RevertWhen_TheRegionIsNotUpToThreeUpperCaseLettersAndDigitsFromTheLeft() external {
        bytes3[6] memory wrong = [bytes3("idf"), "I-F", hex"004446", hex"490046", hex"000046", hex"4944ff"];
        for (uint256 i; i < wrong.length; ++i) {
            registration.region = wrong[i];
            _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidRegion.selector, wrong[i]));
        }
    }

    function test_RevertGiven_TheInvestorExists() external {
        _registerAlice();
        registration.accounts = _list(account2);
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvestorExists.selector, ALICE));
    }

    function test_RevertWhen_TheSameIdComesTwice() external {
        Registration[] memory batch = new Registration[](2);
        batch[0] = registration;
        batch[1] = _registration(ALICE, FRANCE, _list(account2));

        vm.prank(rival);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvestorExists.selector, ALICE));
        registrar.registerInvestors(batch);
    }

    function test_RevertWhen_AnAccountIsTheZeroAddressOrTheRegistrar() external {
        bytes4 selector = IKYCRegistrar.KYCRegistrar_InvalidAccount.selector;
        registration.accounts = _list(account0, address(0));
        _refused(rival, abi.encodeWithSelector(selector, address(0)));
        registration.accounts = _list(address(registrar));
        _refused(rival, abi.encodeWithSelector(selector, address(registrar)));
    }

    function test_RevertGiven_AnAccountIsBoundToAnotherInvestor() external {
        _registerAlice();
        registration = _registration(BOB, FRANCE, _list(account2, account0));
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AccountBound.selector, account0, ALICE));
    }

    function test_RevertWhen_OneAccountComesTwice() external {
        registration.accounts = _list(account0, account0);
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AccountBound.selector, account0, ALICE));
    }

    function test_WhenTheBatchIsLongerThanItsGasLasts_ItShouldRevertAndRegisterNobodyAndGoThroughInParts() external {
        Registration[] memory batch = new Registration[](200);
        for (uint256 i; i < batch.length; ++i) {
            InvestorId id = InvestorId.wrap(uint32(i + 1));
            batch[i] = _registration(id, FRANCE, _list(address(uint160(i + 1000))));
        }
        assertFalse(_registerWith(2_000_000, batch));
        assertEq(Country.unwrap(registrar.getInvestor(batch[0].id).country), 0);

        assembly ("memory-safe") {
            mstore(batch, 20)
        }
        assertTrue(_registerWith(2_000_000, batch));
        assertEq(Country.unwrap(registrar.getInvestor(batch[19].id).country), Country.unwrap(FRANCE));
    }

    function _registerWith(uint256 gas_, Registration[] memory batch) private returns (bool success) {
        vm.prank(rival);
        (success,) = address(registrar).call{gas: gas_}(abi.encodeCall(registrar.registerInvestors, (batch)));
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        vm.prank(provider[0].addr);
        assertFalse(registrar.registerInvestors(_one(registration)));

        assertEq(Country.unwrap(registrar.getInvestor(ALICE).country), 0);
        assertTrue(registrar.investorFor(account0) == NOBODY);
        assertTrue(registrar.currentStanding(ALICE, account0).restricted());
    }

    function test_WhenAPermittedAuthorityRegisters_ItShouldStoreTheRecordBindTheAccountsAndSayWhoTheInvestorIs()
        external
    {
        vm.prank(rival);
        vm.expectEmit();
        emit IKYCRegistrar.InvestorRegistered(ALICE, registration.identityHash, _record(RIVAL), account0);
        vm.expectEmit();
        emit IKYCRegistrar.AccountsRegistered(ALICE, _list(account1));
        assertTrue(registrar.registerInvestors(_one(registration)));

        Investor memory investor = registrar.getInvestor(ALICE);
        assertEq(Country.unwrap(investor.country), 250);
        assertEq(investor.region, bytes3("IDF"));
        assertEq(Rating.unwrap(investor.rating), 2);
        assertEq(investor.expiresAt, EXPIRY);
        assertEq(AuthorityId.unwrap(investor.authority), 3);
        assertFalse(investor.restricted);
        assertFalse(investor.lapsed);
        assertFalse(investor.suspended);
        assertEq(investor.barredAccounts, 0);
        _assertAccount(account0, ALICE, false, false);
        _assertAccount(account1, ALICE, false, false);
    }

    function test_WhenTheAuthorityActsThroughExecuteCall_ItShouldNameTheAuthorityInTheRecord() external {
        (Call memory call, SignedApproval[] memory bundle) = _signedRegistration();
        vm.prank(stranger);
        registrar.executeCall(call, bundle);

        assertEq(AuthorityId.unwrap(registrar.getInvestor(ALICE).authority), 2);
    }

    function test_WhenTheOwnerRegisters_ItShouldAcceptEveryCountry() external {
        registration.country = Country.wrap(999);
        vm.prank(owner);
        assertTrue(registrar.registerInvestors(_one(registration)));

        Standing standing = registrar.currentStanding(ALICE, account0);
        assertEq(Country.unwrap(standing.country()), 999);
        assertFalse(standing.restricted());
        assertFalse(standing.expired());
    }

    function test_WhenOneAccountIsGiven_ItShouldTellOfItOnce() external {
        registration.accounts = _list(account0);
        vm.recordLogs();
        vm.prank(rival);
        registrar.registerInvestors(_one(registration));

        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2);
        assertEq(logs[0].topics[0], IMultiSig.MultiSigCallApproved.selector);
        assertEq(logs[1].topics[0], IKYCRegistrar.InvestorRegistered.selector);
    }

    function test_WhenNoAccountIsGiven_ItShouldNameNoneAndLeaveThemForLater() external {
        registration.accounts = new address[](0);
        vm.prank(rival);
        vm.expectEmit();
        emit IKYCRegistrar.InvestorRegistered(ALICE, registration.identityHash, _record(RIVAL), address(0));
        registrar.registerInvestors(_one(registration));

        assertTrue(registrar.currentStanding(NOBODY, account2).restricted(), "bound to nobody");
        vm.prank(rival);
        registrar.registerAccounts(ALICE, _list(account2));
        assertTrue(registrar.investorFor(account2) == ALICE);
    }

    function test_RevertGiven_AnAccountIsSuspendedAndBoundToNobody() external {
        vm.prank(owner);
        registrar.setAccountSuspension(_list(account1), true, "sanctioned");
        _refused(rival, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AccountSuspended.selector, account1));
    }

    /// @dev Alice's record: France, IDF (letters from 11 on), rating 2, until EXPIRY.
    function _record(AuthorityId authority) private pure returns (InvestorWord) {
        uint256 region = 19 << 12 | 14 << 6 | 16;
        return InvestorWord.wrap(
            250 | region << 10 | 2 << 28 | uint256(EXPIRY) << 31 | uint256(AuthorityId.unwrap(authority)) << 66
        );
    }

    function _signedRegistration() private view returns (Call memory call, SignedApproval[] memory bundle) {
        call = _callOf(PROVIDER, address(registrar), abi.encodeCall(registrar.registerInvestors, (_one(registration))));
        bundle = _bundle(_sign(registrar, call, provider[0]), _sign(registrar, call, provider[1]));
    }

    function _refused(address sender, bytes memory reason) private {
        vm.prank(sender);
        vm.expectRevert(reason);
        registrar.registerInvestors(_one(registration));
    }

    function _notPermitted(AuthorityId authority, Country country) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_CountryNotPermitted.selector, authority, country);
    }
}
