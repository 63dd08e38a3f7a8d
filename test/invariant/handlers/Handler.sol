// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../../src/interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../../../src/interfaces/ISecurityToken.sol";
import {Restriction} from "../../../src/types/Restriction.sol";
import {World} from "../World.sol";
import {Cast} from "../stores/Cast.sol";
import {Ledger} from "../stores/Ledger.sol";
import {Test} from "forge-std/Test.sol";

/// @notice What all handlers share: the world, its clock, and the keeping of its books.
/// @dev A handler's call must not revert: what is refused is refused where the handler expects it.
abstract contract Handler is Test {
    World internal immutable world;
    Cast internal immutable cast;
    Ledger internal immutable ledger;
    ISecurityToken internal immutable token;
    IIssuingEntity internal immutable issuer;
    IKYCRegistrar internal immutable registrar;
    address internal immutable owner;
    address internal immutable stranger;

    constructor(World world_) {
        world = world_;
        cast = world_.cast();
        ledger = world_.ledger();
        (token, issuer, registrar, owner, stranger) = world_.parts();
    }

    /// @dev The chain's clock does not survive a call of the fuzzer; the world's does.
    modifier atPresent() {
        vm.warp(world.time());
        _;
    }

    /* ------------------------------------------------ choosing ------------------------------------------------ */

    function _investorAccount(uint256 seed) internal view returns (address) {
        address[] memory accounts = world.accounts();
        return accounts[seed % accounts.length];
    }

    /// @dev Investors' accounts, the treasury, custodians, and some that may never receive.
    function _anyReceiver(uint256 seed) internal view returns (address) {
        uint256 choice = seed % 20;
        if (choice == 0) return address(issuer);
        if (choice == 1) return stranger;
        if (choice == 2) return address(token);
        if (choice == 3) return address(0);
        if (choice < 7) return _custodian(seed);
        return _investorAccount(seed);
    }

    function _custodian(uint256 seed) internal view returns (address) {
        return address(world.custodians(seed % 2));
    }

    function _isCustodian(address account) internal view returns (bool) {
        return account == _custodian(0) || account == _custodian(1);
    }

    /// @dev One in `odds` times.
    function _rarely(uint256 seed, uint256 odds) internal pure returns (bool) {
        return uint256(keccak256(abi.encode(seed))) % odds == 0;
    }

    /* ------------------------------------------------- acting ------------------------------------------------- */

    /// @dev Sends a call and holds it to the code that was foretold for it.
    /// @return done whether it succeeded, which it does if the code is None
    function _expect(Restriction code, address sender, address target, bytes memory data) internal returns (bool done) {
        bytes memory answer;
        vm.prank(sender);
        (done, answer) = target.call(data);
        assertEq(done, code == Restriction.None, "I6: the outcome is not what the dry run said");
        if (!done) assertEq(uint8(_codeOf(answer)), uint8(code), "I6: refused for another reason");
    }

    /// @dev What nobody may do must fail.
    function _expectFailure(address sender, address target, bytes memory data) internal {
        vm.prank(sender);
        (bool done,) = target.call(data);
        assertFalse(done, "I9: done by one who may not");
    }

    function _codeOf(bytes memory answer) private pure returns (Restriction code) {
        assertEq(
            bytes4(answer), ISecurityToken.SecurityToken_TransferRefused.selector, "I6: reverted without a restriction"
        );
        assembly ("memory-safe") {
            code := mload(add(answer, 0x24))
        }
    }

    /* ------------------------------------------------- booking ------------------------------------------------ */

    function _direct(address account) internal pure returns (Ledger.Seat memory) {
        return Ledger.Seat(address(0), account);
    }

    /// @dev A direct transfer; to a custodian it is a deposit.
    function _bookTransfer(address from, address to, uint256 amount) internal {
        if (_isCustodian(to)) _book(_direct(from), Ledger.Seat(to, from), amount);
        else _book(_direct(from), _direct(to), amount);
    }

    function _book(Ledger.Seat memory from, Ledger.Seat memory to, uint256 amount) internal {
        if (amount == 0) return;
        ledger.move(from, to, amount);
        if (from.custodian != address(0)) ledger.keep(from.custodian, 0, amount);
        if (to.custodian != address(0)) ledger.keep(to.custodian, amount, 0);
        _touch(from.account);
        _touch(to.account);
    }

    function _bookIssue(address to, uint256 amount) internal {
        if (amount == 0) return;
        ledger.create(to, amount);
        _touch(to);
    }

    /// @dev Whoever is no investor is not counted.
    function _touch(address account) internal {
        (bool known, uint256 index) = cast.ownerOf(account);
        if (known) cast.touch(index, _holds(index), world.time());
    }

    function _holds(uint256 index) internal view returns (bool) {
        address[] memory accounts = cast.person(index).accounts;
        for (uint256 i; i < accounts.length; ++i) {
            if (ledger.holds(accounts[i])) return true;
        }
        return false;
    }
}
