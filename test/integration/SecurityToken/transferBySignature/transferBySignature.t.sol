// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TAGS, HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {Move} from "../../../../src/types/Move.sol";
import {DEFAULT_PARTITION, Partition} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {SignedTransfer} from "../../../../src/types/SignedTransfer.sol";
import {ERC1271Wallet} from "../../../mocks/ERC1271Wallet.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {Vault} from "../../../mocks/Vault.sol";
import {newFactory} from "../../../utils/Artifacts.sol";
import {referenceData, tagged} from "../../../utils/Moves.sol";
import {SignedTransferBase} from "../../../utils/SignedTransferBase.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice A module that sends a signed transfer again while it is told of it.
contract Resender {
    ISecurityToken private immutable _token;
    bytes private _again;
    bytes public refusal;
    address public operator;
    address public initiator;

    constructor(ISecurityToken token) {
        _token = token;
    }

    function prepare(bytes calldata again) external {
        _again = again;
    }

    function issuer() external view returns (address) {
        return address(_token.issuer());
    }

    function serves(address) external pure returns (bool) {
        return true;
    }

    function declaration() external pure returns (uint256 hooks, uint256 permissions) {
        return (HOOK_TRANSFER_TOKENS, 0);
    }

    /// @dev The hook, whatever its arguments.
    fallback() external {
        Move memory move = abi.decode(msg.data[4:], (Move));
        (operator, initiator) = (move.operator, move.initiator);
        (, refusal) = address(_token).call(_again);
    }
}

