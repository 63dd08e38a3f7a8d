// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What everybody must own, now and at each record date, by the book of what was done.
contract Ledger {
    /// @dev A position: held directly (custodian zero) or at a custodian.
    struct Seat {
        address custodian;
        address account;
    }

    uint256 public supply;
    mapping(address custodian => mapping(address account => uint256)) public balanceOf;

    Seat[] private _seats;
    uint40[] private _announced;
    mapping(uint40 date => bool) private _isIssuers;
    mapping(uint40 date => uint256) private _distributionsAt;
    uint40[] private _passed;
    mapping(uint40 => bool) private _isAnnounced;
    mapping(uint40 date => mapping(address custodian => mapping(address account => uint256))) public balanceAt;
    mapping(uint40 date => uint256) public supplyAt;

    function addSeat(address custodian, address account) external {
        _seats.push(Seat(custodian, account));
    }

    function seats() external view returns (Seat[] memory) {
        return _seats;
    }

    function create(address to, uint256 amount) external {
        supply += amount;
        balanceOf[address(0)][to] += amount;
    }

    function destroy(address from, uint256 amount) external {
        supply -= amount;
        balanceOf[address(0)][from] -= amount;
    }

    function move(Seat calldata from, Seat calldata to, uint256 amount) external {
        balanceOf[from.custodian][from.account] -= amount;
        balanceOf[to.custodian][to.account] += amount;
    }

    /// @dev What custodians hold directly is the sum of what they keep.
    function keep(address custodian, uint256 more, uint256 less) external {
        balanceOf[address(0)][custodian] = balanceOf[address(0)][custodian] + more - less;
    }

    /// @notice In how many seats an account holds something.
    function positionsOf(address account) external view returns (uint256 count) {
        for (uint256 i; i < _seats.length; ++i) {
            if (_seats[i].account == account && balanceOf[_seats[i].custodian][account] != 0) ++count;
        }
    }

    /// @param needing who needs the date: the issuer, or a distribution of this number
    function announce(uint40 date, uint256 needing) external {
        if (needing == 0) _isIssuers[date] = true;
        else ++_distributionsAt[date];
        if (_isAnnounced[date]) return;
        _isAnnounced[date] = true;
        _announced.push(date);
    }

    /// @notice A distribution needs the date no more.
    function giveUp(uint40 date, uint256 time) external {
        if (--_distributionsAt[date] != 0 || _isIssuers[date] || date <= time) return;
        _isAnnounced[date] = false;
        uint256 place;
        while (_announced[place] != date) ++place;
        _announced[place] = _announced[_announced.length - 1];
        _announced.pop();
    }

    function announcedCount() external view returns (uint256) {
        return _announced.length;
    }

    function passed() external view returns (uint40[] memory) {
        return _passed;
    }

    /// @notice Time goes on to `time`: what stands in the book now is what was held at all dates before it.
    function passTo(uint256 time) external {
        for (uint256 i = _announced.length; i > 0; --i) {
            uint40 date = _announced[i - 1];
            if (date >= time) continue;
            _record(date);
            _announced[i - 1] = _announced[_announced.length - 1];
            _announced.pop();
        }
    }

    function _record(uint40 date) private {
        _passed.push(date);
        supplyAt[date] = supply;
        for (uint256 i; i < _seats.length; ++i) {
            Seat memory seat = _seats[i];
            uint256 balance = balanceOf[seat.custodian][seat.account];
            if (balance != 0) balanceAt[date][seat.custodian][seat.account] = balance;
        }
    }
}
