// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccreditationWork} from "../../src/interfaces/IAccreditationWork.sol";
import {ICountWork} from "../../src/interfaces/ICountWork.sol";
import {IKeeperGateway} from "../../src/interfaces/IKeeperGateway.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {IWorkSource} from "../../src/interfaces/IWorkSource.sol";
import {InvestorId, InvestorKey, Rating} from "../../src/types/Identity.sol";
import {Outlook, SearchResult, WorkAt} from "../../src/types/Work.sol";
import {WorkState} from "../../src/types/WorkStatus.sol";
import {HostileSource} from "../mocks/HostileSource.sol";
import {newAccreditationWork, newCountWork, newGateway} from "./Artifacts.sol";
import {DistributionBase} from "./DistributionBase.sol";

/// @notice The holders of `DistributionBase`, and a gateway that lists the lock-ups, the accreditations and the counts.
abstract contract GatewayBase is DistributionBase {
    /// @dev In this minute a search begins where the turn is; at START it begins anywhere.
    uint40 internal constant TURN_KEPT = START + 1 minutes;
    uint40 internal constant LOCKUP_END = START + 5 days;
    uint256 internal constant LOCKUPS = 0;
    uint256 internal constant ACCREDITATIONS = 1;
    uint256 internal constant COUNTS = 2;
    /// @dev What `_listHostile` lists first.
    uint256 internal constant HOSTILE = 3;
    /// @dev The only kind, or the first.
    uint256 internal constant KIND = 0;
    uint256 internal constant REFILE = 1;
    uint32 internal constant CEILING = 3_500_000;
    uint256 internal constant NETWORK_VIEW_GAS = 10_000_000;
    uint256 internal constant NETWORK_RUN_GAS = 5_000_000;

    IKeeperGateway internal gateway;
    IAccreditationWork internal accreditations;
    ICountWork internal counts;

    function setUp() public virtual override {
        super.setUp();
        gateway = newGateway(issuer);
        accreditations = newAccreditationWork(issuer);
        counts = newCountWork(issuer);
        vm.prank(owner);
        issuer.attachContract(address(gateway));
        _list(lockup);
        _list(accreditations);
        _list(counts);
    }

    function _list(IWorkSource source) internal {
        vm.prank(owner);
        gateway.addSource(source, CEILING);
    }

    /* --------------------------------------------------- work ------------------------------------------------ */

    /// @dev Lots of Alice's of one unit each, that end together.
    function _lockUp(uint256 count) internal {
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](count);
        for (uint256 i; i < count; ++i) {
            lots[i] = ILockupModule.LotTerms({amount: 1, lockupEnd: LOCKUP_END});
        }
        vm.prank(owner);
        lockup.lock(alice, lots);
    }

    /// @dev Lots that are due.
    function _lockUpDue(uint256 count) internal {
        _lockUp(count);
        vm.warp(LOCKUP_END);
    }

    /// @dev The accreditation ends at this second.
    function _expireAt(address account, uint40 time) internal {
        vm.prank(owner);
        registrar.updateInvestor(_idOf(account), bytes3("ZH"), Rating.wrap(1), time);
    }

    function _rate(address account, uint8 rating) internal {
        vm.prank(owner);
        registrar.updateInvestor(_idOf(account), bytes3("ZH"), Rating.wrap(rating), FAR);
    }

    function _investors(address a) internal pure returns (InvestorKey[] memory) {
        return _keys(_idOf(a));
    }

    /// @dev Alice, Bob and Carol.
    function _allInvestors() internal view returns (InvestorKey[] memory keys) {
        keys = new InvestorKey[](3);
        (keys[0], keys[1], keys[2]) = (_key(_idOf(alice)), _key(_idOf(bob)), _key(_idOf(carol)));
    }

    /// @dev A hostile source of one kind with `count` due items.
    function _listHostile(uint256 count) internal returns (HostileSource hostile) {
        hostile = new HostileSource(1, count);
        _list(hostile);
    }

    function _removeAll() internal {
        for (uint256 source; source < HOSTILE; ++source) {
            vm.prank(owner);
            gateway.removeSource(source);
        }
    }

    function _pause(uint256 source) internal {
        vm.prank(owner);
        gateway.pause(_work(source, KIND));
    }

    /// @dev Misses until the source is in quarantine.
    function _quarantine(uint256 source, HostileSource hostile) internal {
        hostile.setMood(hostile.runWork.selector, HostileSource.Mood.Idle);
        for (uint256 i; i < 3; ++i) {
            skip(1);
            gateway.run(source, KIND, _ids(1));
        }
    }

    /* ---------------------------------------------------- ids ------------------------------------------------ */

    function _work(uint256 source, uint256 kind) internal pure returns (WorkAt[] memory work) {
        work = new WorkAt[](1);
        work[0] = WorkAt(uint16(source), uint8(kind));
    }

    /// @dev Of the registrar at place 0.
    function _numberOf(address account) internal pure returns (uint256) {
        return InvestorId.unwrap(_idOf(account));
    }

    function _numbered(uint256 from, uint256 count) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            ids[i] = from + i;
        }
    }

    function _ids(uint256 a) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](1);
        ids[0] = a;
    }

    function _ids(uint256 a, uint256 b) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](2);
        (ids[0], ids[1]) = (a, b);
    }

    function _ids(uint256 a, uint256 b, uint256 c) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](3);
        (ids[0], ids[1], ids[2]) = (a, b, c);
    }

    function _payload(uint256 source, uint256[] memory ids) internal pure returns (bytes memory) {
        return abi.encode(source, KIND, ids);
    }

    /* ------------------------------------------------- asserts ----------------------------------------------- */

    function _assertNext(uint256 source, uint256[] memory ids) internal view {
        SearchResult memory next = gateway.nextWork{gas: NETWORK_VIEW_GAS}();
        assertEq(next.ids, ids, "ids");
        assertEq(next.work.source, source, "source");
        assertEq(next.work.kind, KIND, "kind");
        assertFalse(next.isComplete, "complete, though something is due");
    }

    function _assertNothing(bool isComplete) internal view returns (SearchResult memory next) {
        next = gateway.nextWork{gas: NETWORK_VIEW_GAS}();
        assertEq(next.ids.length, 0, "ids");
        assertEq(next.isComplete, isComplete, "complete");
    }

    function _assertWork(uint256 source, uint256 id, WorkState expected, uint40 dueAt) internal view {
        (WorkState state, uint40 time) = gateway.status(source, KIND, id);
        assertEq(uint8(state), uint8(expected), "state");
        assertEq(time, dueAt, "due at");
        Outlook memory outlook = gateway.preview(source, KIND, _ids(id))[0];
        assertEq(uint8(outlook.state), uint8(expected), "state in the preview");
        assertEq(outlook.dueAt, dueAt, "due at, in the preview");
        assertEq(outlook.ok, expected == WorkState.Due, "ok");
    }

    function _expectDone(uint256 source, address caller, uint256[] memory done) internal {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.WorkDone(source, KIND, caller, done);
    }

    function _expectMissed(uint256 source, uint256 misses, bytes memory reason) internal {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.WorkMissed(source, KIND, address(this), misses, reason);
    }

    function _expectNothingDue(uint256 source) internal {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NothingDue.selector, source, KIND));
    }

    function _expectNotDue(uint256 source, uint256 id, WorkState state, uint40 dueAt) internal {
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NotDue.selector, source, KIND, id, state, dueAt)
        );
    }

    function _missesOf(uint256 source) internal view returns (uint256) {
        return gateway.sources()[source].misses;
    }

    function _isInQuarantine(uint256 source) internal view returns (bool) {
        return gateway.sources()[source].quarantinedUntil > vm.getBlockTimestamp();
    }
}
