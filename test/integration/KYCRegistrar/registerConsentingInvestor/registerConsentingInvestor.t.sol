// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {Call, SignedApproval} from "../../../../src/types/Authority.sol";
import {NOBODY} from "../../../../src/types/Identity.sol";
import {Consent, Registration} from "../../../../src/types/Investors.sol";
import {ERC1271Wallet} from "../../../mocks/ERC1271Wallet.sol";
import {newRegistrar} from "../../../utils/Artifacts.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";
import {Vm} from "forge-std/Test.sol";

contract RegisterConsentingInvestorTest is KYCRegistrarTest {
    uint40 private constant DEADLINE = START + 7 days;
    /// @dev Order of the curve secp256k1.
    uint256 private constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    Vm.Wallet private investor;
    Registration private registration;
    Consent private consent;

    function setUp() public override {
        super.setUp();
        investor = vm.createWallet("investor");
        registration = _registration(ALICE, FRANCE, _list(investor.addr));
        consent = _consent(investor, ALICE, RIVAL, DEADLINE);
    }

    function test_RevertGiven_TheActingAuthorityIsRestricted() external {
        _setRestriction(RIVAL, true);
        _refused(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AuthorityRestricted.selector, RIVAL));
    }

    function test_RevertGiven_TheActingAuthorityIsNotPermittedForTheCountry() external {
        registration.country = JAPAN;
        _refused(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_CountryNotPermitted.selector, RIVAL, JAPAN));
    }

    function test_RevertWhen_AccountsAndConsentsDifferInNumber() external {
        registration.accounts = _list(investor.addr, account1);
        _refused(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_ConsentsMismatch.selector, 2, 1));
        registration.accounts = new address[](0);
        _refused(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_ConsentsMismatch.selector, 0, 1));
    }

    function test_RevertWhen_TheDeadlineOfAConsentHasPassed() external {
        vm.warp(DEADLINE + 1);
        _refused(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_ConsentExpired.selector, investor.addr, DEADLINE));
        vm.warp(DEADLINE);
        _register();
    }

    function test_RevertWhen_AConsentIsNotTheAccounts_WhenAnotherKeySigned() external {
        // The authority names an account by mistake; the investor's signature does not speak for it.
        registration.accounts = _list(account1);
        _invalid(account1);
    }

    function test_RevertWhen_AConsentIsNotTheAccounts_WhenItNamesAnotherInvestor() external {
        consent = _consent(investor, BOB, RIVAL, DEADLINE);
        _invalid(investor.addr);
    }

    function test_RevertWhen_AConsentIsNotTheAccounts_WhenItNamesAnotherAuthority() external {
        // Seen in the pool of transactions, taken by a rival.
        consent = _consent(investor, ALICE, PROVIDER, DEADLINE);
        _invalid(investor.addr);
    }

    function test_RevertWhen_AConsentIsNotTheAccounts_WhenItNamesAnotherDeadline() external {
        consent.deadline += 1;
        _invalid(investor.addr);
    }

    function test_RevertWhen_AConsentIsNotTheAccounts_WhenItWasSignedForAnotherRegistrar() external {
        IKYCRegistrar here = registrar;
        registrar = newRegistrar(_list(owner), 1);
        consent = _consent(investor, ALICE, RIVAL, DEADLINE);
        registrar = here;
        _invalid(investor.addr);
    }

    function test_RevertWhen_AConsentIsNotTheAccounts_WhenItWasSignedForAnotherChain() external {
        vm.chainId(block.chainid + 1);
        _invalid(investor.addr);
    }

    function test_RevertWhen_AConsentIsNotTheAccounts_WhenItsSignatureIsMalformed() external {
        consent.signature = "";
        _invalid(investor.addr);
        consent.signature = new bytes(65);
        _invalid(investor.addr);
    }

    function test_RevertWhen_AConsentIsNotTheAccounts_WhenItsSignatureIsMalleated() external {
        (uint8 v, bytes32 r, bytes32 s) = _parts();
        consent.signature = abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        _invalid(investor.addr);
    }

    function test_RevertWhen_AConsentIsNotTheAccounts_WhenItsSignatureHasTheShortForm() external {
        (uint8 v, bytes32 r, bytes32 s) = _parts();
        consent.signature = abi.encodePacked(r, uint256(s) | uint256(v - 27) << 255);
        _invalid(investor.addr);
        consent.signature = abi.encodePacked(r, s, v - 27);
        _invalid(investor.addr);
    }

    function test_RevertWhen_AConsentIsNotTheAccounts_WhenTheAccountIsZero() external {
        registration.accounts = _list(address(0));
        consent.signature = new bytes(65);
        _invalid(address(0));
    }

    function test_GivenTheAccountIsAWalletContract_WhenItAcceptsTheSignature_ItShouldRegister() external {
        ERC1271Wallet wallet = _useWallet();
        _register();
        assertTrue(registrar.investorFor(address(wallet)) == ALICE);
    }

    function test_RevertGiven_TheAccountIsAWalletContract_WhenItAnswersAnythingElse() external {
        ERC1271Wallet wallet = _useWallet();
        for (uint8 mood = 1; mood < 6; ++mood) {
            if (ERC1271Wallet.Mood(mood) == ERC1271Wallet.Mood.Reentering) continue;
            wallet.setMood(ERC1271Wallet.Mood(mood));
            _invalid(address(wallet));
        }
    }

    function test_GivenTheAccountIsAWalletContract_WhenItCallsBack_ItShouldChangeNothingByThat() external {
        ERC1271Wallet wallet = _useWallet();
        wallet.reenter(
            address(registrar), abi.encodeCall(registrar.registerConsentingInvestor, (registration, _consents(consent)))
        );
        _invalid(address(wallet));
        wallet.reenter(address(registrar), abi.encodeCall(registrar.actingAuthority, ()));
        _register();
    }

    function test_GivenAnAccountHasCodeAndAKey_ItShouldRegisterByTheKey() external {
        vm.etch(investor.addr, hex"00");
        _register();
    }

    function test_GivenAnAccountHasCodeAndAKey_GivenItHasDelegatedItsCode_ItShouldRegisterByTheKey() external {
        // EIP-7702: to a contract that does not know ERC-1271.
        vm.etch(investor.addr, abi.encodePacked(hex"ef0100", address(registrar)));
        _register();
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        consent = _consent(investor, ALICE, PROVIDER, DEADLINE);
        vm.prank(provider[0].addr);
        assertFalse(registrar.registerConsentingInvestor(registration, _consents(consent)));
        assertTrue(registrar.investorFor(investor.addr) == NOBODY);
    }

    function test_WhenTheInvestorSubmitsWhatTheAuthorityHasSigned_ItShouldRegisterHimWithHisAccount() external {
        (Call memory call, SignedApproval[] memory bundle) = _signedByProvider();
        vm.prank(investor.addr);
        registrar.executeCall(call, bundle);

        assertTrue(registrar.investorFor(investor.addr) == ALICE);
        assertFalse(registrar.currentStanding(NOBODY, investor.addr).restricted());
        assertTrue(registrar.getInvestor(ALICE).authority == PROVIDER);
    }

    function test_RevertWhen_TheInvestorSubmitsWhatTheAuthorityHasSigned_WhenItIsSubmittedAgain() external {
        (Call memory call, SignedApproval[] memory bundle) = _signedByProvider();
        registrar.executeCall(call, bundle);
        vm.expectPartialRevert(IMultiSig.MultiSig_CallClosed.selector);
        registrar.executeCall(call, bundle);
    }

    function test_RevertWhen_TheInvestorSubmitsWhatTheAuthorityHasSigned_WhenHeHasLengthenedTheSignedRegistration()
        external
    {
        (Call memory call, SignedApproval[] memory bundle) = _signedByProvider();
        registration.expiresAt += 365 days;
        call.data = abi.encodeCall(registrar.registerConsentingInvestor, (registration, _consents(consent)));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, provider[0].addr));
        registrar.executeCall(call, bundle);
    }

    function test_RevertWhen_TheInvestorSubmitsWhatTheAuthorityHasSigned_WhenTheDeadlineOfTheCallHasPassed() external {
        (Call memory call, SignedApproval[] memory bundle) = _signedByProvider();
        vm.warp(call.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_DeadlinePassed.selector, call.deadline));
        registrar.executeCall(call, bundle);
    }

    function test_RevertWhen_TheInvestorSubmitsWhatTheAuthorityHasSigned_GivenTheAuthorityHasBeenRestrictedSince()
        external
    {
        (Call memory call, SignedApproval[] memory bundle) = _signedByProvider();
        _setRestriction(PROVIDER, true);
        vm.expectPartialRevert(IMultiSig.MultiSig_NotPermitted.selector);
        registrar.executeCall(call, bundle);
    }

    function _parts() private view returns (uint8 v, bytes32 r, bytes32 s) {
        return vm.sign(investor.privateKey, registrar.consentDigestOf(ALICE, investor.addr, RIVAL, DEADLINE));
    }

    /// @dev The account becomes a wallet contract that the investor's key governs.
    function _useWallet() private returns (ERC1271Wallet wallet) {
        wallet = new ERC1271Wallet(investor.addr);
        registration.accounts = _list(address(wallet));
        bytes32 digest = registrar.consentDigestOf(ALICE, address(wallet), RIVAL, DEADLINE);
        consent.signature = _signDigest(digest, investor);
    }

    function _signedByProvider() private returns (Call memory call, SignedApproval[] memory bundle) {
        consent = _consent(investor, ALICE, PROVIDER, DEADLINE);
        bytes memory data = abi.encodeCall(registrar.registerConsentingInvestor, (registration, _consents(consent)));
        call = _callOf(PROVIDER, address(registrar), data);
        bundle = _bundle(_sign(registrar, call, provider[0]), _sign(registrar, call, provider[1]));
    }

    function _register() private {
        vm.prank(rival);
        assertTrue(registrar.registerConsentingInvestor(registration, _consents(consent)));
    }

    function _invalid(address account) private {
        _refused(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidConsent.selector, account));
    }

    function _refused(bytes memory reason) private {
        vm.prank(rival);
        vm.expectRevert(reason);
        registrar.registerConsentingInvestor(registration, _consents(consent));
    }
}
