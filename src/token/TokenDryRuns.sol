// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Questions} from "../interfaces/IERC7943Fungible.sol";
import {ITokenDryRuns} from "../interfaces/ITokenDryRuns.sol";
import {MAX_BALANCE} from "../types/Holding.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {Restriction} from "../types/Restriction.sol";
import {Standing} from "../types/Standing.sol";
import {Config} from "./Config.sol";
import {PartitionTransfers} from "./PartitionTransfers.sol";
import {RawMove} from "./RawMove.sol";
import {TokenPart} from "./TokenPart.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title TokenDryRuns
/// @notice Code of every token for what is asked before anything moves.
contract TokenDryRuns is TokenPart, PartitionTransfers, ITokenDryRuns {
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

    function _standingNow(address account, Config config) private view returns (Party party, Standing standing) {
        party = _partyOf(_direct[account].holding, account, config);
        if (party.isInvestor()) standing = _standingOf(party);
    }
}
