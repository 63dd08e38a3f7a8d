// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract SearchTest is GatewayBase {
    HostileSource private source;

    function setUp() public override {
        super.setUp();
        source = _listHostile(0);
    }

    function test_GivenNothingIsDue_ItShouldMoveToTheEndAndBeginAnew() external {
        source.setFinished(1_000);
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.SearchMoved(HOSTILE, KIND, 0);
        assertEq(gateway.search(HOSTILE, KIND), 0);
        (, uint40 movedAt) = gateway.searchPosition(HOSTILE, KIND);
        assertEq(movedAt, vm.getBlockTimestamp());
    }

    function test_GivenNothingIsDue_WhenTheRegisterIsLongerThanItsGas_ItShouldStayWhereTheGasEndedAndGoOnFromThere()
        external
    {
        source.setFinished(20_000);
        uint256 left = gasleft();
        uint256 cursor = gateway.search{gas: NETWORK_RUN_GAS}(HOSTILE, KIND);
        assertLt(left - gasleft(), NETWORK_RUN_GAS);
        assertGt(cursor, 1);
        uint256 searches = 1;
        while (cursor != 0) {
            skip(1 hours);
            uint256 next = gateway.search{gas: NETWORK_RUN_GAS}(HOSTILE, KIND);
            assertTrue(next == 0 || next > cursor);
            cursor = next;
            ++searches;
        }
        assertLt(searches, 10);
    }

    function test_GivenSomethingIsDue_ItShouldStayBeforeIt() external {
        source.setFinished(1_000);
        source.setCount(1);
        uint256 cursor = gateway.search(HOSTILE, KIND);
        assertGt(cursor, 900);
        assertLe(cursor, 1_001);
        _assertNext(HOSTILE, _ids(1_001));
    }

    function test_RevertWhen_ItMovedLessThanAnHourAgo() external {
        gateway.search(HOSTILE, KIND);
        uint256 nextAt = vm.getBlockTimestamp() + 1 hours;
        vm.warp(nextAt - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperGateway.KeeperGateway_SearchedLately.selector, HOSTILE, KIND, nextAt)
        );
        gateway.search(HOSTILE, KIND);
        vm.warp(nextAt);
        gateway.search(HOSTILE, KIND);
    }

    function test_RevertWhen_TooLittleGasIsLeft() external {
        vm.expectPartialRevert(IKeeperGateway.KeeperGateway_TooLittleGas.selector);
        gateway.search{gas: 3_000_000}(HOSTILE, KIND);
    }

    function test_RevertGiven_TheWorkIsPaused() external {
        _pause(HOSTILE);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_Paused.selector, HOSTILE, KIND));
        gateway.search(HOSTILE, KIND);
    }

    function test_RevertWhen_TheSourceOrTheKindIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownSource.selector, 4));
        gateway.search(4, KIND);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownKind.selector, HOSTILE, 1));
        gateway.search(HOSTILE, 1);
    }

    function test_GivenTheSourceFailsOrAnswersNonsense_ItShouldCountAMiss() external {
        for (uint256 mood = 1; mood < 5; ++mood) {
            source.setMood(source.dueWork.selector, HostileSource.Mood(mood));
            skip(3 weeks);
            _expectMissed(HOSTILE, mood, "");
            assertEq(gateway.search{gas: NETWORK_RUN_GAS}(HOSTILE, KIND), 0);
        }
        // Round in circles.
        source.setAnswer(source.dueWork.selector, abi.encode(0x40, 5, 0));
        skip(3 weeks);
        gateway.search(HOSTILE, KIND);
        skip(3 weeks);
        _expectMissed(HOSTILE, 5, "");
        assertEq(gateway.search(HOSTILE, KIND), 5);
    }

    function test_GivenTheSourceFailsOrAnswersNonsense_ItShouldPutTheSourceIntoQuarantineAtTheThirdHour() external {
        source.setMood(source.dueWork.selector, HostileSource.Mood.Burning);
        for (uint256 i; i < 3; ++i) {
            _assertNothing(false);
            skip(1 hours);
            (bool needed, bytes memory data) = gateway.checkUpkeep{gas: NETWORK_VIEW_GAS}("");
            assertTrue(needed);
            gateway.performUpkeep{gas: NETWORK_RUN_GAS}(data);
        }
        assertTrue(_isInQuarantine(HOSTILE));
        _assertNothing(true);
    }
}
