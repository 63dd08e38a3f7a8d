// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DeployConfig} from "../../script/DeployConfig.sol";
import {Country, Rating} from "../../src/types/Identity.sol";
import {LANE_MAX} from "../../src/types/Lanes.sol";
import {Test} from "forge-std/Test.sol";

/// @dev Reads one file.
contract Reader is DeployConfig {
    constructor(string memory json) {
        _config = json;
    }

    function group() external view returns (address[] memory, uint16) {
        Group memory read = _group(".owner");
        return (read.members, read.threshold);
    }

    function countries() external view returns (Country[] memory) {
        return _countriesOf(".owner");
    }

    function country() external view returns (Country) {
        return _country(".n");
    }

    function rating() external view returns (Rating) {
        return _rating(".n");
    }

    function decimals() external view returns (uint8) {
        return _decimals(".n");
    }

    function limits() external view returns (uint32[8] memory) {
        return _limits(".n");
    }

    function flag() external view returns (bool) {
        return _flag(".n");
    }
}

/// @notice A deployment is what its file says: a number that does not fit stops it, and is never cut to one that does.
contract DeployConfigTest is Test {
    string private constant MEMBER = "0x00000000000000000000000000000000000000aa";

    function test_AThresholdIsOneToTheNumberOfMembers() external {
        (address[] memory members, uint16 threshold) = _reader(_owner("1", "756")).group();
        assertEq(members.length, 1);
        assertEq(threshold, 1);
        _refuses(_owner("0", "756"), Reader.group.selector, ".owner.threshold: expected 1 to 1, found 0");
        _refuses(_owner("2", "756"), Reader.group.selector, ".owner.threshold: expected 1 to 1, found 2");
        _refuses(_owner("65537", "756"), Reader.group.selector, ".owner.threshold: expected 1 to 1, found 65537");
    }

    function test_CountriesAre1To999() external {
        assertEq(Country.unwrap(_reader(_owner("1", "999")).countries()[0]), 999);
        _refuses(_owner("1", "0"), Reader.countries.selector, ".owner.countries[0]: expected 1 to 999, found 0");
        // 65536 + 756 would be Switzerland.
        _refuses(
            _owner("1", "756, 66292"), Reader.countries.selector, ".owner.countries[1]: expected 1 to 999, found 66292"
        );
        assertEq(Country.unwrap(_number("1").country()), 1);
        _refuses(_json("66292"), Reader.country.selector, ".n: expected 1 to 999, found 66292");
    }

    function test_RatingsAre1To7() external {
        assertEq(Rating.unwrap(_number("7").rating()), 7);
        _refuses(_json("0"), Reader.rating.selector, ".n: expected 1 to 7, found 0");
        _refuses(_json("8"), Reader.rating.selector, ".n: expected 1 to 7, found 8");
        _refuses(_json("257"), Reader.rating.selector, ".n: expected 1 to 7, found 257");
    }

    function test_DecimalsAreAtMost18() external {
        assertEq(_number("18").decimals(), 18);
        _refuses(_json("19"), Reader.decimals.selector, ".n: expected 0 to 18, found 19");
        _refuses(_json("258"), Reader.decimals.selector, ".n: expected 0 to 18, found 258");
    }

    function test_LimitsAreEightAndFitTheirPlaces() external {
        string memory most = vm.toString(LANE_MAX);
        uint32[8] memory limits = _number(string.concat("[0,1,2,3,4,5,6,", most, "]")).limits();
        assertEq(limits[1], 1);
        assertEq(limits[7], LANE_MAX);
        // 2^32 + 5 would be 5.
        _refuses(
            _json("[0,0,4294967301,0,0,0,0,0]"),
            Reader.limits.selector,
            string.concat(".n[2]: expected 0 to ", most, ", found 4294967301")
        );
        _refuses(_json("[0]"), Reader.limits.selector, ".n: eight numbers, [0] in total, [1] to [7] by rating");
    }

    function test_AFlagThatIsLeftOutIsFalse() external {
        assertTrue(_number("true").flag());
        assertFalse(_number("false").flag());
        assertFalse(_reader("{}").flag());
    }

    function testFuzz_NoNumberIsCut(uint256 number) external {
        vm.assume(number > 999);
        string memory text = vm.toString(number);
        _refuses(_json(text), Reader.country.selector, string.concat(".n: expected 1 to 999, found ", text));
    }

    function _owner(string memory threshold, string memory codes) private pure returns (string memory) {
        return string.concat(
            '{"owner": {"members": ["', MEMBER, '"], "threshold": ', threshold, ', "countries": [', codes, "]}}"
        );
    }

    function _json(string memory value) private pure returns (string memory) {
        return string.concat('{"n": ', value, "}");
    }

    function _number(string memory value) private returns (Reader) {
        return _reader(_json(value));
    }

    function _reader(string memory json) private returns (Reader) {
        return new Reader(json);
    }

    function _refuses(string memory json, bytes4 selector, string memory reason) private {
        (bool done, bytes memory answer) = address(_reader(json)).call(abi.encodeWithSelector(selector));
        assertFalse(done);
        assertEq(answer, abi.encodeWithSignature("Error(string)", reason));
    }
}
