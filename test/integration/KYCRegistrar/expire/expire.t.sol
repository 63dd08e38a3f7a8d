// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {InvestorId, Rating} from "../../../../src/types/Identity.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract ExpireTest is KYCRegistrarTest {
    function setUp() public override {
        super.setUp();
        _registerAlice();
    }

    function test_RevertWhen_ASingleIdIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_UnknownInvestor.selector, BOB));
        registrar.expire(_ids(BOB));
    }

    function test_RevertWhen_ASingleIdIsNotDue() external {
        vm.warp(EXPIRY - 1);
        assertFalse(registrar.currentStanding(ALICE, account0).expired());
        assertFalse(registrar.isExpirable(_ids(ALICE))[0]);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_NotDue.selector, ALICE, EXPIRY));
        registrar.expire(_ids(ALICE));
    }

    function test_RevertWhen_ASingleIdWasMarkedBefore() external {
        vm.warp(EXPIRY);
        registrar.expire(_ids(ALICE));
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_AlreadyLapsed.selector, ALICE));
        registrar.expire(_ids(ALICE));
    }

    function test_WhenASingleIdIsDue_ItShouldMarkItForAnyone() external {
        vm.warp(EXPIRY);
        assertTrue(registrar.currentStanding(ALICE, account0).expired(), "enforced before it is marked");
        vm.prank(stranger);
        vm.expectEmit();
        emit IKYCRegistrar.InvestorLapsed(ALICE, EXPIRY);
        assertEq(registrar.expire(_ids(ALICE)), 1);

        assertTrue(registrar.getInvestor(ALICE).lapsed);
        assertEq(Rating.unwrap(registrar.currentStanding(ALICE, account0).rating()), 2, "as registered");
        assertFalse(registrar.currentStanding(ALICE, account0).restricted(), "an expired investor may sell");
    }

    function test_WhenThereAreSeveralIds_ItShouldMarkWhatIsDueAndSkipTheRestAsIsExpirableForetells() external {
        vm.prank(owner);
        registrar.registerInvestors(_one(_registration(BOB, FRANCE, _list(account2))));
        vm.prank(owner);
        registrar.updateInvestor(BOB, "IDF", Rating.wrap(2), EXPIRY + 1);
        vm.warp(EXPIRY);

        InvestorId[] memory ids = new InvestorId[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (InvestorId.wrap(32), BOB, ALICE, ALICE);
        bool[] memory expirable = registrar.isExpirable(ids);
        assertFalse(expirable[0]);
        assertFalse(expirable[1]);
        assertTrue(expirable[2]);
        assertEq(registrar.expire(ids), 1);

        assertFalse(registrar.getInvestor(BOB).lapsed);
        assertEq(registrar.expire(_ids(ALICE, BOB)), 0);
    }
}
