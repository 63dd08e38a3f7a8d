// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {newIssuer, newToken} from "../../../utils/Artifacts.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract AddTokenTest is GuardedBase {
    ISecurityToken private second;

    function setUp() public override {
        super.setUp();
        second = newToken(issuer, "Second", "2ND", 0);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(issuer), abi.encodeCall(issuer.addToken, (address(second))));
    }

    function _isDone() internal view override returns (bool) {
        return issuer.isToken(address(second));
    }

    function test_RevertGiven_TheTokenWasAdded() external {
        _assertNotAdded(IIssuingEntity.IssuingEntity_TokenExists.selector, address(token));
    }

    function test_RevertGiven_TheAddressIsAModule() external {
        _assertNotAdded(IIssuingEntity.IssuingEntity_TokenExists.selector, address(_module(0, 0)));
    }

    function test_RevertWhen_TheTokenNamesAnotherIssuer() external {
        IIssuingEntity other = newIssuer(_one(owner), 1);
        ISecurityToken foreign = newToken(other, "Foreign", "FRGN", 0);
        _assertNotAdded(IIssuingEntity.IssuingEntity_ForeignToken.selector, address(foreign));
    }

    function test_RevertWhen_TheTokenHasSupplyAlready() external {
        vm.mockCall(address(second), abi.encodeCall(second.totalSupply, ()), abi.encode(1));
        _assertNotAdded(IIssuingEntity.IssuingEntity_ForeignToken.selector, address(second));
    }

    function test_WhenTheTokenIsNewAndTheIssuersOwn_ItShouldListItCountItsInvestorsAndShareTheAuthorities() external {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(second)));
        second.issue(ada, 1, "");

        vm.expectEmit(address(issuer));
        emit IIssuingEntity.TokenAdded(address(second));
        vm.prank(owner);
        assertTrue(issuer.addToken(address(second)));

        assertEq(issuer.tokens(), _two(address(token), address(second)));
        vm.prank(owner);
        second.issue(ada, 1, "");
        _assertInvestors(1);
    }

    function _assertNotAdded(bytes4 reason, address candidate) private {
        vm.expectRevert(abi.encodeWithSelector(reason, candidate));
        vm.prank(owner);
        issuer.addToken(candidate);
    }
}
