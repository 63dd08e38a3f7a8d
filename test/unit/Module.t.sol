// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModule} from "../../src/interfaces/IModule.sol";
import {HOOK_TRANSFER_TOKENS} from "../../src/types/Modules.sol";
import {KIND_TRANSFER} from "../../src/types/Move.sol";
import {ModuleMock} from "../mocks/ModuleMock.sol";
import {ComplianceBase} from "../utils/ComplianceBase.sol";
import {directMove} from "../utils/Moves.sol";

/// @dev The base of modules, by a module that does nothing else.
contract ModuleTest is ComplianceBase {
    function test_AHookAnswersItsTokenAlone() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        address[3] memory callers = [owner, address(issuer), address(_secondToken())];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IModule.Module_NotToken.selector, callers[i]));
            vm.prank(callers[i]);
            module.transferTokens(directMove(KIND_TRANSFER, ada, ada, ben, 1));
        }
        assertEq(module.seen().length, 0);
    }

    function test_AModuleObeysTheIssuerOfItsToken() external {
        ModuleMock module = _module(0, 0);
        assertEq(address(module.token()), address(token));
        assertEq(address(module.issuer()), address(issuer));
    }
}
