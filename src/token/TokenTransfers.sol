// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenLedger} from "../interfaces/ITokenLedger.sol";
import {ITokenTransfers} from "../interfaces/ITokenTransfers.sol";
import {Act} from "../types/Judgement.sol";
import {KIND_PARTITION_CHANGE, KIND_SWEEP, KIND_TRANSFER} from "../types/Move.sol";
import {DEFAULT_PARTITION, Partition} from "../types/Partition.sol";
import {Party} from "../types/Party.sol";
import {RawMove, moveFromCustody, moveOf} from "../types/RawMove.sol";
import {Restriction} from "../types/Restriction.sol";
import {HAS_GRANULARITY} from "./Config.sol";
import {TokenPartitions} from "./TokenPartitions.sol";

/// @title TokenTransfers
/// @notice Moves of holders, spenders and operators beyond ERC-20.
abstract contract TokenTransfers is TokenPartitions, ITokenTransfers {
    /// @dev Seconds after the end of a custodian's approval, from which owners withdraw without it.
    uint256 private constant CUSTODY_TERM = 30 days;

    /* --------------------------------------------------- data ------------------------------------------------- */

    /// @inheritdoc ITokenTransfers
    function transferWithData(address to, uint256 amount, bytes calldata data) external {
        _transferWith(msg.sender, to, amount, data);
    }

    /// @inheritdoc ITokenTransfers
    function transferFromWithData(address from, address to, uint256 amount, bytes calldata data) external {
        _spend(from, to, amount);
        _transferWith(from, to, amount, data);
    }

    function _transferWith(address from, address to, uint256 amount, bytes calldata data) private {
        RawMove memory m = moveOf(KIND_TRANSFER, DEFAULT_PARTITION, from, to, amount);
        m.data = data;
        _have(m, Act.Move);
    }

    /* ------------------------------------------------ partitions ---------------------------------------------- */

    /// @inheritdoc ITokenTransfers
    function transferByPartition(Partition partition, address to, uint256 amount, bytes calldata data)
        external
        returns (Partition)
    {
        _transferIn(partition, partition, msg.sender, to, amount, data, "");
        return partition;
    }

    /// @inheritdoc ITokenTransfers
    function operatorTransferByPartition(
        Partition partition,
        address from,
        address to,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (Partition) {
        _spendIn(partition, from, to, amount);
        _transferIn(partition, partition, from, to, amount, data, operatorData);
        return partition;
    }

    /// @inheritdoc ITokenTransfers
    function transferBetweenPartitions(
        Partition from,
        Partition to,
        address receiver,
        uint256 amount,
        bytes calldata data
    ) external {
        _requireTwo(from, to);
        _transferIn(from, to, msg.sender, receiver, amount, data, "");
    }

    /// @inheritdoc ITokenTransfers
    function operatorTransferBetweenPartitions(
        Partition from,
        Partition to,
        address holder,
        address receiver,
        uint256 amount,
        bytes calldata data,
        bytes calldata operatorData
    ) external {
        _requireTwo(from, to);
        if (receiver == holder) _refuse(Restriction.NotOperator, holder, receiver, amount);
        _spendIn(from, holder, receiver, amount);
        _transferIn(from, to, holder, receiver, amount, data, operatorData);
    }

    /// @inheritdoc ITokenTransfers
    function changePartition(address account, Partition from, Partition to, uint256 amount, bytes calldata data)
        external
        returns (bool)
    {
        bool byHolder = msg.sender == account && account != address(_issuer());
        if (!byHolder && !_checkAuthority()) return false;
        _requireTwo(from, to);
        RawMove memory m = moveOf(byHolder ? KIND_TRANSFER : KIND_PARTITION_CHANGE, from, account, account, amount);
        m.to.partition = to;
        if (!byHolder) _requireChangeable(m);
        if (byHolder) _have(m, Act.Move);
        else if (amount != 0) _have(m, Act.Change);
        emit PartitionChanged(from, to, account, msg.sender, amount, data);
        return true;
    }

    function _transferIn(
        Partition from,
        Partition to,
        address holder,
        address receiver,
        uint256 amount,
        bytes calldata data,
        bytes memory operatorData
    ) private {
        RawMove memory m = moveOf(KIND_TRANSFER, from, holder, receiver, amount);
        (m.to.partition, m.data) = (to, data);
        _have(m, Act.Move);
        _announceIn(m, operatorData);
    }

    /// @dev After a holder's move, whichever partition it ends in. A reader who adds up finds the shares where they are: the
    /// first event leaves them in the partition from which the second takes them.
    /// @param m as it was asked for
    function _announceIn(RawMove memory m, bytes memory operatorData) internal {
        (Partition from, Partition to) = (m.from.partition, m.to.partition);
        (address holder, address receiver) = (m.from.account, m.to.account);
        if (from == to || holder != receiver) {
            emit TransferByPartition(from, msg.sender, holder, receiver, m.amount, m.data, operatorData);
        }
        if (from != to) emit PartitionChanged(from, to, receiver, msg.sender, m.amount, m.data);
    }

    /// @dev ERC-20's allowance, as `_spendIn`.
    function _spend(address from, address to, uint256 amount) private {
        uint256 allowed = _allowances[from][msg.sender];
        if (allowed < amount) _refuse(Restriction.InsufficientAllowance, from, to, amount);
        if (amount != 0 && allowed != type(uint256).max) _approve(from, msg.sender, allowed - amount);
    }

    /// @dev Uses up the caller's allowance unless it is the holder's operator; an endless one stays as it is. Whether the caller
    /// may deal himself, the rules judge.
    function _spendIn(Partition partition, address holder, address receiver, uint256 amount) private {
        if (_isOperatorIn(partition, msg.sender, holder)) return;
        uint256 allowed = _allowanceIn(partition, holder, msg.sender);
        if (allowed == 0) _refuse(Restriction.NotOperator, holder, receiver, amount);
        if (allowed < amount) _refuse(Restriction.InsufficientAllowance, holder, receiver, amount);
        if (allowed != type(uint256).max) _approveIn(partition, holder, msg.sender, allowed - amount);
    }

    function _refuse(Restriction code, address from, address to, uint256 amount) private pure {
        revert SecurityToken_TransferRefused(code, from, to, amount);
    }

    function _requireTwo(Partition from, Partition to) private pure {
        if (from == to) revert SecurityToken_SamePartition(from);
    }

    function _requireChangeable(RawMove memory m) private view {
        address account = m.from.account;
        _requirePartition(m.from.partition);
        _requirePartition(m.to.partition);
        if (_roleOf(account).isCustodian()) _refuse(Restriction.PartitionNotAtCustodian, account, account, m.amount);
    }

    /* ----------------------------------------------- own accounts --------------------------------------------- */

    /// @inheritdoc ITokenTransfers
    function sweep(address[] calldata accounts) external returns (uint256 swept) {
        for (uint256 i; i < accounts.length; ++i) {
            if (accounts[i] == msg.sender) revert SecurityToken_SelfTransfer(msg.sender);
            uint256 amount = _freeOfDefault(accounts[i]);
            _have(moveOf(KIND_SWEEP, DEFAULT_PARTITION, accounts[i], msg.sender, amount), Act.Move);
            swept += amount;
        }
    }

    /// @dev What may leave the default partition in whole multiples. Read anew for each account: a hook may have changed it.
    function _freeOfDefault(address account) private view returns (uint256 amount) {
        amount = balanceOfByPartition(DEFAULT_PARTITION, account);
        amount -= ITokenLedger(address(this)).encumberedBalanceOf(account);
        if (_config.isOn(HAS_GRANULARITY)) amount -= amount % _granularity;
    }

    /// @inheritdoc ITokenTransfers
    function exitCustody(address custodian, uint256 amount) external {
        Party party = _roleOf(custodian);
        if (!party.isCustodian()) revert SecurityToken_NotCustodian(custodian);
        if (party.approved()) revert SecurityToken_CustodianApproved(custodian);
        uint256 exitAt = uint256(party.endedAt()) + CUSTODY_TERM;
        if (block.timestamp < exitAt) revert SecurityToken_ExitNotDue(custodian, exitAt);

        _have(moveFromCustody(custodian, msg.sender, address(0), msg.sender, amount), Act.Move);
    }
}
