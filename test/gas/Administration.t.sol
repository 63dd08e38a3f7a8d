// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../../src/types/Authority.sol";
import {Duty} from "../../src/types/Duty.sol";
import {InvestorId, Rating} from "../../src/types/Identity.sol";
import {Registration, Renewal} from "../../src/types/Investors.sol";
import {creationCodeOf, newIssuer} from "../utils/Artifacts.sol";
import {StandardState} from "./StandardState.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Registration, issue, calls at threshold 2, deployment.
/// forge-config: default.isolate = true
contract AdministrationGas is StandardState {
    string private constant GROUP = "administration";
    AuthorityId private constant PROVIDER = AuthorityId.wrap(2);

    function test_RegisterOneInvestor() external {
        Registration[] memory batch = _registrations(1);
        vm.prank(owner);
        registrar.registerInvestors(batch);
        vm.snapshotGasLastCall(GROUP, "register one investor");
    }

    function test_RegisterInvestorsInBatch() external {
        Registration[] memory batch = _registrations(50);
        vm.prank(owner);
        registrar.registerInvestors(batch);
        vm.snapshotValue(GROUP, "register an investor in a batch of 50", vm.lastCallGas().gasTotalUsed / 50);
    }

    /// @dev A provider of one country, its permission read from the register of countries.
    function test_RegisterInvestorsInBatchByProvider() external {
        Registration[] memory batch = _registrations(50);
        vm.prank(_provider());
        registrar.registerInvestors(batch);
        vm.snapshotValue(
            GROUP, "register an investor in a batch of 50, by a provider", vm.lastCallGas().gasTotalUsed / 50
        );
    }

    function test_TakeOverInvestorsInBatch() external {
        Registration[] memory batch = _registrations(50);
        vm.prank(_provider());
        registrar.registerInvestors(batch);
        Renewal[] memory renewals = new Renewal[](50);
        for (uint256 i; i < 50; ++i) {
            renewals[i] = Renewal(batch[i].id, batch[i].region, Rating.wrap(2), FAR);
        }
        vm.prank(owner);
        registrar.updateInvestors(renewals);
        vm.snapshotValue(GROUP, "take over an investor in a batch of 50", vm.lastCallGas().gasTotalUsed / 50);
    }

    function test_SuspendInvestor() external {
        InvestorId[] memory ids = new InvestorId[](1);
        ids[0] = _id("investor1");
        vm.prank(owner);
        registrar.setInvestorSuspension(ids, true, "order of a court");
        vm.snapshotGasLastCall(GROUP, "suspend an investor with a short memo");
    }

    function test_IssueToNewHoldersInBatch() external {
        address[] memory accounts = _registerMany(50);
        vm.prank(owner);
        token.issueBatch(accounts, _same(1000, 50), "");
        vm.snapshotValue(GROUP, "issue to a new holder in a batch of 50", vm.lastCallGas().gasTotalUsed / 50);
    }

    function test_ThresholdTwoOnChain() external {
        address second = makeAddr("second owner");
        IIssuingEntity entity = newIssuer(_two(owner, second), 2);
        vm.prank(owner);
        entity.setGlobalRestriction(true);
        uint256 first = vm.lastCallGas().gasTotalUsed;
        vm.prank(second);
        entity.setGlobalRestriction(true);
        vm.snapshotValue(GROUP, "threshold-2 call, both on chain", first + vm.lastCallGas().gasTotalUsed);
    }

    function test_ThresholdTwoBySignatures() external {
        Vm.Wallet memory first = vm.createWallet("first signer");
        Vm.Wallet memory second = vm.createWallet("second signer");
        IIssuingEntity entity = newIssuer(_two(first.addr, second.addr), 2);
        Call memory call = Call({
            authority: OWNER,
            target: address(entity),
            data: abi.encodeCall(entity.setGlobalRestriction, (true)),
            salt: keccak256("gas"),
            deadline: FAR
        });
        SignedApproval[] memory approvals = new SignedApproval[](2);
        approvals[0] = _sign(first, entity.digestOf(call));
        approvals[1] = _sign(second, entity.digestOf(call));
        vm.prank(stranger);
        entity.executeCall(call, approvals);
        vm.snapshotGasLastCall(GROUP, "threshold-2 call, by signatures");
    }

    function test_Deployment() external {
        bytes memory owners = abi.encode(_one(owner), 1);
        uint256 gasUsed = _deploymentGas(abi.encodePacked(creationCodeOf("KYCRegistrar"), owners));
        gasUsed += _deploymentGas(abi.encodePacked(creationCodeOf("IssuingEntity"), owners));
        bytes memory arguments = abi.encode(issuer, "Muster Holding AG", "MUST", 0);
        gasUsed += _deploymentGas(abi.encodePacked(creationCodeOf("SecurityToken"), arguments));
        vm.snapshotValue(GROUP, "registrar, issuer and token deployed", gasUsed);
    }

    /// @dev `lastCallGas` knows calls only. What CREATE itself costs here (32,000 and 2 for each word of code) is in
    /// the transaction's own figure already.
    function _deploymentGas(bytes memory code) private returns (uint256 gasUsed) {
        uint256 createGas = 32_000 + 2 * ((code.length + 31) / 32);
        address deployed;
        assembly ("memory-safe") {
            gasUsed := gas()
            deployed := create(0, add(code, 0x20), mload(code))
            gasUsed := sub(gasUsed, gas())
        }
        assertNotEq(deployed, address(0));
        return gasUsed - createGas;
    }

    /// @dev May register in the country of `_registrations`.
    function _provider() private returns (address member) {
        member = makeAddr("provider");
        vm.startPrank(owner);
        registrar.addAuthority(_one(member), 1, FAR);
        registrar.setAuthorityCountryRange(PROVIDER, Duty.Register, CH, CH, true);
        vm.stopPrank();
    }

    function _sign(Vm.Wallet memory signer, bytes32 digest) private returns (SignedApproval memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer, digest);
        return SignedApproval(signer.addr, abi.encodePacked(r, s, v));
    }
}
