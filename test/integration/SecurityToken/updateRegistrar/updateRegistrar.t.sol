// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {newRegistrar} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract UpdateRegistrarTest is ComplianceBase {
    IKYCRegistrar private second;
    address private cleo = makeAddr("cleo");

    function setUp() public override {
        super.setUp();
        second = _acceptAnother();
        _registerAt(second, _id("cleo"), DE, 2, _one(cleo));
        _issue(ada, 100);
        _issue(cleo, 100);
    }

    function test_RevertWhen_TheCallerIsNotTheIssuer() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, owner));
        vm.prank(owner);
        token.updateRegistrar(0, second);
    }

    function test_WhenTheCallerIsTheIssuer_ItShouldGoByTheRegistrarWithIndex0WhileItIsAccepted() external {
        // What the issuer would say, if it were asked.
        vm.mockCall(address(issuer), abi.encodeCall(issuer.resolve, (ada)), abi.encode(0));
        _update(0, IKYCRegistrar(address(0)));
        _assertRefused(Restriction.SenderNotRegistered, ada, cleo, 1);
        _assertPasses(cleo, cleo, 1);
        _update(0, registrar);
        _assertPasses(ada, cleo, 1);
    }

    function test_WhenTheCallerIsTheIssuer_ItShouldAskTheOneWithAnotherIndexThereAndLeaveTheFirst() external {
        IKYCRegistrar moved = newRegistrar(_one(owner), 1);
        _registerAt(moved, _id("cleo"), DE, 2, _one(cleo));
        vm.prank(owner);
        moved.setInvestorRestriction(_id("cleo"), true);
        _update(1, moved);
        _assertRefused(Restriction.SenderRestricted, cleo, ada, 1);
        _update(1, second);
        vm.prank(owner);
        moved.setInvestorRestriction(_id("cleo"), false);
        _assertPasses(cleo, ada, 1);
        _assertPasses(ada, ben, 1);
    }

    function test_WhenTheCallerIsTheIssuer_GivenAnInvestorOfTheSecondHoldsAlready_WhenTheSecondIsAcceptedNoMore_ItShouldKnowTheInvestorNoMore()
        external
    {
        _reject(second);
        _assertRefused(Restriction.SenderNotRegistered, cleo, ada, 1);
        _assertRefused(Restriction.ReceiverNotRegistered, ada, cleo, 1);
        assertFalse(token.detectTransferRestriction(ada, ben, 1) != 0);
        vm.prank(owner);
        token.controllerTransfer(cleo, ada, 10, "", "");
    }

    function test_WhenTheCallerIsTheIssuer_GivenAnInvestorOfTheSecondHoldsAlready_WhenItIsAcceptedAgain_ItShouldGoByWhatThatOneSaysNow()
        external
    {
        _reject(second);
        vm.prank(owner);
        second.setInvestorRestriction(_id("cleo"), true);
        vm.prank(owner);
        issuer.addRegistrar(second);
        _assertRefused(Restriction.SenderRestricted, cleo, ada, 1);
        vm.prank(owner);
        second.setInvestorRestriction(_id("cleo"), false);
        _assertPasses(cleo, ada, 1);
        _assertPasses(ada, cleo, 1);
    }

    function _update(uint256 index, IKYCRegistrar at) private {
        vm.prank(address(issuer));
        token.updateRegistrar(index, at);
    }
}
