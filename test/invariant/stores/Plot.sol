// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../../src/interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../../../src/interfaces/ISecurityToken.sol";
import {Call, OWNER, SignedApproval, Step} from "../../../src/types/Authority.sol";
import {newIssuer, newRegistrar, newToken} from "../../utils/Artifacts.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice An issuer governed by three honest members and a changing minority of three hostile ones; what the hostile
/// ones want, and what they have signed so far.
contract Plot is Test {
    IIssuingEntity public immutable entity;
    ISecurityToken public immutable token;

    uint256 public time = 1_800_000_000;
    /// @dev Bit i: hostile member i sits on the board.
    uint256 public seats;
    uint256 public threshold = 2;
    address[3] public honest = [makeAddr("honest 0"), makeAddr("honest 1"), makeAddr("honest 2")];

    Vm.Wallet[3] private _hostile;
    mapping(uint256 callIndex => SignedApproval[]) private _signatures;

    constructor() {
        vm.warp(time);
        for (uint256 i; i < 3; ++i) {
            _hostile[i] = vm.createWallet(string.concat("hostile ", vm.toString(i)));
        }
        entity = newIssuer(board(0), 2);
        IKYCRegistrar registrar = newRegistrar(board(0), 2);
        for (uint256 i; i < 2; ++i) {
            vm.prank(honest[i]);
            entity.addRegistrar(registrar);
        }
        token = newToken(entity, "Muster Holding AG", "MUST", 0);
        for (uint256 i; i < 2; ++i) {
            vm.prank(honest[i]);
            entity.addToken(address(token));
        }
    }

    function setTime(uint256 time_) external {
        time = time_;
    }

    function setBoard(uint256 seats_, uint256 threshold_) external {
        (seats, threshold) = (seats_, threshold_);
    }

    function sign(uint256 callIndex, uint256 member) external {
        bytes32 digest = entity.digestOf(callAt(callIndex));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_hostile[member], digest);
        _signatures[callIndex].push(SignedApproval(_hostile[member].addr, abi.encodePacked(r, s, v)));
    }

    /// @notice Everything that was ever signed for a call, in any epoch.
    function signatures(uint256 callIndex) external view returns (SignedApproval[] memory) {
        return _signatures[callIndex];
    }

    function hostileAt(uint256 index) external view returns (address) {
        return _hostile[index].addr;
    }

    function hostile(uint256 mask) public view returns (address[] memory members) {
        members = new address[](_count(mask));
        uint256 found;
        for (uint256 i; i < 3; ++i) {
            if (mask >> i & 1 == 1) members[found++] = _hostile[i].addr;
        }
    }

    function board(uint256 mask) public view returns (address[] memory members) {
        address[] memory others = hostile(mask);
        members = new address[](3 + others.length);
        for (uint256 i; i < members.length; ++i) {
            members[i] = i < 3 ? honest[i] : others[i - 3];
        }
    }

    /// @notice Of some hostile members, as many as may sit together under a threshold: fewer than it.
    function minorityOf(uint256 mask, uint256 threshold_) public pure returns (uint256) {
        mask &= 7;
        while (_count(mask) >= threshold_) mask &= mask - 1;
        return mask;
    }

    /// @notice What the hostile members want to have run, sent directly or as a call with a salt; every second time as
    /// the step of a batch.
    function wish(uint256 index) public view returns (address target, bytes memory data) {
        (target, data) = _plainWish(index);
        if (index >> 4 & 1 == 0) return (target, data);

        Step[] memory steps = new Step[](1);
        steps[0] = Step(target, data);
        return (address(entity), abi.encodeCall(entity.executeBatch, (steps)));
    }

    function _plainWish(uint256 index) private view returns (address target, bytes memory data) {
        address[] memory own = new address[](1);
        own[0] = _hostile[0].addr;
        uint256 choice = index % 4;
        if (choice == 0) return (address(entity), abi.encodeCall(entity.setGlobalRestriction, (true)));
        if (choice == 1) return (address(entity), abi.encodeCall(entity.addAuthority, (own, 1, type(uint40).max)));
        if (choice == 2) return (address(entity), abi.encodeCall(entity.setAuthorityThreshold, (OWNER, 1)));
        return (address(token), abi.encodeCall(token.issue, (address(entity), 1, "")));
    }

    /// @dev Two salts and two deadlines for each wish.
    function callAt(uint256 index) public view returns (Call memory) {
        (address target, bytes memory data) = wish(index);
        uint40 deadline = index & 4 == 0 ? 1_800_000_000 + 60 days : type(uint40).max;
        return
            Call({
                authority: OWNER, target: target, data: data, salt: bytes32(1 + (index >> 3 & 1)), deadline: deadline
            });
    }

    function _count(uint256 mask) private pure returns (uint256 count) {
        for (; mask != 0; mask &= mask - 1) {
            ++count;
        }
    }
}
