// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title SequencerMock
/// @notice Gives one network its turn, or misbehaves.
contract SequencerMock {
    enum Mood {
        Honest,
        Reverting,
        Burning,
        Bomb,
        Nonsense,
        Silent
    }

    bytes32 public master;
    Mood private _mood;

    function setMaster(bytes32 network) external {
        master = network;
    }

    function setMood(Mood mood) external {
        _mood = mood;
    }

    function isMaster(bytes32 network) external view returns (uint256) {
        if (_mood == Mood.Burning) {
            assembly {
                invalid()
            }
        }
        if (_mood == Mood.Reverting || _mood == Mood.Bomb) {
            uint256 size = _mood == Mood.Bomb ? 30_000 : 0;
            assembly {
                mstore(0, 1)
                revert(0, size)
            }
        }
        if (_mood == Mood.Silent) {
            assembly {
                return(0, 0)
            }
        }
        return _mood == Mood.Nonsense ? 3 : network == master ? 1 : 0;
    }
}
