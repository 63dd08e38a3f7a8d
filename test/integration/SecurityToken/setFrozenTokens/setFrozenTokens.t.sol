// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Orders} from "../../../../src/interfaces/IERC7943Fungible.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {MAX_BALANCE} from "../../../../src/types/Holding.sol";
import {PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetFrozenTokensTest is GuardedBase, EnforcementBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        _issue(ben, 100);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.setFrozenTokens, (ada, 40)));
    }

    function _isDone() internal view override returns (bool) {
        return token.getFrozenTokens(ada) == 40;
    }

    function test_RevertWhen_TheAccountIsACustodians() external {
        address custodian = _custodian();
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_CustodianBalance.selector, custodian));
        _freezeAmount(custodian, 1);
    }

    function test_RevertWhen_TheAmountIsAboveAllThatCanExist() external {
        uint256 tooMuch = MAX_BALANCE + 1;
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_AmountTooHigh.selector, tooMuch));
        _freezeAmount(ada, tooMuch);
        _freezeAmount(ada, MAX_BALANCE);
        assertEq(token.getFrozenTokens(ada), MAX_BALANCE);
        assertEq(token.encumberedBalanceOf(ada), 100);
    }

    function test_WhenTheAmountIsAtMostWhatIsHeld_ItShouldStopThatMuchFromLeavingAndNothingElse() external {
        _freezeAmount(ada, 40);
        assertEq(token.encumberedBalanceOf(ada), 40);
        _assertRefused(Restriction.AmountLocked, ada, ben, 61);
        _assertPasses(ada, ben, 60);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
    }

    function test_WhenTheAmountExceedsWhatIsHeld_ItShouldFreezeWhatComesInLaterUpToTheAmount() external {
        _freezeAmount(ada, 150);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
        _assertPasses(ben, ada, 50);
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
        _assertPasses(ben, ada, 20);
        _assertRefused(Restriction.AmountLocked, ada, ben, 21);
        _assertPasses(ada, ben, 20);
        assertEq(token.getFrozenTokens(ada), 150);
    }

    function test_WhenItIsCalledAgain_ItShouldReplaceWhatWasFrozen() external {
        _freezeAmount(ada, 90);
        _freezeAmount(ada, 30);
        assertEq(token.getFrozenTokens(ada), 30);
        _assertPasses(ada, ben, 70);
    }

    function test_WhenTheAmountIsZero_ItShouldFreeAll() external {
        _freezeAmount(ada, 90);
        _freezeAmount(ada, 0);
        assertEq(token.getFrozenTokens(ada), 0);
        _assertPasses(ada, ben, 100);
    }

    function test_GivenModulesEncumberAPart_ItShouldFreezeBesideThat() external {
        ModuleMock module = _encumbered(ada, 30);
        _freezeAmount(ada, 50);
        assertEq(token.encumbranceOf(ada, address(module)), 30);
        assertEq(token.encumberedBalanceOf(ada), 80);
        _assertRefused(Restriction.AmountLocked, ada, ben, 21);
        _detach(module);
        _assertPasses(ada, ben, 50);
    }

    function test_GivenModulesEncumberAPart_ItShouldLetModulesEncumberWhatIsFrozen() external {
        ModuleMock module = _module(0, PERMISSION_ENCUMBER);
        _freezeAmount(ada, 100);
        vm.prank(address(module));
        token.encumber(ada, 100);
        _freezeAmount(ada, 0);
        assertEq(token.encumberedBalanceOf(ada), 100);
    }

    function test_GivenSharesStandInAnotherPartition_ItShouldFreezeTheDefaultPartitionFirstAndTheOthersForTheRest()
        external
    {
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 50);
        _freezeAmount(ada, 120);
        assertEq(token.encumberedBalanceOf(ada), 100);
        assertEq(token.detectPartitionRestriction(FOUNDERS, ada, ben, 30), 0);
        assertEq(token.detectPartitionRestriction(FOUNDERS, ada, ben, 31), uint8(Restriction.AmountLocked));
        _freezeAmount(ada, 1000);
        vm.expectRevert(_refusal(Restriction.AmountLocked, ada, ben, 1));
        vm.prank(ada);
        token.transferByPartition(FOUNDERS, ben, 1, "");
        _freezeAmount(ada, 100);
        vm.prank(ada);
        token.transferByPartition(FOUNDERS, ben, 50, "");
        _assertRefused(Restriction.AmountLocked, ada, ben, 1);
    }

    function test_GivenTheAccountIsEmptyAndUnknown_ItShouldFreezeWhatComesIn() external {
        address cleo = makeAddr("cleo");
        _freezeAmount(cleo, 10);
        _investor("cleo", DE, 2);
        _assertPasses(ada, cleo, 15);
        _assertRefused(Restriction.AmountLocked, cleo, ada, 6);
        _assertPasses(cleo, ada, 5);
    }

    function test_WhenItSucceeds_ItShouldSayHowMuchIsFrozenNow() external {
        vm.expectEmit(address(token));
        emit IERC7943Orders.Frozen(ada, 40);
        vm.prank(owner);
        assertTrue(token.setFrozenTokens(ada, 40));
        vm.expectEmit(address(token));
        emit IERC7943Orders.Frozen(ada, 0);
        _freezeAmount(ada, 0);
    }
}
