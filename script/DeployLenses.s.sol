// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IClaimRegistry} from "../src/interfaces/IClaimRegistry.sol";
import {IDossier} from "../src/interfaces/IDossier.sol";
import {ISecurityToken} from "../src/interfaces/ISecurityToken.sol";
import {IfstLens} from "../src/token/lenses/IfstLens.sol";
import {Oep506Lens} from "../src/token/lenses/Oep506Lens.sol";
import {Script} from "forge-std/Script.sol";

/// @title DeployLenses
/// @notice Deploys the read-only lenses of a token, for readers that ask by IFST's or OEP-506's names. Anybody may.
/// @dev Environment: `TOKEN`, `DOSSIER`, `CLAIM_REGISTRY`.
contract DeployLenses is Script {
    function run() external returns (IfstLens ifst, Oep506Lens oep) {
        ISecurityToken token = ISecurityToken(vm.envAddress("TOKEN"));
        IDossier dossier = IDossier(vm.envAddress("DOSSIER"));
        IClaimRegistry claims = IClaimRegistry(vm.envAddress("CLAIM_REGISTRY"));

        vm.startBroadcast();
        ifst = new IfstLens(token);
        oep = new Oep506Lens(token, dossier, claims);
        vm.stopBroadcast();
    }
}
