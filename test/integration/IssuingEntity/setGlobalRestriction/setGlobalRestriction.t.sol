// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetGlobalRestrictionTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.setGlobalRestriction, (true)));
    }

    function _isDone() internal view override returns (bool) {
        return issuer.globalRestriction();
    }

    function test_WhenAnAuthorityCalls_ItShouldPauseAllTokensOrLiftThat() external {
        _issue(ada, 10);
        vm.startPrank(owner);
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.GlobalRestrictionSet(true);
        issuer.setGlobalRestriction(true);
        vm.stopPrank();
        assertEq(token.detectTransferRestriction(ada, ben, 1), uint8(Restriction.IssuerRestricted));
        vm.prank(owner);
        issuer.setGlobalRestriction(false);
        _assertPasses(ada, ben, 1);
    }
}
