// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenIssues} from "../interfaces/ITokenIssues.sol";
import {MAX_BALANCE} from "../types/Holding.sol";
import {Act} from "../types/Judgement.sol";
import {PERMISSION_ISSUE} from "../types/Modules.sol";
import {KIND_ISSUE} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {PositionKey, defaultPosition} from "../types/PositionKey.sol";
import {RawMove, moveBetween} from "../types/RawMove.sol";
import {Config} from "./Config.sol";
import {Execution} from "./Execution.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenIssues
/// @notice Shares that come into being.
abstract contract TokenIssues is TokenPart, Execution, ITokenIssues {
    /// @inheritdoc ITokenIssues
    function issue(address to, uint256 amount, bytes calldata data) external returns (bool) {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _issueInto(defaultPosition(address(0), to), amount);
        emit Issued(msg.sender, to, amount, data);
        return true;
    }

    /// @inheritdoc ITokenIssues
    /// @dev Each item reads the configuration anew: a hook of the one before may have paused the token.
    function issueBatch(address[] calldata to, uint256[] calldata amounts, bytes calldata data)
        external
        returns (bool)
    {
        if (!_checkPermission(PERMISSION_ISSUE)) return false;
        _requireSameLength(to.length, amounts.length);

        uint256 total;
        for (uint256 i; i < amounts.length; ++i) {
            if (amounts[i] > MAX_BALANCE) revert SecurityToken_SupplyOverflow(amounts[i]);
            total += amounts[i];
        }
        _addSupply(msg.sender, total, _advance());
        for (uint256 i; i < to.length; ++i) {
            _execute(_issueOf(defaultPosition(address(0), to[i]), amounts[i]), Act.Move, _config);
            emit Issued(msg.sender, to[i], amounts[i], data);
        }
        return true;
    }

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
