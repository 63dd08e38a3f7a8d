// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../../src/interfaces/IDistributionModule.sol";
import {ILockupModule} from "../../../src/interfaces/ILockupModule.sol";
import {IPayouts} from "../../../src/interfaces/IPayouts.sol";
import {Distribution, DistributionState} from "../../../src/types/Payout.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Lots and distributions as the modules' events tell them, and nothing else.
contract ModuleWitness {
    ILockupModule.Lot[] private _lots;
    Distribution[] private _distributions;
    mapping(uint256 distributionId => mapping(address custodian => mapping(address account => uint8))) public statusOf;

    function foldLot(Vm.Log calldata log) external {
        uint256 lotId = uint256(log.topics[1]);
        if (log.topics[0] == ILockupModule.LotReleased.selector) {
            ILockupModule.Lot storage lot = _lots[lotId - 1];
            require(!lot.released && block.timestamp >= lot.lockupEnd, "I62: released twice, or before its end");
            lot.released = true;
        } else if (log.topics[0] == ILockupModule.LotLocked.selector) {
            (uint256 amount, uint40 end) = abi.decode(log.data, (uint256, uint40));
            require(lotId == _lots.length + 1, "I62: lots are numbered one after another");
            _lots.push(ILockupModule.Lot(address(uint160(uint256(log.topics[2]))), end, false, 0, uint112(amount)));
        }
    }

    function foldDistribution(Vm.Log calldata log) external {
        bytes32 kind = log.topics[0];
        if (kind == IDistributionModule.DistributionDeclared.selector) return _declare(log);
        if (kind == IPayouts.SurplusSwept.selector || kind == IPayouts.PositionEnrolled.selector) return;
        Distribution storage d = _distributions[uint256(log.topics[1]) - 1];
        if (kind == IPayouts.DistributionFunded.selector) {
            _move(d, DistributionState.Funded, 1 << 1);
            d.funder = address(uint160(uint256(log.topics[2])));
        } else if (kind == IPayouts.DistributionOpened.selector) {
            _move(d, DistributionState.Open, 1 << 2);
            d.openedAt = uint40(block.timestamp);
            d.eligibleSupply = uint96(abi.decode(log.data, (uint256)));
        } else if (kind == IPayouts.DistributionClosed.selector) {
            _move(d, DistributionState.Closed, 1 << 3);
        } else if (kind == IPayouts.DistributionReclaimed.selector) {
            _move(d, DistributionState.Reclaimed, 1 << 3 | 1 << 4);
        } else if (kind == IPayouts.DistributionCancelled.selector) {
            _move(d, DistributionState.Cancelled, 1 << 1 | 1 << 2);
        } else if (kind == IPayouts.DistributionRefunded.selector) {
            require(d.state == DistributionState.Cancelled, "I63: a refund of what was not cancelled");
            d.refunded += uint128(abi.decode(log.data, (uint256)));
        } else if (kind == IPayouts.DistributionPaid.selector) {
            d.paid += uint128(abi.decode(log.data, (uint256)));
            _setStatus(log, 1);
        } else if (kind == IPayouts.DistributionWithheld.selector) {
            _setStatus(log, 2);
        }
    }

    function lots() external view returns (ILockupModule.Lot[] memory) {
        return _lots;
    }

    function distributions() external view returns (Distribution[] memory) {
        return _distributions;
    }

    function _declare(Vm.Log calldata log) private {
        Distribution memory d;
        uint256 amount;
        (amount, d.recordDate, d.paymentDate, d.claimDeadline) = abi.decode(log.data, (uint256, uint40, uint40, uint40));
        d.payment = IERC20(address(uint160(uint256(log.topics[2]))));
        d.amount = uint128(amount);
        d.state = DistributionState.Declared;
        _distributions.push(d);
    }

    /// @param from bit i set: state i may go on to `to`
    function _move(Distribution storage d, DistributionState to, uint256 from) private {
        require(from >> uint8(d.state) & 1 == 1, "I63: a move that the table has not");
        d.state = to;
    }

    function _setStatus(Vm.Log calldata log, uint8 status) private {
        address account = address(uint160(uint256(log.topics[2])));
        address custodian = address(uint160(uint256(log.topics[3])));
        uint256 distributionId = uint256(log.topics[1]);
        uint8 before = statusOf[distributionId][custodian][account];
        require(before != 1, "I64: what is paid stays paid");
        Distribution storage d = _distributions[distributionId - 1];
        if (before != 2 && status == 2) ++d.withheld;
        if (before == 2 && status == 1) --d.withheld;
        statusOf[distributionId][custodian][account] = status;
    }
}
