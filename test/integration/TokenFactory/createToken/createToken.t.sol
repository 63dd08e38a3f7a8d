// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../../src/interfaces/IIssuingEntity.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ITokenFactory} from "../../../../src/interfaces/ITokenFactory.sol";
import {Step} from "../../../../src/types/Authority.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {newFactory, newToken} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

contract CreateTokenTest is ComplianceBase {
    bytes32 private constant SALT = keccak256("salt");

    ITokenFactory private factory = newFactory();

    function test_RevertGiven_TheIssuerThatTheTokenNamesHasNotAddedIt() external {
        ISecurityToken unadded = newToken(issuer, "Not added", "NOT", 0);
        _assertUnknown(address(unadded));
        address hostile = makeAddr("hostile token");
        vm.mockCall(hostile, abi.encodeCall(token.issuer, ()), abi.encode(issuer));
        vm.mockCall(hostile, abi.encodeCall(token.original, ()), abi.encode(token));
        _assertUnknown(hostile);
    }

    function test_RevertWhen_ThereAreMoreThanEighteenDecimals() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidDecimals.selector, 19));
        factory.createToken(address(token), "B shares", "MUSTB", 19, SALT);
    }

    function test_RevertGiven_TheCallerHasMadeThisVeryTokenBefore() external {
        _create(owner);
        vm.expectRevert(Errors.FailedDeployment.selector);
        _create(owner);
    }

    /// @dev Caller and description are in the address: nobody can take it, or put something else there.
    function test_GivenAStrangerHasAskedForTheSameBefore_ItShouldMakeTheTokenAllTheSameWhereItWasForetold() external {
        address foretold = factory.addressOf(owner, address(token), "B shares", "MUSTB", 2, SALT);
        assertNotEq(address(_create(stranger)), foretold);
        assertNotEq(factory.addressOf(owner, address(token), "C shares", "MUSTB", 2, SALT), foretold);
        assertNotEq(factory.addressOf(owner, address(token), "B shares", "MUSTC", 2, SALT), foretold);
        assertNotEq(factory.addressOf(owner, address(token), "B shares", "MUSTB", 3, SALT), foretold);
        assertNotEq(factory.addressOf(owner, address(token), "B shares", "MUSTB", 2, "other"), foretold);
        assertEq(address(_create(owner)), foretold);
    }

    function test_GivenTheIssuerHasAddedTheToken_ItShouldMakeACloneWithADescriptionOfItsOwn() external {
        ISecurityToken made = _create(owner);
        assertEq(address(made).code.length, 45);
        assertEq(made.name(), "B shares");
        assertEq(made.symbol(), "MUSTB");
        assertEq(made.decimals(), 2);
        assertEq(address(made.issuer()), address(issuer));
        assertEq(made.original(), address(token));
        assertEq(token.original(), address(token));
        assertEq(made.messageForTransferRestriction(1), "The token is paused");
        assertEq(token.name(), "Muster Holding AG");
        assertEq(token.decimals(), 0);
    }

    function test_GivenTheIssuerHasAddedTheToken_ItShouldSayAllAboutItAndPutItWhereItWasForetold() external {
        address foretold = factory.addressOf(owner, address(token), "B shares", "MUSTB", 2, SALT);
        vm.expectEmit(address(factory));
        emit ITokenFactory.TokenCreated(foretold, address(issuer), address(token), owner, "B shares", "MUSTB", 2, SALT);
        assertEq(address(_create(owner)), foretold);
    }

    function test_GivenTheIssuerHasAddedTheToken_ItShouldLeaveToTheIssuerWhetherToAddIt() external {
        ISecurityToken made = _create(stranger);
        assertFalse(issuer.isToken(address(made)));
        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, address(made)));
        vm.prank(owner);
        made.issue(ada, 1, "");

        _add(made);
        vm.prank(owner);
        made.issue(ada, 1, "");
        assertEq(made.balanceOf(ada), 1);
    }

    function test_GivenTheIssuerHasAddedTheToken_ItShouldKeepTheLedgersApart() external {
        ISecurityToken made = _create(owner);
        _add(made);
        _issue(ada, 100);
        vm.prank(owner);
        made.issue(ben, 7, "");
        _assertPositions(adaId, 1);
        _assertPositions(benId, 1);
        assertEq(made.balanceOf(ada), 0);
        assertEq(made.totalSupply(), 7);
        assertEq(token.totalSupply(), 100);

        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        assertEq(token.detectTransferRestriction(ada, ben, 1), uint8(Restriction.TokenRestricted));
        vm.prank(ben);
        made.transfer(ada, 7);
        _assertPositions(adaId, 2);
        _assertInvestors(1);
    }

    function test_GivenTheIssuerHasAddedTheToken_ItShouldBindTheClonesPermitsToTheClone() external {
        ISecurityToken made = _create(owner);
        bytes32 typeHash =
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes32 domain =
            keccak256(abi.encode(typeHash, keccak256("B shares"), keccak256("1"), block.chainid, address(made)));
        assertEq(made.DOMAIN_SEPARATOR(), domain);
    }

    function test_GivenTheTokenIsACloneItself_ItShouldCloneItsOriginal() external {
        ISecurityToken made = _create(owner);
        _add(made);
        vm.prank(owner);
        address further = factory.createToken(address(made), "C shares", "MUSTC", 0, SALT);
        assertEq(ISecurityToken(further).original(), address(token));
        assertEq(further, factory.addressOf(owner, address(token), "C shares", "MUSTC", 0, SALT));
    }

    function test_WhenTheIssuersAuthoritiesCreateAndAddInOneBatch_ItShouldDoBoth() external {
        address foretold = factory.addressOf(address(issuer), address(token), "B shares", "MUSTB", 2, SALT);
        Step[] memory steps = new Step[](2);
        steps[0] =
            Step(address(factory), abi.encodeCall(factory.createToken, (address(token), "B shares", "MUSTB", 2, SALT)));
        steps[1] = Step(address(issuer), abi.encodeCall(issuer.addToken, (foretold)));
        vm.prank(owner);
        issuer.executeBatch(steps);
        assertTrue(issuer.isToken(foretold));
    }

    function _create(address creator) private returns (ISecurityToken) {
        vm.prank(creator);
        return ISecurityToken(factory.createToken(address(token), "B shares", "MUSTB", 2, SALT));
    }

    function _add(ISecurityToken made) private {
        vm.prank(owner);
        issuer.addToken(address(made));
    }

    function _assertUnknown(address like) private {
        vm.expectRevert(abi.encodeWithSelector(ITokenFactory.TokenFactory_UnknownToken.selector, like));
        factory.createToken(like, "B shares", "MUSTB", 2, SALT);
    }
}
