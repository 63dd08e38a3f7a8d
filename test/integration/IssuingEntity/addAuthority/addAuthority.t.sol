// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {HOOK_CHECK_TRANSFER} from "../../../../src/types/Modules.sol";
import {IssuerModuleMock} from "../../../mocks/IssuerModuleMock.sol";
import {Vault} from "../../../mocks/Vault.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract IssuerAddAuthorityTest is ComplianceBase {
    AuthorityId private constant CLERKS = AuthorityId.wrap(2);

    address private clerk = makeAddr("clerk");

    function setUp() public override {
        super.setUp();
        vm.prank(owner);
        issuer.addAuthority(_one(clerk), 1, FAR);
    }

    function test_RevertWhen_AMemberIsACustodian_GivenItIsApproved() external {
        _assertRefused(_custodian());
    }

    function test_RevertWhen_AMemberIsACustodian_GivenItsApprovalHasEnded() external {
        address custodian = _custodian();
        vm.prank(owner);
        issuer.removeCustodian(custodian);

        _assertRefused(custodian);
    }

    function test_RevertWhen_AMemberIsAToken() external {
        _assertRefused(address(token));
    }

    function test_RevertWhen_AMemberIsAnAttachedContract() external {
        _assertRefused(_attached());
    }

    function test_WhenAMemberIsAnAttachedContract_GivenItWasDetached_ItShouldMakeItAMember() external {
        address target = _attached();
        vm.prank(owner);
        issuer.detachContract(target);

        _assertJoins(target);
    }

    function test_WhenAMemberIsAModule_GivenItIsAttachedToAToken_ItShouldMakeItAMember() external {
        _assertJoins(address(_module(HOOK_CHECK_TRANSFER, 0)));
    }

    function test_WhenAMemberIsAModule_GivenItIsAttachedToTheIssuer_ItShouldMakeItAMember() external {
        address module = address(new IssuerModuleMock(issuer, HOOK_CHECK_TRANSFER, 0));
        vm.prank(owner);
        issuer.attachIssuerModule(module);

        _assertJoins(module);
    }

    function test_RevertWhen_AMemberIsMadeACustodianOrAttachedAfterwards() external {
        address vault = address(new Vault());
        vm.startPrank(owner);
        issuer.addAuthorityAddresses(CLERKS, _one(vault));

        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_InvalidCustodian.selector, vault));
        issuer.addCustodian(vault);
        vm.expectRevert(abi.encodeWithSelector(IIssuingEntity.IssuingEntity_InvalidContract.selector, vault));
        issuer.attachContract(vault);
    }

    function test_WhenARemovedMemberIsMadeACustodianAfterwards_ItShouldBecomeOne() external {
        // A clerk's authority that took tomorrow's custodian without asking cannot keep it.
        address vault = address(new Vault());
        vm.startPrank(owner);
        issuer.addAuthorityAddresses(CLERKS, _one(vault));
        issuer.removeAuthorityAddresses(CLERKS, _one(vault));
        issuer.addCustodian(vault);

        (bool known, bool approved) = issuer.custodianStatus(vault);
        assertTrue(known && approved);
    }

    function _attached() private returns (address target) {
        target = address(new Vault());
        vm.prank(owner);
        issuer.attachContract(target);
    }

    function _assertRefused(address account) private {
        bytes memory reason = abi.encodeWithSelector(IMultiSig.MultiSig_InvalidMember.selector, account);
        vm.startPrank(owner);
        vm.expectRevert(reason);
        issuer.addAuthority(_one(account), 1, FAR);
        vm.expectRevert(reason);
        issuer.addAuthorityAddresses(OWNER, _one(account));
        vm.expectRevert(reason);
        issuer.replaceAuthorityMembers(CLERKS, _one(account), 1);
        vm.stopPrank();
    }

    function _assertJoins(address account) private {
        vm.prank(owner);
        issuer.addAuthorityAddresses(CLERKS, _one(account));
        assertTrue(issuer.authorityOf(account) == CLERKS);
    }
}
