// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {investorKey} from "../../../../src/types/Identity.sol";
import {HOOK_FORCED} from "../../../../src/types/Modules.sol";
import {KIND_RECOVERY, Move} from "../../../../src/types/Move.sol";
import {defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {moveOf} from "../../../utils/Moves.sol";
import {RecoveryBase} from "../../../utils/RecoveryBase.sol";

contract RecoverCustodyTest is RecoveryBase {
    address private custodian;

    function setUp() public override {
        super.setUp();
        custodian = _custodian();
        _deposit(ada, custodian, 60);
    }

    function test_RevertGiven_TheAccountWasNotRecovered() external {
        address[2] memory accounts = [ada, stranger];
        for (uint256 i; i < accounts.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotLost.selector, accounts[i]));
            token.recoverCustody(accounts[i], _one(custodian));
        }
    }

    function test_RevertWhen_OneOfThemIsNoCustodian() external {
        _lose(ada, adaToo);
        address[4] memory others = [address(0), ben, address(issuer), stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotCustodian.selector, others[i]));
            token.recoverCustody(ada, _two(custodian, others[i]));
        }
        assertEq(token.custodyBalanceOf(custodian, ada), 60);
    }

    function test_WhenTheLostAccountOwnsSomethingAtACustodian_ItShouldMoveItToTheSuccessorThereForAnyoneWhoAsks()
        external
    {
        _lose(ada, adaToo);
        assertEq(token.custodyBalanceOf(custodian, ada), 60);
        _collect();
        _assertOwned(0, 60, 0);
        assertEq(token.balanceOf(custodian), 60);
        vm.prank(custodian);
        token.custodyWithdraw(adaToo, adaToo, 60);
        assertEq(token.balanceOf(adaToo), 100);
    }

    function test_WhenTheLostAccountOwnsSomethingAtACustodian_ItShouldCountExactly() external {
        _lose(ada, adaToo);
        _assertPositions(adaId, 2);
        _collect();
        _assertPositions(adaId, 2);
        vm.prank(custodian);
        token.custodyTransfer(adaToo, ben, 60);
        _assertPositions(adaId, 1);
        _assertInvestors(2);
    }

    function test_WhenTheLostAccountOwnsSomethingAtACustodian_ItShouldBarTheLostAccountThereForEver() external {
        _loseForEver(ada, adaToo);
        _collect();
        _assertCustodyRefused(Restriction.AccountLost, custodian, adaToo, ada, 1, false);
        _assertCustodyRefused(Restriction.AccountLost, custodian, ada, ben, 1, false);
        _assertCustodyRefused(Restriction.AccountLost, custodian, ada, ben, 1, true);
        _collect();
        _assertOwned(0, 60, 0);
    }

    function test_WhenTheSuccessorOwnsSomethingThereAlready_ItShouldCountOnePositionLess() external {
        vm.prank(ada);
        token.transfer(adaToo, 10);
        _deposit(adaToo, custodian, 10);
        _lose(ada, adaToo);
        _assertPositions(adaId, 3);
        _collect();
        _assertOwned(0, 70, 0);
        _assertPositions(adaId, 2);
        _assertInvestors(1);
    }

    function test_WhenTheLostAccountOwnsNothingThere_ItShouldChangeNoBalanceAndBarItThereToo() external {
        address second = _custodian();
        _loseForEver(ada, adaToo);
        vm.recordLogs();
        token.recoverCustody(ada, _one(second));
        assertEq(vm.getRecordedLogs().length, 0);
        _deposit(adaToo, second, 40);
        _assertCustodyRefused(Restriction.AccountLost, second, adaToo, ada, 1, false);
    }

    function test_WhenACustodianIsLeftOut_ItShouldLeaveWhatIsThereToALaterCall() external {
        address second = _custodian();
        _deposit(ada, second, 15);
        _lose(ada, adaToo);
        _collect();
        assertEq(token.custodyBalanceOf(second, ada), 15);
        token.recoverCustody(ada, _two(second, custodian));
        assertEq(token.custodyBalanceOf(second, adaToo), 15);
        _assertPositions(adaId, 3);
    }

    function test_WhenACustodianIsNamedTwice_ItShouldMoveOnce() external {
        _lose(ada, adaToo);
        token.recoverCustody(ada, _two(custodian, custodian));
        _assertOwned(0, 60, 0);
        _assertPositions(adaId, 2);
    }

    function test_GivenTheCustodianIsNoLongerApproved_ItShouldMove() external {
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _lose(ada, adaToo);
        _collect();
        _assertOwned(0, 60, 0);
    }

    function test_GivenTheTokenIsPausedAndTheRegistrarBarsTheLostAccount_ItShouldMove() external {
        _lose(ada, adaToo);
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        _collect();
        _assertOwned(0, 60, 0);
    }

    function test_GivenTheSuccessorWasLostInItsTurn_ItShouldMoveToTheLastSuccessor() external {
        _lose(ada, adaToo);
        _lose(adaToo, adaThird);
        _collect();
        _assertOwned(0, 0, 60);
        _assertPositions(adaId, 2);
    }

    function test_GivenTheSuccessorWasLostInItsTurn_ItShouldMoveWhatEitherOwned() external {
        _lose(ada, adaToo);
        _collect();
        _lose(adaToo, adaThird);
        _collect();
        _assertOwned(0, 60, 0);
        token.recoverCustody(adaToo, _one(custodian));
        _assertOwned(0, 0, 60);
        _assertPositions(adaId, 2);
    }

    function test_GivenThePositionWasCountedUnderAnotherRegistrarsId_ItShouldCountItOutThereAndInUnderTheSuccessorsId()
        external
    {
        _lose(ada, adaToo);
        IKYCRegistrar second = _acceptAnother();
        _registerAt(second, _id("new ada"), CH, 3, _two(ada, adaToo));
        _reject(registrar);
        _assertPositions(adaId, 2);
        _collect();
        _assertPositions(adaId, 1);
        _assertPositions(investorKey(1, _id("new ada")), 1);
        _assertInvestors(2);
        vm.prank(adaToo);
        token.transfer(adaToo, 40);
        vm.prank(adaToo);
        token.transfer(custodian, 40);
        _assertPositions(adaId, 0);
        _assertPositions(investorKey(1, _id("new ada")), 1);
        _assertCounts(CH, 3, 1, 1, 1);
    }

    function test_RevertGiven_NoAcceptedRegistrarKnowsTheSuccessor() external {
        _lose(ada, adaToo);
        _reject(registrar);
        vm.expectRevert(_refusal(Restriction.ReceiverNotRegistered, ada, adaToo, 60));
        _collect();
    }

    function test_GivenARecordDateHasPassed_ItShouldLeaveTheBalancesAtItWhereTheyWere() external {
        _lose(ada, adaToo);
        vm.prank(owner);
        token.scheduleRecordDate(START + 10);
        vm.warp(START + 11);
        _collect();
        assertEq(token.custodyBalanceOfAt(custodian, ada, START + 10), 60);
        assertEq(token.custodyBalanceOfAt(custodian, adaToo, START + 10), 0);
        _assertOwned(0, 60, 0);
    }

    function test_GivenAModuleReentersFromItsHook_ItShouldMoveOnce() external {
        ModuleMock module = _module(HOOK_FORCED, 0);
        _lose(ada, adaToo);
        module.callBack(address(token), abi.encodeCall(token.recoverCustody, (ada, _one(custodian))));
        _collect();
        _assertOwned(0, 60, 0);
        _assertPositions(adaId, 2);
    }

    function test_WhenItSucceeds_ItShouldSayThatBeneficialOwnershipChangedAndTellTheModules() external {
        ModuleMock module = _module(HOOK_FORCED, 0);
        _force(ada, ben, 40);
        _lose(ada, adaToo);
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(custodian, ada, adaToo, 60);
        _collect();
        Move memory expected =
            moveOf(KIND_RECOVERY, stranger, defaultPosition(custodian, ada), defaultPosition(custodian, adaToo), 60);
        _assertForced(module, 1, expected);
    }

    function _collect() private {
        vm.prank(stranger);
        token.recoverCustody(ada, _one(custodian));
    }

    function _assertOwned(uint256 first, uint256 second, uint256 third) private view {
        assertEq(token.custodyBalanceOf(custodian, ada), first, "first");
        assertEq(token.custodyBalanceOf(custodian, adaToo), second, "second");
        assertEq(token.custodyBalanceOf(custodian, adaThird), third, "third");
        assertEq(token.balanceOf(custodian), first + second + third, "sum");
    }
}
