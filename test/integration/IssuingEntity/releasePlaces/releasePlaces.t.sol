// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {Rating} from "../../../../src/types/Identity.sol";
import {investorClass} from "../../../../src/types/InvestorClass.sol";
import {PERMISSION_ADMIT} from "../../../../src/types/Modules.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract ReleasePlacesTest is ComplianceBase {
    ModuleMock private offering;

    function setUp() public override {
        super.setUp();
        offering = _module(0, PERMISSION_ADMIT);
        _reserve(offering);
    }

    function test_RevertWhen_AnotherThanTheModuleGivesItsPlacesBack_GivenTheModuleIsAttachedToAToken() external {
        address[3] memory callers = [stranger, owner, address(_module(0, PERMISSION_ADMIT))];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IIssuingEntity.IssuingEntity_NotOwnPlaces.selector, address(offering), callers[i]
                )
            );
            _release(callers[i], offering);
        }
    }

    function test_WhenAnotherThanTheModuleGivesItsPlacesBack_GivenItHasLeftItsLastToken_ItShouldFreeThePlaceForAnyoneWhoAsks()
        external
    {
        _detach(offering);
        _assertInvestors(1);
        _release(stranger, offering);
        _assertInvestors(0);
    }

    function test_WhenTheModuleGivesItsPlacesBack_ItShouldUncountAnInvestorThatHoldsNothingAndSaySo() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorUncounted(_key(benId), investorClass(DE, Rating.wrap(2)));
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.PlaceReleased(_key(benId), address(offering));
        _release(address(offering), offering);
        _assertInvestors(0);
    }

    function test_WhenTheModuleGivesItsPlacesBack_ItShouldLeaveAnInvestorThatHoldsSomething() external {
        _issue(ben, 1);
        _release(address(offering), offering);
        _assertInvestors(1);
        _assertPositions(benId, 1);
    }

    function test_WhenTheModuleGivesItsPlacesBack_ItShouldLeaveThePlacesOfOtherModules() external {
        ModuleMock other = _module(0, PERMISSION_ADMIT);
        _reserve(other);
        _release(address(offering), offering);
        _assertInvestors(1);
        _release(address(other), other);
        _assertInvestors(0);
    }

    function test_WhenTheModuleGivesItsPlacesBack_ItShouldSkipWhoeverHasNone() external {
        _issue(ada, 1);
        vm.prank(address(offering));
        issuer.releasePlaces(address(offering), _keys(adaId));
        _release(address(offering), offering);
        _release(address(offering), offering);
        _assertInvestors(1);
    }

    function _reserve(ModuleMock module) private {
        vm.prank(address(module));
        issuer.reservePlaces(address(token), _one(ben));
    }

    function _release(address caller, ModuleMock module) private {
        vm.prank(caller);
        issuer.releasePlaces(address(module), _keys(benId));
    }
}
