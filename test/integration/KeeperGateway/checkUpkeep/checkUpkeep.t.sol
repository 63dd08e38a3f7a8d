// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PositionKey} from "../../../../src/types/PositionKey.sol";
import {WorkKind, workId} from "../../../../src/types/Work.sol";
import {HostileLockup} from "../../../mocks/HostileLockup.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract CheckUpkeepTest is GatewayBase {
    function test_WhenNothingIsAskedFor_ItShouldFindTheFirstKindThatHasWork() external {
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE);
        _assertFound("", _payload(WorkKind.Open, _list(id)));
        _lockUpLate();
        _assertFound("", _payload(WorkKind.Release, _list(1)));
    }

    function test_WhenNothingIsAskedFor_ItShouldSkipKindsThatArePaused() external {
        uint256 id = _declareFunded();
        _lockUp(1);
        vm.warp(PAYMENT_DATE);
        _pause(WorkKind.Release);
        _assertFound("", _payload(WorkKind.Open, _list(id)));
    }

    function test_WhenNothingIsAskedFor_ItShouldSayNoWhenNothingIsDue() external view {
        (bool needed,) = gateway.checkUpkeep("");
        assertFalse(needed);
    }

    function test_WhenAKindIsAskedFor_ItShouldFindThatFromTheCursorOn() external {
        _lockUpDue(4);
        _assertFound(abi.encode(WorkKind.Release, 3, 100), _payload(WorkKind.Release, _list(3, 4)));
        (bool needed,) = gateway.checkUpkeep(abi.encode(WorkKind.Expire, 0, 100));
        assertFalse(needed);
    }

    function test_WhenAKindIsAskedFor_ItShouldLookNoFurtherThanTheLimit() external {
        _lockUpDue(4);
        lockup.release(_list(1, 2));
        (bool needed,) = gateway.checkUpkeep(abi.encode(WorkKind.Release, 0, 2));
        assertFalse(needed);
        _assertFound(abi.encode(WorkKind.Release, 0, 3), _payload(WorkKind.Release, _list(3)));
    }

    function test_WhenMoreIsDueThanAPayloadCarries_ItShouldKeepTo1000Bytes() external {
        _lockUpDue(30);
        (, bytes memory data) = gateway.checkUpkeep("");
        assertEq(data, _payload(WorkKind.Release, _lotsAt(0, 25)));
        assertLe(data.length, 1_000);
        gateway.performUpkeep{gas: 5_000_000}(data);
        _assertFound("", _payload(WorkKind.Release, _rest()));
    }

    function test_WhenMoreIsDueThanAPayloadCarries_ItShouldGiveAsManyPaymentsAsTheGasOfANetworkPays() external {
        PositionKey[] memory positions = new PositionKey[](20);
        for (uint256 i; i < 20; ++i) {
            address account = vm.addr(i + 1);
            _register(account);
            _issue(account, 1);
            positions[i] = _direct(account);
        }
        gateway.enrolPositions(0, 0, positions);
        _declareOpen();
        (, bytes memory data) = gateway.checkUpkeep{gas: 10_000_000}("");
        (, uint256[] memory ids) = abi.decode(data, (WorkKind, uint256[]));
        assertEq(ids.length, 12);
        gateway.performUpkeep{gas: 5_000_000}(data);
        assertEq(_due(WorkKind.Pay).length, 8);
    }

    function test_GivenThousandsOfLotsAreDone_ItShouldFindWhatIsDueBehindThem() external {
        HostileLockup old = _serveHostile(1_000);
        uint256[] memory lots = new uint256[](1_000);
        for (uint256 i; i < 999; ++i) {
            lots[i] = i + 1;
        }
        old.release(lots);
        bytes memory data = abi.encode(WorkKind.Release, 0, 2_000);
        (bool needed, bytes memory payload) = gateway.checkUpkeep{gas: 10_000_000}(data);
        assertTrue(needed);
        assertEq(payload, _payload(WorkKind.Release, _list(workId(1, 1_000))));
    }

    function test_RevertWhen_TheDataAreGarbage() external {
        vm.expectRevert();
        gateway.checkUpkeep(hex"01");
        vm.expectRevert();
        gateway.checkUpkeep(abi.encode(6, 0, 100));
    }

    function _assertFound(bytes memory data, bytes memory expected) private view {
        (bool needed, bytes memory payload) = gateway.checkUpkeep(data);
        assertTrue(needed);
        assertEq(payload, expected);
    }

    function _rest() private pure returns (uint256[] memory ids) {
        ids = new uint256[](5);
        for (uint256 i; i < 5; ++i) {
            ids[i] = 26 + i;
        }
    }

    /// @dev A lot that is due at the payment date.
    function _lockUpLate() private {
        vm.warp(START + 1);
        _lockUp(1);
        vm.warp(PAYMENT_DATE);
    }
}
