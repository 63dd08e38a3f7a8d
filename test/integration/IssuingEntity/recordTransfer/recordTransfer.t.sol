// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {Party, PartyKind, custodianParty, investorParty, partyOfKind} from "../../../../src/types/Party.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract RecordTransferTest is ComplianceBase {
    Party private adaParty;
    Party private benParty;

    function setUp() public override {
        super.setUp();
        adaParty = issuer.resolve(ada);
        benParty = issuer.resolve(ben);
        _issue(ada, 100);
    }

    function test_RevertWhen_SomethingMustBeWrittenAndTheCallerIsNoToken() external {
        _assertNotToken(stranger, adaParty, benParty, true, false);
        _assertNotToken(owner, adaParty, benParty, false, true);
        _assertNotToken(address(_module(0, 0)), adaParty, adaParty, true, false);
        _assertNotToken(stranger, partyOfKind(PartyKind.Issuer), benParty, true, false);
    }

    function test_WhenTheCallerIsAToken_ItShouldKeepTheCounts() external {
        vm.prank(address(token));
        issuer.recordTransfer(adaParty, benParty, true, true);
        _assertPositions(adaId, 0);
        _assertPositions(benId, 1);
        _assertInvestors(1);
    }

    function test_WhenNothingMustBeWritten_ItShouldAnswerAnyoneAndWriteNothing() external {
        _issue(ben, 1);
        vm.record();
        vm.prank(stranger);
        assertEq(uint8(issuer.recordTransfer(adaParty, benParty, false, false)), 0);
        (, bytes32[] memory writes) = vm.accesses(address(issuer));
        assertEq(writes.length, 0);
    }

    function test_WhenTheTransferIsRefused_ItShouldAnswerAsCheckTransferAndWriteNothing() external {
        _freeze(benId, true);
        vm.prank(address(token));
        assertEq(
            uint8(issuer.recordTransfer(adaParty, benParty, true, true)),
            uint8(issuer.checkTransfer(adaParty, benParty, true, true))
        );
        _assertPositions(adaId, 1);
        _assertPositions(benId, 0);
    }

    function test_WhenAPartyIsForged_ItShouldChangeNothing() external {
        Party unknownRegistrar = investorParty(adaId, 9, 0);
        Party unknownIndex = investorParty(adaId, 0, 2);
        assertEq(
            uint8(issuer.checkTransfer(unknownRegistrar, benParty, true, true)), uint8(Restriction.SenderNotRegistered)
        );
        assertEq(uint8(issuer.checkTransfer(unknownIndex, benParty, true, true)), uint8(Restriction.SenderRestricted));
        assertEq(
            uint8(issuer.checkTransfer(custodianParty(true), benParty, true, true)),
            uint8(Restriction.SenderNotRegistered)
        );
        assertEq(
            uint8(issuer.checkTransfer(adaParty, partyOfKind(PartyKind.Unknown), true, true)),
            uint8(Restriction.ReceiverNotRegistered)
        );
    }

    function _assertNotToken(address caller, Party from, Party to, bool opens, bool closes) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_NotToken.selector, caller));
        vm.prank(caller);
        issuer.recordTransfer(from, to, opens, closes);
    }
}
