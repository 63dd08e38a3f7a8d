// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Pledge, PledgeState, PledgeTerms} from "../../../src/types/Pledge.sol";
import {PositionKey, defaultPosition} from "../../../src/types/PositionKey.sol";
import {BothWays} from "../../utils/BothWays.sol";
import {PledgeTest} from "../../utils/PledgeTest.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Holders pledge, secured parties do what they may and what they may not, the issuer uses force, splits the shares
/// and recovers an account. Every act passes exactly when the book says so; the book is kept from what was done.
contract PledgeHandler is PledgeTest, BothWays {
    /// @dev What must be, in the present unit.
    struct Entry {
        PledgeState state;
        PositionKey position;
        address securedParty;
        uint256 amount;
        uint40 endsAt;
        uint40 acceptBy;
        uint40 realisableFrom;
    }

    uint256 private constant MOST_SPLITS = 12;

    uint256 public time = START;
    address private vault;
    /// @dev Number n at n - 1.
    Entry[] private _entries;
    uint32[2][] private _splits;
    /// @dev How much more than the pledges the token may have booked for a position: what each split rounded off, as later
    /// splits scale it, until the position has no pledge.
    mapping(bytes32 position => uint256) private _fractions;
    bool private _fractional;
    bool private _lost;

    constructor() {
        setUp();
        vault = _custodian();
        _issue(ada, 1900);
        _issue(ben, 2000);
        _deposit(ada, vault, 500);
        _deposit(ben, vault, 500);
    }

    modifier atPresent() {
        vm.warp(time);
        _;
    }

    /* -------------------------------------------------- acts ------------------------------------------------- */

    function pass(uint256 a) external {
        time += a % 20 days;
    }

    function propose(uint256 a, uint256 b, uint256 c) external atPresent {
        PledgeTerms memory terms = _terms(a % 3 == 0 ? ben : a >> 24 & 3 == 0 ? ada : _ada(), uint96(1 + b % 900));
        if (a >> 8 & 1 == 0) terms.position.custodian = vault;
        if (a >> 16 & 1 == 0) terms.securedParty = terms.position.account == ben ? ada : ben;
        terms.endsAt = c & 1 == 0 ? 0 : uint40(time + 1 + c % 60 days);
        terms.cureTerm = uint32(1 days + b % 20 days);
        terms.splitEpoch = uint8(_splits.length == 0 ? 0 : _splits.length - (c >> 128) % 2);
        _propose(terms);
        uint256 amount = terms.amount;
        if (terms.splitEpoch < _splits.length) amount = _scaled(amount, _splits[_splits.length - 1]);
        uint40 acceptBy = uint40(time) + 30 days;
        _entries.push(
            Entry(PledgeState.Proposed, terms.position, terms.securedParty, amount, terms.endsAt, acceptBy, 0)
        );
    }

    function accept(uint256 a) external atPresent {
        (uint256 id, Entry storage e) = _any(a);
        if (id == 0) return;
        bool lives = time <= e.acceptBy && (e.endsAt == 0 || time < e.endsAt);
        bool fits = e.amount != 0 && e.amount + _bookedAt(e.position) <= _heldAt(e.position);
        // A fraction may decide: it is no reason to keep a module from a whole share.
        if (_fractional && !fits && e.amount + _bookedAt(e.position) <= _heldAt(e.position) + 1) return;
        bool open = pledges.pledgesOf(e.position).length < 16 && token.canSend(e.position.account);
        bool passes = e.state == PledgeState.Proposed && lives && fits && open;
        _do(_securedParty(e), abi.encodeCall(pledges.accept, (id)), passes);
        if (passes) e.state = PledgeState.Active;
    }

    function withdraw(uint256 a) external atPresent {
        (uint256 id, Entry storage e) = _any(a);
        if (id == 0) return;
        bool passes = e.state == PledgeState.Proposed;
        _do(e.position.account, abi.encodeCall(pledges.withdraw, (id)), passes);
        if (passes) e.state = PledgeState.Withdrawn;
    }

    function call(uint256 a) external atPresent {
        (uint256 id, Entry storage e) = _any(a);
        if (id == 0) return;
        bool passes = e.state == PledgeState.Active && (e.endsAt == 0 || time < e.endsAt);
        uint32 cureTerm = pledges.getPledge(id).cureTerm;
        _do(_securedParty(e), abi.encodeCall(pledges.call, (id, "default")), passes);
        if (passes) (e.state, e.realisableFrom) = (PledgeState.Called, uint40(time) + cureTerm);
    }

    function withdrawCall(uint256 a) external atPresent {
        (uint256 id, Entry storage e) = _any(a);
        if (id == 0) return;
        bool passes = e.state == PledgeState.Called;
        _do(_securedParty(e), abi.encodeCall(pledges.withdrawCall, (id)), passes);
        if (passes) e.state = PledgeState.Active;
    }

    /// @dev To the bank, which holds no pledged position: what it gets is what the pledge loses.
    function realise(uint256 a, uint256 b) external atPresent {
        (uint256 id, Entry storage e) = _any(a);
        if (id == 0) return;
        uint256 available = pledges.getPledge(id).available;
        uint256 amount = b % 4 == 0 ? available : b % (e.amount + 2);
        bool passes = e.state == PledgeState.Called && time >= e.realisableFrom && amount != 0 && amount <= available;
        uint256 before = token.balanceOf(bank);
        _do(_securedParty(e), abi.encodeCall(pledges.realise, (id, _direct(bank), amount, "")), passes);
        assertEq(token.balanceOf(bank) - before, passes ? amount : 0, "I86: settled");
        if (passes) _leave(e, amount, PledgeState.Realised);
    }

    function release(uint256 a, uint256 b) external atPresent {
        (uint256 id, Entry storage e) = _any(a);
        if (id == 0) return;
        uint256 amount = b % 4 == 0 ? e.amount : b % (e.amount + 2);
        bool passes = e.state.isOpen() && amount <= e.amount;
        _do(_securedParty(e), abi.encodeCall(pledges.release, (id, amount)), passes);
        if (passes) _leave(e, amount, PledgeState.Released);
    }

    /// @dev All of a position: then nothing is left of it at the token, whatever splits did.
    function releaseAll(uint256 a) external atPresent {
        address[3] memory accounts = [ada, adaToo, ben];
        PositionKey memory position = defaultPosition(a & 1 == 0 ? vault : address(0), accounts[(a >> 1) % 3]);
        uint256[] memory ids = pledges.pledgesOf(position);
        for (uint256 i; i < ids.length; ++i) {
            Entry storage e = _entries[ids[i] - 1];
            uint256 amount = e.amount;
            _do(_securedParty(e), abi.encodeCall(pledges.release, (ids[i], amount)), true);
            _leave(e, amount, PledgeState.Released);
        }
    }

    function expire(uint256 a) external atPresent {
        (uint256 id, Entry storage e) = _any(a);
        if (id == 0) return;
        bool passes = e.state == PledgeState.Active && e.endsAt != 0 && time >= e.endsAt;
        _do(stranger, abi.encodeCall(pledges.expire, (_list(id))), passes);
        if (passes) _leave(e, e.amount, PledgeState.Expired);
    }

    /// @dev Between two holders, so that what was taken of either may come back.
    function force(uint256 a, uint256 b) external atPresent {
        (address from, address to) = a & 1 == 0 ? (_ada(), ben) : (ben, _ada());
        uint256 held = token.balanceOf(from);
        if (held != 0) _force(from, to, 1 + b % held);
    }

    function move(uint256 a, uint256 b) external atPresent {
        (address from, address to) = a & 1 == 0 ? (_ada(), ben) : (ben, _ada());
        uint256 amount = b % (token.balanceOf(from) + 1);
        bool passes = amount + token.encumberedBalanceOf(from) <= token.balanceOf(from);
        _do(from, abi.encodeCall(token.transfer, (to, amount)), passes);
    }

    function split(uint256 a) external atPresent {
        if (_splits.length == MOST_SPLITS) return;
        uint32[2][4] memory ratios = [[uint32(2), 1], [uint32(3), 1], [uint32(1), 2], [uint32(2), 3]];
        uint32[2] memory ratio = ratios[a % 4];
        _split(ratio[0], ratio[1]);
        if (ratio[1] != 1) _bringAllForward();
        _splits.push(ratio);
        _fractional = _fractional || ratio[1] != 1;
        for (uint256 i; i < _entries.length; ++i) {
            _entries[i].amount = _scaled(_entries[i].amount, ratio);
        }
        address[3] memory accounts = [ada, adaToo, ben];
        for (uint256 i; i < 3; ++i) {
            _spread(_direct(accounts[i]), ratio);
            _spread(defaultPosition(vault, accounts[i]), ratio);
        }
    }

    /// @dev Each open pledge loses less than a share by rounding.
    function _spread(PositionKey memory position, uint32[2] memory ratio) private {
        uint256 fractions = _fractions[position.positionId()];
        uint256 open = pledges.pledgesOf(position).length;
        _fractions[position.positionId()] = Math.ceilDiv(fractions * ratio[0], ratio[1]) + open;
    }

    /// @dev Once, and seldom.
    function lose(uint256 a) external atPresent {
        if (_lost || a % 16 != 0) return;
        _lost = true;
        _restrictAccount(adaId, ada);
        _recover(ada, adaToo);
        token.recoverCustody(ada, _one(vault));
        for (uint256 i; i < _entries.length; ++i) {
            Entry storage e = _entries[i];
            if (e.state.isOpen() && e.position.account == ada) e.position.account = adaToo;
        }
        _fractions[defaultPosition(vault, adaToo).positionId()] += _fractions[defaultPosition(vault, ada).positionId()];
        _fractions[_direct(adaToo).positionId()] += _fractions[_direct(ada).positionId()];
    }

    /* -------------------------------------------------- book -------------------------------------------------- */

    /// @dev I85 to I87.
    function checkBook() external atPresent {
        for (uint256 i; i < _entries.length; ++i) {
            pledges.refresh(_list(i + 1));
            _requireEntry(i + 1, _entries[i]);
        }
        address[3] memory accounts = [ada, adaToo, ben];
        for (uint256 i; i < 3; ++i) {
            _requireBooked(_direct(accounts[i]));
            _requireBooked(defaultPosition(vault, accounts[i]));
        }
    }

    function _requireEntry(uint256 id, Entry storage e) private view {
        Pledge memory p = pledges.getPledge(id);
        assertEq(uint8(p.state), uint8(e.state), "I87: state");
        assertEq(p.amount, e.amount, "I85: amount");
        assertEq(p.position.account, e.position.account, "I85: holder");
        assertEq(p.securedParty, _securedParty(e), "I85: secured party");
    }

    function _requireBooked(PositionKey memory position) private view {
        uint256[] memory ids = pledges.pledgesOf(position);
        uint256 sum;
        uint256 available;
        for (uint256 i; i < ids.length; ++i) {
            Pledge memory p = pledges.getPledge(ids[i]);
            sum += p.amount;
            available += p.available;
        }
        uint256 open;
        for (uint256 i; i < _entries.length; ++i) {
            Entry storage e = _entries[i];
            if (e.state.isOpen() && e.position.positionId() == position.positionId()) ++open;
        }
        assertEq(ids.length, open, "I85: listed");

        uint256 kept = token.encumbranceOfPosition(position, address(pledges));
        uint256 taken = token.takenOf(position, address(pledges));
        assertEq(available, Math.min(sum, kept), "I85: available");
        assertGe(kept + taken, sum, "I85: booked at least");
        // Both figures are rounded up.
        uint256 fractions = _fractional && open != 0 ? _fractions[position.positionId()] + 2 : 0;
        assertLe(kept + taken, sum + fractions, "I85: booked at most");
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _any(uint256 a) private view returns (uint256 id, Entry storage e) {
        if (_entries.length == 0) {
            assembly ("memory-safe") {
                e.slot := 0
            }
            return (0, e);
        }
        id = 1 + a % _entries.length;
        e = _entries[id - 1];
    }

    function _do(address sender, bytes memory data, bool passes) private {
        address target = data.length != 0 && bytes4(data) == token.transfer.selector ? address(token) : address(pledges);
        if (target == address(token)) _compareWays(token, sender, data);
        vm.prank(sender);
        (bool done,) = target.call(data);
        assertEq(done, passes, "I87: an act passes exactly when the book says so");
    }

    function _leave(Entry storage e, uint256 amount, PledgeState end) private {
        e.amount -= amount;
        if (e.amount == 0) e.state = end;
        if (pledges.pledgesOf(e.position).length == 0) _fractions[e.position.positionId()] = 0;
    }

    function _bringAllForward() private {
        address[4] memory accounts = [ada, adaToo, ben, bank];
        PositionKey[] memory keys = new PositionKey[](8);
        for (uint256 i; i < 4; ++i) {
            (keys[2 * i], keys[2 * i + 1]) = (_direct(accounts[i]), defaultPosition(vault, accounts[i]));
        }
        token.bringForward(keys);
    }

    function _scaled(uint256 amount, uint32[2] memory ratio) private pure returns (uint256) {
        return amount * ratio[0] / ratio[1];
    }

    function _ada() private view returns (address) {
        return _lost ? adaToo : ada;
    }

    /// @dev The successor of a lost one.
    function _securedParty(Entry storage e) private view returns (address) {
        return e.securedParty == ada ? _ada() : e.securedParty;
    }

    function _bookedAt(PositionKey memory position) private view returns (uint256) {
        return token.encumbranceOfPosition(position, address(pledges));
    }

    function _heldAt(PositionKey memory position) private view returns (uint256) {
        return position.custodian == address(0)
            ? token.balanceOf(position.account)
            : token.custodyBalanceOf(position.custodian, position.account);
    }
}
