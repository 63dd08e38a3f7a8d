// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Questions} from "../interfaces/IERC7943Fungible.sol";
import {IModuleHooks} from "../interfaces/IModule.sol";
import {ITokenDryRuns} from "../interfaces/ITokenDryRuns.sol";
import {BoundedCall} from "../libraries/BoundedCall.sol";
import {RestrictionTexts} from "../libraries/RestrictionTexts.sol";
import {TaggedData} from "../libraries/TaggedData.sol";
import {MAX_BALANCE} from "../types/Holding.sol";
import {
    KIND_CUSTODY_TRANSFER,
    KIND_PARTITION_CHANGE,
    KIND_SWEEP,
    KIND_TRANSFER,
    KIND_TREASURY_TRANSFER,
    KIND_WITHDRAWAL,
    Move
} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {FIRST_MODULE_CODE, Restriction} from "../types/Restriction.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {Config} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {RawMove} from "./RawMove.sol";
import {TokenPart} from "./TokenPart.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title TokenDryRuns
/// @notice Code of every token for whoever asks whether a move would pass.
contract TokenDryRuns is TokenPart, PartitionTransfers, ITokenDryRuns {
    uint256 private constant TITLE_GAS = 50_000;
    uint256 private constant MAX_TITLE = 64;

    /* ------------------------------------------------- any move ----------------------------------------------- */

    /// @inheritdoc ITokenDryRuns
    function explainTransfer(Move calldata move)
        external
        view
        returns (uint8 code, address module, bytes memory reason)
    {
        Config config = _config;
        (RawMove memory m, Transit memory t, Restriction verdict) = _routeAsked(move, config);
        if (verdict == Restriction.None) verdict = _judgeCaller(m, t, config);
        if (verdict == Restriction.None) verdict = _judge(m, t, config);
        code = _codeOf(verdict, t);
        if (verdict == Restriction.ModuleRefused) (module, reason) = (_moduleAt(t.refuser - 1), t.reason);
    }

    /// @dev The move as the token itself would make it, or why it would not.
    function _routeAsked(Move calldata move, Config config)
        private
        view
        returns (RawMove memory m, Transit memory t, Restriction code)
    {
        if (move.from.custodian != address(0)) (m, t, code) = _routeInCustody(move, config);
        else (m, t, code) = _routeDirect(move, config);
        (m.operator, m.initiator) = (move.operator, move.initiator);
        if (move.data.length != 0) m.data = abi.encode(move.data);
        if (code == Restriction.None && !_isRead(m.data)) code = Restriction.DataRefused;
    }

    function _routeDirect(Move calldata move, Config config)
        private
        view
        returns (RawMove memory m, Transit memory t, Restriction code)
    {
        (address from, address to) = (move.from.account, move.to.account);
        bool deposit = move.to.custodian != address(0);
        (m, t, code) = _routeBetween(
            move.from.partition, move.to.partition, from, deposit ? move.to.custodian : to, move.amount, config
        );
        bool inDefault = m.from.partition.isDefault() && m.to.partition.isDefault();
        bool sweep = move.kind == KIND_SWEEP && m.kind == KIND_TRANSFER && inDefault;
        if ((deposit && to != from) || (move.kind != m.kind && !sweep)) code = Restriction.UnknownMove;
        m.kind = move.kind;
    }

    function _routeInCustody(Move calldata move, Config config)
        private
        view
        returns (RawMove memory m, Transit memory t, Restriction code)
    {
        address custodian = move.from.custodian;
        bool inside = move.to.custodian == custodian;
        m = _moveFromCustody(custodian, move.from.account, move.to.custodian, move.to.account, move.amount);
        bool known = move.kind == (inside ? KIND_CUSTODY_TRANSFER : KIND_WITHDRAWAL);
        if (!known || (!inside && move.to.custodian != address(0))) return (m, t, Restriction.UnknownMove);
        if (!move.from.partition.isDefault() || !move.to.partition.isDefault()) {
            return (m, t, Restriction.PartitionNotAtCustodian);
        }
        if (!_roleOf(custodian).isCustodian()) return (m, t, Restriction.CustodianNotApproved);
        t = _routeCustody(m, config);
    }

    /// @dev Whether the operator may make the move at all. Nobody else's allowance is needed for what the holder has signed.
    function _judgeCaller(RawMove memory m, Transit memory t, Config config) private view returns (Restriction) {
        if (m.kind == KIND_TREASURY_TRANSFER) return Restriction.None;
        if (m.from.custodian != address(0)) {
            return m.operator == m.from.custodian ? Restriction.None : Restriction.NotOperator;
        }
        if (m.kind == KIND_SWEEP) {
            bool own = m.operator == m.to.account && t.sender.isSameInvestor(t.receiver);
            return own && _sweepable[m.from.account] ? Restriction.None : Restriction.NotOperator;
        }
        if (m.initiator == m.from.account) return Restriction.None;
        if (m.kind == KIND_PARTITION_CHANGE) return Restriction.NotOperator;
        Restriction code = _judgeOperator(m.from.partition, m.operator, m.from.account, m.amount);
        bool byERC20 = m.from.partition.isDefault() && m.to.partition.isDefault();
        if (code != Restriction.NotOperator || !byERC20) return code;
        return _judgeSpender(m.operator, m.from.account, m.amount, config);
    }

    /// @inheritdoc ITokenDryRuns
    function detectIssueRestriction(PositionKey calldata to, uint256 amount) external view returns (uint8) {
        (Restriction code, Transit memory t) = _judgeIssue(to, amount);
        return _codeOf(code, t);
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
        return _codeFor(spender, from, to, amount, "");
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
        uint8 code = _isRead(data)
            ? _restrictionOf(msg.sender, msg.sender, to, amount, data)
            : uint8(Restriction.DataRefused);
        return (code == 0, bytes1(code), bytes32(0));
    }

    /// @inheritdoc ITokenDryRuns
    function canTransferFrom(address from, address to, uint256 amount, bytes calldata data)
        external
        view
        returns (bool, bytes1, bytes32)
    {
        uint8 code = _isRead(data) ? _codeFor(msg.sender, from, to, amount, data) : uint8(Restriction.DataRefused);
        return (code == 0, bytes1(code), bytes32(0));
    }

    /// @inheritdoc ITokenDryRuns
    function canTransferByPartition(address from, address to, Partition partition, uint256 amount, bytes calldata data)
        external
        view
        returns (bytes1, bytes32, Partition)
    {
        uint8 code =
            _isRead(data) ? _codeIn(partition, msg.sender, from, to, amount, data) : uint8(Restriction.DataRefused);
        return (bytes1(code), bytes32(0), partition);
    }

    /// @inheritdoc ITokenDryRuns
    function detectPartitionRestriction(Partition partition, address from, address to, uint256 amount)
        external
        view
        returns (uint8)
    {
        return _codeIn(partition, from, from, to, amount, "");
    }

    /// @inheritdoc ITokenDryRuns
    function detectPartitionRestrictionFrom(
        Partition partition,
        address operator,
        address from,
        address to,
        uint256 amount
    ) external view returns (uint8) {
        Restriction code = _judgeOperator(partition, operator, from, amount);
        return code == Restriction.None ? _restrictionIn(partition, operator, from, to, amount, "") : uint8(code);
    }

    /* ------------------------------------------------- ERC-7943 ----------------------------------------------- */

    /// @inheritdoc IERC7943Questions
    function canSend(address account) external view returns (bool) {
        Config config = _config;
        if (_isStopped(config)) return false;
        (Party party, Standing standing) = _standingNow(account, config);
        return
            _judgeParties(party, partyOfKind(PartyKind.Issuer), standing, Standing.wrap(0), config) == Restriction.None;
    }

    /// @inheritdoc IERC7943Questions
    function canReceive(address account) external view returns (bool) {
        Config config = _config;
        if (_isStopped(config) || account == address(this)) return false;
        (Party party, Standing standing) = _standingNow(account, config);
        return party.approved()
            || _judgeParties(partyOfKind(PartyKind.Issuer), party, Standing.wrap(0), standing, config)
                == Restriction.None;
    }

    /// @inheritdoc IERC7943Questions
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        if (amount > MAX_BALANCE) return false;
        Config config = _config;
        (RawMove memory m, Transit memory t) = _route(from, to, amount, config);
        (m.operator, m.initiator) = (from, from);
        uint256 held = _heldIn(m.from, t.from);
        if (amount > held && _freeOf(from, t.from, config) == held) {
            // One more than he sends: nobody is judged as if he left. What cannot exist is never held.
            t.from = t.from.withBalance(Math.min(t.from.balance() - held + amount + 1, MAX_BALANCE));
        }
        return _judge(m, t, config) == Restriction.None;
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    /// @dev A spender's allowance is asked first, as `transferFrom` does.
    function _codeFor(address spender, address from, address to, uint256 amount, bytes memory data)
        private
        view
        returns (uint8)
    {
        Restriction code = _judgeSpender(spender, from, amount, _config);
        return code == Restriction.None ? _restrictionOf(spender, from, to, amount, data) : uint8(code);
    }

    function _judgeSpender(address spender, address from, uint256 amount, Config config)
        private
        view
        returns (Restriction)
    {
        if (_allowances[from][spender] < amount) return Restriction.InsufficientAllowance;
        return amount != 0 && _isBarred(spender, config) ? Restriction.SpenderBarred : Restriction.None;
    }

    function _codeIn(Partition partition, address operator, address from, address to, uint256 amount, bytes memory data)
        private
        view
        returns (uint8)
    {
        if (operator != from) {
            Restriction code = _judgeOperator(partition, operator, from, amount);
            if (code != Restriction.None) return uint8(code);
        }
        return _restrictionIn(partition, operator, from, to, amount, data);
    }

    function _restrictionIn(
        Partition partition,
        address operator,
        address from,
        address to,
        uint256 amount,
        bytes memory data
    ) private view returns (uint8) {
        if (!_isPartition(partition)) return uint8(Restriction.UnknownPartition);
        Config config = _config;
        (RawMove memory m, Transit memory t) = _routeIn(partition, from, to, amount, config);
        (m.operator, m.initiator, m.data) = (operator, operator, data);
        return _codeOf(_judge(m, t, config), t);
    }

    /// @dev Whether the data is empty, or all of it is read by somebody.
    function _isRead(bytes memory data) private view returns (bool) {
        if (data.length == 0) return true;
        (bool valid, bytes4[] memory tags) = TaggedData.tagsOf(data);
        for (uint256 i; valid && i < tags.length; ++i) {
            valid = _reads(tags[i]);
        }
        return valid;
    }

    function _standingNow(address account, Config config) private view returns (Party party, Standing standing) {
        party = _partyOf(_direct[account].holding, account, config);
        if (party.isInvestor()) standing = _standingOf(party);
    }
}
