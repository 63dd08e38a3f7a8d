// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract IssuerAttachModuleTest is GuardedBase {
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        module = new ModuleMock(token, 0, 0);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.attachModule, (address(token), address(module))));
    }

    function _isDone() internal view override returns (bool) {
        return token.isModule(address(module));
    }

    function test_RevertGiven_TheTokenIsUnknown() external {
        _expectUnknownToken(stranger);
        vm.prank(owner);
        issuer.attachModule(stranger, address(module));
    }

    function test_RevertGiven_TheModuleWasAttachedAsAContract() external {
        vm.startPrank(owner);
        issuer.attachContract(address(module));
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_InvalidContract.selector, address(module)));
        issuer.attachModule(address(token), address(module));
        issuer.detachContract(address(module));
        assertTrue(issuer.attachModule(address(token), address(module)));
    }

    function test_RevertGiven_TheModuleIsACustodian_ApprovedOrNot() external {
        vm.startPrank(owner);
        issuer.addCustodian(address(module));
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IIssuingEntity.IssuingEntity_InvalidContract.selector, address(module))
            );
            issuer.attachModule(address(token), address(module));
            if (i == 0) issuer.removeCustodian(address(module));
        }
    }

    function test_RevertWhen_TheTokenRefusesTheModule() external {
        ModuleMock unsound = new ModuleMock(token, 1 << 7, 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidModule.selector, address(unsound)));
        _attach(unsound);
        _assertShares(unsound, false);
    }

    function test_WhenTheTokenAcceptsTheModule_ItShouldLetTheModuleShareTheAuthorities() external {
        _assertShares(module, false);
        vm.prank(owner);
        assertTrue(issuer.attachModule(address(token), address(module)));
        _assertShares(module, true);
    }

    function _assertShares(ModuleMock asking, bool shares) private {
        if (!shares) {
            vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(asking)));
        }
        vm.prank(address(asking));
        bool approved = issuer.checkMultiSigExternal(owner, bytes4("abcd"), "");
        if (shares) assertTrue(approved);
    }
}
