// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title TokenFactory
/// @notice Makes further tokens of an issuer: clones that run the code of one of its tokens, with a name of their own.
/// @dev Anyone may make one; it is worth nothing until the issuer adds it (`IIssuingEntity.addToken`). A clone costs its
/// holders more with every transfer: docs/decisions/0010-clones.md.
interface ITokenFactory {
    /// @param issuer that has added the token after which this one was made
    /// @param original whose code the token runs
    event TokenCreated(
        address indexed token,
        address indexed issuer,
        address indexed original,
        address creator,
        string name,
        string symbol,
        uint8 decimals,
        bytes32 salt
    );

    /// @notice The issuer that the token names has not added it.
    error TokenFactory_UnknownToken(address token);

    /// @notice Makes a token with the code, issuer, primary registrar and parts of `like`, which its issuer has added.
    /// `like` may be a clone; its original is cloned then.
    /// @dev The new address depends on caller, original, name, symbol, decimals and salt: nobody else can take it, and
    /// nothing else can stand there. The same call a second time fails.
    function createToken(address like, string calldata name, string calldata symbol, uint8 decimals, bytes32 salt)
        external
        returns (address token);

    /// @notice Where `createToken` puts what `creator` asks for. So an issuer may decide on `addToken` before.
    function addressOf(
        address creator,
        address like,
        string calldata name,
        string calldata symbol,
        uint8 decimals,
        bytes32 salt
    ) external view returns (address);
}
