// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleClients} from "../../../../src/interfaces/IModuleClients.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {LockupBase} from "../../../utils/LockupBase.sol";

contract SetClientTest is LockupBase {
    ModuleMock private client;

    function setUp() public override {
        super.setUp();
        client = new ModuleMock(token, 0, 0);
        vm.prank(owner);
        issuer.attachModule(address(token), address(client));
    }

    function test_RevertWhen_TheCallerIsNoAuthority() external {
        address[2] memory callers = [stranger, address(client)];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSignature("MultiSig_NotMember(address)", callers[i]));
            vm.prank(callers[i]);
            lockup.setClient(address(client), true);
        }
    }

    function test_GivenAnAuthorityListedIt_WhileItIsAttached_ItShouldIssueLockedShares() external {
        vm.expectEmit(address(lockup));
        emit IModuleClients.ClientSet(address(client), true);
        _list(true);
        _issueAsClient();
        assertEq(token.balanceOf(alice), 100);
        assertEq(token.encumberedBalanceOf(alice), 100);
    }

    function test_RevertGiven_AnAuthorityListedIt_GivenItIsDetachedOrStruckOff() external {
        _list(true);
        _detach(address(client));
        vm.expectRevert(abi.encodeWithSelector(IModuleClients.ModuleClients_NotAttached.selector, address(client)));
        _issueAsClient();
        vm.prank(owner);
        issuer.attachModule(address(token), address(client));
        _list(false);
        vm.expectRevert(abi.encodeWithSignature("MultiSig_NotMember(address)", address(client)));
        _issueAsClient();
    }

    function test_RevertGiven_ItIsNotListed() external {
        vm.expectRevert(abi.encodeWithSignature("MultiSig_NotMember(address)", address(client)));
        _issueAsClient();
    }

    function _list(bool allowed) private {
        vm.prank(owner);
        lockup.setClient(address(client), allowed);
    }

    function _issueAsClient() private {
        vm.prank(address(client));
        lockup.issueLocked(_item(alice, 100, _lot(100, FIRST_END)));
    }
}
