// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {Vault} from "../../../mocks/Vault.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract DetachContractTest is GuardedBase {
    address private target;

    function setUp() public override {
        super.setUp();
        target = address(new Vault());
        vm.prank(owner);
        issuer.attachContract(target);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.detachContract, (target)));
    }

    function _isDone() internal view override returns (bool) {
        return !issuer.isAttached(target);
    }

    function test_RevertGiven_TheContractWasNeverAttached() external {
        _assertUnknown(stranger);
    }

    function test_RevertGiven_TheContractWasDetached() external {
        _detach(target);
        _assertUnknown(target);
    }

    function test_RevertGiven_TheContractIsATokenOrAModule() external {
        address module = address(_module(0, 0));
        _assertUnknown(address(token));
        _assertUnknown(module);
        assertTrue(issuer.isAttached(address(token)));
        assertTrue(issuer.isAttached(module));
    }

    function test_GivenTheContractIsAttached_ItShouldShareTheAuthoritiesNoMore() external {
        vm.prank(target);
        assertTrue(issuer.checkMultiSigExternal(owner, bytes4("abcd"), ""));

        vm.expectEmit(address(issuer));
        emit IIssuingEntity.ContractDetached(target);
        vm.prank(owner);
        assertTrue(issuer.detachContract(target));

        assertFalse(issuer.isAttached(target));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, target));
        vm.prank(target);
        issuer.checkMultiSigExternal(owner, bytes4("abcd"), "");
    }

    function _detach(address account) private {
        vm.prank(owner);
        issuer.detachContract(account);
    }

    function _assertUnknown(address account) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_UnknownContract.selector, account));
        _detach(account);
    }
}
