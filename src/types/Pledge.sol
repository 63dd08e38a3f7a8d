// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PositionKey} from "./PositionKey.sol";

/// @dev How far a pledge has come. States are public: append, never renumber.
enum PledgeState {
    None,
    /// by the holder; nothing is encumbered
    Proposed,
    /// accepted by the secured party: the amount is encumbered
    Active,
    /// the secured party has told of a default, and the holder may cure it until the term ends
    Called,
    /// settled to the last unit
    Realised,
    /// given back by the secured party
    Released,
    /// its end date has passed
    Expired,
    /// by the holder, before it was accepted
    Withdrawn
}

using {mayBecome, isOpen} for PledgeState global;

/// @dev The allowed moves: byte n has a bit for each state that may follow state n.
uint256 constant PLEDGE_MOVES = (1 << uint8(PledgeState.Proposed)) << (8 * uint8(PledgeState.None))
    | (1 << uint8(PledgeState.Active) | 1 << uint8(PledgeState.Withdrawn)) << (8 * uint8(PledgeState.Proposed))
    | (1 << uint8(PledgeState.Called) | 1 << uint8(PledgeState.Released) | 1 << uint8(PledgeState.Expired))
    << (8 * uint8(PledgeState.Active))
    | (1 << uint8(PledgeState.Active) | 1 << uint8(PledgeState.Released) | 1 << uint8(PledgeState.Realised))
    << (8 * uint8(PledgeState.Called));

function mayBecome(PledgeState self, PledgeState next) pure returns (bool) {
    return PLEDGE_MOVES >> (8 * uint8(self) + uint8(next)) & 1 == 1;
}

/// @dev Whether it encumbers its amount.
function isOpen(PledgeState self) pure returns (bool) {
    return self == PledgeState.Active || self == PledgeState.Called;
}

/// @param position whose account is the holder
/// @param securedParty whom it secures, or whose trustee
/// @param amount in the token's smallest units, as they were after `splitEpoch` splits
/// @param splitEpoch how many splits the amount counts: splits since then scale it. At most `ISecurityToken.splitEpoch()`
/// @param endsAt Unix time from which the pledge is over; zero: it has no end
/// @param cureTerm seconds from the notice of a default to the first realisation
/// @param documentHash of the pledge agreement
struct PledgeTerms {
    PositionKey position;
    address securedParty;
    uint96 amount;
    uint8 splitEpoch;
    uint40 endsAt;
    uint32 cureTerm;
    bytes32 documentHash;
}

/// @dev A pledge as it stands.
/// @param position where the shares are now: at the successor of a lost account
/// @param securedParty its present account
/// @param amount what is pledged and neither released nor settled, splits included
/// @param available what of it could be settled now: less than `amount` while force has taken a part
/// @param dueBy of a proposed pledge: the last second in which it is accepted; of a called one: the first second in which it
/// is realised; otherwise zero
struct Pledge {
    PledgeState state;
    PositionKey position;
    address securedParty;
    uint256 amount;
    uint256 available;
    uint40 endsAt;
    uint32 cureTerm;
    uint40 dueBy;
}
