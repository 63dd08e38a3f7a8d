// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {Rating} from "../../../../src/types/Identity.sol";
import {investorClass} from "../../../../src/types/InvestorClass.sol";
import {PERMISSION_ADMIT, PERMISSION_ISSUE} from "../../../../src/types/Modules.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract ReservePlacesTest is ComplianceBase {
    ModuleMock private offering;

    function setUp() public override {
        super.setUp();
        offering = _module(0, PERMISSION_ADMIT);
    }

    function test_RevertWhen_TheCallerIsNotAModuleOfTheTokenThatMayAdmit() external {
        ISecurityToken second = _secondToken();
        address issuing = address(_module(0, PERMISSION_ISSUE));
        _assertNotPermitted(token, stranger);
        _assertNotPermitted(token, owner);
        _assertNotPermitted(token, issuing);
        _assertNotPermitted(second, address(offering));
        _assertNotPermitted(ISecurityToken(address(offering)), address(offering));
        _detach(offering);
        _assertNotPermitted(token, address(offering));
    }

    function test_RevertWhen_OneOfTheAccountsCouldNotReceiveAShare_AndReserveNothing() external {
        _freeze(benId, true);
        vm.expectRevert(
            abi.encodeWithSelector(
                IIssuingEntity.IssuingEntity_AdmissionRefused.selector, ben, Restriction.ReceiverFrozen
            )
        );
        vm.prank(address(offering));
        issuer.reservePlaces(address(token), _two(ada, ben));
        assertFalse(issuer.hasReserved(address(offering), _key(adaId)));
        _assertInvestors(0);
    }

    function test_WhenTheyCould_ItShouldCountTheInvestorUnderItsClassAndSaySo() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorCounted(_key(benId), investorClass(DE, Rating.wrap(2)));
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.PlaceReserved(_key(benId), address(offering));
        _reserve(offering, ben);
        _assertCounts(DE, 2, 1, 1, 1);
        _assertPositions(benId, 0);
        assertTrue(issuer.hasReserved(address(offering), _key(benId)));
        assertFalse(issuer.isAdmitted(_key(benId)));
    }

    function test_WhenTheyCould_ItShouldTakeTheLastPlaceSoThatOthersAreRefused() external {
        _issue(address(issuer), 10);
        _limitInvestors(0, 1);
        _reserve(offering, ada);
        vm.expectRevert(_refusal(Restriction.InvestorLimitReached, address(0), ben, 1));
        _issue(ben, 1);
        _issue(ada, 1);
    }

    function test_WhenTheyCould_ItShouldKeepThePlaceWhenTheInvestorSellsAllItHolds() external {
        _issue(ada, 10);
        _reserve(offering, ada);
        _limitInvestors(0, 1);
        _assertRefused(Restriction.InvestorLimitReached, ada, ben, 10);
        _limitInvestors(0, 2);
        vm.prank(ada);
        token.transfer(ben, 10);
        _assertInvestors(2);
        _assertPositions(adaId, 0);
    }

    function test_WhenTheyCould_WhenItIsReservedAgain_ItShouldChangeNothing() external {
        _reserve(offering, ada);
        _reserve(offering, ada);
        _release(offering);
        _assertInvestors(0);
    }

    function test_WhenTheyCould_GivenTheIssuerAdmittedItToo_ItShouldKeepThePlaceUntilBothAreOver() external {
        _reserve(offering, ada);
        vm.startPrank(owner);
        issuer.admit(_one(ada));
        issuer.dismiss(_keys(adaId));
        vm.stopPrank();
        _assertInvestors(1);
        vm.prank(owner);
        issuer.admit(_one(ada));
        _release(offering);
        _assertInvestors(1);
        vm.prank(owner);
        issuer.dismiss(_keys(adaId));
        _assertInvestors(0);
    }

    function test_RevertGiven_ThirtyOneModulesReserveAPlaceForIt() external {
        for (uint256 i; i < 31; ++i) {
            ModuleMock module = _module(0, PERMISSION_ADMIT);
            _reserve(module, ada);
            _detach(module);
        }
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_TooManyReservations.selector, _key(adaId)));
        _reserve(offering, ada);
        _issue(ada, 5);
        _assertPositions(adaId, 1);
        _assertInvestors(1);
    }

    function _reserve(ModuleMock module, address account) private {
        vm.prank(address(module));
        issuer.reservePlaces(address(token), _one(account));
    }

    function _release(ModuleMock module) private {
        vm.prank(address(module));
        issuer.releasePlaces(address(module), _keys(adaId));
    }

    function _assertNotPermitted(ISecurityToken at, address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_NotPermitted.selector, address(at), caller));
        vm.prank(caller);
        issuer.reservePlaces(address(at), _one(ada));
    }
}
