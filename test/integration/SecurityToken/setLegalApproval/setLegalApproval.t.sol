// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {AuthorityId} from "../../../../src/types/Authority.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetLegalApprovalTest is GuardedBase, EnforcementBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.setLegalApproval, (false)));
    }

    function _isDone() internal view override returns (bool) {
        return !token.isLegallyApproved();
    }

    function test_RevertGiven_TheApprovalIsMissing_WhenSharesAreSentOrIssued_ItShouldRevertWithAReasonOfItsOwn()
        external
    {
        _approve(false);
        _assertRefused(Restriction.TokenNotApproved, ada, ben, 1);
        _assertRefused(Restriction.TokenNotApproved, ada, adaToo, 1);
        vm.expectRevert(_refusal(Restriction.TokenNotApproved, address(0), ada, 1));
        _issue(ada, 1);
        vm.expectRevert(_refusal(Restriction.TokenNotApproved, address(0), ada, 1));
        vm.prank(owner);
        token.issueBatch(_two(ada, ben), _amounts(1, 1), "");
    }

    function test_RevertGiven_TheApprovalIsMissing_WhenSharesMoveInCustody_ItShouldRevertWithAReasonOfItsOwn()
        external
    {
        address custodian = _custodian();
        _deposit(ada, custodian, 50);
        _approve(false);
        _assertCustodyRefused(Restriction.TokenNotApproved, custodian, ada, ben, 1, false);
        _assertCustodyRefused(Restriction.TokenNotApproved, custodian, ada, ada, 1, true);
    }

    function test_GivenTheApprovalIsMissing_WhenTheTokenIsPausedToo_ItShouldSayThatFirst() external {
        _approve(false);
        vm.startPrank(owner);
        issuer.setGlobalRestriction(true);
        assertEq(token.detectTransferRestriction(ada, ben, 1), uint8(Restriction.IssuerRestricted));
        issuer.setTokenRestriction(address(token), true);
        assertEq(token.detectTransferRestriction(ada, ben, 1), uint8(Restriction.TokenRestricted));
        vm.stopPrank();
    }

    function test_GivenTheApprovalIsMissing_WhenSharesAreForcedOrRedeemed_ItShouldLetThem() external {
        _approve(false);
        _force(ada, ben, 10);
        vm.startPrank(owner);
        token.redeemFrom(ada, 10, "");
        token.controllerRedeem(ada, 10, "", "");
        vm.stopPrank();
        _assertBalances(70, 10);
    }

    function test_GivenTheApprovalIsMissing_WhenItIsApprovedAgain_ItShouldLetAllPass() external {
        _approve(false);
        _approve(true);
        _assertPasses(ada, ben, 1);
        _issue(ada, 1);
    }

    function test_WhenTheCallerMayCallNothingElse_ItShouldChangeTheApprovalAndNothingElse() external {
        address supervisor = makeAddr("supervisor");
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = token.setLegalApproval.selector;
        vm.startPrank(owner);
        issuer.addAuthority(_one(supervisor), 1, FAR);
        issuer.setAuthoritySignatures(AuthorityId.wrap(2), address(token), selectors, true);
        vm.stopPrank();
        vm.startPrank(supervisor);
        token.setLegalApproval(false);
        assertFalse(token.isLegallyApproved());
        vm.expectRevert(
            abi.encodeWithSelector(
                IMultiSig.MultiSig_NotPermitted.selector, 2, address(token), token.forcedTransfer.selector
            )
        );
        token.forcedTransfer(ada, ben, 1);
        vm.stopPrank();
    }

    function test_WhenItSucceeds_ItShouldSaySoAlsoThroughTheView() external {
        assertTrue(token.isLegallyApproved());
        vm.expectEmit(address(token));
        emit ITokenEvents.LegalApprovalSet(false);
        _approve(false);
        assertFalse(token.isLegallyApproved());
        vm.expectEmit(address(token));
        emit ITokenEvents.LegalApprovalSet(true);
        _approve(true);
        assertTrue(token.isLegallyApproved());
    }

    function _approve(bool approved) private {
        vm.prank(owner);
        token.setLegalApproval(approved);
    }
}
