// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Questions} from "../interfaces/IERC7943Fungible.sol";
import {ITokenQuestions} from "../interfaces/ITokenQuestions.sol";
import {ITokenRules} from "../interfaces/ITokenRules.sol";
import {TaggedData} from "../libraries/TaggedData.sol";
import {MAX_BALANCE} from "../types/Holding.sol";
import {
    KIND_CUSTODY_TRANSFER,
    KIND_PARTITION_CHANGE,
    KIND_SWEEP,
    KIND_TRANSFER,
    KIND_TREASURY_TRANSFER,
    KIND_WITHDRAWAL
} from "../types/Move.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {Question} from "../types/Question.sol";
import {RawMove, moveFromCustody} from "../types/RawMove.sol";
import {FIRST_MODULE_CODE, Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {Config, ISSUANCE_FINISHED} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {TokenPart} from "./TokenPart.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title TokenQuestions
/// @notice The verdict about a move that is not made: the same code judges it.
abstract contract TokenQuestions is TokenPart, PartitionTransfers, IERC7943Questions, ITokenQuestions, ITokenRules {
    /// @inheritdoc ITokenRules
    function explain(RawMove calldata asked, Question question)
        external
        view
        returns (uint8 code, address module, bytes memory reason)
    {
        Config config = _config;
        (RawMove memory m, Transit memory t, Restriction verdict) = _routeQuestion(asked, question, config);
        if (verdict == Restriction.None) verdict = _judge(m, t, config);
        code = _codeOf(verdict, t);
        if (verdict == Restriction.ModuleRefused) (module, reason) = (_moduleAt(t.refuser - 1), t.reason);
    }

    /// @dev The move as the token itself would make it, or why it would not.
    function _routeQuestion(RawMove memory asked, Question question, Config config)
        private
        view
        returns (RawMove memory m, Transit memory t, Restriction code)
    {
        if (question == Question.Move) return _routeAsked(asked, config);
        if (question == Question.Issue) {
            (t, code) = _routeAskedIssue(asked, config);
            return (asked, t, code);
        }
        if (!_isRead(asked.data)) return (m, t, Restriction.DataRefused);
        code = _judgeAsker(asked, question, config);
        if (code != Restriction.None) return (m, t, code);
        if (!_isPartition(asked.from.partition)) return (m, t, Restriction.UnknownPartition);
        (m, t) = _routeIn(asked.from.partition, asked.from.account, asked.to.account, asked.amount, config);
        (m.operator, m.initiator, m.data) = (asked.operator, asked.initiator, asked.data);
    }

    /// @dev A spender's allowance comes first, as when it moves the shares.
    function _judgeAsker(RawMove memory asked, Question question, Config config) private view returns (Restriction) {
        if (question == Question.TransferByOperator) {
            return _judgeOperator(asked.from.partition, asked.operator, asked.from.account, asked.amount);
        }
        if (question == Question.Transfer) return Restriction.None;
        return _judgeSpender(asked.operator, asked.from.account, asked.amount, config);
    }

    function _routeAsked(RawMove memory asked, Config config)
        private
        view
        returns (RawMove memory m, Transit memory t, Restriction code)
    {
        if (asked.from.custodian != address(0)) (m, t, code) = _routeInCustody(asked, config);
        else (m, t, code) = _routeDirect(asked, config);
        (m.operator, m.initiator, m.data) = (asked.operator, asked.initiator, asked.data);
        if (code == Restriction.None && !_isRead(m.data)) code = Restriction.DataRefused;
        if (code == Restriction.None) code = _judgeCaller(m, t, config);
    }

    function _routeDirect(RawMove memory asked, Config config)
        private
        view
        returns (RawMove memory m, Transit memory t, Restriction code)
    {
        (address from, address to) = (asked.from.account, asked.to.account);
        bool deposit = asked.to.custodian != address(0);
        (m, t, code) = _routeBetween(
            asked.from.partition, asked.to.partition, from, deposit ? asked.to.custodian : to, asked.amount, config
        );
        bool inDefault = m.from.partition.isDefault() && m.to.partition.isDefault();
        bool swept = asked.kind == KIND_SWEEP && m.kind == KIND_TRANSFER && inDefault;
        if ((deposit && to != from) || (asked.kind != m.kind && !swept)) code = Restriction.UnknownMove;
        m.kind = asked.kind;
    }

    function _routeInCustody(RawMove memory asked, Config config)
        private
        view
        returns (RawMove memory m, Transit memory t, Restriction code)
    {
        address custodian = asked.from.custodian;
        bool inside = asked.to.custodian == custodian;
        m = moveFromCustody(custodian, asked.from.account, asked.to.custodian, asked.to.account, asked.amount);
        bool known = asked.kind == (inside ? KIND_CUSTODY_TRANSFER : KIND_WITHDRAWAL);
        if (!known || (!inside && asked.to.custodian != address(0))) return (m, t, Restriction.UnknownMove);
        if (!asked.from.partition.isDefault() || !asked.to.partition.isDefault()) {
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

    function _judgeSpender(address spender, address from, uint256 amount, Config config)
        private
        view
        returns (Restriction)
    {
        if (_allowances[from][spender] < amount) return Restriction.InsufficientAllowance;
        return amount != 0 && _isBarred(spender, config) ? Restriction.SpenderBarred : Restriction.None;
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

    /* -------------------------------------------------- issues ------------------------------------------------ */

    /// @dev Supply included.
    function _routeAskedIssue(RawMove memory m, Config config)
        private
        view
        returns (Transit memory t, Restriction code)
    {
        if (!_isPosition(m.to)) return (t, Restriction.UnknownPartition);
        if (config.isOn(ISSUANCE_FINISHED)) return (t, Restriction.IssuanceFinished);
        uint256 taken = _supply.holding.balance() + _reservedByOthers(m.operator);
        if (m.amount > MAX_BALANCE || taken + m.amount > _mostSupply()) return (t, Restriction.SupplyLimitReached);
        return (_routeIssueAt(m, config), Restriction.None);
    }

    function _routeIssueAt(RawMove memory m, Config config) internal view returns (Transit memory t) {
        t = _routeIssue(m, config);
        if (m.to.custodian != address(0)) _enterCustody(m.to.custodian, t);
    }

    /// @dev What comes into an owner's position at a custodian: it is approved, and asked if it wants to be.
    function _enterCustody(address custodian, Transit memory t) internal view {
        Party role = _roleOf(custodian);
        t.asksCustodian = role.asksDeposits();
        if (t.bar != Restriction.None) return;
        if (!role.approved()) t.bar = Restriction.CustodianNotApproved;
        else if (t.receiver.isIssuer()) t.bar = Restriction.InvalidReceiver;
    }

    /* --------------------------------------------- ordinary moves --------------------------------------------- */

    /// @inheritdoc ITokenQuestions
    function checkTransfer(address from, address to, uint256 amount) external view returns (bool) {
        Config config = _config;
        (RawMove memory m, Transit memory t) = _route(from, to, amount, config);
        (m.operator, m.initiator) = (from, from);
        Restriction code = _judge(m, t, config);
        if (code != Restriction.None) _refuseMove(code, m, t);
        return true;
    }

    /// @inheritdoc ITokenQuestions
    function detectTransferRestriction(address from, address to, uint256 amount) external view returns (uint8) {
        return _restrictionOf(from, from, to, amount, "");
    }

    /// @inheritdoc ITokenQuestions
    function detectCustodyRestriction(address custodian, address from, address to, uint256 amount, bool withdraw)
        external
        view
        returns (Restriction)
    {
        if (!_roleOf(custodian).isCustodian()) return Restriction.CustodianNotApproved;
        Config config = _config;
        RawMove memory m = moveFromCustody(custodian, from, withdraw ? address(0) : custodian, to, amount);
        (m.operator, m.initiator) = (custodian, custodian);
        return _judge(m, _routeCustody(m, config), config);
    }

    /// @dev A dry run is asked by anybody: it is judged as if `operator` made the move.
    function _restrictionOf(address operator, address from, address to, uint256 amount, bytes memory data)
        internal
        view
        returns (uint8)
    {
        Config config = _config;
        (RawMove memory m, Transit memory t) = _route(from, to, amount, config);
        (m.operator, m.initiator, m.data) = (operator, operator, data);
        return _codeOf(_judge(m, t, config), t);
    }

    /// @dev The public code: of a module that refuses it is its place, unless all it wants is a ticket.
    function _codeOf(Restriction code, Transit memory t) internal view returns (uint8) {
        if (code != Restriction.ModuleRefused) return uint8(code);
        if (_wantsTicket(t.refuser, t.reason)) return uint8(Restriction.TicketRequired);
        // At most 16 modules.
        // forge-lint: disable-next-line(unsafe-typecast)
        return FIRST_MODULE_CODE + uint8(t.refuser - 1);
    }

    /* ------------------------------------------------- ERC-7943 ----------------------------------------------- */

    /// @inheritdoc IERC7943Questions
    function canSend(address account) external view returns (bool) {
        return _mayDeal(account, true);
    }

    /// @inheritdoc IERC7943Questions
    function canReceive(address account) external view returns (bool) {
        return account != address(this) && _mayDeal(account, false);
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

    /// @dev With the treasury, to which nothing is objected.
    function _mayDeal(address account, bool sends) private view returns (bool) {
        Config config = _config;
        if (_isStopped(config)) return false;
        Party party = _partyOf(_direct[account].holding, account, config);
        if (!sends && party.approved()) return true;
        Standing standing;
        if (party.isInvestor()) standing = _standingOf(party, account);
        Party other = partyOfKind(PartyKind.Issuer);
        (Party from, Party to) = sends ? (party, other) : (other, party);
        return _judgeParties(from, to, standing, standing, config) == Restriction.None;
    }
}
