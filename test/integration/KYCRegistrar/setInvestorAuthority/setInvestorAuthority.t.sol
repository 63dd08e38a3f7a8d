// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId} from "../../../../src/types/Authority.sol";
import {InvestorId} from "../../../../src/types/Identity.sol";
import {Investor} from "../../../../src/types/Investors.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract SetInvestorAuthorityTest is KYCRegistrarTest {
    function setUp() public override {
        super.setUp();
        _registerAlice();
    }

    function test_RevertWhen_TheActingAuthorityIsNotTheOwner() external {
        // An authority cannot make another answer for what that one never saw.
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = registrar.setInvestorAuthority.selector;
        vm.prank(owner);
        registrar.setAuthoritySignatures(RIVAL, address(registrar), selectors, true);

        vm.prank(rival);
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, RIVAL, address(registrar), selectors[0])
        );
        registrar.setInvestorAuthority(PROVIDER, _ids(ALICE));
    }

    function test_RevertGiven_TheAuthorityIsRestricted() external {
        _setRestriction(PROVIDER, true);
        bytes4 selector = IKYCRegistrar.KYCRegistrar_AuthorityRestricted.selector;
        _refused(PROVIDER, ALICE, abi.encodeWithSelector(selector, PROVIDER));
    }

    function test_RevertGiven_TheAuthorityIsNotPermittedForAnInvestorsCountry() external {
        vm.prank(owner);
        registrar.setAuthorityCountries(PROVIDER, _countries(FRANCE), false);
        bytes4 selector = IKYCRegistrar.KYCRegistrar_CountryNotPermitted.selector;
        _refused(PROVIDER, ALICE, abi.encodeWithSelector(selector, PROVIDER, FRANCE));
        _refused(AuthorityId.wrap(300), ALICE, abi.encodeWithSelector(selector, 300, FRANCE));
    }

    function test_RevertGiven_AnInvestorIsUnknown() external {
        _refused(PROVIDER, BOB, abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_UnknownInvestor.selector, BOB));
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.setInvestorAuthority(PROVIDER, _ids(ALICE)));
        assertTrue(registrar.getInvestor(ALICE).authority == RIVAL);
    }

    function test_WhenInvestorsAreHandedOver_ItShouldMakeTheAuthorityAnswerForThemAndChangeNothingElse() external {
        vm.startPrank(rival);
        registrar.setInvestorRestriction(ALICE, true);
        registrar.restrictAccounts(ALICE, _list(account1));
        vm.stopPrank();
        Investor memory before = registrar.getInvestor(ALICE);
        vm.prank(owner);
        vm.expectEmit();
        emit IKYCRegistrar.InvestorAuthoritySet(ALICE, PROVIDER);
        assertTrue(registrar.setInvestorAuthority(PROVIDER, _ids(ALICE)));

        Investor memory investor = registrar.getInvestor(ALICE);
        assertTrue(investor.authority == PROVIDER);
        investor.authority = RIVAL;
        assertEq(abi.encode(investor), abi.encode(before));
        vm.prank(rival);
        vm.expectRevert(_notAuthorityOf(RIVAL, PROVIDER));
        registrar.setInvestorRestriction(ALICE, false);
    }

    function _refused(AuthorityId authority, InvestorId id, bytes memory reason) private {
        vm.prank(owner);
        vm.expectRevert(reason);
        registrar.setInvestorAuthority(authority, _ids(id));
    }
}
