// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Call, OWNER, SignedApproval} from "../../src/types/Authority.sol";
import {MultiSigTest} from "../utils/MultiSigTest.sol";

/// @dev Whole transactions: every call below is one, with intrinsic gas, cold storage and refund.
/// forge-config: default.isolate = true
contract MultiSigGasTest is MultiSigTest {
    function test_BothApprovalsOnChain() external {
        vm.prank(owners[0].addr);
        multiSig.setFlag(true);
        uint256 first = vm.lastCallGas().gasTotalUsed;
        vm.prank(owners[1].addr);
        multiSig.setFlag(true);
        uint256 second = vm.lastCallGas().gasTotalUsed;

        assertTrue(multiSig.flag());
        emit log_named_uint("first", first);
        emit log_named_uint("second", second);
        assertLe(first + second, 107_500);
    }

    function test_TwoSignatures() external {
        Call memory call = _ownerCall(_setFlagData());
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, owners[0]), _sign(multiSig, call, owners[1]));
        vm.prank(stranger.addr);
        multiSig.executeCall(call, bundle);
        uint256 used = vm.lastCallGas().gasTotalUsed;

        assertTrue(multiSig.flag());
        emit log_named_uint("signed", used);
        assertLe(used, 99_500);
    }
}
