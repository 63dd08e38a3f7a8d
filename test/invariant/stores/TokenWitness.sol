// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER} from "../../../src/types/Modules.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice One token as its events tell it, and nothing else.
contract TokenWitness {
    /// @dev A seat's balance from `time` on.
    struct Change {
        uint256 time;
        address custodian;
        address account;
        uint256 balance;
    }

    uint256 public supply;
    bool public restricted;
    mapping(address custodian => mapping(address account => uint256)) public balanceOf;
    mapping(address account => mapping(address module => uint256)) public encumbrances;
    mapping(address owner => mapping(address spender => uint256)) public approved;
    mapping(address module => uint8) public permissionsOf;
    mapping(bytes32 reference_ => uint256) public issuedUnder;
    address[] private _modules;
    uint40[] private _dates;
    Change[] private _changes;

    function fold(Vm.Log calldata log) external {
        bytes32 kind = log.topics[0];
        if (kind == IERC20.Transfer.selector) {
            _transfer(_account(log, 1), _account(log, 2), _amount(log));
        } else if (kind == ITokenEvents.CustodyTransferred.selector) {
            _custody(log);
        } else if (kind == IERC20.Approval.selector) {
            approved[_account(log, 1)][_account(log, 2)] = _amount(log);
        } else if (kind == ITokenEvents.EncumbranceChanged.selector) {
            encumbrances[_account(log, 1)][_account(log, 2)] = _amount(log);
        } else if (kind == ITokenEvents.RecordDateScheduled.selector) {
            _dates.push(uint40(uint256(log.topics[1])));
        } else if (kind == ITokenEvents.RecordDateWithdrawn.selector) {
            _withdraw(uint40(uint256(log.topics[1])));
        } else if (kind == ITokenEvents.RestrictionSet.selector) {
            restricted = abi.decode(log.data, (bool));
        } else if (kind == ITokenEvents.ModuleAttached.selector) {
            _attach(log);
        } else if (kind == ITokenEvents.ModuleDetached.selector) {
            _detach(_account(log, 1));
        } else if (kind == ITokenEvents.Issued.selector) {
            _issued(log);
        }
    }

    function _withdraw(uint40 date) private {
        uint256 place;
        while (_dates[place] != date) ++place;
        _dates[place] = _dates[_dates.length - 1];
        _dates.pop();
    }

    /// @notice In order of time.
    function dates() external view returns (uint40[] memory sorted) {
        sorted = _dates;
        for (uint256 i; i < sorted.length; ++i) {
            for (uint256 j = i; j > 0 && sorted[j] < sorted[j - 1]; --j) {
                (sorted[j], sorted[j - 1]) = (sorted[j - 1], sorted[j]);
            }
        }
    }

    function modules() external view returns (address[] memory) {
        return _modules;
    }

    function encumberedOf(address account) external view returns (uint256 sum) {
        for (uint256 i; i < _modules.length; ++i) {
            if (permissionsOf[_modules[i]] & PERMISSION_ENCUMBER != 0) sum += encumbrances[account][_modules[i]];
        }
        uint256 balance = balanceOf[address(0)][account];
        if (sum > balance) return balance;
    }

    /// @notice At the end of the second `date`; custodian and account zero: the supply.
    function balanceAt(address custodian, address account, uint256 date) external view returns (uint256 balance) {
        for (uint256 i; i < _changes.length && _changes[i].time <= date; ++i) {
            if (_changes[i].account == account && _changes[i].custodian == custodian) balance = _changes[i].balance;
        }
    }

    function _transfer(address from, address to, uint256 amount) private {
        if (from == address(0)) supply += amount;
        else balanceOf[address(0)][from] -= amount;
        if (to == address(0)) supply -= amount;
        else balanceOf[address(0)][to] += amount;
        _note(address(0), from);
        _note(address(0), to);
    }

    function _custody(Vm.Log calldata log) private {
        (address custodian, address from, address to) = (_account(log, 1), _account(log, 2), _account(log, 3));
        if (from != address(0)) balanceOf[custodian][from] -= _amount(log);
        if (to != address(0)) balanceOf[custodian][to] += _amount(log);
        if (from != address(0)) _note(custodian, from);
        if (to != address(0)) _note(custodian, to);
    }

    function _note(address custodian, address account) private {
        uint256 balance = account == address(0) ? supply : balanceOf[custodian][account];
        _changes.push(Change(block.timestamp, custodian, account, balance));
    }

    function _attach(Vm.Log calldata log) private {
        (, uint8 permissions) = abi.decode(log.data, (uint8, uint8));
        _modules.push(_account(log, 1));
        permissionsOf[_account(log, 1)] = permissions;
    }

    function _detach(address module) private {
        uint256 i;
        while (_modules[i] != module) ++i;
        _modules[i] = _modules[_modules.length - 1];
        _modules.pop();
    }

    function _issued(Vm.Log calldata log) private {
        (, bytes memory data) = abi.decode(log.data, (uint256, bytes));
        if (data.length == 32) ++issuedUnder[abi.decode(data, (bytes32))];
    }

    function _account(Vm.Log calldata log, uint256 topic) private pure returns (address) {
        return address(uint160(uint256(log.topics[topic])));
    }

    function _amount(Vm.Log calldata log) private pure returns (uint256) {
        return abi.decode(log.data, (uint256));
    }
}
