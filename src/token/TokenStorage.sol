// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../interfaces/IMultiSig.sol";
import {ITokenEvents} from "../interfaces/ITokenEvents.sol";
import {Guarded} from "../multisig/Governed.sol";
import {Config} from "./Config.sol";
import {Position} from "./Positions.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title TokenStorage
/// @notice What the parts of a token share: positions, supply and the one word of configuration that a transfer reads.
/// @dev All storage of a token is laid out here and in its heirs, in the same order for both of its codes.
abstract contract TokenStorage is Guarded, ITokenEvents {
    /// @dev For the office; the ledger has both in its code.
    IIssuingEntity internal _storedIssuer;
    IKYCRegistrar internal _storedPrimary;

    Config internal _config;
    Position internal _supply;

    /// @dev Held directly. A custodian's direct position is the sum of what it keeps.
    mapping(address account => Position) internal _direct;
    mapping(address custodian => mapping(address account => Position)) private _inCustody;

    mapping(address owner => mapping(address spender => uint256)) internal _allowances;
    /// @dev Permits used up by an owner (ERC-2612).
    mapping(address owner => uint256) internal _nonces;

    /// @dev Who took the place of an account whose key was lost; never changed.
    mapping(address lost => address successor) internal _successors;

    function _approve(address owner, address spender, uint256 amount) internal {
        if (spender == address(0)) revert SecurityToken_InvalidSpender(spender);

        _allowances[owner][spender] = amount;
        emit IERC20.Approval(owner, spender, amount);
    }

    function _issuer() internal view virtual returns (IIssuingEntity);

    function _governor() internal view virtual override returns (IMultiSig) {
        return _issuer();
    }

    /// @dev The issuer's registrar with index 0, for ever the same.
    function _primary() internal view virtual returns (IKYCRegistrar);

    /// @dev No account is lost twice, so the chain ends.
    function _heirOf(address account) internal view returns (address heir) {
        heir = account;
        for (address next = _successors[account]; next != address(0); next = _successors[next]) {
            heir = next;
        }
    }

    /// @dev Custodian zero: held directly.
    function _position(address custodian, address account) internal view returns (Position storage) {
        return custodian == address(0) ? _direct[account] : _inCustody[custodian][account];
    }
}
