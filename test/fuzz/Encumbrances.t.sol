// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PERMISSION_ENCUMBER} from "../../src/types/Modules.sol";
import {DEFAULT_PARTITION, Partition} from "../../src/types/Partition.sol";
import {PositionKey} from "../../src/types/PositionKey.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {ModuleMock} from "../mocks/ModuleMock.sol";
import {BothWays} from "../utils/BothWays.sol";
import {EncumbranceModel} from "../utils/EncumbranceModel.sol";
import {RecoveryBase} from "../utils/RecoveryBase.sol";

/// @notice Freezes, several modules, force away and back, detaching and attaching, releases and recovery, in any order,
/// against a model that counts share by share.
contract EncumbrancesFuzz is RecoveryBase, BothWays {
    uint256 private constant ACTS = 40;

    EncumbranceModel private model;
    ModuleMock[3] private modules;
    address private holder;
    uint256 private seed;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < modules.length; ++i) {
            modules[i] = _module(0, PERMISSION_ENCUMBER);
        }
        _issue(ben, 1000);
        holder = ada;
        model = new EncumbranceModel();
        model.receive_(100);
    }

    function testFuzz_WhateverHappensToAPositionTheTokenSaysWhatTheModelSays(uint256 seed_) external {
        seed = seed_;
        for (uint256 i; i < ACTS; ++i) {
            _act(_next(9));
            _assertAgreement();
        }
        _recoverHolder();
        _assertAgreement();
        for (uint256 i; i < ACTS / 4; ++i) {
            _act(_next(9));
            _assertAgreement();
        }
    }

    /// @dev The same rule for what a custodian keeps and for another partition, where nothing is frozen directly.
    function testFuzz_PositionsInCustodyAndInOtherPartitionsFollowTheSameRule(uint256 seed_, bool custody) external {
        seed = seed_;
        PositionKey memory key = _elsewhere(custody);
        for (uint256 i; i < ACTS; ++i) {
            _actAt(key, _next(5));
            for (uint256 j; j < modules.length; ++j) {
                if (!model.attached(j)) continue;
                assertEq(token.encumbranceOfPosition(key, address(modules[j])), model.amounts(j), "encumbered");
            }
            assertEq(_freeAt(key), model.free(), "free");
        }
    }

    /* --------------------------------------------------- acts ------------------------------------------------ */

    function _act(uint256 kind) private {
        uint256 amount = _next(60);
        uint256 chosen = _next(modules.length);
        if (kind == 0) _sendOut(amount);
        else if (kind == 1) _sendIn(amount);
        else if (kind == 2) _encumber(chosen, amount);
        else if (kind == 3) _release(chosen, amount);
        else if (kind == 4) _freezeSome(_next(3) == 0 ? 0 : amount * 3);
        else if (kind == 5) _toggle(chosen);
        else if (kind == 6) _forceAway(amount);
        else if (kind == 7) _forceBack(amount);
        else _redeemSome(amount);
    }

    function _sendOut(uint256 amount) private {
        uint256 free = model.free();
        if (amount > free && amount <= model.held()) {
            assertEq(token.detectTransferRestriction(holder, ben, amount), uint8(Restriction.AmountLocked));
        }
        amount = amount > free ? free : amount;
        _compareWays(token, holder, abi.encodeCall(token.transfer, (ben, amount)));
        vm.prank(holder);
        token.transfer(ben, amount);
        model.send(amount);
    }

    function _sendIn(uint256 amount) private {
        _compareWays(token, ben, abi.encodeCall(token.transfer, (holder, amount)));
        vm.prank(ben);
        token.transfer(holder, amount);
        model.receive_(amount);
    }

    function _encumber(uint256 chosen, uint256 amount) private {
        if (!model.attached(chosen)) return;
        vm.startPrank(address(modules[chosen]));
        uint256 addable = model.addable();
        if (amount > addable) {
            vm.expectRevert();
            token.encumber(holder, amount);
            amount = addable;
        }
        token.encumber(holder, amount);
        vm.stopPrank();
        model.encumber(chosen, amount);
    }

    function _release(uint256 chosen, uint256 amount) private {
        if (!model.attached(chosen)) return;
        vm.prank(address(modules[chosen]));
        assertEq(token.release(holder, amount), model.release(chosen, amount), "released");
    }

    function _freezeSome(uint256 amount) private {
        _freezeAmount(holder, amount);
        model.freeze(amount);
    }

    function _toggle(uint256 chosen) private {
        bool attached = model.attached(chosen);
        if (attached) _detach(modules[chosen]);
        else _attach(modules[chosen]);
        model.attach(chosen, !attached);
    }

    function _forceAway(uint256 amount) private {
        amount = amount > model.held() ? model.held() : amount;
        _force(holder, ben, amount);
        model.forceOut(amount);
    }

    function _forceBack(uint256 amount) private {
        _force(ben, holder, amount);
        model.forceIn(amount);
    }

    function _redeemSome(uint256 amount) private {
        amount = amount > model.held() ? model.held() : amount;
        vm.prank(owner);
        token.controllerRedeem(holder, amount, "", "");
        model.forceOut(amount);
        vm.prank(owner);
        token.issue(ben, amount, "");
    }

    /// @dev The successor holds something of its own, of which modules encumber a part.
    function _recoverHolder() private {
        EncumbranceModel other = new EncumbranceModel();
        uint256 own = 1 + _next(50);
        _issue(adaToo, own);
        other.receive_(own);
        for (uint256 i; i < modules.length; ++i) {
            if (!model.attached(i)) continue;
            uint256 amount = _next(other.addable() + 1);
            vm.prank(address(modules[i]));
            token.encumber(adaToo, amount);
            other.encumber(i, amount);
        }
        _lose(holder, adaToo);
        holder = adaToo;
        model.merge(other);
    }

    function _actAt(PositionKey memory key, uint256 kind) private {
        uint256 amount = _next(60);
        uint256 chosen = _next(modules.length);
        if (kind == 0) {
            _toggle(chosen);
        } else if (kind == 1 && model.attached(chosen)) {
            vm.prank(address(modules[chosen]));
            assertEq(token.releasePosition(key, amount), model.release(chosen, amount), "released");
        } else if (kind == 2 && model.attached(chosen)) {
            amount = amount > model.addable() ? model.addable() : amount;
            vm.prank(address(modules[chosen]));
            token.encumberPosition(key, amount);
            model.encumber(chosen, amount);
        } else if (kind == 3) {
            amount = amount > model.held() ? model.held() : amount;
            vm.startPrank(owner);
            if (key.custodian == address(0)) {
                token.controllerTransferByPartition(key.partition, key.account, ben, amount, "", "");
            } else {
                token.controllerTransferFromCustody(key.custodian, key.account, ben, amount, keccak256("order"));
            }
            vm.stopPrank();
            model.forceOut(amount);
        } else if (kind == 4 && key.custodian == address(0)) {
            amount = amount > token.balanceOfByPartition(FOUNDERS, ben) ? 0 : amount;
            _forceIn(FOUNDERS, ben, key.account, amount);
            model.forceIn(amount);
        }
    }

    function _elsewhere(bool custody) private returns (PositionKey memory key) {
        key = PositionKey(address(0), FOUNDERS, ada);
        if (custody) {
            key = PositionKey(_custodian(), DEFAULT_PARTITION, ada);
            _deposit(ada, key.custodian, 100);
        } else {
            _setPartition(FOUNDERS, 0);
            _issueIn(FOUNDERS, ada, 100);
        }
    }

    /* ------------------------------------------------- assertions -------------------------------------------- */

    function _assertAgreement() private view {
        assertEq(token.balanceOf(holder), model.held(), "held");
        assertEq(token.getFrozenTokens(holder), model.frozen(), "frozen");
        assertEq(_freeOf(holder), model.free(), "free");
        PositionKey memory key = PositionKey(address(0), DEFAULT_PARTITION, holder);
        for (uint256 i; i < modules.length; ++i) {
            uint256 counted = model.attached(i) ? model.amounts(i) : 0;
            assertEq(token.encumbranceOf(holder, address(modules[i])), counted, "encumbered");
            assertEq(token.takenOf(key, address(modules[i])), model.taken(i), "taken");
        }
    }

    /// @dev The greatest amount that may leave a position in custody or in a partition.
    function _freeAt(PositionKey memory key) private view returns (uint256 free) {
        uint256 held = model.held();
        while (free < held && _mayLeave(key, free + 1)) ++free;
    }

    function _mayLeave(PositionKey memory key, uint256 amount) private view returns (bool) {
        if (key.custodian == address(0)) {
            return token.detectPartitionRestriction(key.partition, key.account, ben, amount) == 0;
        }
        return token.detectCustodyRestriction(key.custodian, key.account, ben, amount, true) == Restriction.None;
    }

    function _next(uint256 bound_) private returns (uint256) {
        seed = uint256(keccak256(abi.encode(seed)));
        return seed % bound_;
    }
}
