// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PartitionModel} from "../../utils/PartitionModel.sol";

/// @notice Everybody who does anything with partitions. Each act asserts that the token lets it pass when the model does,
/// and only then; a position's shares that leave while it is locked are remembered.
contract PartitionHandler is PartitionModel {
    uint256 private constant MAX_DATES = 6;

    bool private escaped;
    bool private strayed;

    constructor() {
        setUp();
    }

    /// @dev What the issuer does by force, or gives and takes.
    function issue(uint256 seed) external {
        _begin(seed);
        _issueSome();
    }

    function force(uint256 seed) external {
        _begin(seed);
        _forceSome();
    }

    function freeze(uint256 seed) external {
        _begin(seed);
        _freezeSome();
    }

    function lock(uint256 seed) external {
        _begin(seed);
        if (_next(2) == 0) _lockSome();
        else _lockSomePosition();
    }

    function transfer(uint256 seed) external {
        _begin(seed);
        uint256[PARTITIONS][SEATS] memory before = _balances();
        _transferSome();
        _watch(before);
        for (uint256 i; i < SEATS; ++i) {
            for (uint256 p = 1; p < PARTITIONS; ++p) {
                if (token.balanceOfByPartition(keys[p], seats[i]) != before[i][p]) strayed = true;
            }
        }
    }

    function transferInPartition(uint256 seed) external {
        _begin(seed);
        uint256[PARTITIONS][SEATS] memory before = _balances();
        _transferSomeInPartition();
        _watch(before);
    }

    function spend(uint256 seed) external {
        _begin(seed);
        uint256[PARTITIONS][SEATS] memory before = _balances();
        if (_next(3) == 0) _approveSome();
        else _spendSome();
        _watch(before);
    }

    function transferBetween(uint256 seed) external {
        _begin(seed);
        uint256[PARTITIONS][SEATS] memory before = _balances();
        _transferSomeBetween();
        _watch(before);
    }

    function change(uint256 seed) external {
        _begin(seed);
        uint256[PARTITIONS][SEATS] memory before = _balances();
        _changeSome();
        _watch(before);
    }

    function redeem(uint256 seed) external {
        _begin(seed);
        uint256[PARTITIONS][SEATS] memory before = _balances();
        _redeemSome();
        _watch(before);
    }

    function moveCustody(uint256 seed) external {
        _begin(seed);
        _moveSomeCustody();
    }

    function pass(uint256 seed) external {
        _begin(seed);
        if (dates.length == MAX_DATES || _next(2) == 0) return _pass(1 + _next(3));
        _announce();
        _keep();
    }

    /* ----------------------------------------------- what must hold ------------------------------------------ */

    function assertPositions() external {
        vm.warp(time);
        _assertPositionsAreTheModels();
    }

    function assertSupplies() external {
        vm.warp(time);
        _assertSuppliesAddUp();
    }

    function assertPast() external {
        vm.warp(time);
        _assertPastIsKept();
    }

    function assertCustody() external {
        vm.warp(time);
        _assertCustody();
    }

    function assertTies() external {
        vm.warp(time);
        _assertTies();
    }

    function assertCounts() external {
        vm.warp(time);
        _assertCounts();
    }

    function assertNothingEscaped() external view {
        assertFalse(escaped, "left a locked position");
        assertFalse(strayed, "an ERC-20 transfer moved another partition");
    }

    /* -------------------------------------------------- internal --------------------------------------------- */

    function _watch(uint256[PARTITIONS][SEATS] memory before) private {
        for (uint256 i; i < CUSTODIAN; ++i) {
            for (uint256 p; p < PARTITIONS; ++p) {
                if (_isLocked(p, i) && token.balanceOfByPartition(keys[p], seats[i]) < before[i][p]) escaped = true;
            }
        }
    }

    function _balances() private view returns (uint256[PARTITIONS][SEATS] memory balances) {
        for (uint256 i; i < SEATS; ++i) {
            for (uint256 p; p < PARTITIONS; ++p) {
                balances[i][p] = token.balanceOfByPartition(keys[p], seats[i]);
            }
        }
    }
}
