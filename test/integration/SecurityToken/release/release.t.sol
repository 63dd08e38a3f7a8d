// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract ReleaseTest is ComplianceBase {
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        module = _encumbered(ada, 60);
    }

    function test_WhenTheModuleEncumbersLess_ItShouldFreeWhatThereIsAndSayHowMuch() external {
        assertEq(_release(ada, 100), 60);
        assertEq(token.encumberedBalanceOf(ada), 0);
        vm.recordLogs();
        assertEq(_release(ada, 1), 0);
        assertEq(_release(ben, 1), 0);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_WhenAnotherModuleEncumbers_ItShouldLeaveThat() external {
        ModuleMock second = _encumbered(ada, 30);
        assertEq(_release(ada, 90), 60);
        assertEq(token.encumbranceOf(ada, address(second)), 30);
        assertEq(token.encumberedBalanceOf(ada), 30);
    }

    function test_GivenAControllerTransferTookAPart_ItShouldFreeTheRest() external {
        vm.prank(owner);
        token.controllerTransfer(ada, ben, 90, "", "");
        assertEq(_release(ada, 60), 10);
        _assertPasses(ada, ben, 10);
    }

    function test_WhenTheModuleEncumbersAsMuch_ItShouldFreeTheAmount() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.EncumbranceChanged(ada, address(module), 20);
        assertEq(_release(ada, 40), 40);
        assertEq(token.encumbranceOf(ada, address(module)), 20);
        _assertPasses(ada, ben, 80);
    }

    function _release(address account, uint256 amount) private returns (uint256) {
        vm.prank(address(module));
        return token.release(account, amount);
    }
}
