// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorState, MAX_RESERVATIONS, POSITIONS, Policy} from "../../src/issuer/IssuerWords.sol";
import {Country, Rating} from "../../src/types/Identity.sol";
import {InvestorClass, investorClass} from "../../src/types/InvestorClass.sol";
import {Test} from "forge-std/Test.sol";

contract InvestorStateTest is Test {
    /// @dev Whatever was in the word before, each field takes its value and the others keep theirs.
    function testFuzz_EachFieldIsSetAlone(uint32 word, uint32 count, uint16 country, uint8 rating, bool on)
        external
        pure
    {
        InvestorState before = InvestorState.wrap(word);
        (uint32 positions, uint32 reservations) = (count & POSITIONS, count & MAX_RESERVATIONS);
        InvestorClass class = investorClass(Country.wrap(country % 1_000), Rating.wrap(rating % 8));
        _assertFields(before.withPositions(positions), _fields(before, 0, positions));
        _assertFields(before.withReservations(reservations), _fields(before, 1, reservations));
        _assertFields(before.withAdmitted(on), _fields(before, 2, on ? 1 : 0));
        _assertFields(before.withClass(class), _fields(before, 3, InvestorClass.unwrap(class)));
        _assertFields(before.withFrozen(on), _fields(before, 4, on ? 1 : 0));
    }

    /// @dev Of a faulty registrar.
    function testFuzz_AClassThatDoesNotFitTouchesNoOtherField(uint32 word, uint16 country, uint8 rating) external pure {
        InvestorState before = InvestorState.wrap(word);
        InvestorClass cut =
            investorClass(Country.wrap(country > 1_023 ? 0 : country), Rating.wrap(rating > 7 ? 0 : rating));
        InvestorState next = before.withClass(investorClass(Country.wrap(country), Rating.wrap(rating)));
        _assertFields(next, _fields(before, 3, InvestorClass.unwrap(cut)));
    }

    function testFuzz_ItIsCountedForPositionsAdmissionOrReservations(uint32 word) external pure {
        InvestorState state = InvestorState.wrap(word);
        bool kept = state.isAdmitted() || state.reservations() != 0;
        assertEq(state.isKept(), kept);
        assertEq(state.isCounted(), kept || state.positions() != 0);
    }

    function test_TheWordIsAsDecided() external pure {
        InvestorClass class = investorClass(Country.wrap(999), Rating.wrap(7));
        InvestorState state = InvestorState.wrap(0).withPositions(4_095).withReservations(2).withAdmitted(true)
            .withClass(class).withFrozen(true);
        assertEq(InvestorState.unwrap(state), 1 << 31 | 999 << 21 | 7 << 18 | 1 << 17 | 2 << 12 | 4_095);
    }

    function testFuzz_APolicysFieldsAreSetAlone(uint256 word, uint8 count, uint8 index, bool on) external pure {
        Policy before = Policy.wrap(word >> (256 - 41));
        index %= 32;
        Policy next = before.withRegistrarCount(count);
        assertEq(next.registrarCount(), count);
        assertEq(Policy.unwrap(next) ^ Policy.unwrap(before), uint256(count ^ before.registrarCount()) << 32);
        next = before.withAccepted(index, on);
        assertEq(next.accepts(index), on);
        assertEq(Policy.unwrap(next) ^ Policy.unwrap(before), before.accepts(index) == on ? 0 : uint256(1) << index);
        next = before.withRestricted(on);
        assertEq(next.isRestricted(), on);
        assertEq(Policy.unwrap(next) ^ Policy.unwrap(before), before.isRestricted() == on ? 0 : uint256(1) << 40);
    }

    function _fields(InvestorState before, uint256 changed, uint256 value)
        private
        pure
        returns (uint256[5] memory fields)
    {
        fields = [
            uint256(before.positions()),
            before.reservations(),
            before.isAdmitted() ? 1 : 0,
            InvestorClass.unwrap(before.class()),
            before.isFrozen() ? 1 : 0
        ];
        fields[changed] = value;
    }

    function _assertFields(InvestorState state, uint256[5] memory fields) private pure {
        uint256[5] memory actual = _fields(state, 0, state.positions());
        for (uint256 i; i < fields.length; ++i) {
            assertEq(actual[i], fields[i]);
        }
    }
}
