// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../../../src/interfaces/IPledgeModule.sol";
import {PledgeState} from "../../../../src/types/Pledge.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {OwnerOnlyBase} from "../../../utils/OwnerOnlyBase.sol";
import {PledgeTest} from "../../../utils/PledgeTest.sol";

contract ReplaceSecuredPartyTest is OwnerOnlyBase, PledgeTest {
    uint256 private id;

    function setUp() public override(ComplianceBase, PledgeTest) {
        super.setUp();
        id = _openFor(ada, 60);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(pledges), abi.encodeCall(pledges.replaceSecuredParty, (id, ben, "order")));
    }

    function _isDone() internal view override returns (bool) {
        return pledges.getPledge(id).securedParty == ben;
    }

    function test_RevertWhen_NoDocumentIsNamed() external {
        vm.expectRevert(IPledgeModule.PledgeModule_DocumentRequired.selector);
        _replace(ben, 0);
    }

    function test_RevertWhen_ThePledgeIsNotOpen() external {
        _release(id, 60);
        _expectState(id, PledgeState.Released, PledgeState.Released);
        _replace(ben, "order");
    }

    function test_RevertWhen_TheNewPartyIsNobody() external {
        vm.expectRevert(IPledgeModule.PledgeModule_InvalidTerms.selector);
        _replace(address(0), "order");
    }

    function test_WhenItIsReplaced_ItShouldTakeAllPowerFromTheOldOne() external {
        vm.expectEmit(address(pledges));
        emit IPledgeModule.PledgeAssigned(id, ben, "order");
        _replace(ben, "order");
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_NotSecuredParty.selector, bank, ben));
        _release(id, 60);
        vm.prank(ben);
        pledges.release(id, 60);
    }

    function test_WhenTheSecuredPartyAssignsIt_ItShouldGiveItsPlaceToAnother() external {
        _expectNotSecured(ada);
        vm.prank(ada);
        pledges.assign(id, ada);
        vm.expectEmit(address(pledges));
        emit IPledgeModule.PledgeAssigned(id, ben, 0);
        vm.prank(bank);
        pledges.assign(id, ben);
        assertEq(pledges.getPledge(id).securedParty, ben);
    }

    function _replace(address party, bytes32 documentHash) private {
        vm.prank(owner);
        pledges.replaceSecuredParty(id, party, documentHash);
    }
}
