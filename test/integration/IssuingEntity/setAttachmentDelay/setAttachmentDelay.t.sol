// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {OwnerOnlyBase} from "../../../utils/OwnerOnlyBase.sol";

contract SetAttachmentDelayTest is OwnerOnlyBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.setAttachmentDelay, (7 days)));
    }

    function _isDone() internal view override returns (bool) {
        return issuer.attachmentDelay() == 7 days;
    }

    function test_RevertWhen_ItIsLongerThanNinetyDays() external {
        vm.expectRevert(
            abi.encodeWithSelector(IIssuingEntity.IssuingEntity_DelayTooLong.selector, 90 days + 1, 90 days)
        );
        _set(90 days + 1);
        _set(90 days);
    }

    function test_WhenItIsLongerThanThePresentOne_ItShouldHoldAtOnce() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.AttachmentDelaySet(7 days, uint40(block.timestamp));
        _set(7 days);
        assertEq(issuer.attachmentDelay(), 7 days);
        _set(8 days);
        assertEq(issuer.attachmentDelay(), 8 days);
    }

    function test_WhenItIsShorterThanThePresentOne_ItShouldHoldWhenThePresentOneHasPassed() external {
        _set(7 days);
        uint40 from = uint40(block.timestamp) + 7 days;
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.AttachmentDelaySet(0, from);
        _set(0);
        vm.warp(from - 1);
        assertEq(issuer.attachmentDelay(), 7 days);
        vm.warp(from);
        assertEq(issuer.attachmentDelay(), 0);
    }

    function test_WhenItIsShorterThanThePresentOne_WhenItIsSetToThePresentOneAgain_ItShouldStayAsItWas() external {
        _set(7 days);
        _set(0);
        _set(7 days);
        skip(8 days);
        assertEq(issuer.attachmentDelay(), 7 days);
    }

    function test_GivenTheTokenHasNoShares_ItShouldLetModulesComeAtOnce() external {
        _set(7 days);
        ModuleMock module = _module(0, 0);
        assertTrue(token.isModule(address(module)));
    }

    function _set(uint32 delay) private {
        vm.prank(owner);
        issuer.setAttachmentDelay(delay);
    }
}
