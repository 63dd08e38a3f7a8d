// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LockupBase} from "../../../utils/LockupBase.sol";

contract LockupRunWorkTest is LockupBase {
    function setUp() public override {
        super.setUp();
        _issueLot(alice, 10, FIRST_END);
        _issueLot(bob, 10, FIRST_END);
        _issueLot(alice, 5, SECOND_END);
        vm.warp(FIRST_END);
    }

    function test_WhenLotsAreDue_ItShouldReleaseThemForAnyoneAndNameThem() external {
        vm.prank(stranger);
        assertEq(lockup.runWork(0, _ids(1, 2)), _ids(1, 2));
        assertEq(token.encumberedBalanceOf(alice), 5);
        assertEq(token.encumberedBalanceOf(bob), 0);
    }

    function test_WhenLotsAreDue_ItShouldSkipThoseThatAreUnknownNotDueOrReleased() external {
        lockup.release(_ids(1));
        uint256[] memory ids = new uint256[](5);
        (ids[1], ids[2], ids[3], ids[4]) = (1, 2, 3, type(uint256).max);
        assertEq(lockup.runWork(0, ids), _ids(2));
        assertEq(lockup.runWork(0, ids).length, 0);
        assertEq(token.encumberedBalanceOf(alice), 5);
    }

    function test_GivenTheModuleIsDetached_ItShouldDoNothing() external {
        _detach(address(lockup));
        assertEq(lockup.runWork(0, _ids(1, 2)).length, 0);
        assertFalse(lockup.getLot(1).released);
    }

    function test_WhenTheKindIsUnknown_ItShouldDoNothing() external {
        assertEq(lockup.runWork(1, _ids(1, 2)).length, 0);
        assertFalse(lockup.getLot(1).released);
    }
}
