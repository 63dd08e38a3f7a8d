// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {ITokenFactory} from "../interfaces/ITokenFactory.sol";
import {Refusals} from "../libraries/Refusals.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

/// @title TokenFactory
/// @dev Keeps nothing and has no powers: one serves all issuers of a chain.
contract TokenFactory is ITokenFactory, Refusals {
    /// @inheritdoc ITokenFactory
    function createToken(address like, string calldata name, string calldata symbol, uint8 decimals, bytes32 salt)
        external
        returns (address token)
    {
        IIssuingEntity issuer = ISecurityToken(like).issuer();
        if (!issuer.isToken(like)) revert TokenFactory_UnknownToken(like);

        address original = ISecurityToken(like).original();
        token = Clones.cloneDeterministic(original, _saltOf(msg.sender, name, symbol, decimals, salt));
        emit TokenCreated(token, address(issuer), original, msg.sender, name, symbol, decimals, salt);
        ISecurityToken(token).initialize(name, symbol, decimals);
    }

    /// @inheritdoc ITokenFactory
    function addressOf(
        address creator,
        address like,
        string calldata name,
        string calldata symbol,
        uint8 decimals,
        bytes32 salt
    ) external view returns (address) {
        bytes32 ownSalt = _saltOf(creator, name, symbol, decimals, salt);
        return Clones.predictDeterministicAddress(ISecurityToken(like).original(), ownSalt, address(this));
    }

    function _saltOf(address creator, string calldata name, string calldata symbol, uint8 decimals, bytes32 salt)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(creator, name, symbol, decimals, salt));
    }
}
