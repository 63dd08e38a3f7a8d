// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenIssues} from "../interfaces/ITokenIssues.sol";
import {Act} from "../types/Judgement.sol";
import {PERMISSION_ISSUE} from "../types/Modules.sol";
import {KIND_ISSUE} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {RawMove, moveBetween} from "../types/RawMove.sol";
import {Config} from "./Config.sol";
import {Execution} from "./Execution.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenIssues
/// @notice Shares that come into being in other positions than the ledger issues.
abstract contract TokenIssues is TokenPart, Execution, ITokenIssues {
    /// @inheritdoc ITokenIssues
    function issuePosition(PositionKey calldata to, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _issueInto(to, amount);
        if (to.partition.isDefault()) emit Issued(msg.sender, to.account, amount, data);
        else emit IssuedByPartition(to.partition, msg.sender, to.account, amount, data, "");
        return true;
    }

    /// @inheritdoc ITokenIssues
    function issueByPartition(Partition partition, address to, uint256 amount, bytes calldata data)
        external
        returns (bool)
    {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _issueInto(PositionKey(address(0), partition, to), amount);
        emit IssuedByPartition(partition, msg.sender, to, amount, data, "");
        return true;
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    /// @dev The supply grows first, so that no hook meets more shares than there are.
    function _issueInto(PositionKey memory to, uint256 amount) private {
        _requirePosition(to);
        Config config = _advance();
        _addSupply(msg.sender, amount, config);
        _execute(_issueOf(to, amount), Act.Move, config);
    }

    function _issueOf(PositionKey memory to, uint256 amount) private view returns (RawMove memory) {
        return moveBetween(KIND_ISSUE, PositionKey(address(0), to.partition, address(0)), to, amount);
    }
}
