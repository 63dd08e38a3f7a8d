// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {HOOK_CHECK_TRANSFER} from "../../../../src/types/Modules.sol";
import {IssuerModuleMock} from "../../../mocks/IssuerModuleMock.sol";
import {newToken} from "../../../utils/Artifacts.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract DetachIssuerModuleTest is GuardedBase {
    ISecurityToken private second;
    IssuerModuleMock private module;

    function setUp() public override {
        super.setUp();
        second = _secondToken();
        module = _ofIssuer();
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.detachIssuerModule, (address(module))));
    }

    function _isDone() internal view override returns (bool) {
        return !token.isModule(address(module)) && !second.isModule(address(module));
    }

    function test_RevertGiven_TheModuleIsNotTheIssuers() external {
        _assertUnknown(address(_module(0, 0)));
        _assertUnknown(address(token));
        _assertUnknown(stranger);
    }

    function test_GivenEveryTokenHasIt_ItShouldDetachItFromAllSaySoAndShareTheAuthoritiesNoMore() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.IssuerModuleDetached(address(module));
        _detachFromAll();

        assertTrue(_isDone());
        assertEq(issuer.issuerModules().length, 0);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(module)));
        vm.prank(owner);
        module.raiseFlag();
        _assertUnknown(address(module));
    }

    function test_GivenEveryTokenHasIt_ItShouldNotAttachItToTokensAddedLater() external {
        _detachFromAll();
        ISecurityToken third = newToken(issuer, "Third", "3RD", 0);
        vm.prank(owner);
        issuer.addToken(address(third));
        assertEq(third.modules().length, 0);
    }

    function test_GivenTheModulesCodeIsGone_ItShouldDetachIt() external {
        _issue(ada, 10);
        vm.etch(address(module), "");
        vm.expectRevert();
        vm.prank(ada);
        token.transfer(ben, 1);
        _detachFromAll();
        _assertPasses(ada, ben, 1);
    }

    function test_GivenTheIssuerHasOtherModules_ItShouldKeepThose() external {
        IssuerModuleMock middle = _ofIssuer();
        IssuerModuleMock last = _ofIssuer();
        _detachFromAll();
        assertEq(issuer.issuerModules(), _two(address(last), address(middle)));
        module = last;
        _detachFromAll();
        assertEq(issuer.issuerModules(), _one(address(middle)));
        assertEq(second.modules(), _one(address(middle)));
    }

    function _ofIssuer() private returns (IssuerModuleMock attached) {
        attached = new IssuerModuleMock(issuer, HOOK_CHECK_TRANSFER, 0);
        vm.prank(owner);
        issuer.attachIssuerModule(address(attached));
    }

    function _detachFromAll() private {
        vm.prank(owner);
        assertTrue(issuer.detachIssuerModule(address(module)));
    }

    function _assertUnknown(address candidate) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_UnknownModule.selector, candidate));
        vm.prank(owner);
        issuer.detachIssuerModule(candidate);
    }
}
