// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {AuthorityId} from "../../../../src/types/Authority.sol";
import {Rating} from "../../../../src/types/Identity.sol";
import {investorClass} from "../../../../src/types/InvestorClass.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract AdmitTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.admit, (_one(ada))));
    }

    function _isDone() internal view override returns (bool) {
        return issuer.isAdmitted(_key(adaId));
    }

    function test_RevertGiven_TheAccountIsNoInvestors() external {
        _assertRefused(stranger, Restriction.ReceiverNotRegistered);
        _assertRefused(address(issuer), Restriction.ReceiverNotRegistered);
        _assertRefused(_custodian(), Restriction.ReceiverNotRegistered);
        _reject(registrar);
        _assertRefused(ada, Restriction.ReceiverNotRegistered);
    }

    function test_RevertGiven_TheAccountIsRestricted() external {
        vm.prank(owner);
        registrar.restrictAccounts(adaId, _one(ada));
        _assertRefused(ada, Restriction.ReceiverRestricted);
        _admit(adaToo);
    }

    function test_RevertGiven_TheInvestorIsFrozen() external {
        _freeze(adaId, true);
        _assertRefused(ada, Restriction.ReceiverFrozen);
    }

    function test_RevertGiven_TheAccreditationHasExpired() external {
        _lapse(adaId, 1);
        _assertRefused(ada, Restriction.ReceiverExpired);
    }

    function test_RevertGiven_TheCountryIsNotPermitted() external {
        _assertRefused(_investor("kim", KP, 7), Restriction.CountryNotPermitted);
    }

    function test_RevertGiven_TheRatingIsTooLow() external {
        _assertRefused(_investor("uma", US, 1), Restriction.RatingTooLow);
        _admit(_investor("una", US, 2));
    }

    function test_RevertGiven_ALimitHasNoRoom() external {
        _issue(_investor("cora", CH, 1), 1);
        _limitInvestors(0, 1);
        _assertRefused(ada, Restriction.InvestorLimitReached);
        _limitInvestors(1, 1);
        _assertRefused(ada, Restriction.RatingLimitReached);
        _limitInvestors(0, 0);
        _limitCountry(CH, 0, 1);
        _assertRefused(ada, Restriction.CountryLimitReached);
        _limitCountry(CH, 1, 1);
        _assertRefused(ada, Restriction.CountryRatingLimitReached);
        _limitCountry(CH, 1, 2);
        _admit(ada);
    }

    function test_RevertWhen_OneOfSeveralIsRefused() external {
        _limitInvestors(0, 1);
        vm.expectRevert(_refusalOf(ben, Restriction.InvestorLimitReached));
        vm.prank(owner);
        issuer.admit(_two(ada, ben));
        assertFalse(issuer.isAdmitted(_key(adaId)));
        _assertInvestors(0);
    }

    function test_GivenTheInvestorHoldsNothing_ItShouldCountItUnderItsPresentClassAndSaySo() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorCounted(_key(benId), investorClass(DE, Rating.wrap(2)));
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorAdmitted(_key(benId));
        _admit(ben);
        _assertCounts(DE, 2, 1, 1, 1);
        _assertClass(benId, DE, 2);
        _assertPositions(benId, 0);
    }

    function test_GivenTheInvestorHoldsNothing_ItShouldTakeTheLastPlaceSoThatOthersAreRefused() external {
        _issue(address(issuer), 10);
        _limitInvestors(0, 1);
        _admit(ada);
        vm.expectRevert(_refusal(Restriction.InvestorLimitReached, address(issuer), ben, 1));
        vm.prank(owner);
        token.transferTreasury(ben, 1);
        _assertRefused(ben, Restriction.InvestorLimitReached);
    }

    function test_GivenTheInvestorHoldsSomething_ItShouldLeaveTheCountAsItIs() external {
        _issue(ada, 10);
        _limitInvestors(0, 1);
        _admit(ada);
        _assertCounts(CH, 1, 1, 1, 1);
        _assertPositions(adaId, 1);
        assertTrue(issuer.isAdmitted(_key(adaId)));
    }

    function test_GivenTheInvestorIsAdmittedAlready_ItShouldChangeNothingWhicheverOfItsAccountsIsNamed() external {
        _admit(ada);
        vm.recordLogs();
        vm.prank(owner);
        issuer.admit(_two(ada, adaToo));
        assertEq(vm.getRecordedLogs().length, 1, "the approval alone");
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_GivenTheCallerIsAContractThatIsMemberOfAnAuthorityWithThePermission_ItShouldAdmit() external {
        address module = address(_module(0, 0));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = issuer.admit.selector;
        vm.startPrank(owner);
        issuer.addAuthority(_one(module), 1, FAR);
        issuer.setAuthoritySignatures(AuthorityId.wrap(2), address(issuer), selectors, true);
        vm.stopPrank();
        vm.prank(module);
        assertTrue(issuer.admit(_one(ada)));
        assertTrue(issuer.isAdmitted(_key(adaId)));
    }

    function test_GivenAnInvestorWasAdmitted_ItShouldLetItBuyWhileTheLimitsAreReached() external {
        _issue(ben, 10);
        _admit(ada);
        _limitInvestors(0, 1);
        _limitCountry(CH, 0, 1);
        _assertPasses(ben, ada, 4);
        _assertPositions(adaId, 1);
        _assertInvestors(2);
        _assertPasses(ada, adaToo, 1);
        _assertPositions(adaId, 2);
    }

    /// @dev Who leaves altogether makes room for the newcomer; an admitted investor does not leave.
    function test_GivenAnInvestorWasAdmitted_ItShouldKeepItsPlaceWhenItSellsEverythingAndFreeItForNobody() external {
        _issue(ada, 10);
        _limitInvestors(0, 1);
        _admit(ada);
        _assertRefused(Restriction.InvestorLimitReached, ada, ben, 10);
        _assertPasses(ada, address(issuer), 10);
        _assertPositions(adaId, 0);
        _assertCounts(CH, 1, 1, 1, 1);
        vm.expectRevert(_refusal(Restriction.InvestorLimitReached, address(issuer), ben, 1));
        vm.prank(owner);
        token.transferTreasury(ben, 1);
        vm.prank(owner);
        assertTrue(token.transferTreasury(ada, 1));
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_GivenAnInvestorWasAdmitted_ItShouldMoveItsCountAtSync() external {
        _admit(ada);
        _renew(adaId, 3, FAR);
        assertTrue(issuer.isSyncable(_keys(adaId))[0]);
        assertEq(issuer.sync(_keys(adaId)), 1);
        _assertClass(adaId, CH, 3);
        _assertCounts(CH, 3, 1, 1, 1);
        assertTrue(issuer.isAdmitted(_key(adaId)));
    }

    function test_GivenAnInvestorWasAdmitted_ItShouldRefuseItsPurchaseWhenTheRulesChange() external {
        _issue(ben, 10);
        _admit(ada);
        _forbid(CH);
        _assertRefused(Restriction.CountryNotPermitted, ben, ada, 1);
        _limitCountry(CH, 0, 0);
        _freeze(adaId, true);
        _assertRefused(Restriction.ReceiverFrozen, ben, ada, 1);
        _freeze(adaId, false);
        _lapse(adaId, 1);
        _assertRefused(Restriction.ReceiverExpired, ben, ada, 1);
    }

    function test_GivenAnInvestorWasAdmitted_ItShouldReceiveByForceAndKeepExactPositions() external {
        _issue(ben, 10);
        _admit(ada);
        vm.startPrank(owner);
        token.controllerTransfer(ben, ada, 10, "", "");
        _assertPositions(adaId, 1);
        _assertPositions(benId, 0);
        token.controllerTransfer(ada, ben, 10, "", "");
        vm.stopPrank();
        _assertPositions(adaId, 0);
        _assertInvestors(2);
    }

    function test_GivenAnInvestorWasAdmitted_GivenItsRegistrarIsRemoved_ItShouldStayCountedAndReceiveNothing()
        external
    {
        _issue(address(issuer), 10);
        _admit(ada);
        _reject(registrar);
        assertEq(issuer.sync(_keys(adaId)), 0);
        _assertInvestors(1);
        assertEq(token.detectTransferRestriction(address(issuer), ada, 1), uint8(Restriction.ReceiverNotRegistered));
    }

    function _admit(address account) private {
        vm.prank(owner);
        assertTrue(issuer.admit(_one(account)));
    }

    function _assertRefused(address account, Restriction code) private {
        vm.expectRevert(_refusalOf(account, code));
        vm.prank(owner);
        issuer.admit(_one(account));
    }

    function _refusalOf(address account, Restriction code) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IIssuingEntity.IssuingEntity_AdmissionRefused.selector, account, code);
    }
}
