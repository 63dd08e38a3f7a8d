// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {MAX_BALANCE} from "../../../../src/types/Holding.sol";
import {PERMISSION_CHANGE_PARTITION, PERMISSION_ISSUE, PERMISSION_REDEEM} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION, Partition} from "../../../../src/types/Partition.sol";
import {defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";

contract ReserveSupplyTest is EnforcementBase {
    ModuleMock private offering;
    ModuleMock private other;

    function setUp() public override {
        super.setUp();
        offering = _module(0, PERMISSION_ISSUE);
        other = _module(0, PERMISSION_ISSUE);
        _authorize(1000);
    }

    function test_RevertWhen_TheCallerIsNotAModuleThatIssues() external {
        address[3] memory callers = [stranger, owner, address(_module(0, PERMISSION_REDEEM))];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, callers[i], PERMISSION_ISSUE)
            );
            vm.prank(callers[i]);
            token.reserveSupply(1);
        }
    }

    function test_RevertWhen_TheAuthorisedSupplyHasNoRoomForIt() external {
        _issue(ada, 100);
        _reserve(other, 400);
        _expectExceeded(1001, 1000);
        _reserve(offering, 501);
        _reserve(offering, 500);
        assertEq(token.reservedSupply(), 900);
    }

    function test_RevertGiven_TheIssuanceIsFinished_ButForNothing() external {
        vm.prank(owner);
        token.finishIssuance();
        vm.expectRevert(ITokenEvents.SecurityToken_IssuanceFinished.selector);
        _reserve(offering, 1);
        _reserve(offering, 0);
    }

    function test_WhenThereIsRoom_ItShouldSayWhatOnlyTheModuleMayIssue() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.SupplyReserved(address(offering), 600);
        _reserve(offering, 600);
        assertEq(token.reservedSupplyOf(address(offering)), 600);
        assertEq(token.reservedSupplyOf(address(other)), 0);
        assertEq(token.reservedSupply(), 600);
    }

    function test_WhenThereIsRoom_ItShouldLeaveTheOthersWhatIsNotReservedInTheDryRunToo() external {
        _reserve(offering, 600);
        assertEq(_dryRun(owner, 401), uint8(Restriction.SupplyLimitReached));
        assertEq(_dryRun(address(offering), 1000), 0);
        _expectExceeded(1001, 1000);
        _issueAs(address(other), 401);
        _expectExceeded(1001, 1000);
        _issueAs(owner, 401);
        assertEq(_dryRun(owner, 400), 0);
        _issueAs(owner, 400);
    }

    function test_WhenThereIsRoom_ItShouldBeUsedUpByTheModulesOwnIssuesFirst() external {
        _reserve(offering, 600);
        vm.expectEmit(address(token));
        emit ITokenEvents.SupplyReserved(address(offering), 350);
        _issueAs(address(offering), 250);
        _issueAs(owner, 400);
        _issueAs(address(offering), 350);
        assertEq(token.reservedSupply(), 0);
        assertEq(token.totalSupply(), 1000);
    }

    function test_WhenThereIsRoom_ItShouldReplaceWhatTheModuleHadReservedBefore() external {
        _reserve(offering, 600);
        _reserve(offering, 1000);
        assertEq(token.reservedSupply(), 1000);
        _reserve(offering, 0);
        _issueAs(owner, 1000);
    }

    function test_GivenSomethingIsReserved_ItShouldKeepTheAuthorisedSupplyAboveIt() external {
        _issue(ada, 100);
        _reserve(offering, 600);
        _expectExceeded(700, 699);
        _authorize(699);
        _authorize(700);
        _authorize(0);
    }

    function test_GivenSomethingIsReserved_ItShouldKeepTheIssuanceOpen() external {
        _reserve(offering, 600);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SupplyReserved.selector, 600));
        vm.prank(owner);
        token.finishIssuance();
        _reserve(offering, 0);
        vm.prank(owner);
        token.finishIssuance();
    }

    function test_GivenSomethingIsReserved_WhenTheTokenIsSplit_ItShouldScaleEachReservationRoundedDown() external {
        _reserve(offering, 5);
        _reserve(other, 5);
        vm.prank(owner);
        token.split(1, 2);
        assertEq(token.reservedSupplyOf(address(offering)), 2);
        assertEq(token.reservedSupplyOf(address(other)), 2);
        assertEq(token.reservedSupply(), 4);
        _issueAs(owner, 496);
        _issueAs(address(other), 2);
        _issueAs(address(offering), 2);
    }

    function test_GivenSomethingIsReserved_WhenTheModuleIsDetached_ItShouldFreeWhatItHadReserved() external {
        _reserve(offering, 600);
        _reserve(other, 100);
        vm.expectEmit(address(token));
        emit ITokenEvents.SupplyReserved(address(offering), 0);
        _detach(offering);
        assertEq(token.reservedSupply(), 100);
        _attach(offering);
        assertEq(token.reservedSupplyOf(address(offering)), 0);
        _issueAs(owner, 900);
    }

    function test_GivenSomethingIsReserved_WhenAnotherModuleConvertsSharesIntoMore_ItShouldLeaveWhatIsReserved()
        external
    {
        ModuleMock converter = _module(0, PERMISSION_CHANGE_PARTITION);
        Partition b = Partition.wrap("B");
        _setPartition(b, 0);
        _issue(ada, 100);
        _reserve(offering, 800);
        _expectExceeded(1001, 1000);
        vm.prank(address(converter));
        token.convertPartition(ada, DEFAULT_PARTITION, b, 1, 102, 1);
        vm.prank(address(converter));
        token.convertPartition(ada, DEFAULT_PARTITION, b, 1, 101, 1);
        _issueAs(address(offering), 800);
    }

    function test_GivenNoSupplyWasAuthorised_ItShouldReserveWhatCanExist() external {
        _authorize(0);
        _issue(ada, 100);
        _reserve(offering, MAX_BALANCE - 100);
        _expectExceeded(MAX_BALANCE + 1, MAX_BALANCE);
        _issueAs(owner, 1);
        _issueAs(address(offering), MAX_BALANCE - 100);
    }

    function _authorize(uint256 limit) private {
        vm.prank(owner);
        token.setAuthorizedSupply(limit);
    }

    function _reserve(ModuleMock module, uint256 amount) private {
        vm.prank(address(module));
        token.reserveSupply(amount);
    }

    function _issueAs(address caller, uint256 amount) private {
        vm.prank(caller);
        token.issue(ada, amount, "");
    }

    function _dryRun(address caller, uint256 amount) private returns (uint8) {
        vm.prank(caller);
        return token.detectIssueRestriction(defaultPosition(address(0), ada), amount);
    }

    function _expectExceeded(uint256 supply, uint256 most) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_AuthorizedSupplyExceeded.selector, supply, most)
        );
    }
}
