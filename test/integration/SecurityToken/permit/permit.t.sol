// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ERC1271Wallet} from "../../../mocks/ERC1271Wallet.sol";
import {Vault} from "../../../mocks/Vault.sol";
import {newFactory, newOffice, newToken} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Vm} from "forge-std/Vm.sol";

contract PermitTest is ComplianceBase {
    struct Permit {
        address owner;
        address spender;
        uint256 amount;
        uint256 nonce;
        uint256 deadline;
    }

    struct Signature {
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    uint256 private constant DEADLINE = START + 1 hours;
    /// @dev Order of the curve secp256k1.
    uint256 private constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    Vm.Wallet private key = vm.createWallet("ada");
    address private spender = makeAddr("spender");

    function test_WhenTheOwnerHasSigned_ItShouldReplaceTheAllowanceForWhoeverSendsItUseUpTheNonceAndSaySo() external {
        _issue(ada, 100);
        vm.prank(ada);
        token.approve(spender, 7);

        vm.expectEmit(address(token));
        emit IERC20.Approval(ada, spender, 60);
        _permit(_ofAda(60, 0), _sign(_ofAda(60, 0)));
        assertEq(token.allowance(ada, spender), 60);
        assertEq(token.nonces(ada), 1);

        vm.expectEmit(address(token));
        emit IERC20.Approval(ada, spender, 40);
        _permitBytes(_ofAda(40, 1), _packed(_sign(_ofAda(40, 1))));
        assertEq(token.nonces(ada), 2);
        assertEq(token.nonces(spender), 0);
        assertEq(token.allowance(spender, ada), 0);

        vm.prank(spender);
        token.transferFrom(ada, ben, 40);
        _assertBalances(60, 40);
        assertEq(token.allowance(ada, spender), 0);
    }

    function test_WhenTheOwnerIsAWalletContract_GivenItAcceptsTheSignature_ItShouldReplaceTheAllowance() external {
        Permit memory p = Permit(address(new ERC1271Wallet(ada)), spender, 60, 0, DEADLINE);
        _permitBytes(p, _packed(_sign(p)));
        assertEq(token.allowance(p.owner, spender), 60);
        (p.amount, p.nonce) = (50, 1);
        _permit(p, _sign(p));
        assertEq(token.allowance(p.owner, spender), 50);
        assertEq(token.allowance(ada, spender), 0);
        assertEq(token.nonces(ada), 0);
    }

    function test_RevertWhen_TheOwnerIsAWalletContract_GivenItDoesNotAnswerWithTheMagicValue() external {
        ERC1271Wallet wallet = new ERC1271Wallet(ada);
        Permit memory p = Permit(address(wallet), spender, 60, 0, DEADLINE);
        ERC1271Wallet.Mood[4] memory moods = [
            ERC1271Wallet.Mood.Revoked,
            ERC1271Wallet.Mood.WrongMagic,
            ERC1271Wallet.Mood.DirtyMagic,
            ERC1271Wallet.Mood.ShortAnswer
        ];
        for (uint256 i; i < moods.length; ++i) {
            wallet.setMood(moods[i]);
            _assertInvalid(p, _sign(p));
        }
        wallet.setMood(ERC1271Wallet.Mood.Honest);
        _assertInvalid(p, _signBy(vm.createWallet("ben"), p));
    }

    function test_RevertWhen_TheOwnerIsAWalletContract_GivenItBurnsItsGas() external {
        ERC1271Wallet wallet = new ERC1271Wallet(ada);
        wallet.setMood(ERC1271Wallet.Mood.Burning);
        Permit memory p = Permit(address(wallet), spender, 60, 0, DEADLINE);
        _assertInvalid(p, _sign(p));
        // Its owner's own permit is as good as before.
        _permit(_ofAda(60, 0), _sign(_ofAda(60, 0)));
    }

    function test_WhenTheOwnersKeyHasSigned_GivenTheAccountHasCodeToo_ItShouldReplaceTheAllowance() external {
        // EIP-7702: the delegate does not know ERC-1271, or says no.
        address delegate = address(new Vault());
        vm.etch(ada, abi.encodePacked(hex"ef0100", delegate));
        _permit(_ofAda(60, 0), _sign(_ofAda(60, 0)));
        vm.etch(ada, delegate.code);
        _permitBytes(_ofAda(50, 1), _packed(_sign(_ofAda(50, 1))));

        assertEq(token.allowance(ada, spender), 50);
        assertEq(token.nonces(ada), 2);
        _assertInvalid(_ofAda(60, 2), _signBy(vm.createWallet("ben"), _ofAda(60, 2)));
    }

    function test_RevertWhen_SomebodyElseHasSigned() external {
        _assertInvalid(_ofAda(60, 0), _signBy(vm.createWallet("ben"), _ofAda(60, 0)));
        _assertInvalid(_ofAda(60, 0), _signBy(vm.createWallet("spender"), _ofAda(60, 0)));
        Permit memory p = Permit(ben, spender, 60, 0, DEADLINE);
        _assertInvalid(p, _sign(_ofAda(60, 0)));
    }

    function test_RevertWhen_SpenderAmountNonceOrDeadlineAreNotThoseThatWereSigned() external {
        Signature memory signature = _sign(_ofAda(60, 0));
        _assertInvalid(Permit(ada, stranger, 60, 0, DEADLINE), signature);
        _assertInvalid(Permit(ada, spender, 61, 0, DEADLINE), signature);
        _assertInvalid(Permit(ada, spender, 60, 0, DEADLINE + 1), signature);
        _assertInvalid(_ofAda(60, 0), _sign(_ofAda(60, 1)));
    }

    function test_RevertWhen_ItWasUsedBefore() external {
        Signature memory signature = _sign(_ofAda(60, 0));
        _permit(_ofAda(60, 0), signature);
        vm.prank(ada);
        token.approve(spender, 0);
        _assertInvalid(_ofAda(60, 0), signature);
        _permit(_ofAda(60, 1), _sign(_ofAda(60, 1)));
    }

    function test_RevertWhen_ItWasSignedForAnotherChain() external {
        Signature memory signature = _sign(_ofAda(60, 0));
        vm.chainId(4242);
        _assertInvalid(_ofAda(60, 0), signature);
        assertEq(token.DOMAIN_SEPARATOR(), _domain(address(token), 4242));
        _permit(_ofAda(60, 0), _sign(_ofAda(60, 0)));
    }

    function test_RevertWhen_ItWasSignedForAnotherTokenOfTheSameOfficeAndName() external {
        address office = newOffice();
        token = newToken(issuer, office, "Muster", "MUST", 0);
        Signature memory signature = _sign(_ofAda(60, 0));
        ISecurityToken signedFor = token;
        token = newToken(issuer, office, "Muster", "MUST", 0);
        _assertInvalid(_ofAda(60, 0), signature);
        token = signedFor;
        _permit(_ofAda(60, 0), signature);
    }

    function test_WhenTheDeadline_IsThisSecond_ItShouldReplaceTheAllowance() external {
        vm.warp(DEADLINE);
        _permit(_ofAda(60, 0), _sign(_ofAda(60, 0)));
        assertEq(token.allowance(ada, spender), 60);
    }

    function test_RevertWhen_TheDeadline_HasPassed() external {
        Signature memory signature = _sign(_ofAda(60, 0));
        vm.warp(DEADLINE + 1);
        bytes memory refusal = abi.encodeWithSelector(ITokenEvents.SecurityToken_PermitExpired.selector, DEADLINE);
        _assertRefusedWith(refusal, _ofAda(60, 0), signature);
    }

    function test_RevertWhen_TheSpenderIsNobody() external {
        Permit memory p = Permit(ada, address(0), 60, 0, DEADLINE);
        bytes memory refusal = abi.encodeWithSelector(ITokenEvents.ERC20InvalidSpender.selector, address(0));
        _assertRefusedWith(refusal, p, _sign(p));
    }

    function test_RevertWhen_TheSignatureIsTheOtherOneOfTheSameKeyAndDigest() external {
        Signature memory signature = _sign(_ofAda(60, 0));
        Signature memory mirrored =
            Signature(signature.v == 27 ? 28 : 27, signature.r, bytes32(ORDER - uint256(signature.s)));
        _assertInvalid(_ofAda(60, 0), mirrored);
    }

    function test_RevertWhen_TheSignatureHasAnotherForm() external {
        Permit memory p = _ofAda(60, 0);
        Signature memory signature = _sign(p);
        _assertInvalidBytes(p, "");
        _assertInvalidBytes(p, abi.encodePacked(_packed(signature), uint8(0)));
        bytes32 compact = bytes32(uint256(signature.s) | uint256(signature.v - 27) << 255);
        _assertInvalidBytes(p, abi.encodePacked(signature.r, compact));
        signature.v -= 27;
        _assertInvalid(p, signature);
    }

    function test_RevertWhen_TheOwnerIsNobody() external {
        Permit memory p = Permit(address(0), spender, 60, 0, DEADLINE);
        _assertInvalid(p, _sign(p));
        // The curve gives no account for these, which is not the account zero.
        _assertInvalid(p, Signature(27, bytes32(0), bytes32(0)));
        _assertInvalid(p, Signature(0, bytes32(uint256(1)), bytes32(uint256(1))));
    }

    function test_WhenAskedForTheDomain_ItShouldNameTokenVersionChainAndAddress() external {
        assertEq(token.DOMAIN_SEPARATOR(), _domain(address(token), block.chainid));
        _assertDomain(token, "Muster Holding AG");
        ISecurityToken renamed = newToken(issuer, "Muster Foundation", "MUSF", 0);
        assertTrue(renamed.DOMAIN_SEPARATOR() != _domain(address(renamed), block.chainid));
        _assertDomain(renamed, "Muster Foundation");
    }

    function test_WhenAskedForTheDomain_GivenTheTokenIsAClone_ItShouldNameTheClone() external {
        ISecurityToken clone = ISecurityToken(
            newFactory().createToken(address(token), "Muster Holding AG, preferred", "MUSTP", 0, bytes32(0))
        );
        _assertDomain(clone, "Muster Holding AG, preferred");
    }

    function test_RevertWhen_AskedForTheDomain_GivenTheTokenHasNoDescriptionYet() external {
        ISecurityToken bare = ISecurityToken(Clones.clone(address(token)));
        vm.expectRevert(ITokenEvents.SecurityToken_NotInitialized.selector);
        bare.eip712Domain();
    }

    /// @dev ERC-5267: what it says makes the domain in which permits are judged.
    function _assertDomain(ISecurityToken asked, string memory expected) private view {
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address verifier,,) =
            asked.eip712Domain();
        assertEq(fields, hex"0f");
        assertEq(name, expected);
        bytes32 typeHash =
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes32 made =
            keccak256(abi.encode(typeHash, keccak256(bytes(name)), keccak256(bytes(version)), chainId, verifier));
        assertEq(asked.DOMAIN_SEPARATOR(), made);
    }

    /* ------------------------------------------------- permitting -------------------------------------------- */

    function _permit(Permit memory p, Signature memory signature) private {
        vm.prank(stranger);
        token.permit(p.owner, p.spender, p.amount, p.deadline, signature.v, signature.r, signature.s);
    }

    function _permitBytes(Permit memory p, bytes memory signature) private {
        vm.prank(stranger);
        token.permit(p.owner, p.spender, p.amount, p.deadline, signature);
    }

    /// @dev By either overload, and neither nonce nor allowance changes.
    function _assertRefusedWith(bytes memory refusal, Permit memory p, Signature memory signature) private {
        (uint256 nonce, uint256 allowed) = (token.nonces(p.owner), token.allowance(p.owner, p.spender));
        vm.expectRevert(refusal);
        _permit(p, signature);
        vm.expectRevert(refusal);
        _permitBytes(p, _packed(signature));
        assertEq(token.nonces(p.owner), nonce, "nonce");
        assertEq(token.allowance(p.owner, p.spender), allowed, "allowance");
    }

    function _assertInvalid(Permit memory p, Signature memory signature) private {
        _assertRefusedWith(_invalid(p.owner), p, signature);
    }

    function _assertInvalidBytes(Permit memory p, bytes memory signature) private {
        vm.expectRevert(_invalid(p.owner));
        _permitBytes(p, signature);
        assertEq(token.nonces(p.owner), 0, "nonce");
    }

    function _invalid(address signer) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidPermit.selector, signer);
    }

    /* -------------------------------------------------- signing ---------------------------------------------- */

    function _ofAda(uint256 amount, uint256 nonce) private view returns (Permit memory) {
        return Permit(ada, spender, amount, nonce, DEADLINE);
    }

    function _sign(Permit memory p) private returns (Signature memory) {
        return _signBy(key, p);
    }

    function _signBy(Vm.Wallet memory signer, Permit memory p) private returns (Signature memory signature) {
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 structHash = keccak256(abi.encode(typeHash, p.owner, p.spender, p.amount, p.nonce, p.deadline));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
        (signature.v, signature.r, signature.s) = vm.sign(signer, digest);
    }

    function _packed(Signature memory signature) private pure returns (bytes memory) {
        return abi.encodePacked(signature.r, signature.s, signature.v);
    }

    function _domain(address at_, uint256 chainId) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Muster Holding AG"),
                keccak256("1"),
                chainId,
                at_
            )
        );
    }
}
