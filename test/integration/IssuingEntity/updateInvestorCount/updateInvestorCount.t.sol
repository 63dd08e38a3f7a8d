// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {Country, Rating} from "../../../../src/types/Identity.sol";
import {Party} from "../../../../src/types/Party.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {Standing, newStanding} from "../../../../src/types/Standing.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract UpdateInvestorCountTest is ComplianceBase {
    Party private adaParty;
    Party private benParty;
    Standing private benStanding = newStanding(DE, Rating.wrap(2), false, false);

    function setUp() public override {
        super.setUp();
        adaParty = issuer.resolve(ada);
        benParty = issuer.resolve(ben);
        _issue(ada, 100);
    }

    function test_RevertWhen_TheCallerIsNoToken() external {
        _assertNotToken(stranger);
        _assertNotToken(owner);
        _assertNotToken(address(_module(0, 0)));
    }

    function test_WhenTheMoveIsFree_WhenItIsBetweenInvestors_ItShouldKeepThePositionsAndCountsOfBoth() external {
        assertEq(uint8(_record(benParty, true, true, false)), 0);
        _assertPositions(adaId, 0);
        _assertPositions(benId, 1);
        _assertInvestors(1);
        _assertClass(benId, DE, 2);
    }

    function test_WhenTheMoveIsFree_WhenItIsWithinOneInvestor_ItShouldKeepTheNumberOfPositions() external {
        Standing standing = newStanding(CH, Rating.wrap(1), false, false);
        vm.startPrank(address(token));
        issuer.updateInvestorCount(adaParty, adaParty, true, false, standing, false);
        _assertPositions(adaId, 2);
        issuer.updateInvestorCount(adaParty, adaParty, true, true, standing, false);
        _assertPositions(adaId, 2);
        issuer.updateInvestorCount(adaParty, adaParty, false, true, standing, false);
        _assertPositions(adaId, 1);
        _assertInvestors(1);
    }

    function test_WhenTheMoveIsFree_WhenALimitHasNoRoom_ItShouldAnswerAsCheckInvestorCountAndWriteNothing() external {
        _limitInvestors(0, 1);
        Restriction code = issuer.checkInvestorCount(adaParty, benParty, true, false, benStanding);
        assertEq(uint8(code), uint8(Restriction.InvestorLimitReached));
        assertEq(uint8(_record(benParty, true, false, false)), uint8(code));
        _assertPositions(benId, 0);
        _assertInvestors(1);
    }

    function test_WhenTheMoveIsFree_WhenTheSenderKeepsAnotherPosition_ItShouldFindNoRoomInAnyLaneThatIsFull() external {
        _issue(adaToo, 1);
        _investor("cleo", CH, 1);
        uint256 state = vm.snapshotState();
        _limitInvestors(0, 1);
        _assertRoomForCleo(Restriction.InvestorLimitReached);
        vm.revertToState(state);
        _limitInvestors(1, 1);
        _assertRoomForCleo(Restriction.RatingLimitReached);
        vm.revertToState(state);
        _limitCountry(CH, 0, 1);
        _assertRoomForCleo(Restriction.CountryLimitReached);
        vm.revertToState(state);
        _limitCountry(CH, 1, 1);
        _assertRoomForCleo(Restriction.CountryRatingLimitReached);
        vm.prank(owner);
        token.redeemFrom(adaToo, 1, "");
        _assertRoomForCleo(Restriction.None);
    }

    function test_WhenATokenCountsWhatIsNotThere_ItShouldWriteNothingOfWhoIsNotCounted() external {
        vm.prank(address(token));
        issuer.updateInvestorCount(benParty, benParty, false, true, benStanding, false);
        _assertClass(benId, Country.wrap(0), 0);
    }

    function test_WhenTheMoveIsForced_ItShouldKeepTheCountsWhateverTheLimitsSay() external {
        _limitInvestors(0, 1);
        assertEq(uint8(_record(benParty, true, false, true)), 0);
        _assertPositions(benId, 1);
        _assertInvestors(2);
    }

    /// @dev A hostile token counts out whom others count in. The honest holder still sells.
    function test_WhenATokenCountsWhatIsNotThere_ItShouldNotKeepHoldersOfOthersFromSelling() external {
        ISecurityToken hostile = _secondToken();
        vm.prank(address(hostile));
        issuer.updateInvestorCount(adaParty, benParty, false, true, benStanding, true);
        _assertPositions(adaId, 0);
        _assertPasses(ada, ben, 100);
        _assertPositions(adaId, 0);
        _assertPositions(benId, 1);
        vm.startPrank(address(hostile));
        issuer.updateInvestorCount(benParty, benParty, false, true, benStanding, true);
        issuer.updateInvestorCount(benParty, benParty, false, true, benStanding, true);
        vm.stopPrank();
        _assertPasses(ben, ada, 100);
        _assertInvestors(1);
    }

    function _record(Party to, bool opens, bool closes, bool forced) private returns (Restriction) {
        vm.prank(address(token));
        return issuer.updateInvestorCount(adaParty, to, opens, closes, benStanding, forced);
    }

    /// @dev In the place of ada, who empties one of her positions.
    function _assertRoomForCleo(Restriction code) private {
        Party cleo = issuer.resolve(makeAddr("cleo"));
        Standing standing = newStanding(CH, Rating.wrap(1), false, false);
        assertEq(uint8(issuer.checkInvestorCount(adaParty, cleo, true, true, standing)), uint8(code));
    }

    function _assertNotToken(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_NotToken.selector, caller));
        vm.prank(caller);
        issuer.updateInvestorCount(adaParty, benParty, true, true, benStanding, false);
    }
}
