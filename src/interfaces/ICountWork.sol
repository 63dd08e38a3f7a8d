// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorKey} from "../types/Identity.sol";
import {IForeignTokens} from "./IForeignTokens.sol";
import {IGoverned} from "./IGoverned.sol";
import {IWorkSource} from "./IWorkSource.sol";

/// @title CountWork
/// @notice Source of work for the issuer's counts: moves an investor whose class has changed to the class in which it is
/// now.
/// @dev One kind, "synchronise"; an id is the investor's key as a number. Running it takes ids of anybody. What networks
/// shall find is enrolled, once, by anyone. A class changes without notice, so a search asks for every enrolled investor.
interface ICountWork is IWorkSource, IGoverned, IForeignTokens {
    event InvestorEnrolled(InvestorKey indexed investor);
    event InvestorStruck(InvestorKey indexed investor);

    /// @notice None of them had to be enrolled or struck.
    error CountWork_NothingToChange();
    error CountWork_TooMany(uint256 count, uint256 most);

    /// @notice Enrols investors whom the issuer counts: holders, and who is admitted. Anyone; at most 100 at a time.
    function enrol(InvestorKey[] calldata investors) external returns (uint256 enrolled);

    /// @notice Takes investors off the list whom the issuer does not count any more. Anyone.
    function strike(InvestorKey[] calldata investors) external returns (uint256 struck);

    function isEnrolled(InvestorKey investor) external view returns (bool);

    /// @notice Enrolled investors from a place (counted from 0) on.
    function enrolledFrom(uint256 place, uint256 limit) external view returns (InvestorKey[] memory investors);
}
