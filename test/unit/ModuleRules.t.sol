// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ModuleRules} from "../../src/modules/ModuleRules.sol";
import {KIND_DEPOSIT, KIND_TRANSFER, Move, MoveKind} from "../../src/types/Move.sol";
import {directMove} from "../utils/Moves.sol";
import {Test} from "forge-std/Test.sol";

/// @dev Knows the kinds that it is told, and refuses a move of nothing.
contract Rules is ModuleRules {
    error Rules_Nothing();

    uint256 private immutable _kinds;

    constructor(uint256 kinds) {
        _kinds = kinds;
    }

    function title() external pure returns (string memory) {
        return "Rules";
    }

    function transferTokens(Move calldata) external {}

    function forcedMove(Move calldata) external {}

    function _knownKinds() internal view override returns (uint256) {
        return _kinds == 0 ? super._knownKinds() : _kinds;
    }

    function _judge(Move calldata move) internal pure override {
        if (move.amount == 0) revert Rules_Nothing();
    }
}

contract ModuleRulesTest is Test {
    function test_AModuleRefusesTheKindsThatItDoesNotKnow() external {
        Rules rules = new Rules(1 << MoveKind.unwrap(KIND_TRANSFER) | 1 << MoveKind.unwrap(KIND_DEPOSIT));
        for (uint256 i; i < 256; ++i) {
            // Below 256.
            // forge-lint: disable-next-line(unsafe-typecast)
            MoveKind kind = MoveKind.wrap(uint8(i));
            if (i > 1) vm.expectRevert(abi.encodeWithSelector(ModuleRules.Module_UnknownKind.selector, kind));
            rules.checkTransfer(directMove(kind, address(1), address(1), address(2), 1));
        }
    }

    function test_AModuleKnowsNoKindUnlessItSaysSo() external {
        Rules rules = new Rules(0);
        vm.expectRevert(abi.encodeWithSelector(ModuleRules.Module_UnknownKind.selector, KIND_TRANSFER));
        rules.checkTransfer(directMove(KIND_TRANSFER, address(1), address(1), address(2), 1));
    }

    function test_AModuleJudgesTheKindsThatItKnows() external {
        Rules rules = new Rules(1);
        vm.expectRevert(Rules.Rules_Nothing.selector);
        rules.checkTransfer(directMove(KIND_TRANSFER, address(1), address(1), address(2), 0));
    }
}
