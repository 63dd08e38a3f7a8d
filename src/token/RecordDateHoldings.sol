// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {Holding} from "../types/Holding.sol";
import {Party} from "../types/Party.sol";
import {PositionKey, RecordDateHolding} from "../types/PositionKey.sol";
import {Standing} from "../types/Standing.sol";
import {Config, PRIMARY_ACCEPTED} from "./Config.sol";
import {Parties} from "./Parties.sol";
import {Position, Positions} from "./Positions.sol";
import {RecordDates} from "./RecordDates.sol";

/// @title RecordDateHoldings
/// @notice What positions held at a record date, and whether their owners may have what that brings, many at a time.
/// @dev Balances come from the token itself and can always be read. What a registrar says may fail or take any gas:
/// then its own investor is restricted, and nobody else is harmed.
abstract contract RecordDateHoldings is Parties, RecordDates {
    using Positions for Position;

    /// @dev For a registrar's answer. This project's takes a fifth of it.
    uint256 private constant STANDING_GAS = 50_000;

    /// @dev For an account without a binding in force: up to 32 registrars are asked whether they know it.
    uint256 private constant SEARCH_GAS = 300_000;

    /// @dev What must be left beside the gas passed on.
    uint256 private constant ASKING_GAS = 5_000;

    function _stakesAt(PositionKey[] calldata positions, uint40 recordDate)
        internal
        view
        returns (RecordDateHolding[] memory stakes)
    {
        uint256 dateIndex = _passedIndex(recordDate);
        Config config = _config;
        stakes = new RecordDateHolding[](positions.length);
        for (uint256 i; i < positions.length; ++i) {
            _fill(stakes[i], positions[i], dateIndex, config);
        }
    }

    function _fill(RecordDateHolding memory stake, PositionKey calldata key, uint256 dateIndex, Config config)
        private
        view
    {
        Position storage position = _position(key.custodian, key.account);
        Holding holding = position.holding;
        if (key.custodian == address(0) && _holdsForOthers(holding, key.account)) return;
        uint256 balance = position.balanceAt(dateIndex);
        if (balance == 0) return;

        address successor = _currentAccountOf(key.account);
        if (successor != key.account) holding = _direct[successor].holding;
        (stake.balance, stake.recipient) = (balance, successor);
        stake.restricted = _mayNotHave(successor, holding.party(), config);
    }

    /// @dev The treasury is nobody's; a custodian, now approved or not, holds what belongs to its beneficial owners.
    function _holdsForOthers(Holding holding, address account) private view returns (bool) {
        return holding.party().isCustodian() || account == address(_issuer());
    }

    /// @dev By the binding that transfers go by.
    function _mayNotHave(address account, Party kept, Config config) private view returns (bool) {
        (IKYCRegistrar registrar, bool accepted) = _keeperOf(kept, config);
        if (!accepted) return _mayNotHaveBySearch(account);
        if (config.freezeFilter().mayHold(kept.id()) && _isFrozen(kept)) return true;

        _requireGas(STANDING_GAS);
        (bool success, bytes memory answer) = address(registrar).staticcall{gas: STANDING_GAS}(
            abi.encodeCall(IKYCRegistrar.currentStanding, (kept.id(), kept.accountIndex()))
        );
        // Dirty upper bits mean nothing.
        // forge-lint: disable-next-line(unsafe-typecast)
        return !success || answer.length != 32 || Standing.wrap(uint32(uint256(bytes32(answer)))).restricted();
    }

    /// @return registrar that bound the party
    /// @return accepted whether the issuer goes by it now; false for whom no registrar bound
    function _keeperOf(Party party, Config config) private view returns (IKYCRegistrar registrar, bool accepted) {
        if (party.isOfPrimary()) return (_primary(), config.isOn(PRIMARY_ACCEPTED));
        if (party.isInvestor()) return _issuer().registrarAt(party.registrar());
    }

    function _mayNotHaveBySearch(address account) private view returns (bool) {
        _requireGas(SEARCH_GAS);
        try _issuer().isRestricted{gas: SEARCH_GAS}(account) returns (bool restricted) {
            return restricted;
        } catch {
            return true;
        }
    }

    /// @dev Or a caller who is stingy with gas could have an answer fail, and with it a good payment.
    function _requireGas(uint256 passedOn) private view {
        uint256 needed = passedOn * 64 / 63 + ASKING_GAS;
        if (gasleft() < needed) revert SecurityToken_TooLittleGas(gasleft(), needed);
    }
}
