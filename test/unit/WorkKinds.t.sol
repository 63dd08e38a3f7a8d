// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IWorkSource} from "../../src/interfaces/IWorkSource.sol";
import {newAccreditationWork, newCountWork, newPledges} from "../utils/Artifacts.sol";
import {ModuleBase} from "../utils/ModuleBase.sol";

/// @notice Keepers and people know work by the names of its kinds: they are public, and their order is an interface.
contract WorkKindsTest is ModuleBase {
    function test_EachSourceNamesItsKindsAsPublished() external {
        _assertKinds(lockup, "release");
        _assertKinds(distribution, "open,pay,close,announce");
        _assertKinds(newPledges(token), "expire");
        _assertKinds(newAccreditationWork(issuer), "expire,refile");
        _assertKinds(newCountWork(issuer), "synchronise");
    }

    function _assertKinds(IWorkSource source, string memory published) private view {
        bytes32[] memory names = source.workKinds();
        string[] memory expected = vm.split(published, ",");
        assertEq(names.length, expected.length, published);
        for (uint256 i; i < names.length; ++i) {
            assertEq(names[i], bytes32(bytes(expected[i])), published);
        }
    }
}
