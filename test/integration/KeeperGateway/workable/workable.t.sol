// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISequencer} from "../../../../src/interfaces/IKeeperNetworks.sol";
import {HostileSource} from "../../../mocks/HostileSource.sol";
import {SequencerMock} from "../../../mocks/SequencerMock.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract WorkableTest is GatewayBase {
    bytes32 private constant NETWORK = "NET";

    function test_WhenSomethingIsDue_ItShouldSaySoAndGiveTheArguments() external {
        _lockUpDue(2);
        _assertWorkable(_payload(LOCKUPS, _ids(1, 2)));
    }

    function test_WhenNothingIsDue_ItShouldSaySo() external {
        _lockUp(1);
        _assertNotWorkable("Nothing is due at any source that is neither paused nor in quarantine.");
    }

    function test_GivenTheNetworkHasASequencer_WhenItIsTheNetworksTurn_ItShouldSayWhatIsDue() external {
        _lockUpDue(1);
        _sequencer().setMaster(NETWORK);
        _assertWorkable(_payload(LOCKUPS, _ids(1)));
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

    function testFuzz_GivenASourceIsHostile_ItShouldNotRevertWhateverItAnswers(bytes calldata raw, uint8 seed)
        external
    {
        HostileSource hostile = _listHostile(30);
        bytes4[2] memory selectors = [hostile.dueWork.selector, hostile.workGas.selector];
        hostile.setAnswer(selectors[seed % 2], raw);
        gateway.workable{gas: 10_000_000}(NETWORK);
        hostile.setAnswer(hostile.dueWork.selector, abi.encodePacked(abi.encode(0x40, uint256(seed)), raw));
        gateway.workable{gas: 10_000_000}(NETWORK);
        for (uint256 mood; mood <= uint256(HostileSource.Mood.Flood); ++mood) {
            hostile.setMood(selectors[seed % 2], HostileSource.Mood(mood));
            gateway.workable{gas: 10_000_000}(NETWORK);
        }
    }

    function test_GivenASourceIsHostile_ItShouldNotRevertWith32SourcesThatBurnWhatTheyGet() external {
        _removeAll();
        for (uint256 i; i < 32; ++i) {
            HostileSource hostile = new HostileSource(8, 30);
            _list(hostile);
            hostile.setMood(hostile.dueWork.selector, HostileSource.Mood.Burning);
        }
        (bool can,) = gateway.workable{gas: 10_000_000}(NETWORK);
        assertTrue(can);
        (can,) = gateway.workable{gas: 1_500_000}(NETWORK);
        assertTrue(can);
    }

    function test_GivenASourceIsHostile_ItShouldFindTheWorkOfTheOthers() external {
        HostileSource hostile = _listHostile(30);
        _lockUpDue(1);
        vm.warp(vm.getBlockTimestamp() + 3 * 8 minutes);
        for (uint256 mood = 1; mood <= uint256(HostileSource.Mood.Raw); ++mood) {
            hostile.setMood(hostile.dueWork.selector, HostileSource.Mood(mood));
            (bool can, bytes memory args) = gateway.workable{gas: 10_000_000}(NETWORK);
            assertTrue(can);
            assertEq(args, _payload(LOCKUPS, _ids(1)));
        }
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

    function _sequencer() private returns (SequencerMock sequencer) {
        sequencer = new SequencerMock();
        vm.prank(owner);
        gateway.setSequencer(NETWORK, ISequencer(address(sequencer)));
    }
}
