// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Custodian} from "../src/custodian/Custodian.sol";
import {KeeperGateway} from "../src/gateway/KeeperGateway.sol";
import {IIssuingEntity} from "../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../src/interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../src/interfaces/IMultiSig.sol";
import {ISecurityToken} from "../src/interfaces/ISecurityToken.sol";
import {ITokenFactory} from "../src/interfaces/ITokenFactory.sol";
import {IWorkSource} from "../src/interfaces/IWorkSource.sol";
import {Dossier} from "../src/issuer/Dossier.sol";
import {IssuingEntity} from "../src/issuer/IssuingEntity.sol";
import {AccreditationWork} from "../src/issuer/work/AccreditationWork.sol";
import {CountWork} from "../src/issuer/work/CountWork.sol";
import {DistributionModule} from "../src/modules/distribution/DistributionModule.sol";
import {LockupModule} from "../src/modules/lockup/LockupModule.sol";
import {PledgeModule} from "../src/modules/pledge/PledgeModule.sol";
import {ClaimRegistry} from "../src/registrar/ClaimRegistry.sol";
import {KYCRegistrar} from "../src/registrar/KYCRegistrar.sol";
import {SecurityToken} from "../src/token/SecurityToken.sol";
import {AuthorityId, OWNER} from "../src/types/Authority.sol";
import {Duty} from "../src/types/Duty.sol";
import {Country} from "../src/types/Identity.sol";
import {SharedCode} from "./SharedCode.sol";

