// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../../../src/interfaces/IDistributionModule.sol";
import {DistributionBase} from "../../../utils/DistributionBase.sol";

contract OpenTest is DistributionBase {
    function test_RevertGiven_TheDistributionIsUnknown() external {
        vm.expectRevert(_unknown(7));
        distribution.open(7);
        assertFalse(distribution.isOpenable(7));
    }

    function test_RevertGiven_ItIsNotFunded() external {
        uint256 id = _declare();
        vm.warp(PAYMENT_DATE);

        assertFalse(distribution.isOpenable(id));
        vm.expectRevert(_wrongState(id, IDistributionModule.State.Declared));
        distribution.open(id);
    }

    function test_RevertGiven_ItIsOpen() external {
        uint256 id = _declareOpen();

        assertFalse(distribution.isOpenable(id));
        vm.expectRevert(_wrongState(id, IDistributionModule.State.Open));
        distribution.open(id);
    }

    function test_RevertWhen_ThePaymentDateComesASecondLater() external {
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE - 1);

        assertFalse(distribution.isOpenable(id));
        vm.expectRevert(
            abi.encodeWithSelector(IDistributionModule.DistributionModule_NotDue.selector, id, PAYMENT_DATE)
        );
        distribution.open(id);
    }

    function test_RevertGiven_NobodyButTheTreasuryHeldAnythingAtTheRecordDate() external {
        vm.startPrank(owner);
        token.controllerTransfer(alice, address(issuer), 600, "", "");
        token.controllerTransfer(bob, address(issuer), 300, "", "");
        vm.stopPrank();
        vm.prank(custodianOfficer);
        custodian.transfer(token, carol, carol, 100);
        vm.prank(owner);
        token.controllerTransfer(carol, address(issuer), 100, "", "");
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE);

        assertTrue(distribution.isOpenable(id));
        vm.expectRevert(abi.encodeWithSelector(IDistributionModule.DistributionModule_NobodyEntitled.selector, id));
        distribution.open(id);
    }

    function test_WhenThePaymentDateHasCome_ItShouldFixTheEligibleSupplyWithoutTheTreasury() external {
        uint256 id = _declareFunded();
        assertEq(distribution.entitlementOf(id, address(0), alice), 0);
        vm.warp(PAYMENT_DATE);

        assertTrue(distribution.isOpenable(id));
        vm.expectEmit(address(distribution));
        emit IDistributionModule.DistributionOpened(id, 1_000);
        vm.prank(stranger);
        distribution.open(id);

        assertEq(distribution.getDistribution(id).eligibleSupply, 1_000);
        _assertState(id, IDistributionModule.State.Open);
        assertEq(distribution.entitlementOf(id, address(0), alice), ALICE_ENTITLEMENT);
    }

    function test_WhenThePaymentDateHasCome_ItShouldLeaveOutWhatWasIssuedAfterTheRecordDate() external {
        uint256 id = _declareFunded();
        vm.warp(RECORD_DATE);
        _issue(bob, 500);
        vm.warp(RECORD_DATE + 1);
        _issue(alice, 10_000);
        _issue(address(issuer), 10_000);
        vm.warp(PAYMENT_DATE);

        distribution.open(id);

        assertEq(distribution.getDistribution(id).eligibleSupply, 1_500);
    }
}
