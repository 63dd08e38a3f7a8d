// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, InvestorId, InvestorKey, investorKey} from "../../../src/types/Identity.sol";

/// @notice Who takes part, and under which class each investor is to be counted.
contract Cast {
    /// @param authority that registered the investor
    /// @param counted the investor holds something, so it counts
    /// @param countedRating of the class under which it counts; 0 if its accreditation had expired at the last touch
    struct Person {
        InvestorId id;
        Country country;
        uint32 authority;
        uint8 rating;
        uint40 expiresAt;
        bool counted;
        uint8 countedRating;
        address[] accounts;
    }

    /// @notice The issuer has admitted the investor: it counts whether or not it holds anything.
    mapping(uint256 index => bool) public admitted;

    Person[] private _people;
    /// @dev One more than the person's index; 0 for an account that is nobody's.
    mapping(address => uint256) private _ownerOf;

    function enter(Person memory entrant) external {
        _people.push(entrant);
        for (uint256 i; i < entrant.accounts.length; ++i) {
            _ownerOf[entrant.accounts[i]] = _people.length;
        }
    }

    function count() external view returns (uint256) {
        return _people.length;
    }

    function person(uint256 index) external view returns (Person memory) {
        return _people[index];
    }

    function ownerOf(address account) external view returns (bool known, uint256 index) {
        uint256 place = _ownerOf[account];
        return place == 0 ? (false, 0) : (true, place - 1);
    }

    function ids() external view returns (InvestorId[] memory list) {
        list = new InvestorId[](_people.length);
        for (uint256 i; i < list.length; ++i) {
            list[i] = _people[i].id;
        }
    }

    /// @notice As the issuer knows them: there is one registrar.
    function keys() external view returns (InvestorKey[] memory list) {
        list = new InvestorKey[](_people.length);
        for (uint256 i; i < list.length; ++i) {
            list[i] = investorKey(0, _people[i].id);
        }
    }

    function renew(uint256 index, uint8 rating, uint40 expiresAt) external {
        _people[index].rating = rating;
        _people[index].expiresAt = expiresAt;
    }

    /// @notice The investor opened a position, or `sync` reached it: it counts under its present class.
    function touch(uint256 index, bool holds, uint256 time) public {
        _people[index].counted = holds;
        _people[index].countedRating = classOf(index, time);
    }

    /// @notice The investor's number of positions has not grown: it keeps the class under which it counted.
    function reduce(uint256 index, bool holds) external {
        _people[index].counted = holds || admitted[index];
    }

    function admit(uint256 index, uint256 time) external {
        if (admitted[index]) return;
        admitted[index] = true;
        touch(index, true, time);
    }

    function dismiss(uint256 index, bool holds) external {
        admitted[index] = false;
        _people[index].counted = holds;
    }

    function isStale(uint256 index, uint256 time) external view returns (bool) {
        return _people[index].counted && _people[index].countedRating != classOf(index, time);
    }

    function classOf(uint256 index, uint256 time) public view returns (uint8) {
        return time >= _people[index].expiresAt ? 0 : _people[index].rating;
    }
}
