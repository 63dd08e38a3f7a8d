// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPledgeModule} from "../../interfaces/IPledgeModule.sol";
import {ISecurityToken} from "../../interfaces/ISecurityToken.sol";
import {Partition} from "../../types/Partition.sol";
import {Pledge, PledgeState} from "../../types/Pledge.sol";
import {PositionKey} from "../../types/PositionKey.sol";
import {Module} from "../Module.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title PledgeBook
/// @notice Which pledges lie on a position, in which rank, and how much each secures of what the token has booked for this
/// module there: the open pledges of a position add up to what is encumbered and what force took of that.
abstract contract PledgeBook is Module, IPledgeModule {
    using BitMaps for BitMaps.BitMap;

    /// @dev Four words.
    /// @param epoch the token's splits when the amount was last written: it keeps that unit
    /// @param dueBy as in `Pledge`; of no meaning once the pledge has ended
    struct Record {
        address account;
        PledgeState state;
        uint40 endsAt;
        uint32 cureTerm;
        uint8 epoch;
        address securedParty;
        uint40 dueBy;
        address custodian;
        uint96 amount;
        Partition partition;
    }

    /// @dev What leaves a pledge.
    /// @param amount in the unit of `epoch`
    /// @param left what is still pledged, in the present unit
    struct Part {
        PositionKey position;
        uint256 amount;
        uint8 epoch;
        uint256 left;
    }

    /// @dev What lies on a position.
    /// @param ids of open pledges, the first ranks first
    /// @param rest what fractions splits left encumbered beyond the pledges, in parts of 2^-24 shares
    /// @param epoch the token's splits when `rest` was last written
    struct Lien {
        uint256[] ids;
        uint128 rest;
        uint8 epoch;
    }

    uint256 private constant FRACTION_BITS = 24;

    /// @dev A position's list is walked whole. After a recovery it may be longer: the successor's and the lost account's.
    uint256 private constant MAX_PER_POSITION = 16;

    /// @inheritdoc IPledgeModule
    uint256 public override pledgeCount;

    mapping(uint256 pledgeId => Record) internal _pledges;
    /// @dev Open pledges that have an end date.
    BitMaps.BitMap internal _ending;

    mapping(bytes32 position => Lien) private _liens;

    constructor(ISecurityToken token_) Module(token_) {}

    /* -------------------------------------------------- views ------------------------------------------------ */

    /// @inheritdoc IPledgeModule
    function getPledge(uint256 pledgeId) external view override returns (Pledge memory pledge) {
        Record memory r = _pledges[pledgeId];
        if (r.state == PledgeState.None) revert PledgeModule_UnknownPledge(pledgeId);
        pledge.state = r.state;
        pledge.position = _positionOf(r);
        pledge.securedParty = token.currentAccountOf(r.securedParty);
        pledge.amount = _presentAmount(r);
        (pledge.endsAt, pledge.cureTerm) = (r.endsAt, r.cureTerm);
        if (r.state == PledgeState.Proposed || r.state == PledgeState.Called) pledge.dueBy = r.dueBy;
        if (!r.state.isOpen() || !_isAttached()) return pledge;

        uint256[] storage ids = _liens[pledge.position.positionId()].ids;
        if (_strayed(pledge.position)) pledge.position.account = token.currentAccountOf(r.account);
        pledge.available = _availableIn(ids, pledgeId, pledge.position);
    }

    /// @inheritdoc IPledgeModule
    function pledgesOf(PositionKey calldata position) external view override returns (uint256[] memory) {
        return _liens[position.positionId()].ids;
    }

    /* ------------------------------------------------- booking ----------------------------------------------- */

    /// @dev Encumbers a pledge's amount, behind those that lie on the position. Splits since it was proposed count.
    function _book(uint256 pledgeId) internal {
        Record memory r = _pledges[pledgeId];
        uint256 amount = _presentAmount(r);
        if (amount == 0) revert PledgeModule_InvalidTerms();
        _store(pledgeId, amount);
        PositionKey memory position = _positionOf(r);
        uint256[] storage ids = _liens[position.positionId()].ids;
        if (ids.length >= MAX_PER_POSITION) revert PledgeModule_TooManyPledges(position);

        ids.push(pledgeId);
        if (r.endsAt != 0) _ending.set(pledgeId);
        token.encumberPosition(position, amount);
    }

    /// @dev Takes a part out of the books, before the token is told. A pledge of which nothing is left becomes `end`. All of
    /// it is told in the unit in which it was booked, so that the token frees its fraction, too.
    /// @param amount at most what is pledged, in the present unit
    function _unbook(uint256 pledgeId, uint256 amount, PledgeState end) internal returns (Part memory part) {
        Record memory r = _pledges[pledgeId];
        part.position = _positionOf(r);
        part.left = _presentAmount(r) - amount;
        (part.amount, part.epoch) = (r.amount, r.epoch);
        if (part.left != 0) {
            _renew(pledgeId);
            _store(pledgeId, part.left);
            (part.amount, part.epoch) = (amount, token.splitEpoch());
            return part;
        }

        (_pledges[pledgeId].amount, _pledges[pledgeId].state) = (0, end);
        _strike(_liens[part.position.positionId()].ids, pledgeId);
        _ending.unset(pledgeId);
    }

    /// @dev Frees at the token what `_unbook` took out.
    function _free(Part memory part) internal {
        token.releaseOfEpoch(part.position, part.amount, part.epoch);
        _freeRest(part.position);
    }

    /// @dev With a position's last pledge goes what fractions were left of the others.
    function _freeRest(PositionKey memory position) internal {
        Lien storage lien = _liens[position.positionId()];
        if (lien.rest == 0 || lien.ids.length != 0) return;
        uint256 rest = _restOf(lien);
        lien.rest = 0;
        token.releasePosition(position, (rest >> FRACTION_BITS) + 1);
    }

    /// @dev Writes a pledge in the present unit, before a part of it goes. What the token has booked beyond whole shares is
    /// remembered for the position.
    function _renew(uint256 pledgeId) internal {
        Record memory r = _pledges[pledgeId];
        if (r.epoch == token.splitEpoch()) return;
        uint256 amount = _presentAmount(r);
        uint256 fraction = token.scaled(uint256(r.amount) << FRACTION_BITS, r.epoch) - (amount << FRACTION_BITS);
        if (fraction != 0) _addRest(_liens[_positionOf(r).positionId()], fraction);
        _store(pledgeId, amount);
    }

    /// @dev Rounded down, as balances are.
    function _presentAmount(Record memory r) internal view returns (uint256) {
        return token.scaled(r.amount, r.epoch);
    }

    /// @dev What of a pledge is there and not taken by force.
    function _availableOf(uint256 pledgeId) internal view returns (uint256) {
        PositionKey memory position = _positionOf(_pledges[pledgeId]);
        return _availableIn(_liens[position.positionId()].ids, pledgeId, position);
    }

    /// @dev Before an open pledge is used: it goes where the token took what it encumbers.
    function _refresh(uint256 pledgeId) internal {
        if (!_isAttached()) revert PledgeModule_NotAttached();
        PositionKey memory position = _positionOf(_pledges[pledgeId]);
        if (_strayed(position)) _follow(position);
    }

    /// @dev The one place that knows which state follows which.
    function _require(uint256 pledgeId, PledgeState state, PledgeState next) internal view {
        PledgeState present = _pledges[pledgeId].state;
        if (present == PledgeState.None) revert PledgeModule_UnknownPledge(pledgeId);
        if (present != state || !present.mayBecome(next)) {
            revert PledgeModule_WrongState(pledgeId, present, next);
        }
    }

    function _isAttached() internal view returns (bool) {
        return token.isModule(address(this));
    }

    function _positionOf(Record memory r) internal pure returns (PositionKey memory) {
        return PositionKey(r.custodian, r.partition, r.account);
    }

    /* ------------------------------------------------- internal ---------------------------------------------- */

    /// @dev Earlier pledges come first.
    function _availableIn(uint256[] storage ids, uint256 pledgeId, PositionKey memory position)
        private
        view
        returns (uint256)
    {
        uint256 rest = token.encumbranceOfPosition(position, address(this));
        for (uint256 i; ids[i] != pledgeId; ++i) {
            rest = Math.saturatingSub(rest, _presentAmount(_pledges[ids[i]]));
        }
        return Math.min(rest, _presentAmount(_pledges[pledgeId]));
    }

    /// @dev Whether what the token had booked here is at the account's successor. In custody it goes there later than the
    /// account's own shares.
    function _strayed(PositionKey memory position) private view returns (bool) {
        if (token.currentAccountOf(position.account) == position.account) return false;
        return token.encumbranceOfPosition(position, address(this)) == 0 && token.takenOf(position, address(this)) == 0;
    }

    /// @dev All pledges of a position follow at once, as the encumbrance did, behind those of the successor.
    function _follow(PositionKey memory lost) private {
        PositionKey memory position = PositionKey(lost.custodian, lost.partition, token.currentAccountOf(lost.account));
        Lien storage lien = _liens[lost.positionId()];
        uint256[] memory ids = lien.ids;
        Lien storage own = _liens[position.positionId()];
        if (lien.rest != 0) _addRest(own, _restOf(lien));
        delete _liens[lost.positionId()];
        for (uint256 i; i < ids.length; ++i) {
            _pledges[ids[i]].account = position.account;
            own.ids.push(ids[i]);
            emit PledgeFollowed(ids[i], position.account);
        }
    }

    /// @param rest in the present unit
    function _addRest(Lien storage lien, uint256 rest) private {
        // Parts of shares of one position: the token keeps no more than 120 bits of them.
        // forge-lint: disable-next-line(unsafe-typecast)
        (lien.rest, lien.epoch) = (uint128(_restOf(lien) + rest), token.splitEpoch());
    }

    /// @dev In the present unit.
    function _restOf(Lien storage lien) private view returns (uint256) {
        return token.scaled(lien.rest, lien.epoch);
    }

    /// @dev In the present unit.
    function _store(uint256 pledgeId, uint256 amount) private {
        // No balance has more than 96 bits, and no pledge is more than was held.
        // forge-lint: disable-next-line(unsafe-typecast)
        (_pledges[pledgeId].amount, _pledges[pledgeId].epoch) = (uint96(amount), token.splitEpoch());
    }

    /// @dev Keeps the order.
    function _strike(uint256[] storage ids, uint256 pledgeId) private {
        uint256 place;
        while (ids[place] != pledgeId) ++place;
        for (; place + 1 < ids.length; ++place) {
            ids[place] = ids[place + 1];
        }
        ids.pop();
    }
}
