// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../src/interfaces/IKYCRegistrar.sol";
import {ISuspensions} from "../../../src/interfaces/ISuspensions.sol";
import {AuthorityId} from "../../../src/types/Authority.sol";
import {InvestorId, Rating} from "../../../src/types/Identity.sol";
import {InvestorWord} from "../../../src/types/InvestorWord.sol";
import {Investor} from "../../../src/types/Investors.sol";
import {Suspension} from "../../../src/types/Suspension.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice One registrar as its events tell it, and nothing else.
contract RegisterWitness {
    struct Binding {
        InvestorId id;
        uint8 index;
    }

    mapping(InvestorId => Investor) private _investors;
    mapping(address => Binding) public bindingOf;
    mapping(AuthorityId => bool) public isRestricted;
    mapping(InvestorId => Suspension) private _ofInvestor;
    mapping(address => Suspension) private _ofAccount;
    InvestorId[] private _ids;
    address[] private _accounts;

    function fold(Vm.Log calldata log) external {
        bytes32 kind = log.topics[0];
        InvestorId id = log.topics.length > 1 ? InvestorId.wrap(bytes12(log.topics[1])) : InvestorId.wrap(0);
        if (kind == IKYCRegistrar.InvestorRegistered.selector) {
            _registered(id, log.data);
        } else if (kind == IKYCRegistrar.AccountsRegistered.selector) {
            _bound(id, abi.decode(log.data, (address[])));
        } else if (kind == IKYCRegistrar.AccountsRestricted.selector) {
            _barred(id, abi.decode(log.data, (address[])));
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

    function investor(InvestorId id) external view returns (Investor memory) {
        return _investors[id];
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

    function accountSuspension(address account) external view returns (Suspension memory) {
        return _ofAccount[account];
    }

    function _registered(InvestorId id, bytes calldata data) private {
        (InvestorWord record, address account) = abi.decode(data, (InvestorWord, address));
        _ids.push(id);
        _investors[id] = record.unpack();
        _investors[id].accountCount = 0;
        if (account != address(0)) _bind(id, account);
    }

    function _bound(InvestorId id, address[] memory accounts_) private {
        for (uint256 i; i < accounts_.length; ++i) {
            if (InvestorId.unwrap(bindingOf[accounts_[i]].id) == 0) _bind(id, accounts_[i]);
            else _investors[id].restrictedAccounts &= ~_bit(accounts_[i]);
        }
    }

    function _bind(InvestorId id, address account) private {
        bindingOf[account] = Binding(id, _investors[id].accountCount++);
        _accounts.push(account);
    }

    function _barred(InvestorId id, address[] memory accounts_) private {
        for (uint256 i; i < accounts_.length; ++i) {
            _investors[id].restrictedAccounts |= _bit(accounts_[i]);
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
            address account = address(uint160(uint256(log.topics[1])));
            _ofAccount[account] = _suspension(log, ofAccount);
            Investor storage record = _investors[bindingOf[account].id];
            if (InvestorId.unwrap(bindingOf[account].id) == 0) return;
            if (ofAccount) record.suspendedAccounts |= _bit(account);
            else record.suspendedAccounts &= ~_bit(account);
        }
    }

    function _suspension(Vm.Log calldata log, bool imposed) private view returns (Suspension memory suspension) {
        if (!imposed) return suspension;
        return Suspension(_authority(log, 2), uint40(block.timestamp), abi.decode(log.data, (bytes)));
    }

    function _bit(address account) private view returns (uint64) {
        return uint64(1) << bindingOf[account].index;
    }

    function _authority(Vm.Log calldata log, uint256 topic) private pure returns (AuthorityId) {
        return AuthorityId.wrap(uint32(uint256(log.topics[topic])));
    }
}
