// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7943Orders} from "../../src/interfaces/IERC7943Fungible.sol";
import {InvestorId} from "../../src/types/Identity.sol";
import {DEFAULT_PARTITION, Partition} from "../../src/types/Partition.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {ComplianceBase} from "./ComplianceBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice What tests of the powers over holders do with the system: partitions, frozen amounts, force, recovery.
abstract contract EnforcementBase is ComplianceBase {
    Partition internal constant FOUNDERS = Partition.wrap("FOUNDERS");
    Partition internal constant STAFF = Partition.wrap("STAFF");

    /* ------------------------------------------------- partitions -------------------------------------------- */

    function _setPartition(Partition partition, uint40 lockedUntil) internal {
        vm.prank(owner);
        token.setPartition(partition, lockedUntil, "");
    }

    function _issueIn(Partition partition, address to, uint256 amount) internal {
        vm.prank(owner);
        token.issueByPartition(partition, to, amount, "");
    }

    function _lock(Partition partition, address account, uint40 lockedUntil) internal {
        vm.prank(owner);
        token.setPositionLock(partition, account, lockedUntil);
    }

    /* --------------------------------------------------- powers ---------------------------------------------- */

    function _freezeAmount(address account, uint256 amount) internal {
        vm.prank(owner);
        token.setFrozenTokens(account, amount);
    }

    function _force(address from, address to, uint256 amount) internal {
        vm.prank(owner);
        token.forcedTransfer(from, to, amount);
    }

    function _forceIn(Partition partition, address from, address to, uint256 amount) internal {
        vm.prank(owner);
        token.controllerTransferByPartition(partition, from, to, amount, "", "");
    }

    function _restrictAccount(InvestorId id, address account) internal {
        vm.prank(owner);
        registrar.restrictAccounts(id, _one(account));
    }

    /// @dev The registrar takes the account's restriction back.
    function _freeAccount(InvestorId id, address account) internal {
        vm.prank(owner);
        registrar.registerAccounts(id, _one(account));
    }

    function _recover(address lost, address successor) internal {
        vm.prank(owner);
        token.recover(lost, successor, "");
    }

    function _setGranularity(uint256 multiple) internal {
        vm.prank(owner);
        token.setGranularity(multiple);
    }

    /* --------------------------------------------------- values ---------------------------------------------- */

    function _freeOf(address account) internal view returns (uint256) {
        return token.balanceOfByPartition(DEFAULT_PARTITION, account) - token.encumberedBalanceOf(account);
    }

    function _amounts(uint256 a, uint256 b) internal pure returns (uint256[] memory amounts) {
        amounts = new uint256[](2);
        (amounts[0], amounts[1]) = (a, b);
    }

    /* ------------------------------------------------- assertions -------------------------------------------- */

    /// @dev Of the logs since `recordLogs`, the only one that freezes comes before the only transfer.
    function _assertFrozenBeforeMoved(address account, uint256 frozen) internal {
        (uint256 freezing, uint256 moving) = (type(uint256).max, type(uint256).max);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == IERC20.Transfer.selector) moving = i;
            if (logs[i].topics[0] != IERC7943Orders.Frozen.selector) continue;
            assertEq(logs[i].topics[1], bytes32(uint256(uint160(account))), "whose");
            assertEq(abi.decode(logs[i].data, (uint256)), frozen, "frozen");
            freezing = i;
        }
        assertLt(freezing, moving, "order of events");
        assertLt(moving, logs.length, "nothing moved");
    }

    function _assertNotForced(Restriction code, address from, address to, uint256 amount) internal {
        vm.expectRevert(_refusal(code, from, to, amount));
        _force(from, to, amount);
    }
}
