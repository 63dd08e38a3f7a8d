// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../src/interfaces/IKYCRegistrar.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {ITokenFactory} from "../../src/interfaces/ITokenFactory.sol";
import {AuthorityId, Call, OWNER, SignedApproval, Step} from "../../src/types/Authority.sol";
import {Duty} from "../../src/types/Duty.sol";
import {InvestorId, Rating} from "../../src/types/Identity.sol";
import {Registration, Renewal} from "../../src/types/Investors.sol";
import {Partition} from "../../src/types/Partition.sol";
import {codePartNames, creationCodeOf, newFactory, newLockup} from "../utils/Artifacts.sol";
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

    /// @dev As in the reference the issuer is a live one: it has a registrar, so that the flag stands in a word that is
    /// in use.
    function test_ThresholdTwoOnChain() external {
        Vm.Wallet[2] memory board = _boardOfTwo();
        vm.prank(board[0].addr);
        issuer.setGlobalRestriction(true);
        uint256 first = vm.lastCallGas().gasTotalUsed;
        vm.prank(board[1].addr);
        issuer.setGlobalRestriction(true);
        vm.snapshotValue(GROUP, "threshold-2 call, both on chain", first + vm.lastCallGas().gasTotalUsed);
    }

    /// @dev The salt is the second of its word: 255 of 256 calls pay that, the first of each word pays for a new slot.
    function test_ThresholdTwoBySignatures() external {
        Vm.Wallet[2] memory board = _boardOfTwo();
        _pauseBySignatures(board, false, bytes32(uint256(1)));
        _pauseBySignatures(board, true, bytes32(uint256(2)));
        vm.snapshotGasLastCall(GROUP, "threshold-2 call, by signatures");
    }

    function test_ThresholdTwoBySignaturesWithTheFirstSaltOfAWord() external {
        _pauseBySignatures(_boardOfTwo(), true, keccak256("a random salt"));
        vm.snapshotGasLastCall(GROUP, "threshold-2 call, by signatures, first salt of its word");
    }

    function test_ThresholdTwoBatchBySignatures() external {
        Vm.Wallet[2] memory board = _boardOfTwo();
        _pauseBySignatures(board, false, bytes32(uint256(1)));
        Step[] memory steps = new Step[](5);
        for (uint256 i; i < steps.length; ++i) {
            steps[i] = Step(address(issuer), abi.encodeCall(issuer.setGlobalRestriction, (i % 2 == 0)));
        }
        _runBySignatures(board, abi.encodeCall(issuer.executeBatch, (steps)), bytes32(uint256(2)));
        vm.snapshotGasLastCall(GROUP, "threshold-2 batch of 5 calls, by signatures");
    }

    /// @dev Balance, another partition, a lot of a lock-up, a frozen amount, and what a custodian keeps.
    function test_RecoverALostAccount() external {
        (address lost, address successor) = (ninth[0], ninth[1]);
        _endow(lost);
        vm.prank(owner);
        registrar.restrictAccounts(_id("investor9"), _one(lost));
        Step[] memory steps = new Step[](2);
        steps[0] = Step(address(token), abi.encodeCall(token.recover, (lost, successor, "")));
        steps[1] = Step(address(token), abi.encodeCall(token.recoverCustody, (lost, _one(address(custodian)))));
        vm.prank(owner);
        issuer.executeBatch(steps);
        vm.snapshotGasLastCall(GROUP, "recover a lost account, whole");

        assertEq(token.balanceOf(lost), 0);
        assertEq(token.balanceOf(successor), 1200);
        assertEq(token.encumberedBalanceOf(successor), 500, "the lot and what is frozen");
        assertEq(token.getFrozenTokens(successor), 100);
        assertEq(token.custodyBalanceOf(address(custodian), successor), 300);
    }

    function test_Deployment() external {
        bytes memory owners = abi.encode(_one(owner), 1);
        uint256 gasUsed = _deploymentGas(abi.encodePacked(creationCodeOf("KYCRegistrar"), owners));
        bytes memory house = abi.encode(_one(owner), 1, registrar);
        gasUsed += _deploymentGas(abi.encodePacked(creationCodeOf("IssuingEntity"), house));
        bytes memory arguments = abi.encode(issuer, registrar, "Muster Holding AG", "MUST", 0);
        gasUsed += _deploymentGas(abi.encodePacked(creationCodeOf("SecurityToken"), arguments));
        vm.snapshotValue(GROUP, "registrar, issuer and token deployed", gasUsed);

        gasUsed = _deploymentGas(creationCodeOf("IssuerAdministration"));
        string[] memory names = codePartNames();
        address[] memory parts = new address[](names.length);
        for (uint256 i; i < names.length; ++i) {
            gasUsed += _deploymentGas(creationCodeOf(names[i]));
            parts[i] = address(registrar);
        }
        gasUsed += _deploymentGas(abi.encodePacked(creationCodeOf("TokenAdministration"), abi.encode(parts)));
        vm.snapshotValue(GROUP, "parts shared by all issuers of a chain deployed, once", gasUsed);
    }

    /// @dev Creation and `addToken`, as two transactions.
    function test_FurtherToken() external {
        ITokenFactory factory = newFactory();
        vm.prank(owner);
        address made = factory.createToken(address(token), "Muster Holding AG B shares", "MUSTB", 0, "");
        uint256 gasUsed = vm.lastCallGas().gasTotalUsed;
        vm.prank(owner);
        issuer.addToken(made);
        vm.snapshotValue(GROUP, "further token by the factory", gasUsed + vm.lastCallGas().gasTotalUsed);
    }

    /// @dev 1000 units, 400 of them locked up, 100 frozen and 300 moved to the custodian; 500 in another partition.
    function _endow(address account) private {
        Partition preferred = Partition.wrap("preferred");
        ILockupModule lockup = newLockup(token);
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](1);
        lots[0] = ILockupModule.LotTerms(400, START + 1 days);
        _fromTreasury(account, 1000);
        vm.startPrank(owner);
        issuer.attachModule(address(token), address(lockup));
        lockup.lock(account, lots);
        token.setFrozenTokens(account, 100);
        token.setPartition(preferred, 0, "");
        token.issueByPartition(preferred, account, 500, "");
        vm.stopPrank();
        _send(account, address(custodian), 300);
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

    /// @dev The issuer of the standard state, governed by two of two.
    function _boardOfTwo() private returns (Vm.Wallet[2] memory board) {
        board = [vm.createWallet("first signer"), vm.createWallet("second signer")];
        vm.prank(owner);
        issuer.replaceAuthorityMembers(OWNER, _two(board[0].addr, board[1].addr), 2);
    }

    function _pauseBySignatures(Vm.Wallet[2] memory board, bool paused, bytes32 salt) private {
        _runBySignatures(board, abi.encodeCall(issuer.setGlobalRestriction, (paused)), salt);
    }

    function _runBySignatures(Vm.Wallet[2] memory board, bytes memory data, bytes32 salt) private {
        Call memory call = Call({authority: OWNER, target: address(issuer), data: data, salt: salt, deadline: FAR});
        SignedApproval[] memory approvals = new SignedApproval[](2);
        for (uint256 i; i < 2; ++i) {
            approvals[i] = _sign(board[i], issuer.digestOf(call));
        }
        vm.prank(stranger);
        issuer.executeCall(call, approvals);
    }

    /// @dev May register in the country of `_registrations`.
    function _provider() private returns (address member) {
        member = makeAddr("provider");
        vm.startPrank(owner);
        registrar.addAuthority(_one(member), 1, FAR);
        registrar.setAuthorityCountryRange(PROVIDER, Duty.Import, CH, CH, true);
        vm.stopPrank();
    }

    function _sign(Vm.Wallet memory signer, bytes32 digest) private returns (SignedApproval memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer, digest);
        return SignedApproval(signer.addr, abi.encodePacked(r, s, v));
    }
}
