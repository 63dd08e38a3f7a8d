// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract WithdrawAttachmentTest is GuardedBase {
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        module = new ModuleMock(token, 0, 0);
        vm.startPrank(owner);
        issuer.setAttachmentDelay(7 days);
        issuer.attachModule(address(token), address(module));
        vm.stopPrank();
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.withdrawAttachment, (address(token), address(module))));
    }

    function _isDone() internal view override returns (bool) {
        return issuer.attachmentDueAt(address(token), address(module)) == 0;
    }

    function test_RevertGiven_NothingWasAnnounced() external {
        _expectNotAnnounced(stranger);
        vm.prank(owner);
        issuer.withdrawAttachment(address(token), stranger);
    }

    function test_GivenItWasAnnounced_ItShouldTakeTheAnnouncementBackAndSaySo() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.AttachmentWithdrawn(address(token), address(module));
        vm.prank(owner);
        issuer.withdrawAttachment(address(token), address(module));
        skip(8 days);
        _expectNotAnnounced(address(module));
        issuer.completeAttachment(address(token), address(module));
    }

    function _expectNotAnnounced(address named) private {
        vm.expectRevert(
            abi.encodeWithSelector(IIssuingEntity.IssuingEntity_NotAnnounced.selector, address(token), named)
        );
    }
}
