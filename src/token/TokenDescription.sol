// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGoverned} from "../interfaces/IGoverned.sol";
import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {ITokenDescription} from "../interfaces/ITokenDescription.sol";
import {StandardIds} from "../libraries/StandardIds.sol";
import {TokenPart} from "./TokenPart.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title TokenDescription
/// @notice Code of every token for what wallets and explorers ask of it, and for its name.
abstract contract TokenDescription is TokenPart, ITokenDescription {
    uint256 private constant MAX_NAME_LENGTH = 64;
    uint256 private constant MAX_URI_LENGTH = 2048;

    /// @dev Bytes of a clone's code (ERC-1167), and where in it, behind the array's length, the original's address stands.
    uint256 private constant CLONE_LENGTH = 45;
    uint256 private constant CLONE_TARGET = 32 + 10;

    /// @inheritdoc ITokenDescription
    /// @dev An original has its issuer in storage from the beginning. No clone without a description is ever added.
    function initialize(string calldata name_, string calldata symbol_, uint8 decimals_) external {
        if (address(_storedIssuer) != address(0)) revert SecurityToken_Initialized();

        IIssuingEntity issuer = IGoverned(address(this)).issuer();
        (IKYCRegistrar primary,) = issuer.registrarAt(0);
        _found(issuer, primary, name_, symbol_, decimals_);
    }

    /// @inheritdoc ITokenDescription
    function name() external view returns (string memory) {
        return _name;
    }

    /// @inheritdoc ITokenDescription
    function symbol() external view returns (string memory) {
        return _symbol;
    }

    /// @inheritdoc ITokenDescription
    function decimals() external view returns (uint8) {
        return _decimals;
    }

    /// @inheritdoc ITokenDescription
    function rename(string calldata name_, string calldata symbol_) external returns (bool) {
        if (!_checkAuthority()) return false;
        _requireLength(bytes(name_).length, 1, MAX_NAME_LENGTH);
        _requireLength(bytes(symbol_).length, 1, MAX_NAME_LENGTH);

        if (!_renamed) (_renamed, _foundingName) = (true, _name);
        emit TokenRenamed(_name, _symbol, name_, symbol_);
        (_name, _symbol) = (name_, symbol_);
        return true;
    }

    /// @inheritdoc ITokenDescription
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc ITokenDescription
    function setContractURI(string calldata uri) external returns (bool) {
        if (!_checkAuthority()) return false;
        _requireLength(bytes(uri).length, 0, MAX_URI_LENGTH);
        _contractURI = uri;
        emit ContractURISet(uri);
        emit ContractURIUpdated();
        return true;
    }

    /// @inheritdoc ITokenDescription
    function original() external view returns (address) {
        if (address(this).code.length != CLONE_LENGTH) return address(this);
        bytes memory code = address(this).code;
        bytes32 target;
        assembly ("memory-safe") {
            target := mload(add(code, CLONE_TARGET))
        }
        // The 20 bytes behind the prefix.
        // forge-lint: disable-next-line(unsafe-typecast)
        return address(bytes20(target));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return StandardIds.isSupported(id);
    }

    /// @inheritdoc ITokenDescription
    function clock() external view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc ITokenDescription
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    function _requireLength(uint256 length, uint256 shortest, uint256 longest) private pure {
        if (length < shortest || length > longest) revert SecurityToken_InvalidLength(length, shortest, longest);
    }
}
