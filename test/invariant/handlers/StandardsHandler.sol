// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Restriction} from "../../../src/types/Restriction.sol";
import {BothWays} from "../../utils/BothWays.sol";
import {referenceData} from "../../utils/Moves.sol";
import {System} from "../../utils/System.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Holders transfer, approve and sign permits; spenders spend; everybody tries permits that were used, have
/// expired or say something else. The book of allowances and nonces is kept from what was done.
contract StandardsHandler is System, BothWays {
    struct Permit {
        uint256 owner;
        uint256 spender;
        uint256 amount;
        uint256 nonce;
        uint256 deadline;
    }

    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    uint256 public time = START;
    mapping(address owner => mapping(address spender => uint256)) public allowed;
    mapping(address owner => uint256) public nonceOf;
    Vm.Wallet[4] private _wallets;
    Permit[] private _permits;

    constructor() {
        setUp();
        string[4] memory names = ["alice", "bruno", "clara", "david"];
        for (uint256 i; i < 4; ++i) {
            _wallets[i] = vm.createWallet(names[i]);
            // David is nobody to the registrar: he may spend, but not hold.
            if (i == 3) continue;
            _register(_id(names[i]), i == 1 ? DE : CH, 1, FAR, _one(_wallets[i].addr));
            _issue(_wallets[i].addr, 1000);
        }
    }

    modifier atPresent() {
        vm.warp(time);
        _;
    }

    function pass(uint256 a) external {
        time += a % 3;
    }

    function freeze(uint256 a) external atPresent {
        string[4] memory names = ["alice", "bruno", "clara", "david"];
        _freeze(_id(names[a % 4]), a >> 8 & 3 == 0);
    }

    function approve(uint256 a, uint256 b, uint256 c) external atPresent {
        (address from, address spender) = (account(a), account(b));
        uint256 amount = c % 8 == 0 ? type(uint256).max : c % 2000;
        vm.prank(from);
        token.approve(spender, amount);
        allowed[from][spender] = amount;
    }

    /// @dev By one of three functions; the answer foretold by all others.
    function move(uint256 a, uint256 b, uint256 c) external atPresent {
        (address from, address to) = (account(a), account(b));
        uint256 amount = c % (token.balanceOf(from) + 2);
        uint8 code = requireOneAnswer(from, to, amount);
        bytes memory data = c >> 128 & 1 == 0
            ? abi.encodeCall(token.transfer, (to, amount))
            : abi.encodeCall(token.transferWithData, (to, amount, referenceData("reference")));
        _compareWays(token, from, data);
        vm.prank(from);
        (bool done,) = address(token).call(data);
        assertEq(done, code == 0, "I35: outcome of a transfer");
    }

    function spend(uint256 a, uint256 b, uint256 c) external atPresent {
        (address from, address spender, address to) = (account(a), account(b), account(b >> 8));
        uint256 amount = c % (token.balanceOf(from) + 2);
        uint8 code = token.detectTransferRestriction(from, to, amount);
        bool barred = issuer.resolve(spender).isInvestor() && issuer.isRestricted(spender);
        if (amount != 0 && barred) code = uint8(Restriction.SpenderBarred);
        if (amount > allowed[from][spender]) code = uint8(Restriction.InsufficientAllowance);
        vm.prank(spender);
        (bool can, bytes1 reason,) = token.canTransferFrom(from, to, amount, "");
        assertEq(can, code == 0, "I35: canTransferFrom");
        assertEq(uint8(reason), code, "I35: reason of canTransferFrom");

        bytes memory data = c >> 128 & 1 == 0
            ? abi.encodeCall(token.transferFrom, (from, to, amount))
            : abi.encodeCall(token.transferFromWithData, (from, to, amount, referenceData("reference")));
        vm.prank(spender);
        (bool done,) = address(token).call(data);
        assertEq(done, code == 0, "I35: outcome of transferFrom");
        if (done && allowed[from][spender] != type(uint256).max) allowed[from][spender] -= amount;
    }

    function sign(uint256 a, uint256 b, uint256 c) external atPresent {
        address owner_ = account(a);
        uint256 deadline = time + c % 5;
        _permits.push(Permit(a % 4, b % 4, c % 2000, nonceOf[owner_] + (b >> 8) % 2, deadline));
    }

    /// @dev Any permit that was ever signed, as often as one likes, sometimes with a greater amount.
    function usePermit(uint256 a, uint256 b) external atPresent {
        if (_permits.length == 0) return;
        Permit memory p = _permits[a % _permits.length];
        address owner_ = _wallets[p.owner].addr;
        uint256 amount = b % 4 == 0 ? p.amount + 1 : p.amount;
        bytes memory data = _permitCall(p, amount, b >> 8 & 1 == 0);
        (bool done,) = address(token).call(data);
        bool good = amount == p.amount && p.nonce == nonceOf[owner_] && time <= p.deadline;
        assertEq(done, good, "I34: permit");
        if (!done) return;
        ++nonceOf[owner_];
        allowed[owner_][_wallets[p.spender].addr] = amount;
    }

    function account(uint256 seed) public view returns (address) {
        return _wallets[seed % 4].addr;
    }

    /// @notice ERC-1404, ERC-1594 and our own dry run say the same.
    function requireOneAnswer(address from, address to, uint256 amount) public returns (uint8 code) {
        code = token.detectTransferRestriction(from, to, amount);
        vm.prank(from);
        (bool can, bytes1 reason,) = token.canTransfer(to, amount, "");
        assertEq(uint8(reason), code, "I35: reason of canTransfer");
        assertEq(can, code == 0, "I35: canTransfer");
        (bool passes,) = address(token).staticcall(abi.encodeCall(token.checkTransfer, (from, to, amount)));
        assertEq(passes, code == 0, "I35: checkTransfer");
    }

    /// @dev I33 and I34.
    function checkBook() external view {
        for (uint256 i; i < 4; ++i) {
            assertEq(token.nonces(account(i)), nonceOf[account(i)], "I34: nonce");
            for (uint256 j; j < 4; ++j) {
                uint256 expected = allowed[account(i)][account(j)];
                assertEq(token.allowance(account(i), account(j)), expected, "I33: allowance");
            }
        }
    }

    function _permitCall(Permit memory p, uint256 amount, bool split) private returns (bytes memory) {
        Vm.Wallet memory wallet = _wallets[p.owner];
        address spender = _wallets[p.spender].addr;
        bytes32 content = keccak256(abi.encode(PERMIT_TYPEHASH, wallet.addr, spender, p.amount, p.nonce, p.deadline));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), content));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(wallet.privateKey, digest);
        if (split) {
            return abi.encodeWithSignature(
                "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
                wallet.addr,
                spender,
                amount,
                p.deadline,
                v,
                r,
                s
            );
        }
        return abi.encodeWithSignature(
            "permit(address,address,uint256,uint256,bytes)",
            wallet.addr,
            spender,
            amount,
            p.deadline,
            abi.encodePacked(r, s, v)
        );
    }
}
