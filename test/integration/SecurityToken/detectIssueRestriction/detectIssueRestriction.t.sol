// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MAX_BALANCE} from "../../../../src/types/Holding.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

contract DetectIssueRestrictionTest is PartitionBase {
    PositionKey private direct;

    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        direct = defaultPosition(address(0), ada);
    }

    function test_GivenAnIssueWouldPass_ItShouldSaySoForEveryKindOfPosition() external {
        PositionKey[3] memory keys = [direct, PositionKey(address(0), LOCKED, ada), defaultPosition(_custodian(), ada)];
        for (uint256 i; i < keys.length; ++i) {
            assertEq(token.detectIssueRestriction(keys[i], 5), 0);
            vm.prank(owner);
            token.issuePosition(keys[i], 5, "");
        }
        assertEq(token.totalSupply(), 15);
    }

    function test_GivenTheReceiverMayNotReceive_ItShouldNameTheRuleAsTheIssueDoes() external {
        uint256 state = vm.snapshotState();
        _pauseToken(true);
        _assertVerdict(Restriction.TokenRestricted, direct, 1);
        vm.revertToState(state);
        _limitInvestors(0, 1);
        _issue(ben, 1);
        _assertVerdict(Restriction.InvestorLimitReached, direct, 1);
        vm.revertToState(state);
        _lapse(adaId, 1);
        _assertVerdict(Restriction.ReceiverExpired, direct, 1);
    }

    function test_GivenTheSupplyHasNoRoom_ItShouldSaySoForAnyAmount() external {
        assertEq(token.detectIssueRestriction(direct, MAX_BALANCE), 0);
        assertEq(token.detectIssueRestriction(direct, MAX_BALANCE + 1), uint8(Restriction.SupplyLimitReached));
        assertEq(token.detectIssueRestriction(direct, type(uint256).max), uint8(Restriction.SupplyLimitReached));
        vm.prank(owner);
        token.setAuthorizedSupply(10);
        _issue(ada, 4);
        assertEq(token.detectIssueRestriction(direct, 6), 0);
        assertEq(token.detectIssueRestriction(direct, 7), uint8(Restriction.SupplyLimitReached));
    }

    function test_GivenTheIssuanceIsFinished_ItShouldSaySo() external {
        vm.prank(owner);
        token.finishIssuance();
        assertEq(token.detectIssueRestriction(direct, 1), uint8(Restriction.IssuanceFinished));
    }

    function test_WhenThePositionCannotExist_ItShouldSaySo() external {
        assertEq(
            token.detectIssueRestriction(PositionKey(address(0), UNKNOWN, ada), 1), uint8(Restriction.UnknownPartition)
        );
        assertEq(
            token.detectIssueRestriction(PositionKey(_custodian(), LOCKED, ada), 1), uint8(Restriction.UnknownPartition)
        );
    }

    function _assertVerdict(Restriction code, PositionKey memory to, uint256 amount) private {
        assertEq(token.detectIssueRestriction(to, amount), uint8(code), "dry run");
        vm.expectRevert(_refusal(code, address(0), to.account, amount));
        vm.prank(owner);
        token.issuePosition(to, amount, "");
    }
}
