// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_FORCED, PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {KIND_CUSTODY_FORCED, Move} from "../../../../src/types/Move.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {moveOf} from "../../../utils/Moves.sol";
import {OwnerOnlyBase} from "../../../utils/OwnerOnlyBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ControllerRedeemFromCustodyTest is OwnerOnlyBase, EnforcementBase {
    bytes32 private constant ORDER = keccak256("maturity");

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
        return (address(token), abi.encodeCall(token.controllerRedeemFromCustody, (custodian, ada, 40, ORDER)));
    }

    function _isDone() internal view override returns (bool) {
        return token.totalSupply() == 110;
    }

    function test_RevertWhen_TheNamedAccountIsNoCustodianOrNoDocumentIsNamed() external {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, stranger));
        token.controllerRedeemFromCustody(stranger, ada, 0, ORDER);
        vm.expectRevert(ITokenEvents.SecurityToken_DocumentRequired.selector);
        token.controllerRedeemFromCustody(custodian, ada, 1, 0);
    }

    function test_RevertWhen_TheAmountExceedsWhatTheOwnerHasThere() external {
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, address(0), 101));
        _redeem(101);
    }

    function test_GivenAPartIsEncumbered_ItShouldTakeWhatIsFreeFirstAndReduceTheEncumbranceByTheRest() external {
        ModuleMock module = _module(0, PERMISSION_ENCUMBER);
        PositionKey memory key = defaultPosition(custodian, ada);
        vm.prank(address(module));
        token.encumberPosition(key, 70);
        _redeem(40);
        assertEq(token.encumbranceOfPosition(key, address(module)), 60);
    }

    function test_GivenARecordDateHasPassed_ItShouldKeepTheBalancesAtIt() external {
        vm.prank(owner);
        token.scheduleRecordDate(START + 10);
        vm.warp(START + 11);
        _redeem(40);
        assertEq(token.custodyBalanceOfAt(custodian, ada, START + 10), 100);
        assertEq(token.balanceOfAt(custodian, START + 10), 150);
        assertEq(token.totalSupplyAt(START + 10), 150);
    }

    function test_WhenItSucceeds_ItShouldNameTheDocumentAndTakeBalanceTotalSupplyAndCount() external {
        ModuleMock module = _module(HOOK_FORCED, 0);
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyForced(custodian, ada, address(0), 100, ORDER);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(custodian, address(0), 100);
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(custodian, ada, address(0), 100);
        _redeem(100);
        assertEq(token.custodyBalanceOf(custodian, ada), 0);
        assertEq(token.balanceOf(custodian), 50);
        assertEq(token.totalSupply(), 50);
        _assertPositions(adaId, 0);
        _assertInvestors(1);
        PositionKey memory kept = defaultPosition(custodian, ada);
        Move memory expected = moveOf(KIND_CUSTODY_FORCED, owner, kept, defaultPosition(address(0), address(0)), 100);
        _assertForced(module, 0, expected);
    }

    function _redeem(uint256 amount) private {
        vm.prank(owner);
        token.controllerRedeemFromCustody(custodian, ada, amount, ORDER);
    }
}
