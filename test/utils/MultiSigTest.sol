// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "forge-std/Test.sol";

import {Authority, AuthorityId, Call, OWNER, Step} from "../../src/types/Authority.sol";
import {CallSummary} from "../../src/types/CallSummary.sol";
import {MultiSigHarness} from "../mocks/MultiSigHarness.sol";
import {SharedFlag} from "../mocks/SharedFlag.sol";
import {Signing} from "./Signing.sol";

/// @dev Three owners and three agents (authority 2), two of each must agree. Agents may set the flag.
abstract contract MultiSigTest is Signing {
    AuthorityId internal constant AGENTS = AuthorityId.wrap(2);

    MultiSigHarness internal multiSig;
    SharedFlag internal shared;
    Vm.Wallet[3] internal owners;
    Vm.Wallet[3] internal agents;
    Vm.Wallet internal stranger;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        for (uint256 i; i < 3; ++i) {
            owners[i] = vm.createWallet(string.concat("owner ", vm.toString(i)));
            agents[i] = vm.createWallet(string.concat("agent ", vm.toString(i)));
        }
        stranger = vm.createWallet("stranger");
        multiSig = new MultiSigHarness(_list(owners[0].addr, owners[1].addr, owners[2].addr), 2);
        shared = new SharedFlag(multiSig);
        multiSig.attach(address(shared));
        _byOwners(
            abi.encodeCall(
                multiSig.addAuthority,
                (_list(agents[0].addr, agents[1].addr, agents[2].addr), 2, uint40(block.timestamp + 365 days))
            )
        );
        _permit(multiSig.setFlag.selector);
    }

    /// @dev What an event says of a call, field by field.
    function _summary(AuthorityId authority, address target, bytes4 selector, uint16 approvals, uint16 threshold)
        internal
        pure
        returns (CallSummary)
    {
        return CallSummary.wrap(bytes32(abi.encodePacked(authority, target, selector, approvals, threshold)));
    }

    // ------------------------------------------------------------------------------------------------------ acting

    function _send(address sender, bytes memory data) internal returns (bool executed) {
        vm.prank(sender);
        (bool success, bytes memory result) = address(multiSig).call(data);
        if (!success) {
            assembly {
                revert(add(result, 32), mload(result))
            }
        }
        return abi.decode(result, (bool));
    }

    function _byOwners(bytes memory data) internal {
        assertFalse(_send(owners[0].addr, data), "one owner of two");
        assertTrue(_send(owners[1].addr, data), "two owners");
    }

    function _byAgents(bytes memory data) internal {
        assertFalse(_send(agents[0].addr, data), "one agent of two");
        assertTrue(_send(agents[1].addr, data), "two agents");
    }

    /// @dev The agents may call `selector` of the MultiSig from now on.
    function _permit(bytes4 selector) internal {
        _setPermission(address(multiSig), selector, true);
    }

    function _setPermission(address target, bytes4 selector, bool permitted) internal {
        _byOwners(abi.encodeCall(multiSig.setAuthoritySignatures, (AGENTS, target, _selectors(selector), permitted)));
    }

    function _remove(AuthorityId authority, address account) internal {
        _byOwners(abi.encodeCall(multiSig.removeAuthorityAddresses, (authority, _list(account))));
    }

    function _add(AuthorityId authority, address account) internal {
        _byOwners(abi.encodeCall(multiSig.addAuthorityAddresses, (authority, _list(account))));
    }

    function _approve(address member, Call memory call) internal {
        vm.prank(member);
        multiSig.approveCall(call);
    }

    // ------------------------------------------------------------------------------------------------------- calls

    function _setFlagData() internal view returns (bytes memory) {
        return abi.encodeCall(multiSig.setFlag, (true));
    }

    /// @dev A call of the agents that sets the flag.
    function _flagCall() internal view returns (Call memory) {
        return _callOf(AGENTS, address(multiSig), _setFlagData());
    }

    function _ownerCall(bytes memory data) internal view returns (Call memory) {
        return _callOf(OWNER, address(multiSig), data);
    }

    /// @dev What a directly sent call is to `hashOf`.
    function _direct(AuthorityId authority, address target, bytes memory data) internal pure returns (Call memory) {
        return Call({authority: authority, target: target, data: data, salt: 0, deadline: 0});
    }

    function _approvals(Call memory call) internal view returns (address[] memory members, uint16 threshold) {
        (, members, threshold,) = multiSig.approvals(multiSig.hashOf(call));
    }

    function _isClosed(Call memory call) internal view returns (bool) {
        return multiSig.isClosed(call.authority, call.salt);
    }

    function _batchData(Step memory a) internal view returns (bytes memory) {
        Step[] memory steps = new Step[](1);
        steps[0] = a;
        return abi.encodeCall(multiSig.executeBatch, (steps));
    }

    function _batchData(Step memory a, Step memory b) internal view returns (bytes memory) {
        Step[] memory steps = new Step[](2);
        (steps[0], steps[1]) = (a, b);
        return abi.encodeCall(multiSig.executeBatch, (steps));
    }

    /// @dev A step that calls the MultiSig itself.
    function _ownStep(bytes memory data) internal view returns (Step memory) {
        return Step({target: address(multiSig), data: data});
    }

    // ------------------------------------------------------------------------------------------------------- lists

    function _list(address a) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = a;
    }

    function _list(address a, address b) internal pure returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (a, b);
    }

    function _list(address a, address b, address c) internal pure returns (address[] memory list) {
        list = new address[](3);
        (list[0], list[1], list[2]) = (a, b, c);
    }

    function _selectors(bytes4 a) internal pure returns (bytes4[] memory list) {
        list = new bytes4[](1);
        list[0] = a;
    }

    function _epoch(AuthorityId authority) internal view returns (uint32) {
        Authority memory record = multiSig.getAuthority(authority);
        return record.epoch;
    }
}
