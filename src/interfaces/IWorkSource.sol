// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkStatus} from "../types/WorkStatus.sol";

/// @title WorkSource
/// @notice A contract that owes work which falls due: release of lock-ups, payments, expiries. Anyone may run what is
/// due; nobody can choose anything by it. See docs/decisions/0020-work-sources.md.
/// @dev Due means that running it now would succeed: the views and `runWork` use the same rule. `block.timestamp` is the
/// judge. The views answer for every number: a kind or an id that the source does not know is `Unknown` and never due.
/// While the source itself is being executed (a receiver of a payment calls back), nothing of it is due.
interface IWorkSource {
    /// @notice The kinds of work, as short ASCII names from the left; a kind's number is its index. Never changes.
    function workKinds() external view returns (bytes32[] memory names);

    /// @notice Ids that are due, in ascending order, found from `cursor` on.
    /// @dev Examines at least one candidate, and stops early rather than run out of gas. What is finished is skipped by the
    /// word, not one by one.
    /// @param cursor zero to begin, else what an earlier answer returned
    /// @param limit how many candidates are examined at most; zero examines none and returns `cursor`
    /// @return ids what is due among those examined, at most `limit`
    /// @return nextCursor where to go on, greater than `cursor`; zero: everything was examined
    function dueWork(uint256 kind, uint256 cursor, uint256 limit)
        external
        view
        returns (uint256[] memory ids, uint256 nextCursor);

    /// @notice The state of each id, in the order asked.
    function workStates(uint256 kind, uint256[] calldata ids) external view returns (WorkStatus[] memory);

    /// @notice Gas that `runWork` may need at most for `count` ids of a kind, its own overhead included. Grows with `count`.
    /// @dev `workStates` of the same ids needs at most a quarter of it and 200,000.
    function workGas(uint256 kind, uint256 count) external view returns (uint256);

    /// @notice Runs what is due of `ids`. Anyone. Skips what is not due, and isolates what fails: one bad id stops no other.
    /// @param ids in ascending order, each once
    /// @return done ids that were run with effect, in ascending order; none of them is due afterwards
    function runWork(uint256 kind, uint256[] calldata ids) external returns (uint256[] memory done);
}
