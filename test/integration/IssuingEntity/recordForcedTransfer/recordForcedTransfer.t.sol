// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {Party, PartyKind, partyOfKind} from "../../../../src/types/Party.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract RecordForcedTransferTest is ComplianceBase {
    Party private adaParty;
    Party private benParty;

    function setUp() public override {
        super.setUp();
        adaParty = issuer.resolve(ada);
        benParty = issuer.resolve(ben);
        _issue(ada, 100);
    }

    function test_RevertWhen_TheCallerIsNoToken() external {
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_NotToken.selector, stranger));
        vm.prank(stranger);
        issuer.recordForcedTransfer(adaParty, benParty, false, false);
    }

    function test_WhenTheReceiverIsUnknownRestrictedOrFrozen_ItShouldAnswerSoAndWriteNothing() external {
        _assertForced(Restriction.ReceiverNotRegistered, partyOfKind(PartyKind.Unknown));
        _freeze(benId, true);
        _assertForced(Restriction.ReceiverFrozen, benParty);
        vm.prank(owner);
        registrar.restrictAccounts(benId, _one(ben));
        _assertForced(Restriction.ReceiverRestricted, benParty);
        _assertPositions(adaId, 1);
        _assertPositions(benId, 0);
    }

    function test_WhenTheReceiverIsFree_ItShouldKeepTheCounts() external {
        _forbid(DE);
        _limitInvestors(0, 1);
        _lapse(benId, 2);
        _assertForced(Restriction.None, benParty);
        _assertPositions(adaId, 0);
        _assertPositions(benId, 1);
        _assertInvestors(1);
    }

    function _assertForced(Restriction code, Party to) private {
        vm.prank(address(token));
        assertEq(uint8(issuer.recordForcedTransfer(adaParty, to, true, true)), uint8(code));
    }
}
