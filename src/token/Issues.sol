// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MAX_BALANCE} from "../types/Holding.sol";
import {KIND_ISSUE} from "../types/Move.sol";
import {Party} from "../types/Party.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {Restriction} from "../types/Restriction.sol";
import {Config, ISSUANCE_FINISHED} from "./Config.sol";
import {RawMove} from "./RawMove.sol";
import {Transfers} from "./Transfers.sol";

/// @title Issues
/// @notice Shares that come into being in any position, and the dry run of that.
abstract contract Issues is Transfers {
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
}
