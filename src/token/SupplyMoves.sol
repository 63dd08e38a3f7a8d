// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Eligibility} from "../libraries/Eligibility.sol";
import {MAX_BALANCE} from "../types/Holding.sol";
import {HOOK_TRANSFER_TOKENS} from "../types/Modules.sol";
import {KIND_ISSUE} from "../types/Move.sol";
import {Partition} from "../types/Partition.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config, ISSUANCE_FINISHED} from "./Config.sol";
import {RawMove} from "./RawMove.sol";
import {Transfers} from "./Transfers.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title SupplyMoves
/// @notice Shares that come into being or end, in any position, and the dry run of an issue.
abstract contract SupplyMoves is Transfers {
    /* ------------------------------------------------- issuing ------------------------------------------------ */

    /// @dev The verdict of an issue, supply included.
    function _judgeIssue(PositionKey memory to, uint256 amount)
        internal
        view
        returns (Restriction code, Transit memory t)
    {
        Config config = _config;
        if (!_isPosition(to)) return (Restriction.UnknownPartition, t);
        if (config.isOn(ISSUANCE_FINISHED)) return (Restriction.IssuanceFinished, t);
        if (!_hasRoom(amount)) return (Restriction.SupplyLimitReached, t);
        RawMove memory m = _moveBetween(KIND_ISSUE, PositionKey(address(0), to.partition, address(0)), to, amount);
        t = _routeIssueAt(m, config);
        code = _judge(m, t, config);
    }

    /// @dev Into any position. The supply has grown.
    function _issueAt(PositionKey memory to, uint256 amount, Config config) internal {
        RawMove memory m = _moveBetween(KIND_ISSUE, PositionKey(address(0), to.partition, address(0)), to, amount);
        _execute(m, _routeIssueAt(m, config), config);
    }

    function _routeIssueAt(RawMove memory m, Config config) private view returns (Transit memory t) {
        t = _routeIssue(m, config);
        if (m.to.custodian != address(0)) _enterCustody(m.to.custodian, t);
    }

    function _hasRoom(uint256 amount) private view returns (bool) {
        uint256 taken = _supply.holding.balance() + _reservedByOthers(msg.sender);
        return amount <= MAX_BALANCE && taken + amount <= _mostSupply();
    }

    /// @dev What comes into an owner's position at a custodian: it is approved, and asked if it wants to be.
    function _enterCustody(address custodian, Transit memory t) internal view {
        Party role = _roleOf(custodian);
        t.asksCustodian = role.asksDeposits();
        if (t.bar != Restriction.None) return;
        if (!role.approved()) t.bar = Restriction.CustodianNotApproved;
        else if (t.receiver.isIssuer()) t.bar = Restriction.InvalidReceiver;
    }

    /// @dev New shares, judged like a transfer from a treasury that holds enough. The supply grows first, so that no
    /// hook meets more shares than there are.
    function _issue(address to, uint256 amount, Partition partition, Config config) internal {
        RawMove memory m = _moveOf(KIND_ISSUE, partition, address(0), to, amount);
        _execute(m, _routeIssue(m, config), config);
    }

    function _routeIssue(RawMove memory m, Config config) internal view returns (Transit memory t) {
        address to = m.to.account;
        t.from = t.from.withBalance(m.amount);
        t.to = _present(m.to.custodian, to, config);
        t.sender = partyOfKind(PartyKind.Issuer);
        t.receiver = _ownerOf(t.to, m.to.custodian, to, config);
        if (to == address(0) || to == address(this)) t.bar = Restriction.InvalidReceiver;
    }

    /// @dev Before the caller issues shares: what it has reserved is used up first.
    function _addSupply(uint256 amount, Config config) internal {
        _requireRoom(amount, config);
        _useReserved(amount);
        _grow(_supply, amount, config);
    }

    /// @dev What others have reserved is not there.
    function _requireRoom(uint256 amount, Config config) internal view {
        if (config.isOn(ISSUANCE_FINISHED)) revert SecurityToken_IssuanceFinished();
        if (amount > MAX_BALANCE) revert SecurityToken_SupplyOverflow(amount);
        uint256 supplyAfter = _supply.holding.balance() + amount;
        if (supplyAfter > MAX_BALANCE) revert SecurityToken_SupplyOverflow(supplyAfter);
        supplyAfter += _reservedByOthers(msg.sender);
        if (supplyAfter > _mostSupply()) revert SecurityToken_AuthorizedSupplyExceeded(supplyAfter, _mostSupply());
    }

    function _mostSupply() internal view returns (uint256) {
        uint256 authorized = _supplyLimit.authorized;
        return authorized == 0 ? MAX_BALANCE : authorized;
    }

    /* ------------------------------------------------ redeeming ----------------------------------------------- */

    /// @dev Takes shares from a position of an investor or the treasury, and from the supply, before any module is notified.
    /// @param m its receiver is nobody
    /// @param forced take what is encumbered or locked, too, and ask no module. The same as its kind says: a constant, so that
    /// parts that never force do without the code
    function _redeem(RawMove memory m, bool forced, Config config) internal {
        Transit memory t;
        t.from = _present(m.from.custodian, m.from.account, config);
        _bringForward(m, t, config);
        t.sender =
            t.from.party().isInvestor() ? t.from.party() : _ownerOf(t.from, m.from.custodian, m.from.account, config);
        t.receiver = partyOfKind(PartyKind.Issuer);
        Restriction code = Eligibility.senderKind(t.sender);
        if (code == Restriction.None && forced) code = _judgeTaking(m, t.from, config);
        else if (code == Restriction.None && m.amount != 0) code = _judgeAmount(m, t, config);
        if (code != Restriction.None) _refuseMove(code, m, t);

        uint256 cut;
        if (m.amount != 0) {
            if (forced) cut = _cut(m, t, config);
            _record(m, t, true);
            _moveShares(m, t, config);
            _take(m, t, config);
            if (m.from.custodian != address(0)) _moveTotals(m, config);
            _shrink(_supply, m.amount, config);
        }
        _announceRedemption(m);
        if (!forced) {
            if (config.hooks() & HOOK_TRANSFER_TOKENS != 0 && m.amount != 0) _notifyModules(m, t.question, config);
            return;
        }
        _tellForced(m, config);
        _tellEncumbrances(m.from, cut, config);
    }

    function _announceRedemption(RawMove memory m) private {
        if (m.from.custodian == address(0)) {
            emit IERC20.Transfer(m.from.account, address(0), m.amount);
            return;
        }
        emit IERC20.Transfer(m.from.custodian, address(0), m.amount);
        emit CustodyTransferred(m.from.custodian, m.from.account, address(0), m.amount);
    }
}
