// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Country, Rating} from "../src/types/Identity.sol";
import {LANE_MAX} from "../src/types/Lanes.sol";
import {Script} from "forge-std/Script.sol";

/// @title DeployConfig
/// @notice Reads the JSON file of a deployment. A number that does not fit is refused with its path; none is cut short.
abstract contract DeployConfig is Script {
    struct Group {
        address[] members;
        uint16 threshold;
    }

    uint256 private constant MAX_DECIMALS = 18;
    uint256 private constant MAX_COUNTRY = 999;
    uint256 private constant MAX_RATING = 7;

    string internal _config;

    function _group(string memory path) internal view returns (Group memory group) {
        group.members = vm.parseJsonAddressArray(_config, string.concat(path, ".members"));
        // A threshold above the number of members could never be met.
        group.threshold = uint16(_number(string.concat(path, ".threshold"), 1, group.members.length));
    }

    function _countriesOf(string memory path) internal view returns (Country[] memory countries) {
        path = string.concat(path, ".countries");
        uint256[] memory codes = vm.parseJsonUintArray(_config, path);
        countries = new Country[](codes.length);
        for (uint256 i; i < codes.length; ++i) {
            countries[i] = Country.wrap(uint16(_within(codes[i], 1, MAX_COUNTRY, _at(path, i))));
        }
    }

    function _country(string memory path) internal view returns (Country) {
        return Country.wrap(uint16(_number(path, 1, MAX_COUNTRY)));
    }

    function _rating(string memory path) internal view returns (Rating) {
        return Rating.wrap(uint8(_number(path, 1, MAX_RATING)));
    }

    function _decimals(string memory path) internal view returns (uint8) {
        return uint8(_number(path, 0, MAX_DECIMALS));
    }

    function _limits(string memory path) internal view returns (uint32[8] memory limits) {
        uint256[] memory numbers = vm.parseJsonUintArray(_config, path);
        require(numbers.length == 8, string.concat(path, ": eight numbers, [0] in total, [1] to [7] by rating"));
        for (uint256 i; i < 8; ++i) {
            limits[i] = uint32(_within(numbers[i], 0, LANE_MAX, _at(path, i)));
        }
    }

    /// @dev False if the file does not say.
    function _flag(string memory path) internal view returns (bool) {
        return _exists(path) && vm.parseJsonBool(_config, path);
    }

    function _string(string memory path) internal view returns (string memory) {
        return vm.parseJsonString(_config, path);
    }

    function _exists(string memory path) internal view returns (bool) {
        return vm.keyExistsJson(_config, path);
    }

    function _at(string memory path, uint256 index) internal pure returns (string memory) {
        return string.concat(path, "[", vm.toString(index), "]");
    }

    function _number(string memory path, uint256 least, uint256 most) private view returns (uint256) {
        return _within(vm.parseJsonUint(_config, path), least, most, path);
    }

    function _within(uint256 number, uint256 least, uint256 most, string memory path) private pure returns (uint256) {
        string memory bounds = string.concat(vm.toString(least), " to ", vm.toString(most));
        require(
            number >= least && number <= most,
            string.concat(path, ": expected ", bounds, ", found ", vm.toString(number))
        );
        return number;
    }
}
