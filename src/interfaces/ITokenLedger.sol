// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FreezeFilter} from "../types/FreezeFilter.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey, RecordDateHolding} from "../types/PositionKey.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title TokenLedger
/// @notice Who owns what of a token, and how it changes hands: what holders, spenders and custodians call.
interface ITokenLedger is IERC20 {
    /* ------------------------------------------------ balances ------------------------------------------------ */

    /// @notice What `account` owns as beneficial owner at `custodian`.
    function custodyBalanceOf(address custodian, address account) external view returns (uint256);

    /// @notice Part of `account`'s direct balance that it cannot send now; never more than the balance.
    function encumberedBalanceOf(address account) external view returns (uint256);

    /// @notice How many splits there have been: the unit in which all amounts are told, dates before them apart.
    function splitEpoch() external view returns (uint8);

    /* ------------------------------------------------ transfers ----------------------------------------------- */

    /// @notice `transfer` to many; all or none.
    function transferBatch(address[] calldata to, uint256[] calldata amounts) external;

    /// @notice Writes down ahead to which investors accounts belong, so that their first shares cost less gas. Anyone:
    /// what is written is what the first transfer would write. Skips accounts that the primary registrar does not know.
    function bindAccounts(address[] calldata accounts) external;

    /// @notice Issues new shares to an investor who may receive them, or to the treasury (ERC-1594).
    /// @dev An authority of the issuer at its threshold, or a module with PERMISSION_ISSUE.
    function issue(address to, uint256 amount, bytes calldata data) external returns (bool executed);

    /// @notice `issue` to many; all or none. Every `Issued` carries `data`.
    function issueBatch(address[] calldata to, uint256[] calldata amounts, bytes calldata data)
        external
        returns (bool executed);

    /// @notice Transfers from the treasury to an investor who may receive. An authority at its threshold.
    function transferTreasury(address to, uint256 amount) external returns (bool executed);

    /// @notice The issuer's rules that this token applies from now on. Only the issuer contract, in the transaction that
    /// changes them, and when it adds the token.
    /// @param restricted all tokens of the issuer are paused
    /// @param primaryAccepted the registrar with index 0 is accepted
    function updatePolicy(bool restricted, bool primaryAccepted, FreezeFilter filter) external;

    /* ------------------------------------------------- custody ------------------------------------------------ */

    /// @notice Changes the beneficial owner inside the calling custodian, under the rules of a transfer.
    /// @dev Approved custodians only. Deposit is a plain transfer to the custodian's address.
    function custodyTransfer(address from, address to, uint256 amount) external;

    /// @notice Moves from the beneficial owner `from` at the calling custodian to `to`, held directly.
    /// @dev Custodians only; one that is no longer approved may withdraw to the same investor only.
    function custodyWithdraw(address from, address to, uint256 amount) external;

    /// @notice Has the token ask the calling custodian before each deposit (`ICustodian.acceptsDeposit`), or no more.
    /// Custodians only.
    /// @dev A deposit that is not accepted is refused with `DepositRefused`, in dry runs too. The custodian has 50,000 gas for
    /// its answer; anything but `true` refuses. Force, recovery and exits are not asked.
    function setDepositsAsked(bool asked) external;

    /* ----------------------------------------------- record dates --------------------------------------------- */

    /// @notice Direct balance at the end of a record date that has passed (a custodian's: its whole custody).
    function balanceOfAt(address account, uint40 recordDate) external view returns (uint256);

    /// @notice Beneficial balance at the end of a record date that has passed.
    function custodyBalanceOfAt(address custodian, address account, uint40 recordDate) external view returns (uint256);

    /// @notice What positions held at the end of a record date that has passed, who is to have what that brings, and
    /// whether he may. A batch asks once.
    /// @dev A direct position of the default partition stands for all that the account held directly, in whatever partition:
    /// a payment on the whole token names each account once. A key of another partition asks about that one alone; who
    /// accepts both pays twice.
    /// Who is restricted is decided as in a transfer. Where a registrar fails, or takes too much gas, its investor is
    /// restricted. Too little gas to ask reverts.
    function positionsAt(PositionKey[] calldata positions, uint40 recordDate)
        external
        view
        returns (RecordDateHolding[] memory);

    /// @notice The same of one partition alone, the default one as well: what the positions held of it.
    /// @dev Custodians keep the default partition only. A partition that does not exist holds nothing.
    /// @param positions custodian and account count; the partition of a key is not read
    function positionsByPartitionAt(Partition partition, PositionKey[] calldata positions, uint40 recordDate)
        external
        view
        returns (RecordDateHolding[] memory);

    /* ------------------------------------------------ recovery ----------------------------------------------- */

    /// @notice Who stands in an account's place now, over all recoveries: the account itself if it was never lost.
    function currentAccountOf(address account) external view returns (address);
}
