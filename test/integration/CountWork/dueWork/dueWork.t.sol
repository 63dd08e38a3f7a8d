// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {HostileRegistrar} from "../../../mocks/HostileRegistrar.sol";
import {WorkBase} from "../../../utils/WorkBase.sol";

contract CountDueWorkTest is WorkBase {
    function test_WhenClassesHaveChanged_ItShouldNameTheEnrolledInvestorsInAscendingOrder() external {
        counts.enrol(_allInvestors());
        _assertDue(counts, KIND, new uint256[](0));
        _rate(alice, 2);
        _expireAt(carol, END);
        vm.warp(END);
        _assertDue(counts, KIND, _sorted(alice, carol));
    }

    function test_WhenTheLimitIsLessThanThoseEnrolled_ItShouldGoOnWhereItStopped() external {
        counts.enrol(_allInvestors());
        _rate(carol, 2);
        (uint256[] memory ids, uint256 next) = counts.dueWork(KIND, 0, 2);
        assertEq(ids.length, 0);
        assertEq(next, 2);
        (ids, next) = counts.dueWork(KIND, 2, 2);
        assertEq(ids, _ids(_numberOf(carol)));
        assertEq(next, 0);
        (, next) = counts.dueWork(KIND, 3, 2);
        assertEq(next, 0);
    }

    function test_GivenAnInvestorIsNotEnrolled_ItShouldNotNameIt() external {
        _rate(alice, 2);
        _assertDue(counts, KIND, new uint256[](0));
    }

    function test_WhenLittleGasIsGiven_ItShouldExamineWhatItCanAndSayWhereToGoOn() external {
        counts.enrol(_holdersWithEnd(60, END));
        vm.warp(END);
        (uint256[] memory ids, uint256 next) = counts.dueWork{gas: 400_000}(KIND, 0, 100);
        assertGt(ids.length, 5);
        assertLt(ids.length, 60);
        assertEq(next, ids.length);
    }

    /// @dev Forty investors of the hostile one stand before Alice, and are passed by in pages.
    function test_GivenARegistrarBurnsWhatItGets_ItShouldNameTheInvestorsOfTheOtherOne() external {
        HostileRegistrar hostile = new HostileRegistrar();
        vm.prank(owner);
        issuer.addRegistrar(IKYCRegistrar(address(hostile)));
        for (uint256 i; i < 40; ++i) {
            address account = vm.addr(i + 1);
            hostile.bind(account, _idOf(account));
            _issue(account, 1);
            counts.enrol(_investorsAt(2, account));
        }
        counts.enrol(_investors(alice));
        _rate(alice, 2);
        hostile.setMood(HostileRegistrar.Mood.Burning);
        _assertNext(COUNTS, _ids(_numberOf(alice)));
    }

    function test_WhenTheKindIsUnknown_ItShouldNameNobodyAndEnd() external {
        counts.enrol(_investors(alice));
        _rate(alice, 2);
        _assertDue(counts, 1, new uint256[](0));
    }
}
