// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuerRules} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ForeignCalls} from "../libraries/ForeignCalls.sol";
import {RegistrarQueries} from "../libraries/RegistrarQueries.sol";
import {Holding} from "../types/Holding.sol";
import {Partition} from "../types/Partition.sol";
import {Party} from "../types/Party.sol";
import {PositionKey, RecordDateHolding} from "../types/PositionKey.sol";
import {Config, PRIMARY_ACCEPTED} from "./Config.sol";
import {Parties} from "./Parties.sol";
import {RecordDates} from "./RecordDates.sol";

/// @title RecordDateHoldings
/// @notice What positions held at a record date, and whether their owners may have what that brings, many at a time.
/// @dev Balances come from the token itself and can always be read. What a registrar says may fail or take any gas:
/// then its own investor is restricted, and nobody else is harmed.
abstract contract RecordDateHoldings is Parties, RecordDates {
    /// @dev For a registrar's answer. This project's takes a fifth of it.
    uint256 private constant STANDING_GAS = 50_000;

    /// @dev For an account without a binding in force: up to 32 registrars are asked whether they know it.
    uint256 private constant SEARCH_GAS = 300_000;

    /// @dev What must be left beside the gas passed on.
    uint256 private constant ASKING_GAS = 5_000;

    function _holdingsAt(PositionKey[] calldata positions, uint40 recordDate)
        internal
        view
        returns (RecordDateHolding[] memory holdings)
    {
        uint256 dateIndex = _passedIndex(recordDate);
        uint256 epoch = _epochAt(dateIndex);
        Config config = _config;
        holdings = new RecordDateHolding[](positions.length);
        for (uint256 i; i < positions.length; ++i) {
            (uint256 balance, Party party, Holding holding) = _stateAt(positions[i], dateIndex, epoch);
            if (balance == 0) continue;
            if (!positions[i].partition.isDefault()) holding = _direct[positions[i].account].holding;
            _fill(holdings[i], positions[i], balance, party, holding, config);
        }
    }

    /// @dev No custodian keeps another partition than the default one.
    function _holdingsInAt(Partition partition, PositionKey[] calldata positions, uint40 recordDate)
        internal
        view
        returns (RecordDateHolding[] memory holdings)
    {
        uint256 dateIndex = _passedIndex(recordDate);
        Config config = _config;
        holdings = new RecordDateHolding[](positions.length);
        for (uint256 i; i < positions.length; ++i) {
            PositionKey memory key = PositionKey(positions[i].custodian, partition, positions[i].account);
            if (key.custodian != address(0) && !partition.isDefault()) continue;
            (uint256 balance, Party party) = _stateInAt(key, dateIndex);
            if (balance == 0) continue;
            _fill(holdings[i], key, balance, party, _position(key.custodian, key.account).holding, config);
        }
    }

    /// @param direct the account's word in the default partition now, directly or at the custodian
    function _fill(
        RecordDateHolding memory held,
        PositionKey memory key,
        uint256 balance,
        Party party,
        Holding direct,
        Config config
    ) private view {
        if (key.custodian == address(0) && _holdsForOthers(direct, key.account)) return;

        address successor = key.account;
        // A direct word says itself whether its account was lost.
        if (key.custodian != address(0) || direct.party().isLost()) {
            successor = _currentAccountOf(key.account);
            if (successor != key.account) direct = _direct[successor].holding;
        }
        (held.balance, held.recipient, held.investor) = (balance, successor, party.key());
        held.restricted = _mayNotHave(successor, direct.party(), config);
    }

    /// @dev The treasury is nobody's; a custodian, now approved or not, holds what belongs to its beneficial owners.
    function _holdsForOthers(Holding holding, address account) private view returns (bool) {
        return holding.party().isCustodian() || account == address(_issuer());
    }

    /// @dev By the binding that transfers go by.
    function _mayNotHave(address account, Party kept, Config config) private view returns (bool) {
        IKYCRegistrar registrar = _keeperOf(kept, config);
        if (address(registrar) == address(0)) return _mayNotHaveBySearch(account);
        if (_isFrozen(kept, config)) return true;

        _requireGas(STANDING_GAS);
        return RegistrarQueries.standingOf(registrar, kept.id(), account, STANDING_GAS).restricted();
    }

    /// @return registrar that bound the party; zero if the issuer does not go by it now, or no registrar did
    function _keeperOf(Party party, Config config) private view returns (IKYCRegistrar registrar) {
        if (party.isOfPrimary()) return config.isOn(PRIMARY_ACCEPTED) ? _primary() : registrar;
        if (party.isInvestor()) return _registrars[party.registrar()];
    }

    function _mayNotHaveBySearch(address account) private view returns (bool) {
        _requireGas(SEARCH_GAS);
        bytes memory question = abi.encodeCall(IIssuerRules.isRestricted, (account));
        (bool success, uint256 restricted) = ForeignCalls.tryWord(address(_issuer()), SEARCH_GAS, question);
        return !success || restricted != 0;
    }

    /// @dev Or a caller who is stingy with gas could have an answer fail, and with it a good payment.
    function _requireGas(uint256 passedOn) private view {
        uint256 needed = passedOn * 64 / 63 + ASKING_GAS;
        if (gasleft() < needed) revert SecurityToken_TooLittleGas(gasleft(), needed);
    }
}
