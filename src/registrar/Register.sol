// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {AuthorityId} from "../types/Authority.sol";
import {Duty} from "../types/Duty.sol";
import {InvestorId, NOBODY} from "../types/Identity.sol";
import {InvestorWord, RECORDS_A_WORD, RECORD_BITS} from "../types/InvestorWord.sol";
import {Revisions} from "../types/Revisions.sol";
import {Standing, newStanding} from "../types/Standing.sol";
import {Suspension} from "../types/Suspension.sol";
import {AccountWord} from "./AccountWord.sol";
import {RegistrarBase} from "./RegistrarBase.sol";

/// @title Register
/// @notice What a registrar knows of investors and accounts, and where they stand.
abstract contract Register is RegistrarBase {
    uint256 internal constant RECORD_MASK = (1 << RECORD_BITS) - 1;

    /// @dev In a struct, so that its place can be kept between reading and writing.
    struct Binding {
        AccountWord account;
    }

    /// @dev Three records each, by the id divided by three.
    mapping(uint256 index => uint256) internal _records;
    mapping(address => Binding) internal _bindings;

    /// @dev Who suspended, when and why.
    mapping(InvestorId => Suspension) internal _suspensions;
    mapping(address => Suspension) internal _accountSuspensions;

    /// @dev Whatever tokens keep of this investor's standing is not believed any more.
    function _bump(InvestorId id) internal {
        _revisions = _revisions.bumped(id);
    }

    function _recordOf(InvestorId id) internal view returns (InvestorWord) {
        uint256 number = InvestorId.unwrap(id);
        return InvestorWord.wrap(_records[number / RECORDS_A_WORD] >> _shiftOf(number) & RECORD_MASK);
    }

    function _setRecord(InvestorId id, InvestorWord record) internal {
        uint256 number = InvestorId.unwrap(id);
        uint256 shift = _shiftOf(number);
        uint256 others = _records[number / RECORDS_A_WORD] & ~(RECORD_MASK << shift);
        _records[number / RECORDS_A_WORD] = others | InvestorWord.unwrap(record) << shift;
    }

    /// @dev What an account's own bars become, and with them the count in its investor's record.
    function _setBars(address account, AccountWord next) internal {
        Binding storage binding = _bindings[account];
        bool was = binding.account.isBarred();
        binding.account = next;
        if (was == next.isBarred() || !next.isBound()) return;
        _setRecord(next.investor(), _recordOf(next.investor()).withBarredAccounts(!was));
        if (!was) _bump(next.investor());
    }

    /// @dev A known investor, who lives where `acting` has the duty.
    function _requireInvestor(AuthorityId acting, Duty duty, InvestorId id)
        internal
        view
        returns (InvestorWord record)
    {
        record = _recordOf(id);
        if (!record.isKnown()) revert IKYCRegistrar.KYCRegistrar_UnknownInvestor(id);
        _requireDuty(acting, duty, record.country());
    }

    function _shiftOf(uint256 number) internal pure returns (uint256) {
        return number % RECORDS_A_WORD * RECORD_BITS;
    }

    /// @dev Who is unknown is restricted. Where the caller knows the investor, the account's own word is read only if some
    /// account of the investor is barred.
    function _standing(InvestorId id, address account, Revisions revisions_) internal view returns (Standing) {
        if (id == NOBODY) id = _bindings[account].account.investor();
        InvestorWord record = _recordOf(id);
        bool restricted = !record.isKnown() || record.isBarred() || revisions_.restricts(record.authority());
        if (!restricted && record.barredAccounts() != 0) restricted = _bindings[account].account.isBarred();
        return newStanding(id, record.country(), record.rating(), record.expiresAt(), restricted);
    }
}
