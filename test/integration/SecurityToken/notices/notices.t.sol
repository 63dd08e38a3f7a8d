// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks, IModuleLife} from "../../../../src/interfaces/IModule.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ITokenNotices} from "../../../../src/interfaces/ITokenNotices.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_FORCED,
    HOOK_LIFE,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_ENCUMBER
} from "../../../../src/types/Modules.sol";
import {KIND_FORCED_REDEMPTION, KIND_FORCED_TRANSFER} from "../../../../src/types/Move.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {HostileModule} from "../../../mocks/HostileModule.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {directMove} from "../../../utils/Moves.sol";
import {Vm} from "forge-std/Vm.sol";

/// @dev Ada holds 100.
contract NoticesTest is EnforcementBase {
    uint256 private constant GAS = 3_000_000;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
    }

    /* --------------------------------------------------- force ----------------------------------------------- */

    function test_GivenAModuleListensToForce_ItShouldBeToldOfEachForcedKindAndOfNoOther() external {
        ModuleMock module = _module(HOOK_FORCED | HOOK_TRANSFER_TOKENS, 0);
        _assertPasses(ada, ben, 1);
        _force(ada, ben, 2);
        vm.startPrank(owner);
        token.controllerRedeem(ada, 3, "", "");
        token.redeemFrom(ada, 1, "");
        vm.stopPrank();
        assertEq(module.told().length, 2);
        _assertForced(module, 0, directMove(KIND_FORCED_TRANSFER, owner, ada, ben, 2));
        _assertForced(module, 1, directMove(KIND_FORCED_REDEMPTION, owner, ada, address(0), 3));
        assertEq(module.seen().length, 2);
    }

    function test_GivenAModuleListensToForce_WhenItRevertsBurnsItsGasOrAnswersWithABomb_ItShouldBeForcedAllTheSameAndTheFailureTold()
        external
    {
        HostileModule module = _hostile(HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS | HOOK_FORCED);
        HostileModule.Mood[2] memory moods = [HostileModule.Mood.Burning, HostileModule.Mood.Bomb];
        for (uint256 i; i < moods.length; ++i) {
            module.setMood(moods[i]);
            vm.recordLogs();
            vm.prank(owner);
            token.controllerTransfer{gas: GAS}(ada, ben, 10, "", "");
            _assertFailureTold(address(module), i == 0 ? 0 : 128);
        }
        ModuleMock failing = _module(HOOK_FORCED, 0);
        failing.setFailing(true);
        vm.expectEmit(address(token));
        emit ITokenEvents.ModuleNoticeFailed(address(failing), abi.encodePacked(ModuleMock.ModuleMock_Failed.selector));
        _force(ada, ben, 10);
        _assertBalances(70, 30);
    }

    function test_GivenAModuleListensToForce_WhenItCallsBackToDetachItselfOrAnother_ItShouldBeForcedAndNothingDetached()
        external
    {
        ModuleMock other = _module(HOOK_FORCED, 0);
        ModuleMock module = _module(HOOK_FORCED, 0);
        address[2] memory targets = [address(module), address(other)];
        for (uint256 i; i < targets.length; ++i) {
            bytes memory detach = abi.encodeCall(issuer.detachModule, (address(token), targets[i]));
            module.callBack(address(issuer), _approved(address(issuer), detach));
            _force(ada, ben, 10);
            assertTrue(token.isModule(targets[i]));
        }
        _assertBalances(80, 20);
    }

    function test_GivenAModuleListensToForce_WhenItCallsBackToMoveWhatItCan_ItShouldLeaveBalancesAndSupplyExact()
        external
    {
        ModuleMock module = _module(HOOK_FORCED, PERMISSION_ENCUMBER);
        module.callBack(address(token), abi.encodeCall(token.encumber, (ada, 90)));
        _force(ada, ben, 10);
        assertLe(token.encumbranceOf(ada, address(module)), 90);
        _force(ada, ben, 10);
        _assertBalances(80, 20);
        assertEq(token.totalSupply(), 100);
    }

    function test_GivenAModuleListensToForce_WhenItsCodeIsGone_ItShouldBeForcedAndTheFailureTold() external {
        HostileModule module = _hostile(HOOK_FORCED);
        vm.etch(address(module), "");
        vm.recordLogs();
        _force(ada, ben, 10);
        _assertFailureTold(address(module), 0);
        _assertBalances(90, 10);
    }

    function test_GivenAModuleListensToForce_WhenTheCallerLeavesLittleGas_ItShouldTellEveryListenerOrRevert() external {
        ModuleMock first = _module(HOOK_FORCED, 0);
        ModuleMock second = _module(HOOK_FORCED, 0);
        bytes memory data = abi.encodeCall(token.controllerTransfer, (ada, ben, 1, "", ""));
        uint256 moved;
        for (uint256 allowed = 150_000; allowed < 700_000; allowed += 10_000) {
            vm.prank(owner);
            (bool success,) = address(token).call{gas: allowed}(data);
            if (success) ++moved;
            assertEq(first.told().length, moved);
            assertEq(second.told().length, moved);
            assertEq(token.balanceOf(ben), moved);
        }
        assertGt(moved, 0);
    }

    /* --------------------------------------------------- life ------------------------------------------------ */

    function test_GivenAModuleListensToItsLife_ItShouldBeToldWhenItIsAttachedAndDetached() external {
        ModuleMock module = _module(HOOK_LIFE, 0);
        _assertTold(module, 0, abi.encodeCall(IModuleLife.attached, ()));
        _detach(module);
        _assertTold(module, 1, abi.encodeCall(IModuleLife.detached, ()));
        assertEq(module.told().length, 2);
    }

    function test_GivenAModuleListensToItsLife_WhenItFailsAtItsDetachment_ItShouldBeDetachedAllTheSame() external {
        HostileModule module = _hostile(HOOK_LIFE);
        module.setMood(HostileModule.Mood.Burning);
        vm.expectEmit(address(token));
        emit ITokenEvents.ModuleNoticeFailed(address(module), "");
        vm.prank(owner);
        issuer.detachModule{gas: GAS}(address(token), address(module));
        assertFalse(token.isModule(address(module)));
    }

    function test_GivenAModuleListensToItsLife_WhenForceTakesOfWhatItEncumbersAndBringsItBack_ItShouldBeToldWhatItEncumbersThenAndWhatIsTaken()
        external
    {
        ModuleMock module = _pledged(60);
        _force(ada, ben, 70);
        _assertChanged(module, 1, 30, 30);
        _force(ben, ada, 10);
        _assertChanged(module, 2, 40, 20);
        assertEq(module.told().length, 3);
    }

    function test_GivenAModuleListensToItsLife_WhenForceTakesWhatIsFreeOnly_ItShouldNotBeTold() external {
        ModuleMock module = _pledged(60);
        _force(ada, ben, 40);
        assertEq(module.told().length, 1);
    }

    function test_GivenAModuleListensToItsLife_WhenWhatItEncumbersIsRedeemedByForce_ItShouldBeTold() external {
        ModuleMock module = _pledged(60);
        vm.prank(owner);
        token.controllerRedeem(ada, 50, "", "");
        _assertChanged(module, 1, 50, 10);
    }

    function test_GivenAModuleListensToItsLife_WhenWhatItEncumbersMovesToASuccessor_ItShouldBeToldWhere() external {
        ModuleMock module = _pledged(60);
        _restrictAccount(adaId, ada);
        _recover(ada, adaToo);
        (PositionKey memory lost, PositionKey memory successor) = (_direct(ada), _direct(adaToo));
        _assertTold(module, 1, abi.encodeCall(IModuleLife.encumbranceMoved, (lost, successor, 60, 0)));
    }

    function test_GivenAModuleListensToItsLife_WhenTheSharesAreSplit_ItShouldBeToldTheRatio() external {
        ModuleMock module = _module(HOOK_LIFE, 0);
        vm.prank(owner);
        token.split(3, 1);
        _assertTold(module, 1, abi.encodeCall(IModuleLife.splitHappened, (1, 3, 1)));
    }

    /* -------------------------------------------------- others ----------------------------------------------- */

    function test_GivenAModuleDeclaredNeither_ItShouldBeToldNothing() external {
        ModuleMock module = _encumbered(ada, 60);
        _force(ada, ben, 70);
        _detach(module);
        assertEq(module.told().length, 0);
    }

    function test_RevertWhen_AnybodyButTheTokenHasModulesTold() external {
        ITokenNotices notices = ITokenNotices(address(token));
        address[3] memory callers = [owner, address(issuer), stranger];
        for (uint256 i; i < callers.length; ++i) {
            vm.startPrank(callers[i]);
            _expectNotToken(callers[i]);
            notices.tellForced(directMove(KIND_FORCED_TRANSFER, owner, ada, ben, 1));
            _expectNotToken(callers[i]);
            notices.tellEncumbrances(_direct(ada), 1);
            _expectNotToken(callers[i]);
            notices.tellEncumbrancesMoved(_direct(ada), _direct(ben), 1);
            _expectNotToken(callers[i]);
            notices.tellAttachment(address(token), true);
            _expectNotToken(callers[i]);
            notices.tellSplit(1, 2, 1);
            vm.stopPrank();
        }
    }

    /* ------------------------------------------------- internal ---------------------------------------------- */

    function _hostile(uint8 hooks) private returns (HostileModule module) {
        module = new HostileModule(token, hooks, 0);
        vm.prank(owner);
        issuer.attachModule(address(token), address(module));
    }

    function _pledged(uint256 amount) private returns (ModuleMock module) {
        module = _module(HOOK_LIFE, PERMISSION_ENCUMBER);
        vm.prank(address(module));
        token.encumber(ada, amount);
    }

    function _direct(address account) private pure returns (PositionKey memory) {
        return defaultPosition(address(0), account);
    }

    function _expectNotToken(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_NotToken.selector, caller));
    }

    function _assertTold(ModuleMock module, uint256 n, bytes memory notice) private view {
        assertEq(module.told()[n], keccak256(notice));
    }

    function _assertChanged(ModuleMock module, uint256 n, uint256 amount, uint256 taken) private view {
        _assertTold(module, n, abi.encodeCall(IModuleLife.encumbranceChanged, (_direct(ada), amount, taken)));
        assertEq(token.encumbranceOf(ada, address(module)), amount);
    }

    function _assertFailureTold(address module, uint256 length) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 found;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != ITokenEvents.ModuleNoticeFailed.selector) continue;
            assertEq(logs[i].topics[1], bytes32(uint256(uint160(module))));
            assertEq(abi.decode(logs[i].data, (bytes)).length, length);
            ++found;
        }
        assertEq(found, 1);
    }
}
