// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar, IRegister} from "../interfaces/IKYCRegistrar.sol";
import {InvestorId} from "../types/Identity.sol";
import {Revisions} from "../types/Revisions.sol";
import {STANDING_FIELDS, Standing, UNKNOWN_STANDING} from "../types/Standing.sol";
import {ForeignCalls} from "./ForeignCalls.sol";

/// @title RegistrarQueries
/// @notice Questions to a registrar that may fail, lie or answer nonsense: none of them reverts. One that gives no sensible
/// answer knows nobody, and restricts its own investors.
library RegistrarQueries {
    /// @param id zero: the registrar says whose the account is
    function standingOf(IKYCRegistrar registrar, InvestorId id, address account, uint256 gasLimit)
        internal
        view
        returns (Standing)
    {
        (bool success, uint256 answer) = ForeignCalls.tryWord(
            address(registrar), gasLimit, abi.encodeCall(IRegister.currentStanding, (id, account))
        );
        return _standing(success, answer);
    }

    /// @dev `standingsOf`, with stamps.
    /// @param fromStamp of what is kept of the sender; zero: nothing
    function standingsToKeep(
        IKYCRegistrar registrar,
        InvestorId fromId,
        address from,
        uint256 fromStamp,
        InvestorId toId,
        address to
    ) internal view returns (Standing, Standing) {
        bytes memory question = abi.encodeCall(IRegister.standingsToKeep, (fromId, from, fromStamp, toId, to));
        (bool success, uint256 sender, uint256 receiver) =
            ForeignCalls.tryTwoWords(address(registrar), gasleft(), question);
        return (_standing(success, sender), _standing(success, receiver));
    }

    /// @return zero if the registrar has none, or gives no answer
    function revisionsOf(IKYCRegistrar registrar) internal view returns (Revisions) {
        (bool success, uint256 answer) =
            ForeignCalls.tryWord(address(registrar), gasleft(), abi.encodeCall(IRegister.revisions, ()));
        return Revisions.wrap(success ? answer : 0);
    }

    /// @param fromId zero: the registrar says whose the account is; likewise `toId`
    function standingsOf(IKYCRegistrar registrar, InvestorId fromId, address from, InvestorId toId, address to)
        internal
        view
        returns (Standing, Standing)
    {
        (bool success, uint256 sender, uint256 receiver) = ForeignCalls.tryTwoWords(
            address(registrar), gasleft(), abi.encodeCall(IRegister.standingsOfTransfer, (fromId, from, toId, to))
        );
        return (_standing(success, sender), _standing(success, receiver));
    }

    function _standing(bool success, uint256 answer) private pure returns (Standing) {
        if (!success || answer & ~STANDING_FIELDS != 0) return UNKNOWN_STANDING;
        // Checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        return Standing.wrap(uint128(answer));
    }
}
