// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../interfaces/IDistributionModule.sol";
import {IKYCRegistrar} from "../interfaces/IKYCRegistrar.sol";
import {IKeeperGateway} from "../interfaces/IKeeperGateway.sol";
import {ILockupModule} from "../interfaces/ILockupModule.sol";
import {Country, InvestorId} from "../types/Identity.sol";
import {Investor} from "../types/Investors.sol";
import {Distribution, DistributionState, PaymentStatus} from "../types/Payout.sol";
import {PositionKey, RecordDateHolding} from "../types/PositionKey.sol";
import {
    DISTRIBUTION_SHIFT,
    ModuleFamily,
    Outlook,
    SOURCE_SHIFT,
    WorkKind,
    WorkState,
    distributionOf,
    paymentId,
    placeOf,
    sourceOf,
    subjectOf,
    workId
} from "../types/Work.sol";
import {Roster} from "./Roster.sol";
import {Sections} from "./Sections.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title DueWork
/// @notice What is due. The rule itself is each contract's own (`due`, `isExpirable`, `isSyncable`, `isOpenable`,
/// `isClosable`); for payments, which have no such view, it is put together from what the module and its token say.
abstract contract DueWork is Roster {
    using Sections for uint256[];

    /// @dev How far `nextBatch` looks at a time, and the gas that must be left for that.
    uint256 private constant PAGE = 25;
    uint256 private constant PAGE_GAS = 1_000_000;

    /// @dev So that a payload stays within 1,000 bytes, and its work within 5,000,000 gas.
    uint256 private constant BATCH = 25;
    uint256 private constant PAYMENT_BATCH = 12;

    uint256 private _paused;

    /* -------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IKeeperGateway
    function isPaused(WorkKind kind) public view override returns (bool) {
        return _paused & _bit(kind) != 0;
    }

    /// @inheritdoc IKeeperGateway
    function due(WorkKind kind, uint256 cursor, uint256 limit)
        public
        view
        override
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        if (isPaused(kind)) return (ids, 0);
        (ids, nextCursor) = _page(kind, cursor, limit);
        ids = _dueAmong(kind, ids);
    }

    /// @inheritdoc IKeeperGateway
    function nextDueAt(WorkKind kind, uint256 cursor, uint256 limit)
        external
        view
        override
        returns (uint40 dueAt, uint256 nextCursor)
    {
        uint256[] memory ids;
        (ids, nextCursor) = _page(kind, cursor, limit);
        for (uint256 i; i < ids.length; ++i) {
            (WorkState state, uint40 time) = status(kind, ids[i]);
            bool timed = time != 0 && (state == WorkState.NotDue || state == WorkState.Due);
            if (timed && (dueAt == 0 || time < dueAt)) dueAt = time;
        }
    }

    /// @inheritdoc IKeeperGateway
    function preview(WorkKind kind, uint256[] calldata ids) external view override returns (Outlook[] memory outlooks) {
        bool paused = isPaused(kind);
        outlooks = new Outlook[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            (WorkState state, uint40 dueAt) = status(kind, ids[i]);
            bool isDue = state == WorkState.Due;
            outlooks[i] = Outlook(isDue && !paused, isDue && paused ? WorkState.Paused : state, dueAt);
        }
    }

    /// @inheritdoc IKeeperGateway
    function status(WorkKind kind, uint256 id) public view override returns (WorkState state, uint40 dueAt) {
        uint256[] memory ids = new uint256[](1);
        ids[0] = id;
        bool isDue = _areDue(kind, ids)[0];
        if (kind == WorkKind.Release) return _statusOfLot(id, isDue);
        if (kind == WorkKind.Expire) return _statusOfInvestor(id, isDue);
        if (kind == WorkKind.Sync) return _statusOfCount(id, isDue);
        if (kind == WorkKind.Pay) return _statusOfPayment(id, isDue);
        return _statusOfDistribution(kind, id, isDue);
    }

    /// @inheritdoc IKeeperGateway
    function nextBatch(WorkKind kind, uint256 cursor, uint256 limit)
        external
        view
        override
        returns (uint256[] memory ids)
    {
        while (limit != 0 && gasleft() > PAGE_GAS) {
            uint256 page = Math.min(limit, PAGE);
            (ids, cursor) = due(kind, cursor, page);
            if (ids.length != 0) return ids.first(kind == WorkKind.Pay ? PAYMENT_BATCH : BATCH);
            if (cursor == 0) return ids;
            limit -= page;
        }
    }

    /* ------------------------------------------------- pauses ------------------------------------------------ */

    /// @inheritdoc IKeeperGateway
    function pause(WorkKind[] calldata kinds) external override returns (bool) {
        if (!_checkAuthority()) return false;
        for (uint256 i; i < kinds.length; ++i) {
            _paused |= _bit(kinds[i]);
        }
        emit WorkPaused(kinds);
        return true;
    }

    /// @inheritdoc IKeeperGateway
    function resume(WorkKind[] calldata kinds) external override returns (bool) {
        if (!_checkAuthority()) return false;
        for (uint256 i; i < kinds.length; ++i) {
            _paused &= ~_bit(kinds[i]);
        }
        emit WorkResumed(kinds);
        return true;
    }

    function _bit(WorkKind kind) private pure returns (uint256) {
        return 1 << uint8(kind);
    }

    /* -------------------------------------------------- pages ------------------------------------------------ */

    /// @dev Whatever may be due, in ascending order: up to `limit` ids of one contract and distribution.
    function _page(WorkKind kind, uint256 cursor, uint256 limit)
        private
        view
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        if (limit == 0) return (ids, cursor);
        if (kind == WorkKind.Expire || kind == WorkKind.Sync) return _pageOfInvestors(kind, cursor, limit);
        if (kind == WorkKind.Pay) return _pageOfPositions(cursor, limit);
        ModuleFamily family = kind == WorkKind.Release ? ModuleFamily.Lockup : ModuleFamily.Distribution;
        uint256 source = sourceOf(cursor);
        uint256 count = kind == WorkKind.Release ? _lotCount(source) : _distributionCount(source);
        uint256 rest;
        (ids, rest) = _span(subjectOf(cursor), count, limit, workId(source, 0));
        return (ids, rest == 0 ? _nextSource(family, source) : workId(source, rest));
    }

    /// @dev The order of the roster is the order of enrolment; ids are sorted within the page.
    function _pageOfInvestors(WorkKind kind, uint256 cursor, uint256 limit)
        private
        view
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        ids = _investorsFrom(cursor, limit);
        nextCursor = cursor + ids.length;
        if (nextCursor >= _investors.length) nextCursor = 0;
        if (kind == WorkKind.Sync) {
            for (uint256 i; i < ids.length; ++i) {
                ids[i] = subjectOf(ids[i]);
            }
        }
        ids = ids.sortedOnce();
    }

    /// @dev Distributions that are not open have no page: each counts as one thing that was looked at.
    function _pageOfPositions(uint256 cursor, uint256 limit)
        private
        view
        returns (uint256[] memory ids, uint256 nextCursor)
    {
        (uint256 source, uint256 number) = (sourceOf(cursor), Math.max(distributionOf(cursor), 1));
        uint256 place = placeOf(cursor);
        uint256 count = _distributionCount(source);
        for (; number <= count; (++number, place = 0)) {
            if (limit == 0) return (ids, paymentId(source, number, place));
            if (_distributionsAt(source).getDistribution(number).state == DistributionState.Open) break;
            --limit;
        }
        if (number > count) return (ids, _nextSource(ModuleFamily.Distribution, source));

        uint256 rest;
        (ids, rest) = _span(place, _positions[source].length, limit, paymentId(source, number, 0));
        if (rest != 0) return (ids, paymentId(source, number, rest));
        bool isLast = number == count;
        return (ids, isLast ? _nextSource(ModuleFamily.Distribution, source) : paymentId(source, number + 1, 0));
    }

    /// @dev Numbers from `first` (1 if zero) to `last`, at most `limit`, each added to `base`.
    /// @return ids the numbers
    /// @return rest the first number left; 0 if none is
    function _span(uint256 first, uint256 last, uint256 limit, uint256 base)
        private
        pure
        returns (uint256[] memory ids, uint256 rest)
    {
        first = Math.max(first, 1);
        if (first > last) return (ids, 0);
        uint256 count = Math.min(limit, last - first + 1);
        ids = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            ids[i] = base + first + i;
        }
        return (ids, first + count > last ? 0 : first + count);
    }

    function _nextSource(ModuleFamily family, uint256 source) private view returns (uint256) {
        return source + 1 < _sourceCount(family) ? workId(source + 1, 0) : 0;
    }

    function _lotCount(uint256 source) private view returns (uint256) {
        ILockupModule module = _lockupAt(source);
        return address(module) == address(0) ? 0 : module.lotCount();
    }

    function _distributionCount(uint256 source) private view returns (uint256) {
        IDistributionModule module = _distributionsAt(source);
        return address(module) == address(0) ? 0 : module.distributionCount();
    }

    /* -------------------------------------------------- rules ------------------------------------------------ */

    /// @dev Those of the ids that are due.
    function _dueAmong(WorkKind kind, uint256[] memory ids) internal view returns (uint256[] memory found) {
        found = new uint256[](ids.length);
        uint256 count;
        for (uint256 from; from < ids.length;) {
            uint256[] memory section = ids.section(from, _keyShift(kind));
            bool[] memory isDue = _areDue(kind, section);
            for (uint256 i; i < section.length; ++i) {
                if (isDue[i]) found[count++] = section[i];
            }
            from += section.length;
        }
        return found.first(count);
    }

    /// @dev Bits of an id below those that name the contract, and the distribution of a payment.
    function _keyShift(WorkKind kind) internal pure returns (uint256) {
        return kind == WorkKind.Pay ? DISTRIBUTION_SHIFT : SOURCE_SHIFT;
    }

    /// @param ids of one contract, and one distribution if they are payments
    function _areDue(WorkKind kind, uint256[] memory ids) private view returns (bool[] memory) {
        if (kind == WorkKind.Release) return _areReleasable(ids);
        if (kind == WorkKind.Expire) return _areExpirable(ids);
        if (kind == WorkKind.Sync) return issuer.isSyncable(_investorIds(kind, ids));
        if (kind == WorkKind.Pay) return _arePayable(ids);
        return _areMovable(kind, ids);
    }

    /// @dev Lots that stand close are asked for at once, others each alone.
    function _areReleasable(uint256[] memory ids) private view returns (bool[] memory isDue) {
        isDue = new bool[](ids.length);
        ILockupModule module = _lockupAt(sourceOf(ids[0]));
        if (address(module) == address(0)) return isDue;
        uint256 step = ids[ids.length - 1] - ids[0] < 2 * ids.length ? ids.length : 1;
        for (uint256 from; from < ids.length; from += step) {
            _markReleasable(module, ids, isDue, from, from + step);
        }
    }

    /// @dev Asked for lot 0, the module begins with lot 1 and says nothing of lot 0.
    function _markReleasable(ILockupModule module, uint256[] memory ids, bool[] memory isDue, uint256 from, uint256 to)
        private
        view
    {
        uint256 first = subjectOf(ids[from]);
        (uint256[] memory found,) = module.due(first, subjectOf(ids[to - 1]) - first + 1);
        uint256 next;
        for (uint256 i = from; i < to; ++i) {
            uint256 lotId = subjectOf(ids[i]);
            while (next < found.length && found[next] < lotId) ++next;
            isDue[i] = next < found.length && found[next] == lotId;
        }
    }

    function _areExpirable(uint256[] memory ids) private view returns (bool[] memory) {
        IKYCRegistrar registrar = _registrarAt(sourceOf(ids[0]));
        if (address(registrar) == address(0)) return new bool[](ids.length);
        return registrar.isExpirable(_investorIds(WorkKind.Expire, ids));
    }

    function _arePayable(uint256[] memory ids) private view returns (bool[] memory isDue) {
        isDue = new bool[](ids.length);
        (IDistributionModule module, uint256 number) = _distributionNamed(ids[0]);
        if (address(module) == address(0)) return isDue;
        Distribution memory distribution = module.getDistribution(number);
        if (distribution.state != DistributionState.Open) return isDue;

        bool[] memory unsettled = _areUnsettled(module, ids);
        RecordDateHolding[] memory stakes =
            module.token().positionsAt(_positionsNamed(ids, unsettled), distribution.recordDate);
        uint256 next;
        for (uint256 i; i < ids.length; ++i) {
            if (unsettled[i]) isDue[i] = stakes[next++].balance != 0;
        }
    }

    /// @dev Neither paid nor withheld. What was withheld is not tried again: that would be work without end.
    function _areUnsettled(IDistributionModule module, uint256[] memory ids)
        internal
        view
        returns (bool[] memory unsettled)
    {
        unsettled = new bool[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            PositionKey memory position = _positionAt(sourceOf(ids[i]), placeOf(ids[i]));
            unsettled[i] =
                position.account != address(0) && _paymentStatus(module, ids[i], position) == PaymentStatus.None;
        }
    }

    function _areMovable(WorkKind kind, uint256[] memory ids) private view returns (bool[] memory isDue) {
        isDue = new bool[](ids.length);
        IDistributionModule module = _distributionsAt(sourceOf(ids[0]));
        if (address(module) == address(0)) return isDue;
        for (uint256 i; i < ids.length; ++i) {
            uint256 number = subjectOf(ids[i]);
            isDue[i] = kind == WorkKind.Open ? module.isOpenable(number) : module.isClosable(number);
        }
    }

    /* ------------------------------------------------- standing ---------------------------------------------- */

    function _statusOfLot(uint256 id, bool isDue) private view returns (WorkState, uint40) {
        ILockupModule module = _lockupAt(sourceOf(id));
        if (address(module) == address(0)) return (WorkState.Unknown, 0);
        ILockupModule.Lot memory lot = module.getLot(subjectOf(id));
        if (lot.account == address(0)) return (WorkState.Unknown, 0);
        if (lot.released) return (WorkState.Done, lot.lockupEnd);
        return (isDue ? WorkState.Due : WorkState.NotDue, lot.lockupEnd);
    }

    function _statusOfInvestor(uint256 id, bool isDue) private view returns (WorkState, uint40) {
        IKYCRegistrar registrar = _registrarAt(sourceOf(id));
        if (address(registrar) == address(0)) return (WorkState.Unknown, 0);
        Investor memory investor = registrar.getInvestor(_investorId(WorkKind.Expire, id));
        if (investor.country == Country.wrap(0)) return (WorkState.Unknown, 0);
        if (investor.lapsed) return (WorkState.Done, investor.expiresAt);
        return (isDue ? WorkState.Due : WorkState.NotDue, investor.expiresAt);
    }

    function _statusOfCount(uint256 id, bool isDue) private view returns (WorkState, uint40) {
        if (isDue) return (WorkState.Due, 0);
        return (_isCounted(_investorId(WorkKind.Sync, id)) ? WorkState.Waiting : WorkState.Unknown, 0);
    }

    function _statusOfPayment(uint256 id, bool isDue) private view returns (WorkState, uint40) {
        (IDistributionModule module, uint256 number) = _distributionNamed(id);
        PositionKey memory position = _positionAt(sourceOf(id), placeOf(id));
        if (address(module) == address(0) || position.account == address(0)) return (WorkState.Unknown, 0);
        Distribution memory distribution = module.getDistribution(number);
        if (distribution.state == DistributionState.None) return (WorkState.Unknown, 0);

        uint40 time = distribution.paymentDate;
        if (isDue) return (WorkState.Due, time);
        if (distribution.state < DistributionState.Open) return (_beforeOpening(time), time);
        bool withheld = _paymentStatus(module, id, position) == PaymentStatus.Withheld;
        return (withheld ? WorkState.Withheld : WorkState.Done, time);
    }

    function _statusOfDistribution(WorkKind kind, uint256 id, bool isDue) private view returns (WorkState, uint40) {
        IDistributionModule module = _distributionsAt(sourceOf(id));
        if (address(module) == address(0)) return (WorkState.Unknown, 0);
        Distribution memory distribution = module.getDistribution(subjectOf(id));
        DistributionState state = distribution.state;
        if (state == DistributionState.None) return (WorkState.Unknown, 0);
        uint40 time = kind == WorkKind.Open ? distribution.paymentDate : 0;
        if (isDue) return (WorkState.Due, time);
        if (kind == WorkKind.Close) {
            return (state < DistributionState.Closed ? WorkState.Waiting : WorkState.Done, 0);
        }
        if (state == DistributionState.Declared) return (WorkState.Waiting, time);
        return (state == DistributionState.Funded ? WorkState.NotDue : WorkState.Done, time);
    }

    function _beforeOpening(uint40 paymentDate) private view returns (WorkState) {
        return block.timestamp < paymentDate ? WorkState.NotDue : WorkState.Waiting;
    }

    /* -------------------------------------------------- names ------------------------------------------------ */

    function _distributionNamed(uint256 id) internal view returns (IDistributionModule module, uint256 number) {
        return (_distributionsAt(sourceOf(id)), distributionOf(id));
    }

    /// @dev Positions of those ids that are marked.
    function _positionsNamed(uint256[] memory ids, bool[] memory marked)
        internal
        view
        returns (PositionKey[] memory positions)
    {
        positions = new PositionKey[](ids.length);
        uint256 count;
        for (uint256 i; i < ids.length; ++i) {
            if (marked[i]) positions[count++] = _positionAt(sourceOf(ids[i]), placeOf(ids[i]));
        }
        // Shortens the array in place; `count` is at most its length.
        assembly ("memory-safe") {
            mstore(positions, count)
        }
    }

    function _paymentStatus(IDistributionModule module, uint256 id, PositionKey memory position)
        private
        view
        returns (PaymentStatus)
    {
        return module.paymentStatusOf(distributionOf(id), position.custodian, position.account);
    }

    function _investorIds(WorkKind kind, uint256[] memory ids) internal pure returns (InvestorId[] memory investors) {
        investors = new InvestorId[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            investors[i] = _investorId(kind, ids[i]);
        }
    }

    /// @dev Nobody, if the id has bits that name nothing: no work has two names.
    function _investorId(WorkKind kind, uint256 id) private pure returns (InvestorId) {
        uint256 subject = kind == WorkKind.Sync ? id : subjectOf(id);
        // Checked here.
        // forge-lint: disable-next-line(unsafe-typecast)
        return InvestorId.wrap(subject <= type(uint96).max ? bytes12(uint96(subject)) : bytes12(0));
    }
}
