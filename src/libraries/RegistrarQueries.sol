// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {AccountKey, Country, InvestorId, Rating} from "../types/Identity.sol";
import {Party, investorParty} from "../types/Party.sol";
import {Standing, newStanding} from "../types/Standing.sol";
import {ForeignCalls} from "./ForeignCalls.sol";

/// @title RegistrarQueries
/// @notice Questions to a registrar that may fail, lie or answer nonsense: none of them reverts. One that gives no sensible
/// answer knows nobody, and restricts its own investors.
library RegistrarQueries {
    /// @dev The investor that a registrar has bound an account to; unknown if it has not.
    /// @param index of the registrar at the issuer
    function partyOf(IKYCRegistrar registrar, uint8 index, address account, uint256 gasLimit)
        internal
        view
        returns (Party party)
    {
        (bool success, uint256 id, uint256 accountIndex) = ForeignCalls.tryTwoWords(
            address(registrar), gasLimit, abi.encodeCall(IKYCRegistrar.investorFor, (account))
        );
        // An id fills the upper 12 bytes of its word, and is not zero: the lower 20 are looked at.
        // forge-lint: disable-next-line(unsafe-typecast)
        if (!success || id == 0 || uint160(id) != 0 || accountIndex > type(uint8).max) return party;
        // Checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        return investorParty(InvestorId.wrap(bytes12(bytes32(id))), index, uint8(accountIndex));
    }

    function standingOf(IKYCRegistrar registrar, Party party, uint256 gasLimit) internal view returns (Standing) {
        (bool success, uint256 answer) = ForeignCalls.tryWord(
            address(registrar),
            gasLimit,
            abi.encodeCall(IKYCRegistrar.currentStanding, (party.id(), party.accountIndex()))
        );
        return _standing(success, answer);
    }

    function standingsOf(IKYCRegistrar registrar, AccountKey from, AccountKey to)
        internal
        view
        returns (Standing, Standing)
    {
        (bool success, uint256 sender, uint256 receiver) = ForeignCalls.tryTwoWords(
            address(registrar), gasleft(), abi.encodeCall(IKYCRegistrar.standingsOfTransfer, (from, to))
        );
        return (_standing(success, sender), _standing(success, receiver));
    }

    function _standing(bool success, uint256 answer) private pure returns (Standing) {
        if (!success || answer > type(uint32).max) {
            return newStanding(Country.wrap(0), Rating.wrap(0), false, true);
        }
        // Checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        return Standing.wrap(uint32(answer));
    }
}
