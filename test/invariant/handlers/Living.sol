// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

/// @notice A handler whose acts take one seed each, so that a test can play a whole life of it that is always the same.
abstract contract Living is Test {
    /// @notice All acts.
    function selectors() public pure virtual returns (bytes4[] memory);

    /// @notice As many acts, all drawn from one seed.
    function live(uint256 seed, uint256 acts) external {
        bytes4[] memory all = selectors();
        for (uint256 i; i < acts; ++i) {
            uint256 drawn = uint256(keccak256(abi.encode(seed, i)));
            bytes memory act = abi.encodeWithSelector(all[drawn % all.length], drawn >> 8);
            (bool done, bytes memory answer) = address(this).call(act);
            assertTrue(done, string(answer));
        }
    }
}
