// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenNotices} from "../interfaces/ITokenNotices.sol";
import {ITokenTerms} from "../interfaces/ITokenTerms.sol";
import {Holding, MAX_BALANCE} from "../types/Holding.sol";
import {HOOK_LIFE, PERMISSION_RECORD_DATE} from "../types/Modules.sol";
import {Partition, UNLOCKED} from "../types/Partition.sol";
import {Party, PartyKind, partyOfKind} from "../types/Party.sol";
import {PositionKey, RecordDateHolding, defaultPosition} from "../types/PositionKey.sol";
import {Split} from "../types/Split.sol";
import {Standing} from "../types/Standing.sol";
import {Config, DEFAULT_LOCKED, HAS_GRANULARITY, SPLIT_PENDING} from "./Config.sol";
import {Position, Positions} from "./Positions.sol";
import {RecordDateHoldings} from "./RecordDateHoldings.sol";
import {TokenPart} from "./TokenPart.sol";

/// @title TokenTerms
/// @notice Code of every token for what concerns its shares as a whole: record dates, partitions and their locks, splits.
/// @dev How splits keep totals: a total (supply, a partition's supply, a custodian's custody) is scaled as a whole
/// and loses the fraction of each position when that is brought forward; in between it keeps what it has beyond its balance
/// as its remainder. So it always shows what all positions hold, and what the fractions that are not known yet add up to.
contract TokenTerms is TokenPart, RecordDateHoldings, ITokenTerms {
    using Positions for Position;

    /// @dev A word on its way through the splits that it missed.
    /// @param before balance before the last of them
    /// @param fraction that the last left, in parts of its denominator
    struct Crossing {
        Holding holding;
        uint256 before;
        uint256 fraction;
    }

    uint256 private constant MAX_PARTITIONS = 32;
    uint32 private constant MAX_RATIO = 1_000_000;

    /* ----------------------------------------------- record dates -------------------------------------------- */

    /// @inheritdoc ITokenTerms
    function scheduleRecordDate(uint40 recordDate) external returns (bool) {
        if (!_checkPermission(PERMISSION_RECORD_DATE)) return false;
        _schedule(recordDate, _announcer());
        return true;
    }

    /// @inheritdoc ITokenTerms
    function withdrawRecordDate(uint40 recordDate) external returns (bool) {
        if (!_checkPermission(PERMISSION_RECORD_DATE)) return false;
        _withdraw(recordDate, _announcer());
        return true;
    }

    /// @inheritdoc ITokenTerms
    function canScheduleRecordDate(address module, uint40 recordDate) external view returns (bool) {
        return _hasPermission(module, PERMISSION_RECORD_DATE) && _isSchedulable(recordDate);
    }

    /// @dev The calling module; otherwise the issuer, for all its authorities.
    function _announcer() private view returns (address) {
        return _isModule(msg.sender) ? msg.sender : address(_issuer());
    }

    /// @inheritdoc ITokenTerms
    function totalSupplyAt(uint40 recordDate) external view returns (uint256) {
        return _supply.balanceAt(_passedIndex(recordDate));
    }

    /// @inheritdoc ITokenTerms
    function balanceOfAt(address account, uint40 recordDate) external view returns (uint256) {
        return _heldAt(_directKey(account), _passedIndex(recordDate));
    }

    /// @inheritdoc ITokenTerms
    function custodyBalanceOfAt(address custodian, address account, uint40 recordDate) external view returns (uint256) {
        return _heldAt(defaultPosition(custodian, account), _passedIndex(recordDate));
    }

    /// @inheritdoc ITokenTerms
    function positionsAt(PositionKey[] calldata positions, uint40 recordDate)
        external
        view
        returns (RecordDateHolding[] memory)
    {
        return _holdingsAt(positions, recordDate);
    }

    /// @inheritdoc ITokenTerms
    function positionsByPartitionAt(Partition partition, PositionKey[] calldata positions, uint40 recordDate)
        external
        view
        returns (RecordDateHolding[] memory)
    {
        return _holdingsInAt(partition, positions, recordDate);
    }

    /// @inheritdoc ITokenTerms
    function currentAccountOf(address account) external view returns (address) {
        return _currentAccountOf(account);
    }

    /// @inheritdoc ITokenTerms
    function balanceOfByPartitionAt(Partition partition, address account, uint40 recordDate)
        external
        view
        returns (uint256 balance)
    {
        (balance,) = _stateInAt(PositionKey(address(0), partition, account), _passedIndex(recordDate));
    }

    /// @inheritdoc ITokenTerms
    function totalSupplyByPartitionAt(Partition partition, uint40 recordDate) external view returns (uint256 supply) {
        uint256 index = _passedIndex(recordDate);
        if (!partition.isDefault()) return _partitions[partition].supply.balanceAt(index);
        supply = _supply.balanceAt(index);
        for (uint256 i; i < _partitionNames.length; ++i) {
            supply -= _partitions[_partitionNames[i]].supply.balanceAt(index);
        }
    }

    /// @inheritdoc ITokenTerms
    function recordDates() external view returns (uint40[] memory) {
        return _dates;
    }

    /* ------------------------------------------------ partitions --------------------------------------------- */

    /// @inheritdoc ITokenTerms
    function setPartition(Partition partition, uint40 lockedUntil, string calldata description)
        external
        returns (bool)
    {
        if (!_checkAuthority()) return false;
        PartitionState storage state = _partitions[partition];
        if (partition.isDefault()) {
            _config = _config.withSwitch(DEFAULT_LOCKED, lockedUntil != 0);
        } else if (!state.named) {
            if (_partitionNames.length == MAX_PARTITIONS) revert SecurityToken_TooManyPartitions();
            _partitionNames.push(partition);
            state.named = true;
        }

        state.lockedUntil = lockedUntil;
        state.description = description;
        emit PartitionSet(partition, lockedUntil, description);
        return true;
    }

    /// @inheritdoc ITokenTerms
    function setPositionLock(Partition partition, address account, uint40 lockedUntil) external returns (bool) {
        if (!_checkAuthority()) return false;
        _requirePartition(partition);
        _setPositionLock(partition, account, lockedUntil);
        return true;
    }

    /// @inheritdoc ITokenTerms
    function lockPosition(Partition partition, uint40 lockedUntil) external {
        _requirePartition(partition);
        uint40 inForce = _positionLockOf(partition, msg.sender);
        uint40 ofAll = _partitions[partition].lockedUntil;
        if (inForce != UNLOCKED && inForce < ofAll) inForce = ofAll;
        if (lockedUntil <= inForce || !_locks(lockedUntil)) {
            revert SecurityToken_LockShortened(inForce, lockedUntil);
        }
        _setPositionLock(partition, msg.sender, lockedUntil);
    }

    /// @inheritdoc ITokenTerms
    function setPartitionExchange(Partition from, Partition to, bool open) external returns (bool) {
        if (!_checkAuthority()) return false;
        _requirePartition(from);
        _requirePartition(to);
        _exchanges[from][to] = open;
        emit PartitionExchangeSet(from, to, open);
        return true;
    }

    /* -------------------------------------------------- splits ----------------------------------------------- */

    /// @inheritdoc ITokenTerms
    function split(uint32 numerator, uint32 denominator) external returns (bool) {
        if (!_checkAuthority()) return false;
        _requireNoHook();
        _requireRatio(numerator, denominator);
        if (_splitRest != 0) revert SecurityToken_SplitUnfinished(_splitRest);
        _split(numerator, denominator, _advance());
        return true;
    }

    /// @inheritdoc ITokenTerms
    function reopenAfterSplit() external returns (bool) {
        if (!_checkOwner()) return false;
        Config config = _config;
        if (!config.isOn(SPLIT_PENDING)) revert SecurityToken_NoSplitPending();

        _config = config.withSwitch(SPLIT_PENDING, false);
        emit SplitReopened(config.splitEpoch(), _splitRest);
        return true;
    }

    /// @inheritdoc ITokenTerms
    function bringForward(PositionKey[] calldata positions) external {
        Config config = _advance();
        for (uint256 i; i < positions.length; ++i) {
            _bringForward(positions[i].custodian, positions[i].account, config);
        }
    }

    /// @inheritdoc ITokenTerms
    function bringForwardPosition(address custodian, address account) external returns (Holding) {
        return _bringForward(custodian, account, _advance());
    }

    /* --------------------------------------------------- views ----------------------------------------------- */

    /// @inheritdoc ITokenTerms
    function splits() external view returns (Split[] memory all) {
        all = new Split[](_config.splitEpoch());
        for (uint256 i; i < all.length; ++i) {
            all[i] = _splits[i + 1];
        }
    }

    /// @inheritdoc ITokenTerms
    function splitStatus() external view returns (bool pending, uint256 rest) {
        return (_config.isOn(SPLIT_PENDING), _splitRest);
    }

    /// @inheritdoc ITokenTerms
    function presentPosition(address custodian, address account) external view returns (Holding word, uint96 apart) {
        uint256 epoch = _config.splitEpoch();
        word = _position(custodian, account).holding;
        word = word.withBalance(_unitsOf(custodian, account, word, epoch));
        // Part of a balance, which has 96 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        if (custodian == address(0)) apart = uint96(_unitsApart(account, epoch));
    }

    /// @inheritdoc ITokenTerms
    function scaled(uint256 amount, uint8 epoch) external view returns (uint256) {
        return _scaled(amount, epoch, _config.splitEpoch(), false);
    }

    /// @inheritdoc ITokenTerms
    function isBroughtForward(PositionKey calldata position) external view returns (bool) {
        Holding holding = _position(position.custodian, position.account).holding;
        return holding.balance() == 0 || holding.splitEpoch() == _config.splitEpoch();
    }

    /* ------------------------------------------------- splitting --------------------------------------------- */

    function _requireRatio(uint32 numerator, uint32 denominator) private pure {
        bool inRange = numerator != 0 && denominator != 0 && numerator <= MAX_RATIO && denominator <= MAX_RATIO;
        if (!inRange || _hasCommonDivisor(numerator, denominator)) {
            revert SecurityToken_InvalidRatio(numerator, denominator);
        }
    }

    /// @dev Two equal numbers are a common divisor, too, unless both are 1, which is no split.
    function _hasCommonDivisor(uint256 a, uint256 b) private pure returns (bool) {
        if (a == b) return true;
        while (b != 0) (a, b) = (b, a % b);
        return a != 1;
    }

    function _split(uint32 numerator, uint32 denominator, Config config) private {
        uint8 epoch = config.splitEpoch();
        if (epoch == type(uint8).max) revert SecurityToken_TooManySplits();
        // A granularity that stays whole is a multiple of the denominator, and so is every balance.
        bool exact = denominator == 1 || config.isOn(HAS_GRANULARITY);
        Split memory made = Split(numerator, denominator, config.passedDates(), exact);
        uint256 supply = _supply.holding.balance();

        _splits[++epoch] = made;
        config = _scaleGranularity(made, config.withSplitEpoch(epoch));
        _config = config.withSwitch(SPLIT_PENDING, !exact && supply != 0);
        if (!exact) _splitRest = supply;
        _scaleAuthorizedSupply(made);
        _scaleReservations(made);
        _scaleTotal(_supply, made, epoch);
        for (uint256 i; i < _partitionNames.length; ++i) {
            _scaleTotal(_partitions[_partitionNames[i]].supply, made, epoch);
        }
        emit SharesSplit(epoch, numerator, denominator, exact, supply, _supply.holding.balance());
        if (config.hooks() & HOOK_LIFE != 0) {
            _tellSelf(abi.encodeCall(ITokenNotices.tellSplit, (epoch, numerator, denominator)));
        }
    }

    function _scaleGranularity(Split memory made, Config config) private returns (Config) {
        if (!config.isOn(HAS_GRANULARITY)) return config;
        uint256 multiple = _scaleWhole(_granularity, made);
        if (multiple > MAX_BALANCE) revert SecurityToken_InvalidGranularity(multiple);

        _granularity = multiple;
        emit GranularitySet(multiple);
        return config.withSwitch(HAS_GRANULARITY, multiple > 1);
    }

    function _scaleAuthorizedSupply(Split memory made) private {
        uint256 limit = _supplyLimit.authorized;
        if (limit == 0) return;
        limit = _scaleWhole(limit, made);
        if (limit > MAX_BALANCE) revert SecurityToken_SupplyOverflow(limit);
        // Checked above.
        // forge-lint: disable-next-line(unsafe-typecast)
        _supplyLimit.authorized = uint96(limit);
        emit AuthorizedSupplySet(limit);
    }

    /// @dev Rounded down, so that what is reserved still fits.
    function _scaleReservations(Split memory made) private {
        if (_supplyLimit.reserved == 0) return;
        address[] memory modules = _attachedModules();
        for (uint256 i; i < modules.length; ++i) {
            uint256 amount = _reservedBy(modules[i]);
            if (amount != 0) _reserve(modules[i], amount * made.numerator / made.denominator);
        }
    }

    function _scaleWhole(uint256 amount, Split memory made) private pure returns (uint256) {
        if (amount % made.denominator != 0 || amount > type(uint256).max / MAX_RATIO) {
            revert SecurityToken_SplitNotWhole(amount, made.numerator, made.denominator);
        }
        return amount / made.denominator * made.numerator;
    }

    function _scaleTotal(Position storage total, Split memory made, uint8 epoch) private {
        Holding holding = total.settle(total.holding, made.passedDates);
        uint256 product = holding.balance() * made.numerator;
        uint256 balance = product / made.denominator;
        if (balance > MAX_BALANCE) revert SecurityToken_SupplyOverflow(balance);

        total.holding = holding.withBalance(balance).withSplitEpoch(epoch);
        // Less than the denominator.
        // forge-lint: disable-next-line(unsafe-typecast)
        total.remainder = uint64(product % made.denominator);
    }

    /* ---------------------------------------------- bringing forward ----------------------------------------- */

    /// @dev Only the last split can have left a fraction: there is none after it while a rest is left.
    function _bringForward(address custodian, address account, Config config) private returns (Holding) {
        Position storage position = _position(custodian, account);
        Holding old = position.holding;
        if (old.splitEpoch() == config.splitEpoch()) return old;

        Split memory last = _splits[config.splitEpoch()];
        Crossing memory c = _cross(position, old, config);
        if (custodian == address(0)) _crossApart(account, c, last, config);
        position.holding = c.holding;
        if (last.exact || c.before == 0) return c.holding;

        bool isTotal = custodian == address(0) && old.party().isCustodian();
        if (isTotal) {
            // Less than the denominator.
            // forge-lint: disable-next-line(unsafe-typecast)
            position.remainder = uint64(c.fraction);
        } else {
            _settleFraction(custodian, account, c, last, config);
        }
        return c.holding;
    }

    /// @dev The word in the unit of the present epoch. Before each split its balance is kept for the dates before.
    function _cross(Position storage position, Holding holding, Config config) private returns (Crossing memory c) {
        uint8 present = config.splitEpoch();
        for (uint256 epoch = holding.splitEpoch(); epoch < present;) {
            Split memory missed = _splits[++epoch];
            holding = position.settle(holding, missed.passedDates);
            c.before = holding.balance();
            uint256 product = c.before * missed.numerator;
            c.fraction = product % missed.denominator;
            holding = holding.withBalance(product / missed.denominator);
        }
        c.holding = holding.withSplitEpoch(present);
    }

    /// @dev What an account holds in other partitions, each by itself; the rest is in the default one.
    function _crossApart(address account, Crossing memory c, Split memory last, Config config) private {
        Apart memory apart = _aparts[account];
        if (c.holding.flags() & APART_FLAG == 0 || apart.amount == 0) return;

        uint256 rest = c.before;
        uint256 sum;
        uint256 fractions;
        for (uint256 i; i < _partitionNames.length; ++i) {
            Position storage shares = _shares[_partitionNames[i]][account];
            if (shares.holding.balance() == 0) continue;
            Crossing memory part = _cross(shares, shares.holding, config);
            shares.holding = part.holding;
            rest -= part.before;
            sum += part.holding.balance();
            fractions += part.fraction;
            if (!last.exact) _shed(_partitions[_partitionNames[i]].supply, part.fraction, last, config);
        }
        // Part of a balance, which has 96 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        _aparts[account] = Apart(uint96(sum), apart.lockedUntil, config.splitEpoch());
        uint256 product = rest * last.numerator;
        c.holding = c.holding.withBalance(product / last.denominator + sum);
        c.fraction = product % last.denominator + fractions;
    }

    /// @dev Totals lose the position's fraction, the rest its old shares, and the count an investor's position that closes.
    function _settleFraction(address custodian, address account, Crossing memory c, Split memory last, Config config)
        private
    {
        _shed(_supply, c.fraction, last, config);
        if (custodian != address(0)) {
            _bringForward(address(0), custodian, config);
            _shed(_direct[custodian], c.fraction, last, config);
        }
        if (c.holding.balance() == 0) _close(c.holding.party());
        _tell(custodian, account, c);
        _countDown(c.before, config.splitEpoch());
    }

    function _tell(address custodian, address account, Crossing memory c) private {
        uint256 custody = custodian == address(0) ? 0 : _direct[custodian].holding.balance();
        emit PositionBroughtForward(
            c.holding.splitEpoch(),
            custodian,
            account,
            c.before,
            c.holding.balance(),
            c.fraction,
            _supply.holding.balance(),
            custody
        );
    }

    /// @dev The total stands in the present unit.
    /// @param fraction in parts of the denominator
    function _shed(Position storage total, uint256 fraction, Split memory last, Config config) private {
        uint256 lost = fraction / last.denominator;
        fraction %= last.denominator;
        uint256 remainder = total.remainder;
        if (remainder < fraction) (lost, remainder) = (lost + 1, remainder + last.denominator);
        // Less than the denominator.
        // forge-lint: disable-next-line(unsafe-typecast)
        total.remainder = uint64(remainder - fraction);
        if (lost != 0) _shrink(total, lost, config);
    }

    /// @dev No registrar is asked, and no limit stands against one investor less.
    function _close(Party party) private {
        if (!party.isInvestor()) return;
        _issuer().updateInvestorCount(party, partyOfKind(PartyKind.Issuer), false, true, Standing.wrap(0), true);
    }

    function _countDown(uint256 before, uint8 epoch) private {
        uint256 rest = _splitRest - before;
        _splitRest = rest;
        if (rest != 0) return;
        _config = _config.withSwitch(SPLIT_PENDING, false);
        emit SplitFinished(epoch);
    }
}
