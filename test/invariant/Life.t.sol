// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LifeHandler} from "./handlers/LifeHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice I72 to I77 of README.md: every feature of a token on the same few accounts.
contract LifeInvariants is Test {
    uint256 private constant LIVES = 10;
    uint256 private constant ACTS = 200;

    LifeHandler private handler;

    function setUp() external {
        handler = new LifeHandler();
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), handler.selectors()));
    }

    /// @dev Every act is judged as it is done; all figures are compared after every eighth.
    function invariant_AllPropertiesHold() external view {
        if (handler.steps() % 8 == 0) _assertAll(handler);
    }

    function afterInvariant() external {
        handler.bringAll();
        _assertAll(handler);
    }

    /// @dev The lives are the same in every run: what is counted is not left to chance.
    function test_EveryPairOfFeaturesMeets() external {
        vm.pauseGasMetering();
        uint256 features = handler.FEATURES();
        uint256[] memory met = new uint256[](features * features);
        for (uint256 i; i < LIVES; ++i) {
            LifeHandler life = new LifeHandler();
            life.live(i, ACTS);
            _assertAll(life);
            for (uint256 pair; pair < met.length; ++pair) {
                met[pair] += life.met(pair / features, pair % features);
            }
        }
        for (uint256 a; a < features; ++a) {
            for (uint256 b = a + 1; b < features; ++b) {
                string memory pair = string.concat(vm.toString(a), " and ", vm.toString(b));
                emit log_named_uint(pair, met[a * features + b]);
                assertGt(met[a * features + b], 0, string.concat("I77: features ", pair, " never met"));
            }
        }
    }

    function _assertAll(LifeHandler life) private view {
        life.assertShares();
        life.assertKept();
        life.assertLots();
        life.assertCounts();
    }
}
