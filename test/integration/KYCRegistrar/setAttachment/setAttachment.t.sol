// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {OWNER} from "../../../../src/types/Authority.sol";
import {SharedFlag} from "../../../mocks/SharedFlag.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

contract SetAttachmentTest is KYCRegistrarTest {
    SharedFlag private shared;

    function setUp() public override {
        super.setUp();
        shared = new SharedFlag(registrar);
    }

    function test_RevertWhen_TheActingAuthorityIsNotTheOwner() external {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = registrar.setAttachment.selector;
        vm.prank(owner);
        registrar.setAuthoritySignatures(RIVAL, address(registrar), selectors, true);

        vm.prank(rival);
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, RIVAL, address(registrar), selectors[0])
        );
        registrar.setAttachment(address(shared), true);
    }

    function test_RevertWhen_WhatIsAttachedIsTheRegistrarItself() external {
        _refused(address(registrar));
    }

    function test_RevertWhen_WhatIsAttachedIsAMemberOfAnAuthority() external {
        vm.prank(owner);
        registrar.addAuthorityAddresses(RIVAL, _list(address(shared)));
        _refused(address(shared));
    }

    function test_RevertWhen_WhatIsAttachedHasNoCode() external {
        _refused(stranger);
    }

    function test_GivenApprovalsAreMissing_ItShouldChangeNothing() external {
        _addSecondOwner();
        vm.prank(owner);
        assertFalse(registrar.setAttachment(address(shared), true));
        _refuses();
    }

    function test_WhenAContractIsAttached_ItShouldLetItShareTheAuthorities() external {
        _attach(true);
        vm.prank(owner);
        assertTrue(shared.setFlag(true));
        assertTrue(shared.flag());
    }

    function test_WhenAContractIsDetached_ItShouldRefuseIt() external {
        _attach(true);
        _attach(false);
        _refuses();
    }

    function test_RevertWhen_AContractIsAttached_WhenItIsNamedAsAMemberAfterwards() external {
        _attach(true);
        bytes memory reason = abi.encodeWithSelector(IMultiSig.MultiSig_InvalidMember.selector, address(shared));
        vm.startPrank(owner);
        vm.expectRevert(reason);
        registrar.addAuthority(_list(address(shared)), 1, type(uint40).max);
        vm.expectRevert(reason);
        registrar.addAuthorityAddresses(OWNER, _list(address(shared)));
        vm.expectRevert(reason);
        registrar.replaceAuthorityMembers(RIVAL, _list(address(shared)), 1);
    }

    function test_WhenAContractIsDetached_WhenItIsNamedAsAMemberAfterwards_ItShouldBeOne() external {
        _attach(true);
        _attach(false);
        vm.prank(owner);
        registrar.addAuthorityAddresses(RIVAL, _list(address(shared)));

        assertTrue(registrar.authorityOf(address(shared)) == RIVAL);
    }

    function _refused(address target) private {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IKYCRegistrar.KYCRegistrar_InvalidContract.selector, target));
        registrar.setAttachment(target, true);
    }

    function _attach(bool attached) private {
        vm.prank(owner);
        vm.expectEmit();
        emit IKYCRegistrar.AttachmentSet(address(shared), attached);
        assertTrue(registrar.setAttachment(address(shared), attached));
    }

    function _refuses() private {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(shared)));
        shared.setFlag(true);
    }
}
