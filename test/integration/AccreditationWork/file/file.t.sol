// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccreditationWork} from "../../../../src/interfaces/IAccreditationWork.sol";
import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {InvestorKey} from "../../../../src/types/Identity.sol";
import {WorkRegistrar} from "../../../mocks/WorkRegistrar.sol";
import {WorkBase} from "../../../utils/WorkBase.sol";

contract FileTest is WorkBase {
    uint256 private constant END_DAY = END / 1 days;

    function test_WhenInvestorsWhomTheIssuerCountsAreNamed_ItShouldFileThemUnderTheDayOnWhichTheirAccreditationEndsAndSaySo()
        external
    {
        _expireAt(alice, END);
        vm.expectEmit(address(accreditations));
        emit IAccreditationWork.InvestorFiled(_key(_idOf(alice)), END_DAY);
        vm.prank(stranger);
        assertEq(accreditations.file(_allInvestors()), 3);
        assertEq(accreditations.filedDayOf(_numberOf(alice)), END_DAY);
        assertEq(accreditations.filedOn(END_DAY), 1);
        assertEq(accreditations.filedOn(FAR / 1 days), 2);
    }

    function test_GivenAnInvestorIsAdmittedAndHoldsNothing_ItShouldFileIt() external {
        address dave = makeAddr("dave");
        _register(dave);
        _expectNothing(dave);
        vm.prank(owner);
        issuer.admit(_one(dave));
        assertEq(accreditations.file(_investors(dave)), 1);
    }

    function test_GivenAnInvestorWasRenewed_ItShouldMoveItToTheDayOfTheNewEnd() external {
        accreditations.file(_investors(alice));
        _expireAt(alice, END);
        assertEq(accreditations.file(_investors(alice)), 1);
        assertEq(accreditations.filedDayOf(_numberOf(alice)), END_DAY);
        assertEq(accreditations.filedOn(FAR / 1 days), 0);
    }

    function test_GivenAnInvestorIsNeitherHolderNorAdmittedAnyMore_ItShouldStrikeIt() external {
        accreditations.file(_allInvestors());
        _transfer(bob, alice, 300);
        assertEq(accreditations.file(_allInvestors()), 1);
        assertEq(accreditations.filedDayOf(_numberOf(bob)), 0);
    }

    function test_GivenAnInvestorHasLapsed_ItShouldStrikeIt() external {
        _expireAt(alice, END);
        accreditations.file(_investors(alice));
        vm.warp(END);
        registrar.expire(_ids(_idOf(alice)));
        assertEq(accreditations.file(_investors(alice)), 1);
        assertEq(accreditations.filedDayOf(_numberOf(alice)), 0);
    }

    function test_RevertWhen_NobodysEntryHasToChange() external {
        accreditations.file(_investors(alice));
        _expectNothing(alice);
    }

    function test_RevertWhen_AStrangerNamesWhomTheIssuerDoesNotCount() external {
        address dave = makeAddr("dave");
        _register(dave);
        _expectNothing(dave);
        _expectNothing(stranger);
    }

    function test_RevertWhen_TheRegistrarIsUnknownOrNotAccepted() external {
        second.setEnd(_idOf(alice), END);
        _countAtSecond(alice);
        vm.prank(owner);
        issuer.removeRegistrar(IKYCRegistrar(address(second)));
        for (uint256 place = 1; place < 255; place += 31) {
            vm.expectRevert(IAccreditationWork.AccreditationWork_NothingToFile.selector);
            accreditations.file(_investorsAt(uint8(place), alice));
        }
    }

    function test_RevertWhen_MoreThan100AreNamed() external {
        vm.expectRevert(abi.encodeWithSelector(IAccreditationWork.AccreditationWork_TooMany.selector, 101, 100));
        accreditations.file(new InvestorKey[](101));
    }

    function test_GivenSeveralAreFiledUnderADay_ItShouldKeepTheOthersWhenOneIsStruck() external {
        accreditations.file(_allInvestors());
        _expireAt(alice, END);
        accreditations.file(_investors(alice));
        assertEq(accreditations.filedOn(FAR / 1 days), 2);
        _expireAt(carol, END);
        assertEq(accreditations.file(_investors(carol)), 1);
        _expireAt(bob, END);
        assertEq(accreditations.file(_investors(bob)), 1);
        assertEq(accreditations.filedOn(FAR / 1 days), 0);
        assertEq(accreditations.filedOn(END_DAY), 3);
        vm.warp(END);
        (uint256[] memory ids,) = accreditations.dueWork(KIND, 0, 100);
        assertEq(ids.length, 3);
    }

    /// @dev Else its entries could be moved for ever, at a network's cost.
    function test_GivenARegistrarSaysThatAnEndHasComeAndCannotBeMarked_ItShouldFileNobodyOfIt() external {
        second.setEnd(_idOf(alice), START - 1);
        _countAtSecond(alice);
        second.setMood(WorkRegistrar.Mood.Stuck);
        vm.expectRevert(IAccreditationWork.AccreditationWork_NothingToFile.selector);
        accreditations.file(_investorsAt(1, alice));
        second.setMood(WorkRegistrar.Mood.Honest);
        assertEq(accreditations.file(_investorsAt(1, alice)), 1);
    }

    function test_GivenTwoRegistrarsGiveTheSameId_ItShouldFileEachUnderItsOwnDay() external {
        second.setEnd(_idOf(alice), END);
        vm.expectRevert(IAccreditationWork.AccreditationWork_NothingToFile.selector);
        accreditations.file(_investorsAt(1, alice));
        _countAtSecond(alice);
        assertEq(accreditations.file(_investorsAt(1, alice)), 1);
        assertEq(accreditations.filedDayOf(_atSecond(alice)), END_DAY);
        assertEq(accreditations.filedDayOf(_numberOf(alice)), 0);
    }

    function _expectNothing(address account) private {
        vm.expectRevert(IAccreditationWork.AccreditationWork_NothingToFile.selector);
        accreditations.file(_investors(account));
    }
}
