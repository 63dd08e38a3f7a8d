// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PositionKey} from "../../src/types/PositionKey.sol";
import {DistributionBase} from "./DistributionBase.sol";

/// @notice The module as a source of due work.
abstract contract PayoutWorkBase is DistributionBase {
    uint256 internal constant OPEN = 0;
    uint256 internal constant PAY = 1;
    uint256 internal constant CLOSE = 2;
    uint256 internal constant ANNOUNCE = 3;

    /// @dev What a network gives a batch.
    uint256 private constant BATCH_GAS = 5_000_000;

    /// @dev At places 1 to 3: Alice, Bob, Carol at the custodian.
    function _enrolEverybody() internal {
        distribution.enrolPositions(0, _everybody());
    }

    function _payId(uint256 distributionId, uint256 place) internal pure returns (uint256) {
        return distributionId << 32 | place;
    }

    function _declareFundedLater() internal returns (uint256 id) {
        vm.prank(owner);
        uint40 now_ = uint40(vm.getBlockTimestamp());
        distribution.declare(payment, AMOUNT, now_ + 1, now_ + 2, now_ + 3 days);
        id = distribution.distributionCount();
        _fund(id);
        vm.warp(now_ + 2);
    }

    /// @dev All that is due, on one page after another.
    function _due(uint256 kind) internal view returns (uint256[] memory all) {
        uint256 cursor;
        do {
            uint256[] memory page;
            (page, cursor) = distribution.dueWork(kind, cursor, 2);
            uint256[] memory sum = new uint256[](all.length + page.length);
            for (uint256 i; i < sum.length; ++i) {
                sum[i] = i < all.length ? all[i] : page[i - all.length];
            }
            all = sum;
        } while (cursor != 0);
    }

    function _ids(uint256 id) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](1);
        ids[0] = id;
    }

    function _ids(uint256 first, uint256 second) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](2);
        (ids[0], ids[1]) = (first, second);
    }

    /// @dev How many items fit into a network's batch.
    function _batchOf(uint256 kind) internal view returns (uint256 count) {
        while (distribution.workGas(kind, count + 1) <= BATCH_GAS) ++count;
    }

    /* ---------------------------------------------- a large register ---------------------------------------- */

    /// @dev Positions of accounts that the token is made to say held a unit.
    function _enrolMany(uint256 count) internal {
        for (uint256 from; from < count; from += 100) {
            PositionKey[] memory positions = new PositionKey[](100);
            for (uint256 i; i < 100; ++i) {
                positions[i] = _direct(_accountAt(from + i));
                vm.mockCall(
                    address(token), abi.encodeCall(token.balanceOf, (positions[i].account)), abi.encode(uint256(1))
                );
            }
            distribution.enrolPositions(0, positions);
        }
    }

    /// @dev They held nothing at the record date, so a look at them finishes them.
    function _finishMany(uint256 id, uint256 count) internal {
        for (uint256 from; from < count; from += 100) {
            PositionKey[] memory positions = new PositionKey[](100);
            for (uint256 i; i < 100; ++i) {
                positions[i] = _direct(_accountAt(from + i));
            }
            distribution.pay(id, positions);
        }
    }

    function _accountAt(uint256 index) private pure returns (address) {
        // 160 bits of a hash.
        // forge-lint: disable-next-line(unsafe-typecast)
        return address(uint160(uint256(keccak256(abi.encode("account", index)))));
    }
}
