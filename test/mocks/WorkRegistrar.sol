// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId} from "../../src/types/Identity.sol";

/// @title WorkRegistrar
/// @notice What sources of work ask and call of a registrar, answered as badly as it is told to.
contract WorkRegistrar {
    enum Mood {
        Honest,
        Reverting,
        Burning,
        Flood,
        Short,
        /// says for ever that the end has come and cannot be marked
        Stuck,
        /// reverts at `expire`
        Refusing,
        /// takes `expire` and marks nobody
        Idle
    }

    Mood public mood;
    mapping(InvestorId id => uint40) public endOf;
    mapping(InvestorId id => bool) public lapsed;

    function setMood(Mood mood_) external {
        mood = mood_;
    }

    function setEnd(InvestorId id, uint40 end) external {
        (endOf[id], lapsed[id]) = (end, false);
    }

    /// @dev A record has nine words: the first is the country, the fourth the end, the seventh whether it lapsed.
    function getInvestor(InvestorId id) external view returns (uint256[9] memory record) {
        _misbehave();
        if (endOf[id] == 0) return record;
        (record[0], record[3], record[6]) = (276, endOf[id], lapsed[id] ? 1 : 0);
    }

    /// @dev Nobody's account is its investor's.
    function investorFor(address) external pure returns (InvestorId) {
        return InvestorId.wrap(0);
    }

    /// @dev Whoever is asked about is restricted.
    function currentStanding(InvestorId, address) external pure returns (uint256) {
        return 1;
    }

    function isExpirable(InvestorId[] calldata ids) external view returns (bool[] memory expirable) {
        _misbehave();
        expirable = new bool[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            uint40 end = endOf[ids[i]];
            expirable[i] = mood != Mood.Stuck && end != 0 && end <= block.timestamp && !lapsed[ids[i]];
        }
    }

    function expire(InvestorId[] calldata ids) external returns (uint256) {
        if (mood == Mood.Refusing) revert();
        for (uint256 i; i < ids.length && mood != Mood.Idle; ++i) {
            lapsed[ids[i]] = true;
        }
        return ids.length;
    }

    function _misbehave() private view {
        if (mood == Mood.Reverting) revert();
        if (mood == Mood.Burning) {
            assembly {
                invalid()
            }
        }
        if (mood == Mood.Flood) {
            assembly {
                return(0, 100000)
            }
        }
        if (mood == Mood.Short) {
            assembly {
                mstore(0, 1)
                return(0, 0x20)
            }
        }
    }
}
