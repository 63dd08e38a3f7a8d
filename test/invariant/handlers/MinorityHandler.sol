// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../src/interfaces/IIssuingEntity.sol";
import {Call, SignedApproval} from "../../../src/types/Authority.sol";
import {Plot} from "../stores/Plot.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Hostile members, present and former, try everything to have one of their wishes run.
contract MinorityHandler is Test {
    uint256 private constant CALLS = 32;

    Plot private immutable plot;
    IIssuingEntity private immutable entity;

    constructor(Plot plot_) {
        plot = plot_;
        entity = plot_.entity();
    }

    modifier atPresent() {
        vm.warp(plot.time());
        _;
    }

    /// @dev On chain: recorded for a member, refused for anybody else, run for nobody.
    function send(uint256 memberSeed, uint256 wishSeed) external atPresent {
        (address target, bytes memory data) = plot.wish(wishSeed);
        vm.prank(plot.hostileAt(memberSeed % 3));
        (bool done, bytes memory answer) = target.call(data);
        if (done) assertFalse(abi.decode(answer, (bool)), "I11: a minority's call ran");
    }

    function sign(uint256 memberSeed, uint256 callSeed) external atPresent {
        plot.sign(callSeed % CALLS, memberSeed % 3);
    }

    function approve(uint256 memberSeed, uint256 callSeed) external atPresent {
        _try(memberSeed, abi.encodeCall(entity.approveCall, (plot.callAt(callSeed % CALLS))));
    }

    function withdraw(uint256 memberSeed, uint256 callSeed) external atPresent {
        _try(memberSeed, abi.encodeCall(entity.withdrawApproval, (plot.callAt(callSeed % CALLS))));
    }

    function cancel(uint256 memberSeed, uint256 callSeed) external atPresent {
        _try(memberSeed, abi.encodeCall(entity.cancelCall, (plot.callAt(callSeed % CALLS))));
    }

    /// @dev With all signatures ever given, of all epochs and repeated ones too.
    function execute(uint256 memberSeed, uint256 callSeed) external atPresent {
        Call memory call = plot.callAt(callSeed % CALLS);
        SignedApproval[] memory signatures = plot.signatures(callSeed % CALLS);
        vm.prank(plot.hostileAt(memberSeed % 3));
        (bool done,) = address(entity).call(abi.encodeCall(entity.executeCall, (call, signatures)));
        assertFalse(done, "I11: a minority's call ran");
    }

    /// @dev Signatures of the present epoch alone, which no outdated one spoils.
    function executeWithFreshSignatures(uint256 memberSeed, uint256 callSeed) external atPresent {
        uint256 callIndex = callSeed % CALLS;
        uint256 first = plot.signatures(callIndex).length;
        for (uint256 i; i < 3; ++i) {
            plot.sign(callIndex, i);
        }
        SignedApproval[] memory all = plot.signatures(callIndex);
        SignedApproval[] memory fresh = new SignedApproval[](3);
        for (uint256 i; i < 3; ++i) {
            fresh[i] = all[first + i];
        }
        Call memory call = plot.callAt(callIndex);
        vm.prank(plot.hostileAt(memberSeed % 3));
        (bool done,) = address(entity).call(abi.encodeCall(entity.executeCall, (call, fresh)));
        assertFalse(done, "I11: a minority's call ran");
    }

    /// @dev The engine for attached contracts believes attached contracts only.
    function speakForOthers(uint256 memberSeed, uint256 wishSeed) external atPresent {
        (, bytes memory data) = plot.wish(wishSeed);
        bytes memory claim =
            abi.encodeCall(entity.checkMultiSigExternal, (plot.honest(memberSeed % 3), bytes4(data), keccak256(data)));
        vm.prank(plot.hostileAt(memberSeed % 3));
        (bool done,) = address(entity).call(claim);
        assertFalse(done, "I11: spoke for an honest member");
    }

    function _try(uint256 memberSeed, bytes memory data) private {
        vm.prank(plot.hostileAt(memberSeed % 3));
        (bool done, bytes memory answer) = address(entity).call(data);
        if (done && answer.length != 0) assertFalse(abi.decode(answer, (bool)), "I11: a minority's call ran");
    }
}
