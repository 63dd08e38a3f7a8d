// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {StdStorage, Test, stdStorage} from "forge-std/Test.sol";

/// @notice Puts an account in another's place, and nothing else: what was held stays.
abstract contract Recovery is Test {
    using stdStorage for StdStorage;

    function _succeed(ISecurityToken token, address lost, address successor) internal {
        stdstore.target(address(token)).sig(token.successorOf.selector).with_key(lost).checked_write(successor);
        assertEq(token.successorOf(lost), successor, "successor");
    }
}
