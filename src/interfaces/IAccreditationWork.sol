// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorKey} from "../types/Identity.sol";
import {IForeignTokens} from "./IForeignTokens.sol";
import {IGoverned} from "./IGoverned.sol";
import {IWorkSource} from "./IWorkSource.sol";

/// @title AccreditationWork
/// @notice Source of work for accreditations that end: marks them as lapsed at the issuer's registrars.
/// @dev Investors are listed nowhere on chain, so those whom networks shall see are filed here, once, by anyone, under the
/// day (UTC) on which their accreditation ends. A search reads only days that have come. An id is the
/// investor's key as a number. Two kinds of work:
/// - "expire": the accreditation has ended and is not marked. Running it takes ids of anybody, filed or not, and takes who
///   was marked off the file.
/// - "refile": somebody is filed under a day that has come, and no longer belongs there: renewed, marked elsewhere, sold
///   everything. Running it moves or strikes the entry.
interface IAccreditationWork is IWorkSource, IGoverned, IForeignTokens {
    /// @param day days since 1970 (UTC); zero: not filed any more
    event InvestorFiled(InvestorKey indexed investor, uint256 day);

    /// @notice Nobody's entry had to change.
    error AccreditationWork_NothingToFile();
    error AccreditationWork_TooMany(uint256 count, uint256 most);

    /// @notice Files investors of an accepted registrar, moves those who were renewed, and strikes those who are not to be
    /// filed: unknown, lapsed, or not counted by the issuer (neither holder nor admitted). Anyone; at most 100 at a time.
    /// @return changed how many entries changed
    function file(InvestorKey[] calldata investors) external returns (uint256 changed);

    /// @notice The day under which an investor is filed; zero if it is not.
    function filedDayOf(uint256 id) external view returns (uint256 day);

    /// @notice How many are filed under a day.
    function filedOn(uint256 day) external view returns (uint256);
}
