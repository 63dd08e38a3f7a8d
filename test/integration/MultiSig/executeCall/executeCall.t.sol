// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {ERC1271Wallet} from "../../../mocks/ERC1271Wallet.sol";
import {MultiSigHarness} from "../../../mocks/MultiSigHarness.sol";
import {SharedFlag} from "../../../mocks/SharedFlag.sol";
import {MultiSigTest} from "../../../utils/MultiSigTest.sol";

contract ExecuteCallTest is MultiSigTest {
    /// @dev Order of the curve's group.
    uint256 private constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    Call private call;

    function setUp() public override {
        super.setUp();
        call = _flagCall();
    }

    // -------------------------------------------------------------------------------------------- calls that are not

    function test_RevertWhen_TheSaltIsZero() external {
        call.salt = 0;
        _refused(_none(), abi.encodeWithSelector(IMultiSig.MultiSig_SaltRequired.selector));
    }

    function test_RevertWhen_TheDeadlineHasPassed() external {
        SignedApproval[] memory bundle = _signed(0, 1);
        vm.warp(call.deadline + 1);
        _refused(bundle, abi.encodeWithSelector(IMultiSig.MultiSig_DeadlinePassed.selector, call.deadline));

        vm.warp(call.deadline);
        multiSig.executeCall(call, bundle);
        assertTrue(multiSig.flag(), "the last second");
    }

    function test_RevertWhen_TheDataHasNoSelector() external {
        call.data = hex"";
        _refused(_none(), abi.encodeWithSelector(IMultiSig.MultiSig_NoSelector.selector));
        call.data = hex"010203";
        _refused(_none(), abi.encodeWithSelector(IMultiSig.MultiSig_NoSelector.selector));
    }

    function test_RevertWhen_TheTargetHasNoCode() external {
        call.target = stranger.addr;
        _refused(_none(), abi.encodeWithSelector(IMultiSig.MultiSig_NoCode.selector, stranger.addr));
    }

    function test_RevertWhen_TheAuthorityIsUnknown() external {
        call.authority = AuthorityId.wrap(0);
        _refused(_none(), abi.encodeWithSelector(IMultiSig.MultiSig_UnknownAuthority.selector, 0));
    }

    function test_RevertGiven_TheAuthorityHasEnded() external {
        SignedApproval[] memory bundle = _signed(0, 1);
        _byOwners(abi.encodeCall(multiSig.setAuthorityApprovedUntil, (AGENTS, 5)));
        _refused(bundle, abi.encodeWithSelector(IMultiSig.MultiSig_AuthorityEnded.selector, AGENTS, 5));
    }

    function test_RevertGiven_TheAuthorityIsNotPermitted() external {
        call.target = address(shared);
        _refused(
            _signed(0, 1),
            abi.encodeWithSelector(
                IMultiSig.MultiSig_NotPermitted.selector, AGENTS, address(shared), shared.setFlag.selector
            )
        );
    }

    function test_RevertGiven_TheCallWasExecuted() external {
        SignedApproval[] memory bundle = _signed(0, 1);
        multiSig.executeCall(call, bundle);

        _refused(bundle, abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, multiSig.hashOf(call)));
    }

    function test_RevertGiven_AnotherCallWithItsSaltWasExecuted() external {
        Call memory other = _rival();
        multiSig.executeCall(other, _bundle(_sign(multiSig, other, agents[0]), _sign(multiSig, other, agents[2])));

        _refused(_signed(0, 1), abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, multiSig.hashOf(call)));
    }

    function test_RevertGiven_AnotherCallWithItsSaltWasCancelled() external {
        _approve(agents[0].addr, call);
        _approve(agents[1].addr, call);
        _byAgents(abi.encodeCall(multiSig.cancelCall, (_rival())));

        _refused(_none(), abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, multiSig.hashOf(call)));
    }

    function test_RevertGiven_TheSameCallWasApprovedUnderAnotherSaltOrDeadline() external {
        _approve(agents[0].addr, call);
        _approve(agents[1].addr, call);
        bytes32 salt = call.salt;
        call.salt = keccak256("another salt");
        _refused(_none(), _notMet(0));

        call.salt = salt;
        --call.deadline;
        _refused(_none(), _notMet(0));
    }

    function test_GivenAnotherAuthorityHasUsedTheSalt_ItShouldRun() external {
        Call memory ofOwner = _ownerCall(abi.encodeCall(multiSig.setFlag, (false)));
        ofOwner.salt = call.salt;
        multiSig.executeCall(ofOwner, _bundle(_sign(multiSig, ofOwner, owners[0]), _sign(multiSig, ofOwner, owners[1])));
        assertFalse(_isClosed(call));

        multiSig.executeCall(call, _signed(0, 1));
        assertTrue(multiSig.flag());
    }

    function test_WhenSaltsFollowOneAnother_ItShouldRunEachOnceAndMarkItsOwnBitOnly() external {
        for (uint256 salt = 254; salt <= 257; ++salt) {
            call.salt = bytes32(salt);
            multiSig.executeCall(call, _signed(0, 1));
            _refused(
                _signed(0, 1), abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, multiSig.hashOf(call))
            );
        }

        assertEq(multiSig.usedSalts(AGENTS, 0), 3 << 254);
        assertEq(multiSig.usedSalts(AGENTS, 1), 3);
        assertEq(multiSig.usedSalts(OWNER, 0), 0);
        assertFalse(multiSig.isClosed(AGENTS, bytes32(uint256(253))));
        assertTrue(multiSig.isClosed(AGENTS, bytes32(uint256(254))));
        assertTrue(multiSig.isClosed(AGENTS, bytes32(uint256(257))));
        assertFalse(multiSig.isClosed(AGENTS, bytes32(uint256(258))));
    }

    function test_RevertWhen_TooFewApprove() external {
        _refused(_none(), _notMet(0));
        _refused(_bundle(_sign(multiSig, call, agents[0])), _notMet(1));
        assertFalse(multiSig.flag());
    }

    // ---------------------------------------------------------------------------------------------- wrong signatures

    function test_RevertWhen_ASignatureIsWrong_WhenItIsMalformed() external {
        SignedApproval[] memory bundle = _signed(0, 1);
        bundle[1].signature = hex"";
        _invalid(bundle);
        bundle[1].signature = new bytes(65);
        _invalid(bundle);
        bundle[1].signature = abi.encodePacked(_sign(multiSig, call, agents[1]).signature, hex"00");
        _invalid(bundle);
    }

    function test_RevertWhen_ASignatureIsWrong_WhenItIsMalleated() external {
        SignedApproval[] memory bundle = _signed(0, 1);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(agents[1].privateKey, multiSig.digestOf(call));
        bundle[1].signature = abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        _invalid(bundle);
    }

    /// @dev One form of a signature is accepted, so that nobody can send the same one in two ways.
    function test_RevertWhen_ASignatureIsWrong_WhenItHasAnotherForm() external {
        SignedApproval[] memory bundle = _signed(0, 1);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(agents[1].privateKey, multiSig.digestOf(call));
        bundle[1].signature = abi.encodePacked(r, s, v - 27);
        _invalid(bundle);
        bundle[1].signature = abi.encodePacked(r, s, v + 8);
        _invalid(bundle);
        bundle[1].signature = abi.encodePacked(r, uint256(s) | uint256(v - 27) << 255);
        _invalid(bundle);
        bundle[1].signature = abi.encodePacked(uint256(v), r, s);
        _invalid(bundle);
    }

    function test_RevertWhen_ASignatureIsWrong_WhenAnotherKeySigned() external {
        _invalid(_bundle(_sign(multiSig, call, agents[0]), _signFor(multiSig, call, agents[1].addr, stranger)));
    }

    function test_RevertWhen_ASignatureIsWrong_WhenItWasMadeForAnotherChain() external {
        SignedApproval[] memory bundle = _signed(0, 1);
        vm.chainId(1);
        _refused(bundle, abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, agents[0].addr));
    }

    function test_RevertWhen_ASignatureIsWrong_WhenItWasMadeForAnotherContract() external {
        MultiSigHarness twin = new MultiSigHarness(_list(agents[0].addr, agents[1].addr), 2);
        Call memory ofTwin = _callOf(OWNER, address(twin), _setFlagData());
        SignedApproval[] memory bundle = _bundle(_sign(twin, ofTwin, agents[0]), _sign(twin, ofTwin, agents[1]));
        MultiSigHarness other = new MultiSigHarness(_list(agents[0].addr, agents[1].addr), 2);

        vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, agents[0].addr));
        other.executeCall(ofTwin, bundle);
    }

    function test_RevertWhen_ASignatureIsWrong_WhenItWasMadeForAnotherCall() external {
        SignedApproval[] memory bundle = _signed(0, 1);
        Call memory signed = call;
        bytes memory reason = abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, agents[0].addr);

        call.salt = keccak256("another");
        _refused(bundle, reason);
        call = signed;
        call.deadline += 1;
        _refused(bundle, reason);
        call = signed;
        call.data = abi.encodeCall(multiSig.setFlag, (false));
        _refused(bundle, reason);
        call = signed;
        _setPermission(address(shared), shared.setFlag.selector, true);
        call.target = address(shared);
        _refused(bundle, reason);
    }

    function test_RevertWhen_ASignatureIsWrong_WhenItWasMadeInAnotherEpoch() external {
        SignedApproval[] memory bundle = _signed(0, 1);
        _byOwners(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 1)));

        _refused(bundle, abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, agents[0].addr));
    }

    // ------------------------------------------------------------------------------------ signatures that do not count

    function test_WhenASignatureDoesNotCount_WhenAMemberSignsTwice_ItShouldCountOnce() external {
        SignedApproval memory once = _sign(multiSig, call, agents[0]);
        _refused(_bundle(once, once, once), _notMet(1));

        _approve(agents[0].addr, call);
        _refused(_bundle(once), _notMet(1));
    }

    function test_WhenASignatureDoesNotCount_WhenAMemberWhoApprovedOnChainSignsWrongly_ItShouldBeIgnored() external {
        _approve(agents[0].addr, call);
        SignedApproval memory wrong = _signFor(multiSig, call, agents[0].addr, stranger);
        multiSig.executeCall(call, _bundle(wrong, _sign(multiSig, call, agents[1])));
        assertTrue(multiSig.flag());
    }

    function test_WhenASignatureDoesNotCount_WhenAMemberOfAnotherAuthoritySigns_ItShouldBeIgnored() external {
        _refused(
            _bundle(
                _sign(multiSig, call, agents[0]), _sign(multiSig, call, owners[0]), _sign(multiSig, call, stranger)
            ),
            _notMet(1)
        );

        // Not even one whose place there nobody has taken here.
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[0]), _sign(multiSig, call, owners[1]));
        _refused(bundle, _notMet(1));
        bytes memory reason = _notMet(1);
        vm.prank(owners[1].addr);
        vm.expectRevert(reason);
        multiSig.executeCall(call, bundle);
    }

    function test_RevertWhen_ASignatureDoesNotCount_WhenARemovedMemberSigns_GivenTooFewOthers() external {
        _remove(AGENTS, agents[1].addr);

        _refused(_signed(0, 1), _notMet(1));
    }

    function test_WhenASignatureDoesNotCount_WhenARemovedMemberSigns_GivenEnoughOthers_ItShouldRun() external {
        _remove(AGENTS, agents[1].addr);

        SignedApproval memory removed = _sign(multiSig, call, agents[1]);
        multiSig.executeCall(call, _bundle(_sign(multiSig, call, agents[0]), removed, _sign(multiSig, call, agents[2])));
        assertTrue(multiSig.flag());
    }

    function test_WhenASignatureDoesNotCount_WhenARemovedMemberSends_ItShouldNotCountTheSender() external {
        _remove(AGENTS, agents[1].addr);

        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[0]));
        bytes memory reason = _notMet(1);
        vm.prank(agents[1].addr);
        vm.expectRevert(reason);
        multiSig.executeCall(call, bundle);
    }

    function test_WhenASignatureDoesNotCount_GivenAMemberWhoApprovedOnChainWasRemoved_ItShouldNotCount() external {
        _approve(agents[0].addr, call);
        _approve(agents[2].addr, call);
        _remove(AGENTS, agents[0].addr);

        _refused(_none(), _notMet(0));
        _refused(_bundle(_sign(multiSig, call, agents[1])), _notMet(1));
    }

    function test_WhenASignatureDoesNotCount_GivenARemovedAndAddedMemberApprovedBefore_ItShouldNotCount() external {
        _approve(agents[0].addr, call);
        _remove(AGENTS, agents[0].addr);
        _add(AGENTS, agents[0].addr);

        _refused(_bundle(_sign(multiSig, call, agents[1])), _notMet(1));
    }

    // ------------------------------------------------------------------------------------------------ wallet contracts

    function test_WhenAWalletContractSigns_GivenItAgrees_ItShouldCount() external {
        ERC1271Wallet wallet = _addWallet();
        multiSig.executeCall(call, _signedByWallet(wallet));
        assertTrue(multiSig.flag());
    }

    function test_RevertWhen_AWalletContractSigns_GivenItHasRevoked() external {
        ERC1271Wallet wallet = _addWallet();
        SignedApproval[] memory bundle = _signedByWallet(wallet);
        wallet.setMood(ERC1271Wallet.Mood.Revoked);
        _refused(bundle, _invalidWallet(wallet));
    }

    function test_RevertWhen_AWalletContractSigns_GivenItAnswersWrongly() external {
        ERC1271Wallet wallet = _addWallet();
        SignedApproval[] memory bundle = _signedByWallet(wallet);
        wallet.setMood(ERC1271Wallet.Mood.WrongMagic);
        _refused(bundle, _invalidWallet(wallet));
        wallet.setMood(ERC1271Wallet.Mood.DirtyMagic);
        _refused(bundle, _invalidWallet(wallet));
        wallet.setMood(ERC1271Wallet.Mood.ShortAnswer);
        _refused(bundle, _invalidWallet(wallet));
    }

    function test_RevertWhen_AWalletContractSigns_GivenItAnswersWithABomb_ItShouldRevertWithoutPayingForIt() external {
        ERC1271Wallet wallet = _addWallet();
        SignedApproval[] memory bundle = _signedByWallet(wallet);
        wallet.setMood(ERC1271Wallet.Mood.Bomb);
        bytes memory attempt = abi.encodeCall(multiSig.executeCall, (call, bundle));
        uint256 before = gasleft();
        (bool success, bytes memory answer) = address(multiSig).call(attempt);
        uint256 used = before - gasleft();

        assertFalse(success);
        assertEq(answer, _invalidWallet(wallet));
        // The wallet's own memory costs some 29,000; copying its answer would cost as much again.
        assertLt(used, 75_000);
    }

    function test_RevertWhen_AWalletContractSigns_GivenItBurnsItsGas_ItShouldLeaveTheOthersAble() external {
        ERC1271Wallet wallet = _addWallet();
        SignedApproval[] memory bundle = _signedByWallet(wallet);
        wallet.setMood(ERC1271Wallet.Mood.Burning);
        bytes memory reason = _invalidWallet(wallet);
        vm.expectRevert(reason);
        multiSig.executeCall{gas: 2_000_000}(call, bundle);

        multiSig.executeCall(call, _signed(0, 1));
        assertTrue(multiSig.flag());
    }

    function test_RevertWhen_AWalletContractSigns_GivenItReenters() external {
        ERC1271Wallet wallet = _addWallet();
        SignedApproval[] memory bundle = _signedByWallet(wallet);
        wallet.reenter(address(multiSig), abi.encodeCall(multiSig.executeCall, (call, _signed(0, 1))));
        _refused(bundle, _invalidWallet(wallet));
        assertFalse(multiSig.flag());
    }

    function test_WhenAnAccountWithKeyAndCodeSigns_ItShouldCount() external {
        // Code of its own, or delegated (EIP-7702); neither knows ERC-1271.
        vm.etch(agents[0].addr, address(shared).code);
        vm.etch(agents[1].addr, abi.encodePacked(hex"ef0100", address(shared)));
        multiSig.executeCall(call, _signed(0, 1));
        assertTrue(multiSig.flag());
    }

    // ------------------------------------------------------------------------------------------------ enough approvals

    function test_WhenEnoughApprove_WhenTwoSignAndAStrangerSends_ItShouldRunAndCloseTheCall() external {
        bytes32 callHash = multiSig.hashOf(call);
        SignedApproval[] memory bundle = _signed(0, 2);
        vm.prank(stranger.addr);
        vm.expectEmit();
        emit IMultiSig.SaltedCallApproved(
            callHash, call.salt, _summary(AGENTS, address(multiSig), multiSig.setFlag.selector, 2, 2)
        );
        bytes memory result = multiSig.executeCall(call, bundle);

        assertEq(result, abi.encode(true));
        assertTrue(multiSig.flag());
        assertTrue(_isClosed(call));
    }

    function test_WhenEnoughApprove_WhenOneApprovedOnChainAndOneSigns_ItShouldRun() external {
        _approve(agents[0].addr, call);
        multiSig.executeCall(call, _bundle(_sign(multiSig, call, agents[1])));
        assertTrue(multiSig.flag());
    }

    function test_WhenEnoughApprove_WhenOneSignsAndAnotherMemberSends_ItShouldRun() external {
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[1]));
        vm.prank(agents[2].addr);
        multiSig.executeCall(call, bundle);
        assertTrue(multiSig.flag());
    }

    function test_WhenEnoughApprove_WhenTwoSignAndAThirdMemberSends_ItShouldCountTheTwoAlone() external {
        SignedApproval[] memory bundle = _signed(0, 1);
        bytes32 callHash = multiSig.hashOf(call);
        vm.prank(agents[2].addr);
        vm.expectEmit();
        emit IMultiSig.SaltedCallApproved(
            callHash, call.salt, _summary(AGENTS, address(multiSig), multiSig.setFlag.selector, 2, 2)
        );
        multiSig.executeCall(call, bundle);
    }

    function test_WhenEnoughApprove_WhenBothApprovedOnChain_ItShouldRun() external {
        _approve(agents[0].addr, call);
        _approve(agents[1].addr, call);
        vm.prank(stranger.addr);
        multiSig.executeCall(call, _none());
        assertTrue(multiSig.flag());

        (address[] memory members,) = _approvals(call);
        assertEq(members.length, 0, "nothing waits any more");
    }

    function test_WhenEnoughApprove_WhenTheSenderAlsoSigned_ItShouldCountOnce() external {
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, agents[0]));
        bytes memory reason = _notMet(1);
        vm.prank(agents[0].addr);
        vm.expectRevert(reason);
        multiSig.executeCall(call, bundle);
    }

    // --------------------------------------------------------------------------------------------------------- targets

    function test_WhenTheTargetReverts_ItShouldPassTheRevertOnAndLeaveTheCallOpen() external {
        call = _callOf(OWNER, address(shared), abi.encodeCall(shared.refuse, (7)));
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, owners[0]), _sign(multiSig, call, owners[1]));

        _refused(bundle, abi.encodeWithSelector(SharedFlag.SharedFlag_Refused.selector, 7));
        assertFalse(_isClosed(call));
    }

    function test_WhenTheTargetIsAnotherContract_ItShouldCallItAsTheMultisigAndPassTheResultOn() external {
        _setPermission(address(shared), shared.setFlag.selector, true);
        call.target = address(shared);
        bytes memory result = multiSig.executeCall(call, _signed(0, 1));

        assertEq(result, abi.encode(true));
        assertTrue(shared.flag());
    }

    function test_WhenTheCallReenters_WhenItExecutesAnotherAuthoritysCall_ItShouldActForEachAuthorityInTurn() external {
        _permit(multiSig.callOut.selector);
        _permit(multiSig.setAuthorityThreshold.selector);
        Call memory inner = _ownerCall(abi.encodeCall(multiSig.setAuthorityThreshold, (AGENTS, 1)));
        SignedApproval[] memory innerBundle =
            _bundle(_sign(multiSig, inner, owners[0]), _sign(multiSig, inner, owners[1]));
        ERC1271Wallet relay = new ERC1271Wallet(stranger.addr);
        bytes memory reentrance = abi.encodeCall(multiSig.executeCall, (inner, innerBundle));
        bytes memory data = abi.encodeCall(
            multiSig.callOut, (address(relay), abi.encodeCall(relay.execute, (address(multiSig), reentrance)))
        );
        call = _callOf(AGENTS, address(multiSig), data);
        multiSig.executeCall(call, _signed(0, 1));

        assertEq(multiSig.getAuthority(AGENTS).threshold, 1, "the inner call ran for the owner");
        assertEq(AuthorityId.unwrap(multiSig.actedBefore()), 2);
        assertEq(AuthorityId.unwrap(multiSig.actedAfter()), 2);
    }

    function test_RevertWhen_TheCallReenters_WhenItExecutesItself() external {
        // A call cannot contain itself, so the attacker's relay repeats it from outside while it runs.
        _permit(multiSig.callOut.selector);
        ERC1271Wallet relay = new ERC1271Wallet(stranger.addr);
        Repeater repeater = new Repeater(multiSig);
        bytes memory data = abi.encodeCall(multiSig.callOut, (address(repeater), abi.encodeCall(repeater.repeat, ())));
        call = _callOf(AGENTS, address(multiSig), data);
        repeater.prepare(call, _signed(0, 1));
        relay.execute(address(multiSig), abi.encodeCall(multiSig.executeCall, (call, _signed(0, 1))));

        assertEq(
            repeater.refusal(), abi.encodeWithSelector(IMultiSig.MultiSig_CallClosed.selector, multiSig.hashOf(call))
        );
    }

    function test_RevertWhen_TheCallReenters_WhenForeignCodeCallsAGuardedFunction() external {
        ERC1271Wallet relay = new ERC1271Wallet(stranger.addr);
        bytes memory attack = abi.encodeCall(multiSig.addAuthorityAddresses, (OWNER, _list(stranger.addr)));
        call = _ownerCall(
            abi.encodeCall(
                multiSig.callOut, (address(relay), abi.encodeCall(relay.execute, (address(multiSig), attack)))
            )
        );
        SignedApproval[] memory bundle = _bundle(_sign(multiSig, call, owners[0]), _sign(multiSig, call, owners[1]));

        vm.expectRevert("callOut failed");
        multiSig.executeCall(call, bundle);
    }

    // --------------------------------------------------------------------------------------------------------- helpers

    /// @dev Another call of the agents with the same salt.
    function _rival() private view returns (Call memory other) {
        other = _callOf(AGENTS, address(multiSig), abi.encodeCall(multiSig.setFlag, (false)));
        other.salt = call.salt;
    }

    function _signed(uint256 a, uint256 b) private view returns (SignedApproval[] memory) {
        return _bundle(_sign(multiSig, call, agents[a]), _sign(multiSig, call, agents[b]));
    }

    function _addWallet() private returns (ERC1271Wallet wallet) {
        wallet = new ERC1271Wallet(stranger.addr);
        _add(AGENTS, address(wallet));
    }

    function _signedByWallet(ERC1271Wallet wallet) private view returns (SignedApproval[] memory) {
        return _bundle(_sign(multiSig, call, agents[0]), _signFor(multiSig, call, address(wallet), stranger));
    }

    function _refused(SignedApproval[] memory bundle, bytes memory reason) private {
        vm.expectRevert(reason);
        multiSig.executeCall(call, bundle);
    }

    function _invalid(SignedApproval[] memory bundle) private {
        _refused(bundle, abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, agents[1].addr));
    }

    function _invalidWallet(ERC1271Wallet wallet) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMultiSig.MultiSig_InvalidSignature.selector, address(wallet));
    }

    function _notMet(uint16 count) private view returns (bytes memory) {
        return abi.encodeWithSelector(IMultiSig.MultiSig_ThresholdNotMet.selector, multiSig.hashOf(call), count, 2);
    }
}

/// @dev Sends the running call again, from within, and keeps the refusal.
contract Repeater {
    MultiSigHarness private immutable _multiSig;
    bytes private _data;
    bytes public refusal;

    constructor(MultiSigHarness multiSig) {
        _multiSig = multiSig;
    }

    function prepare(Call calldata call, SignedApproval[] calldata bundle) external {
        _data = abi.encodeCall(_multiSig.executeCall, (call, bundle));
    }

    function repeat() external {
        (, refusal) = address(_multiSig).call(_data);
    }
}
