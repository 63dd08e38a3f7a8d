// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What was paid in and out of each distribution, by the book.
contract Payouts {
    mapping(uint256 distributionId => uint256) public funded;
    mapping(uint256 distributionId => uint256) public paid;
    mapping(uint256 distributionId => uint256) public reclaimed;
    mapping(uint256 distributionId => uint256) public refunded;
    /// @dev What strangers sent to the purse and nobody has swept.
    mapping(uint256 distributionId => uint256) public surplus;
    mapping(uint256 distributionId => mapping(address custodian => mapping(address account => uint256))) public times;
    mapping(address account => uint256) public received;

    function fund(uint256 distributionId, uint256 amount) external {
        funded[distributionId] += amount;
    }

    function pay(uint256 distributionId, address custodian, address account, uint256 amount) external {
        paid[distributionId] += amount;
        received[account] += amount;
        ++times[distributionId][custodian][account];
    }

    function refund(uint256 distributionId, uint256 amount) external {
        refunded[distributionId] += amount;
    }

    function donate(uint256 distributionId, uint256 amount) external {
        surplus[distributionId] += amount;
    }

    function sweep(uint256 distributionId) external {
        surplus[distributionId] = 0;
    }

    /// @dev What belongs to the distribution and must lie in its purse.
    function rest(uint256 distributionId) external view returns (uint256) {
        return funded[distributionId] - paid[distributionId] - reclaimed[distributionId] - refunded[distributionId];
    }

    function reclaim(uint256 distributionId, uint256 amount) external {
        reclaimed[distributionId] += amount;
    }
}
