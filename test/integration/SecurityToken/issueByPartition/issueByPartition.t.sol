// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {MAX_BALANCE} from "../../../../src/types/Holding.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_ISSUE,
    PERMISSION_REDEEM
} from "../../../../src/types/Modules.sol";
import {KIND_ISSUE} from "../../../../src/types/Move.sol";
import {LOCKED_BY_HAND} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {moveIn} from "../../../utils/Moves.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract IssueByPartitionTest is GuardedBase, PartitionBase {
    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.issueByPartition, (LOCKED, ada, 40, "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOfByPartition(LOCKED, ada) == 40;
    }

    function test_RevertWhen_TheCallerIsAModuleWithoutThePermission() external {
        ModuleMock module = _module(0, PERMISSION_REDEEM);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, address(module), PERMISSION_ISSUE)
        );
        vm.prank(address(module));
        token.issueByPartition(LOCKED, ada, 1, "");
    }

    function test_WhenTheCallerIsAModuleWithThePermission_ItShouldIssue() external {
        ModuleMock module = _module(0, PERMISSION_ISSUE);
        vm.prank(address(module));
        assertTrue(token.issueByPartition(LOCKED, ada, 1, ""));
        _assertHolds(ada, 0, 1, 0);
    }

    function test_RevertWhen_ThePartitionWasNeverNamed() external {
        _expectUnknownPartition();
        _issueIn(UNKNOWN, ada, 1);
    }

    function test_RevertWhen_TheReceiverIsNobodyOrTheToken() external {
        _register(_id("token"), CH, 1, FAR, _one(address(token)));
        _assertNotIssued(Restriction.InvalidReceiver, address(0), 1);
        _assertNotIssued(Restriction.InvalidReceiver, address(0), 0);
        _assertNotIssued(Restriction.InvalidReceiver, address(token), 1);
    }

    function test_RevertWhen_TheReceiverMayNotReceiveOrIsACustodian() external {
        _assertNotIssued(Restriction.ReceiverNotRegistered, stranger, 1);
        _assertNotIssued(Restriction.ReceiverNotRegistered, _custodian(), 1);
        _assertNotIssued(Restriction.CountryNotPermitted, _investor("kim", KP, 7), 1);
        _freeze(adaId, true);
        _assertNotIssued(Restriction.ReceiverFrozen, ada, 1);
        _issueIn(LOCKED, ben, 1);
        _limitInvestors(0, 1);
        _assertNotIssued(Restriction.InvestorLimitReached, _investor("eva", CH, 2), 1);
    }

    function test_RevertGiven_TheTokenIsPaused() external {
        _pauseToken(true);
        _assertNotIssued(Restriction.TokenRestricted, ada, 1);
    }

    function test_RevertGiven_AmountsAreMultiples_WhenTheAmountIsNot() external {
        vm.prank(owner);
        token.setGranularity(10);
        _assertNotIssued(Restriction.AmountNotMultiple, ada, 9);
        _issueIn(LOCKED, ada, 20);
        _assertHolds(ada, 0, 20, 0);
    }

    function test_RevertWhen_TheSupplyWouldExceedWhatIsAuthorizedOrCanBe() external {
        _issue(ben, 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SupplyOverflow.selector, MAX_BALANCE + 1));
        _issueIn(LOCKED, ada, MAX_BALANCE);
        vm.prank(owner);
        token.setAuthorizedSupply(10);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_AuthorizedSupplyExceeded.selector, 11, 10));
        _issueIn(LOCKED, ada, 10);
        _issueIn(LOCKED, ada, 9);
        _assertSupplies(1, 9, 0);
    }

    function test_RevertGiven_TheIssuanceIsFinished() external {
        vm.prank(owner);
        token.finishIssuance();
        vm.expectRevert(ITokenEvents.SecurityToken_IssuanceFinished.selector);
        _issueIn(LOCKED, ada, 1);
    }

    function test_GivenThePartitionAndThePositionAreLocked_ItShouldIssue() external {
        _lock(LOCKED, LOCKED_BY_HAND);
        _lock(NONE, LOCKED_BY_HAND);
        _lockPosition(LOCKED, ada, LOCKED_BY_HAND);
        _lockPosition(LOCKED, address(0), LOCKED_BY_HAND);
        _issueIn(LOCKED, ada, 3);
        _issueIn(NONE, ada, 4);
        _issue(ada, 5);
        _assertHolds(ada, 9, 3, 0);
    }

    function test_GivenModulesListen_ItShouldAskAndTellThemWithThePartition() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, 0);
        _issueIn(LOCKED, ada, 3);
        assertEq(abi.encode(module.seen()[0]), abi.encode(moveIn(LOCKED, KIND_ISSUE, owner, address(0), ada, 3)));
        module.setRefusing(true);
        _assertNotIssued(Restriction.ModuleRefused, ada, 1);
    }

    function test_WhenThePartitionIsTheDefaultOne_ItShouldIssueAsERC20Shares() external {
        _issueIn(NONE, ada, 7);
        _assertHolds(ada, 7, 0, 0);
        _assertSupplies(7, 0, 0);
        _assertPasses(ada, ben, 7);
    }

    function test_WhenTheReceiverIsTheTreasury_ItShouldIssueAndCountNobody() external {
        _issueIn(LOCKED, address(issuer), 7);
        _assertHolds(address(issuer), 0, 7, 0);
        _assertInvestors(0);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, address(issuer), ada, 1));
        vm.prank(owner);
        token.transferTreasury(ada, 1);
    }

    function test_WhenTheReceiverMayReceive_ItShouldIssueIntoThePartitionAndCountTheInvestorOnce() external {
        _issueIn(LOCKED, ada, 3);
        _issueIn(SEVENTH, ada, 4);
        _issue(ada, 5);
        _issueIn(SEVENTH, ada, 6);
        _assertHolds(ada, 5, 3, 10);
        _assertSupplies(5, 3, 10);
        _assertPositions(adaId, 1);
        _assertCounts(CH, 1, 1, 1, 1);
    }

    function test_WhenTheReceiverMayReceive_ItShouldEmitBothEvents() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(0), ada, 3);
        vm.expectEmit(address(token));
        emit ITokenEvents.IssuedByPartition(LOCKED, owner, ada, 3, "why", "");
        vm.prank(owner);
        assertTrue(token.issueByPartition(LOCKED, ada, 3, "why"));
    }

    function _assertNotIssued(Restriction code, address to, uint256 amount) private {
        vm.expectRevert(_refusal(code, address(0), to, amount));
        _issueIn(LOCKED, to, amount);
    }
}