contract TransferBySignatureTest is SignedTransferBase {
    Partition private constant A = Partition.wrap("A");

    function test_WhenTheHolderHasSigned_ItShouldMoveTheSharesForWhoeverSendsItAndSayWhoSignedAndWhoSent() external {
        SignedTransfer memory o = _order(60, 7);
        bytes memory signature = _signed(o);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferSigned(ada, 7, stranger, ben, DEFAULT_PARTITION, DEFAULT_PARTITION, 60, 0);
        _send(o, signature);
        _assertBalances(40, 60);
        assertTrue(token.isNonceUsed(ada, 7));
        assertEq(token.nonces(ada), 0, "of permits");
    }

    function test_WhenTheHolderHasSigned_ItShouldTakeNoncesInAnyOrderAndUseUpOneBitEach() external {
        uint256[5] memory nonces = [type(uint256).max, 0, 256, 255, uint256(keccak256("random"))];
        for (uint256 i; i < nonces.length; ++i) {
            assertFalse(token.isNonceUsed(ada, nonces[i]));
            _send(_order(1, nonces[i]), _signed(_order(1, nonces[i])));
            assertTrue(token.isNonceUsed(ada, nonces[i]));
        }
        assertFalse(token.isNonceUsed(ada, 1));
        assertFalse(token.isNonceUsed(ben, 0));
        _assertBalances(95, 5);
    }

    function test_WhenTheHolderHasSigned_GivenTheAccountHasCodeToo_ItShouldTakeTheSignatureOfTheKey() external {
        vm.etch(ada, abi.encodePacked(hex"ef0100", address(new Vault())));
        _send(_order(60, 7), _signed(_order(60, 7)));
        _assertBalances(40, 60);
    }

    function test_WhenTheHolderIsAWalletContractThatAcceptsTheSignature_ItShouldMoveTheShares() external {
        address wallet = address(new ERC1271Wallet(ada));
        _register(_id("wallet"), CH, 1, FAR, _one(wallet));
        _issue(wallet, 10);
        SignedTransfer memory o = _order(10, 7);
        o.from = wallet;
        bytes memory other = _signedBy(vm.createWallet("ben"), o);
        _assertInvalid(o, other);
        _send(o, _signed(o));
        assertEq(token.balanceOf(ben), 10);
    }

    function test_RevertWhen_SomebodyElseHasSigned() external {
        _assertInvalid(_order(60, 7), _signedBy(vm.createWallet("ben"), _order(60, 7)));
        _assertInvalid(_order(60, 7), "");
        SignedTransfer memory o = _order(60, 7);
        o.from = address(0);
        _assertInvalid(o, _signed(o));
        o.from = address(issuer);
        _assertInvalid(o, _signed(o));
    }

    function test_RevertWhen_AFieldIsNotTheOneThatWasSigned() external {
        bytes memory signature = _signed(_order(60, 7));
        SignedTransfer[10] memory o;
        for (uint256 i; i < o.length; ++i) {
            o[i] = _order(60, 7);
        }
        o[0].to = adaToo;
        o[1].amount = 61;
        o[2].partition = A;
        o[3].relayer = stranger;
        o[4].fee = 1;
        o[5].nonce = 8;
        o[6].validFrom -= 1;
        o[7].deadline += 1;
        o[8].data = "invoice 8";
        o[9].toPartition = A;
        for (uint256 i; i < o.length; ++i) {
            _assertInvalid(o[i], signature);
        }
        SignedTransfer memory ofBen = _order(60, 7);
        ofBen.from = ben;
        _assertInvalid(ofBen, signature);
    }

    function test_RevertWhen_ItWasSentBefore() external {
        bytes memory signature = _signed(_order(10, 7));
        _send(_order(10, 7), signature);
        _expectUsed(7);
        _send(_order(10, 7), signature);
        _assertBalances(90, 10);
    }

    function test_WhenAHookSendsItAgainMeanwhile_ItShouldRefuseTheSecondOne() external {
        Resender module = new Resender(token);
        vm.prank(owner);
        issuer.attachModule(address(token), address(module));
        bytes memory signature = _signed(_order(10, 7));
        module.prepare(abi.encodeCall(token.transferBySignature, (_order(10, 7), signature)));
        _send(_order(10, 7), signature);
        assertEq(module.operator(), stranger);
        assertEq(module.initiator(), ada);
        assertEq(module.refusal(), abi.encodeWithSelector(ITokenEvents.SecurityToken_NonceUsed.selector, ada, 7));
        _assertBalances(90, 10);
    }

    function test_RevertWhen_ItWasSignedForAnotherChainOrAnotherTokenOrItsClone() external {
        bytes memory signature = _signed(_order(60, 7));
        vm.chainId(4242);
        _assertInvalid(_order(60, 7), signature);
        vm.chainId(31337);

        ISecurityToken original = token;
        token = _secondToken();
        _issue(ada, 100);
        _assertInvalid(_order(60, 7), signature);
        string memory name = original.name();
        token = ISecurityToken(newFactory().createToken(address(original), name, "MUST", 0, bytes32(0)));
        vm.prank(owner);
        issuer.addToken(address(token));
        _issue(ada, 100);
        _assertInvalid(_order(60, 7), signature);
    }

    function test_RevertWhen_ItComesBeforeItsTimeOrAfterItsDeadline() external {
        SignedTransfer memory o = _order(60, 7);
        bytes memory signature = _signed(o);
        vm.warp(o.validFrom - 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SignatureNotValidYet.selector, o.validFrom));
        _send(o, signature);
        vm.warp(o.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SignatureExpired.selector, o.deadline));
        _send(o, signature);
        vm.warp(o.deadline);
        _send(o, signature);
        _assertBalances(40, 60);
    }

    function test_RevertWhen_AnotherRelayerThanTheNamedOneSendsIt() external {
        SignedTransfer memory o = _order(60, 7);
        o.relayer = ben;
        bytes memory signature = _signed(o);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_OtherRelayer.selector, ben, stranger));
        _send(o, signature);
        vm.prank(ben);
        token.transferBySignature(o, signature);
        _assertBalances(40, 60);
    }

    function test_WhenItNamesAFee_ItShouldPayItToTheSenderUnderTheRulesOfATransfer() external {
        address cleo = _investor("cleo", DE, 2);
        SignedTransfer memory o = _order(60, 7);
        o.fee = 3;
        bytes memory signature = _signed(o);
        vm.prank(cleo);
        token.transferBySignature(o, signature);
        _assertBalances(37, 60);
        assertEq(token.balanceOf(cleo), 3);
        _assertInvestors(3);
    }

    function test_RevertWhen_ItNamesAFee_WhenTheSenderMayNotReceiveShares() external {
        SignedTransfer memory o = _order(60, 7);
        o.fee = 3;
        bytes memory signature = _signed(o);
        vm.expectRevert(_refusal(Restriction.ReceiverNotRegistered, ada, stranger, 3));
        _send(o, signature);

        address cleo = _investor("cleo", DE, 2);
        _freeze(_id("cleo"), true);
        vm.expectRevert(_refusal(Restriction.ReceiverFrozen, ada, cleo, 3));
        vm.prank(cleo);
        token.transferBySignature(o, signature);
        _assertBalances(100, 0);
        assertFalse(token.isNonceUsed(ada, 7));
    }

    function test_RevertWhen_ItNamesAFee_WhenTheHolderCannotPayBoth() external {
        address cleo = _investor("cleo", DE, 2);
        SignedTransfer memory o = _order(98, 7);
        o.fee = 3;
        bytes memory signature = _signed(o);
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, cleo, 3));
        vm.prank(cleo);
        token.transferBySignature(o, signature);
        _assertBalances(100, 0);
    }

    function test_WhenTheRulesRefuseTheTransfer_ItShouldRevertAndLeaveTheNonceUnused() external {
        bytes memory signature = _signed(_order(60, 7));
        _freeze(benId, true);
        vm.expectRevert(_refusal(Restriction.ReceiverFrozen, ada, ben, 60));
        _send(_order(60, 7), signature);
        assertFalse(token.isNonceUsed(ada, 7));
        _freeze(benId, false);
        _send(_order(60, 7), signature);
        _assertBalances(40, 60);
    }

    function test_RevertWhen_TheAccountOfTheHolderIsLost() external {
        bytes memory signature = _signed(_order(60, 7));
        vm.startPrank(owner);
        registrar.restrictAccounts(adaId, _one(ada));
        token.recover(ada, adaToo, "");
        vm.stopPrank();
        vm.expectRevert(_refusal(Restriction.AccountLost, ada, ben, 60));
        _send(_order(60, 7), signature);
        assertEq(token.balanceOf(adaToo), 100);
    }

    function test_RevertWhen_ItsDataHasATagThatNobodyReads_AndLeaveTheNonceUnused() external {
        SignedTransfer memory o = _order(60, 7);
        o.data = tagged("NONE", "1");
        bytes memory signature = _signed(o);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnreadTag.selector, bytes4("NONE")));
        _send(o, signature);
        assertFalse(token.isNonceUsed(ada, 7));
        o.data = "invoice 7";
        signature = _signed(o);
        vm.expectPartialRevert(ITokenEvents.SecurityToken_InvalidData.selector);
        _send(o, signature);
    }

    function test_WhenAModuleAsksForATicket_ItShouldShowTheDataOfTheOrderOfTheFeeToo() external {
        ModuleMock judge = new ModuleMock(token, HOOK_CHECK_TRANSFER | HOOK_TAGS, 0);
        judge.setTags([bytes4("TICK"), 0, 0, 0]);
        judge.requireTicket("TICK");
        _attach(judge);
        SignedTransfer memory o = _order(60, 7);
        bytes memory signature = _signed(o);
        vm.expectPartialRevert(ITokenEvents.SecurityToken_ModuleRefused.selector);
        _send(o, signature);
        o.data = tagged("TICK", "1");
        o.fee = 1;
        signature = _signed(o);
        vm.prank(ben);
        token.transferBySignature(o, signature);
        _assertBalances(39, 61);
    }

    function test_WhenItNamesAPartition_ItShouldMoveTheSharesOfThatPartitionAlone() external {
        vm.startPrank(owner);
        token.setPartition(A, 0, "class A");
        token.issueByPartition(A, ada, 30, "");
        vm.stopPrank();
        SignedTransfer memory o = _order(20, 7);
        (o.partition, o.toPartition) = (A, A);
        bytes memory signature = _signed(o);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferSigned(ada, 7, stranger, ben, A, A, 20, 0);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(A, stranger, ada, ben, 20, referenceData("invoice 7"), "");
        _send(o, signature);
        assertEq(token.balanceOfByPartition(A, ada), 10);
        assertEq(token.balanceOfByPartition(A, ben), 20);
        _assertBalances(110, 20);
    }

    function test_RevertWhen_ItNamesAPartition_WhenTheTokenHasNoSuchPartition() external {
        SignedTransfer memory o = _order(20, 7);
        (o.partition, o.toPartition) = (A, A);
        bytes memory signature = _signed(o);
        vm.expectRevert(_refusal(Restriction.UnknownPartition, ada, ben, 20));
        _send(o, signature);
    }

    function test_RevertWhen_ItEndsInAnotherPartition_GivenTheWayIsClosed() external {
        _nameA();
        SignedTransfer memory o = _order(20, 7);
        o.toPartition = A;
        bytes memory signature = _signed(o);
        vm.expectRevert(_refusal(Restriction.ExchangeClosed, ada, ben, 20));
        _send(o, signature);
        assertFalse(token.isNonceUsed(ada, 7));
    }

    function test_WhenItEndsInAnotherPartition_ItShouldMoveTheSharesThereAndTakeTheFeeOutOfTheOldOne() external {
        _nameA();
        _openWayToA();
        address cleo = _investor("cleo", DE, 2);
        SignedTransfer memory o = _order(20, 7);
        (o.toPartition, o.fee) = (A, 3);
        bytes memory signature = _signed(o);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferSigned(ada, 7, cleo, ben, DEFAULT_PARTITION, A, 20, 3);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(DEFAULT_PARTITION, cleo, ada, ben, 20, referenceData("invoice 7"), "");
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionChanged(DEFAULT_PARTITION, A, ben, cleo, 20, referenceData("invoice 7"));
        vm.prank(cleo);
        token.transferBySignature(o, signature);
        assertEq(token.balanceOfByPartition(A, ben), 20);
        assertEq(token.balanceOfByPartition(DEFAULT_PARTITION, cleo), 3);
        _assertBalances(77, 20);
    }

    function test_WhenItEndsInAnotherPartition_ItShouldTellOfBothWhenItEndsInTheDefaultOne() external {
        _nameA();
        vm.startPrank(owner);
        token.setPartitionExchange(A, DEFAULT_PARTITION, true);
        token.issueByPartition(A, ada, 30, "");
        vm.stopPrank();
        SignedTransfer memory o = _order(20, 7);
        o.partition = A;
        bytes memory signature = _signed(o);
        vm.expectEmit(address(token));
        emit ITokenEvents.TransferByPartition(A, stranger, ada, ben, 20, referenceData("invoice 7"), "");
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionChanged(A, DEFAULT_PARTITION, ben, stranger, 20, referenceData("invoice 7"));
        _send(o, signature);
        assertEq(token.balanceOfByPartition(A, ada), 10);
        assertEq(token.balanceOfByPartition(DEFAULT_PARTITION, ben), 20);
    }

    function test_WhenItEndsInAnotherPartition_WhenItIsToTheHolder_ItShouldBeAChangeOfPartition() external {
        _nameA();
        _openWayToA();
        SignedTransfer memory o = _order(20, 7);
        (o.to, o.toPartition) = (ada, A);
        bytes memory signature = _signed(o);
        vm.expectEmit(address(token));
        emit ITokenEvents.PartitionChanged(DEFAULT_PARTITION, A, ada, stranger, 20, referenceData("invoice 7"));
        _send(o, signature);
        assertEq(token.balanceOfByPartition(A, ada), 20);
        _assertBalances(100, 0);
    }

    function _nameA() private {
        vm.prank(owner);
        token.setPartition(A, 0, "class A");
    }

    function _openWayToA() private {
        vm.prank(owner);
        token.setPartitionExchange(DEFAULT_PARTITION, A, true);
    }
}
