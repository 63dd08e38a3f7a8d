// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorKey} from "../../../../src/types/Identity.sol";
import {WorkRegistrar} from "../../../mocks/WorkRegistrar.sol";
import {WorkBase} from "../../../utils/WorkBase.sol";

contract AccreditationDueWorkTest is WorkBase {
    function test_GivenNobodyIsFiled_ItShouldNameNobodyAndEnd() external {
        _expireAt(alice, END);
        vm.warp(END);
        _assertDue(accreditations, KIND, new uint256[](0));
    }

    function test_WhenAnEndComes_ItShouldNameTheInvestorFromThatSecondOn() external {
        _fileAlice();
        vm.warp(END - 1);
        _assertDue(accreditations, KIND, new uint256[](0));
        vm.warp(END);
        _assertDue(accreditations, KIND, _ids(_numberOf(alice)));
    }

    function test_GivenYearsHavePassed_ItShouldFindALateEndForLittleGas() external {
        _expireAt(alice, START + 3_650 days);
        accreditations.file(_investors(alice));
        vm.warp(START + 3_650 days);
        (uint256[] memory ids,) = accreditations.dueWork{gas: 350_000}(KIND, 0, 100);
        assertEq(ids, _ids(_numberOf(alice)));
    }

    function test_WhenTheLimitIsLessThanThoseOfTheDaysThatHaveCome_ItShouldGoOnWhereItStopped() external {
        InvestorKey[] memory early = _holdersWithEnd(7, END);
        accreditations.file(early);
        _expireAt(alice, END + 9 days);
        accreditations.file(_investors(alice));
        vm.warp(END + 9 days);

        uint256 cursor;
        uint256 found;
        uint256 pages;
        do {
            (uint256[] memory ids, uint256 next) = accreditations.dueWork(KIND, cursor, 3);
            assertTrue(next == 0 || next > cursor);
            for (uint256 i = 1; i < ids.length; ++i) {
                assertGt(ids[i], ids[i - 1]);
            }
            (cursor, found) = (next, found + ids.length);
            ++pages;
        } while (cursor != 0);
        assertEq(found, 8);
        assertEq(pages, 3);
    }

    function test_GivenAnEntryIsOutOfPlace_ItShouldNameItToBeRefiledOnceItsDayHasCome() external {
        _fileAlice();
        _expireAt(bob, END);
        accreditations.file(_investors(bob));
        _expireAt(alice, FAR);
        _assertDue(accreditations, REFILE, new uint256[](0));
        vm.warp(END);
        _assertDue(accreditations, REFILE, _ids(_numberOf(alice)));
        registrar.expire(_ids(_idOf(bob)));
        _assertDue(accreditations, REFILE, _sorted(alice, bob));
    }

    function test_GivenAnEntryIsOutOfPlace_ItShouldNotNameItToBeMarked() external {
        _fileAlice();
        _expireAt(alice, FAR);
        vm.warp(END);
        _assertDue(accreditations, KIND, new uint256[](0));
    }

    function test_GivenARegistrarIsHostile_ItShouldNameTheInvestorsOfTheOtherOne() external {
        _fileAlice();
        address[3] memory others = [alice, bob, carol];
        for (uint256 i; i < 3; ++i) {
            second.setEnd(_idOf(others[i]), END);
            _countAtSecond(others[i]);
            accreditations.file(_investorsAt(1, others[i]));
        }
        vm.warp(END);
        for (uint256 mood = 1; mood <= uint256(WorkRegistrar.Mood.Stuck); ++mood) {
            second.setMood(WorkRegistrar.Mood(mood));
            (uint256[] memory ids,) = accreditations.dueWork{gas: 1_000_000}(KIND, 0, 100);
            assertEq(ids, _ids(_numberOf(alice)));
        }
    }

    function test_WhenLittleGasIsGiven_ItShouldExamineWhatItCanAndSayWhereToGoOn() external {
        accreditations.file(_holdersWithEnd(60, END));
        vm.warp(END);
        (uint256[] memory ids, uint256 next) = accreditations.dueWork{gas: 500_000}(KIND, 0, 100);
        assertGt(ids.length, 5);
        assertLt(ids.length, 60);
        assertNotEq(next, 0);
        (uint256[] memory rest, uint256 end) = accreditations.dueWork(KIND, next, 100);
        assertEq(ids.length + rest.length, 60);
        assertEq(end, 0);
    }

    function test_WhenTheKindIsUnknown_ItShouldNameNobodyAndEnd() external {
        _fileAlice();
        vm.warp(END);
        _assertDue(accreditations, 2, new uint256[](0));
    }

    function _fileAlice() private {
        _expireAt(alice, END);
        accreditations.file(_investors(alice));
    }
}
