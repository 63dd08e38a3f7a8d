// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {IssuerModuleMock} from "../../../mocks/IssuerModuleMock.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract IssuerDetachModuleTest is GuardedBase {
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        module = _module(0, 0);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.detachModule, (address(token), address(module))));
    }

    function _isDone() internal view override returns (bool) {
        return !token.isModule(address(module));
    }

    function test_RevertGiven_TheTokenIsUnknown() external {
        _expectUnknownToken(stranger);
        vm.prank(owner);
        issuer.detachModule(stranger, address(module));
    }

    function test_RevertGiven_TheModuleIsNotAttached() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_ModuleNotAttached.selector, address(token)));
        vm.prank(owner);
        issuer.detachModule(address(token), address(token));
        // The token itself still shares the authorities.
        _issue(ada, 1);
    }

    function test_GivenTheModuleIsAttached_ItShouldDetachItAndShareTheAuthoritiesNoMore() external {
        vm.prank(owner);
        assertTrue(issuer.detachModule(address(token), address(module)));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(module)));
        vm.prank(address(module));
        issuer.checkMultiSigExternal(owner, bytes4("abcd"), "");
    }

    function test_RevertGiven_TheModuleIsTheIssuers() external {
        IssuerModuleMock ofAll = new IssuerModuleMock(issuer, 0, 0);
        vm.startPrank(owner);
        issuer.attachModule(address(token), address(ofAll));
        issuer.attachIssuerModule(address(ofAll));
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_IssuerModule.selector, address(ofAll)));
        issuer.detachModule(address(token), address(ofAll));
        vm.stopPrank();
        assertTrue(token.isModule(address(ofAll)));
    }

    function test_GivenAnotherTokenHasTheModuleToo_ItShouldShareTheAuthoritiesUntilTheLastOneIsLeft() external {
        ISecurityToken second = _secondToken();
        IssuerModuleMock ofBoth = new IssuerModuleMock(issuer, 0, 0);
        vm.startPrank(owner);
        issuer.attachModule(address(token), address(ofBoth));
        issuer.attachModule(address(second), address(ofBoth));
        issuer.detachModule(address(token), address(ofBoth));
        assertTrue(ofBoth.raiseFlag());
        issuer.detachModule(address(second), address(ofBoth));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(ofBoth)));
        ofBoth.raiseFlag();
        vm.stopPrank();
    }
}
