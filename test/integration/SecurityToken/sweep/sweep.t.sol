// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION, LOCKED_BY_HAND} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {RecoveryBase} from "../../../utils/RecoveryBase.sol";

contract SweepTest is RecoveryBase {
    function setUp() public override {
        super.setUp();
        _allow(ada, true);
    }

    function test_RevertGiven_AnAccountDidNotAllowItOrAllowsItNoMore() external {
        _issue(adaThird, 10);
        _expectNotAllowed(adaThird);
        _sweep(_two(ada, adaThird));
        _allow(ada, false);
        _expectNotAllowed(ada);
        _sweep(_one(ada));
        assertEq(token.balanceOf(ada), 100);
    }

    function test_RevertWhen_AnAccountBelongsToAnotherInvestorWhoAllowedIt() external {
        _issue(ben, 50);
        _allow(ben, true);
        _expectOtherInvestor(ben, adaToo);
        _sweep(_two(ada, ben));
        _expectOtherInvestor(ada, ben);
        vm.prank(ben);
        token.sweep(_one(ada));
    }

    function test_RevertWhen_AHookPausesTheTokenInTheMiddle() external {
        _issue(adaThird, 10);
        _allow(adaThird, true);
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        bytes memory pausing = abi.encodeCall(issuer.setTokenRestriction, (address(token), true));
        module.callBack(address(issuer), _approved(address(issuer), pausing));
        vm.expectRevert(_refusal(Restriction.TokenRestricted, adaThird, adaToo, 10));
        _sweep(_two(ada, adaThird));
    }

    function test_WhenAHookFreezesAPartOfTheNextAccount_ItShouldLeaveThat() external {
        _issue(adaThird, 10);
        _allow(adaThird, true);
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        bytes memory freezing = abi.encodeCall(token.setFrozenTokens, (adaThird, 4));
        module.callBack(address(issuer), _approved(address(token), freezing));
        assertEq(_sweep(_two(ada, adaThird)), 106);
    }

    function test_RevertWhen_AnotherRegistrarKnowsTheCallerByTheSameId() external {
        IKYCRegistrar second = _acceptAnother();
        address thief = makeAddr("thief");
        _registerAt(second, adaId, CH, 1, _one(thief));
        _expectOtherInvestor(ada, thief);
        vm.prank(thief);
        token.sweep(_one(ada));
    }

    function test_RevertWhen_TheCallerOrAnAccountIsNobodyTheTreasuryOrACustodian() external {
        address custodian = _custodian();
        address[4] memory others = [address(0), stranger, address(issuer), custodian];
        for (uint256 i; i < others.length; ++i) {
            _allow(others[i], true);
            _expectOtherInvestor(others[i], adaToo);
            _sweep(_one(others[i]));
            _expectOtherInvestor(ada, others[i]);
            vm.prank(others[i]);
            token.sweep(_one(ada));
        }
        address second = _custodian();
        _allow(second, true);
        _expectOtherInvestor(second, custodian);
        vm.prank(custodian);
        token.sweep(_one(second));
    }

    function test_RevertWhen_TheCallerNamesItself() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SelfTransfer.selector, ada));
        vm.prank(ada);
        token.sweep(_one(ada));
    }

    function test_RevertGiven_TheRegistrarRestrictsAnAccountOrTheCaller() external {
        _restrictAccount(adaId, ada);
        vm.expectRevert(_refusal(Restriction.SenderRestricted, ada, adaToo, 100));
        _sweep(_one(ada));
        _freeAccount(adaId, ada);
        _restrictAccount(adaId, adaToo);
        vm.expectRevert(_refusal(Restriction.ReceiverRestricted, ada, adaToo, 100));
        _sweep(_one(ada));
    }

    function test_RevertGiven_TheIssuerFreezesTheInvestor() external {
        _freeze(adaId, true);
        vm.expectRevert(_refusal(Restriction.SenderFrozen, ada, adaToo, 100));
        _sweep(_one(ada));
    }

    function test_RevertGiven_AnAccountIsLockedOrTheTokenPaused() external {
        _lock(DEFAULT_PARTITION, ada, LOCKED_BY_HAND);
        vm.expectRevert(_refusal(Restriction.PositionLocked, ada, adaToo, 100));
        _sweep(_one(ada));
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        vm.expectRevert(_refusal(Restriction.TokenRestricted, ada, adaToo, 100));
        _sweep(_one(ada));
    }

    /// @dev The thief holds the key of ada's second account. What he takes he may only keep there.
    function test_GivenAThiefHasOneKey_ItShouldReachWhatWasAllowedAndNothingElse() external {
        _issue(adaThird, 50);
        vm.startPrank(adaToo);
        token.allowSweep(true);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SweepNotAllowed.selector, adaThird));
        token.sweep(_one(adaThird));
        assertEq(token.sweep(_one(ada)), 100);
        vm.stopPrank();
        assertEq(token.balanceOf(adaThird), 50);
    }

    function test_GivenAPartIsEncumberedAndFrozen_ItShouldTakeWhatIsFree() external {
        _encumbered(ada, 30);
        _freezeAmount(ada, 25);
        assertEq(_sweep(_one(ada)), 45);
        assertEq(token.balanceOf(ada), 55);
        assertEq(_freeOf(adaToo), 45);
    }

    function test_GivenNothingIsFree_ItShouldTakeNothingAndPass() external {
        _freezeAmount(ada, 1000);
        assertEq(_sweep(_one(ada)), 0);
        _freezeAmount(ada, 0);
        _force(ada, ben, 100);
        assertEq(_sweep(_one(ada)), 0);
        _assertPositions(adaId, 0);
    }

    function test_GivenSharesStandInAnotherPartition_ItShouldLeaveThem() external {
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 50);
        assertEq(_sweep(_one(ada)), 100);
        assertEq(token.balanceOfByPartition(FOUNDERS, ada), 50);
        assertEq(token.balanceOf(ada), 50);
    }

    function test_GivenAmountsAreMultiplesAndAnOddPartIsEncumbered_ItShouldRoundDownWhatIsFree() external {
        vm.prank(owner);
        token.redeemFrom(ada, 100, "");
        _setGranularity(10);
        _issue(ada, 100);
        _encumbered(ada, 33);
        assertEq(_sweep(_one(ada)), 60);
        assertEq(token.balanceOf(ada), 40);
    }

    function test_WhenAnAccountIsNamedTwice_ItShouldTakeOnce() external {
        assertEq(_sweep(_two(ada, ada)), 100);
        assertEq(token.balanceOf(adaToo), 100);
    }

    function test_GivenTheAccreditationHasExpiredAndTheCountryIsForbidden_ItShouldSweep() external {
        _lapse(adaId, 1);
        _forbid(CH);
        assertEq(_sweep(_one(ada)), 100);
    }

    function test_WhenSeveralAccountsAllowIt_ItShouldCollectAllSayHowMuchAndCountExactly() external {
        _issue(adaThird, 50);
        _allow(adaThird, true);
        _assertPositions(adaId, 2);
        assertEq(_sweep(_two(ada, adaThird)), 150);
        assertEq(token.balanceOf(adaToo), 150);
        _assertPositions(adaId, 1);
        _assertInvestors(1);
    }

    function _allow(address account, bool allowed) private {
        vm.prank(account);
        token.allowSweep(allowed);
    }

    /// @dev By ada's second account.
    function _sweep(address[] memory accounts) private returns (uint256) {
        vm.prank(adaToo);
        return token.sweep(accounts);
    }

    function _expectNotAllowed(address account) private {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SweepNotAllowed.selector, account));
    }
}
