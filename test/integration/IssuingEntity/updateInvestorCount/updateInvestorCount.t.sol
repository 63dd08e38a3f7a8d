// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {Country, InvestorId, Rating} from "../../../../src/types/Identity.sol";
import {Party} from "../../../../src/types/Party.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {Standing, newStanding} from "../../../../src/types/Standing.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract UpdateInvestorCountTest is ComplianceBase {
    Party private adaParty;
    Party private benParty;
    Standing private benStanding = newStanding(benId, DE, Rating.wrap(2), FAR, false);

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
        Standing standing = newStanding(adaId, CH, Rating.wrap(1), FAR, false);
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

    function test_GivenTheReceiverHasAsManyPositionsAsAreCounted_ItShouldRefuseAFurtherOneAndNothingElse() external {
        _fillPositions();
        Standing standing = newStanding(adaId, CH, Rating.wrap(1), FAR, false);
        assertEq(
            uint8(_recordOf(benParty, adaParty, true, false, standing, false)), uint8(Restriction.PositionLimitReached)
        );
        assertEq(
            uint8(_recordOf(adaParty, adaParty, true, false, standing, false)), uint8(Restriction.PositionLimitReached)
        );
        _assertPositions(adaId, 4_095);
        assertEq(uint8(_recordOf(adaParty, adaParty, true, true, standing, false)), 0, "one for another");
        _assertPositions(adaId, 4_095);
        _assertRefused(Restriction.PositionLimitReached, ada, adaToo, 1);
        _assertPasses(ada, adaToo, 100);
        _assertPasses(adaToo, ben, 1);
        _assertPasses(ben, adaToo, 1);
        _assertPositions(adaId, 4_095);
        // One less, and there is room.
        _recordOf(adaParty, benParty, false, true, benStanding, false);
        _assertPositions(adaId, 4_094);
        _assertPasses(adaToo, ada, 1);
    }

    function test_GivenTheReceiverHasAsManyPositionsAsAreCounted_WhenTheMoveIsForced_ItShouldKeepTheCountAndTouchNoOtherField()
        external
    {
        _issue(ben, 10);
        _freeze(adaId, true);
        _fillPositions();
        _freeze(adaId, false);
        vm.prank(owner);
        token.controllerTransfer(ben, adaToo, 5, "", "");
        assertEq(token.balanceOf(adaToo), 5);
        _assertPositions(adaId, 4_095);
        _assertClass(adaId, CH, 1);
        assertFalse(issuer.isAdmitted(_key(adaId)));
        assertFalse(issuer.isInvestorRestricted(_key(adaId)));
        assertFalse(issuer.hasReserved(address(0), _key(adaId)));
        _assertInvestors(2);
        _assertPositions(InvestorId.wrap(InvestorId.unwrap(adaId) ^ 1), 0);
    }

    /// @dev Ada has 4,095 from now on.
    function _fillPositions() private {
        Standing standing = newStanding(adaId, CH, Rating.wrap(1), FAR, false);
        for (uint256 i = 1; i < 4_095; ++i) {
            assertEq(uint8(_recordOf(benParty, adaParty, true, false, standing, false)), 0);
        }
        _assertPositions(adaId, 4_095);
    }

    function _recordOf(Party from, Party to, bool opens, bool closes, Standing standing, bool forced)
        private
        returns (Restriction)
    {
        vm.prank(address(token));
        return issuer.updateInvestorCount(from, to, opens, closes, standing, forced);
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
        Standing standing = newStanding(_id("cleo"), CH, Rating.wrap(1), FAR, false);
        assertEq(uint8(issuer.checkInvestorCount(adaParty, cleo, true, true, standing)), uint8(code));
    }

    function _assertNotToken(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_NotToken.selector, caller));
        vm.prank(caller);
        issuer.updateInvestorCount(adaParty, benParty, true, true, benStanding, false);
    }
}
