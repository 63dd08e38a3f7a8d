// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkRegistrar} from "../../../mocks/WorkRegistrar.sol";
import {WorkBase} from "../../../utils/WorkBase.sol";

contract AccreditationRunWorkTest is WorkBase {
    function setUp() public override {
        super.setUp();
        _expireAt(alice, END);
        accreditations.file(_investors(alice));
    }

    function test_WhenAccreditationsHaveEnded_ItShouldMarkThemForAnyoneAndTakeThemOffTheFile() external {
        vm.warp(END);
        vm.prank(stranger);
        uint256[] memory done = accreditations.runWork(KIND, _ids(_numberOf(alice)));
        assertEq(done, _ids(_numberOf(alice)));
        assertTrue(registrar.getInvestor(_idOf(alice)).lapsed);
        assertEq(accreditations.filedDayOf(_numberOf(alice)), 0);
        assertEq(accreditations.filedOn(END / 1 days), 0);
    }

    function test_WhenAccreditationsHaveEnded_ItShouldSkipThoseThatHaveNotAndThoseOfNobody() external {
        vm.warp(END);
        uint256[] memory ids = new uint256[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (_numberOf(alice), _numberOf(bob), 7, type(uint256).max);
        assertEq(accreditations.runWork(KIND, vm.sort(ids)), _ids(_numberOf(alice)));
        assertEq(accreditations.runWork(KIND, vm.sort(ids)).length, 0);
        assertFalse(registrar.getInvestor(_idOf(bob)).lapsed);
    }

    function test_GivenEntriesAreOutOfPlace_ItShouldMoveWhoWasRenewedAndStrikeWhoLapsedOrSoldEverything() external {
        _expireAt(bob, END);
        _expireAt(carol, END);
        accreditations.file(_allInvestors());
        _expireAt(alice, FAR);
        vm.prank(custodianOfficer);
        custodian.transfer(token, carol, carol, 100);
        _transfer(carol, alice, 100);
        vm.warp(END);
        registrar.expire(_ids(_idOf(bob)));

        uint256[] memory ids = new uint256[](3);
        (ids[0], ids[1], ids[2]) = (_numberOf(alice), _numberOf(bob), _numberOf(carol));
        // Carol's accreditation is to be marked: her entry is not out of place before that.
        assertEq(accreditations.runWork(REFILE, vm.sort(ids)), _sorted(alice, bob));
        assertEq(accreditations.filedDayOf(_numberOf(alice)), FAR / 1 days);
        assertEq(accreditations.filedDayOf(_numberOf(bob)), 0);
        assertEq(accreditations.runWork(KIND, vm.sort(ids)), _ids(_numberOf(carol)));
        _assertDue(accreditations, REFILE, new uint256[](0));
        assertEq(accreditations.filedOn(END / 1 days), 0);
    }

    function test_GivenARegistrarRefusesOrDoesNothing_ItShouldDoTheWorkOfTheOtherOne() external {
        _fileAtSecond();
        vm.warp(END);
        for (uint256 mood = uint256(WorkRegistrar.Mood.Refusing); mood <= uint256(WorkRegistrar.Mood.Idle); ++mood) {
            uint256 snapshot = vm.snapshotState();
            second.setMood(WorkRegistrar.Mood(mood));
            uint256[] memory ids = _ids(_numberOf(alice), _atSecond(bob));
            assertEq(accreditations.runWork(KIND, ids), _ids(_numberOf(alice)));
            assertNotEq(accreditations.filedDayOf(_atSecond(bob)), 0);
            vm.revertToState(snapshot);
        }
    }

    function test_GivenARegistrarBurnsWhatItGets_ItShouldDoTheWorkOfTheOtherOneWithinTheGasThatItNamed() external {
        _fileAtSecond();
        vm.warp(END);
        second.setMood(WorkRegistrar.Mood.Burning);
        uint256[] memory ids = new uint256[](24);
        ids[0] = _numberOf(alice);
        for (uint256 i = 1; i < 24; ++i) {
            ids[i] = (uint256(1) << 32) + i;
        }
        uint256 named = accreditations.workGas(KIND, 24);
        uint256 left = gasleft();
        assertEq(accreditations.runWork{gas: named}(KIND, ids), _ids(_numberOf(alice)));
        assertLt(left - gasleft(), named);
        accreditations.workStates{gas: named / 4 + 200_000}(KIND, ids);
        // And through the gateway.
        assertEq(gateway.run(ACCREDITATIONS, REFILE, _ids(_atSecond(bob))), 1);
    }

    function test_GivenARegistrarSaysForEverThatAnEndHasComeAndCannotBeMarked_ItShouldStrikeItsInvestorsOnce()
        external
    {
        _fileAtSecond();
        vm.warp(END);
        second.setMood(WorkRegistrar.Mood.Stuck);
        assertEq(accreditations.runWork(REFILE, _ids(_atSecond(bob))), _ids(_atSecond(bob)));
        assertEq(accreditations.filedDayOf(_atSecond(bob)), 0);
        assertEq(accreditations.runWork(REFILE, _ids(_atSecond(bob))).length, 0);
    }

    function test_WhenTheKindIsUnknown_ItShouldDoNothing() external {
        vm.warp(END);
        assertEq(accreditations.runWork(2, _ids(_numberOf(alice))).length, 0);
        assertFalse(registrar.getInvestor(_idOf(alice)).lapsed);
    }

    function _fileAtSecond() private {
        second.setEnd(_idOf(bob), END);
        _countAtSecond(bob);
        accreditations.file(_investorsAt(1, bob));
    }
}
