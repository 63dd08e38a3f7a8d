// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, InvestorId} from "../../../src/types/Identity.sol";

/// @notice What one registrar knows, said in the most obvious way: a list of people, gone through from the start for
/// every question.
contract ReferenceRegister {
    struct Person {
        InvestorId id;
        Country country;
        bytes3 region;
        uint8 rating;
        uint40 expiresAt;
        uint32 authority;
        bool restricted;
        bool lapsed;
        bool suspended;
        address[] accounts;
        bool[] restrictedAccounts;
        bool[] suspendedAccounts;
    }

    Person[] private _people;
    uint32[] private _restrictedAuthorities;

    /* ------------------------------------------------- telling ----------------------------------------------- */

    function enter(InvestorId id, Country country, uint8 rating, uint40 expiresAt, uint32 authority) external {
        Person storage person = _people.push();
        (person.id, person.country, person.rating) = (id, country, rating);
        (person.expiresAt, person.authority) = (expiresAt, authority);
    }

    function bind(InvestorId id, address account) external {
        Person storage person = _people[_indexOf(id)];
        person.accounts.push(account);
        person.restrictedAccounts.push(false);
        person.suspendedAccounts.push(false);
    }

    function renew(InvestorId id, bytes3 region, uint8 rating, uint40 expiresAt, uint32 authority) external {
        Person storage person = _people[_indexOf(id)];
        (person.region, person.rating, person.lapsed) = (region, rating, false);
        (person.expiresAt, person.authority) = (expiresAt, authority);
    }

    /// @notice Everybody whose time has passed and who is not marked yet.
    function expire() external returns (uint256 lapsed) {
        for (uint256 i; i < _people.length; ++i) {
            if (_people[i].lapsed || block.timestamp < _people[i].expiresAt) continue;
            _people[i].lapsed = true;
            ++lapsed;
        }
    }

    function setRestricted(InvestorId id, bool restricted) external {
        _people[_indexOf(id)].restricted = restricted;
    }

    function setSuspended(InvestorId id, bool suspended) external {
        _people[_indexOf(id)].suspended = suspended;
    }

    function setAccountRestricted(address account, bool restricted) external {
        (, uint256 index, uint256 place) = _find(account);
        _people[index].restrictedAccounts[place] = restricted;
    }

    function setAccountSuspended(address account, bool suspended) external {
        (, uint256 index, uint256 place) = _find(account);
        _people[index].suspendedAccounts[place] = suspended;
    }

    function setAuthorityRestricted(uint32 authority, bool restricted) external {
        for (uint256 i; i < _restrictedAuthorities.length; ++i) {
            if (_restrictedAuthorities[i] == authority) _restrictedAuthorities[i] = 0;
        }
        if (restricted) _restrictedAuthorities.push(authority);
    }

    /* ------------------------------------------------- asking ------------------------------------------------ */

    function people() external view returns (Person[] memory) {
        return _people;
    }

    function personOf(InvestorId id) public view returns (Person memory) {
        return _people[_indexOf(id)];
    }

    function isKnown(InvestorId id) external view returns (bool) {
        return _indexOf(id) != _people.length;
    }

    function investorFor(address account) external view returns (bool known, InvestorId id) {
        uint256 index;
        (known, index,) = _find(account);
        if (known) id = _people[index].id;
    }

    /// @notice Accounts of an investor that are restricted or suspended themselves.
    function barredAccounts(InvestorId id) external view returns (uint8 count) {
        Person memory someone = personOf(id);
        for (uint256 i; i < someone.accounts.length; ++i) {
            if (someone.restrictedAccounts[i] || someone.suspendedAccounts[i]) ++count;
        }
    }

    function isExpired(InvestorId id) public view returns (bool) {
        return block.timestamp >= personOf(id).expiresAt;
    }

    /// @notice Whether an account may neither send nor receive: it, its investor or who answers for that is stopped.
    function isBarred(InvestorId id, address account) external view returns (bool) {
        Person memory someone = personOf(id);
        if (someone.restricted || someone.suspended || isRestrictedAuthority(someone.authority)) return true;
        for (uint256 i; i < someone.accounts.length; ++i) {
            if (someone.accounts[i] == account) return someone.restrictedAccounts[i] || someone.suspendedAccounts[i];
        }
        return true;
    }

    function isRestrictedAuthority(uint32 authority) public view returns (bool) {
        for (uint256 i; i < _restrictedAuthorities.length; ++i) {
            if (_restrictedAuthorities[i] == authority) return true;
        }
        return false;
    }

    /// @notice The rating under which an investor counts now: none once it has expired.
    function presentRating(InvestorId id) external view returns (uint8) {
        return isExpired(id) ? 0 : personOf(id).rating;
    }

    function _indexOf(InvestorId id) private view returns (uint256 index) {
        while (index < _people.length && _people[index].id != id) ++index;
    }

    function _find(address account) private view returns (bool known, uint256 index, uint256 place) {
        for (index = 0; index < _people.length; ++index) {
            address[] memory accounts = _people[index].accounts;
            for (place = 0; place < accounts.length; ++place) {
                if (accounts[place] == account) return (true, index, place);
            }
        }
        return (false, 0, 0);
    }
}
