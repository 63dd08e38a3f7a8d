// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../src/interfaces/IMultiSig.sol";
import {AuthorityId} from "../../src/types/Authority.sol";
import {GuardedBase} from "./GuardedBase.sol";
import {Signing} from "./Signing.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice An authority of one that may pause and send batches, for emergencies.
abstract contract PauseBase is GuardedBase, Signing {
    AuthorityId internal constant GUARDS = AuthorityId.wrap(2);

    Vm.Wallet internal guard = vm.createWallet("guard");

    /// @dev The guard may call `selector` of the issuer from now on.
    function _guard(bytes4 selector) internal {
        bytes4[] memory selectors = new bytes4[](2);
        (selectors[0], selectors[1]) = (selector, issuer.executeBatch.selector);
        vm.startPrank(owner);
        issuer.addAuthority(_one(guard.addr), 1, FAR);
        issuer.setAuthoritySignatures(GUARDS, address(issuer), selectors, true);
        vm.stopPrank();
    }

    function _expectNotPermitted(bytes4 selector) internal {
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, GUARDS, address(issuer), selector)
        );
    }

    function _expectNotMember(address account) internal {
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, account));
    }
}
