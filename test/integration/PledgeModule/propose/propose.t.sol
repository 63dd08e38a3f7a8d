// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../../../src/interfaces/IPledgeModule.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {PledgeState, PledgeTerms} from "../../../../src/types/Pledge.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {PledgeTest} from "../../../utils/PledgeTest.sol";

contract ProposeTest is PledgeTest {
    function test_RevertWhen_TheCallerIsNotThePositionsAccount() external {
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_NotHolder.selector, bank, ada));
        vm.prank(bank);
        pledges.propose(_terms(ada, 10));
    }

    function test_RevertWhen_TheTermsAreOutOfBounds() external {
        PledgeTerms memory terms = _terms(ada, 0);
        _expectInvalid(terms);
        terms = _terms(ada, 1);
        terms.securedParty = address(0);
        _expectInvalid(terms);
        terms.securedParty = ada;
        _expectInvalid(terms);
        terms = _terms(ada, 1);
        terms.endsAt = START;
        _expectInvalid(terms);
        terms = _terms(ada, 1);
        terms.cureTerm = 1 days - 1;
        _expectInvalid(terms);
        terms.cureTerm = 365 days + 1;
        _expectInvalid(terms);
        terms = _terms(ada, 1);
        terms.splitEpoch = 1;
        _expectInvalid(terms);
    }

    function test_WhenTheTermsAreSound_ItShouldTellThemAndEncumberNothing() external {
        vm.expectEmit(address(pledges));
        emit IPledgeModule.PledgeProposed(1, ada, bank, _terms(ada, 60), START + 30 days);
        assertEq(_propose(_terms(ada, 60)), 1);
        assertEq(token.encumberedBalanceOf(ada), 0);
        _assertPledge(1, PledgeState.Proposed, 60, 0);
    }

    function test_RevertWhen_AnotherThanTheSecuredPartyAccepts() external {
        uint256 id = _propose(_terms(ada, 60));
        _expectNotSecured(ada);
        vm.prank(ada);
        pledges.accept(id);
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_UnknownPledge.selector, 2));
        vm.prank(bank);
        pledges.accept(2);
    }

    function test_WhenTheSecuredPartyAccepts_ItShouldEncumberTheAmount() external {
        uint256 id = _propose(_terms(ada, 60));
        vm.expectEmit(address(pledges));
        emit IPledgeModule.PledgeAccepted(id);
        vm.prank(bank);
        pledges.accept(id);
        _assertPledge(id, PledgeState.Active, 60, 60);
        _assertBooked(_direct(ada));
        _assertRefused(Restriction.AmountLocked, ada, ben, 41);
        _assertPasses(ada, ben, 40);
    }

    function test_WhenTheSecuredPartyAccepts_ItShouldAcceptNoSecondTimeCalledOrNot() external {
        uint256 id = _openFor(ada, 40);
        _expectState(id, PledgeState.Active, PledgeState.Active);
        vm.prank(bank);
        pledges.accept(id);
        _call(id);
        _expectState(id, PledgeState.Called, PledgeState.Active);
        vm.prank(bank);
        pledges.accept(id);
        assertEq(token.encumberedBalanceOf(ada), 40);
    }

    function test_WhenTheHolderWithdrawsIt_ItShouldBeAcceptedNoMore() external {
        uint256 id = _propose(_terms(ada, 60));
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_NotHolder.selector, bank, ada));
        vm.prank(bank);
        pledges.withdraw(id);
        vm.prank(ada);
        pledges.withdraw(id);
        _expectState(id, PledgeState.Withdrawn, PledgeState.Active);
        vm.prank(bank);
        pledges.accept(id);
        uint256 open = _openFor(ada, 1);
        _expectState(open, PledgeState.Active, PledgeState.Withdrawn);
        vm.prank(ada);
        pledges.withdraw(open);
    }

    function test_RevertWhen_ItIsAcceptedAfterThirtyDaysOrAfterItsEnd() external {
        uint256 id = _propose(_terms(ada, 60));
        PledgeTerms memory brief = _terms(ada, 5);
        brief.endsAt = START + 2 days;
        uint256 short = _propose(brief);
        vm.warp(START + 2 days);
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_Ended.selector, short, START + 2 days));
        vm.prank(bank);
        pledges.accept(short);
        vm.warp(START + 30 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_ProposalLapsed.selector, id, START + 30 days));
        vm.prank(bank);
        pledges.accept(id);
        vm.warp(START + 30 days);
        vm.prank(bank);
        pledges.accept(id);
    }

    function test_RevertGiven_TheHolderIsBarredOrTheTokenPaused() external {
        uint256 id = _propose(_terms(ada, 60));
        uint256 state = vm.snapshotState();
        _freeze(adaId, true);
        _expectBarred(id);
        vm.revertToState(state);
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        _expectBarred(id);
        vm.revertToState(state);
        _restrictAccount(adaId, ada);
        _expectBarred(id);
        _recover(ada, adaToo);
        _expectBarred(id);
    }

    function test_RevertGiven_TheAmountIsEncumberedByAnotherModule() external {
        _encumbered(ada, 50);
        uint256 id = _propose(_terms(ada, 60));
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_InsufficientFreeBalance.selector, ada, 50, 60)
        );
        vm.prank(bank);
        pledges.accept(id);
    }

    function test_RevertGiven_SixteenPledgesLieOnThePosition() external {
        for (uint256 i; i < 16; ++i) {
            _openFor(ada, 1);
        }
        uint256 id = _propose(_terms(ada, 1));
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_TooManyPledges.selector, _direct(ada)));
        vm.prank(bank);
        pledges.accept(id);
        _release(3, 1);
        vm.prank(bank);
        pledges.accept(id);
    }

    function test_RevertGiven_TheModuleIsDetached() external {
        uint256 id = _propose(_terms(ada, 60));
        vm.prank(owner);
        issuer.detachModule(address(token), address(pledges));
        vm.expectRevert(
            abi.encodeWithSelector(
                ITokenEvents.SecurityToken_NotPermitted.selector, address(pledges), PERMISSION_ENCUMBER
            )
        );
        vm.prank(bank);
        pledges.accept(id);
    }

    function test_WhenThePositionIsInCustodyOrInAPartition_ItShouldEncumberItThere() external {
        address vault = _custodian();
        _deposit(ada, vault, 40);
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 30);
        PledgeTerms memory terms = _terms(ada, 25);
        terms.position = defaultPosition(vault, ada);
        _open(terms);
        _assertCustodyRefused(Restriction.AmountLocked, vault, ada, ada, 16, true);
        terms.position = PositionKey(address(0), FOUNDERS, ada);
        _open(terms);
        assertEq(token.detectPartitionRestriction(FOUNDERS, ada, ben, 6), uint8(Restriction.AmountLocked));
        _assertPasses(ada, ben, 60);
    }

    function test_GivenTheTokenIsSplitBeforeItIsAccepted_ItShouldEncumberTheAmountInThePresentUnit() external {
        uint256 id = _propose(_terms(ada, 60));
        _split(3, 1);
        vm.prank(bank);
        pledges.accept(id);
        _assertPledge(id, PledgeState.Active, 180, 180);
        _assertBooked(_direct(ada));
    }

    function _expectInvalid(PledgeTerms memory terms) private {
        vm.expectRevert(IPledgeModule.PledgeModule_InvalidTerms.selector);
        vm.prank(ada);
        pledges.propose(terms);
    }

    function _expectBarred(uint256 id) private {
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_HolderBarred.selector, ada));
        vm.prank(bank);
        pledges.accept(id);
    }
}
