// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../../src/interfaces/ICustodian.sol";
import {Restriction} from "../../../src/types/Restriction.sol";
import {World} from "../World.sol";
import {Ledger} from "../stores/Ledger.sol";
import {Handler} from "./Handler.sol";

/// @notice Holders, spenders and custodians move what they may move.
contract TransferHandler is Handler {
    constructor(World world_) Handler(world_) {}

    function transfer(uint256 fromSeed, uint256 toSeed, uint256 amount) external atPresent {
        address from = _sender(fromSeed);
        _transfer(from, _anyReceiver(toSeed), _amountOf(from, amount));
    }

    function transferAll(uint256 fromSeed, uint256 toSeed) external atPresent {
        address from = _sender(fromSeed);
        _transfer(from, _investorAccount(toSeed), token.balanceOf(from));
    }

    function moveBetweenOwnAccounts(uint256 seed, uint256 amount) external atPresent {
        address[] memory accounts = cast.person(seed % cast.count()).accounts;
        (address from, address to) = seed & 1 == 0 ? (accounts[0], accounts[1]) : (accounts[1], accounts[0]);
        _transfer(from, to, _amountOf(from, amount));
    }

    function deposit(uint256 fromSeed, uint256 custodianSeed, uint256 amount) external atPresent {
        address from = _sender(fromSeed);
        _transfer(from, _custodian(custodianSeed), _amountOf(from, amount));
    }

    function approve(uint256 ownerSeed, uint256 spenderSeed, uint256 amount) external atPresent {
        address spender = _investorAccount(spenderSeed);
        vm.prank(_investorAccount(ownerSeed));
        token.approve(spender, amount);
    }

    function transferFrom(uint256 fromSeed, uint256 toSeed, uint256 spenderSeed, uint256 amount) external atPresent {
        address from = _sender(fromSeed);
        address to = _anyReceiver(toSeed);
        address spender = _investorAccount(spenderSeed);
        amount = _amountOf(from, amount);
        uint256 allowed = token.allowance(from, spender);

        Restriction code = Restriction(token.detectTransferRestrictionFrom(spender, from, to, amount));
        assertEq(code == Restriction.InsufficientAllowance, amount > allowed, "I6: allowance");
        if (!_expect(code, spender, address(token), abi.encodeCall(token.transferFrom, (from, to, amount)))) return;
        _bookTransfer(from, to, amount);
        if (allowed != type(uint256).max) assertEq(token.allowance(from, spender), allowed - amount);
    }

    function custodyTransfer(uint256 custodianSeed, uint256 fromSeed, uint256 toSeed, uint256 amount)
        external
        atPresent
    {
        ICustodian custodian = ICustodian(_custodian(custodianSeed));
        address from = _beneficialOwner(custodian, fromSeed);
        address to = _anyReceiver(toSeed);
        amount = bound(amount, 0, token.custodyBalanceOf(address(custodian), from) + 1);

        Restriction code = token.detectCustodyRestriction(address(custodian), from, to, amount, false);
        bytes memory data = abi.encodeCall(custodian.transferInternal, (token, from, to, amount));
        if (!_expect(code, owner, address(custodian), data)) return;
        _book(Ledger.Seat(address(custodian), from), Ledger.Seat(address(custodian), to), amount);
    }

    function withdraw(uint256 custodianSeed, uint256 fromSeed, uint256 toSeed, uint256 amount) external atPresent {
        ICustodian custodian = ICustodian(_custodian(custodianSeed));
        address from = _beneficialOwner(custodian, fromSeed);
        address to = _rarely(toSeed, 2) ? from : _anyReceiver(toSeed);
        amount = bound(amount, 0, token.custodyBalanceOf(address(custodian), from) + 1);

        Restriction code = token.detectCustodyRestriction(address(custodian), from, to, amount, true);
        bytes memory data = abi.encodeCall(custodian.transfer, (token, from, to, amount));
        if (!_expect(code, owner, address(custodian), data)) return;
        _book(Ledger.Seat(address(custodian), from), _direct(to), amount);
    }

    function _transfer(address from, address to, uint256 amount) private {
        Restriction code = Restriction(token.detectTransferRestriction(from, to, amount));
        if (!_expect(code, from, address(token), abi.encodeCall(token.transfer, (to, amount)))) return;
        _bookTransfer(from, to, amount);
    }

    /// @dev One who holds something, if anybody does: most transfers shall have something to move.
    function _sender(uint256 seed) private view returns (address) {
        if (_rarely(seed, 16)) return _rarely(seed, 32) ? stranger : _custodian(seed);
        for (uint256 i; i < 12; ++i) {
            address account = _investorAccount((seed % 12) + i);
            if (token.balanceOf(account) != 0) return account;
        }
        return _investorAccount(seed);
    }

    function _beneficialOwner(ICustodian custodian, uint256 seed) private view returns (address) {
        for (uint256 i; i < 12; ++i) {
            address account = _investorAccount((seed % 12) + i);
            if (token.custodyBalanceOf(address(custodian), account) != 0) return account;
        }
        return _investorAccount(seed);
    }

    /// @dev Up to one more than the account holds.
    function _amountOf(address account, uint256 seed) private view returns (uint256) {
        return bound(seed, 0, token.balanceOf(account) + 1);
    }
}
