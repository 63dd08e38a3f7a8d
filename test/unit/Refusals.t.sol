// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRefusals} from "../../src/interfaces/IRefusals.sol";
import {
    deployed,
    newAccreditationWork,
    newClaimRegistry,
    newCodeParts,
    newCountWork,
    newDistribution,
    newDossier,
    newFactory,
    newGateway,
    newIssuerRules,
    newLockup
} from "../utils/Artifacts.sol";
import {System} from "../utils/System.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

/// @notice No contract answers a call that it does not know, or ether, with a bare revert.
contract RefusalsTest is System {
    address[] private contracts;

    function setUp() public override {
        super.setUp();
        contracts = [address(registrar), address(issuer), address(token), Clones.clone(address(token))];
        contracts.push(newFactory().createToken(address(token), "Preferred", "PREF", 0, bytes32(0)));
        address claims = address(newClaimRegistry(registrar));
        address dossier = address(newDossier(issuer));
        contracts.push(claims);
        contracts.push(dossier);
        contracts.push(address(newLockup(token)));
        contracts.push(address(newDistribution(token)));
        contracts.push(deployed("Purse", ""));
        contracts.push(address(newAccreditationWork(issuer)));
        contracts.push(address(newCountWork(issuer)));
        contracts.push(address(newFactory()));
        contracts.push(address(newGateway(issuer)));
        contracts.push(deployed("Custodian", abi.encode(_one(owner), 1)));
        contracts.push(deployed("IfstLens", abi.encode(token)));
        contracts.push(deployed("Oep506Lens", abi.encode(token, dossier, claims)));
        // The parts at their own addresses.
        contracts.push(newIssuerRules());
        address[] memory parts = newCodeParts();
        for (uint256 i; i < parts.length; ++i) {
            contracts.push(parts[i]);
        }
        contracts.push(deployed("TokenAdministration", abi.encode(parts)));
    }

    function testFuzz_AnUnknownSelectorIsNamed(bytes4 selector, bytes calldata rest, uint96 value) external {
        // No contract has one that begins so; whatever follows, the compiler's check of arguments is not reached.
        selector = bytes4(uint32(selector) | 0xffffff00);
        bytes memory expected = abi.encodeWithSelector(IRefusals.UnknownSelector.selector, selector);
        for (uint256 i; i < contracts.length; ++i) {
            _refuses(contracts[i], value, abi.encodePacked(selector, rest), expected);
        }
    }

    function testFuzz_PlainEtherIsRefusedWithItsAmount(uint96 value) external {
        bytes memory expected = abi.encodeWithSelector(IRefusals.EtherRefused.selector, value);
        for (uint256 i; i < contracts.length; ++i) {
            _refuses(contracts[i], value, "", expected);
        }
    }

    function test_LessThanASelectorIsNamedAsFarAsItGoes() external {
        bytes memory expected = abi.encodeWithSelector(IRefusals.UnknownSelector.selector, bytes4(0xabcd0000));
        for (uint256 i; i < contracts.length; ++i) {
            _refuses(contracts[i], 0, hex"abcd", expected);
        }
    }

    function _refuses(address target, uint256 value, bytes memory data, bytes memory expected) private {
        vm.deal(address(this), value);
        (bool done, bytes memory answer) = target.call{value: value}(data);
        assertFalse(done, vm.toString(target));
        assertEq(answer, expected, vm.toString(target));
    }
}
