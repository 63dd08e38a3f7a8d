// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../src/interfaces/IKYCRegistrar.sol";
import {ISuspensions} from "../../../src/interfaces/ISuspensions.sol";
import {AuthorityId} from "../../../src/types/Authority.sol";
import {InvestorId, NOBODY, Rating} from "../../../src/types/Identity.sol";
import {InvestorWord} from "../../../src/types/InvestorWord.sol";
import {Account, Investor} from "../../../src/types/Investors.sol";
import {Suspension} from "../../../src/types/Suspension.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice One registrar as its events tell it, and nothing else.
contract RegisterWitness {
    mapping(InvestorId => Investor) private _investors;
    mapping(InvestorId => bytes32) public identityHashOf;
    mapping(address => Account) private _states;
    mapping(AuthorityId => bool) public isRestricted;
    mapping(InvestorId => Suspension) private _ofInvestor;
    mapping(address => Suspension) private _ofAccount;
    InvestorId[] private _ids;
    address[] private _accounts;

    function fold(Vm.Log calldata log) external {
        bytes32 kind = log.topics[0];
        InvestorId id = log.topics.length > 1 ? InvestorId.wrap(uint32(uint256(log.topics[1]))) : NOBODY;
        if (kind == IKYCRegistrar.InvestorRegistered.selector) {
            _registered(id, log);
        } else if (kind == IKYCRegistrar.AccountsRegistered.selector) {
            _bound(id, abi.decode(log.data, (address[])));
        } else if (kind == IKYCRegistrar.AccountsRestricted.selector) {
            _restricted(abi.decode(log.data, (address[])));
        } else if (kind == IKYCRegistrar.InvestorUpdated.selector) {
            _updated(id, log.data);
        } else if (kind == IKYCRegistrar.InvestorLapsed.selector) {
            _investors[id].lapsed = true;
        } else if (kind == IKYCRegistrar.InvestorRestrictionSet.selector) {
            _investors[id].restricted = abi.decode(log.data, (bool));
        } else if (kind == IKYCRegistrar.InvestorAuthoritySet.selector) {
            _investors[id].authority = _authority(log, 2);
        } else if (kind == IKYCRegistrar.AuthorityRestrictionSet.selector) {
            isRestricted[_authority(log, 1)] = abi.decode(log.data, (bool));
        } else {
            _foldSuspension(kind, id, log);
        }
    }

    function investor(InvestorId id) external view returns (Investor memory record) {
        record = _investors[id];
        if (id == NOBODY) return record;
        for (uint256 i; i < _accounts.length; ++i) {
            Account memory state = _states[_accounts[i]];
            if (state.investor == id && (state.restricted || state.suspended)) ++record.barredAccounts;
        }
    }

    function account(address account_) external view returns (Account memory) {
        return _states[account_];
    }

    function ids() external view returns (InvestorId[] memory) {
        return _ids;
    }

    function accounts() external view returns (address[] memory) {
        return _accounts;
    }

    function investorSuspension(InvestorId id) external view returns (Suspension memory) {
        return _ofInvestor[id];
    }

    function accountSuspension(address account_) external view returns (Suspension memory) {
        return _ofAccount[account_];
    }

    function _registered(InvestorId id, Vm.Log calldata log) private {
        (InvestorWord record, address first) = abi.decode(log.data, (InvestorWord, address));
        _ids.push(id);
        _investors[id] = record.unpack();
        identityHashOf[id] = log.topics[2];
        if (first != address(0)) _bind(id, first);
    }

    function _bound(InvestorId id, address[] memory accounts_) private {
        for (uint256 i; i < accounts_.length; ++i) {
            if (_states[accounts_[i]].investor == NOBODY) _bind(id, accounts_[i]);
            else _states[accounts_[i]].restricted = false;
        }
    }

    function _bind(InvestorId id, address account_) private {
        _states[account_].investor = id;
        _accounts.push(account_);
    }

    function _restricted(address[] memory accounts_) private {
        for (uint256 i; i < accounts_.length; ++i) {
            _states[accounts_[i]].restricted = true;
        }
    }

    function _updated(InvestorId id, bytes calldata data) private {
        Investor storage record = _investors[id];
        (record.region, record.rating, record.expiresAt, record.authority) =
            abi.decode(data, (bytes3, Rating, uint40, AuthorityId));
        record.lapsed = false;
    }

    function _foldSuspension(bytes32 kind, InvestorId id, Vm.Log calldata log) private {
        bool ofInvestor = kind == ISuspensions.InvestorSuspended.selector;
        bool ofAccount = kind == ISuspensions.AccountSuspended.selector;
        if (ofInvestor || kind == ISuspensions.InvestorSuspensionLifted.selector) {
            _ofInvestor[id] = _suspension(log, ofInvestor);
            _investors[id].suspended = ofInvestor;
        } else if (ofAccount || kind == ISuspensions.AccountSuspensionLifted.selector) {
            address account_ = address(uint160(uint256(log.topics[1])));
            _ofAccount[account_] = _suspension(log, ofAccount);
            _states[account_].suspended = ofAccount;
        }
    }

    function _suspension(Vm.Log calldata log, bool imposed) private view returns (Suspension memory suspension) {
        if (!imposed) return suspension;
        return Suspension(_authority(log, 2), uint40(block.timestamp), abi.decode(log.data, (bytes)));
    }

    function _authority(Vm.Log calldata log, uint256 topic) private pure returns (AuthorityId) {
        return AuthorityId.wrap(uint32(uint256(log.topics[topic])));
    }
}
