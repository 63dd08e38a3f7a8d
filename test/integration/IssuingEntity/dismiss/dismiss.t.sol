// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {InvestorId, InvestorKey, Rating} from "../../../../src/types/Identity.sol";
import {investorClass} from "../../../../src/types/InvestorClass.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract DismissTest is GuardedBase {
    function setUp() public override {
        super.setUp();
        vm.prank(owner);
        issuer.admit(_one(ada));
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.dismiss, (_keys(adaId))));
    }

    function _isDone() internal view override returns (bool) {
        return !issuer.isAdmitted(_key(adaId));
    }

    function test_GivenTheInvestorWasNotAdmitted_ItShouldSkipItCountedOrNot() external {
        _issue(ben, 1);
        vm.recordLogs();
        _dismiss(benId);
        _dismiss(_id("nobody"));
        assertEq(vm.getRecordedLogs().length, 2, "the approvals alone");
        _assertInvestors(2);
    }

    function test_GivenTheInvestorHoldsNothing_ItShouldGiveThePlaceBackAndSaySo() external {
        _limitInvestors(0, 1);
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorUncounted(_key(adaId), investorClass(CH, Rating.wrap(1)));
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorDismissed(_key(adaId));
        _dismiss(adaId);
        assertFalse(issuer.isAdmitted(_key(adaId)));
        _assertCounts(CH, 1, 0, 0, 0);
        _issue(ben, 1);
    }

    function test_GivenTheInvestorHoldsSomething_ItShouldStayCountedUntilItHasSoldEverything() external {
        _issue(ada, 10);
        _dismiss(adaId);
        _assertCounts(CH, 1, 1, 1, 1);
        _assertPositions(adaId, 1);
        _assertPasses(ada, ben, 10);
        _assertCounts(CH, 1, 1, 0, 0);
    }

    function test_GivenTheRegistrarIsRemovedAndGone_ItShouldDismissWithoutAskingIt() external {
        _reject(registrar);
        vm.etch(address(registrar), "");
        _dismiss(adaId);
        _assertInvestors(0);
    }

    function test_WhenAnIdIsNamedTwice_ItShouldGiveOnePlaceBack() external {
        _issue(ben, 1);
        InvestorKey[] memory twice = new InvestorKey[](2);
        (twice[0], twice[1]) = (_key(adaId), _key(adaId));
        vm.prank(owner);
        issuer.dismiss(twice);
        _assertInvestors(1);
    }

    function _dismiss(InvestorId id) private {
        vm.prank(owner);
        assertTrue(issuer.dismiss(_keys(id)));
    }
}
