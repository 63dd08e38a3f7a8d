// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian, ICustodianModule} from "../../src/interfaces/ICustodian.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {ModuleDeclaration} from "../../src/types/Modules.sol";
import {Move} from "../../src/types/Move.sol";

/// @title CustodianModuleMock
/// @notice Declares what it is told to, refuses and fails when told to, remembers what it was shown, and can call back
/// from its hook.
contract CustodianModuleMock is ICustodianModule {
    error CustodianModuleMock_Refused();
    error CustodianModuleMock_Failed();

    ICustodian public immutable custodian;
    ModuleDeclaration private _declared;
    bool private _refusing;
    bool private _failing;
    bytes private _callBack;
    bytes[] private _seen;

    constructor(ICustodian custodian_, uint8 hooks, uint16 permissions) {
        custodian = custodian_;
        _declared = ModuleDeclaration(hooks, permissions);
    }

    function declareAnew(uint8 hooks, uint16 permissions) external {
        _declared = ModuleDeclaration(hooks, permissions);
    }

    function setMood(bool refusing, bool failing) external {
        (_refusing, _failing) = (refusing, failing);
    }

    /// @dev The next hook makes this call of the custodian, once.
    function callBack(bytes calldata data) external {
        _callBack = data;
    }

    function declaration() external view returns (ModuleDeclaration memory) {
        return _declared;
    }

    function checkCustody(ISecurityToken, Move calldata) external view {
        if (_refusing) revert CustodianModuleMock_Refused();
    }

    function custodyMoved(ISecurityToken token, Move calldata move) external {
        if (_failing) revert CustodianModuleMock_Failed();
        _seen.push(abi.encode(token, move));
        bytes memory data = _callBack;
        if (data.length == 0) return;
        delete _callBack;
        (bool success, bytes memory answer) = address(custodian).call(data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }

    function seen() external view returns (bytes[] memory) {
        return _seen;
    }
}
