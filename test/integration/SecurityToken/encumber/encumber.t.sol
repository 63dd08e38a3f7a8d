// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER, PERMISSION_ISSUE, PERMISSION_RECORD_DATE} from "../../../../src/types/Modules.sol";
import {Partition} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract EncumberTest is ComplianceBase {
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        module = _module(0, PERMISSION_ENCUMBER);
    }

    function test_RevertWhen_TheCallerIsNoModuleWithThePermission() external {
        _assertNotPermitted(owner);
        _assertNotPermitted(address(issuer));
        _assertNotPermitted(ada);
        _assertNotPermitted(address(_module(0, PERMISSION_ISSUE | PERMISSION_RECORD_DATE)));
    }

    function test_RevertWhen_TheAmountExceedsTheFreeBalance() external {
        _encumbered(ada, 70);
        _expectInsufficient(ada, 30, 31);
        _encumber(ada, 31);
        _expectInsufficient(stranger, 0, 1);
        _encumber(stranger, 1);
    }

    function test_RevertGiven_SharesStandInOtherPartitions_ForMoreThanTheDefaultPartitionHolds() external {
        Partition other = Partition.wrap("other");
        vm.startPrank(owner);
        token.setPartition(other, 0, "");
        token.issueByPartition(other, ben, 1000, "");
        vm.stopPrank();
        _issue(ben, 10);
        vm.startPrank(address(module));
        _expectInsufficient(ben, 10, 11);
        token.encumber(ben, 11);
        token.encumber(ben, 10);
        vm.stopPrank();
        assertEq(token.encumberedBalanceOf(ben), 10);
    }

    function test_RevertWhen_TheAccountIsACustodian() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 50);
        _expectInsufficient(custodian, 0, 1);
        _encumber(custodian, 1);
    }

    function test_WhenTheAmountIsZero_ItShouldChangeNothing() external {
        vm.recordLogs();
        _encumber(ada, 0);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_WhenTheAmountIsFree_ItShouldEncumberItOnTopOfWhatItEncumbersAlready() external {
        _encumber(ada, 60);
        vm.expectEmit(address(token));
        emit ITokenEvents.EncumbranceChanged(ada, address(module), 100);
        _encumber(ada, 40);

        assertEq(token.encumbranceOf(ada, address(module)), 100);
        assertEq(token.encumberedBalanceOf(ada), 100);
        assertEq(token.balanceOf(ada), 100);
        assertEq(token.encumberedBalanceOf(adaToo), 0);
        _issue(address(issuer), 10);
        _encumber(address(issuer), 10);
        _assertRefused(Restriction.AmountLocked, address(issuer), ada, 1);
    }

    function test_WhenTheAmountIsFree_ItShouldAddUpWithWhatOtherModulesEncumber() external {
        _encumber(ada, 60);
        ModuleMock second = _encumbered(ada, 30);
        assertEq(token.encumberedBalanceOf(ada), 90);
        assertEq(token.encumbranceOf(ada, address(second)), 30);
        _assertRefused(Restriction.AmountLocked, ada, ben, 11);
        _assertPasses(ada, ben, 10);
    }

    function _encumber(address account, uint256 amount) private {
        vm.prank(address(module));
        token.encumber(account, amount);
    }

    function _expectInsufficient(address account, uint256 free, uint256 amount) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_InsufficientFreeBalance.selector, account, free, amount)
        );
    }

    function _assertNotPermitted(address caller) private {
        bytes memory refusal =
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, caller, PERMISSION_ENCUMBER);
        vm.startPrank(caller);
        vm.expectRevert(refusal);
        token.encumber(ada, 1);
        vm.expectRevert(refusal);
        token.release(ada, 1);
        vm.stopPrank();
    }
}
