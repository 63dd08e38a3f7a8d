// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../interfaces/IDistributionModule.sol";
import {IIssuingEntity} from "../interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {IKeeperGateway} from "../interfaces/IKeeperGateway.sol";
import {ILockupModule} from "../interfaces/ILockupModule.sol";
import {ITokenModule} from "../interfaces/IModule.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Governed} from "../multisig/Governed.sol";
import {Country, InvestorId} from "../types/Identity.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {ModuleFamily, workId} from "../types/Work.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Roster
/// @notice Whom and what a gateway serves. Places are given once and for ever: ids of work name them.
abstract contract Roster is Governed, IKeeperGateway {
    uint256 private constant MAX_ENROLLED_AT_ONCE = 100;

    /// @dev So that a walk over all sources stays short.
    uint256 private constant MAX_MODULES = 256;

    uint256 private constant MAX_REGISTRARS = 32;

    mapping(ModuleFamily => ITokenModule[]) private _modules;

    /// @dev As ids of `WorkKind.Expire`.
    uint256[] internal _investors;
    mapping(uint256 workId => bool) private _enrolled;

    mapping(uint256 source => PositionKey[]) internal _positions;
    mapping(uint256 source => mapping(address custodian => mapping(address account => uint256))) private _places;

    constructor(IIssuingEntity issuer_) Governed(issuer_) {}

    /* ------------------------------------------------- modules ----------------------------------------------- */

    /// @inheritdoc IKeeperGateway
    function addModule(ModuleFamily family, ITokenModule module) external override returns (bool) {
        if (!_checkAuthority()) return false;
        ITokenModule[] storage modules = _modules[family];
        _requireServable(family, module);
        for (uint256 i; i < modules.length; ++i) {
            if (modules[i] == module) revert KeeperGateway_ModuleExists(module);
        }
        if (modules.length == MAX_MODULES) revert KeeperGateway_TooMany(MAX_MODULES + 1, MAX_MODULES);

        emit ModuleAdded(family, modules.length, module);
        modules.push(module);
        return true;
    }

    /// @inheritdoc IKeeperGateway
    function removeModule(ModuleFamily family, uint256 source) external override returns (bool) {
        if (!_checkAuthority()) return false;
        ITokenModule module = _moduleAt(family, source);
        if (address(module) == address(0)) revert KeeperGateway_UnknownModule(family, source);

        _modules[family][source] = ITokenModule(address(0));
        emit ModuleRemoved(family, source, module);
        return true;
    }

    /// @dev A module has no number that says what it is: one of another family lacks the count.
    function _requireServable(ModuleFamily family, ITokenModule module) private view {
        bool ours = issuer.isAttached(address(module)) && issuer.isToken(address(module.token()));
        if (!ours) revert KeeperGateway_InvalidModule(module);

        if (family == ModuleFamily.Lockup) ILockupModule(address(module)).lotCount();
        else IDistributionModule(address(module)).distributionCount();
    }

    /* ------------------------------------------------ enrolment ---------------------------------------------- */

    /// @inheritdoc IKeeperGateway
    function enrolInvestors(uint8 registrar, InvestorId[] calldata ids) external override returns (uint256 enrolled) {
        _requireFew(ids.length);
        IKYCRegistrar kyc = _registrarAt(registrar);
        if (address(kyc) == address(0)) revert KeeperGateway_UnknownRegistrar(registrar);

        for (uint256 i; i < ids.length; ++i) {
            uint256 id = _expiryId(registrar, ids[i]);
            if (_enrolled[id] || !_isCounted(ids[i]) || !_isKnown(kyc, ids[i])) continue;
            _enrolled[id] = true;
            _investors.push(id);
            emit InvestorEnrolled(ids[i], registrar);
            ++enrolled;
        }
        if (enrolled == 0) revert KeeperGateway_NobodyEnrolled();
    }

    /// @inheritdoc IKeeperGateway
    function enrolPositions(uint256 source, uint40 recordDate, PositionKey[] calldata positions)
        external
        override
        returns (uint256 enrolled)
    {
        _requireFew(positions.length);
        ITokenModule module = _moduleAt(ModuleFamily.Distribution, source);
        if (address(module) == address(0)) revert KeeperGateway_UnknownModule(ModuleFamily.Distribution, source);

        ISecurityToken token = module.token();
        PositionKey[] storage roster = _positions[source];
        for (uint256 i; i < positions.length; ++i) {
            (address custodian, address account) = (positions[i].custodian, positions[i].account);
            if (_places[source][custodian][account] != 0 || !_held(token, recordDate, positions[i])) continue;
            roster.push(positions[i]);
            _places[source][custodian][account] = roster.length;
            emit PositionEnrolled(source, roster.length, custodian, account);
            ++enrolled;
        }
        if (enrolled == 0) revert KeeperGateway_NobodyEnrolled();
    }

    function _requireFew(uint256 count) private pure {
        if (count > MAX_ENROLLED_AT_ONCE) revert KeeperGateway_TooMany(count, MAX_ENROLLED_AT_ONCE);
    }

    /// @dev A registrar may serve many issuers: whoever is counted here is this issuer's.
    function _isCounted(InvestorId id) internal view returns (bool) {
        (uint32 positions,,,) = issuer.investorState(id);
        return positions != 0 || issuer.isAdmitted(id);
    }

    function _isKnown(IKYCRegistrar registrar, InvestorId id) private view returns (bool) {
        return registrar.getInvestor(id).country != Country.wrap(0);
    }

    function _held(ISecurityToken token, uint40 recordDate, PositionKey calldata position) private view returns (bool) {
        (address custodian, address account) = (position.custodian, position.account);
        if (recordDate == 0) {
            return
                (custodian == address(0) ? token.balanceOf(account) : token.custodyBalanceOf(custodian, account)) != 0;
        }
        return (custodian == address(0)
                    ? token.balanceOfAt(account, recordDate)
                    : token.custodyBalanceOfAt(custodian, account, recordDate)) != 0;
    }

    /* ------------------------------------------------- sources ----------------------------------------------- */

    function _sourceCount(ModuleFamily family) internal view returns (uint256) {
        return _modules[family].length;
    }

    /// @dev Zero if there is none.
    function _moduleAt(ModuleFamily family, uint256 source) internal view returns (ITokenModule) {
        ITokenModule[] storage modules = _modules[family];
        return source < modules.length ? modules[source] : ITokenModule(address(0));
    }

    function _lockupAt(uint256 source) internal view returns (ILockupModule) {
        return ILockupModule(address(_moduleAt(ModuleFamily.Lockup, source)));
    }

    function _distributionsAt(uint256 source) internal view returns (IDistributionModule) {
        return IDistributionModule(address(_moduleAt(ModuleFamily.Distribution, source)));
    }

    /// @dev Zero if there is none that the issuer accepts.
    function _registrarAt(uint256 source) internal view returns (IKYCRegistrar) {
        if (source >= MAX_REGISTRARS) return IKYCRegistrar(address(0));
        // Below `MAX_REGISTRARS`.
        // forge-lint: disable-next-line(unsafe-typecast)
        (IKYCRegistrar registrar, bool accepted) = issuer.registrarAt(uint8(source));
        return accepted ? registrar : IKYCRegistrar(address(0));
    }

    /* -------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IKeeperGateway
    function modulesOf(ModuleFamily family) external view override returns (ITokenModule[] memory) {
        return _modules[family];
    }

    /// @inheritdoc IKeeperGateway
    function isEnrolled(uint8 registrar, InvestorId id) external view override returns (bool) {
        return _enrolled[_expiryId(registrar, id)];
    }

    /// @inheritdoc IKeeperGateway
    function investorRoster(uint256 from, uint256 limit) external view override returns (uint256[] memory ids) {
        return _investorsFrom(from, limit);
    }

    /// @inheritdoc IKeeperGateway
    function positionPlace(uint256 source, address custodian, address account)
        external
        view
        override
        returns (uint256)
    {
        return _places[source][custodian][account];
    }

    /// @inheritdoc IKeeperGateway
    function positionAt(uint256 source, uint256 place) external view override returns (PositionKey memory) {
        return _positionAt(source, place);
    }

    /// @inheritdoc IKeeperGateway
    function rosterLengths(uint256 source) external view override returns (uint256 investors, uint256 positions) {
        return (_investors.length, _positions[source].length);
    }

    function _positionAt(uint256 source, uint256 place) internal view returns (PositionKey memory position) {
        PositionKey[] storage roster = _positions[source];
        if (place != 0 && place <= roster.length) position = roster[place - 1];
    }

    function _investorsFrom(uint256 from, uint256 limit) internal view returns (uint256[] memory ids) {
        uint256 count = from < _investors.length ? Math.min(limit, _investors.length - from) : 0;
        ids = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            ids[i] = _investors[from + i];
        }
    }

    function _expiryId(uint256 registrar, InvestorId id) private pure returns (uint256) {
        return workId(registrar, uint96(InvestorId.unwrap(id)));
    }
}
