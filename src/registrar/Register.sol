// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {AuthorityId} from "../types/Authority.sol";
import {Duty} from "../types/Duty.sol";
import {AccountKey, InvestorId} from "../types/Identity.sol";
import {InvestorWord} from "../types/InvestorWord.sol";
import {Investor} from "../types/Investors.sol";
import {Standing, newStanding} from "../types/Standing.sol";
import {AccountWord} from "./AccountWord.sol";
import {RegistrarAuthorities} from "./RegistrarAuthorities.sol";

/// @title Register
/// @notice What a registrar knows of investors and accounts, and where they stand: everything that is read.
abstract contract Register is RegistrarAuthorities {
    InvestorId internal constant NOBODY = InvestorId.wrap(0);

    /// @dev In a struct, so that its place can be kept between reading and writing.
    struct Entry {
        InvestorWord record;
    }

    /// @dev As `Entry`.
    struct Binding {
        AccountWord account;
    }

    mapping(InvestorId => Entry) internal _investors;
    mapping(address => Binding) internal _bindings;

    /// @inheritdoc IKYCRegistrar
    function getInvestor(InvestorId id) external view returns (Investor memory) {
        return _investors[id].record.unpack();
    }

    /// @inheritdoc IKYCRegistrar
    function getInvestors(InvestorId[] calldata ids) external view returns (Investor[] memory investors) {
        investors = new Investor[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            investors[i] = _investors[ids[i]].record.unpack();
        }
    }

    /// @inheritdoc IKYCRegistrar
    function investorFor(address account) external view returns (InvestorId, uint8) {
        AccountWord record = _bindings[account].account;
        return (record.investor(), record.index());
    }

    /// @inheritdoc IKYCRegistrar
    function currentStanding(InvestorId id, uint8 index) external view returns (Standing) {
        return _standing(_investors[id].record, index, _restricted());
    }

    /// @inheritdoc IKYCRegistrar
    function standingsOfTransfer(AccountKey from, AccountKey to) external view returns (Standing, Standing) {
        uint256 restrictedAuthorities = _restricted();
        return (
            _standing(_investors[from.investor()].record, from.index(), restrictedAuthorities),
            _standing(_investors[to.investor()].record, to.index(), restrictedAuthorities)
        );
    }

    /// @dev A known investor, who lives where `acting` has the duty.
    function _requireInvestor(AuthorityId acting, Duty duty, InvestorId id)
        internal
        view
        returns (InvestorWord record)
    {
        record = _investors[id].record;
        if (!record.isKnown()) revert KYCRegistrar_UnknownInvestor(id);
        _requireDuty(acting, duty, record.country());
    }

    /// @dev An index that was never given out is restricted, and so is all of an unknown investor.
    function _standing(InvestorWord record, uint256 accountIndex, uint256 restrictedAuthorities)
        private
        view
        returns (Standing)
    {
        bool restricted = record.isBarred(accountIndex) || _isRestricted(restrictedAuthorities, record.authority());
        return newStanding(record.country(), record.rating(), block.timestamp >= record.expiresAt(), restricted);
    }
}
