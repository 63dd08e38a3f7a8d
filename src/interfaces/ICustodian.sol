// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "./IMultiSig.sol";
import {ISecurityToken} from "./ISecurityToken.sol";

/// @title Custodian
/// @notice Keeps securities for many beneficial owners. The amounts stand in each token's ledger; this contract says
/// who may instruct. Owners deposit by a plain transfer to this address.
/// @dev Its own authorities, at their threshold. Each issuer must approve the custodian (`addCustodian`).
interface ICustodian is IMultiSig {
    event BeneficialOwnershipTransferred(
        ISecurityToken indexed token, address indexed from, address indexed to, uint256 amount
    );
    event TokensSent(ISecurityToken indexed token, address indexed from, address indexed to, uint256 amount);

    /// @notice Changes the beneficial owner of an amount; nothing leaves custody.
    function transferInternal(ISecurityToken token, address from, address to, uint256 amount)
        external
        returns (bool executed);

    /// @notice Sends an amount of the beneficial owner `from` out to the account `to`.
    function transfer(ISecurityToken token, address from, address to, uint256 amount) external returns (bool executed);

    /// @notice What `account` owns here; the token's own figure.
    function balanceOf(ISecurityToken token, address account) external view returns (uint256);
}
