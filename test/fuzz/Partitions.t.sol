// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PartitionModel} from "../utils/PartitionModel.sol";

/// @dev Random acts against a plain model, which says of each whether it passes.
contract PartitionsFuzzTest is PartitionModel {
    uint256 private constant ACTS = 24;
    uint256 private constant KINDS = 21;

    function testFuzz_WhateverIsDonePositionsAndSuppliesAreTheModels(uint256 seed) external {
        _begin(seed);
        for (uint256 i; i < ACTS; ++i) {
            _act(_next(KINDS));
            if (i % 6 == 5) _assertPositionsAreTheModels();
        }
        _assertSuppliesAddUp();
        _assertCustody();
        _assertTies();
        _assertCounts();
    }

    function testFuzz_WhateverIsDoneThePastStaysAsItWas(uint256 seed) external {
        _begin(seed);
        for (uint256 i; i < 5; ++i) {
            _announce();
            for (uint256 acts = _next(4); acts > 0; --acts) {
                _act(_next(KINDS - 1));
            }
            _keep();
            for (uint256 acts = _next(4); acts > 0; --acts) {
                _act(_next(KINDS));
            }
        }
        _assertPastIsKept();
        _assertPositionsAreTheModels();
    }
}
