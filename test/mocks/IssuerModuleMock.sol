// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {IModuleHooks} from "../../src/interfaces/IModule.sol";
import {IssuerModule} from "../../src/modules/IssuerModule.sol";
import {ModuleDeclaration} from "../../src/types/Modules.sol";
import {Move} from "../../src/types/Move.sol";

/// @title IssuerModuleMock
/// @notice A module of all tokens of an issuer: declares what it is told to, remembers who told it of moves, and lets the
/// issuer's authorities raise a flag.
contract IssuerModuleMock is IssuerModule, IModuleHooks {
    uint8 private immutable _hooks;
    uint16 private immutable _permissions;
    address public refused;
    bool public flag;
    mapping(address token => uint256) public told;

    constructor(IIssuingEntity issuer_, uint8 hooks, uint16 permissions) IssuerModule(issuer_) {
        (_hooks, _permissions) = (hooks, permissions);
    }

    /// @dev Dry runs and transfers of this token are refused.
    function refuse(address token) external {
        refused = token;
    }

    function raiseFlag() external returns (bool) {
        if (!_checkAuthority()) return false;
        flag = true;
        return true;
    }

    function declaration() external view returns (ModuleDeclaration memory) {
        return ModuleDeclaration(_hooks, _permissions);
    }

    function title() external pure returns (string memory) {
        return "Mock of an issuer";
    }

    function checkTransfer(Move calldata) external view {
        require(msg.sender != refused);
    }

    function transferTokens(Move calldata) external {
        _onlyToken();
        ++told[msg.sender];
    }

    function forcedMove(Move calldata) external {
        _onlyToken();
        ++told[msg.sender];
    }
}
