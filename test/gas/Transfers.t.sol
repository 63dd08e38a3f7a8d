// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../../src/types/Modules.sol";
import {deployed, newDistribution, newFactory, newLockup, newPledges} from "../utils/Artifacts.sol";
import {StandardState} from "./StandardState.sol";

/// @notice Transfers, in the cases of the protocol that Scrip succeeds (T1, T6, T7, T16) and beside them.
/// forge-config: default.isolate = true
contract TransfersGas is StandardState {
    string private constant GROUP = "transfers";

    function test_T1_TreasuryToFirstHolderOfAll() external {
        vm.prank(owner);
        token.transferTreasury(investors[1], 1000);
        vm.snapshotGasLastCall(GROUP, "T1");
    }

    function test_T6_ToNewHolderOfOtherCountry() external {
        _distribute();
        _send(investors[1], investors[8], 400);
        vm.snapshotGasLastCall(GROUP, "T6");
    }

    function test_T6_ToNewHolderWhomTheIssuerAdmittedBefore() external {
        _distribute();
        vm.prank(owner);
        issuer.admit(_one(investors[8]));
        vm.snapshotValue(GROUP, "admit one investor", vm.lastCallGas().gasTotalUsed);
        uint256 state = vm.snapshotState();
        _send(investors[1], investors[8], 400);
        vm.snapshotGasLastCall(GROUP, "T6, admitted, not prepared");

        vm.revertToState(state);
        token.bindAccounts(_one(investors[8]));
        vm.snapshotValue(GROUP, "prepare one account", vm.lastCallGas().gasTotalUsed);
        _send(investors[1], investors[8], 400);
        vm.snapshotGasLastCall(GROUP, "T6, admitted and prepared");
    }

    function test_T7_OfAClone() external {
        token = ISecurityToken(newFactory().createToken(address(token), "B shares", "MUSTB", 0, ""));
        vm.prank(owner);
        issuer.addToken(address(token));
        _issue(address(issuer), TREASURY);
        _untilT7();
        _send(investors[1], investors[3], 100);
        vm.snapshotGasLastCall(GROUP, "T7, of a clone");
    }

    function test_T7_ToExistingHolderOfOtherCountry() external {
        _untilT7();
        _send(investors[1], investors[3], 100);
        vm.snapshotGasLastCall(GROUP, "T7");
    }

    function test_T16_OwnSecondAccountAgain() external {
        _fromTreasury(ninth[0], 1000);
        _send(ninth[0], ninth[1], 100);
        _send(ninth[0], ninth[1], 100);
        vm.snapshotGasLastCall(GROUP, "T16");
    }

    function test_RecordDates() external {
        _untilT7();
        _send(investors[1], investors[3], 100);
        uint256 plain = vm.lastCallGas().gasTotalUsed;
        vm.prank(owner);
        token.scheduleRecordDate(START + 1 days);
        vm.warp(START + 1 days + 1);

        _send(investors[5], investors[6], 100);
        _send(investors[1], investors[3], 100);
        uint256 settling = vm.lastCallGas().gasTotalUsed;
        _send(investors[1], investors[3], 100);
        uint256 between = vm.lastCallGas().gasTotalUsed;

        vm.snapshotValue(GROUP, "first transfer after a record date adds, per side", (settling - plain) / 2);
        vm.snapshotValue(GROUP, "between record dates adds", between - plain);
    }

    function test_RecordDateNoticedByFirstTransferOfAll() external {
        _untilT7();
        _send(investors[1], investors[3], 100);
        uint256 plain = vm.lastCallGas().gasTotalUsed;
        vm.prank(owner);
        token.scheduleRecordDate(START + 1 days);
        vm.warp(START + 1 days + 1);

        _send(investors[1], investors[3], 100);
        uint256 noticing = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue(GROUP, "first transfer of all after a record date adds", noticing - plain);
    }

    /// @dev On a token with the modules that users get, none of which has a hook.
    function test_Hooks() external {
        _untilT7();
        _attach(address(newLockup(token)));
        _attach(address(newDistribution(token)));
        _attach(address(newPledges(token)));
        uint256 state = vm.snapshotState();
        _measureHooks(HOOK_CHECK_TRANSFER, "one check hook");
        vm.revertToState(state);
        _measureHooks(HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, "two hooks");
    }

    /// @param what hooks that each of two modules has
    function _measureHooks(uint8 hooks, string memory what) private {
        uint256[3] memory gas;
        for (uint256 i; i < gas.length; ++i) {
            uint256 state = vm.snapshotState();
            _send(investors[1], investors[3], 100);
            gas[i] = vm.lastCallGas().gasTotalUsed;
            vm.revertToState(state);
            _attach(deployed("NoopModule", abi.encode(token, hooks)));
        }
        vm.snapshotValue(GROUP, string.concat("module with ", what, " adds"), gas[1] - gas[0]);
        vm.snapshotValue(GROUP, string.concat("each further module with ", what, " adds"), gas[2] - gas[1]);
    }

    function test_SenderWithALockedLot() external {
        ILockupModule lockup = newLockup(token);
        _untilT7();
        _attach(address(lockup));
        _attach(address(newDistribution(token)));
        _attach(address(newPledges(token)));
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](1);
        lots[0] = ILockupModule.LotTerms(100, START + 1 days);
        vm.prank(owner);
        lockup.lock(investors[1], lots);

        _send(investors[1], investors[3], 100);
        vm.snapshotGasLastCall(GROUP, "T7, the sender has a locked lot");
    }

    function test_Custody() external {
        _distribute();
        _send(investors[1], address(custodian), 400);
        vm.snapshotGasLastCall(GROUP, "first custodial deposit");

        vm.prank(owner);
        custodian.transferInternal(token, investors[1], investors[8], 100);
        vm.snapshotGasLastCall(GROUP, "custodial move to a new owner");
    }

    function _attach(address module) private {
        vm.prank(owner);
        issuer.attachModule(address(token), module);
    }

    function _untilT7() private {
        _distribute();
        _send(investors[1], investors[8], 400);
    }
}
