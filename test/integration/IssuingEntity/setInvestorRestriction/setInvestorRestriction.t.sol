// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetInvestorRestrictionTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.setInvestorRestriction, (adaId, true)));
    }

    function _isDone() internal view override returns (bool) {
        return issuer.isInvestorRestricted(adaId);
    }

    function test_RevertWhen_TheIdIsNobodys() external {
        vm.expectRevert(IIssuingEntity.IssuingEntity_InvalidId.selector);
        _freeze(NOBODY, true);
    }

    function test_GivenTheInvestorIsCounted_ItShouldKeepItsCount() external {
        _issue(ada, 1);
        _freeze(adaId, true);
        _assertPositions(adaId, 1);
        _assertClass(adaId, CH, 1);
        vm.prank(owner);
        token.controllerTransfer(ada, ben, 1, "", "");
        assertTrue(issuer.isInvestorRestricted(adaId));
        _freeze(adaId, false);
        _assertPasses(ben, ada, 1);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_GivenOthersShareItsBucketOfTheTokensFilter_ItShouldFreezeAndFreeThatOneAlone() external {
        InvestorId near = InvestorId.wrap(bytes12(uint96(InvestorId.unwrap(adaId)) + 160));
        address neighbour = makeAddr("neighbour");
        _register(near, CH, 1, FAR, _one(neighbour));
        _issue(ada, 10);
        _issue(neighbour, 10);

        _freeze(near, true);
        _assertPasses(ada, ben, 1);
        _assertRefused(Restriction.SenderFrozen, neighbour, ben, 1);
        _freeze(adaId, true);
        _freeze(near, false);
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
        _assertPasses(neighbour, ben, 1);
        _freeze(adaId, false);
        _assertPasses(ada, ben, 1);
    }

    function test_GivenItIsFrozenOrFreeAlready_ItShouldChangeNothing() external {
        _issue(ada, 10);
        _freeze(adaId, false);
        _freeze(adaId, true);
        _freeze(adaId, true);
        _freeze(adaId, false);
        _assertPasses(ada, ben, 1);
        _freeze(adaId, true);
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
    }

    function test_WhenTheIdIsAnInvestors_ItShouldFreezeAllItsAccounts() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.InvestorRestrictionSet(adaId, true);
        _freeze(adaId, true);
        assertTrue(issuer.isRestricted(ada));
        assertTrue(issuer.isRestricted(adaToo));
        assertFalse(issuer.isRestricted(ben));
        (,,, bool restricted) = issuer.investorState(adaId);
        assertTrue(restricted);
        _freeze(_id("later"), true);
        assertTrue(issuer.isRestricted(_investor("later", CH, 1)));
        vm.prank(owner);
        registrar.setInvestorRestriction(benId, true);
        assertTrue(issuer.isRestricted(ben));
        assertTrue(issuer.isRestricted(stranger));
        assertFalse(issuer.isRestricted(address(issuer)));
    }
}
