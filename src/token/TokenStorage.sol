// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {ITokenEvents} from "../interfaces/ITokenEvents.sol";
import {Guarded} from "../multisig/Governed.sol";
import {Split} from "../types/Split.sol";
import {Config} from "./Config.sol";
import {Position} from "./Positions.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title TokenStorage
/// @notice What the parts of a token share: positions, supply and the one word of configuration that a transfer reads.
/// @dev All storage of a token is laid out here and in its derived contracts, in the same order for both of its codes.
abstract contract TokenStorage is Guarded, ITokenEvents {
    /// @param authorized zero: no limit
    /// @param reserved what modules have reserved of it, together
    struct SupplyLimit {
        uint96 authorized;
        uint96 reserved;
    }

    /// @dev For the other parts; the ledger has both in its code.
    IIssuingEntity internal _storedIssuer;
    IKYCRegistrar internal _storedPrimary;
    uint8 internal _decimals;
    /// @dev Whether `_foundingName` is in use.
    bool internal _renamed;
    string internal _name;
    string internal _symbol;

    Config internal _config;
    Position internal _supply;

    /// @dev Held directly. A custodian's direct position is the sum of what it keeps.
    mapping(address account => Position) internal _direct;
    mapping(address custodian => mapping(address account => Position)) private _inCustody;

    mapping(address owner => mapping(address spender => uint256)) internal _allowances;
    /// @dev Permits used up by an owner (ERC-2612).
    mapping(address owner => uint256) internal _nonces;

    SupplyLimit internal _supplyLimit;
    /// @dev At least 2 while the configuration says HAS_GRANULARITY.
    uint256 internal _granularity;

    /// @dev Where the shares of a lost account went.
    mapping(address lost => address) internal _successors;
    /// @dev Accounts that let the other accounts of their investor collect what is free.
    mapping(address account => bool) internal _sweepable;

    /// @dev Before the first renaming: the EIP-712 domain keeps it.
    string internal _foundingName;
    /// @dev ERC-7572.
    string internal _contractURI;
    /// @dev Of signed transfers: one bit a nonce.
    mapping(address holder => mapping(uint256 word => uint256)) internal _usedNonces;
    /// @dev From 1.
    mapping(uint256 epoch => Split) internal _splits;
    /// @dev What of the supply before the last split stands in positions that were not brought forward since; zero if that
    /// split was exact.
    uint256 internal _splitRest;

    /// @dev What a clone does not share with its original: all that is in storage.
    function _found(
        IIssuingEntity issuer_,
        IKYCRegistrar primary,
        string memory name_,
        string memory symbol_,
        uint8 decimals_
    ) internal {
        if (decimals_ > 18) revert SecurityToken_InvalidDecimals(decimals_);

        (_storedIssuer, _storedPrimary, _decimals) = (issuer_, primary, decimals_);
        (_name, _symbol) = (name_, symbol_);
    }

    function _approve(address owner, address spender, uint256 amount) internal {
        if (spender == address(0)) revert ERC20InvalidSpender(spender);

        _allowances[owner][spender] = amount;
        emit IERC20.Approval(owner, spender, amount);
    }

    /// @dev The account itself, or where its shares went in the end. No account is lost twice, so this ends.
    function _currentAccountOf(address account) internal view returns (address successor) {
        successor = account;
        address next = _successors[successor];
        while (next != address(0)) (successor, next) = (next, _successors[next]);
    }

    function _issuer() internal view virtual returns (IIssuingEntity);

    function _governor() internal view virtual override returns (IMultiSig) {
        return _issuer();
    }

    /// @dev The issuer's registrar with index 0, for ever the same.
    function _primary() internal view virtual returns (IKYCRegistrar);

    /// @dev Custodian zero: held directly.
    function _position(address custodian, address account) internal view returns (Position storage) {
        return custodian == address(0) ? _direct[account] : _inCustody[custodian][account];
    }
}
