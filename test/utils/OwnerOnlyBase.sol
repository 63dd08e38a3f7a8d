// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Step} from "../../src/types/Authority.sol";
import {GuardedBase} from "./GuardedBase.sol";

/// @notice What every function of the owner authority alone must show besides.
abstract contract OwnerOnlyBase is GuardedBase {
    AuthorityId private constant CLERKS = AuthorityId.wrap(2);

    function test_RevertWhen_AnotherAuthorityCalls_WhateverItIsPermitted() external {
        (address target, bytes memory data) = _guarded();
        address clerk = makeAddr("clerk");
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = bytes4(data);
        vm.startPrank(owner);
        issuer.addAuthority(_one(clerk), 1, FAR);
        issuer.setAuthoritySignatures(CLERKS, target, selectors, true);
        vm.stopPrank();
        bytes memory refusal =
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, CLERKS, target, bytes4(data));

        vm.prank(clerk);
        (bool direct, bytes memory reason) = target.call(data);
        assertFalse(direct, "directly");
        assertEq(reason, refusal);

        Step[] memory steps = new Step[](1);
        steps[0] = Step(target, data);
        vm.expectRevert(refusal);
        vm.prank(clerk);
        issuer.executeBatch(steps);
        assertFalse(_isDone());
    }
}
