// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../src/interfaces/IKeeperGateway.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {ITokenModule} from "../../src/interfaces/IModule.sol";
import {InvestorId, Rating} from "../../src/types/Identity.sol";
import {PositionKey} from "../../src/types/PositionKey.sol";
import {Failure, ModuleFamily, Outlook, WorkKind, WorkState, paymentId, workId} from "../../src/types/Work.sol";
import {HostileLockup} from "../mocks/HostileLockup.sol";
import {newGateway} from "./Artifacts.sol";
import {DistributionBase} from "./DistributionBase.sol";

/// @notice The holders of `DistributionBase`, and a gateway that serves the registrar and both modules, each at source 0.
abstract contract GatewayBase is DistributionBase {
    uint40 internal constant LOCKUP_END = START + 5 days;
    uint256 internal constant MOST = type(uint256).max;

    IKeeperGateway internal gateway;

    function setUp() public virtual override {
        super.setUp();
        gateway = newGateway(issuer);
        vm.prank(owner);
        issuer.attachContract(address(gateway));
        _serve(ModuleFamily.Lockup, lockup);
        _serve(ModuleFamily.Distribution, distribution);
    }

    function _serve(ModuleFamily family, ITokenModule module) internal {
        vm.prank(owner);
        gateway.addModule(family, module);
    }

    /* --------------------------------------------------- work ------------------------------------------------ */

    /// @dev Lots of Alice's of ten units each, numbered from 1, that end together.
    function _lockUp(uint256 count) internal {
        ILockupModule.LotTerms[] memory lots = new ILockupModule.LotTerms[](count);
        for (uint256 i; i < count; ++i) {
            lots[i] = ILockupModule.LotTerms({amount: 10, lockupEnd: LOCKUP_END});
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
    function _expireAt(InvestorId id, uint40 time) internal {
        vm.prank(owner);
        registrar.updateInvestor(id, bytes3("ZH"), Rating.wrap(1), time);
    }

    function _rate(InvestorId id, uint8 rating) internal {
        vm.prank(owner);
        registrar.updateInvestor(id, bytes3("ZH"), Rating.wrap(rating), FAR);
    }

    /// @dev All three positions, enrolled at places 1 to 3: Alice, Bob, Carol at the custodian.
    function _enrolEverybody() internal {
        gateway.enrolPositions(0, 0, _everybody());
    }

    /// @dev Alice, Bob and Carol.
    function _enrolInvestors() internal {
        gateway.enrolInvestors(0, _investorIds());
    }

    function _investorIds() internal view returns (InvestorId[] memory ids) {
        ids = new InvestorId[](3);
        (ids[0], ids[1], ids[2]) = (_idOf(alice), _idOf(bob), _idOf(carol));
    }

    /// @dev A hostile module at source 1, with lots from 1 to `count`.
    function _serveHostile(uint256 count) internal returns (HostileLockup hostile) {
        hostile = new HostileLockup(token, count);
        vm.prank(owner);
        issuer.attachModule(address(token), address(hostile));
        _serve(ModuleFamily.Lockup, hostile);
    }

    function _pause(WorkKind kind) internal {
        vm.prank(owner);
        gateway.pause(_kinds(kind));
    }

    /* ---------------------------------------------------- ids ------------------------------------------------ */

    function _kinds(WorkKind kind) internal pure returns (WorkKind[] memory kinds) {
        kinds = new WorkKind[](1);
        kinds[0] = kind;
    }

    function _expiryOf(address account) internal pure returns (uint256) {
        return _countOf(account);
    }

    function _countOf(address account) internal pure returns (uint256) {
        return uint96(InvestorId.unwrap(_idOf(account)));
    }

    function _paymentOf(uint256 distributionId, uint256 place) internal pure returns (uint256) {
        return paymentId(0, distributionId, place);
    }

    /// @dev Lots 1 to `count` of the module at `source`.
    function _lotsAt(uint256 source, uint256 count) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            ids[i] = workId(source, i + 1);
        }
    }

    function _list(uint256 a) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](1);
        ids[0] = a;
    }

    function _list(uint256 a, uint256 b) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](2);
        (ids[0], ids[1]) = (a, b);
    }

    function _list(uint256 a, uint256 b, uint256 c) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](3);
        (ids[0], ids[1], ids[2]) = (a, b, c);
    }

    function _list(uint256 a, uint256 b, uint256 c, uint256 d) internal pure returns (uint256[] memory ids) {
        ids = new uint256[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (a, b, c, d);
    }

    function _ascending(uint256 a, uint256 b) internal pure returns (uint256[] memory) {
        return a < b ? _list(a, b) : _list(b, a);
    }

    function _payload(WorkKind kind, uint256[] memory ids) internal pure returns (bytes memory) {
        return abi.encode(kind, ids);
    }

    /* ------------------------------------------------- asserts ----------------------------------------------- */

    function _due(WorkKind kind) internal view returns (uint256[] memory ids) {
        uint256 next;
        (ids, next) = gateway.due(kind, 0, MOST);
        assertEq(next, 0, "one page");
    }

    function _assertWork(WorkKind kind, uint256 id, WorkState expected, uint40 dueAt) internal view {
        (WorkState state, uint40 time) = gateway.status(kind, id);
        assertEq(uint8(state), uint8(expected), "state");
        assertEq(time, dueAt, "due at");
        Outlook memory outlook = gateway.preview(kind, _list(id))[0];
        assertEq(uint8(outlook.state), uint8(expected), "state in the preview");
        assertEq(outlook.dueAt, dueAt, "due at, in the preview");
        assertEq(outlook.ok, expected == WorkState.Due, "ok");
    }

    function _expectDone(WorkKind kind, address caller, uint256[] memory done) internal {
        _expectDone(kind, caller, done, new Failure[](0));
    }

    function _expectDone(WorkKind kind, address caller, uint256[] memory done, Failure[] memory failures) internal {
        vm.expectEmit(address(gateway));
        emit IKeeperGateway.WorkDone(kind, caller, done, failures);
    }

    function _expectNothingDone(WorkKind kind) internal {
        vm.expectRevert(
            abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NothingDone.selector, kind, new Failure[](0))
        );
    }

    function _expectNotDue(WorkKind kind, uint256 id, WorkState state, uint40 dueAt) internal {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_NotDue.selector, kind, id, state, dueAt));
    }

    function _failed(uint256 id, bytes memory reason) internal pure returns (Failure[] memory failures) {
        failures = new Failure[](1);
        failures[0] = Failure(id, reason);
    }

    function _refusal(uint256 lotId) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(HostileLockup.HostileLockup_Refused.selector, lotId);
    }

    function _hasPlace(PositionKey memory position) internal view returns (bool) {
        return gateway.positionPlace(0, position.custodian, position.account) != 0;
    }
}
