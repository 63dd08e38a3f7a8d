// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks, IModuleLife} from "../interfaces/IModule.sol";
import {ITokenNotices} from "../interfaces/ITokenNotices.sol";
import {BoundedCall} from "../libraries/BoundedCall.sol";
import {HOOK_FORCED, HOOK_LIFE} from "../types/Modules.sol";
import {Move} from "../types/Move.sol";
import {PositionKey} from "../types/PositionKey.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenNotices
/// @notice Code of every token that tells modules what they cannot stop.
abstract contract TokenNotices is TokenPart, ITokenNotices {
    uint256 private constant NOTICE_GAS = 100_000;
    /// @dev What must be left before a frame, of which a call passes on 63/64, and for the event of its failure.
    uint256 private constant LEAST_GAS = NOTICE_GAS * 64 / 63 + 12_000;
    /// @dev Bytes of a module's reason that the event of a failure shows.
    uint256 private constant MAX_REASON = 128;

    /// @inheritdoc ITokenNotices
    function tellForced(Move calldata) external {
        _onlyToken();
        _tellAll(HOOK_FORCED, abi.encodePacked(IModuleHooks.forcedMove.selector, msg.data[4:]));
    }

    /// @inheritdoc ITokenNotices
    function tellEncumbrances(PositionKey calldata position, uint256 slots) external {
        _onlyToken();
        for (uint256 slot; slots >> slot != 0; ++slot) {
            address module = _listenerIn(slot, slots);
            if (module == address(0)) continue;
            (uint256 amount, uint256 taken) = _encumbranceAt(position, module);
            _tell(module, abi.encodeCall(IModuleLife.encumbranceChanged, (position, amount, taken)));
        }
    }

    /// @inheritdoc ITokenNotices
    function tellEncumbrancesMoved(PositionKey calldata lost, PositionKey calldata successor, uint256 slots) external {
        _onlyToken();
        for (uint256 slot; slots >> slot != 0; ++slot) {
            address module = _listenerIn(slot, slots);
            if (module == address(0)) continue;
            (uint256 amount, uint256 taken) = _encumbranceAt(successor, module);
            _tell(module, abi.encodeCall(IModuleLife.encumbranceMoved, (lost, successor, amount, taken)));
        }
    }

    /// @inheritdoc ITokenNotices
    function tellAttachment(address module, bool isAttached) external {
        _onlyToken();
        bytes memory notice =
            isAttached ? abi.encodeCall(IModuleLife.attached, ()) : abi.encodeCall(IModuleLife.detached, ());
        _tell(module, notice);
    }

    /// @inheritdoc ITokenNotices
    function tellSplit(uint8 epoch, uint32 numerator, uint32 denominator) external {
        _onlyToken();
        _tellAll(HOOK_LIFE, abi.encodeCall(IModuleLife.splitHappened, (epoch, numerator, denominator)));
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _tellAll(uint8 hook, bytes memory notice) private {
        address[] memory listeners = _modulesWith(hook);
        for (uint256 i; i < listeners.length; ++i) {
            _tell(listeners[i], notice);
        }
    }

    /// @dev The module attached in `slot`, if `slots` has its bit and the module declared HOOK_LIFE; otherwise zero.
    function _listenerIn(uint256 slot, uint256 slots) private view returns (address module) {
        if (slots >> slot & 1 == 0) return address(0);
        module = _moduleIn(slot);
        return _hasHook(module, HOOK_LIFE) ? module : address(0);
    }

    /// @dev Meanwhile nothing is attached or detached. A module without code hears nothing, and that is told, too.
    function _tell(address module, bytes memory notice) private {
        if (gasleft() < LEAST_GAS) revert SecurityToken_TooLittleGas(gasleft(), LEAST_GAS);
        bool outer = _enterHook();
        (bool success, bytes memory reason) = BoundedCall.act(module, NOTICE_GAS, MAX_REASON, notice);
        _leaveHook(outer);
        if (!success || module.code.length == 0) emit ModuleNoticeFailed(module, reason);
    }
}
