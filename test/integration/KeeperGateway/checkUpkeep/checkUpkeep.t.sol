// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract CheckUpkeepTest is GatewayBase {
    bytes private constant NOTHING = "Nothing is due at any source that is neither paused nor in quarantine.";

    function test_WhenNothingIsAskedFor_ItShouldOfferTheNextWork() external {
        _lockUpDue(2);
        _assertNeeded("", _payload(LOCKUPS, _ids(1, 2)));
    }

    function test_WhenNothingIsAskedFor_ItShouldKeepTo1000Bytes() external {
        _lockUpDue(100);
        (, bytes memory data) = gateway.checkUpkeep("");
        assertEq(data, _payload(LOCKUPS, _numbered(1, 25)));
        assertLe(data.length, 1_000);
        gateway.performUpkeep{gas: NETWORK_RUN_GAS}(data);
    }

    function test_WhenNothingIsAskedFor_ItShouldSayNoWhenNothingIsDue() external {
        _lockUp(1);
        _assertNotNeeded("", NOTHING);
    }

    function test_WhenASearchWasCutShort_ItShouldOfferToGoOnWithItOnChainOnceAnHour() external {
        HostileSource hostile = _long();
        (bool needed, bytes memory data) = gateway.checkUpkeep{gas: NETWORK_VIEW_GAS}("");
        assertTrue(needed);
        assertEq(data, _payload(HOSTILE, new uint256[](0)));
        uint256 searches;
        while (needed && data.length < 160) {
            gateway.performUpkeep{gas: NETWORK_RUN_GAS}(data);
            (needed,) = gateway.checkUpkeep{gas: NETWORK_VIEW_GAS}("");
            assertFalse(needed && searches == 0, "within the hour");
            skip(1 hours);
            (needed, data) = gateway.checkUpkeep{gas: NETWORK_VIEW_GAS}("");
            ++searches;
        }
        assertEq(data, _payload(HOSTILE, _ids(hostile.finished() + 1)));
        assertGt(searches, 0);
        assertLt(searches, 20);
    }

    function test_WhenASearchWasCutShort_ItShouldSayWhereItEndedInBetween() external {
        _long();
        gateway.search{gas: NETWORK_RUN_GAS}(HOSTILE, KIND);
        (bool needed, bytes memory data) = gateway.checkUpkeep{gas: NETWORK_VIEW_GAS}("");
        assertFalse(needed);
        uint256 cursor = gateway.nextWork{gas: NETWORK_VIEW_GAS}().cursor;
        assertGt(cursor, 1_000);
        bytes memory start = "Not examined from source 3, kind 0, cursor ";
        for (uint256 i; i < start.length; ++i) {
            assertEq(data[i], start[i]);
        }
    }

    function test_WhenOneKindOfWorkIsAskedFor_ItShouldFindThatFromTheCursorOn() external {
        _lockUpDue(5);
        _listHostile(1);
        _assertNeeded(abi.encode(LOCKUPS, KIND, 3, 100), _payload(LOCKUPS, _ids(3, 4, 5)));
        _assertNeeded(abi.encode(HOSTILE, KIND, 0, 100), _payload(HOSTILE, _ids(1)));
        _assertNotNeeded(abi.encode(LOCKUPS, KIND, 6, 100), "Nothing is due from there on.");
        _assertNotNeeded(abi.encode(COUNTS, KIND, 0, 100), "Nothing is due from there on.");
    }

    function test_WhenOneKindOfWorkIsAskedFor_ItShouldExamineNoMoreThanTheLimitAndSayFromWhereOn() external {
        HostileSource hostile = _listHostile(1);
        hostile.setFinished(500);
        _assertNotNeeded(abi.encode(HOSTILE, KIND, 0, 250), "Not examined from source 3, kind 0, cursor 251 on.");
        _assertNeeded(abi.encode(HOSTILE, KIND, 251, 251), _payload(HOSTILE, _ids(501)));
    }

    function test_WhenOneKindOfWorkIsAskedFor_ItShouldSayNoWhenItIsPausedOrInQuarantine() external {
        _lockUpDue(1);
        _pause(LOCKUPS);
        bytes memory answer = "This work is paused, or its source is in quarantine.";
        _assertNotNeeded(abi.encode(LOCKUPS, KIND, 0, 100), answer);
        HostileSource hostile = _listHostile(1);
        _quarantine(HOSTILE, hostile);
        _assertNotNeeded(abi.encode(HOSTILE, KIND, 0, 100), answer);
        uint256 until = gateway.sources()[HOSTILE].quarantinedUntil;
        vm.warp(until - 1);
        _assertNotNeeded(abi.encode(HOSTILE, KIND, 0, 100), answer);
        vm.warp(until);
        _assertNeeded(abi.encode(HOSTILE, KIND, 0, 100), _payload(HOSTILE, _ids(1)));
    }

    function test_RevertWhen_OneKindOfWorkIsAskedFor_WhenItDoesNotExist() external {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownSource.selector, 3));
        gateway.checkUpkeep(abi.encode(3, KIND, 0, 100));
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownKind.selector, LOCKUPS, 1));
        gateway.checkUpkeep(abi.encode(LOCKUPS, 1, 0, 100));
    }

    function test_RevertWhen_TheDataAreGarbage() external {
        vm.expectRevert();
        gateway.checkUpkeep(hex"00");
        vm.expectRevert();
        gateway.checkUpkeep(abi.encode(LOCKUPS, KIND));
        vm.expectRevert();
        gateway.checkUpkeep(abi.encode(type(uint256).max, KIND, 0, 100));
    }

    /// @dev A register so long that no network examines it in one question; the last item is due.
    function _long() private returns (HostileSource hostile) {
        hostile = _listHostile(1);
        hostile.setFinished(40_000);
    }

    function _assertNeeded(bytes memory checkData, bytes memory expected) private view {
        (bool needed, bytes memory data) = gateway.checkUpkeep{gas: NETWORK_VIEW_GAS}(checkData);
        assertTrue(needed);
        assertEq(data, expected);
    }

    function _assertNotNeeded(bytes memory checkData, bytes memory expected) private view {
        (bool needed, bytes memory data) = gateway.checkUpkeep{gas: NETWORK_VIEW_GAS}(checkData);
        assertFalse(needed);
        assertEq(data, expected);
    }
}
