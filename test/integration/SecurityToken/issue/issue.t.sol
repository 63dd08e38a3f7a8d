// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {MAX_BALANCE} from "../../../../src/types/Holding.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_ENCUMBER,
    PERMISSION_ISSUE,
    PERMISSION_RECORD_DATE
} from "../../../../src/types/Modules.sol";
import {KIND_ISSUE} from "../../../../src/types/Move.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {directMove} from "../../../utils/Moves.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract IssueTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.issue, (ada, 100, "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOf(ada) == 100;
    }

    function test_RevertWhen_TheCallerIsAModuleWithoutThePermission() external {
        ModuleMock module = _module(0, PERMISSION_ENCUMBER | PERMISSION_RECORD_DATE);
        bytes memory refusal =
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, address(module), PERMISSION_ISSUE);
        vm.startPrank(address(module));
        vm.expectRevert(refusal);
        token.issue(ada, 1, "");
        vm.expectRevert(refusal);
        token.issueBatch(_one(ada), new uint256[](1), "");
    }

    function test_WhenTheCallerIsAModuleWithThePermission_ItShouldIssue() external {
        ModuleMock module = _module(0, PERMISSION_ISSUE);
        vm.prank(address(module));
        assertTrue(token.issue(ada, 5, ""));
        assertEq(token.balanceOf(ada), 5);
    }

    function test_RevertWhen_TheCallerIsAModuleWithThePermission_GivenItWasDetached() external {
        ModuleMock module = _module(0, PERMISSION_ISSUE);
        _detach(module);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, address(module)));
        vm.prank(address(module));
        token.issue(ada, 5, "");
    }

    function test_RevertWhen_TheReceiverIsNobodyOrTheToken() external {
        _assertNotIssued(Restriction.InvalidReceiver, address(0), 1);
        _assertNotIssued(Restriction.InvalidReceiver, address(0), 0);
        _register(_id("token"), CH, 1, FAR, _one(address(token)));
        _assertNotIssued(Restriction.InvalidReceiver, address(token), 1);
    }

    function test_RevertWhen_TheReceiverMayNotReceive() external {
        _assertNotIssued(Restriction.ReceiverNotRegistered, stranger, 1);
        _assertNotIssued(Restriction.CountryNotPermitted, _investor("kim", KP, 7), 1);
        _assertNotIssued(Restriction.RatingTooLow, _investor("zoe", US, 1), 1);
        _freeze(adaId, true);
        _assertNotIssued(Restriction.ReceiverFrozen, ada, 1);
        _issue(ben, 1);
        _limitInvestors(0, 1);
        _assertNotIssued(Restriction.InvestorLimitReached, _investor("eva", CH, 2), 1);
        _lapse(benId, 2);
        _assertNotIssued(Restriction.ReceiverExpired, ben, 1);
    }

    function test_RevertWhen_TheReceiverIsACustodian() external {
        _assertNotIssued(Restriction.ReceiverNotRegistered, _custodian(), 1);
    }

    function test_RevertWhen_TheSupplyWouldExceedItsBound() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SupplyOverflow.selector, type(uint256).max));
        _issue(ada, type(uint256).max);
        _issue(ada, MAX_BALANCE - 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SupplyOverflow.selector, type(uint256).max));
        _issue(ada, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SupplyOverflow.selector, MAX_BALANCE + 1));
        _issue(ben, 2);
        _issue(ben, 1);
        assertEq(token.totalSupply(), MAX_BALANCE);
        _assertBalances(MAX_BALANCE - 1, 1);
    }

    function test_WhenTheReceiverIsTheTreasury_ItShouldIssueAndCountNobody() external {
        _limitInvestors(0, 1);
        _issue(ben, 1);
        _issue(address(issuer), 100);
        assertEq(token.balanceOf(address(issuer)), 100);
        assertEq(token.totalSupply(), 101);
        _assertInvestors(1);
    }

    function test_RevertGiven_TheTokenIsPaused() external {
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        _assertNotIssued(Restriction.TokenRestricted, ada, 1);
    }

    function test_GivenAModuleChecksTransfers_ItShouldAskItAndTellItOfAnIssue() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, 0);
        _issue(ada, 3);
        assertEq(abi.encode(module.seen()[0]), abi.encode(directMove(KIND_ISSUE, owner, address(0), ada, 3)));
        module.setRefusing(true);
        _assertNotIssued(Restriction.ModuleRefused, ada, 1);
    }

    function test_WhenTheReceiverMayReceive_ItShouldIssueCountTheInvestorAndKeepTheReference() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(0), ada, 7);
        vm.expectEmit(address(token));
        emit ITokenEvents.Issued(owner, ada, 7, "reference");
        vm.prank(owner);
        assertTrue(token.issue(ada, 7, "reference"));

        assertEq(token.balanceOf(ada), 7);
        assertEq(token.totalSupply(), 7);
        _assertCounts(CH, 1, 1, 1, 1);
        _issue(adaToo, 1);
        _assertPositions(adaId, 2);
        _assertInvestors(1);
        assertEq(token.balanceOf(address(0)), 0);
    }

    function _assertNotIssued(Restriction code, address to, uint256 amount) private {
        vm.expectRevert(_refusal(code, address(0), to, amount));
        _issue(to, amount);
        assertEq(token.totalSupply(), token.balanceOf(ada) + token.balanceOf(ben));
    }
}
