// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICustodian} from "../../../../src/interfaces/ICustodian.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ISSUE, PERMISSION_REDEEM} from "../../../../src/types/Modules.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract IssuePositionTest is GuardedBase, PartitionBase {
    address private vault;

    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        vault = _custodian();
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.issuePosition, (defaultPosition(vault, ada), 40, "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.custodyBalanceOf(vault, ada) == 40;
    }

    function test_RevertWhen_TheCallerIsAModuleWithoutThePermission() external {
        ModuleMock module = _module(0, PERMISSION_REDEEM);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_NotPermitted.selector, address(module), PERMISSION_ISSUE)
        );
        vm.prank(address(module));
        token.issuePosition(defaultPosition(vault, ada), 1, "");
    }

    function test_RevertWhen_TheCustodianIsNotApproved() external {
        _assertNotIssued(Restriction.CustodianNotApproved, defaultPosition(stranger, ada));
        vm.prank(owner);
        issuer.removeCustodian(vault);
        _assertNotIssued(Restriction.CustodianNotApproved, defaultPosition(vault, ada));
    }

    function test_RevertWhen_TheOwnerMayNotReceive() external {
        _assertNotIssued(Restriction.ReceiverNotRegistered, defaultPosition(vault, stranger));
        _assertNotIssued(Restriction.ReceiverNotRegistered, defaultPosition(vault, vault));
        _assertNotIssued(Restriction.InvalidReceiver, defaultPosition(vault, address(issuer)));
        _assertNotIssued(Restriction.InvalidReceiver, defaultPosition(vault, address(0)));
        _assertNotIssued(Restriction.InvalidReceiver, defaultPosition(stranger, address(0)));
        _freeze(adaId, true);
        _assertNotIssued(Restriction.ReceiverFrozen, defaultPosition(vault, ada));
    }

    function test_RevertWhen_TheCustodianWouldKeepAnotherPartition() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownPartition.selector, LOCKED));
        _issueAt(PositionKey(vault, LOCKED, ada), 1);
    }

    function test_WhenThePositionIsAtAnApprovedCustodian_ItShouldIssueIntoCustodyAndCountTheInvestorOnce() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(0), vault, 40);
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(vault, address(0), ada, 40);
        vm.expectEmit(address(token));
        emit ITokenEvents.Issued(owner, ada, 40, "");
        _issueAt(defaultPosition(vault, ada), 40);
        assertEq(token.balanceOf(vault), 40);
        assertEq(token.custodyBalanceOf(vault, ada), 40);
        assertEq(token.totalSupply(), 40);
        _assertInvestors(1);
        _assertPositions(adaId, 1);
        _issue(ada, 1);
        _assertInvestors(1);
        _assertPositions(adaId, 2);
    }

    function test_GivenTheCustodianWantsToBeAsked_ItShouldIssueWhatItAcceptsAndNothingElse() external {
        vm.prank(vault);
        token.setDepositsAsked(true);
        bytes memory question = abi.encodeCall(ICustodian.acceptsDeposit, (token, ada, 1));
        vm.mockCall(vault, question, abi.encode(false));
        _assertNotIssued(Restriction.DepositRefused, defaultPosition(vault, ada));
        vm.mockCall(vault, question, abi.encode(true));
        _issueAt(defaultPosition(vault, ada), 1);
        assertEq(token.custodyBalanceOf(vault, ada), 1);
    }

    function test_WhenThePositionIsInAPartition_ItShouldIssueAsIssueByPartitionDoes() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.IssuedByPartition(LOCKED, owner, ada, 7, "", "");
        _issueAt(PositionKey(address(0), LOCKED, ada), 7);
        _assertHolds(ada, 0, 7, 0);
    }

    function test_WhenThePositionIsDirect_ItShouldIssueAsIssueDoes() external {
        _issueAt(defaultPosition(address(0), ada), 7);
        _assertHolds(ada, 7, 0, 0);
        _assertInvestors(1);
    }

    function test_GivenTheTokenWasSplit_ItShouldAddToThePositionAndItsCustodianInThePresentUnit() external {
        _issueAt(defaultPosition(vault, ada), 40);
        vm.prank(owner);
        token.split(3, 1);
        _issueAt(defaultPosition(vault, ada), 1);
        assertEq(token.custodyBalanceOf(vault, ada), 121);
        assertEq(token.balanceOf(vault), 121);
        assertEq(token.totalSupply(), 121);
        _assertInvestors(1);
        _assertPositions(adaId, 1);
    }

    function _issueAt(PositionKey memory to, uint256 amount) private {
        vm.prank(owner);
        token.issuePosition(to, amount, "");
    }

    function _assertNotIssued(Restriction code, PositionKey memory to) private {
        assertEq(token.detectIssueRestriction(to, 1), uint8(code), "dry run");
        vm.expectRevert(_refusal(code, address(0), _namedIn(to), 1));
        _issueAt(to, 1);
    }

    /// @dev What goes into custody is refused in the custodian's name, as a deposit is.
    function _namedIn(PositionKey memory to) private pure returns (address) {
        return to.custodian == address(0) ? to.account : to.custodian;
    }
}
