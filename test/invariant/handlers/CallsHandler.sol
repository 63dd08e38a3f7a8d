// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../../src/interfaces/IIssuingEntity.sol";
import {Authority, AuthorityId, Call, OWNER, SignedApproval, Step} from "../../../src/types/Authority.sol";
import {Tally} from "../../mocks/Tally.sol";
import {newIssuer} from "../../utils/Artifacts.sol";
import {Minutes} from "../stores/Minutes.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Two authorities of an issuer, and a stranger, send, approve, sign, execute, withdraw and cancel; their
/// members, thresholds, ends and permissions change meanwhile. The minutes foretell each outcome.
contract CallsHandler is Test {
    uint40 private constant START = 1_800_000_000;
    uint256 private constant WALLETS = 8;
    uint256 private constant ITEMS = 2;
    uint256 private constant CALLS = 24;

    /// @dev A signature of a member on a call, under the epoch of its time.
    struct Signed {
        uint256 callSeed;
        uint256 wallet;
        bytes signature;
        uint32 epoch;
    }

    /// @dev A call as a member sends it.
    /// @param may whether the board may make this call now
    /// @param succeeds whether the body will succeed once it runs
    struct Sent {
        address sender;
        uint32 board;
        bool may;
        address target;
        bytes data;
        bool succeeds;
    }

    uint256 public time = START;
    IIssuingEntity public immutable entity;
    Tally public immutable tally;
    Minutes public immutable minutes_ = new Minutes();
    bool public attached = true;
    Vm.Wallet[WALLETS] private _wallets;
    Signed[] private _signed;

    /// @dev At first wallets 0 to 2 are the owner's, 3 to 6 those of authority 2, 7 is nobody's; later any may sit anywhere.
    constructor() {
        vm.warp(START);
        for (uint256 i; i < WALLETS; ++i) {
            _wallets[i] = vm.createWallet(string.concat("member ", vm.toString(i)));
        }
        address[] memory owners = _pool(1, 7);
        entity = newIssuer(owners, 1);
        tally = new Tally(entity);
        minutes_.seat(1, owners, 1);
        minutes_.setUntil(1, type(uint40).max);
        minutes_.setPermitted(1, true);
        _decide(abi.encodeCall(entity.attachContract, (address(tally))));
        _decide(abi.encodeCall(entity.addAuthority, (_pool(2, 120), 2, START + 200 days)));
        minutes_.seat(2, _pool(2, 120), 2);
        minutes_.setUntil(2, START + 200 days);
        _reseat(1, owners, 2);
        _permit(true);
    }

    modifier atPresent() {
        vm.warp(time);
        _;
    }

    /* -------------------------------------------------- boards ---------------------------------------------- */

    /// @dev Members and threshold at once, or one of them.
    function reseat(uint256 a, uint256 mask, uint256 threshold) external atPresent {
        uint32 board = uint32(1 + a % 2);
        address[] memory members = _pool(board, mask);
        if (members.length != 0) _reseat(board, members, uint16(1 + threshold % members.length));
    }

    function _reseat(uint32 board, address[] memory members, uint16 needed) private {
        _decide(abi.encodeCall(entity.replaceAuthorityMembers, (AuthorityId.wrap(board), members, needed)));
        minutes_.seat(board, members, needed);
    }

    function setThreshold(uint256 a, uint256 threshold) external atPresent {
        uint32 board = uint32(1 + a % 2);
        address[] memory members = minutes_.boardOf(board).members;
        uint16 needed = uint16(1 + threshold % members.length);
        _decide(abi.encodeCall(entity.setAuthorityThreshold, (AuthorityId.wrap(board), needed)));
        minutes_.seat(board, members, needed);
    }

    function permit(uint256 a) external atPresent {
        _permit(a % 3 != 0);
    }

    function _permit(bool permitted) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = Tally.count.selector;
        bytes memory data =
            abi.encodeCall(entity.setAuthoritySignatures, (AuthorityId.wrap(2), address(tally), selectors, permitted));
        _decide(data);
        minutes_.setPermitted(2, permitted);
        if (!permitted) minutes_.beginEpoch(2);
    }

    function setEnd(uint256 a) external atPresent {
        uint40 until = a % 4 == 0 ? uint40(time - 1) : uint40(time + a % 60 days);
        _decide(abi.encodeCall(entity.setAuthorityApprovedUntil, (AuthorityId.wrap(2), until)));
        if (!minutes_.mayAct(2) || until < time) minutes_.beginEpoch(2);
        minutes_.setUntil(2, until);
    }

    function attach(uint256 a) external atPresent {
        if (attached && a % 4 != 0) return;
        _decide(
            attached
                ? abi.encodeCall(entity.detachContract, (address(tally)))
                : abi.encodeCall(entity.attachContract, (address(tally)))
        );
        attached = !attached;
    }

    function pass(uint256 a) external {
        time += a % 6 days;
    }

    /* --------------------------------------------------- calls ---------------------------------------------- */

    /// @dev The same call, sent by each member to the contract that shares the authorities.
    function send(uint256 a, uint256 item) external atPresent {
        (address sender, uint32 board) = _sender(a);
        bytes memory data = abi.encodeCall(tally.count, (item % ITEMS));
        bool may = attached && _mayCount(board);
        bool ran = _sendDirectly(Sent(sender, board, may, address(tally), data, true));
        if (ran) minutes_.run(item % ITEMS);
    }

    /// @dev Two steps, the second of which sometimes fails: then nothing has happened at all.
    function batch(uint256 a, uint256 item, uint256 b) external atPresent {
        (address sender, uint32 board) = _sender(a);
        item %= ITEMS;
        bool fails = b % 3 == 0;
        Step[] memory steps = new Step[](2);
        steps[0] = Step(address(tally), abi.encodeCall(tally.count, (item)));
        steps[1] = Step(
            address(tally), fails ? abi.encodeCall(tally.fail, ()) : abi.encodeCall(tally.count, ((item + 1) % ITEMS))
        );
        bool succeeds = !fails && _mayCount(board);
        bytes memory data = abi.encodeCall(entity.executeBatch, (steps));
        bool ran = _sendDirectly(Sent(sender, board, minutes_.mayAct(board), address(entity), data, succeeds));
        if (!ran) return;
        minutes_.run(item);
        minutes_.run((item + 1) % ITEMS);
    }

    function approve(uint256 a, uint256 callSeed) external atPresent {
        (address sender, uint32 board) = _sender(a);
        (Call memory call, bytes32 callHash) = callAt(callSeed);
        bool expected = _isExecutable(call) && board == AuthorityId.unwrap(call.authority)
            && minutes_.isMember(board, sender) && !minutes_.hasApproved(board, callHash, sender);
        bool done = _attempt(sender, abi.encodeCall(entity.approveCall, (call)));
        assertEq(done, expected, "I41: approveCall");
        if (done) minutes_.approve(board, callHash, sender, call.deadline);
    }

    /// @dev Three at a time, members or not.
    function sign(uint256 a, uint256 callSeed) external atPresent {
        for (uint256 i; i < 3; ++i) {
            _sign((a % WALLETS + i) % WALLETS, callSeed);
        }
    }

    function _sign(uint256 wallet, uint256 callSeed) private {
        (Call memory call,) = callAt(callSeed);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_wallets[wallet], entity.digestOf(call));
        uint32 epoch = minutes_.boardOf(AuthorityId.unwrap(call.authority)).epoch;
        _signed.push(Signed(callSeed % CALLS, wallet, abi.encodePacked(r, s, v), epoch));
    }

    /// @dev With the signatures of the present epoch, each perhaps twice; or with all that were ever given.
    function execute(uint256 a, uint256 callSeed, uint256 b) external atPresent {
        (Call memory call, bytes32 callHash) = callAt(callSeed);
        SignedApproval[] memory bundle = _bundle(callSeed % CALLS, b % 4 != 0);
        (bool sound, uint256 count) = _tallyUp(call, callHash, callSeed % CALLS, b % 4 != 0, _wallets[a % WALLETS].addr);
        uint32 board = AuthorityId.unwrap(call.authority);
        bool expected = _isExecutable(call) && sound && count >= minutes_.boardOf(board).threshold;
        bool done = _attempt(_wallets[a % WALLETS].addr, abi.encodeCall(entity.executeCall, (call, bundle)));
        assertEq(done, expected, "I42: executeCall");
        if (!done) return;
        minutes_.close(board, call.salt);
        minutes_.settle(callHash);
        minutes_.run(callSeed % ITEMS);
    }

    function withdraw(uint256 a, uint256 callSeed) external atPresent {
        (address sender, uint32 board) = _sender(a);
        (Call memory call, bytes32 callHash) = callAt(callSeed);
        bool expected = board == AuthorityId.unwrap(call.authority) && minutes_.isMember(board, sender)
            && !minutes_.isClosed(board, call.salt)
            && (minutes_.hasApproved(board, callHash, sender) || !minutes_.hasWithdrawn(board, callHash, sender));
        bool done = _attempt(sender, abi.encodeCall(entity.withdrawApproval, (call)));
        assertEq(done, expected, "I45: withdrawApproval");
        if (done) minutes_.withdraw(board, callHash, sender, call.deadline);
    }

    function cancel(uint256 a, uint256 callSeed) external atPresent {
        (address sender, uint32 board) = _sender(a);
        (Call memory call, bytes32 callHash) = callAt(callSeed);
        uint32 of_ = AuthorityId.unwrap(call.authority);
        bool may = (board == 1 || board == of_) && !minutes_.isClosed(of_, call.salt) && minutes_.mayAct(board);
        bytes memory data = abi.encodeCall(entity.cancelCall, (call));
        bool ran = _sendDirectly(Sent(sender, board, may, address(entity), data, true));
        if (!ran) return;
        minutes_.close(of_, call.salt);
        minutes_.settle(callHash);
    }

    /* ------------------------------------------------- comparisons ------------------------------------------- */

    function checkRuns() external view {
        for (uint256 i; i < ITEMS; ++i) {
            assertEq(tally.times(i), minutes_.times(i), "I42: what has run");
        }
    }

    function checkSalts() external view {
        for (uint32 board = 1; board < 3; ++board) {
            uint256 bits = entity.usedSalts(AuthorityId.wrap(board), 0);
            for (uint256 salt; salt < 7; ++salt) {
                assertEq(bits >> salt & 1 == 1, minutes_.isClosed(board, bytes32(salt)), "I43: closed salts");
            }
        }
    }

    function checkApprovals() external view {
        for (uint256 i; i < CALLS; ++i) {
            (Call memory call, bytes32 callHash) = callAt(i);
            if (!minutes_.isClosed(AuthorityId.unwrap(call.authority), call.salt)) _requireApprovals(call, callHash);
        }
        for (uint256 i; i < ITEMS; ++i) {
            for (uint32 board = 1; board < 3; ++board) {
                bytes memory data = abi.encodeCall(tally.count, (i));
                Call memory call = Call(AuthorityId.wrap(board), address(tally), data, 0, 0);
                _requireApprovals(call, entity.hashOf(call));
            }
        }
    }

    function checkBoards() external view {
        for (uint32 board = 1; board < 3; ++board) {
            Minutes.Board memory book = minutes_.boardOf(board);
            Authority memory actual = entity.getAuthority(AuthorityId.wrap(board));
            assertEq(actual.epoch, book.epoch, "I46: epoch");
            assertEq(actual.threshold, book.threshold, "I47: threshold");
            assertEq(actual.memberCount, book.members.length, "I47: members");
            assertEq(actual.approvedUntil, book.until, "I47: end");
            assertTrue(actual.threshold > 0 && actual.threshold <= actual.memberCount, "I47: a board can always act");
        }
        assertEq(entity.getAuthority(OWNER).approvedUntil, type(uint40).max, "I47: the owner never ends");
    }

    function checkBindings() external view {
        for (uint256 i; i < WALLETS; ++i) {
            AuthorityId authority = entity.authorityOf(_wallets[i].addr);
            assertEq(AuthorityId.unwrap(authority), _boardOf(i), "I48: a member of one authority, or of none");
        }
    }

    /// @dev Authority, item, salt and deadline.
    function callAt(uint256 seed) public view returns (Call memory call, bytes32 callHash) {
        seed %= CALLS;
        call.authority = AuthorityId.wrap(uint32(1 + seed / 12));
        call.target = address(tally);
        call.data = abi.encodeCall(tally.count, (seed % ITEMS));
        uint256 salt = 1 + seed / ITEMS % 6;
        call.salt = bytes32(salt);
        call.deadline = salt % 3 == 0 ? START + 40 days : type(uint40).max;
        callHash = entity.hashOf(call);
    }

    /* --------------------------------------------------- acting ---------------------------------------------- */

    function _sendDirectly(Sent memory sent) private returns (bool ran) {
        bytes32 callHash;
        if (sent.board != 0) {
            callHash = entity.hashOf(Call(AuthorityId.wrap(sent.board), sent.target, sent.data, 0, 0));
        }
        bool counts = sent.may && _countsNow(sent, callHash);
        ran = counts && _isLast(sent, callHash);
        bool expected = counts && (!ran || sent.succeeds);
        ran = ran && sent.succeeds;

        vm.prank(sent.sender);
        (bool done, bytes memory answer) = sent.target.call(sent.data);
        assertEq(done, expected, "I41: sent directly");
        if (!done) return false;
        assertEq(abi.decode(answer, (bool)), ran, "I41: runs at the threshold");
        if (ran) minutes_.settle(callHash);
        else minutes_.approve(sent.board, callHash, sent.sender, uint40(time + 30 days));
    }

    function _countsNow(Sent memory sent, bytes32 callHash) private view returns (bool) {
        return sent.board != 0 && minutes_.mayAct(sent.board) && minutes_.isMember(sent.board, sent.sender)
            && !minutes_.hasApproved(sent.board, callHash, sent.sender);
    }

    function _isLast(Sent memory sent, bytes32 callHash) private view returns (bool) {
        uint256 approvals = minutes_.motion(sent.board, callHash).approved.length;
        return approvals + 1 >= minutes_.boardOf(sent.board).threshold;
    }

    /// @dev The owner's members send it one after another until it runs.
    function _decide(bytes memory data) private {
        Minutes.Board memory board = minutes_.boardOf(1);
        for (uint256 i = 1; i <= board.threshold; ++i) {
            vm.prank(board.members[i - 1]);
            (bool done, bytes memory answer) = address(entity).call(data);
            assertTrue(done, "the owner is refused");
            assertEq(abi.decode(answer, (bool)), i == board.threshold, "I41: the owner's call runs at the threshold");
        }
    }

    function _attempt(address sender, bytes memory data) private returns (bool done) {
        vm.prank(sender);
        (done,) = address(entity).call(data);
    }

    function _mayCount(uint32 board) private view returns (bool) {
        return minutes_.mayAct(board) && minutes_.boardOf(board).permitted;
    }

    function _isExecutable(Call memory call) private view returns (bool) {
        uint32 board = AuthorityId.unwrap(call.authority);
        return call.deadline >= time && _mayCount(board) && !minutes_.isClosed(board, call.salt);
    }

    /// @return sound no member whose signature is needed gave one that is outdated
    /// @return count members who approved, signed or send it, each once
    function _tallyUp(Call memory call, bytes32 callHash, uint256 callIndex, bool fresh, address sender)
        private
        view
        returns (bool sound, uint256 count)
    {
        uint32 board = AuthorityId.unwrap(call.authority);
        Minutes.Board memory book = minutes_.boardOf(board);
        sound = true;
        bool senderCounted = !minutes_.isMember(board, sender);
        for (uint256 i; i < book.members.length; ++i) {
            bool counted = minutes_.hasApproved(board, callHash, book.members[i]);
            if (!counted && !minutes_.hasWithdrawn(board, callHash, book.members[i])) {
                (bool signed, bool good) = _signatureOf(callIndex, book.members[i], book.epoch, fresh);
                if (signed && !good) sound = false;
                counted = signed;
            }
            if (counted) ++count;
            if (counted && book.members[i] == sender) senderCounted = true;
        }
        if (!senderCounted) ++count;
    }

    /// @dev Whether a member's first signature in the bundle is of this epoch.
    function _signatureOf(uint256 callIndex, address member, uint32 epoch, bool fresh)
        private
        view
        returns (bool signed, bool good)
    {
        for (uint256 i; i < _signed.length; ++i) {
            Signed memory s = _signed[i];
            if (s.callSeed != callIndex || _wallets[s.wallet].addr != member) continue;
            if (fresh && s.epoch != epoch) continue;
            return (true, s.epoch == epoch);
        }
    }

    function _bundle(uint256 callIndex, bool fresh) private view returns (SignedApproval[] memory bundle) {
        (Call memory call,) = callAt(callIndex);
        uint32 epoch = minutes_.boardOf(AuthorityId.unwrap(call.authority)).epoch;
        bundle = new SignedApproval[](_signed.length);
        uint256 found;
        for (uint256 i; i < _signed.length; ++i) {
            Signed memory s = _signed[i];
            if (s.callSeed != callIndex || (fresh && s.epoch != epoch)) continue;
            bundle[found++] = SignedApproval(_wallets[s.wallet].addr, s.signature);
        }
        assembly ("memory-safe") {
            mstore(bundle, found)
        }
    }

    function _requireApprovals(Call memory call, bytes32 callHash) private view {
        uint32 board = AuthorityId.unwrap(call.authority);
        (, address[] memory members,,) = entity.approvals(callHash);
        assertEq(members.length, minutes_.motion(board, callHash).approved.length, "I44: approvals that count");
        for (uint256 i; i < members.length; ++i) {
            assertTrue(minutes_.hasApproved(board, callHash, members[i]), "I44: has approved");
            assertTrue(minutes_.isMember(board, members[i]), "I44: is a member now");
        }
    }

    function _sender(uint256 seed) private view returns (address, uint32) {
        return (_wallets[seed % WALLETS].addr, _boardOf(seed % WALLETS));
    }

    /// @dev Where a wallet sits now; zero if nowhere.
    function _boardOf(uint256 wallet) private view returns (uint32) {
        if (minutes_.isMember(1, _wallets[wallet].addr)) return 1;
        return minutes_.isMember(2, _wallets[wallet].addr) ? 2 : 0;
    }

    /// @dev Of the wallets that do not sit on the other board, those in the mask.
    function _pool(uint32 board, uint256 mask) private view returns (address[] memory members) {
        members = new address[](WALLETS);
        uint256 found;
        for (uint256 i; i < WALLETS; ++i) {
            bool free = !minutes_.isMember(3 - board, _wallets[i].addr);
            if (free && mask >> i & 1 == 1) members[found++] = _wallets[i].addr;
        }
        assembly ("memory-safe") {
            mstore(members, found)
        }
    }
}
