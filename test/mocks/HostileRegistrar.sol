// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, InvestorId, NOBODY, Rating} from "../../src/types/Identity.sol";
import {FIRST_REVISIONS, Revisions} from "../../src/types/Revisions.sol";
import {Standing, newStanding} from "../../src/types/Standing.sol";

/// @title HostileRegistrar
/// @notice What issuers and tokens ask of a registrar, answered as badly as it is told to.
contract HostileRegistrar {
    enum Mood {
        Honest,
        Fickle,
        Reverting,
        Burning,
        Bomb,
        ShortAnswer,
        DirtyAnswer,
        /// a country of eleven bits, whose lower ten are Germany
        LongCountry,
        /// a rating of four bits, whose lower three are 1
        LongRating,
        /// a stamp of 24 bits
        LongStamp,
        /// asked about one investor, it answers about the next one
        OtherId,
        /// another investor at every call
        FickleId
    }

    error HostileRegistrar_Refused();

    Mood public mood;
    InvestorId public everybody;
    mapping(address account => InvestorId) private _ids;

    function setMood(Mood mood_) external {
        mood = mood_;
    }

    function bind(address account, InvestorId id) external {
        _ids[account] = id;
    }

    /// @dev Claims that every account is this investor's.
    function claimAll(InvestorId id) external {
        everybody = id;
    }

    function investorFor(address account) public view returns (InvestorId) {
        _misbehave();
        return everybody == NOBODY ? _ids[account] : everybody;
    }

    function currentStanding(InvestorId id, address account) public view returns (Standing) {
        return _present(id == NOBODY ? investorFor(account) : id);
    }

    function standingsOfTransfer(InvestorId fromId, address from, InvestorId toId, address to)
        external
        view
        returns (Standing, Standing)
    {
        return (currentStanding(fromId, from), currentStanding(toId, to));
    }

    function standingsToKeep(InvestorId fromId, address from, uint256, InvestorId toId, address to)
        external
        view
        returns (Standing, Standing)
    {
        uint256 stamp = revisions().stampOf(fromId);
        return (currentStanding(fromId, from).withStamp(stamp), currentStanding(toId, to).withStamp(stamp));
    }

    /// @dev It says that it takes nothing from anybody, ever.
    function revisions() public view returns (Revisions) {
        _misbehave();
        return FIRST_REVISIONS;
    }

    /// @dev Fickle: Switzerland or Germany, ratings 1 to 7, another one at every call.
    function _present(InvestorId id) private view returns (Standing) {
        _misbehave();
        if (mood == Mood.LongCountry) return _standing(id, 276 + 1_024, 1);
        if (mood == Mood.LongRating) return _standing(id, 276, 9);
        if (mood == Mood.LongStamp) return Standing.wrap(Standing.unwrap(_standing(id, 276, 1)) | uint128(1) << 121);
        if (mood == Mood.OtherId) return _standing(InvestorId.wrap(InvestorId.unwrap(id) + 1), 276, 1);
        if (mood == Mood.FickleId) return _standing(InvestorId.wrap(uint32(_whim())), 276, 1);
        if (mood != Mood.Fickle) return _standing(id, 276, 1);
        uint256 whim = _whim();
        return _standing(id, whim % 2 == 0 ? 756 : 276, uint8(1 + whim / 2 % 7));
    }

    function _standing(InvestorId id, uint16 country, uint8 rating) private view returns (Standing) {
        return newStanding(id, Country.wrap(country), Rating.wrap(rating), type(uint40).max, false);
    }

    function _whim() private view returns (uint256) {
        return uint256(keccak256(abi.encode(gasleft())));
    }

    function _misbehave() private view {
        if (mood == Mood.Reverting) revert HostileRegistrar_Refused();
        if (mood == Mood.Burning) _burn();
        if (mood == Mood.Bomb) _answer(0, 100_000);
        if (mood == Mood.ShortAnswer) _answer(0, 31);
        if (mood == Mood.DirtyAnswer) _answer(type(uint256).max, 64);
    }

    function _burn() private pure {
        assembly {
            invalid()
        }
    }

    function _answer(uint256 word, uint256 size) private pure {
        assembly {
            mstore(0, word)
            mstore(32, word)
            return(0, size)
        }
    }
}
