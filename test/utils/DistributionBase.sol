// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayouts} from "../../src/interfaces/IPayouts.sol";
import {Partition} from "../../src/types/Partition.sol";
import {DistributionState, PaymentStatus} from "../../src/types/Payout.sol";
import {PositionKey, defaultPosition} from "../../src/types/PositionKey.sol";
import {PaymentToken} from "../mocks/PaymentToken.sol";
import {ModuleBase} from "./ModuleBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice Alice holds 600, Bob 300, Carol 100 through the custodian; the treasury 1,000, which count for nothing.
abstract contract DistributionBase is ModuleBase {
    uint40 internal constant RECORD_DATE = START + 10 days;
    uint40 internal constant PAYMENT_DATE = START + 20 days;
    uint40 internal constant CLAIM_DEADLINE = START + 200 days;
    uint256 internal constant AMOUNT = 1_000_000_007;
    uint256 internal constant ALICE_ENTITLEMENT = 600_000_004;
    uint256 internal constant BOB_ENTITLEMENT = 300_000_002;
    uint256 internal constant CAROL_ENTITLEMENT = 100_000_000;
    /// @dev What rounding leaves to the issuer.
    uint256 internal constant REMAINDER = 1;

    address internal immutable funder = makeAddr("funder");
    PaymentToken internal payment;

    function setUp() public virtual override {
        super.setUp();
        payment = new PaymentToken("Euro", "EUR");
        _issue(address(issuer), 1_000);
        _issue(alice, 600);
        _issue(bob, 300);
        _issue(carol, 100);
        _transfer(carol, address(custodian), 100);
    }

    /* -------------------------------------------------- moves ------------------------------------------------- */

    function _declare() internal returns (uint256 id) {
        return _declare(IERC20(address(payment)), AMOUNT);
    }

    function _declare(IERC20 payment_, uint256 amount) internal returns (uint256 id) {
        vm.prank(owner);
        distribution.declare(payment_, amount, RECORD_DATE, PAYMENT_DATE, CLAIM_DEADLINE);
        return distribution.distributionCount();
    }

    function _declareIn(Partition partition) internal returns (uint256 id) {
        vm.prank(owner);
        distribution.declareByPartition(partition, payment, AMOUNT, RECORD_DATE, PAYMENT_DATE, CLAIM_DEADLINE);
        return distribution.distributionCount();
    }

    /// @dev With a record date that far ahead; paid ten days later.
    function _declareFor(uint40 recordDate) internal returns (uint256 id) {
        vm.prank(owner);
        distribution.declare(payment, AMOUNT, recordDate, recordDate + 10 days, recordDate + 200 days);
        return distribution.distributionCount();
    }

    function _fund(uint256 id) internal {
        uint256 amount = distribution.getDistribution(id).amount;
        payment.mint(funder, amount);
        _approve(IERC20(address(payment)), amount);
        vm.prank(funder);
        distribution.fund(id);
    }

    function _approve(IERC20 payment_, uint256 amount) internal {
        vm.prank(funder);
        payment_.approve(address(distribution), amount);
    }

    function _declareFunded() internal returns (uint256 id) {
        id = _declare();
        _fund(id);
    }

    function _declareOpen() internal returns (uint256 id) {
        id = _declareFunded();
        vm.warp(PAYMENT_DATE);
        distribution.open(id);
    }

    function _declareClosed() internal returns (uint256 id) {
        id = _declareOpen();
        distribution.pay(id, _everybody());
        distribution.close(id);
    }

    /// @dev Where a distribution's money lies.
    function _purse(uint256 id) internal view returns (address) {
        return address(distribution.purseOf(id));
    }

    /* ------------------------------------------------ positions ----------------------------------------------- */

    function _direct(address account) internal pure returns (PositionKey memory) {
        return defaultPosition(address(0), account);
    }

    function _custodied(address account) internal view returns (PositionKey memory) {
        return defaultPosition(address(custodian), account);
    }

    function _only(PositionKey memory position) internal pure returns (PositionKey[] memory positions) {
        positions = new PositionKey[](1);
        positions[0] = position;
    }

    function _both(PositionKey memory first, PositionKey memory second)
        internal
        pure
        returns (PositionKey[] memory positions)
    {
        positions = new PositionKey[](2);
        (positions[0], positions[1]) = (first, second);
    }

    function _everybody() internal view returns (PositionKey[] memory positions) {
        positions = new PositionKey[](3);
        (positions[0], positions[1], positions[2]) = (_direct(alice), _direct(bob), _custodied(carol));
    }

    /* ------------------------------------------------- asserts ------------------------------------------------ */

    function _assertStatus(uint256 id, PositionKey memory position, PaymentStatus expected) internal view {
        assertEq(
            uint8(distribution.paymentStatusOf(id, position.custodian, position.account)), uint8(expected), "status"
        );
    }

    function _assertState(uint256 id, DistributionState expected) internal view {
        assertEq(uint8(distribution.getDistribution(id).state), uint8(expected), "state");
    }

    function _wrongState(uint256 id, DistributionState state) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IPayouts.Payouts_WrongState.selector, id, state);
    }

    function _unknown(uint256 id) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IPayouts.Payouts_UnknownDistribution.selector, id);
    }
}
