// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../../../src/interfaces/IPledgeModule.sol";
import {Pledge, PledgeState, PledgeTerms} from "../../../../src/types/Pledge.sol";
import {defaultPosition} from "../../../../src/types/PositionKey.sol";
import {PledgeTest} from "../../../utils/PledgeTest.sol";

contract RefreshTest is PledgeTest {
    function test_GivenTheHoldersAccountWasLost_ItShouldFollowToTheSuccessorAndStayBehindItsOwnPledges() external {
        uint256 lost = _openFor(ada, 60);
        _issue(adaToo, 50);
        uint256 own = _openFor(adaToo, 50);
        _loseAda();
        Pledge memory seen = pledges.getPledge(lost);
        assertEq(seen.position.account, adaToo);
        assertEq(seen.available, 60);

        vm.expectEmit(address(pledges));
        emit IPledgeModule.PledgeFollowed(lost, adaToo);
        vm.prank(stranger);
        pledges.refresh(_list(lost));
        uint256[] memory open = pledges.pledgesOf(_direct(adaToo));
        assertEq(open.length, 2);
        assertEq(open[0], own);
        assertEq(open[1], lost);
        assertEq(pledges.pledgesOf(_direct(ada)).length, 0);
        _assertBooked(_direct(adaToo));
        _force(adaToo, ben, 100);
        _assertPledge(own, PledgeState.Active, 50, 50);
        _assertPledge(lost, PledgeState.Active, 60, 0);
    }

    function test_GivenTheHoldersAccountWasLost_ItShouldRealiseAtTheSuccessorWithoutBeingRefreshed() external {
        uint256 id = _openFor(ada, 60);
        _loseAda();
        _callable(id);
        _realise(id, bank, 20);
        assertEq(token.balanceOf(bank), 20);
        assertEq(token.balanceOf(adaToo), 80);
        _release(id, 40);
        _assertBooked(_direct(adaToo));
        assertEq(token.encumberedBalanceOf(adaToo), 0);
    }

    function test_GivenTheHoldersAccountWasLost_GivenTheSharesWereInCustody_ItShouldFollowOnceTheCustodyPositionWasRecovered()
        external
    {
        address vault = _custodian();
        _deposit(ada, vault, 40);
        PledgeTerms memory terms = _terms(ada, 30);
        terms.position = defaultPosition(vault, ada);
        uint256 id = _open(terms);
        _loseAda();
        pledges.refresh(_list(id));
        assertEq(pledges.getPledge(id).position.account, ada);
        token.recoverCustody(ada, _one(vault));
        _callable(id);
        _realise(id, bank, 30);
        assertEq(token.custodyBalanceOf(vault, adaToo), 10);
    }

    function test_GivenTheSecuredPartysAccountWasLost_ItShouldObeyTheSuccessorAlone() external {
        address bankToo = makeAddr("bank, second account");
        vm.prank(owner);
        registrar.registerAccounts(_id("bank"), _one(bankToo));
        _issue(bank, 1);
        uint256 id = _openFor(ada, 60);
        _restrictAccount(_id("bank"), bank);
        _recover(bank, bankToo);
        vm.expectRevert(abi.encodeWithSelector(IPledgeModule.PledgeModule_NotSecuredParty.selector, bank, bankToo));
        _release(id, 60);
        vm.prank(bankToo);
        pledges.release(id, 60);
    }

    function test_GivenNothingWasLost_ItShouldChangeNothing() external {
        uint256 id = _openFor(ada, 60);
        vm.record();
        pledges.refresh(_list(id));
        (, bytes32[] memory writes) = vm.accesses(address(pledges));
        assertEq(writes.length, 0);
    }

    function _loseAda() private {
        _restrictAccount(adaId, ada);
        _recover(ada, adaToo);
    }
}
