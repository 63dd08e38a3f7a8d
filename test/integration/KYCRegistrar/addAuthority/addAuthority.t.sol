// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, SignedApproval} from "../../../../src/types/Authority.sol";
import {KYCRegistrarTest} from "../../../utils/KYCRegistrarTest.sol";

/// @dev Authorities above number 127 can have no duty: who adds them uses up what is limited for the registrar's life.
contract RegistrarAddAuthorityTest is KYCRegistrarTest {
    address private newcomer = makeAddr("newcomer");

    function setUp() public override {
        super.setUp();
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = registrar.addAuthority.selector;
        vm.prank(owner);
        registrar.setAuthoritySignatures(PROVIDER, address(registrar), selectors, true);
    }

    function test_RevertGiven_AnotherAuthorityThanTheOwnerIsPermittedToCallIt_WhenItSendsDirectly() external {
        vm.prank(provider[0].addr);
        vm.expectRevert(_refusal());
        registrar.addAuthority(_list(newcomer), 1, type(uint40).max);
    }

    function test_RevertGiven_AnotherAuthorityThanTheOwnerIsPermittedToCallIt_WhenItSigns() external {
        bytes memory data = abi.encodeCall(registrar.addAuthority, (_list(newcomer), 1, type(uint40).max));
        Call memory call = _callOf(PROVIDER, address(registrar), data);
        SignedApproval[] memory bundle =
            _bundle(_sign(registrar, call, provider[0]), _sign(registrar, call, provider[1]));

        vm.expectRevert(_refusal());
        registrar.executeCall(call, bundle);
    }

    function test_WhenTheOwnerAddsOne_ItShouldGiveItTheNextNumber() external {
        vm.prank(owner);
        assertTrue(registrar.addAuthority(_list(newcomer), 1, type(uint40).max));

        assertTrue(registrar.authorityOf(newcomer) == AuthorityId.wrap(4));
    }

    function _refusal() private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IMultiSig.MultiSig_NotPermitted.selector, PROVIDER, address(registrar), registrar.addAuthority.selector
        );
    }
}
