// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISequencer} from "../../../../src/interfaces/IKeeperNetworks.sol";
import {ModuleFamily, WorkKind} from "../../../../src/types/Work.sol";
import {HostileLockup} from "../../../mocks/HostileLockup.sol";
import {SequencerMock} from "../../../mocks/SequencerMock.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract WorkableTest is GatewayBase {
    bytes32 private constant NETWORK = "NET";

    function test_WhenSomethingIsDue_ItShouldSaySoAndGiveTheArguments() external {
        _lockUpDue(2);
        _assertWorkable(_payload(WorkKind.Release, _list(1, 2)));
    }

    function test_WhenNothingIsDue_ItShouldSayWhyNot() external {
        _lockUp(1);
        _assertNotWorkable("Nothing is due.");
    }

    function test_GivenTheNetworkHasASequencer_WhenItIsTheNetworksTurn_ItShouldSayWhatIsDue() external {
        _lockUpDue(1);
        _sequencer().setMaster(NETWORK);
        _assertWorkable(_payload(WorkKind.Release, _list(1)));
    }

    function test_GivenTheNetworkHasASequencer_WhenItIsAnotherNetworksTurn_ItShouldSayWhyNot() external {
        _lockUpDue(1);
        _sequencer().setMaster("OTHER");
        _assertNotWorkable("It is another network's turn.");
    }

    function test_GivenTheNetworkHasASequencer_WhenTheSequencerFails_ItShouldNotRevert() external {
        _lockUpDue(1);
        SequencerMock sequencer = _sequencer();
        sequencer.setMaster(NETWORK);
        for (uint256 mood = 1; mood <= uint256(type(SequencerMock.Mood).max); ++mood) {
            sequencer.setMood(SequencerMock.Mood(mood));
            uint256 left = gasleft();
            _assertNotWorkable("It is another network's turn.");
            assertLt(left - gasleft(), 300_000, "gas");
        }
    }

    function test_GivenAModuleFailsOrBurnsGas_ItShouldNotRevert() external {
        HostileLockup hostile = _hostileOnly();
        for (uint256 mood = 1; mood <= uint256(type(HostileLockup.Mood).max); ++mood) {
            hostile.setView(HostileLockup.Mood(mood));
            gateway.workable{gas: 10_000_000}(NETWORK);
        }
    }

    function test_GivenAModuleFailsOrBurnsGas_ItShouldFindTheWorkOfOtherKinds() external {
        HostileLockup hostile = _hostileOnly();
        uint256 id = _declareFunded();
        vm.warp(PAYMENT_DATE);
        hostile.setView(HostileLockup.Mood.BurningView);
        (bool can, bytes memory args) = gateway.workable{gas: 10_000_000}(NETWORK);
        assertTrue(can);
        assertEq(args, _payload(WorkKind.Open, _list(id)));
        hostile.setView(HostileLockup.Mood.Bomb);
        (can, args) = gateway.workable{gas: 10_000_000}(NETWORK);
        assertEq(args, _payload(WorkKind.Open, _list(id)));
    }

    function _assertWorkable(bytes memory expected) private view {
        (bool can, bytes memory args) = gateway.workable(NETWORK);
        assertTrue(can);
        assertEq(args, expected);
    }

    function _assertNotWorkable(bytes memory reason) private view {
        (bool can, bytes memory args) = gateway.workable(NETWORK);
        assertFalse(can);
        assertEq(args, reason);
    }

    function _hostileOnly() private returns (HostileLockup) {
        vm.prank(owner);
        gateway.removeModule(ModuleFamily.Lockup, 0);
        return _serveHostile(30);
    }

    function _sequencer() private returns (SequencerMock sequencer) {
        sequencer = new SequencerMock();
        vm.prank(owner);
        gateway.setSequencer(NETWORK, ISequencer(address(sequencer)));
    }
}
