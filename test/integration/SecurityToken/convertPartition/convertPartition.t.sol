// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_CHANGE_PARTITION,
    PERMISSION_ISSUE,
    PERMISSION_REDEEM
} from "../../../../src/types/Modules.sol";
import {KIND_PARTITION_CHANGE, Move} from "../../../../src/types/Move.sol";
import {Partition} from "../../../../src/types/Partition.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {moveOf} from "../../../utils/Moves.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ConvertPartitionTest is PartitionBase {
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
        _issueIn(LOCKED, ada, 100);
        _issue(ada, 50);
        module = _module(0, PERMISSION_CHANGE_PARTITION);
    }

    function test_RevertWhen_TheCallerIsNoModuleWithThePermission() external {
        ModuleMock other = _module(0, PERMISSION_ISSUE | PERMISSION_REDEEM);
        address[2] memory callers = [owner, address(other)];
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    ITokenEvents.SecurityToken_NotPermitted.selector, callers[i], PERMISSION_CHANGE_PARTITION
                )
            );
            vm.prank(callers[i]);
            token.convertPartition(ada, LOCKED, SEVENTH, 1, 1, 1);
        }
    }

    function test_RevertWhen_APartitionIsUnknownOrBothAreOne() external {
        _expectUnknownPartition();
        _convert(UNKNOWN, LOCKED, 1, 1, 1);
        _expectUnknownPartition();
        _convert(LOCKED, UNKNOWN, 1, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SamePartition.selector, LOCKED));
        _convert(LOCKED, LOCKED, 1, 1, 1);
    }

    function test_RevertWhen_ANumberOfTheRatioIsZeroOrTooLarge() external {
        uint256 large = uint256(type(uint64).max) + 1;
        uint256[2][4] memory ratios = [[uint256(0), 1], [uint256(1), 0], [large, 1], [uint256(1), large]];
        for (uint256 i; i < ratios.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    ITokenEvents.SecurityToken_InvalidConversion.selector, ratios[i][0], ratios[i][1]
                )
            );
            _convert(LOCKED, SEVENTH, 1, ratios[i][0], ratios[i][1]);
        }
    }

    function test_RevertWhen_NothingWouldBeReceived() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NothingReceived.selector, 1, 1, 2));
        _convert(LOCKED, SEVENTH, 1, 1, 2);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NothingReceived.selector, 0, 1, 1));
        _convert(LOCKED, SEVENTH, 0, 1, 1);
    }

    function test_RevertWhen_TheAmountIsEncumberedOrNotHeld() external {
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ada, 101));
        _convert(LOCKED, SEVENTH, 101, 1, 1);
        _encumbered(ada, 20);
        vm.expectRevert(_refusal(Restriction.AmountLocked, ada, ada, 31));
        _convert(NONE, SEVENTH, 31, 1, 1);
        _convert(NONE, SEVENTH, 30, 1, 1);
        _lock(LOCKED, START + 10);
        vm.expectRevert(_refusal(Restriction.PartitionLocked, ada, ada, 1));
        _convert(LOCKED, SEVENTH, 1, 1, 1);
    }

    function test_RevertWhen_MoreWouldBeIssuedThanIsAuthorizedOrTheIssuanceIsFinished() external {
        vm.prank(owner);
        token.setAuthorizedSupply(200);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_AuthorizedSupplyExceeded.selector, 250, 200));
        _convert(LOCKED, SEVENTH, 100, 2, 1);
        vm.prank(owner);
        token.finishIssuance();
        vm.expectRevert(ITokenEvents.SecurityToken_IssuanceFinished.selector);
        _convert(LOCKED, SEVENTH, 10, 2, 1);
        _convert(LOCKED, SEVENTH, 10, 1, 2);
    }

    function test_RevertWhen_AModuleRefuses() external {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        vm.expectRevert();
        _convert(LOCKED, SEVENTH, 10, 1, 1);
    }

    function test_GivenAModuleListensToMoves_ItShouldBeToldOfTheOldShares() external {
        ModuleMock listener = _module(HOOK_TRANSFER_TOKENS, 0);
        _convert(LOCKED, SEVENTH, 40, 1, 2);
        Move[] memory seen = listener.seen();
        assertEq(seen.length, 1);
        (PositionKey memory from, PositionKey memory to) =
            (PositionKey(address(0), LOCKED, ada), PositionKey(address(0), SEVENTH, ada));
        assertEq(abi.encode(seen[0]), abi.encode(moveOf(KIND_PARTITION_CHANGE, address(module), from, to, 40)));
    }

    function test_WhenTheRatioIsWhole_ItShouldChangeBothSuppliesAndTheBalanceExactly() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(0), ada, 40);
        assertEq(_convert(LOCKED, SEVENTH, 40, 2, 1), 80);
        _assertHolds(ada, 50, 60, 80);
        _assertSupplies(50, 60, 80);
        assertEq(_convert(SEVENTH, NONE, 80, 1, 4), 20);
        _assertHolds(ada, 70, 60, 0);
        _assertSupplies(70, 60, 0);
        _assertInvestors(1);
    }

    function test_WhenTheRatioLeavesAFraction_ItShouldRoundDownAndTell() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, address(0), 4);
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionConverted(LOCKED, SEVENTH, ada, address(module), 10, 6, 2, 3);
        assertEq(_convert(LOCKED, SEVENTH, 10, 2, 3), 6);
        _assertHolds(ada, 50, 90, 6);
        _assertSupplies(50, 90, 6);
    }

    function test_GivenAmountsAreMultiples_ItShouldRoundDownToAMultiple() external {
        vm.startPrank(owner);
        token.redeemFrom(ada, 50, "");
        token.operatorRedeemByPartition(LOCKED, ada, 100, "");
        token.setGranularity(10);
        vm.stopPrank();
        _issueIn(LOCKED, ada, 100);
        assertEq(_convert(LOCKED, SEVENTH, 50, 1, 2), 20);
        _assertHolds(ada, 0, 50, 20);
        vm.expectRevert(_refusal(Restriction.AmountNotMultiple, ada, ada, 25));
        _convert(LOCKED, SEVENTH, 25, 1, 1);
    }

    function test_WhenTheRatioIsOne_ItShouldLeaveTheTotalAsItIs() external {
        assertEq(_convert(NONE, LOCKED, 50, 1, 1), 50);
        _assertHolds(ada, 0, 150, 0);
        _assertSupplies(0, 150, 0);
    }

    function test_GivenTheTokenWasSplit_ItShouldWaitUntilTheSplitIsFinishedAndConvertInThePresentUnit() external {
        vm.prank(owner);
        token.split(3, 1);
        assertEq(_convert(LOCKED, SEVENTH, 40, 1, 2), 20);
        _assertHolds(ada, 150, 260, 20);
        _assertSupplies(150, 260, 20);
        vm.prank(owner);
        token.split(1, 7);
        vm.expectRevert(_refusal(Restriction.SplitPending, ada, ada, 1));
        _convert(LOCKED, SEVENTH, 1, 1, 1);
        token.bringForward(_keys(defaultPosition(address(0), ada)));
        assertEq(_convert(LOCKED, SEVENTH, 37, 2, 1), 74);
        _assertHolds(ada, 21, 0, 76);
        _assertSupplies(21, 0, 76);
    }

    function _keys(PositionKey memory key) private pure returns (PositionKey[] memory keys) {
        keys = new PositionKey[](1);
        keys[0] = key;
    }

    function _convert(Partition from, Partition to, uint256 amount, uint256 numerator, uint256 denominator)
        private
        returns (uint256)
    {
        vm.prank(address(module));
        return token.convertPartition(ada, from, to, amount, numerator, denominator);
    }
}
