// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {OWNER} from "../../../../src/types/Authority.sol";
import {NOBODY} from "../../../../src/types/Identity.sol";
import {Consent} from "../../../../src/types/Investors.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";
import {Vm} from "forge-std/Test.sol";

contract RegisterConsentingAccountsTest is KYCRegistrarTest {
    Vm.Wallet private wallet;
    Consent private consent;

    function setUp() public override {
        super.setUp();
        _registerAlice();
        wallet = vm.createWallet("second account");
        consent = _consent(wallet, ALICE, RIVAL, EXPIRY);
    }

    function test_RevertGiven_AnotherAuthorityInGoodStandingAnswersForTheInvestor() external {
        consent = _consent(wallet, ALICE, PROVIDER, EXPIRY);
        vm.prank(provider[0].addr);
        vm.expectRevert(_notAuthorityOf(PROVIDER, RIVAL));
        registrar.registerConsentingAccounts(ALICE, _list(wallet.addr), _consents(consent));
    }

    function test_RevertWhen_AConsentIsNotTheAccounts() external {
        vm.prank(rival);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidConsent.selector, account2));
        registrar.registerConsentingAccounts(ALICE, _list(account2), _consents(consent));
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        Consent[] memory consents = _consents(_consent(wallet, ALICE, OWNER, EXPIRY));
        vm.prank(owner);
        assertFalse(registrar.registerConsentingAccounts(ALICE, _list(wallet.addr), consents));
        assertTrue(registrar.investorFor(wallet.addr) == NOBODY);
    }

    function test_WhenEveryAccountHasConsented_ItShouldBindThem() external {
        vm.expectEmit();
        emit IKYCRegistrar.AccountsRegistered(ALICE, _list(wallet.addr));
        _register();

        assertTrue(registrar.investorFor(wallet.addr) == ALICE);
        assertFalse(registrar.currentStanding(NOBODY, wallet.addr).restricted());
    }

    function test_RevertWhen_EveryAccountHasConsented_WhenAConsentIsShownAgain() external {
        _register();
        vm.prank(rival);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AccountBound.selector, wallet.addr, ALICE));
        registrar.registerConsentingAccounts(ALICE, _list(wallet.addr), _consents(consent));
    }

    function _register() private {
        vm.prank(rival);
        assertTrue(registrar.registerConsentingAccounts(ALICE, _list(wallet.addr), _consents(consent)));
    }
}
