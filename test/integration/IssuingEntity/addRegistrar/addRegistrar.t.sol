// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {Party, PartyKind} from "../../../../src/types/Party.sol";
import {HostileRegistrar} from "../../../mocks/HostileRegistrar.sol";
import {newIssuer, newRegistrar} from "../../../utils/Artifacts.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract AddRegistrarTest is GuardedBase {
    IKYCRegistrar private second;

    function setUp() public override {
        super.setUp();
        second = newRegistrar(_one(owner), 1);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.addRegistrar, (second)));
    }

    function _isDone() internal view override returns (bool accepted) {
        (, accepted) = issuer.registrarAt(1);
    }

    function test_RevertGiven_TheRegistrarIsAccepted() external {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_RegistrarExists.selector, registrar));
        _accept(registrar);
        _accept(second);
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_RegistrarExists.selector, second));
        _accept(second);
    }

    function test_RevertGiven_ThirtyTwoRegistrarsWereAcceptedOverTheIssuersLife() external {
        for (uint256 i = 1; i < 32; ++i) {
            _accept(IKYCRegistrar(address(new HostileRegistrar())));
        }
        _reject(registrar);
        vm.expectRevert(IIssuingEntity.IssuingEntity_TooManyRegistrars.selector);
        _accept(second);
        _accept(registrar);
        (, bool accepted) = issuer.registrarAt(31);
        assertTrue(accepted);
    }

    function test_RevertWhen_TheAddressDoesNotAnswerWhatARegistrarAnswers_ForTheFirstOneToo() external {
        IIssuingEntity bare = newIssuer(_one(owner), 1);
        address[4] memory wrong = [address(0), stranger, address(token), address(issuer)];
        for (uint256 i; i < wrong.length; ++i) {
            _assertNotAccepted(issuer, wrong[i]);
            _assertNotAccepted(bare, wrong[i]);
        }
        HostileRegistrar silent = new HostileRegistrar();
        silent.setMood(HostileRegistrar.Mood.ShortAnswer);
        _assertNotAccepted(bare, address(silent));
        vm.prank(owner);
        bare.addRegistrar(registrar);
    }

    function _assertNotAccepted(IIssuingEntity entity, address wrong) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_InvalidRegistrar.selector, wrong));
        vm.prank(owner);
        entity.addRegistrar(IKYCRegistrar(wrong));
    }

    function test_GivenTheRegistrarWasRemoved_ItShouldAcceptItUnderItsOldIndex() external {
        _accept(second);
        _reject(registrar);
        vm.expectEmit(address(issuer));
        emit IIssuingEntity.RegistrarAdded(registrar, 0);
        _accept(registrar);
        assertEq(issuer.resolve(ada).registrar(), 0);
        (IKYCRegistrar none,) = issuer.registrarAt(2);
        assertEq(address(none), address(0));
    }

    function test_WhenTheRegistrarIsNew_ItShouldAcceptItUnderTheNextIndex() external {
        address cleo = makeAddr("cleo");
        _registerAt(second, _id("cleo"), CH, 1, _one(cleo));
        _registerAt(second, _id("other ada"), CH, 1, _one(ada));
        assertEq(uint8(issuer.resolve(cleo).kind()), uint8(PartyKind.Unknown));

        vm.expectEmit(address(issuer));
        emit IIssuingEntity.RegistrarAdded(second, 1);
        _accept(second);

        (IKYCRegistrar known, bool accepted) = issuer.registrarAt(1);
        assertEq(address(known), address(second));
        assertTrue(accepted);
        Party party = issuer.resolve(cleo);
        assertEq(party.registrar(), 1);
        assertEq(InvestorId.unwrap(party.id()), InvestorId.unwrap(_id("cleo")));
        assertEq(InvestorId.unwrap(issuer.resolve(ada).id()), InvestorId.unwrap(adaId));
    }

    function _accept(IKYCRegistrar accepted) private {
        vm.prank(owner);
        issuer.addRegistrar(accepted);
    }
}
