// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Twin} from "./reference/Twin.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Random sequences on the contracts and on the reference of their rules: the same verdicts in between, the same
/// figures in the end.
contract ReferenceFuzzTest is Test {
    uint256 private constant ACTS = 60;

    Twin private twin;
    bytes4[] private acts;
    uint256 private seed;

    function setUp() external {
        twin = new Twin();
        for (uint256 i; i < 6; ++i) {
            acts.push(Twin.issue.selector);
            acts.push(Twin.transfer.selector);
            acts.push(Twin.deposit.selector);
            acts.push(Twin.moveInCustody.selector);
            acts.push(Twin.dealAround.selector);
        }
        acts.push(Twin.transfer.selector);
        acts.push(Twin.transferTreasury.selector);
        acts.push(Twin.moveWithin.selector);
        acts.push(Twin.force.selector);
        acts.push(Twin.redeem.selector);
        acts.push(Twin.redeem.selector);
        acts.push(Twin.redeem.selector);
        acts.push(Twin.forceCustody.selector);
        acts.push(Twin.split.selector);
        acts.push(Twin.bringForward.selector);
        acts.push(Twin.freezeAmount.selector);
        acts.push(Twin.freezeAmount.selector);
        acts.push(Twin.force.selector);
        acts.push(Twin.lock.selector);
        acts.push(Twin.lock.selector);
        acts.push(Twin.unlock.selector);
        acts.push(Twin.plug.selector);
        acts.push(Twin.setRefusing.selector);
        acts.push(Twin.overreach.selector);
        acts.push(Twin.freeze.selector);
        acts.push(Twin.freeze.selector);
        acts.push(Twin.pause.selector);
        acts.push(Twin.setExpiryStops.selector);
        acts.push(Twin.setLimits.selector);
        acts.push(Twin.setLimits.selector);
        acts.push(Twin.setCountryRule.selector);
        acts.push(Twin.approveCustodian.selector);
        acts.push(Twin.acceptRegistrar.selector);
        acts.push(Twin.addLateToken.selector);
        acts.push(Twin.sync.selector);
        acts.push(Twin.renew.selector);
        acts.push(Twin.renewBadly.selector);
        acts.push(Twin.expire.selector);
        acts.push(Twin.restrict.selector);
        acts.push(Twin.pass.selector);
        acts.push(Twin.pass.selector);
        acts.push(Twin.scheduleRecordDate.selector);
    }

    function testFuzz_WhateverIsDoneTheContractsAgreeWithTheReference(uint256 seed_) external {
        seed = seed_;
        for (uint256 i; i < ACTS; ++i) {
            _act(acts[_next() % acts.length]);
        }
        vm.warp(twin.time());
        twin.checkBalances();
        twin.checkLocks();
        twin.checkCounts();
        twin.checkStates();
        twin.checkNeighbours();
        twin.checkCopies();
        twin.checkKeptStandings();
        for (uint256 i; i < twin.dateCount(); ++i) {
            twin.checkDate(i);
        }
    }

    /// @dev An act takes at most three numbers and leaves the rest of its calldata alone.
    function _act(bytes4 act) private {
        (bool done, bytes memory answer) = address(twin).call(abi.encodeWithSelector(act, _next(), _next(), _next()));
        assertTrue(done, string(answer));
    }

    function _next() private returns (uint256) {
        return seed = uint256(keccak256(abi.encode(seed)));
    }
}
