// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../../src/types/Authority.sol";
import {ComplianceBase} from "./ComplianceBase.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice What every function behind the issuer's authorities must show. Successors name one call and its effect, and
/// prepare in `setUp` what it needs.
abstract contract GuardedBase is ComplianceBase {
    AuthorityId private constant CLERKS = AuthorityId.wrap(2);

    /// @dev The call that is guarded; it would succeed now.
    function _guarded() internal view virtual returns (address target, bytes memory data);

    /// @dev Whether the call has had its effect.
    function _isDone() internal virtual returns (bool);

    function test_RevertWhen_TheCallerIsAStranger() external {
        (address target, bytes memory data) = _guarded();

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger));
        _send(stranger, target, data);
    }

    function test_RevertWhen_TheAuthorityLacksThePermission() external {
        (address target, bytes memory data) = _guarded();
        address clerk = makeAddr("clerk");
        vm.prank(owner);
        issuer.addAuthority(_one(clerk), 1, FAR);

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, CLERKS, target, bytes4(data)));
        _send(clerk, target, data);
    }

    function test_GivenAThresholdOfTwo_WhenTheFirstMemberCalls_ItShouldReturnFalseAndChangeNothing() external {
        (address target, bytes memory data) = _guarded();
        _raiseThreshold();
        vm.record();

        assertFalse(_send(owner, target, data));

        (, bytes32[] memory writes) = vm.accesses(address(token));
        assertEq(writes.length, 0, "the token was written");
        (, writes) = vm.accesses(address(issuer));
        for (uint256 i; i < writes.length; ++i) {
            assertEq(writes[i], writes[0], "the issuer keeps one word, the approval");
        }
        assertFalse(_isDone());
    }

    function test_GivenAThresholdOfTwo_WhenTheSecondMemberCalls_ItShouldRun() external {
        (address target, bytes memory data) = _guarded();
        Vm.Wallet memory second = _raiseThreshold();
        _send(owner, target, data);

        assertTrue(_send(second.addr, target, data));

        assertTrue(_isDone());
    }

    function test_GivenAThresholdOfTwo_WhenTheBundleOfSignaturesIsSent_ItShouldRunForAnyone() external {
        (address target, bytes memory data) = _guarded();
        Vm.Wallet memory second = _raiseThreshold();
        Call memory call = Call(OWNER, target, data, keccak256("salt"), FAR);
        SignedApproval[] memory approvals = new SignedApproval[](2);
        approvals[0] = _sign(vm.createWallet("owner"), call);
        approvals[1] = _sign(second, call);

        vm.prank(stranger);
        assertTrue(abi.decode(issuer.executeCall(call, approvals), (bool)));

        assertTrue(_isDone());
    }

    function _raiseThreshold() private returns (Vm.Wallet memory second) {
        second = vm.createWallet("second member");
        vm.startPrank(owner);
        issuer.addAuthorityAddresses(OWNER, _one(second.addr));
        issuer.setAuthorityThreshold(OWNER, 2);
        vm.stopPrank();
    }

    function _sign(Vm.Wallet memory signer, Call memory call) private returns (SignedApproval memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer, issuer.digestOf(call));
        return SignedApproval(signer.addr, abi.encodePacked(r, s, v));
    }

    /// @dev Reverts as the call does.
    function _send(address from, address target, bytes memory data) private returns (bool executed) {
        vm.prank(from);
        (bool success, bytes memory returned) = target.call(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(returned, 32), mload(returned))
            }
        }
        return abi.decode(returned, (bool));
    }
}
