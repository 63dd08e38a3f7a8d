// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_MANDATE, PERMISSION_REDEEM} from "../../../../src/types/Modules.sol";
import {defaultPosition} from "../../../../src/types/PositionKey.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {OwnerOnlyBase} from "../../../utils/OwnerOnlyBase.sol";

contract SetMandateTest is OwnerOnlyBase {
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        module = _module(0, PERMISSION_MANDATE);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.setMandate, (address(module), true)));
    }

    function _isDone() internal view override returns (bool) {
        return token.hasMandate(address(module));
    }

    function test_RevertWhen_TheModuleIsNotAttachedOrDoesNotDeclareThePermission() external {
        address[2] memory others = [stranger, address(_module(0, PERMISSION_REDEEM))];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotMandated.selector, others[i]));
            _set(others[i], true);
        }
    }

    function test_WhenItIsGranted_ItShouldLetTheModuleRedeemWhatOthersHoldBack() external {
        _encumbered(ada, 100);
        vm.expectEmit(address(token));
        emit ITokenEvents.MandateSet(address(module), true);
        _set(address(module), true);
        _redeem(70);
        assertEq(token.totalSupply(), 30);
    }

    function test_WhenItIsTaken_ItShouldLetItRedeemNoMore() external {
        _set(address(module), true);
        _set(address(module), false);
        _expectNotMandated();
        _redeem(1);
    }

    function test_GivenTheModuleIsDetached_ItShouldBeTakenAttachedAgainOrNot() external {
        _set(address(module), true);
        vm.expectEmit(address(token));
        emit ITokenEvents.MandateSet(address(module), false);
        _detach(module);
        _expectNotMandated();
        _redeem(1);
        _attach(module);
        assertFalse(token.hasMandate(address(module)));
        _expectNotMandated();
        _redeem(1);
    }

    function _set(address module_, bool granted) private {
        vm.prank(owner);
        token.setMandate(module_, granted);
    }

    function _redeem(uint256 amount) private {
        vm.prank(address(module));
        token.redeemByMandate(defaultPosition(address(0), ada), amount, "");
    }

    function _expectNotMandated() private {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotMandated.selector, address(module)));
    }
}
