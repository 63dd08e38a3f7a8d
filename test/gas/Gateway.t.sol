// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../src/interfaces/IDistributionModule.sol";
import {IKeeperGateway} from "../../src/interfaces/IKeeperGateway.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {InvestorId, Rating} from "../../src/types/Identity.sol";
import {Renewal} from "../../src/types/Investors.sol";
import {PositionKey} from "../../src/types/PositionKey.sol";
import {ModuleFamily, WorkKind, paymentId} from "../../src/types/Work.sol";
import {PaymentToken} from "../mocks/PaymentToken.sol";
import {newDistribution, newGateway, newLockup} from "../utils/Artifacts.sol";
import {StandardState} from "./StandardState.sol";

/// @notice What the same batches cost through the gateway, and what it costs to be listed there.
/// forge-config: default.isolate = true
contract GatewayGas is StandardState {
    string private constant GROUP = "gateway";
    uint256 private constant BATCH = 25;

    IKeeperGateway private gateway;
    address[] private holders;

    function setUp() public override {
        super.setUp();
        gateway = newGateway(issuer);
        vm.prank(owner);
        issuer.attachContract(address(gateway));
        holders = _registerMany(BATCH);
    }

    function test_ReleaseLots() external {
        ILockupModule lockup = newLockup(token);
        ILockupModule.LockedIssue[] memory issues = new ILockupModule.LockedIssue[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](1);
            lots[0] = ILockupModule.LotTerms(100, START + 1 days);
            issues[i] = ILockupModule.LockedIssue(holders[i], 1000, 0, lots);
        }
        vm.startPrank(owner);
        issuer.attachModule(address(token), address(lockup));
        lockup.issueLocked(issues);
        gateway.addModule(ModuleFamily.Lockup, lockup);
        vm.stopPrank();
        vm.warp(START + 1 days);

        _run(WorkKind.Release, _numbered(0), "release a lot in a batch of 25");
    }

    function test_PayHolders() external {
        IDistributionModule distribution = newDistribution(token);
        PaymentToken payment = new PaymentToken("Muster dollar", "MUSD");
        vm.startPrank(owner);
        issuer.attachModule(address(token), address(distribution));
        token.issueBatch(holders, _same(1000, BATCH), "");
        gateway.addModule(ModuleFamily.Distribution, distribution);
        vm.stopPrank();
        _enrol();
        for (uint256 id = 1; id <= 2; ++id) {
            payment.mint(owner, 1_000_000);
            uint40 now_ = uint40(vm.getBlockTimestamp());
            vm.startPrank(owner);
            payment.approve(address(distribution), 1_000_000);
            distribution.declare(payment, 1_000_000, now_ + 1 days, now_ + 2 days, now_ + 30 days);
            distribution.fund(id);
            vm.stopPrank();
            vm.warp(now_ + 2 days);
            gateway.run(WorkKind.Open, _one(id));
            _run(WorkKind.Pay, _numbered(paymentId(0, id, 0)), id == 1 ? "" : "pay a holder in a batch of 25");
        }
    }

    function test_ExpireInvestors() external {
        uint256[] memory ids = new uint256[](BATCH);
        Renewal[] memory renewals = new Renewal[](BATCH);
        uint40 end = uint40(vm.getBlockTimestamp()) + 1;
        for (uint256 i; i < BATCH; ++i) {
            (InvestorId id,) = registrar.investorFor(holders[i]);
            renewals[i] = Renewal(id, bytes3("ZH"), Rating.wrap(1), end);
            ids[i] = uint96(InvestorId.unwrap(id));
        }
        vm.prank(owner);
        registrar.updateInvestors(renewals);
        vm.warp(end);
        _run(WorkKind.Expire, vm.sort(ids), "mark a lapse in a batch of 25");
    }

    function _enrol() private {
        InvestorId[] memory ids = new InvestorId[](BATCH);
        PositionKey[] memory positions = new PositionKey[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            (ids[i],) = registrar.investorFor(holders[i]);
            positions[i] = PositionKey(address(0), holders[i]);
        }
        gateway.enrolPositions(0, 0, positions);
        vm.snapshotValue(GROUP, "enrol a position in a batch of 25", vm.lastCallGas().gasTotalUsed / BATCH);
        gateway.enrolInvestors(0, ids);
        vm.snapshotValue(GROUP, "enrol an investor in a batch of 25", vm.lastCallGas().gasTotalUsed / BATCH);
    }

    function _run(WorkKind kind, uint256[] memory ids, string memory name) private {
        gateway.run(kind, ids);
        uint256 gasUsed = vm.lastCallGas().gasTotalUsed;
        if (bytes(name).length != 0) vm.snapshotValue(GROUP, name, gasUsed / BATCH);
    }

    function _numbered(uint256 base) private pure returns (uint256[] memory ids) {
        ids = new uint256[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            ids[i] = base + i + 1;
        }
    }

    function _one(uint256 id) private pure returns (uint256[] memory ids) {
        ids = new uint256[](1);
        ids[0] = id;
    }
}
