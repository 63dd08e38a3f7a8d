// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../../../src/interfaces/IPledgeModule.sol";
import {PledgeState, PledgeTerms} from "../../../../src/types/Pledge.sol";
import {newPledges} from "../../../utils/Artifacts.sol";
import {PledgeTest} from "../../../utils/PledgeTest.sol";
import {Vm} from "forge-std/Vm.sol";

contract AcceptSignedTest is PledgeTest {
    uint256 private constant DEADLINE = START + 1 days;

    function test_RevertWhen_TheCallerIsNotTheSecuredParty() external {
        bytes memory signature = _sign("ada", _terms(ada, 60));
        _expectNotSecured(stranger);
        vm.prank(stranger);
        pledges.acceptSigned(_terms(ada, 60), 0, DEADLINE, signature);
    }

    function test_RevertWhen_TheSignatureIsAnothersOfOtherTermsOrForAnotherModule() external {
        bytes memory signature = _sign("ada", _terms(ada, 60));
        _expectInvalid(_terms(ada, 61), 0, DEADLINE, signature);
        _expectInvalid(_terms(ada, 60), bytes32(uint256(1)), DEADLINE, signature);
        _expectInvalid(_terms(ada, 60), 0, DEADLINE + 1, signature);
        PledgeTerms memory terms = _terms(ada, 60);
        terms.documentHash = "another";
        _expectInvalid(terms, 0, DEADLINE, signature);
        _expectInvalid(_terms(ada, 60), 0, DEADLINE, _sign("ben", _terms(ada, 60)));
        IPledgeModule other = newPledges(token);
        vm.prank(owner);
        issuer.attachModule(address(token), address(other));
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_InvalidSignature.selector, ada));
        vm.prank(bank);
        other.acceptSigned(_terms(ada, 60), 0, DEADLINE, signature);
    }

    function test_RevertWhen_TheDeadlineHasPassed() external {
        bytes memory signature = _sign("ada", _terms(ada, 60));
        vm.warp(DEADLINE + 1);
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_SignatureExpired.selector, DEADLINE));
        vm.prank(bank);
        pledges.acceptSigned(_terms(ada, 60), 0, DEADLINE, signature);
        vm.warp(DEADLINE);
        vm.prank(bank);
        pledges.acceptSigned(_terms(ada, 60), 0, DEADLINE, signature);
    }

    function test_RevertWhen_ItWasUsedOrRevoked() external {
        bytes memory signature = _sign("ada", _terms(ada, 20));
        vm.prank(bank);
        pledges.acceptSigned(_terms(ada, 20), 0, DEADLINE, signature);
        _expectInvalid(_terms(ada, 20), 0, DEADLINE, signature);

        signature = _sign("ada", _terms(ada, 30));
        bytes32 digest = pledges.digestOf(_terms(ada, 30), 0, DEADLINE);
        vm.prank(ben);
        pledges.revokeSignature(digest);
        vm.prank(ada);
        pledges.revokeSignature(digest);
        _expectInvalid(_terms(ada, 30), 0, DEADLINE, signature);
        assertEq(token.encumberedBalanceOf(ada), 20);
    }

    function test_RevertGiven_TheHoldersAccountIsLost() external {
        bytes memory signature = _sign("ada", _terms(ada, 60));
        _restrictAccount(adaId, ada);
        _recover(ada, adaToo);
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_HolderBarred.selector, ada));
        vm.prank(bank);
        pledges.acceptSigned(_terms(ada, 60), 0, DEADLINE, signature);
    }

    function test_WhenTheHolderHasSigned_ItShouldOpenThePledge() external {
        bytes memory signature = _sign("ada", _terms(ada, 60));
        vm.prank(bank);
        uint256 id = pledges.acceptSigned(_terms(ada, 60), 0, DEADLINE, signature);
        _assertPledge(id, PledgeState.Active, 60, 60);
    }

    function test_GivenTheTokenIsSplitBeforeItIsAccepted_ItShouldPledgeTheAmountThatWasSignedInTheNewUnit() external {
        PledgeTerms memory terms = _terms(ada, 60);
        bytes memory signature = _sign("ada", terms);
        _split(2, 1);
        terms.splitEpoch = 1;
        _expectInvalid(terms, 0, DEADLINE, signature);
        terms.splitEpoch = 0;
        vm.prank(bank);
        uint256 id = pledges.acceptSigned(terms, 0, DEADLINE, signature);
        _assertPledge(id, PledgeState.Active, 120, 120);
    }

    function _sign(string memory name, PledgeTerms memory terms) private returns (bytes memory) {
        Vm.Wallet memory key = vm.createWallet(name);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, pledges.digestOf(terms, 0, DEADLINE));
        return abi.encodePacked(r, s, v);
    }

    function _expectInvalid(PledgeTerms memory terms, bytes32 salt, uint256 deadline, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_InvalidSignature.selector, ada));
        vm.prank(bank);
        pledges.acceptSigned(terms, salt, deadline, signature);
    }
}
