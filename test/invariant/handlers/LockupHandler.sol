// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../../src/interfaces/ILockupModule.sol";
import {Restriction} from "../../../src/types/Restriction.sol";
import {World} from "../World.sol";
import {Ledger} from "../stores/Ledger.sol";
import {Handler} from "./Handler.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Lots are locked by the issuer and released by anyone.
contract LockupHandler is Handler {
    ILockupModule private immutable lockup;

    constructor(World world_) Handler(world_) {
        lockup = world_.lockup();
    }

    /// @dev A detached module can do nothing.
    modifier whileAttached() {
        if (!token.isModule(address(lockup))) return;
        _;
    }

    function issueLocked(uint256 toSeed, uint256 amount, uint256 duration) external atPresent whileAttached {
        address to = _investorAccount(toSeed);
        amount = bound(amount, 2, 1_000_000);
        ILockupModule.LockedIssue[] memory issues = new ILockupModule.LockedIssue[](1);
        bytes32 issueId = bytes32(duration % 16);
        issues[0] = ILockupModule.LockedIssue(to, uint112(amount), issueId, _lots(amount, duration));
        bytes memory data = abi.encodeCall(lockup.issueLocked, (issues));
        if (lockup.isIssued(issueId)) return _expectFailure(owner, address(lockup), data);

        Restriction code = Restriction(token.detectTransferRestriction(address(issuer), to, amount));
        if (code == Restriction.InsufficientBalance || code == Restriction.AmountLocked) code = Restriction.None;
        if (_expect(code, owner, address(lockup), data)) _bookIssue(to, amount);
    }

    function lock(uint256 seed, uint256 amount, uint256 duration) external atPresent whileAttached {
        address account = _rarely(seed, 8) ? address(issuer) : _investorAccount(seed);
        uint256 free = token.balanceOf(account) - token.encumberedBalanceOf(account);
        if (free < 2) return;
        ILockupModule.LotTerms[] memory lots = _lots(bound(amount, 2, free), duration);
        vm.prank(owner);
        lockup.lock(account, lots);
    }

    /// @dev What a controller transfer has taken is not there to be freed; lots are released all the same, and as much
    /// stays locked as those say that are not due.
    function release() external atPresent whileAttached {
        (uint256[] memory due,) = lockup.dueWork(0, 0, type(uint256).max);
        if (due.length == 0) return;
        Ledger.Seat[] memory seats = ledger.seats();
        uint256[] memory locked = new uint256[](seats.length);
        for (uint256 i; i < seats.length; ++i) {
            locked[i] = token.encumbranceOf(seats[i].account, address(lockup));
        }

        assertEq(lockup.release(due), due.length, "I4: release");

        for (uint256 i; i < seats.length; ++i) {
            uint256 kept = Math.min(locked[i], _unreleasedOf(seats[i].account));
            assertEq(token.encumbranceOf(seats[i].account, address(lockup)), kept, "I4: kept for the lots not due");
        }
        (due,) = lockup.dueWork(0, 0, type(uint256).max);
        assertEq(due.length, 0, "I4: due after release");
    }

    function _unreleasedOf(address account) private view returns (uint256 sum) {
        for (uint256 lotId = 1; lotId <= lockup.lotCount(); ++lotId) {
            ILockupModule.Lot memory lot = lockup.getLot(lotId);
            if (lot.account == account && !lot.released) sum += lot.amount;
        }
    }

    /// @dev Two lots that make up the amount.
    function _lots(uint256 amount, uint256 duration) private view returns (ILockupModule.LotTerms[] memory lots) {
        uint40 end = uint40(world.time() + bound(duration, 1, 60 days));
        lots = new ILockupModule.LotTerms[](2);
        lots[0] = ILockupModule.LotTerms(uint112((amount + 1) / 2), end);
        lots[1] = ILockupModule.LotTerms(uint112(amount / 2), end + 10 days);
    }
}
