// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {InvestorId, InvestorKey, Rating, investorKey} from "../../../../src/types/Identity.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

/// @dev Ada is known to the first registrar; tests make a second one know her too.
contract TransferBindingsTest is ComplianceBase {
    IKYCRegistrar private second;
    InvestorId private newAdaId = _id("ada, by another id");
    /// @dev Both at the second registrar.
    InvestorKey private newAda = investorKey(1, newAdaId);
    InvestorKey private cleo = investorKey(1, _id("cleo"));

    function setUp() public override {
        super.setUp();
        second = _acceptAnother();
        _registerAt(second, _id("cleo"), DE, 2, _one(makeAddr("cleo")));
        _issue(ada, 100);
        _issue(makeAddr("cleo"), 50);
        ben = makeAddr("cleo");
    }

    function test_RevertGiven_TheRegistrarOfASideWasRemoved_GivenNoOtherKnowsTheAccount() external {
        _reject(registrar);
        _assertRefused(Restriction.SenderNotRegistered, ada, ben, 1);
        _assertRefused(Restriction.ReceiverNotRegistered, ben, ada, 1);
        vm.prank(owner);
        issuer.addRegistrar(registrar);
        _assertPasses(ada, ben, 1);
    }

    function test_GivenAnotherRegistrarKnowsTheAccountUnderTheSameId_ItShouldCountItsPositionUnderThatRegistrarsInvestor()
        external
    {
        _registerAt(second, adaId, DE, 3, _one(ada));
        _reject(registrar);

        _assertPasses(ada, ben, 1);

        _assertPositions(adaId, 0);
        _assertPositions(investorKey(1, adaId), 1);
        _assertClass(investorKey(1, adaId), DE, 3);
        _assertInvestors(2);
        _assertOfCountry(CH, 0);
        _assertOfCountry(DE, 2);
        _assertPasses(ada, ben, 99);
        _assertInvestors(1);
    }

    function test_GivenAnIdOfItsOwn_WhenTheSenderSellsAPart_ItShouldCountItsPositionUnderTheNewId() external {
        _bindAnew();

        _assertPasses(ada, ben, 40);

        _assertPositions(adaId, 0);
        _assertPositions(newAda, 1);
        _assertClass(newAda, CH, 2);
        _assertCounts(CH, 2, 2, 1, 1);
        _assertPasses(ada, ben, 60);
        _assertPositions(newAda, 0);
        _assertInvestors(1);
    }

    function test_GivenAnIdOfItsOwn_WhenTheSenderSellsAll_ItShouldCountItUnderNeither() external {
        _bindAnew();

        _assertPasses(ada, ben, 100);

        _assertPositions(adaId, 0);
        _assertPositions(newAda, 0);
        _assertInvestors(1);
        _assertOfCountry(CH, 0);
        _assertPasses(ben, ada, 1);
        _assertPositions(newAda, 1);
    }

    function test_GivenAnIdOfItsOwn_WhenTheReceiverHoldsAlready_ItShouldCountItsPositionUnderTheNewId() external {
        _bindAnew();
        _limitInvestors(0, 2);

        _assertPasses(ben, ada, 10);

        _assertPositions(adaId, 0);
        _assertPositions(newAda, 1);
        _assertInvestors(2);
    }

    function test_GivenAnIdOfItsOwn_WhenItDepositsAndWithdraws_ItShouldCountBothPositionsUnderTheNewId() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 30);
        _bindAnew();

        _assertPasses(ada, ben, 10);
        _assertPositions(adaId, 1);
        _assertPositions(newAda, 1);
        // Nothing moves, so nothing is counted anew.
        _assertPasses(ada, custodian, 0);
        _assertPositions(adaId, 1);
        _assertPasses(ada, custodian, 10);
        _assertPositions(adaId, 0);
        _assertPositions(newAda, 2);
        _assertInvestors(2);
        vm.prank(custodian);
        token.custodyWithdraw(ada, ada, 40);
        _assertPositions(newAda, 1);
        _assertPasses(ada, ben, 90);
        _assertPositions(newAda, 0);
        _assertInvestors(1);
    }

    function test_GivenAnIdOfItsOwn_WhenTheReceiverIsTheSendersOwnSecondAccount_ItShouldCountOneInvestor() external {
        _assertPasses(ada, adaToo, 10);
        _bindAnew();

        _assertPasses(ada, adaToo, 20);

        _assertPositions(adaId, 0);
        _assertPositions(newAda, 2);
        _assertPasses(ada, adaToo, 70);
        _assertPositions(newAda, 1);
        _assertInvestors(2);
        _assertPasses(adaToo, adaToo, 100);
        _assertPositions(newAda, 1);
    }

    function test_GivenAnIdOfItsOwn_WhenTheSenderSellsAllAtAFullLimit_ItShouldSayInTheDryRunWhatItDoes() external {
        address dan = makeAddr("dan");
        _registerAt(second, _id("dan"), CH, 2, _one(dan));
        _bindAnew();
        _limitInvestors(0, 2);

        _assertRefused(Restriction.InvestorLimitReached, ada, dan, 100);
        _assertPasses(ada, ben, 1);
        _assertPasses(ada, dan, 99);
    }

    function test_RevertGiven_AnIdOfItsOwn_GivenTheOtherRegistrarRestrictsIt() external {
        _bindAnew();
        vm.prank(owner);
        second.setInvestorRestriction(newAdaId, true);
        _assertRefused(Restriction.SenderRestricted, ada, ben, 1);
        _assertRefused(Restriction.ReceiverRestricted, ben, ada, 1);
    }

    function test_GivenTheRegistrarOfOneSideAloneWasRemoved_ItShouldLeaveTheOtherSidesBinding() external {
        IKYCRegistrar third = _acceptAnother();
        _registerAt(third, newAdaId, CH, 2, _one(ada));
        // The first registrar knows Cleo now, too, under another id; it stands first among the accepted.
        _registerAt(registrar, _id("cleo, first"), DE, 2, _one(ben));
        _reject(registrar);
        _assertPasses(ada, ben, 1);
        _assertPositions(investorKey(2, newAdaId), 1);
        vm.prank(owner);
        issuer.addRegistrar(registrar);
        _reject(third);

        _assertPasses(ada, ben, 1);

        _assertPositions(adaId, 1);
        _assertPositions(investorKey(2, newAdaId), 0);
        _assertPositions(cleo, 1);
        _assertPositions(_id("cleo, first"), 0);
    }

    function test_GivenTwoRegistrarsGiveTheSameId_ItShouldCountTwoInvestors() external {
        address other = _sameIdElsewhere();

        _limitInvestors(0, 2);
        _assertRefused(Restriction.InvestorLimitReached, ada, other, 40);
        _limitInvestors(0, 3);
        _assertPasses(ada, other, 40);

        _assertPositions(adaId, 1);
        _assertPositions(investorKey(1, adaId), 1);
        _assertClass(adaId, CH, 1);
        _assertClass(investorKey(1, adaId), DE, 3);
        _assertInvestors(3);
        _assertPasses(other, ben, 40);
        _assertPositions(investorKey(1, adaId), 0);
        _assertPositions(adaId, 1);
        _assertInvestors(2);
    }

    function test_GivenTwoRegistrarsGiveTheSameId_ItShouldFreezeRestrictAndExpireEachAlone() external {
        address other = _sameIdElsewhere();
        _assertPasses(ada, other, 40);

        _freeze(adaId, true);
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
        _assertPasses(other, ben, 1);
        vm.prank(owner);
        issuer.setInvestorRestriction(investorKey(1, adaId), true);
        _freeze(adaId, false);
        _assertRefused(Restriction.SenderFrozen, other, ben, 1);
        _assertPasses(ada, ben, 1);
        vm.prank(owner);
        issuer.setInvestorRestriction(investorKey(1, adaId), false);

        vm.prank(owner);
        second.setInvestorRestriction(adaId, true);
        _assertRefused(Restriction.SenderRestricted, other, ben, 1);
        _assertPasses(ada, ben, 1);
        _lapse(adaId, 1);
        _assertRefused(Restriction.ReceiverExpired, ben, ada, 1);
        vm.prank(owner);
        second.setInvestorRestriction(adaId, false);
        _assertPasses(ben, other, 1);
    }

    /// @dev Else what an investor holds could be moved to a stranger of another registrar as its own.
    function test_GivenTwoRegistrarsGiveTheSameId_ItShouldTakeNeitherForTheOther() external {
        address other = _sameIdElsewhere();
        _assertPasses(ada, other, 40);
        vm.startPrank(owner);
        registrar.restrictAccounts(adaId, _one(ada));
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_OtherInvestor.selector, ada, other));
        token.recover(ada, other, "");
        token.recover(ada, adaToo, "");
        issuer.setCountryRule(DE, false, Rating.wrap(1), _limits(0));
        vm.stopPrank();
        // Within one investor the class is not judged; between two it is.
        _assertRefused(Restriction.CountryNotPermitted, adaToo, other, 1);
    }

    function test_GivenARegistrarCallsTheTreasuryAnInvestor_ItShouldRemainTheTreasury() external {
        _register(_id("usurper"), CH, 1, FAR, _one(address(issuer)));

        _assertPasses(ada, address(issuer), 40);

        _assertPositions(_id("usurper"), 0);
        _freeze(_id("usurper"), true);
        vm.prank(owner);
        assertTrue(token.transferTreasury(ben, 40));
    }

    /// @dev An account of the second registrar's investor with Ada's id.
    function _sameIdElsewhere() private returns (address other) {
        other = makeAddr("another with ada's id");
        _registerAt(second, adaId, DE, 3, _one(other));
    }

    /// @dev The first registrar is rejected; the second knows Ada's accounts under another id, with rating 2.
    function _bindAnew() private {
        _registerAt(second, newAdaId, CH, 2, _two(ada, adaToo));
        _reject(registrar);
    }
}
