// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {investorKey} from "../../../../src/types/Identity.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_ENCUMBER,
    PERMISSION_ISSUE,
    PERMISSION_RECORD_DATE,
    PERMISSION_REDEEM
} from "../../../../src/types/Modules.sol";
import {KIND_REDEMPTION} from "../../../../src/types/Move.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {directMove} from "../../../utils/Moves.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract RedeemFromTest is GuardedBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        _issue(ben, 20);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.redeemFrom, (ada, 40, "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOf(ada) == 60 && token.totalSupply() == 80;
    }

    /* -------------------------------------------------- callers ---------------------------------------------- */

    function test_RevertWhen_TheCallerIsTheHolder() external {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, ada));
        vm.prank(ada);
        token.redeemFrom(ada, 1, "");
    }

    function test_RevertWhen_TheCallerIsAModuleWithoutThePermission() external {
        ModuleMock module = _module(0, PERMISSION_ISSUE | PERMISSION_ENCUMBER | PERMISSION_RECORD_DATE);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, address(module), PERMISSION_REDEEM)
        );
        vm.prank(address(module));
        token.redeemFrom(ada, 1, "");
    }

    function test_WhenTheCallerIsAModuleWithThePermission_ItShouldRedeem() external {
        ModuleMock module = _module(0, PERMISSION_REDEEM);
        vm.expectEmit(address(token));
        emit ITokenEvents.Redeemed(address(module), ada, 40, "");
        vm.prank(address(module));
        assertTrue(token.redeemFrom(ada, 40, ""));
        assertTrue(_isDone());
    }

    function test_RevertWhen_TheCallerIsAModuleWithThePermission_GivenItWasDetached() external {
        ModuleMock module = _module(0, PERMISSION_REDEEM);
        _detach(module);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, address(module)));
        vm.prank(address(module));
        token.redeemFrom(ada, 1, "");
    }

    /* ------------------------------------------------- refusals ---------------------------------------------- */

    function test_RevertWhen_TheAmountExceedsTheBalance() external {
        _assertNotRedeemed(Restriction.InsufficientBalance, ada, 101);
        _assertNotRedeemed(Restriction.InsufficientBalance, ada, 121);
        _assertNotRedeemed(Restriction.InsufficientBalance, ada, type(uint256).max);
    }

    function test_RevertWhen_TheAccountIsNobodys() external {
        _assertNotRedeemed(Restriction.SenderNotRegistered, stranger, 1);
        _assertNotRedeemed(Restriction.SenderNotRegistered, address(0), 1);
        _assertNotRedeemed(Restriction.SenderNotRegistered, address(token), 1);
    }

    function test_RevertWhen_TheAccountIsACustodians() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 30);
        _assertNotRedeemed(Restriction.SenderNotRegistered, custodian, 30);
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _assertNotRedeemed(Restriction.SenderNotRegistered, custodian, 30);
    }

    function test_RevertWhen_TheHoldersSharesLieAtACustodian() external {
        _deposit(ada, _custodian(), 30);
        _assertNotRedeemed(Restriction.InsufficientBalance, ada, 71);
    }

    /* ------------------------------------------------ encumbrances ------------------------------------------- */

    function test_GivenAPartIsEncumbered_ItShouldRevertAboveWhatIsFree() external {
        _encumbered(ada, 30);
        _encumbered(ada, 40);
        _assertNotRedeemed(Restriction.AmountLocked, ada, 31);
    }

    function test_GivenAPartIsEncumbered_ItShouldTakeWhatIsFreeAndWhatWasReleasedAndLeaveTheEncumbrance() external {
        ModuleMock module = _encumbered(ada, 70);
        _redeemFrom(ada, 30);
        assertEq(token.encumbranceOf(ada, address(module)), 70);
        assertEq(token.balanceOf(ada), 70);

        vm.prank(address(module));
        token.release(ada, 70);
        _redeemFrom(ada, 70);
        assertEq(token.balanceOf(ada), 0);
        assertEq(token.encumberedBalanceOf(ada), 0);
    }

    /* ------------------------------------------- what does not matter ---------------------------------------- */

    function test_GivenTheTokenAndTheIssuerArePaused_ItShouldRedeem() external {
        vm.startPrank(owner);
        issuer.setTokenRestriction(address(token), true);
        issuer.setGlobalRestriction(true);
        vm.stopPrank();
        _redeemFrom(ada, 40);
        assertTrue(_isDone());
    }

    function test_GivenTheHolderIsExpiredFrozenAndRestrictedAndItsCountryForbidden_ItShouldRedeem() external {
        _forbid(CH);
        _freeze(adaId, true);
        vm.startPrank(owner);
        token.setExpiryStopsSending(true);
        registrar.setInvestorRestriction(adaId, true);
        registrar.restrictAccounts(adaId, _one(ada));
        vm.stopPrank();
        _lapse(adaId, 1);
        _redeemFrom(ada, 40);
        assertTrue(_isDone());
    }

    function test_GivenTheHoldersRegistrarIsGone_ItShouldRedeemAndCountTheHolderOut() external {
        _acceptAnother();
        _reject(registrar);
        vm.etch(address(registrar), "");
        _redeemFrom(ada, 100);
        _assertPositions(adaId, 0);
        _assertInvestors(1);
    }

    /* -------------------------------------------------- counts ----------------------------------------------- */

    function test_GivenAnotherRegistrarKnowsTheAccountUnderAnotherId_ItShouldCountOutTheInvestorWhoWasCounted()
        external
    {
        IKYCRegistrar second = _acceptAnother();
        _registerAt(second, _id("new ada"), DE, 3, _one(ada));
        _reject(registrar);

        _redeemFrom(ada, 40);
        _assertPositions(adaId, 1);
        _redeemFrom(ada, 60);

        _assertPositions(adaId, 0);
        _assertPositions(investorKey(1, _id("new ada")), 0);
        _assertOfCountry(CH, 0);
        _assertInvestors(1);
    }

    function test_WhenTheLastPositionCloses_ItShouldCountTheInvestorOut() external {
        _redeemFrom(ada, 99);
        _assertCounts(CH, 1, 2, 1, 1);
        _redeemFrom(ada, 1);
        _assertCounts(CH, 1, 1, 0, 0);
        _assertPositions(adaId, 0);
    }

    function test_WhenAnotherPositionStays_ItShouldCountTheInvestorOnce() external {
        _issue(adaToo, 1);
        _redeemFrom(ada, 100);
        _assertPositions(adaId, 1);
        _assertCounts(CH, 1, 2, 1, 1);
    }

    function test_WhenTheAccountIsTheTreasury_ItShouldRedeemAndCountNobody() external {
        _issue(address(issuer), 5);
        _redeemFrom(address(issuer), 5);
        assertEq(token.balanceOf(address(issuer)), 0);
        assertEq(token.totalSupply(), 120);
        _assertInvestors(2);
    }

    /* ----------------------------------------------- record dates -------------------------------------------- */

    function test_GivenRecordDatesHavePassed_ItShouldKeepBalanceAndSupplyAtThem() external {
        vm.startPrank(owner);
        token.scheduleRecordDate(START + 10);
        token.scheduleRecordDate(START + 20);
        vm.stopPrank();
        vm.warp(START + 11);
        _redeemFrom(ada, 40);
        vm.warp(START + 21);
        _redeemFrom(ada, 60);

        assertEq(token.balanceOfAt(ada, START + 10), 100);
        assertEq(token.totalSupplyAt(START + 10), 120);
        assertEq(token.balanceOfAt(ada, START + 20), 60);
        assertEq(token.totalSupplyAt(START + 20), 80);
        assertEq(token.totalSupply(), 20);
    }

    /* -------------------------------------------------- modules ---------------------------------------------- */

    function test_GivenAModuleChecksTransfers_ItShouldAskItAndRevertIfItRefuses() external {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _assertNotRedeemed(Restriction.ModuleRefused, ada, 1);
    }

    function test_GivenAModuleIsToldOfTransfers_ItShouldTellItOfATransferToNobodyWhenBalanceAndSupplyAreWritten()
        external
    {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        module.callBack(address(this), abi.encodeCall(this.requireBook, (60, 80)));
        _redeemFrom(ada, 40);
        assertEq(abi.encode(module.seen()[0]), abi.encode(directMove(KIND_REDEMPTION, owner, ada, address(0), 40)));
        assertEq(module.seen().length, 1);
    }

    function test_GivenAModuleIsToldOfTransfers_WhenItRedeemsTheRestFromItsHook_ItShouldRedeemBoth() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, PERMISSION_REDEEM);
        module.callBack(address(token), abi.encodeCall(token.redeemFrom, (ada, 60, "")));
        _redeemFrom(ada, 40);
        this.requireBook(0, 20);
        _assertPositions(adaId, 0);
        _assertInvestors(1);
    }

    function test_RevertGiven_AModuleIsToldOfTransfers_WhenItRedeemsMoreThanTheRestFromItsHook() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, PERMISSION_REDEEM);
        module.callBack(address(token), abi.encodeCall(token.redeemFrom, (ada, 61, "")));
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, address(0), 61));
        _redeemFrom(ada, 40);
    }

    /* ------------------------------------------------ the amount --------------------------------------------- */

    function test_WhenTheAmountIsZero_ItShouldChangeNothingAndAskAndTellNoModule() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, 0);
        module.setRefusing(true);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, address(0), 0);
        _redeemFrom(ada, 0);
        // An empty position is not closed once more.
        _redeemFrom(adaToo, 0);
        assertEq(module.seen().length, 0);
        this.requireBook(100, 120);
        _assertPositions(adaId, 1);
    }

    function test_RevertWhen_TheAmountIsZero_WhenTheAccountIsNobodys() external {
        _assertNotRedeemed(Restriction.SenderNotRegistered, stranger, 0);
    }

    function test_WhenTheBalanceSuffices_ItShouldTakeTheAmountFromBalanceAndSupplyAndKeepTheReference() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, address(0), 40);
        vm.expectEmit(address(token));
        emit ITokenEvents.Redeemed(owner, ada, 40, "reference");
        vm.prank(owner);
        assertTrue(token.redeemFrom(ada, 40, "reference"));
        this.requireBook(60, 80);
        _assertBalances(60, 20);
        assertEq(token.balanceOf(address(0)), 0);
        _assertPasses(ada, ben, 60);
    }

    function requireBook(uint256 ofAda, uint256 supply) external view {
        assertEq(token.balanceOf(ada), ofAda, "ada");
        assertEq(token.totalSupply(), supply, "supply");
    }

    function _redeemFrom(address account, uint256 amount) private {
        vm.prank(owner);
        token.redeemFrom(account, amount, "");
    }

    function _assertNotRedeemed(Restriction code, address account, uint256 amount) private {
        vm.expectRevert(_refusal(code, account, address(0), amount));
        _redeemFrom(account, amount);
    }
}
