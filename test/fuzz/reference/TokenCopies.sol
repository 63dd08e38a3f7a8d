// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../src/interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../../../src/interfaces/ISecurityToken.sol";
import {
    COUNTRIES_SHIFT,
    Config,
    FILTER_SHIFT,
    ISSUER_PAUSED,
    PRIMARY_ACCEPTED,
    TOKEN_PAUSED
} from "../../../src/token/Config.sol";
import {Holding} from "../../../src/types/Holding.sol";
import {Country, Rating} from "../../../src/types/Identity.sol";
import {MinRatings} from "../../../src/types/MinRatings.sol";
import {Party} from "../../../src/types/Party.sol";
import {Test} from "forge-std/Test.sol";

/// @notice What tokens keep of their issuer's rules, and of what registrars said, read where it is stored: no view tells it.
/// @dev Finds the places by watching what a token writes when its issuer tells it something.
contract TokenCopies is Test {
    uint256 public constant LANES = 7;
    uint256 private constant LANE_BITS = 13;
    /// @dev Of each map a key that nobody uses: no such registrar, bucket of freezes, account, or countries (896 to 959).
    uint256 private constant PROBE = 14;

    bytes32 private immutable _config;
    uint256 private immutable _registrars;
    uint256 private immutable _freezes;
    uint256 private immutable _minRatings;
    uint256 private immutable _direct;

    /// @param specimen any token of the same code, in which nobody is frozen yet
    constructor(ISecurityToken specimen) {
        address issuer = address(specimen.issuer());
        _config = _written(specimen, issuer, abi.encodeCall(specimen.updatePolicy, (false)), 0);
        IKYCRegistrar nobody = IKYCRegistrar(address(0));
        _registrars = _map(specimen, issuer, abi.encodeCall(specimen.updateRegistrar, (PROBE, nobody)));
        _freezes = _map(specimen, issuer, abi.encodeCall(specimen.updateFreezes, (PROBE, 0)));
        _minRatings = _map(specimen, issuer, abi.encodeCall(specimen.updateMinRatings, (PROBE, MinRatings.wrap(0))));
        address probe = address(uint160(PROBE));
        _direct = _map(specimen, issuer, abi.encodeCall(specimen.updateRole, (probe, Party.wrap(0))));
    }

    function registrarOf(ISecurityToken token, uint256 index) external view returns (address) {
        return address(uint160(_read(token, _registrars, index)));
    }

    function freezesOf(ISecurityToken token, uint256 bucket) external view returns (uint256) {
        return _read(token, _freezes, bucket);
    }

    function minRatingsOf(ISecurityToken token, uint256 wordIndex) external view returns (uint256) {
        return _read(token, _minRatings, wordIndex);
    }

    function directOf(ISecurityToken token, address account) external view returns (Holding) {
        return Holding.wrap(_read(token, _direct, uint160(account)));
    }

    function filterOf(ISecurityToken token) external view returns (uint64) {
        return uint64(_configOf(token) >> FILTER_SHIFT);
    }

    function switchesOf(ISecurityToken token)
        external
        view
        returns (bool tokenPaused, bool issuerPaused, bool primaryAccepted)
    {
        Config config = Config.wrap(_configOf(token));
        return (config.isOn(TOKEN_PAUSED), config.isOn(ISSUER_PAUSED), config.isOn(PRIMARY_ACCEPTED));
    }

    function laneOf(ISecurityToken token, uint256 lane) external view returns (Country country, Rating rating) {
        uint256 bits = _configOf(token) >> COUNTRIES_SHIFT + lane * LANE_BITS;
        return (Country.wrap(uint16(bits % 1024)), Rating.wrap(uint8(bits >> 10 & 7)));
    }

    function _configOf(ISecurityToken token) private view returns (uint256) {
        return uint256(vm.load(address(token), _config));
    }

    function _read(ISecurityToken token, uint256 map, uint256 key) private view returns (uint256) {
        return uint256(vm.load(address(token), keccak256(abi.encode(key, map))));
    }

    function _map(ISecurityToken token, address issuer, bytes memory data) private returns (uint256 place) {
        bytes32 slot = _written(token, issuer, data, _config);
        while (keccak256(abi.encode(PROBE, place)) != slot) ++place;
    }

    /// @dev Where the call writes first, but for one place.
    function _written(ISecurityToken token, address issuer, bytes memory data, bytes32 but) private returns (bytes32) {
        vm.record();
        vm.prank(issuer);
        (bool done,) = address(token).call(data);
        assertTrue(done, "the token takes what its issuer tells");
        (, bytes32[] memory writes) = vm.accesses(address(token));
        uint256 i;
        while (writes[i] == but) ++i;
        return writes[i];
    }
}
