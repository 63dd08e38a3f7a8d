// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {PartyKind} from "../../../../src/types/Party.sol";
import {newRegistrar} from "../../../utils/Artifacts.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract RemoveRegistrarTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.removeRegistrar, (registrar)));
    }

    function _isDone() internal view override returns (bool) {
        (, bool accepted) = issuer.registrarAt(0);
        return !accepted;
    }

    function test_RevertGiven_TheRegistrarWasNeverAccepted() external {
        _assertUnknown(newRegistrar(_one(owner), 1));
    }

    function test_RevertGiven_TheRegistrarWasRemoved() external {
        _reject(registrar);
        _assertUnknown(registrar);
    }

    function test_GivenTheRegistrarIsAccepted_ItShouldRejectItAndLeaveTheOthers() external {
        IKYCRegistrar second = _acceptAnother();
        IKYCRegistrar third = _acceptAnother();
        _registerAt(third, _id("cleo"), CH, 1, _one(makeAddr("cleo")));

        vm.expectEmit(address(issuer));
        emit IIssuingEntity.RegistrarRemoved(second, 1);
        _reject(second);
        _reject(registrar);

        assertEq(uint8(issuer.resolve(ada).kind()), uint8(PartyKind.Unknown));
        assertTrue(issuer.isRestricted(ada));
        assertEq(issuer.resolve(makeAddr("cleo")).registrar(), 2);
        assertFalse(issuer.isRestricted(makeAddr("cleo")));
    }

    function _assertUnknown(IKYCRegistrar unknown) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_UnknownRegistrar.selector, unknown));
        vm.prank(owner);
        issuer.removeRegistrar(unknown);
    }
}
