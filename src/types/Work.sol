// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkState} from "./WorkStatus.sol";

/// @dev A source of work in the gateway's list; one storage word.
/// @param target the contract (`IWorkSource`); zero where none is listed
/// @param gasCeiling what one call to the source may use at most
/// @param kindCount how many kinds of work it has
/// @param misses runs without effect in a row
/// @param pausedKinds bit k: work of kind k is stopped
/// @param quarantinedUntil Unix time from which networks are offered its work again; in the past or zero: they are now
struct ListedSource {
    address target;
    uint32 gasCeiling;
    uint8 kindCount;
    uint8 pausedKinds;
    uint8 misses;
    uint40 quarantinedUntil;
}

/// @dev One kind of work of one source.
/// @param source place of the source in the gateway's list
/// @param kind number of the kind at the source
struct WorkAt {
    uint16 source;
    uint8 kind;
}

/// @param ok whether `run` would try this now
/// @param dueAt Unix time; zero if no time decides
struct Outlook {
    bool ok;
    WorkState state;
    uint40 dueAt;
}

/// @dev What a search found. Without ids, `work` and `cursor` name the first place that was not examined.
/// @param ids due, in ascending order, and few enough for one payload
/// @param isComplete nothing is due, and every source that is neither paused nor in quarantine was examined to its end
struct SearchResult {
    WorkAt work;
    uint256 cursor;
    uint256[] ids;
    bool isComplete;
}
