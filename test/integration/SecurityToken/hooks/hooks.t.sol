// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks} from "../../../../src/interfaces/IModule.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {KIND_TRANSFER, Move, TAG_REFERENCE, Tagged} from "../../../../src/types/Move.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {directMove} from "../../../utils/Moves.sol";

/// @dev What modules are asked and told, to the byte. A module's misbehaviour: transfer/transferHostile.tree.
contract HooksTest is ComplianceBase {
    uint8 private constant BOTH = HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS;

    ModuleMock private first;
    ModuleMock private second;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        _issue(ben, 50);
        first = _module(BOTH, 0);
        second = _module(BOTH, 0);
    }

    function test_GivenModulesHaveBothHooks_ItShouldAskAndTellEachTheSameWordsButForTheHook() external {
        Move memory move = directMove(KIND_TRANSFER, ada, ada, ben, 7);
        move.data = new Tagged[](1);
        move.data[0] = Tagged(TAG_REFERENCE, "an invoice whose number takes more than one word");
        _expectCalls(address(first), move, 1);
        _expectCalls(address(second), move, 1);
        vm.prank(ada);
        token.transferWithData(ben, 7, abi.encode(move.data));
        assertEq(abi.encode(first.seen()[0]), abi.encode(move));
        assertEq(abi.encode(second.seen()[0]), abi.encode(move));
    }

    function test_GivenModulesHaveBothHooks_WhenOneMovesSharesFromWithin_ItShouldTellEachModuleOfBothMovesAsTheyWere()
        external
    {
        first.callBack(address(this), abi.encodeCall(this.sendFromWithin, ()));
        Move memory outer = directMove(KIND_TRANSFER, ada, ada, ben, 7);
        Move memory inner = directMove(KIND_TRANSFER, ben, ben, ada, 3);
        _expectCalls(address(first), outer, 1);
        _expectCalls(address(first), inner, 1);
        _expectCalls(address(second), outer, 1);
        _expectCalls(address(second), inner, 1);
        vm.prank(ada);
        token.transfer(ben, 7);
        assertEq(abi.encode(second.seen()[0]), abi.encode(inner));
        assertEq(abi.encode(second.seen()[1]), abi.encode(outer));
        assertEq(token.balanceOf(ben), 54);
    }

    /// @dev The inner move's modules have been told when the outer one's still are.
    function test_RevertGiven_ModulesHaveBothHooks_WhenOneAttachesAModuleAfterItMovedSharesFromWithin() external {
        first.callBack(address(this), abi.encodeCall(this.attachFromWithin, (address(new ModuleMock(token, 0, 0)))));
        vm.expectRevert(ITokenEvents.SecurityToken_HookRunning.selector);
        vm.prank(ada);
        token.transfer(ben, 7);
    }

    function test_GivenAModuleWithBothHooksHasLostItsCode_ItShouldBeRefusedBeforeAnythingIsTold() external {
        vm.etch(address(second), "");
        refusingModule = address(second);
        refuserReason = "";
        _assertRefused(Restriction.ModuleRefused, ada, ben, 1);
        assertEq(first.seen().length, 0);
    }

    function test_GivenOnlyTheSecondOfTwoModulesChecks_ItShouldAskThatOneAndTellBoth() external {
        _detach(first);
        _detach(second);
        first = _module(HOOK_TRANSFER_TOKENS, 0);
        second = _module(BOTH, 0);
        Move memory move = directMove(KIND_TRANSFER, ada, ada, ben, 7);
        vm.expectCall(address(first), abi.encodeCall(IModuleHooks.checkTransfer, (move)), 0);
        vm.expectCall(address(first), abi.encodeCall(IModuleHooks.transferTokens, (move)), 1);
        _expectCalls(address(second), move, 1);
        vm.prank(ada);
        token.transfer(ben, 7);
    }

    function test_WhenNothingMoves_ItShouldAskAndTellNobody() external {
        _expectCalls(address(first), directMove(KIND_TRANSFER, ada, ada, ben, 0), 0);
        vm.prank(ada);
        token.transfer(ben, 0);
    }

    function sendFromWithin() external {
        vm.prank(ben);
        token.transfer(ada, 3);
    }

    function attachFromWithin(address module) external {
        this.sendFromWithin();
        vm.prank(owner);
        issuer.attachModule(address(token), module);
    }

    function _expectCalls(address module, Move memory move, uint64 count) private {
        vm.expectCall(module, abi.encodeCall(IModuleHooks.checkTransfer, (move)), count);
        vm.expectCall(module, abi.encodeCall(IModuleHooks.transferTokens, (move)), count);
    }
}
