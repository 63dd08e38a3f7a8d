// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract BindAccountsTest is ComplianceBase {
    function test_GivenThePrimaryRegistrarKnowsTheAccount_ItShouldWriteTheBindingAndNothingElse() external {
        assertEq(_writesOf(_two(ada, ada)), 1);
        assertEq(_writesOf(_one(ada)), 0);
        assertEq(token.balanceOf(ada), 0);
        _assertPositions(adaId, 0);
    }

    function test_GivenThePrimaryRegistrarKnowsTheAccount_ItShouldChangeNoVerdictCountOrBalance() external {
        _issue(ben, 10);
        vm.prank(stranger);
        token.bindAccounts(_two(ada, adaToo));
        _limitInvestors(0, 1);
        _assertRefused(Restriction.InvestorLimitReached, ben, ada, 1);
        _limitInvestors(0, 0);
        _freeze(adaId, true);
        _assertRefused(Restriction.ReceiverFrozen, ben, ada, 1);
        _freeze(adaId, false);
        _assertPasses(ben, ada, 4);
        _assertPositions(adaId, 1);
        _assertInvestors(2);
        _assertBalances(4, 6);
        _assertRefused(Restriction.InsufficientBalance, adaToo, ben, 1);
    }

    function test_GivenThePrimaryRegistrarKnowsTheAccount_GivenItIsRemovedLater_ItShouldNotLetTheAccountReceive()
        external
    {
        _issue(ben, 10);
        token.bindAccounts(_one(ada));
        _reject(registrar);
        assertEq(token.detectTransferRestriction(address(issuer), ada, 1), uint8(Restriction.ReceiverNotRegistered));
    }

    /// @dev The primary registrar is asked first: if it knows the account by then, its word counts.
    function test_GivenTheAccountIsKnownToAnotherRegistrarOnly_ItShouldLeaveItToTheFirstTransfer() external {
        IKYCRegistrar another = _acceptAnother();
        address cleo = makeAddr("cleo");
        _registerAt(another, _id("cleo there"), DE, 1, _one(cleo));
        assertEq(_writesOf(_one(cleo)), 0);
        _register(_id("cleo here"), CH, 1, FAR, _one(cleo));
        _issue(cleo, 1);
        _assertPositions(_id("cleo here"), 1);
    }

    function test_GivenTheAccountIsACustodianTheTreasuryOrNobodys_ItShouldWriteNothing() external {
        assertEq(_writesOf(_two(_custodian(), address(issuer))), 0);
        assertEq(_writesOf(_two(stranger, address(0))), 0);
    }

    function test_GivenTheAccountHoldsSomething_ItShouldWriteNothing() external {
        _issue(ada, 1);
        assertEq(_writesOf(_one(ada)), 0);
        assertEq(token.balanceOf(ada), 1);
    }

    function _writesOf(address[] memory accounts) private returns (uint256) {
        vm.record();
        vm.prank(stranger);
        token.bindAccounts(accounts);
        (, bytes32[] memory writes) = vm.accesses(address(token));
        return writes.length;
    }
}
