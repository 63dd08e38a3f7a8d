// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";

contract ClearEncumbrancesTest is EnforcementBase {
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        _issue(ben, 100);
        module = _encumbered(ada, 60);
    }

    function test_RevertGiven_TheModuleWasNotAbandoned() external {
        _detach(module);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotAbandoned.selector, address(module)));
        _clear(_direct(ada));
    }

    function test_WhenAPositionIsNamedWhereTheModuleEncumbersNothing_ItShouldSkipIt() external {
        _abandon();
        vm.recordLogs();
        _clear(_direct(ben));
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_GivenForceTookAPart_ItShouldForgetThatToo() external {
        _force(ada, ben, 70);
        _abandon();
        assertEq(token.takenOf(_direct(ada), address(module)), 30);
        _clear(_direct(ada));
        _force(ben, ada, 70);
        _attach(module);
        assertEq(token.encumbranceOf(ada, address(module)), 0);
    }

    function test_WhenTheLastPositionIsCleared_ItsSlotShouldBeFreeForAnotherModule() external {
        vm.prank(address(module));
        token.encumber(ben, 1);
        _abandon();
        for (uint256 i; i < 15; ++i) {
            _module(0, PERMISSION_ENCUMBER);
        }
        _clear(_direct(ada));
        ModuleMock further = new ModuleMock(token, 0, PERMISSION_ENCUMBER);
        vm.expectRevert(ITokenEvents.SecurityToken_NoEmptySlot.selector);
        _attach(further);
        _clear(_direct(ben));
        _attach(further);
        assertEq(token.encumbranceOf(ada, address(further)), 0);
        vm.prank(address(further));
        token.encumber(ada, 100);
    }

    function test_WhenAPositionAtACustodianOrInAnotherPartitionIsNamed_ItShouldClearThat() external {
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 10);
        PositionKey[2] memory keys =
            [PositionKey(_custodian(), DEFAULT_PARTITION, ada), PositionKey(address(0), FOUNDERS, ada)];
        _deposit(ada, keys[0].custodian, 10);
        for (uint256 i; i < keys.length; ++i) {
            vm.prank(address(module));
            token.encumberPosition(keys[i], 10);
        }
        _abandon();
        for (uint256 i; i < keys.length; ++i) {
            vm.expectEmit(address(token));
            emit ITokenEvents.PositionEncumbranceChanged(ada, address(module), keys[i].custodian, keys[i].partition, 0);
            _clear(keys[i]);
        }
    }

    function _abandon() private {
        _detach(module);
        vm.prank(owner);
        token.abandonModule(address(module));
    }

    function _clear(PositionKey memory key) private {
        PositionKey[] memory positions = new PositionKey[](1);
        positions[0] = key;
        token.clearEncumbrances(address(module), positions);
    }

    function _direct(address account) private pure returns (PositionKey memory) {
        return PositionKey(address(0), DEFAULT_PARTITION, account);
    }
}
