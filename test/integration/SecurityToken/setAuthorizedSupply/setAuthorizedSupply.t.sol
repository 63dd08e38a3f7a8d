// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ISSUE} from "../../../../src/types/Modules.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetAuthorizedSupplyTest is GuardedBase, EnforcementBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.setAuthorizedSupply, (150)));
    }

    function _isDone() internal view override returns (bool) {
        return token.authorizedSupply() == 150;
    }

    function test_RevertWhen_TheLimitIsBelowTheSupply() external {
        _expectExceeded(100, 99);
        _limit(99);
        _limit(100);
        assertEq(token.authorizedSupply(), 100);
    }

    function test_RevertGiven_ALimit_WhenMoreIsIssuedThanItLeaves() external {
        _limit(150);
        _expectExceeded(151, 150);
        _issue(ada, 51);
        _expectExceeded(type(uint96).max, 150);
        _issue(ada, type(uint96).max - 100);
    }

    function test_RevertGiven_ALimit_WhenABatchExceedsItAsAWhole() external {
        _limit(150);
        _expectExceeded(151, 150);
        _issueBatch(25, 26);
        _issueBatch(25, 25);
        assertEq(token.totalSupply(), 150);
    }

    function test_RevertGiven_ALimit_WhenAModuleOrAPartitionIssuesMore() external {
        _limit(150);
        _setPartition(FOUNDERS, 0);
        ModuleMock module = _module(0, PERMISSION_ISSUE);
        _expectExceeded(151, 150);
        vm.prank(address(module));
        token.issue(ada, 51, "");
        _expectExceeded(151, 150);
        _issueIn(FOUNDERS, ada, 51);
    }

    function test_GivenALimit_WhenAsMuchIsIssuedAsItLeaves_ItShouldIssue() external {
        _limit(150);
        _issue(ada, 50);
        _issue(ada, 0);
        assertEq(token.totalSupply(), 150);
    }

    function test_GivenALimit_WhenSharesAreRedeemed_ItShouldMakeRoom() external {
        _limit(100);
        vm.prank(owner);
        token.redeemFrom(ada, 30, "");
        _issue(ben, 30);
        _expectExceeded(101, 100);
        _issue(ben, 1);
    }

    function test_GivenALimit_WhenTheLimitIsSetToZero_ItShouldLimitNothing() external {
        _limit(100);
        _limit(0);
        _issue(ada, 1_000_000);
        assertEq(token.authorizedSupply(), 0);
    }

    function test_WhenItSucceeds_ItShouldKeepTheLimitAndSaySo() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.AuthorizedSupplySet(150);
        _limit(150);
        assertEq(token.authorizedSupply(), 150);
    }

    function _limit(uint256 limit) private {
        vm.prank(owner);
        token.setAuthorizedSupply(limit);
    }

    function _issueBatch(uint256 first, uint256 second) private {
        vm.prank(owner);
        token.issueBatch(_two(ada, ben), _amounts(first, second), "");
    }

    function _expectExceeded(uint256 supply, uint256 limit) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_AuthorizedSupplyExceeded.selector, supply, limit)
        );
    }
}
