// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Puts an account in another's place, as an issuer does it.
abstract contract Recovery is Test {
    /// @dev A registrar bars the lost account already.
    function _succeed(ISecurityToken token, address lost, address successor) internal {
        vm.prank(address(token.issuer()));
        token.recover(lost, successor, "");
    }
}
