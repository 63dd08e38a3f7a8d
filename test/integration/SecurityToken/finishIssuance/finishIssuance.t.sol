// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../../../src/interfaces/ILockupModule.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ISSUE} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {newLockup} from "../../../utils/Artifacts.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract FinishIssuanceTest is GuardedBase, EnforcementBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.finishIssuance, ()));
    }

    function _isDone() internal view override returns (bool) {
        return !token.isIssuable();
    }

    function test_RevertGiven_ItWasCalled_WhenAnAuthorityIssuesToOneToManyNothingOrIntoAPartition() external {
        _setPartition(FOUNDERS, 0);
        _finish();
        _expectFinished();
        _issue(ada, 1);
        _expectFinished();
        _issue(ada, 0);
        _expectFinished();
        _issue(address(issuer), 1);
        _expectFinished();
        vm.prank(owner);
        token.issueBatch(_two(ada, ben), _amounts(1, 0), "");
        _expectFinished();
        _issueIn(FOUNDERS, ada, 1);
        _expectFinished();
        _issueIn(DEFAULT_PARTITION, ada, 1);
        assertEq(token.totalSupply(), 0);
    }

    function test_RevertGiven_ItWasCalled_WhenAModuleIssuesOrIssuesLocked() external {
        ModuleMock module = _module(0, PERMISSION_ISSUE);
        ILockupModule lockup = newLockup(token);
        vm.prank(owner);
        issuer.attachModule(address(token), address(lockup));
        ILockupModule.LockedIssue[] memory issues = new ILockupModule.LockedIssue[](1);
        issues[0] = ILockupModule.LockedIssue(ada, 1, 0, new ILockupModule.LotTerms[](0));
        _finish();
        _expectFinished();
        vm.prank(address(module));
        token.issue(ada, 1, "");
        _expectFinished();
        vm.prank(owner);
        lockup.issueLocked(issues);
    }

    function test_GivenItWasCalled_WhenTheAuthorisedSupplyIsSetAnew_ItShouldStayFinished() external {
        _finish();
        vm.prank(owner);
        token.setAuthorizedSupply(1000);
        assertFalse(token.isIssuable());
        _expectFinished();
        _issue(ada, 1);
    }

    function test_GivenItWasCalled_WhenSharesAreRedeemedMovedOrForced_ItShouldLetThem() external {
        _issue(ada, 100);
        _finish();
        _assertPasses(ada, ben, 10);
        _force(ada, ben, 10);
        vm.prank(owner);
        token.redeemFrom(ada, 10, "");
        assertEq(token.totalSupply(), 90);
    }

    function test_WhenItSucceeds_ItShouldSaySoAlsoThroughTheView() external {
        assertTrue(token.isIssuable());
        vm.expectEmit(address(token));
        emit ITokenEvents.IssuanceFinished();
        _finish();
        assertFalse(token.isIssuable());
    }

    function _finish() private {
        vm.prank(owner);
        token.finishIssuance();
    }

    function _expectFinished() private {
        vm.expectRevert(ITokenEvents.SecurityToken_IssuanceFinished.selector);
    }
}
