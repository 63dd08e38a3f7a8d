// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "forge-std/Test.sol";

import {IMultiSig} from "../../src/interfaces/IMultiSig.sol";
import {Authority, AuthorityId, Call, OWNER, SignedApproval} from "../../src/types/Authority.sol";
import {MultiSigTest} from "../utils/MultiSigTest.sol";

/// @dev Random lives of one call of the agents beside a model that knows only sets of accounts. A call executes if and
/// only if as many accounts, active now, approved or signed it in the present epoch as the threshold says now.
contract MultiSigFuzzTest is MultiSigTest {
    uint256 private constant PEOPLE = 5;

    /// @dev What a person has done in the present epoch; `signature` may be of an older one.
    struct Person {
        Vm.Wallet wallet;
        bool active;
        bool approved;
        bool withdrawn;
        bool signed;
        bytes signature;
    }

    Call private call;
    Person[PEOPLE] private people;
    uint256 private activeCount = 3;
    uint256 private threshold = 2;
    mapping(AuthorityId => mapping(bytes32 salt => bool)) private usedSalts;

    function setUp() public override {
        super.setUp();
        call = _flagCall();
        for (uint256 i; i < PEOPLE; ++i) {
            people[i].wallet = i < 3 ? agents[i] : vm.createWallet(string.concat("person ", vm.toString(i)));
            people[i].active = i < 3;
        }
    }

    /// @param steps each one: what (low bits) and who (high bits)
    function testFuzz_ACallExecutesIfAndOnlyIfEnoughPresentMembersApprove(uint8[24] memory steps) external {
        for (uint256 i; i < steps.length; ++i) {
            _step(steps[i] % 8, (steps[i] >> 3) % PEOPLE);
            if (_tryExecute(steps[i] >> 5)) return;
        }
    }

    /// @dev The same for calls that are sent directly, where the call that meets the threshold is the last approval.
    function testFuzz_ADirectCallExecutesIfAndOnlyIfEnoughPresentMembersSendIt(uint8[24] memory steps) external {
        for (uint256 i; i < steps.length; ++i) {
            uint256 who = (steps[i] >> 3) % PEOPLE;
            if (steps[i] & 7 < 5) {
                if (_sendDirectly(who)) return;
            } else {
                _step(steps[i] & 7, who);
            }
        }
    }

    function testFuzz_NoBitOfAnApprovalMayDiffer(uint8 field, uint256 flip) external {
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[0]), _sign(multiSig, call, agents[1]));
        _setPermission(address(shared), shared.setFlag.selector, true);
        if (field % 4 == 0) call.salt = bytes32(uint256(call.salt) ^ 1 << (flip % 256));
        if (field % 4 == 1) call.deadline = uint40(bound(flip, vm.getBlockTimestamp(), type(uint40).max));
        if (field % 4 == 2) call.data = abi.encodePacked(call.data, flip);
        if (field % 4 == 3) call.target = address(shared);
        vm.assume(keccak256(abi.encode(call)) != keccak256(abi.encode(_flagCall())));

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, agents[0].addr));
        multiSig.executeCall(call, bundle);
    }

    /// @dev Of all calls of an authority with one salt, one is executed or cancelled, once; no other salt notices.
    /// @param steps each one: whose authority, which salt, which content, and whether it is executed or cancelled
    function testFuzz_ASaltIsUsedOnce(uint8[24] memory steps, uint248 word) external {
        uint256[6] memory salts =
            [uint256(1), 255, uint256(word) << 8 | 254, uint256(word) << 8 | 255, 1 << 255, type(uint256).max];
        for (uint256 i; i < steps.length; ++i) {
            bytes32 salt = bytes32(salts[(steps[i] >> 3) % salts.length]);
            Call memory next = _saltedCall(steps[i] & 1 == 0, salt, steps[i] & 2 == 0);
            bytes memory data = steps[i] & 4 == 0
                ? abi.encodeCall(multiSig.executeCall, (next, _bundleOf(next)))
                : abi.encodeCall(multiSig.executeCall, (_cancelling(next, i), _bundleOf(_cancelling(next, i))));
            bool open = !usedSalts[next.authority][salt];
            (bool done,) = address(multiSig).call(data);
            assertEq(done, open);
            usedSalts[next.authority][salt] = true;
            for (uint256 j; j < salts.length; ++j) {
                assertEq(multiSig.isClosed(OWNER, bytes32(salts[j])), usedSalts[OWNER][bytes32(salts[j])]);
                assertEq(multiSig.isClosed(AGENTS, bytes32(salts[j])), usedSalts[AGENTS][bytes32(salts[j])]);
            }
        }
    }

    // ------------------------------------------------------------------------------------------------------ steps

    function _saltedCall(bool ofOwner, bytes32 salt, bool value) private view returns (Call memory) {
        bytes memory data = abi.encodeCall(multiSig.setFlag, (value));
        return Call(ofOwner ? OWNER : AGENTS, address(multiSig), data, salt, uint40(block.timestamp + 1 days));
    }

    /// @dev A call of the same authority that cancels `call_`, under a salt that no other has.
    function _cancelling(Call memory call_, uint256 index) private view returns (Call memory cancel) {
        cancel = _callOf(call_.authority, address(multiSig), abi.encodeCall(multiSig.cancelCall, (call_)));
        cancel.salt = keccak256(abi.encode("cancel", index));
    }

    function _bundleOf(Call memory call_) private view returns (SignedApproval[] memory) {
        bool ofOwner = call_.authority == OWNER;
        return _bundle(
            _sign(multiSig, call_, ofOwner ? owners[0] : agents[0]),
            _sign(multiSig, call_, ofOwner ? owners[1] : agents[1])
        );
    }

    function _step(uint256 what, uint256 who) private {
        if (what == 0 || what == 1) _approveOnChain(people[who]);
        else if (what == 2 || what == 3) _signOffChain(people[who]);
        else if (what == 4) _withdraw(people[who]);
        else if (what == 5) _join(people[who]);
        else if (what == 6) _leave(people[who]);
        else _setThreshold(1 + who);
    }

    function _approveOnChain(Person storage person) private {
        bytes32 callHash = multiSig.hashOf(call);
        vm.prank(person.wallet.addr);
        if (!person.active) {
            vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, person.wallet.addr));
        } else if (person.approved) {
            vm.expectRevert(
                abi.encodeWithSelector(IMultiSig.MultiSig_AlreadyApproved.selector, callHash, person.wallet.addr)
            );
        }
        multiSig.approveCall(call);

        if (person.active) (person.approved, person.withdrawn) = (true, false);
    }

    function _signOffChain(Person storage person) private {
        person.signature = _sign(multiSig, call, person.wallet).signature;
        person.signed = true;
    }

    function _withdraw(Person storage person) private {
        if (!person.active || person.withdrawn) return;

        vm.prank(person.wallet.addr);
        multiSig.withdrawApproval(call);
        (person.approved, person.withdrawn) = (false, true);
    }

    function _join(Person storage person) private {
        if (person.active) return;

        _add(AGENTS, person.wallet.addr);
        person.active = true;
        ++activeCount;
        _forget();
    }

    function _leave(Person storage person) private {
        if (!person.active || activeCount == threshold) return;

        _remove(AGENTS, person.wallet.addr);
        person.active = false;
        --activeCount;
        _forget();
    }

    function _setThreshold(uint256 value) private {
        if (value > activeCount) return;

        _byOwners(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, uint16(value))));
        threshold = value;
        _forget();
    }

    /// @dev A new epoch: what was approved, withdrawn and signed is void; the old signatures are still about.
    function _forget() private {
        for (uint256 i; i < PEOPLE; ++i) {
            (people[i].approved, people[i].withdrawn, people[i].signed) = (false, false, false);
        }
    }

    // -------------------------------------------------------------------------------------------------- execution

    /// @dev Submits every signature that is good in this epoch, and half the time those of people who have left too.
    function _tryExecute(uint256 choice) private returns (bool executed) {
        Authority memory record = multiSig.getAuthority(AGENTS);
        assertEq(record.memberCount, activeCount);
        assertEq(record.threshold, threshold);

        SignedApproval[] memory bundle = _collect(choice & 1 == 0);
        uint256 expected = _expectedApprovals();
        executed = expected >= threshold;
        if (!executed) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IMultiSig.MultiSig_ThresholdNotMet.selector, multiSig.hashOf(call), expected, threshold
                )
            );
        }
        multiSig.executeCall(call, bundle);
        assertEq(multiSig.flag(), executed);
        assertEq(_isClosed(call), executed);
    }

    function _collect(bool withLeavers) private view returns (SignedApproval[] memory bundle) {
        bundle = new SignedApproval[](PEOPLE);
        for (uint256 i; i < PEOPLE; ++i) {
            Person storage person = people[i];
            bool useful = person.signed || (withLeavers && !person.active);
            bundle[i] =
                SignedApproval({signer: useful ? person.wallet.addr : stranger.addr, signature: person.signature});
        }
    }

    function _expectedApprovals() private view returns (uint256 count) {
        for (uint256 i; i < PEOPLE; ++i) {
            Person storage person = people[i];
            if (person.active && (person.approved || (person.signed && !person.withdrawn))) ++count;
        }
    }

    function _sendDirectly(uint256 who) private returns (bool executed) {
        Person storage person = people[who];
        // `approved` stands for the direct call here; `_step` never approves in this test.
        if (!person.active || person.approved) return false;

        person.approved = true;
        uint256 expected = _expectedApprovals();
        executed = _send(person.wallet.addr, _setFlagData());
        assertEq(executed, expected >= threshold);
        assertEq(multiSig.flag(), executed);
    }
}
