// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {Vault} from "../../../mocks/Vault.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract IssuerAddAuthorityAddressesTest is ComplianceBase {
    function test_RevertWhen_AnAccountIsACustodianApprovedOrNot_InEveryWayToMakeMembers() external {
        address custodian = _custodian();
        _assertBarred(custodian);
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _assertBarred(custodian);
    }

    function test_RevertWhen_AnAccountIsATokenOrAnAttachedContract_InEveryWayToMakeMembers() external {
        _assertBarred(address(token));
        _assertBarred(_attached());
    }

    function test_GivenTheContractWasDetached_ItShouldMakeItAMember() external {
        address target = _attached();
        vm.startPrank(owner);
        issuer.detachContract(target);
        issuer.addAuthorityAddresses(OWNER, _one(target));
        _assertMember(target);
    }

    function test_WhenAnAccountIsAModule_ItShouldMakeItAMember() external {
        address module = address(_module(0, 0));
        vm.prank(owner);
        issuer.addAuthorityAddresses(OWNER, _one(module));
        _assertMember(module);
    }

    function _attached() private returns (address target) {
        target = address(new Vault());
        vm.prank(owner);
        issuer.attachContract(target);
    }

    function _assertBarred(address account) private {
        bytes memory refusal = abi.encodeWithSelector(IMultiSig.MultiSig_InvalidMember.selector, account);
        vm.startPrank(owner);
        vm.expectRevert(refusal);
        issuer.addAuthorityAddresses(OWNER, _one(account));
        vm.expectRevert(refusal);
        issuer.addAuthority(_one(account), 1, FAR);
        vm.expectRevert(refusal);
        issuer.replaceAuthorityMembers(OWNER, _two(owner, account), 1);
        vm.stopPrank();
    }

    function _assertMember(address account) private view {
        bool active = issuer.authorityOf(account) != AuthorityId.wrap(0);
        assertTrue(active);
    }
}
