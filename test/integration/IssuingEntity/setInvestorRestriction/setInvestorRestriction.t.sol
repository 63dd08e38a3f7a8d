// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {bitOf, bucketOf} from "../../../../src/types/FreezeFilter.sol";
import {InvestorId, investorKey} from "../../../../src/types/Identity.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetInvestorRestrictionTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.setInvestorRestriction, (_key(adaId), true)));
    }

    function _isDone() internal view override returns (bool) {
        return issuer.isInvestorRestricted(_key(adaId));
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
        assertTrue(issuer.isInvestorRestricted(_key(adaId)));
        _freeze(adaId, false);
        _assertPasses(ben, ada, 1);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_GivenOthersShareItsBucketOrItsBitInTheTokens_ItShouldFreezeAndFreeThatOneAlone() external {
        _issue(ada, 10);
        InvestorId[2] memory near = [_withSameBucket(adaId), _withSameFreezeBit(adaId)];
        for (uint256 i; i < near.length; ++i) {
            address neighbour = vm.addr(i + 1);
            _register(near[i], CH, 1, FAR, _one(neighbour));
            _issue(neighbour, 10);

            _freeze(near[i], true);
            _assertPasses(ada, ben, 1);
            _assertRefused(Restriction.SenderFrozen, neighbour, ben, 1);
            _freeze(adaId, true);
            _freeze(near[i], false);
            _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
            _assertPasses(neighbour, ben, 1);
            _freeze(adaId, false);
            _assertPasses(ada, ben, 1);
        }
    }

    function test_GivenOthersShareItsBit_ItShouldKeepTheBitUntilTheLastOfThemIsFreeAndTellTheTokensOfNoMore() external {
        InvestorId near = _withSameFreezeBit(adaId);
        ISecurityToken second = _secondToken();
        for (uint256 i; i < 2; ++i) {
            bytes memory told = abi.encodeCall(token.updateFreezes, (bucketOf(adaId), i == 0 ? bitOf(adaId) : 0));
            vm.expectCall(address(token), told, 1);
            vm.expectCall(address(second), told, 1);
        }
        _issue(ada, 10);
        _freeze(adaId, true);
        _freeze(near, true);
        _freeze(adaId, false);
        _assertPasses(ada, ben, 1);
        _freeze(adaId, true);
        _freeze(near, false);
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
        _freeze(adaId, false);
        _assertPasses(ada, ben, 1);
    }

    /// @dev Ada is one of 300 that share the bit: its count is full from the 255th on.
    function test_GivenMoreShareItsBitThanAreCounted_ItShouldGoOnFreezingAndFreeingEachAlone() external {
        _issue(ada, 10);
        _freezeSharers(true);
        _assertPasses(ada, ben, 1);
        _freeze(adaId, true);
        _freezeSharers(false);
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
        _freeze(adaId, false);
        _assertPasses(ada, ben, 1);
        _freeze(adaId, true);
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
        // A bit of the same word, and one of another.
        _freeze(_withSameBucket(adaId), true);
        _freeze(_withSameBucket(adaId), false);
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
    }

    /// @dev Of the other registrar's 300 investors whose ids are equal modulo 16,384.
    function _freezeSharers(bool frozen) private {
        vm.startPrank(owner);
        for (uint32 i; i < 300; ++i) {
            InvestorId id = InvestorId.wrap(InvestorId.unwrap(adaId) % 16_384 + i * 16_384);
            issuer.setInvestorRestriction(investorKey(1, id), frozen);
        }
        vm.stopPrank();
    }

    /// @dev Against a list, whoever is frozen and freed in whatever order.
    function testFuzz_GivenOthersShareItsBucketOrItsBitInTheTokens_ItShouldFreezeAndFreeThatOneAlone(uint16[40] memory turns)
        external
    {
        InvestorId[6] memory ids = [
            adaId,
            _withSameBucket(adaId),
            _withSameFreezeBit(adaId),
            _withSameFreezeBit(_withSameBucket(adaId)),
            InvestorId.wrap(InvestorId.unwrap(adaId) ^ 2_048),
            InvestorId.wrap(InvestorId.unwrap(adaId) ^ 32)
        ];
        bool[6] memory frozen;
        for (uint256 i = 1; i < ids.length; ++i) {
            _register(ids[i], CH, 1, FAR, _one(vm.addr(i)));
        }
        _issue(ben, 1);
        for (uint256 i; i < turns.length; ++i) {
            uint256 who = turns[i] % 6;
            frozen[who] = turns[i] >> 8 & 1 == 1;
            _freeze(ids[who], frozen[who]);
            for (uint256 j; j < ids.length; ++j) {
                uint8 code = token.detectTransferRestriction(ben, j == 0 ? ada : vm.addr(j), 1);
                assertEq(code, frozen[j] ? uint8(Restriction.ReceiverFrozen) : 0);
            }
        }
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
        emit IIssuingEntity.InvestorRestrictionSet(_key(adaId), true);
        _freeze(adaId, true);
        assertTrue(issuer.isRestricted(ada));
        assertTrue(issuer.isRestricted(adaToo));
        assertFalse(issuer.isRestricted(ben));
        (,,, bool restricted) = issuer.investorState(_key(adaId));
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
