// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TokenFactory} from "../src/factory/TokenFactory.sol";
import {IssuerAdministration} from "../src/issuer/IssuerAdministration.sol";
import {IssuerRules} from "../src/issuer/IssuerRules.sol";
import {RegistrarAdministration} from "../src/registrar/RegistrarAdministration.sol";
import {TokenAdministration} from "../src/token/TokenAdministration.sol";
import {TokenAnswers} from "../src/token/TokenAnswers.sol";
import {TokenHolders} from "../src/token/TokenHolders.sol";
import {TokenModules} from "../src/token/TokenModules.sol";
import {TokenMoves} from "../src/token/TokenMoves.sol";
import {TokenRules} from "../src/token/TokenRules.sol";
import {CodePart} from "../src/token/TokenSelectors.sol";
import {TokenTerms} from "../src/token/TokenTerms.sol";
import {DeployConfig} from "./DeployConfig.sol";

/// @title SharedCode
/// @notice Code that keeps nothing and that all issuers share. It stands once on a chain, at the same address on every chain: the
/// deterministic deployer (`CREATE2_FACTORY`) makes it with salt 0, and who comes later takes what stands there.
/// @dev An address says from which creation code the contract was made. That the chain has kept to that is checked: the code is
/// made once more, in this script alone, and must be the same.
abstract contract SharedCode is DeployConfig {
    /// @dev Who must have ether, and what signed transaction must be published, before a chain has the deployer.
    string private constant HOW_TO_GET_IT =
        "follow github.com/Arachnid/deterministic-deployment-proxy to put it there, then deploy again";

    struct Shared {
        address registrarAdministration;
        address issuerRules;
        address tokenAdministration;
        address factory;
    }

    function _deployShared() internal returns (Shared memory shared) {
        _requireDeployer();
        address[] memory parts = new address[](uint256(type(CodePart).max) + 1);
        parts[uint256(CodePart.Rules)] = _shared("TokenRules", type(TokenRules).creationCode);
        parts[uint256(CodePart.Moves)] = _shared("TokenMoves", type(TokenMoves).creationCode);
        parts[uint256(CodePart.Holders)] = _shared("TokenHolders", type(TokenHolders).creationCode);
        parts[uint256(CodePart.Answers)] = _shared("TokenAnswers", type(TokenAnswers).creationCode);
        parts[uint256(CodePart.Modules)] = _shared("TokenModules", type(TokenModules).creationCode);
        parts[uint256(CodePart.Terms)] = _shared("TokenTerms", type(TokenTerms).creationCode);
        shared.tokenAdministration =
            _shared("TokenAdministration", abi.encodePacked(type(TokenAdministration).creationCode, abi.encode(parts)));
        shared.registrarAdministration = _shared("RegistrarAdministration", type(RegistrarAdministration).creationCode);
        address issuerAdministration = _shared("IssuerAdministration", type(IssuerAdministration).creationCode);
        shared.issuerRules =
            _shared("IssuerRules", abi.encodePacked(type(IssuerRules).creationCode, abi.encode(issuerAdministration)));
        shared.factory = _shared("TokenFactory", type(TokenFactory).creationCode);
    }

    /// @dev Asked of the chain itself: Forge puts a deployer of its own into the copy on which it tries a script.
    function _requireDeployer() private {
        string memory params = string.concat('["', vm.toString(CREATE2_FACTORY), '","latest"]');
        require(
            vm.rpc("eth_getCode", params).length != 0,
            string.concat(
                "This chain has no deterministic deployer at ", vm.toString(CREATE2_FACTORY), ": ", HOW_TO_GET_IT
            )
        );
    }

    function _shared(string memory name, bytes memory creationCode) private returns (address made) {
        made = vm.computeCreate2Address(bytes32(0), keccak256(creationCode));
        if (made.code.length == 0) {
            vm.broadcast();
            _make(creationCode);
        } else {
            _requireMade(name, made, creationCode);
        }
    }

    function _requireMade(string memory name, address made, bytes memory creationCode) private {
        bytes32 found = made.codehash;
        uint256 before = vm.snapshotState();
        vm.etch(made, "");
        vm.resetNonce(made);
        _make(creationCode);
        bytes32 right = made.codehash;
        vm.revertToState(before);
        require(found == right, string.concat(name, ": what stands at ", vm.toString(made), " is other code"));
    }

    function _make(bytes memory creationCode) private {
        (bool success,) = CREATE2_FACTORY.call(abi.encodePacked(bytes32(0), creationCode));
        require(success, "The deterministic deployer has failed");
    }
}
