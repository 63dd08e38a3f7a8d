// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_CHECK_TRANSFER, PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION, LOCKED_BY_HAND} from "../../../../src/types/Partition.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {OwnerOnlyBase} from "../../../utils/OwnerOnlyBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ControllerTransferFromCustodyTest is OwnerOnlyBase, EnforcementBase {
    bytes32 private constant ORDER = keccak256("court order 12");

    address private custodian;

    function setUp() public override {
        super.setUp();
        custodian = _custodian();
        _issue(ada, 100);
        _issue(ben, 50);
        _deposit(ada, custodian, 100);
        _deposit(ben, custodian, 50);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.controllerTransferFromCustody, (custodian, ada, ben, 40, ORDER)));
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOf(ben) == 40;
    }

    function test_RevertWhen_TheNamedAccountIsNoCustodian() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, stranger));
        _take(stranger, ada, ben, 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, address(0)));
        _take(address(0), ada, ben, 0);
    }

    function test_RevertWhen_NoDocumentIsNamed() external {
        vm.expectRevert(ITokenEvents.SecurityToken_DocumentRequired.selector);
        vm.prank(owner);
        token.controllerTransferFromCustody(custodian, ada, ben, 1, 0);
    }

    function test_RevertWhen_TheAmountExceedsWhatTheOwnerHasThere_WhateverOthersHaveThere() external {
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ben, 101));
        _take(custodian, ada, ben, 101);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, adaToo, ben, 1));
        _take(custodian, adaToo, ben, 1);
    }

    function test_RevertWhen_TheReceiverIsNobodyACustodianATokenRestrictedOrFrozen() external {
        _assertNotTaken(Restriction.ReceiverNotRegistered, address(0));
        _assertNotTaken(Restriction.ReceiverNotRegistered, stranger);
        _assertNotTaken(Restriction.ReceiverNotRegistered, _custodian());
        _assertNotTaken(Restriction.InvalidReceiver, address(token));
        _freeze(benId, true);
        _assertNotTaken(Restriction.ReceiverFrozen, ben);
        _restrictAccount(benId, ben);
        _assertNotTaken(Restriction.ReceiverRestricted, ben);
    }

    function test_GivenEverythingForbidsATransfer_ItShouldMoveTheAmountPastPauseFreezeLimitsLocksModulesAndTheCustodian()
        external
    {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        _setPartition(DEFAULT_PARTITION, LOCKED_BY_HAND);
        _freeze(adaId, true);
        _limitInvestors(0, 1);
        vm.startPrank(owner);
        issuer.removeCustodian(custodian);
        issuer.setTokenRestriction(address(token), true);
        vm.stopPrank();
        _take(custodian, ada, _investor("cleo", DE, 2), 100);
        _assertInvestors(2);
        _assertPositions(adaId, 0);
    }

    function test_GivenAPartIsEncumbered_ItShouldTakeWhatIsFreeFirstAndReduceTheEncumbranceByTheRest() external {
        ModuleMock module = _module(0, PERMISSION_ENCUMBER);
        PositionKey memory key = defaultPosition(custodian, ada);
        vm.prank(address(module));
        token.encumberPosition(key, 70);
        _take(custodian, ada, ben, 30);
        assertEq(token.encumbranceOfPosition(key, address(module)), 70);
        _take(custodian, ada, ben, 10);
        assertEq(token.encumbranceOfPosition(key, address(module)), 60);
        assertEq(token.takenOf(key, address(module)), 10);
    }

    function test_WhenTheReceiverIsTheOwnerItself_ItShouldBringTheSharesHome() external {
        _take(custodian, ada, ada, 100);
        assertEq(token.balanceOf(ada), 100);
        _assertPositions(adaId, 1);
    }

    function test_WhenItSucceeds_ItShouldNameTheDocumentAndKeepBalancesTotalsAndCountsExact() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyForced(custodian, ada, ben, 100, ORDER);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(custodian, ben, 100);
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(custodian, ada, address(0), 100);
        _take(custodian, ada, ben, 100);
        assertEq(token.balanceOf(custodian), 50);
        assertEq(token.custodyBalanceOf(custodian, ada), 0);
        assertEq(token.custodyBalanceOf(custodian, ben), 50);
        _assertBalances(0, 100);
        _assertPositions(adaId, 0);
        _assertPositions(benId, 2);
        _assertInvestors(1);
    }

    function _take(address from, address account, address to, uint256 amount) private {
        vm.prank(owner);
        token.controllerTransferFromCustody(from, account, to, amount, ORDER);
    }

    function _assertNotTaken(Restriction code, address to) private {
        vm.expectRevert(_refusal(code, ada, to, 1));
        _take(custodian, ada, to, 1);
    }
}
