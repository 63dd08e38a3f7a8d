// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_TAGS, HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {Move} from "../../../../src/types/Move.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {referenceData, tagged} from "../../../utils/Moves.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

/// @dev Ada holds 100, and her operator has an allowance.
contract ModuleDataTest is PartitionBase {
    bytes4 private constant TICKET = "TICK";

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        _authorize(ada);
        vm.prank(ada);
        token.approve(operator, 100);
    }

    function test_RevertWhen_ItIsNotTaggedData_InEachFunctionThatTakesData() external {
        _assertRefusedEverywhere("why", abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidData.selector, 3));
    }

    function test_RevertWhen_ItIsLongerThan2048Bytes() external {
        bytes memory longest = referenceData(new bytes(2048 - 192));
        assertEq(longest.length, 2048);
        vm.startPrank(ada);
        token.transferWithData(ben, 1, longest);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidData.selector, 2080));
        token.transferWithData(ben, 1, referenceData(new bytes(2048 - 191)));
    }

    function test_RevertWhen_ATagIsReadByNobody_AndNameIt() external {
        _assertRefusedEverywhere(tagged(TICKET, "x"), _unread());
    }

    function test_RevertWhen_ATagIsReadByNobody_GivenTheModuleThatReadItWasDetached() external {
        _detach(_reader(0));
        _assertRefusedEverywhere(tagged(TICKET, "x"), _unread());
    }

    function test_WhenItCarriesAReference_ItShouldPassWhateverModulesThereAre() external {
        vm.prank(ada);
        token.transferWithData(ben, 1, referenceData("invoice 7"));
        _reader(0);
        vm.prank(ada);
        token.transferWithData(ben, 1, referenceData("invoice 8"));
        assertEq(token.balanceOf(ben), 2);
    }

    function test_WhenAModuleReadsTheTag_ItShouldShowTheDataToAllModulesInEachFunctionThatTakesData() external {
        _reader(0);
        ModuleMock listener = _module(HOOK_TRANSFER_TOKENS, 0);
        bytes memory data = tagged(TICKET, "signed");
        vm.startPrank(ada);
        token.transferWithData(ben, 1, data);
        token.transferByPartition(DEFAULT_PARTITION, ben, 1, data);
        vm.stopPrank();
        vm.startPrank(operator);
        token.transferFromWithData(ada, ben, 1, data);
        token.operatorTransferByPartition(DEFAULT_PARTITION, ada, ben, 1, data, "free text");
        vm.stopPrank();
        Move[] memory seen = listener.seen();
        assertEq(seen.length, 4);
        for (uint256 i; i < seen.length; ++i) {
            assertEq(abi.encode(seen[i].data), data);
            assertEq(seen[i].operator, i < 2 ? ada : operator);
        }
    }

    function test_GivenTwoModulesReadTheSameTagAndOneIsDetached_ItShouldStillBeRead() external {
        ModuleMock first = _reader(0);
        _reader(0);
        _detach(first);
        vm.prank(ada);
        token.transferWithData(ben, 1, tagged(TICKET, ""));
        assertEq(token.balanceOf(ben), 1);
    }

    function test_GivenAModuleDeclaresTags_ItShouldTellWhich() external {
        ModuleMock module = new ModuleMock(token, HOOK_TAGS, 0);
        bytes4[4] memory tags = [TICKET, bytes4("MORE"), bytes4(0), bytes4(0)];
        module.setTags(tags);
        vm.expectEmit(address(token));
        emit ITokenEvents.ModuleTagsDeclared(address(module), tags);
        _attach(module);
    }

    function _reader(uint8 hooks) private returns (ModuleMock module) {
        module = new ModuleMock(token, HOOK_TAGS | hooks, 0);
        module.setTags([TICKET, bytes4(0), bytes4(0), bytes4(0)]);
        _attach(module);
    }

    function _unread() private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITokenEvents.SecurityToken_UnreadTag.selector, TICKET);
    }

    function _assertRefusedEverywhere(bytes memory data, bytes memory error) private {
        vm.startPrank(ada);
        (bool can, bytes1 reason,) = token.canTransfer(ben, 1, data);
        assertFalse(can);
        assertEq(uint8(reason), uint8(Restriction.DataRefused));
        (reason,,) = token.canTransferByPartition(ada, ben, DEFAULT_PARTITION, 1, data);
        assertEq(uint8(reason), uint8(Restriction.DataRefused));
        vm.expectRevert(error);
        token.transferWithData(ben, 1, data);
        vm.expectRevert(error);
        token.transferByPartition(DEFAULT_PARTITION, ben, 1, data);
        vm.stopPrank();
        vm.startPrank(operator);
        (, reason,) = token.canTransferFrom(ada, ben, 1, data);
        assertEq(uint8(reason), uint8(Restriction.DataRefused));
        vm.expectRevert(error);
        token.transferFromWithData(ada, ben, 1, data);
        vm.expectRevert(error);
        token.operatorTransferByPartition(DEFAULT_PARTITION, ada, ben, 1, data, "");
        vm.stopPrank();
    }
}
