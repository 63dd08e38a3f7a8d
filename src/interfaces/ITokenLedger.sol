// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

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

    /// @notice Whether all tokens of the issuer are paused. Only the issuer contract, in the transaction that changes it and when
    /// it adds the token.
    function updatePolicy(bool restricted) external;
}
