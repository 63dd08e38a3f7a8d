// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {ModuleBase} from "./ModuleBase.sol";

abstract contract LockupBase is ModuleBase {
    uint40 internal constant FIRST_END = START + 180 days;
    uint40 internal constant SECOND_END = START + 360 days;

    function _lots(uint112 first, uint112 second) internal pure returns (ILockupModule.LotTerms[] memory lots) {
        lots = new ILockupModule.LotTerms[](2);
        lots[0] = ILockupModule.LotTerms({amount: first, lockupEnd: FIRST_END});
        lots[1] = ILockupModule.LotTerms({amount: second, lockupEnd: SECOND_END});
    }

    function _lot(uint112 amount, uint40 lockupEnd) internal pure returns (ILockupModule.LotTerms[] memory lots) {
        lots = new ILockupModule.LotTerms[](1);
        lots[0] = ILockupModule.LotTerms({amount: amount, lockupEnd: lockupEnd});
    }

    function _item(address to, uint112 amount, ILockupModule.LotTerms[] memory lots)
        internal
        pure
        returns (ILockupModule.LockedIssue[] memory issues)
    {
        issues = new ILockupModule.LockedIssue[](1);
        issues[0] = ILockupModule.LockedIssue({to: to, amount: amount, issueId: 0, lots: lots});
    }

    /// @dev Issues `amount` to `to`, all of it in one lot.
    function _issueLot(address to, uint112 amount, uint40 lockupEnd) internal returns (uint256 lotId) {
        vm.prank(owner);
        lockup.issueLocked(_item(to, amount, _lot(amount, lockupEnd)));
        return lockup.lotCount();
    }

    function _ids(uint256 id) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](1);
        ids[0] = id;
    }

    function _ids(uint256 first, uint256 second) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](2);
        (ids[0], ids[1]) = (first, second);
    }
}
