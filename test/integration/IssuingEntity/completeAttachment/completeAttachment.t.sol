// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IModule} from "../../../../src/interfaces/IModule.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_LIFE,
    ModuleDeclaration,
    PERMISSION_ISSUE,
    PERMISSION_REDEEM
} from "../../../../src/types/Modules.sol";
import {IssuerModuleMock} from "../../../mocks/IssuerModuleMock.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract CompleteAttachmentTest is ComplianceBase {
    uint40 private due;
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        vm.prank(owner);
        issuer.setAttachmentDelay(7 days);
        module = new ModuleMock(token, HOOK_CHECK_TRANSFER, PERMISSION_ISSUE);
        due = uint40(block.timestamp) + 7 days;
    }

    function test_RevertGiven_NothingWasAnnounced() external {
        _expectNotAnnounced();
        issuer.completeAttachment(address(token), address(module));
        _announce();
        _expectNotAnnounced();
        issuer.completeAttachment(address(0), address(module));
    }

    function test_GivenItWasAnnounced_ItShouldTellHooksPermissionsAndDateAndAttachNothingYet() external {
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.AttachmentAnnounced(
            address(token), address(module), HOOK_CHECK_TRANSFER, PERMISSION_ISSUE, due
        );
        _announce();
        assertFalse(token.isModule(address(module)));
        assertFalse(issuer.isAttached(address(module)));
        assertEq(issuer.attachmentDueAt(address(token), address(module)), due);
    }

    function test_RevertGiven_ItWasAnnounced_WhenItIsTooEarlyOrTooLate() external {
        _announce();
        vm.warp(due - 1);
        _expectNotDue();
        _complete();
        vm.warp(due + 30 days + 1);
        _expectNotDue();
        _complete();
        vm.warp(due + 30 days);
        _complete();
    }

    function test_GivenItWasAnnounced_WhenItIsTime_ItShouldAttachTheModuleForAnyone() external {
        _announce();
        vm.warp(due);
        vm.expectEmit(address(token));
        emit ITokenEvents.ModuleAttached(address(module), HOOK_CHECK_TRANSFER, PERMISSION_ISSUE);
        vm.prank(stranger);
        _complete();
        assertTrue(token.isModule(address(module)));
        assertTrue(issuer.isAttached(address(module)));
    }

    function test_GivenItWasAnnounced_WhenItIsTime_ItShouldBeDoneOnce() external {
        _announce();
        vm.warp(due);
        _complete();
        assertEq(issuer.attachmentDueAt(address(token), address(module)), 0);
        _detach(module);
        _expectNotAnnounced();
        _complete();
    }

    function test_RevertGiven_ItWasAnnounced_WhenTheModuleDeclaresSomethingElseOrHasAnotherCode() external {
        _announce();
        vm.warp(due);
        bytes memory asked = abi.encodeCall(IModule.declaration, ());
        vm.mockCall(address(module), asked, abi.encode(ModuleDeclaration(HOOK_CHECK_TRANSFER, PERMISSION_REDEEM)));
        _expectChanged();
        _complete();
        vm.mockCall(address(module), asked, abi.encode(ModuleDeclaration(0, PERMISSION_ISSUE)));
        _expectChanged();
        _complete();
        vm.clearMockedCalls();
        vm.etch(address(module), address(new ModuleMock(token, HOOK_CHECK_TRANSFER, PERMISSION_REDEEM)).code);
        vm.mockCall(address(module), asked, abi.encode(ModuleDeclaration(HOOK_CHECK_TRANSFER, PERMISSION_ISSUE)));
        _expectChanged();
        _complete();
    }

    function test_GivenItWasAnnounced_WhenItIsAnnouncedAgain_ItShouldBeginAnew() external {
        _announce();
        skip(1 days);
        _announce();
        vm.warp(due);
        due += 1 days;
        _expectNotDue();
        _complete();
        vm.warp(due);
        _complete();
    }

    function test_RevertGiven_ItWasAnnounced_WhenTheModuleIsDetachedMeanwhile() external {
        _announce();
        vm.startPrank(owner);
        issuer.setAttachmentDelay(0);
        vm.warp(due);
        _complete();
        issuer.setAttachmentDelay(7 days);
        issuer.attachModule(address(token), address(module));
        vm.warp(due + 7 days);
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.AttachmentWithdrawn(address(token), address(module));
        issuer.detachModule(address(token), address(module));
        vm.stopPrank();
        _expectNotAnnounced();
        _complete();
    }

    function test_RevertGiven_ItWasAnnounced_WhenTheModuleIsDetachedFromAllTokensMeanwhile() external {
        IssuerModuleMock shared = new IssuerModuleMock(issuer, HOOK_CHECK_TRANSFER, 0);
        vm.startPrank(owner);
        issuer.attachIssuerModule(address(shared));
        issuer.attachModule(address(token), address(shared));
        vm.warp(due);
        issuer.completeAttachment(address(0), address(shared));
        issuer.attachModule(address(token), address(shared));
        issuer.attachIssuerModule(address(shared));
        vm.warp(due + 7 days);
        issuer.detachIssuerModule(address(shared));
        vm.stopPrank();
        _expectNotAnnounced();
        issuer.completeAttachment(address(token), address(shared));
        _expectNotAnnounced();
        issuer.completeAttachment(address(0), address(shared));
    }

    function test_GivenItWasAnnounced_WhenTheDelayIsChanged_ItShouldKeepItsDate() external {
        _announce();
        vm.prank(owner);
        issuer.setAttachmentDelay(30 days);
        vm.warp(due);
        _complete();
    }

    function test_GivenTheModuleIsToServeAllTokens_ItShouldAnnounceItForAll() external {
        _secondToken();
        IssuerModuleMock shared = new IssuerModuleMock(issuer, HOOK_CHECK_TRANSFER, 0);
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.AttachmentAnnounced(address(0), address(shared), HOOK_CHECK_TRANSFER, 0, due);
        vm.prank(owner);
        issuer.attachIssuerModule(address(shared));
        assertEq(issuer.issuerModules().length, 0);
        assertFalse(token.isModule(address(shared)));
    }

    function test_GivenTheModuleIsToServeAllTokens_ItShouldAttachItToAllTheNewOnesToo() external {
        IssuerModuleMock shared = new IssuerModuleMock(issuer, HOOK_CHECK_TRANSFER, 0);
        vm.prank(owner);
        issuer.attachIssuerModule(address(shared));
        ISecurityToken second = _secondToken();
        vm.warp(due);
        issuer.completeAttachment(address(0), address(shared));
        assertTrue(token.isModule(address(shared)) && second.isModule(address(shared)));
        assertEq(issuer.issuerModules(), _one(address(shared)));
    }

    function test_WhenTheModuleCallsBackWhileItIsCompleted_ItShouldBeAttachedOnce() external {
        module = new ModuleMock(token, HOOK_LIFE, 0);
        _announce();
        vm.warp(due);
        module.callBack(address(issuer), abi.encodeCall(issuer.completeAttachment, (address(token), address(module))));
        _complete();
        assertEq(token.modules(), _one(address(module)));
    }

    function _announce() private {
        vm.prank(owner);
        issuer.attachModule(address(token), address(module));
    }

    function _complete() private {
        issuer.completeAttachment(address(token), address(module));
    }

    function _expectNotAnnounced() private {
        vm.expectPartialRevert(IIssuingEntity.IssuingEntity_NotAnnounced.selector);
    }

    function _expectNotDue() private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IIssuingEntity.IssuingEntity_AttachmentNotDue.selector,
                address(token),
                address(module),
                due,
                due + 30 days
            )
        );
    }

    function _expectChanged() private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_ModuleChanged.selector, address(module)));
    }
}