/// @title Deploy
/// @notice Deploys one issuer with its registrar, claims, dossier, one share class with a module of each family, a
/// custodian and a gateway for keepers, sets the rules, and hands everything over: afterwards the deploying account has no power anywhere.
/// @dev `DEPLOY_CONFIG` names a JSON file, `DEPLOYMENT` the record to write (default deployments/<chainId>.json). In the JSON file
/// stand:
///
///     owner       {members: address[], threshold}     of issuer and registrar
///     registrars  [{members: address[], threshold, countries: uint[], imports: bool}]
///     custodian   {members: address[], threshold}
///     token       {name, symbol, decimals}
///     countries   [{country, minRating, limits: uint[8]}]
///     limits      uint[8]
///
/// A registrar's authority that `imports` may bind accounts without their consent; left out, it may not.
contract Deploy is SharedCode {
    struct Deployment {
        IKYCRegistrar registrar;
        ClaimRegistry claims;
        IIssuingEntity issuer;
        Dossier dossier;
        SecurityToken token;
        Custodian custodian;
        KeeperGateway gateway;
        AccreditationWork accreditations;
        CountWork counts;
        ITokenFactory factory;
    }

    /// @dev Under which Forge gathers the record.
    string private constant RECORD = "deployment";

    /// @dev What one call of the gateway to a source may use: a whole batch of a network.
    uint32 private constant GAS_CEILING = 3_500_000;

    function run() external returns (Deployment memory d) {
        _config = vm.readFile(vm.envString("DEPLOY_CONFIG"));
        uint256 startBlock = block.number;
        Shared memory shared = _deployShared();

        vm.startBroadcast();
        d = _deploy(shared);
        _link(d);
        _setRules(d.issuer);
        _addRegistrarAuthorities(d.registrar);
        Group memory owner = _group(".owner");
        _handOver(d.issuer, owner);
        _handOver(d.registrar, owner);
        vm.stopBroadcast();

        _write(d, startBlock);
    }

    function _deploy(Shared memory shared) private returns (Deployment memory d) {
        address[] memory deployer = new address[](1);
        deployer[0] = msg.sender;
        Group memory custodians = _group(".custodian");

        d.registrar = IKYCRegistrar(address(new KYCRegistrar(deployer, 1, shared.registrarAdministration)));
        d.claims = new ClaimRegistry(d.registrar);
        d.issuer = IIssuingEntity(address(new IssuingEntity(deployer, 1, shared.issuerRules)));
        d.dossier = new Dossier(d.issuer);
        d.issuer.addRegistrar(d.registrar);
        d.token = new SecurityToken(
            d.issuer,
            shared.tokenAdministration,
            _string(".token.name"),
            _string(".token.symbol"),
            _decimals(".token.decimals")
        );
        d.factory = ITokenFactory(shared.factory);
        d.custodian = new Custodian(custodians.members, custodians.threshold);
        d.gateway = new KeeperGateway(d.issuer);
        d.accreditations = new AccreditationWork(d.issuer);
        d.counts = new CountWork(d.issuer);
    }

    function _link(Deployment memory d) private {
        d.registrar.setAttachment(address(d.claims), true);
        d.issuer.attachContract(address(d.dossier));
        d.issuer.addToken(address(d.token));
        d.issuer.addCustodian(address(d.custodian));
        d.issuer.attachContract(address(d.gateway));
        _addModules(d);
        d.gateway.addSource(d.accreditations, GAS_CEILING);
        d.gateway.addSource(d.counts, GAS_CEILING);
    }

    /// @dev A line for each family: its name in the record, and its contract.
    function _addModules(Deployment memory d) private {
        ISecurityToken token = ISecurityToken(address(d.token));
        _addModule(d, "lockup", new LockupModule(token));
        _addModule(d, "distribution", new DistributionModule(token));
        _addModule(d, "pledges", new PledgeModule(token));
    }

    function _addModule(Deployment memory d, string memory name, IWorkSource module) private {
        d.issuer.attachModule(address(d.token), address(module));
        d.gateway.addSource(module, GAS_CEILING);
        vm.serializeAddress(RECORD, name, address(module));
    }

    function _setRules(IIssuingEntity issuer) private {
        issuer.setInvestorLimits(_limits(".limits"));
        for (uint256 i; _exists(_at(".countries", i)); ++i) {
            string memory rule = _at(".countries", i);
            issuer.setCountryRule(
                _country(string.concat(rule, ".country")),
                true,
                _rating(string.concat(rule, ".minRating")),
                _limits(string.concat(rule, ".limits"))
            );
        }
    }

    /// @dev The registrar's authorities are numbered from 2, in the order of the file.
    function _addRegistrarAuthorities(IKYCRegistrar registrar) private {
        for (uint256 i; _exists(_at(".registrars", i)); ++i) {
            string memory path = _at(".registrars", i);
            Group memory group = _group(path);
            Country[] memory countries = _countriesOf(path);
            // As many as the file lists.
            // forge-lint: disable-next-line(unsafe-typecast)
            AuthorityId authority = AuthorityId.wrap(uint32(i + 2));
            registrar.addAuthority(group.members, group.threshold, type(uint40).max);
            registrar.setAuthorityCountries(authority, countries, true);
            if (_flag(string.concat(path, ".imports"))) _letImport(registrar, authority, countries);
        }
    }

    function _letImport(IKYCRegistrar registrar, AuthorityId authority, Country[] memory countries) private {
        for (uint256 i; i < countries.length; ++i) {
            registrar.setAuthorityCountryRange(authority, Duty.Import, countries[i], countries[i], true);
        }
    }

    function _handOver(IMultiSig multisig, Group memory owner) private {
        multisig.replaceAuthorityMembers(OWNER, owner.members, owner.threshold);
    }

    function _write(Deployment memory d, uint256 startBlock) private {
        vm.serializeUint(RECORD, "chainId", block.chainid);
        vm.serializeUint(RECORD, "startBlock", startBlock);
        vm.serializeAddress(RECORD, "registrar", address(d.registrar));
        vm.serializeAddress(RECORD, "claims", address(d.claims));
        vm.serializeAddress(RECORD, "issuer", address(d.issuer));
        vm.serializeAddress(RECORD, "dossier", address(d.dossier));
        vm.serializeAddress(RECORD, "token", address(d.token));
        vm.serializeAddress(RECORD, "custodian", address(d.custodian));
        vm.serializeAddress(RECORD, "gateway", address(d.gateway));
        vm.serializeAddress(RECORD, "accreditations", address(d.accreditations));
        vm.serializeAddress(RECORD, "counts", address(d.counts));
        string memory record = vm.serializeAddress(RECORD, "factory", address(d.factory));
        vm.writeJson(record, _recordPath());
    }

    /* -------------------------------------------------- reading ----------------------------------------------- */

    function _recordPath() private view returns (string memory) {
        return vm.envOr("DEPLOYMENT", string.concat("deployments/", vm.toString(block.chainid), ".json"));
    }
}
