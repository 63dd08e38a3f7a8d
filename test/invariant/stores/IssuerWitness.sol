// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../src/interfaces/IIssuingEntity.sol";
import {Country, InvestorKey, Rating} from "../../../src/types/Identity.sol";
import {InvestorClass} from "../../../src/types/InvestorClass.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice One issuer as its events tell it, and nothing else.
contract IssuerWitness {
    struct Rule {
        bool permitted;
        Rating minRating;
        uint32[8] limits;
    }

    struct Counted {
        bool counts;
        InvestorClass class;
    }

    struct Registrar {
        address at;
        bool accepted;
    }

    bool public restricted;
    address[] private _tokens;
    mapping(uint8 index => Registrar) public registrarAt;
    mapping(address => bool) public isCustodian;
    mapping(address => bool) public isApproved;
    mapping(address => bool) public isAttachedContract;
    mapping(InvestorKey => bool) public isFrozen;
    mapping(InvestorKey => Counted) public countedAs;
    mapping(Country => Rule) private _rules;
    mapping(Country => uint32[8]) private _counts;
    uint32[8] private _total;
    uint32[8] private _limits;

    function fold(Vm.Log calldata log) external {
        bytes32 kind = log.topics[0];
        address account = log.topics.length > 1 ? address(uint160(uint256(log.topics[1]))) : address(0);
        if (kind == IIssuingEntity.InvestorCounted.selector) {
            _count(log, true);
        } else if (kind == IIssuingEntity.InvestorUncounted.selector) {
            _count(log, false);
        } else if (kind == IIssuingEntity.TokenAdded.selector) {
            _tokens.push(account);
        } else if (kind == IIssuingEntity.RegistrarAdded.selector) {
            _registrar(log, account, true);
        } else if (kind == IIssuingEntity.RegistrarRemoved.selector) {
            _registrar(log, account, false);
        } else if (kind == IIssuingEntity.CustodianAdded.selector) {
            _custodian(account, true);
        } else if (kind == IIssuingEntity.CustodianRemoved.selector) {
            _custodian(account, false);
        } else if (kind == IIssuingEntity.ContractAttached.selector) {
            isAttachedContract[account] = true;
        } else if (kind == IIssuingEntity.ContractDetached.selector) {
            isAttachedContract[account] = false;
        } else if (kind == IIssuingEntity.CountryRuleSet.selector) {
            _rule(log);
        } else if (kind == IIssuingEntity.InvestorLimitsSet.selector) {
            _limits = abi.decode(log.data, (uint32[8]));
        } else if (kind == IIssuingEntity.GlobalRestrictionSet.selector) {
            restricted = abi.decode(log.data, (bool));
        } else if (kind == IIssuingEntity.InvestorRestrictionSet.selector) {
            isFrozen[_key(log)] = abi.decode(log.data, (bool));
        }
    }

    function tokens() external view returns (address[] memory) {
        return _tokens;
    }

    function ruleOf(Country country) external view returns (Rule memory) {
        return _rules[country];
    }

    function totals() external view returns (uint32[8] memory counts, uint32[8] memory limits) {
        return (_total, _limits);
    }

    function countsOf(Country country) external view returns (uint32[8] memory) {
        return _counts[country];
    }

    function _count(Vm.Log calldata log, bool more) private {
        InvestorClass class = abi.decode(log.data, (InvestorClass));
        countedAs[_key(log)] = Counted(more, class);
        _add(_total, class.rating(), more);
        _add(_counts[class.country()], class.rating(), more);
    }

    function _key(Vm.Log calldata log) private pure returns (InvestorKey) {
        return InvestorKey.wrap(uint40(uint256(log.topics[1])));
    }

    function _add(uint32[8] storage lanes, Rating rating, bool more) private {
        uint8 lane = Rating.unwrap(rating);
        lanes[0] = more ? lanes[0] + 1 : lanes[0] - 1;
        if (lane != 0) lanes[lane] = more ? lanes[lane] + 1 : lanes[lane] - 1;
    }

    function _registrar(Vm.Log calldata log, address at, bool accepted) private {
        registrarAt[abi.decode(log.data, (uint8))] = Registrar(at, accepted);
    }

    function _custodian(address custodian, bool approved) private {
        (isCustodian[custodian], isApproved[custodian]) = (true, approved);
    }

    function _rule(Vm.Log calldata log) private {
        Country country = Country.wrap(uint16(uint256(log.topics[1])));
        Rule memory rule;
        (rule.permitted, rule.minRating, rule.limits) = abi.decode(log.data, (bool, Rating, uint32[8]));
        _rules[country] = rule;
    }
}
