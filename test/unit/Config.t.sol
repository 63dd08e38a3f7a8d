// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Config, ISSUANCE_FINISHED, TOKEN_PAUSED} from "../../src/token/Config.sol";
import {FreezeFilter} from "../../src/types/FreezeFilter.sol";
import {Test} from "forge-std/Test.sol";

contract ConfigTest is Test {
    /// @dev Whatever was in the word before, each field takes its value and the others keep theirs.
    function testFuzz_EachFieldIsSetAlone(uint256 word, uint8 small, uint16 middle, uint40 date, uint144 filter)
        external
        pure
    {
        Config before = Config.wrap(word);
        _assertFields(before.withHooks(small), _fields(before, 0, small));
        _assertFields(before.withHookedModules(small), _fields(before, 1, small));
        _assertFields(before.withEncumbering(middle), _fields(before, 2, middle));
        _assertFields(before.withSplitEpoch(small), _fields(before, 3, small));
        _assertFields(before.withPassedDates(middle), _fields(before, 4, middle));
        _assertFields(before.withNextRecordDate(date), _fields(before, 5, date));
        _assertFields(before.withFreezeFilter(FreezeFilter.wrap(filter)), _fields(before, 6, filter));
    }

    function testFuzz_ASwitchIsSetAlone(uint256 word, bool on) external pure {
        Config before = Config.wrap(word);
        Config changed = before.withSwitch(ISSUANCE_FINISHED, on);
        assertEq(changed.isOn(ISSUANCE_FINISHED), on);
        assertEq(Config.unwrap(changed) & ~ISSUANCE_FINISHED, word & ~ISSUANCE_FINISHED);
        assertEq(changed.isOn(TOKEN_PAUSED), before.isOn(TOKEN_PAUSED));
    }

    function test_TheWordIsAsDecided() external pure {
        Config config = Config.wrap(1).withHooks(2).withHookedModules(3).withEncumbering(4).withSplitEpoch(5)
            .withPassedDates(6).withNextRecordDate(7).withFreezeFilter(FreezeFilter.wrap(8));
        assertEq(Config.unwrap(config), 8 << 112 | 7 << 72 | 6 << 56 | 5 << 48 | 4 << 32 | 3 << 24 | 2 << 16 | 1);
    }

    function _fields(Config before, uint256 changed, uint256 value) private pure returns (uint256[8] memory fields) {
        fields = [
            before.hooks(),
            before.hookedModules(),
            before.encumbering(),
            before.splitEpoch(),
            before.passedDates(),
            before.nextRecordDate(),
            uint256(FreezeFilter.unwrap(before.freezeFilter())),
            Config.unwrap(before) & type(uint16).max
        ];
        fields[changed] = value;
    }

    function _assertFields(Config config, uint256[8] memory fields) private pure {
        uint256[8] memory actual = _fields(config, 7, Config.unwrap(config) & type(uint16).max);
        for (uint256 i; i < fields.length; ++i) {
            assertEq(actual[i], fields[i]);
        }
    }
}
