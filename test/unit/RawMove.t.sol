// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks} from "../../src/interfaces/IModule.sol";
import {Move, MoveKind, Tagged} from "../../src/types/Move.sol";
import {PositionKey} from "../../src/types/PositionKey.sol";
import {RawMove, redirected} from "../../src/types/RawMove.sol";
import {Test} from "forge-std/Test.sol";

contract RawMoveTest is Test {
    function testFuzz_ItIsTheCallThatTheCompilerWrites(
        uint8 kind,
        address[2] calldata people,
        PositionKey calldata from,
        PositionKey calldata to,
        uint256 amount,
        Tagged[] memory data
    ) external pure {
        Move memory m = Move(MoveKind.wrap(kind), people[0], people[1], from, to, amount, data);
        bytes memory encoded = data.length == 0 ? bytes("") : abi.encode(data);
        RawMove memory raw = RawMove(m.kind, m.operator, m.initiator, m.from, m.to, m.amount, encoded);
        bytes memory before = new bytes(1);
        bytes memory written = raw.callOf(IModuleHooks.checkTransfer.selector);
        bytes memory behind = abi.encodePacked(type(uint256).max);
        assertEq(written, abi.encodeCall(IModuleHooks.checkTransfer, (m)));
        assertEq(before.length, 1);
        assertEq(behind, abi.encodePacked(type(uint256).max), "memory behind it is free");
        assertEq(
            redirected(written, IModuleHooks.transferTokens.selector), abi.encodeCall(IModuleHooks.transferTokens, (m))
        );
    }
}
