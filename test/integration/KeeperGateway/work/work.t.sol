// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../../../src/interfaces/IKeeperGateway.sol";
import {ISequencer} from "../../../../src/interfaces/IKeeperNetworks.sol";
import {SequencerMock} from "../../../mocks/SequencerMock.sol";
import {GatewayBase} from "../../../utils/GatewayBase.sol";

contract WorkTest is GatewayBase {
    bytes32 private constant NETWORK = "NET";

    function setUp() public override {
        super.setUp();
        _lockUpDue(2);
    }

    function test_WhenTheArgumentsAreWhatWorkableGave_ItShouldDoTheWorkForAnyone() external {
        (, bytes memory args) = gateway.workable(NETWORK);
        _expectDone(LOCKUPS, stranger, _ids(1, 2));
        vm.prank(stranger);
        gateway.work(NETWORK, args);
    }

    function test_GivenTheNetworkHasASequencer_WhenItIsTheNetworksTurn_ItShouldDoTheWork() external {
        _sequencer().setMaster(NETWORK);
        gateway.work(NETWORK, _args());
        assertTrue(lockup.getLot(1).released);
    }

    function test_RevertGiven_TheNetworkHasASequencer_WhenItIsAnotherNetworksTurn() external {
        _sequencer().setMaster("OTHER");
        _expectNotMaster();
        gateway.work(NETWORK, _args());
        gateway.work("OTHER", _args());
    }

    function test_RevertGiven_TheNetworkHasASequencer_WhenTheSequencerFails() external {
        SequencerMock sequencer = _sequencer();
        sequencer.setMaster(NETWORK);
        for (uint256 mood = 1; mood <= uint256(type(SequencerMock.Mood).max); ++mood) {
            sequencer.setMood(SequencerMock.Mood(mood));
            _expectNotMaster();
            gateway.work(NETWORK, _args());
        }
        // The name of the network lies where an answer would.
        bytes32 one = bytes32(uint256(1));
        vm.prank(owner);
        gateway.setSequencer(one, ISequencer(address(sequencer)));
        sequencer.setMood(SequencerMock.Mood.Silent);
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NotMaster.selector, one));
        gateway.work(one, _args());
    }

    function test_RevertWhen_TheArgumentsAreSentAgain() external {
        gateway.work(NETWORK, _args());
        _expectNothingDue(LOCKUPS);
        gateway.work(NETWORK, _args());
    }

    function test_RevertWhen_TheArgumentsAreGarbage() external {
        vm.expectRevert();
        gateway.work(NETWORK, "");
        vm.expectRevert();
        gateway.work(NETWORK, "Nothing is due.");
        assertFalse(lockup.getLot(1).released);
    }

    function _args() private pure returns (bytes memory) {
        return _payload(LOCKUPS, _ids(1, 2));
    }

    function _sequencer() private returns (SequencerMock sequencer) {
        sequencer = new SequencerMock();
        vm.prank(owner);
        gateway.setSequencer(NETWORK, ISequencer(address(sequencer)));
    }

    function _expectNotMaster() private {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NotMaster.selector, NETWORK));
    }
}
