// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {HostileRegistrar} from "../../../mocks/HostileRegistrar.sol";
import {WorkBase} from "../../../utils/WorkBase.sol";

contract CountRunWorkTest is WorkBase {
    function test_WhenClassesHaveChanged_ItShouldMoveTheCountsForAnyone() external {
        _rate(alice, 2);
        vm.prank(stranger);
        assertEq(counts.runWork(KIND, _ids(_numberOf(alice))), _ids(_numberOf(alice)));
        (uint32[8] memory numbers,) = issuer.investorCounts();
        assertEq(numbers[1], 2);
        assertEq(numbers[2], 1);
        assertEq(counts.runWork(KIND, _ids(_numberOf(alice))).length, 0);
    }

    function test_WhenClassesHaveChanged_ItShouldSkipThoseThatHaveNotAndThoseOfNobody() external {
        _rate(alice, 2);
        uint256[] memory ids = new uint256[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (7, _numberOf(alice), _numberOf(bob), type(uint256).max);
        assertEq(counts.runWork(KIND, vm.sort(ids)), _ids(_numberOf(alice)));
    }

    function test_GivenARegistrarBurnsWhatItGets_ItShouldMoveTheCountsOfTheOtherOneWithinTheGasThatItNamed() external {
        HostileRegistrar hostile = new HostileRegistrar();
        vm.prank(owner);
        issuer.addRegistrar(IKYCRegistrar(address(hostile)));
        uint256[] memory ids = new uint256[](19);
        ids[0] = _numberOf(alice);
        for (uint256 i = 1; i < 19; ++i) {
            address account = vm.addr(i);
            hostile.bind(account, _idOf(account));
            _issue(account, 1);
            ids[i] = uint256(2) << 32 | _numberOf(account);
        }
        _rate(alice, 2);
        hostile.setMood(HostileRegistrar.Mood.Burning);
        uint256 named = counts.workGas(KIND, 19);
        uint256 left = gasleft();
        assertEq(counts.runWork{gas: named}(KIND, vm.sort(ids)), _ids(_numberOf(alice)));
        assertLt(left - gasleft(), named);
        counts.workStates{gas: named / 4 + 200_000}(KIND, vm.sort(ids));
    }

    function test_WhenTheKindIsUnknown_ItShouldDoNothing() external {
        _rate(alice, 2);
        assertEq(counts.runWork(1, _ids(_numberOf(alice))).length, 0);
        assertTrue(issuer.isSyncable(_investors(alice))[0]);
    }
}
