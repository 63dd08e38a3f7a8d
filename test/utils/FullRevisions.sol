// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {GENERATION_SHIFT, REVISIONS_SHIFT, REVISION_BITS, Revisions} from "../../src/types/Revisions.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Brings a registrar to the end of a generation, which otherwise takes thousands of calls.
abstract contract FullRevisions is Test {
    /// @dev Of all sixteenths at once.
    function _revisionsOf(uint256 generation, uint256 revision) internal pure returns (Revisions) {
        uint256 word = generation << GENERATION_SHIFT;
        for (uint256 i; i < 16; ++i) {
            word |= revision << REVISIONS_SHIFT + i * REVISION_BITS;
        }
        return Revisions.wrap(word);
    }

    /// @dev Restricted authorities stay so.
    function _setRevisions(IKYCRegistrar registrar, uint256 generation, uint256 revision) internal {
        vm.record();
        uint256 restricted = uint128(Revisions.unwrap(registrar.revisions()));
        (bytes32[] memory slots,) = vm.accesses(address(registrar));
        uint256 word = Revisions.unwrap(_revisionsOf(generation, revision)) | restricted;
        vm.store(address(registrar), slots[0], bytes32(word));
        assertEq(Revisions.unwrap(registrar.revisions()), word, "where the revisions are");
    }
}
