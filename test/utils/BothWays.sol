// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {STANDING_MASK} from "../../src/types/Holding.sol";
import {PARTY_BITS} from "../../src/types/Party.sol";
import {deployed} from "./Artifacts.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Holds the short way of a transfer equal to the long one: the same call on the same state, once with the token's own
/// code and once with code that knows the long way alone, has the same outcome, the same answer, the same events and the
/// same storage of every contract, but for the standings that positions keep. Afterwards the state is as before.
abstract contract BothWays is Test {
    /// @dev Where the ledger's direct positions are (docs/decisions/0015-layout.md). Of a wrong place the first standing
    /// that is kept would be a difference.
    uint256 private constant DIRECT_SLOT = 8;
    bytes32 private constant KEPT_STANDING = bytes32(STANDING_MASK << PARTY_BITS);

    bytes4 private constant LONG_WAY = bytes4(keccak256("OneWayToken_LongWay()"));

    /// @dev What one word of storage was at first, and is at last.
    struct Change {
        address account;
        bytes32 slot;
        bytes32 before;
        bytes32 present;
    }

    struct Outcome {
        bool done;
        bytes answer;
        bytes32 events;
        Change[] changes;
    }

    /// @dev Contracts with the code of one way, for each token that was compared.
    mapping(address token => mapping(bool isShort => address)) private _models;

    /// @dev Of calls that may take the short way; others are not compared.
    function _compareWays(ISecurityToken token, address caller, bytes memory data) internal {
        address[] memory parties = _partiesOf(token, caller, data);
        if (parties.length == 0) return;
        bytes memory longWay = _codeOf(token, false);

        uint256 state = vm.snapshotState();
        Outcome memory short = _outcomeOf(token, caller, data);
        vm.revertToState(state);
        vm.etch(address(token), longWay);
        Outcome memory long = _outcomeOf(token, caller, data);
        vm.revertToStateAndDelete(state);

        assertEq(short.done, long.done, "short way: outcome");
        assertEq(short.answer, long.answer, "short way: answer");
        assertEq(short.events, long.events, "short way: events");
        _assertWritten(short.changes, long.changes, address(token), parties);
        _assertWritten(long.changes, short.changes, address(token), parties);
    }

    /// @dev Whether all transfers of a call take the short way. Afterwards the state is as before.
    function _isShort(ISecurityToken token, address caller, bytes memory data) internal returns (bool done) {
        bytes memory shortWay = _codeOf(token, true);
        uint256 state = vm.snapshotState();
        vm.etch(address(token), shortWay);
        bytes memory answer;
        vm.prank(caller);
        (done, answer) = address(token).call(data);
        vm.revertToStateAndDelete(state);
        if (!done) assertEq(answer, abi.encodePacked(LONG_WAY), "no other refusal");
    }

    /// @dev Whose positions a call may write; empty for calls that never take the short way.
    function _partiesOf(ISecurityToken token, address caller, bytes memory data)
        private
        view
        returns (address[] memory parties)
    {
        if (data.length < 4) return parties;
        bytes4 selector = bytes4(data);
        bytes memory arguments = new bytes(data.length - 4);
        for (uint256 i; i < arguments.length; i += 32) {
            assembly ("memory-safe") {
                mstore(add(add(arguments, 0x20), i), mload(add(add(data, 0x24), i)))
            }
        }
        if (selector == token.transferBatch.selector) {
            (address[] memory to,) = abi.decode(arguments, (address[], uint256[]));
            parties = new address[](to.length + 1);
            for (uint256 i; i < to.length; ++i) {
                parties[i + 1] = to[i];
            }
            parties[0] = caller;
        } else if (selector == token.transferFrom.selector) {
            parties = new address[](2);
            (parties[0], parties[1],) = abi.decode(arguments, (address, address, uint256));
        } else if (selector == token.transfer.selector || selector == token.transferTreasury.selector) {
            parties = new address[](2);
            parties[0] = selector == token.transfer.selector ? caller : address(token.issuer());
            (parties[1],) = abi.decode(arguments, (address, uint256));
        }
    }

    function _codeOf(ISecurityToken token, bool isShort) private returns (bytes memory) {
        address model = _models[address(token)][isShort];
        if (model == address(0)) {
            address administration = token.facetAddresses()[0];
            model = deployed("OneWayToken", abi.encode(token.issuer(), administration, isShort));
            _models[address(token)][isShort] = model;
        }
        return model.code;
    }

    function _outcomeOf(ISecurityToken token, address caller, bytes memory data)
        private
        returns (Outcome memory outcome)
    {
        vm.recordLogs();
        vm.startStateDiffRecording();
        vm.prank(caller);
        (outcome.done, outcome.answer) = address(token).call(data);
        outcome.changes = _changesOf(vm.stopAndReturnStateDiff());
        outcome.events = keccak256(abi.encode(vm.getRecordedLogs()));
    }

    function _changesOf(Vm.AccountAccess[] memory calls) private pure returns (Change[] memory changes) {
        uint256 most;
        for (uint256 i; i < calls.length; ++i) {
            most += calls[i].storageAccesses.length;
        }
        changes = new Change[](most);
        uint256 count;
        for (uint256 i; i < calls.length; ++i) {
            Vm.StorageAccess[] memory accesses = calls[i].storageAccesses;
            for (uint256 j; j < accesses.length; ++j) {
                if (!accesses[j].isWrite || accesses[j].reverted) continue;
                uint256 at_ = _indexOf(changes, count, accesses[j].account, accesses[j].slot);
                if (at_ == count) {
                    bytes32 before = accesses[j].previousValue;
                    changes[count++] = Change(accesses[j].account, accesses[j].slot, before, before);
                }
                changes[at_].present = accesses[j].newValue;
            }
        }
        assembly ("memory-safe") {
            mstore(changes, count)
        }
    }

    /// @return the count if there is none
    function _indexOf(Change[] memory changes, uint256 count, address account, bytes32 slot)
        private
        pure
        returns (uint256)
    {
        for (uint256 i; i < count; ++i) {
            if (changes[i].slot == slot && changes[i].account == account) return i;
        }
        return count;
    }

    /// @dev What one way has changed is the same after the other. What that one has not written is as it was.
    function _assertWritten(Change[] memory changes, Change[] memory others, address token, address[] memory parties)
        private
        pure
    {
        for (uint256 i; i < changes.length; ++i) {
            Change memory change = changes[i];
            uint256 index = _indexOf(others, others.length, change.account, change.slot);
            bytes32 other = index == others.length ? change.before : others[index].present;
            bytes32 difference = change.present ^ other;
            if (change.account == token && _isPositionOf(parties, change.slot)) difference &= ~KEPT_STANDING;
            if (difference != 0) {
                assertEq(change.account, token, "short way: the account of a word that differs");
                assertEq(change.present, other, "short way: a word of the token");
            }
        }
    }

    function _isPositionOf(address[] memory parties, bytes32 slot) private pure returns (bool) {
        for (uint256 i; i < parties.length; ++i) {
            if (keccak256(abi.encode(parties[i], DIRECT_SLOT)) == slot) return true;
        }
        return false;
    }
}
