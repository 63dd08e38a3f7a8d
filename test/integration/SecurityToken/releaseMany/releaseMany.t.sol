// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER, PERMISSION_ISSUE} from "../../../../src/types/Modules.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {SplitBase} from "../../../utils/SplitBase.sol";

contract ReleaseManyTest is SplitBase {
    ModuleMock private module;
    ModuleMock private other;

    function setUp() public override {
        super.setUp();
        _issue(ben, 100);
        module = _encumbered(ada, 60);
        vm.prank(address(module));
        token.encumber(ben, 50);
        other = _encumbered(ada, 30);
    }

    function test_RevertWhen_TheCallerIsNoModuleWithThePermission() external {
        _assertNotPermitted(owner);
        _assertNotPermitted(ada);
        _assertNotPermitted(address(_module(0, PERMISSION_ISSUE)));
        _detach(module);
        _assertNotPermitted(address(module));
    }

    function test_RevertWhen_TheListsDifferInLength() external {
        vm.startPrank(address(module));
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_LengthMismatch.selector, 2, 1));
        token.releaseMany(_two(ada, ben), new uint256[](1), new uint8[](2));
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_LengthMismatch.selector, 2, 3));
        token.releaseMany(_two(ada, ben), new uint256[](3), new uint8[](3));
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_LengthMismatch.selector, 2, 1));
        token.releaseMany(_two(ada, ben), new uint256[](2), new uint8[](1));
        vm.stopPrank();
    }

    function test_WhenAccountsEncumberMoreAndAsMuchAndLess_ItShouldFreeWhatThereIsOfEachAndSayHowMuch() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.EncumbranceChanged(ada, address(module), 20);
        vm.expectEmit(address(token));
        emit ITokenEvents.EncumbranceChanged(ben, address(module), 0);
        _release(_two(ada, ben), [uint256(40), 50], [uint256(40), 50]);
        _release(_two(ben, ada), [uint256(1), 100], [uint256(0), 20]);
        assertEq(token.encumberedBalanceOf(ada), 30);
        _assertPasses(ben, ada, 100);
    }

    function test_WhenAnAccountIsNamedMoreThanOnce_ItShouldFreeTheSumAndNoMore() external {
        _release(_two(ada, ada), [uint256(40), 40], [uint256(40), 20]);
        assertEq(token.encumbranceOf(ada, address(module)), 0);
        assertEq(token.encumbranceOf(ben, address(module)), 50);
        _release(_two(ben, ben), [type(uint256).max, type(uint256).max], [uint256(50), 0]);
        assertEq(token.encumberedBalanceOf(ada), 30);
    }

    function test_WhenAnAmountIsNothing_ItShouldPassItOver() external {
        vm.recordLogs();
        _release(_two(address(0), ada), [uint256(0), 0], [uint256(0), 0]);
        assertEq(vm.getRecordedLogs().length, 0);
        _release(_two(address(0), ada), [uint256(0), 1], [uint256(0), 1]);
    }

    /// @dev A module that lies about what it booked neither frees others' shares nor empties its slot or theirs.
    function test_WhenAModuleNamesOthersAccounts_ItShouldLeaveWhatOtherModulesEncumberAndTheirPlaces() external {
        _encumbered(ben, 10);
        vm.prank(address(other));
        uint256[] memory released = token.releaseMany(_two(ben, stranger), _amounts(50, 50), new uint8[](2));
        assertEq(released[0] + released[1], 0);
        assertEq(token.encumberedBalanceOf(ben), 60);
        vm.prank(address(other));
        token.releaseMany(_two(ada, ada), _amounts(30, 30), new uint8[](2));
        assertEq(token.encumberedBalanceOf(ada), 60);
        _assertRefused(Restriction.AmountLocked, ada, ben, 41);
    }

    function test_WhenAmountsAreOfEarlierEpochs_ItShouldFreeThemInThePresentUnit() external {
        _split(3, 1);
        _split(2, 1);
        uint8[] memory epochs = new uint8[](2);
        epochs[1] = 1;
        vm.prank(address(module));
        uint256[] memory released = token.releaseMany(_two(ada, ada), _amounts(10, 10), epochs);
        assertEq(released[0], 60);
        assertEq(released[1], 20);
        assertEq(token.encumbranceOf(ada, address(module)), 280);
    }

    function test_GivenAnAccountWasLost_ItShouldFreeAtItsSuccessorAndOfTheNextAccountThere() external {
        _lose(ada, adaToo);
        _release(_two(ada, ben), [uint256(25), 10], [uint256(25), 10]);
        assertEq(token.encumbranceOf(adaToo, address(module)), 35);
        assertEq(token.encumbranceOf(ben, address(module)), 40);
    }

    function test_WhenTheLastOfManyIsFreed_ItShouldLeaveTheSlotToAnotherModule() external {
        for (uint256 i; i < 14; ++i) {
            _module(0, PERMISSION_ENCUMBER);
        }
        _release(_two(ada, ben), [uint256(60), 49], [uint256(60), 49]);
        _detach(module);
        ModuleMock next = new ModuleMock(token, 0, PERMISSION_ENCUMBER);
        vm.expectRevert(ITokenEvents.SecurityToken_NoEmptySlot.selector);
        vm.prank(owner);
        issuer.attachModule(address(token), address(next));
        _attach(module);
        _release(_two(ben, ben), [uint256(1), 1], [uint256(1), 0]);
        _detach(module);
        _attach(next);
        vm.prank(address(next));
        token.encumber(ben, 100);
        _assertRefused(Restriction.AmountLocked, ben, ada, 1);
    }

    function _release(address[] memory accounts, uint256[2] memory amounts, uint256[2] memory expected) private {
        vm.prank(address(module));
        uint256[] memory released = token.releaseMany(accounts, _amounts(amounts[0], amounts[1]), new uint8[](2));
        assertEq(released.length, 2);
        assertEq(released[0], expected[0], "first");
        assertEq(released[1], expected[1], "second");
    }

    function _assertNotPermitted(address caller) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, caller, PERMISSION_ENCUMBER)
        );
        vm.prank(caller);
        token.releaseMany(new address[](0), new uint256[](0), new uint8[](0));
    }
}
