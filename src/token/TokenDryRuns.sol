// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks} from "../interfaces/IModule.sol";
import {ITokenDryRuns} from "../interfaces/ITokenDryRuns.sol";
import {ITokenRules} from "../interfaces/ITokenRules.sol";
import {BoundedCall} from "../libraries/BoundedCall.sol";
import {RestrictionTexts} from "../libraries/RestrictionTexts.sol";
import {KIND_ISSUE, KIND_TRANSFER, Move} from "../types/Move.sol";
import {DEFAULT_PARTITION, Partition} from "../types/Partition.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Question} from "../types/Question.sol";
import {RawMove, moveBetween, moveOf} from "../types/RawMove.sol";
import {FIRST_MODULE_CODE, Restriction} from "../types/Restriction.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenDryRuns
/// @notice Code of every token for whoever asks whether a move would pass.
abstract contract TokenDryRuns is TokenPart, ITokenDryRuns {
    uint256 private constant TITLE_GAS = 50_000;
    uint256 private constant MAX_TITLE = 64;

    /* ------------------------------------------------- any move ----------------------------------------------- */

    /// @inheritdoc ITokenDryRuns
    function explainTransfer(Move calldata move)
        external
        view
        returns (uint8 code, address module, bytes memory reason)
    {
        RawMove memory m = moveBetween(move.kind, move.from, move.to, move.amount);
        (m.operator, m.initiator) = (move.operator, move.initiator);
        if (move.data.length != 0) m.data = abi.encode(move.data);
        return ITokenRules(address(this)).explain(m, Question.Move);
    }

    /// @inheritdoc ITokenDryRuns
    function detectIssueRestriction(PositionKey calldata to, uint256 amount) external view returns (uint8) {
        PositionKey memory nobody = PositionKey(address(0), to.partition, address(0));
        return _ask(moveBetween(KIND_ISSUE, nobody, to, amount), Question.Issue);
    }

    /* ------------------------------------------------- ERC-1404 ----------------------------------------------- */

    /// @inheritdoc ITokenDryRuns
    function messageForTransferRestriction(uint8 code) external view returns (string memory) {
        if (code < FIRST_MODULE_CODE) return RestrictionTexts.text(code);
        string memory title = _titleOf(_moduleAt(code - FIRST_MODULE_CODE));
        if (bytes(title).length == 0) return RestrictionTexts.text(uint8(Restriction.ModuleRefused));
        return string.concat("A module of the token refuses the transfer: ", title);
    }

    /// @inheritdoc ITokenDryRuns
    function detectTransferRestrictionFrom(address spender, address from, address to, uint256 amount)
        external
        view
        returns (uint8)
    {
        return _codeFor(Question.TransferBySpender, DEFAULT_PARTITION, spender, from, to, amount, "");
    }

    /// @dev Empty if the module does not answer with a short one.
    function _titleOf(address module) private view returns (string memory) {
        (bool success, bytes memory answer) =
            BoundedCall.ask(module, TITLE_GAS, 64 + MAX_TITLE, abi.encodeCall(IModuleHooks.title, ()));
        if (!success || answer.length < 64) return "";
        (uint256 begin, uint256 length) = _twoWords(answer);
        if (begin != 32 || length > MAX_TITLE || length > answer.length - 64) return "";

        bytes memory title = new bytes(length);
        for (uint256 i; i < length; ++i) {
            bytes1 letter = answer[64 + i];
            // A letter of one byte.
            // forge-lint: disable-next-line(unsafe-typecast)
            title[i] = letter >= 0x20 && letter < 0x7f ? letter : bytes1("?");
        }
        return string(title);
    }

    function _twoWords(bytes memory answer) private pure returns (uint256 first, uint256 second) {
        assembly ("memory-safe") {
            first := mload(add(answer, 32))
            second := mload(add(answer, 64))
        }
    }

    /* ------------------------------------------ ERC-1594 and ERC-1410 ----------------------------------------- */

    /// @inheritdoc ITokenDryRuns
    function canTransfer(address to, uint256 amount, bytes calldata data)
        external
        view
        returns (bool, bytes1, bytes32)
    {
        uint8 code = _codeFor(Question.Transfer, DEFAULT_PARTITION, msg.sender, msg.sender, to, amount, data);
        return (code == 0, bytes1(code), bytes32(0));
    }

    /// @inheritdoc ITokenDryRuns
    function canTransferFrom(address from, address to, uint256 amount, bytes calldata data)
        external
        view
        returns (bool, bytes1, bytes32)
    {
        uint8 code = _codeFor(Question.TransferBySpender, DEFAULT_PARTITION, msg.sender, from, to, amount, data);
        return (code == 0, bytes1(code), bytes32(0));
    }

    /// @inheritdoc ITokenDryRuns
    function canTransferByPartition(address from, address to, Partition partition, uint256 amount, bytes calldata data)
        external
        view
        returns (bytes1, bytes32, Partition)
    {
        Question question = msg.sender == from ? Question.Transfer : Question.TransferByOperator;
        uint8 code = _codeFor(question, partition, msg.sender, from, to, amount, data);
        return (bytes1(code), bytes32(0), partition);
    }

    /// @inheritdoc ITokenDryRuns
    function detectPartitionRestriction(Partition partition, address from, address to, uint256 amount)
        external
        view
        returns (uint8)
    {
        return _codeFor(Question.Transfer, partition, from, from, to, amount, "");
    }

    /// @inheritdoc ITokenDryRuns
    function detectPartitionRestrictionFrom(
        Partition partition,
        address operator,
        address from,
        address to,
        uint256 amount
    ) external view returns (uint8) {
        return _codeFor(Question.TransferByOperator, partition, operator, from, to, amount, "");
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _codeFor(
        Question question,
        Partition partition,
        address operator,
        address from,
        address to,
        uint256 amount,
        bytes memory data
    ) private view returns (uint8) {
        RawMove memory m = moveOf(KIND_TRANSFER, partition, from, to, amount);
        (m.operator, m.initiator, m.data) = (operator, operator, data);
        return _ask(m, question);
    }

    function _ask(RawMove memory m, Question question) private view returns (uint8 code) {
        (code,,) = ITokenRules(address(this)).explain(m, question);
    }
}
