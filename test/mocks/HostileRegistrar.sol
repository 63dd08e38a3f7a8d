// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccountKey, Country, InvestorId, Rating} from "../../src/types/Identity.sol";
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
        DirtyAnswer
    }

    error HostileRegistrar_Refused();

    Mood public mood;
    InvestorId public everybody;
    mapping(address account => InvestorId) private _ids;
    Standing private _standing = newStanding(Country.wrap(276), Rating.wrap(1), false, false);

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

    function investorFor(address account) external view returns (InvestorId, uint8) {
        _misbehave();
        return (InvestorId.unwrap(everybody) == 0 ? _ids[account] : everybody, 0);
    }

    function currentStanding(InvestorId, uint8) external view returns (Standing) {
        _misbehave();
        return _present();
    }

    function standingsOfTransfer(AccountKey, AccountKey) external view returns (Standing, Standing) {
        _misbehave();
        return (_present(), _present());
    }

    /// @dev Fickle: Switzerland or Germany, ratings 1 to 7, another one at every call.
    function _present() private view returns (Standing) {
        if (mood != Mood.Fickle) return _standing;
        uint256 whim = uint256(keccak256(abi.encode(gasleft())));
        return newStanding(Country.wrap(whim % 2 == 0 ? 756 : 276), Rating.wrap(uint8(1 + whim / 2 % 7)), false, false);
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
