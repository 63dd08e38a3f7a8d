// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {PartyKind} from "../../../../src/types/Party.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract RemoveCustodianTest is GuardedBase {
    address private custodian;

    function setUp() public override {
        super.setUp();
        custodian = _custodian();
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.removeCustodian, (custodian)));
    }

    function _isDone() internal view override returns (bool) {
        (bool known, bool approved) = issuer.custodianStatus(custodian);
        return known && !approved;
    }

    function test_RevertGiven_TheAccountIsNoCustodian() external {
        _assertUnknown(stranger);
    }

    function test_RevertGiven_TheCustodianWasRemoved() external {
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _assertUnknown(custodian);
    }

    function test_GivenTheCustodianIsApproved_ItShouldEndTheApproval() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.CustodianRemoved(custodian);
        vm.prank(owner);
        assertTrue(issuer.removeCustodian(custodian));
        assertEq(uint8(issuer.resolve(custodian).kind()), uint8(PartyKind.Custodian));
        assertFalse(issuer.resolve(custodian).approved());
    }

    function _assertUnknown(address account) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_UnknownCustodian.selector, account));
        vm.prank(owner);
        issuer.removeCustodian(account);
    }
}
