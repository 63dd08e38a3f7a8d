// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../../src/interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../src/interfaces/ITokenEvents.sol";
import {InvestorId, InvestorKey, investorKey} from "../../../src/types/Identity.sol";
import {Restriction} from "../../../src/types/Restriction.sol";
import {BothWays} from "../../utils/BothWays.sol";
import {World} from "../World.sol";
import {Cast} from "../stores/Cast.sol";
import {Ledger} from "../stores/Ledger.sol";

/// @notice What all handlers share: the world, its clock, and the keeping of its books.
/// @dev A handler's call must not revert: what is refused is refused where the handler expects it.
abstract contract Handler is BothWays {
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
        vm.recordLogs();
        _;
        world.tell(vm.getRecordedLogs());
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

    /// @dev As the issuer knows an investor of its only registrar.
    function _key(InvestorId id) internal pure returns (InvestorKey) {
        return investorKey(0, id);
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
        (done, answer) = _attempt(sender, target, data);
        assertEq(done, code == Restriction.None, "I6: the outcome is not what the dry run said");
        if (!done) assertEq(uint8(_codeOf(answer)), uint8(code), "I6: refused for another reason");
    }

    /// @dev What nobody may do must fail.
    function _expectFailure(address sender, address target, bytes memory data) internal {
        (bool done,) = _attempt(sender, target, data);
        assertFalse(done, "I9: done by one who may not");
    }

    /// @dev A call that may fail: then its events are none.
    function _attempt(address sender, address target, bytes memory data)
        internal
        returns (bool done, bytes memory answer)
    {
        world.tell(vm.getRecordedLogs());
        if (target == address(token)) _compareWays(token, sender, data);
        vm.prank(sender);
        (done, answer) = target.call(data);
        if (!done) vm.getRecordedLogs();
    }

    function _codeOf(bytes memory answer) private pure returns (Restriction code) {
        assertEq(
            bytes4(answer), ITokenEvents.SecurityToken_TransferRefused.selector, "I6: reverted without a restriction"
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
        uint256 sent = _positionsOf(from.account);
        uint256 received = _positionsOf(to.account);
        ledger.move(from, to, amount);
        if (from.custodian != address(0)) ledger.keep(from.custodian, 0, amount);
        if (to.custodian != address(0)) ledger.keep(to.custodian, amount, 0);
        bool within = _isOneInvestor(from.account, to.account);
        _count(from.account, sent, within);
        if (!within) _count(to.account, received, false);
    }

    function _bookIssue(address to, uint256 amount) internal {
        if (amount == 0) return;
        uint256 received = _positionsOf(to);
        ledger.create(to, amount);
        _count(to, received, false);
    }

    function _bookRedemption(address from, uint256 amount) internal {
        if (amount == 0) return;
        uint256 held = _positionsOf(from);
        ledger.destroy(from, amount);
        _count(from, held, false);
    }

    /// @dev Whoever opens a position counts under its present class; whoever only closes one keeps its class. Of an
    /// investor's own move the issuer hears only if it changes the number of positions. Others are not counted.
    function _count(address account, uint256 before, bool within) private {
        (bool known, uint256 index) = cast.ownerOf(account);
        if (!known) return;
        uint256 positions = _positionsOf(account);
        if (positions > before || (within && positions != before)) cast.touch(index, true, world.time());
        else cast.reduce(index, positions != 0);
    }

    function _isOneInvestor(address a, address b) private view returns (bool) {
        (bool known, uint256 first) = cast.ownerOf(a);
        (bool alsoKnown, uint256 second) = cast.ownerOf(b);
        return known && alsoKnown && first == second;
    }

    /// @dev Of the investor to whom the account belongs.
    function _positionsOf(address account) internal view returns (uint256 count) {
        (bool known, uint256 index) = cast.ownerOf(account);
        if (!known) return 0;
        address[] memory accounts = cast.person(index).accounts;
        for (uint256 i; i < accounts.length; ++i) {
            count += ledger.positionsOf(accounts[i]);
        }
    }
}
