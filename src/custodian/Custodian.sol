// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian, ICustodianModule} from "../interfaces/ICustodian.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {MultiSig} from "../multisig/MultiSig.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS, ModuleDeclaration, PERMISSION_CUSTODY} from "../types/Modules.sol";
import {KIND_CUSTODY_TRANSFER, KIND_DEPOSIT, KIND_WITHDRAWAL, Move, MoveKind, Tagged} from "../types/Move.sol";
import {PositionKey, defaultPosition} from "../types/PositionKey.sol";

/// @title Custodian
contract Custodian is MultiSig, ICustodian {
    struct ModuleState {
        bool attached;
        uint8 hooks;
        uint16 permissions;
    }

    uint256 private constant MAX_MODULES = 8;
    uint8 private constant ALL_HOOKS = HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS;

    /// @dev Whether a module runs that was told of a move.
    bool private transient _inHook;

    ICustodianModule[] private _modules;
    mapping(address module => ModuleState) private _states;

    /// @inheritdoc ICustodian
    mapping(ISecurityToken token => uint256) public override leastDepositOf;

    constructor(address[] memory owners, uint16 threshold) MultiSig(owners, threshold) {}

    /* -------------------------------------------------- moves ------------------------------------------------- */

    /// @inheritdoc ICustodian
    function transferInternal(ISecurityToken token, address from, address to, uint256 amount)
        external
        override
        returns (bool)
    {
        if (!_checkMover()) return false;
        if (_hasModules()) _ask(token, _moveTo(KIND_CUSTODY_TRANSFER, from, address(this), to, amount));

        token.custodyTransfer(from, to, amount);
        if (_hasModules()) _tell(token, _moveTo(KIND_CUSTODY_TRANSFER, from, address(this), to, amount));
        return true;
    }

    /// @inheritdoc ICustodian
    function transfer(ISecurityToken token, address from, address to, uint256 amount) external override returns (bool) {
        if (!_checkMover()) return false;
        if (_hasModules()) _ask(token, _moveTo(KIND_WITHDRAWAL, from, address(0), to, amount));

        token.custodyWithdraw(from, to, amount);
        if (_hasModules()) _tell(token, _moveTo(KIND_WITHDRAWAL, from, address(0), to, amount));
        return true;
    }

    /// @inheritdoc ICustodian
    function balanceOf(ISecurityToken token, address account) external view override returns (uint256) {
        return token.custodyBalanceOf(address(this), account);
    }

    /* ------------------------------------------------- deposits ----------------------------------------------- */

    /// @inheritdoc ICustodian
    function setLeastDeposit(ISecurityToken token, uint256 amount) external override returns (bool) {
        if (!_checkMultiSig()) return false;
        leastDepositOf[token] = amount;
        emit LeastDepositSet(token, amount);
        token.setDepositsAsked(amount != 0);
        return true;
    }

    /// @inheritdoc ICustodian
    function acceptsDeposit(ISecurityToken token, address from, uint256 amount) external view override returns (bool) {
        if (amount < leastDepositOf[token]) return false;
        PositionKey memory source = defaultPosition(address(0), from);
        Tagged[] memory none;
        _ask(token, Move(KIND_DEPOSIT, from, from, source, defaultPosition(address(this), from), amount, none));
        return true;
    }

    /* ------------------------------------------------- modules ------------------------------------------------ */

    /// @inheritdoc ICustodian
    function attachModule(ICustodianModule module) external override returns (bool) {
        if (!_checkMultiSig()) return false;
        if (_inHook) revert Custodian_HookRunning();
        if (_states[address(module)].attached) revert Custodian_ModuleAttached(module);
        if (_modules.length == MAX_MODULES) revert Custodian_TooManyModules();
        ModuleDeclaration memory declared = module.declaration();
        bool known = declared.hooks & ~ALL_HOOKS == 0 && declared.permissions & ~PERMISSION_CUSTODY == 0;
        if (!known || address(module.custodian()) != address(this)) revert Custodian_InvalidModule(module);

        _states[address(module)] = ModuleState(true, declared.hooks, declared.permissions);
        _modules.push(module);
        emit ModuleAttached(module, declared.hooks, declared.permissions);
        return true;
    }

    /// @inheritdoc ICustodian
    function detachModule(ICustodianModule module) external override returns (bool) {
        if (!_checkMultiSig()) return false;
        if (_inHook) revert Custodian_HookRunning();
        if (!_states[address(module)].attached) revert Custodian_ModuleNotAttached(module);

        delete _states[address(module)];
        uint256 index;
        while (address(_modules[index]) != address(module)) ++index;
        _modules[index] = _modules[_modules.length - 1];
        _modules.pop();
        emit ModuleDetached(module);
        return true;
    }

    /// @inheritdoc ICustodian
    function modules() external view override returns (ICustodianModule[] memory) {
        return _modules;
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _hasModules() private view returns (bool) {
        return _modules.length != 0;
    }

    /// @dev A module that declared it, or the custodian's authorities.
    function _checkMover() private returns (bool) {
        if (!_hasModules() || !_states[msg.sender].attached) return _checkMultiSig();
        if (_states[msg.sender].permissions & PERMISSION_CUSTODY == 0) revert Custodian_NotPermitted(msg.sender);
        return true;
    }

    /// @dev As the token will show it to its own modules: this contract calls the token.
    function _moveTo(MoveKind kind, address from, address custodianTo, address to, uint256 amount)
        private
        view
        returns (Move memory)
    {
        Tagged[] memory none;
        PositionKey memory source = defaultPosition(address(this), from);
        return Move(kind, address(this), address(this), source, defaultPosition(custodianTo, to), amount, none);
    }

    function _ask(ISecurityToken token, Move memory move) private view {
        for (uint256 i; i < _modules.length; ++i) {
            if (_hooksOf(_modules[i]) & HOOK_CHECK_TRANSFER != 0) _modules[i].checkCustody(token, move);
        }
    }

    /// @dev Meanwhile no module is attached or detached, so every module with this hook is told.
    function _tell(ISecurityToken token, Move memory move) private {
        bool outer = _inHook;
        _inHook = true;
        for (uint256 i; i < _modules.length; ++i) {
            if (_hooksOf(_modules[i]) & HOOK_TRANSFER_TOKENS != 0) _modules[i].custodyMoved(token, move);
        }
        _inHook = outer;
    }

    function _hooksOf(ICustodianModule module) private view returns (uint8) {
        return _states[address(module)].hooks;
    }

    /// @dev Its modules may be members, as those of an issuer.
    function _mayJoin(address) internal pure override returns (bool) {
        return true;
    }

    function _isAttached(address target) internal view override returns (bool) {
        return _states[target].attached;
    }
}
