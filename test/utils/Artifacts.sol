// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccreditationWork} from "../../src/interfaces/IAccreditationWork.sol";
import {IClaimRegistry} from "../../src/interfaces/IClaimRegistry.sol";
import {ICountWork} from "../../src/interfaces/ICountWork.sol";
import {ICustodian} from "../../src/interfaces/ICustodian.sol";
import {IDistributionModule} from "../../src/interfaces/IDistributionModule.sol";
import {IDossier} from "../../src/interfaces/IDossier.sol";
import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {IKeeperGateway} from "../../src/interfaces/IKeeperGateway.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {IPledgeModule} from "../../src/interfaces/IPledgeModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {ITokenFactory} from "../../src/interfaces/ITokenFactory.sol";
import {Vm} from "forge-std/Vm.sol";

// Tests drive the very bytecode that is deployed: the artifacts of the default profile (`npm run build`), not what the
// tests' own compilation would make of the sources. SCRIP_ARTIFACTS names another place; empty, it means what this very
// compilation has made, for coverage.

Vm constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

function creationCodeOf(string memory name) view returns (bytes memory) {
    string memory place = VM.envOr("SCRIP_ARTIFACTS", string("out"));
    if (bytes(place).length == 0) return VM.getCode(string.concat(name, ".sol:", name));
    return VM.getCode(string.concat(place, "/", name, ".sol/", name, ".json"));
}

/// @dev Reverts with what the constructor reverts with.
function deployed(string memory name, bytes memory arguments) returns (address at_) {
    bytes memory code = abi.encodePacked(creationCodeOf(name), arguments);
    assembly ("memory-safe") {
        at_ := create(0, add(code, 0x20), mload(code))
        if iszero(at_) {
            let free := mload(0x40)
            returndatacopy(free, 0, returndatasize())
            revert(free, returndatasize())
        }
    }
}

function newRegistrar(address[] memory owners, uint16 threshold) returns (IKYCRegistrar) {
    address administration = deployed("RegistrarAdministration", "");
    return IKYCRegistrar(deployed("KYCRegistrar", abi.encode(owners, threshold, administration)));
}

function newClaimRegistry(IKYCRegistrar registrar) returns (IClaimRegistry) {
    return IClaimRegistry(deployed("ClaimRegistry", abi.encode(registrar)));
}

function newIssuer(address[] memory owners, uint16 threshold) returns (IIssuingEntity) {
    return IIssuingEntity(deployed("IssuingEntity", abi.encode(owners, threshold, newIssuerRules())));
}

function newIssuerRules() returns (address) {
    return deployed("IssuerRules", abi.encode(deployed("IssuerAdministration", "")));
}

function newToken(IIssuingEntity issuer, string memory name, string memory symbol, uint8 decimals)
    returns (ISecurityToken)
{
    return newToken(issuer, newOffice(), name, symbol, decimals);
}

function newToken(IIssuingEntity issuer, address office, string memory name, string memory symbol, uint8 decimals)
    returns (ISecurityToken)
{
    return ISecurityToken(deployed("SecurityToken", abi.encode(issuer, office, name, symbol, decimals)));
}

/// @dev The parts of tokens' code beside the ledger; any number of tokens share them.
function newOffice() returns (address) {
    return deployed("TokenAdministration", abi.encode(newCodeParts()));
}

/// @dev The parts behind the administration, in the order of `CodePart`.
function newCodeParts() returns (address[] memory parts) {
    string[] memory names = codePartNames();
    parts = new address[](names.length);
    for (uint256 i; i < names.length; ++i) {
        parts[i] = deployed(names[i], "");
    }
}

function codePartNames() pure returns (string[] memory) {
    return VM.split("TokenRules,TokenMoves,TokenHolders,TokenAnswers,TokenModules,TokenTerms", ",");
}

function newCustodian(address[] memory owners, uint16 threshold) returns (ICustodian) {
    return ICustodian(deployed("Custodian", abi.encode(owners, threshold)));
}

function newLockup(ISecurityToken token) returns (ILockupModule) {
    return ILockupModule(deployed("LockupModule", abi.encode(token)));
}

function newDistribution(ISecurityToken token) returns (IDistributionModule) {
    return IDistributionModule(deployed("DistributionModule", abi.encode(token)));
}

function newFactory() returns (ITokenFactory) {
    return ITokenFactory(deployed("TokenFactory", ""));
}

function newDossier(IIssuingEntity issuer) returns (IDossier) {
    return IDossier(deployed("Dossier", abi.encode(issuer)));
}

function newGateway(IIssuingEntity issuer) returns (IKeeperGateway) {
    return IKeeperGateway(deployed("KeeperGateway", abi.encode(issuer)));
}

function newAccreditationWork(IIssuingEntity issuer) returns (IAccreditationWork) {
    return IAccreditationWork(deployed("AccreditationWork", abi.encode(issuer)));
}

function newCountWork(IIssuingEntity issuer) returns (ICountWork) {
    return ICountWork(deployed("CountWork", abi.encode(issuer)));
}

function newPledges(ISecurityToken token) returns (IPledgeModule) {
    return IPledgeModule(deployed("PledgeModule", abi.encode(token)));
}
