// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccreditationWork} from "../../src/interfaces/IAccreditationWork.sol";
import {ICountWork} from "../../src/interfaces/ICountWork.sol";
import {IKeeperGateway} from "../../src/interfaces/IKeeperGateway.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {IWorkSource} from "../../src/interfaces/IWorkSource.sol";
import {InvestorId, Rating} from "../../src/types/Identity.sol";
import {Renewal} from "../../src/types/Investors.sol";
import {newAccreditationWork, newCountWork, newGateway, newLockup} from "../utils/Artifacts.sol";
import {StandardState} from "./StandardState.sol";
import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";

/// @notice What the same batches cost through the gateway, and what it costs to be found there.
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
        gateway.addSource(lockup, 3_500_000);
        vm.stopPrank();
        vm.warp(START + 1 days);

        uint256[] memory ids = new uint256[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            ids[i] = i + 1;
        }
        _run(ids, "release a lot in a batch of 25");
    }

    function test_ExpireInvestors() external {
        IAccreditationWork accreditations = newAccreditationWork(issuer);
        _list(accreditations);
        _hold();
        _end(uint40(vm.getBlockTimestamp()) + 2 days);
        accreditations.file(0, _investorIds());
        _keep("file an investor in a batch of 25");
        vm.warp(vm.getBlockTimestamp() + 2 days);
        _run(_someNumbers(24), "mark a lapse in a batch of 24, filed");
        _end(uint40(vm.getBlockTimestamp()) + 2 days);
        vm.warp(vm.getBlockTimestamp() + 2 days);
        _run(_someNumbers(24), "mark a lapse in a batch of 24, not filed");
    }

    function test_MoveCounts() external {
        ICountWork counts = newCountWork(issuer);
        _list(counts);
        _hold();
        counts.enrol(_investorIds());
        _keep("enrol an investor in a batch of 25");
        _renew(2, FAR);
        _run(_someNumbers(19), "move a count in a batch of 19");
    }

    function _list(IWorkSource source) private {
        vm.prank(owner);
        gateway.addSource(source, 3_500_000);
    }

    function _hold() private {
        vm.prank(owner);
        token.issueBatch(holders, _same(1000, BATCH), "");
    }

    function _end(uint40 time) private {
        _renew(1, time);
    }

    function _renew(uint8 rating, uint40 expiresAt) private {
        InvestorId[] memory ids = _investorIds();
        Renewal[] memory renewals = new Renewal[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            renewals[i] = Renewal(ids[i], bytes3("ZH"), Rating.wrap(rating), expiresAt);
        }
        vm.prank(owner);
        registrar.updateInvestors(renewals);
    }

    function _investorIds() private view returns (InvestorId[] memory ids) {
        ids = new InvestorId[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            (ids[i],) = registrar.investorFor(holders[i]);
        }
    }

    function _someNumbers(uint256 count) private view returns (uint256[] memory some) {
        InvestorId[] memory ids = _investorIds();
        some = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            some[i] = uint96(InvestorId.unwrap(ids[i]));
        }
        Arrays.sort(some);
    }

    function _run(uint256[] memory ids, string memory name) private {
        gateway.run(0, 0, ids);
        vm.snapshotValue(GROUP, name, vm.lastCallGas().gasTotalUsed / ids.length);
    }

    function _keep(string memory name) private {
        vm.snapshotValue(GROUP, name, vm.lastCallGas().gasTotalUsed / BATCH);
    }
}
