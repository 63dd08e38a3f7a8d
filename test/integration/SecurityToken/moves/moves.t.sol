// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IForeignTokens} from "../../../../src/interfaces/IForeignTokens.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ITokenMoves} from "../../../../src/interfaces/ITokenMoves.sol";
import {ITokenRules} from "../../../../src/interfaces/ITokenRules.sol";
import {Act, Sides} from "../../../../src/types/Judgement.sol";
import {
    HOOK_CHECK_TRANSFER,
    HOOK_FORCED,
    HOOK_TRANSFER_TOKENS,
    PERMISSION_ENCUMBER,
    PERMISSION_ISSUE,
    PERMISSION_MANDATE,
    PERMISSION_REDEEM,
    PERMISSION_SETTLE
} from "../../../../src/types/Modules.sol";
import {
    KIND_DEPOSIT,
    KIND_FORCED_REDEMPTION,
    KIND_FORCED_TRANSFER,
    KIND_ISSUE,
    KIND_SETTLEMENT,
    KIND_TRANSFER,
    Move,
    MoveKind
} from "../../../../src/types/Move.sol";
import {defaultPosition} from "../../../../src/types/PositionKey.sol";
import {RawMove} from "../../../../src/types/RawMove.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {HostileModule} from "../../../mocks/HostileModule.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice Who could have the part that moves shares do what nobody has checked.
contract MovesTest is EnforcementBase {
    uint16 private constant MOST =
        PERMISSION_ISSUE | PERMISSION_ENCUMBER | PERMISSION_REDEEM | PERMISSION_SETTLE | PERMISSION_MANDATE;

    ITokenMoves private moves;
    ITokenRules private rules;

    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        (moves, rules) = (ITokenMoves(address(token)), ITokenRules(address(token)));
    }

    /* -------------------------------------------------- attacks ---------------------------------------------- */

    function test_RevertWhen_AnybodyButTheTokenHasAMoveMade() external {
        address module = address(_module(HOOK_TRANSFER_TOKENS, MOST));
        address[] memory parts = token.facetAddresses();
        address[8] memory callers =
            [stranger, ada, ben, owner, address(issuer), address(registrar), module, _custodian()];
        for (uint256 i; i < callers.length; ++i) {
            _assertRefused(callers[i]);
        }
        for (uint256 i; i < parts.length; ++i) {
            _assertRefused(parts[i]);
        }
    }

    function test_RevertWhen_TheIssuerDoesByACallThatItsOwnersApproved() external {
        bytes memory order = abi.encodeCall(moves.execute, (_theft(KIND_FORCED_TRANSFER), Act.Force));
        bytes memory call = _approved(address(token), order);
        (bool done, bytes memory reason) = address(issuer).call(call);
        assertFalse(done);
        assertEq(reason, _notToken(address(issuer)));
    }

    function test_WhenAModuleDoesWhileItIsToldOfATransfer_ItShouldRevertAndNothingMoves() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, MOST);
        module.callBack(address(token), abi.encodeCall(moves.execute, (_theft(KIND_TRANSFER), Act.Move)));
        vm.expectRevert(_notToken(address(module)));
        vm.prank(ada);
        token.transfer(ben, 1);
        assertEq(token.balanceOf(ada), 100);
    }

    function test_RevertWhen_ACustodianDoes() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 50);
        RawMove memory m = _theft(KIND_TRANSFER);
        (m.operator, m.from) = (custodian, defaultPosition(custodian, ada));
        vm.expectRevert(_notToken(custodian));
        vm.prank(custodian);
        moves.execute(m, Act.Move);
    }

    function test_RevertWhen_TheTokenIsNamedAsTheAssetOfWhichSomethingIsToBeRecovered() external {
        vm.expectRevert(abi.encodeWithSelector(IForeignTokens.ForeignTokens_Own.selector, token));
        vm.prank(owner);
        token.recoverTokens(IERC20(address(token)), ben, 1);
    }

    function test_WhenThePartThatMovesSharesIsCalledAtItsOwnAddress_ItShouldRevertWhoeverCalls() external {
        address[] memory parts = token.facetAddresses();
        for (uint256 i; i < parts.length; ++i) {
            vm.record();
            for (uint256 j; j < parts.length; ++j) {
                vm.prank(parts[j]);
                (bool done,) = parts[i].call(abi.encodeCall(moves.execute, (_theft(KIND_ISSUE), Act.Move)));
                assertFalse(done, "moved at its own address");
            }
            (, bytes32[] memory writes) = vm.accesses(parts[i]);
            for (uint256 j; j < writes.length; ++j) {
                assertEq(vm.load(parts[i], writes[j]), bytes32(0));
            }
        }
    }

    /* --------------------------------------------------- rules ----------------------------------------------- */

    function test_WhenAnybodyAsksTheRules_ItShouldWriteNothingAndSayWhomTheMoveConcernsOrWhyItIsRefused() external {
        address custodian = _custodian();
        RawMove memory m = _theft(KIND_TRANSFER);
        m.operator = m.initiator = ada;
        m.to = defaultPosition(address(0), custodian);
        vm.record();
        vm.prank(stranger);
        Sides memory sides = rules.judge(m, Act.Move);
        (, bytes32[] memory writes) = vm.accesses(address(token));
        assertEq(writes.length, 0);
        assertTrue(sides.kind == KIND_DEPOSIT);
        assertEq(sides.custodian, custodian);
        assertEq(sides.account, ada);
        assertTrue(sides.sender.isInvestor() && sides.receiver == sides.sender);

        m.amount = 101;
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, custodian, 101));
        rules.judge(m, Act.Move);
    }

    function test_GivenAModuleRefusesWithAsManyBytesAsItLikes_ItShouldNameTheModuleWithTheSameDataWhicheverPartWasCalled()
        external
    {
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 100);
        ModuleMock settling = _encumbered(ada, 0);
        HostileModule module = new HostileModule(token, HOOK_CHECK_TRANSFER, MOST);
        vm.prank(owner);
        issuer.attachModule(address(token), address(module));
        vm.prank(address(module));
        token.encumber(ada, 10);
        module.setMood(HostileModule.Mood.Bomb);
        (refusingModule, refuserReason) = (address(module), new bytes(1024));
        // What the bomb shows of its own memory.
        refuserReason[0x5f] = 0x80;

        vm.expectRevert(_refusal(Restriction.ModuleRefused, ada, ben, 5));
        vm.prank(ada);
        token.transfer(ben, 5);
        vm.expectRevert(_refusal(Restriction.ModuleRefused, ada, ben, 5));
        vm.prank(ada);
        token.transferByPartition(FOUNDERS, ben, 5, "");
        vm.expectRevert(_refusal(Restriction.ModuleRefused, ada, address(0), 5));
        vm.prank(owner);
        token.redeemFrom(ada, 5, "");
        vm.expectRevert(_refusal(Restriction.ModuleRefused, ada, ben, 5));
        vm.prank(address(module));
        token.settle(defaultPosition(address(0), ada), defaultPosition(address(0), ben), 5, "");
        vm.expectRevert(_refusal(Restriction.ModuleRefused, address(0), ben, 5));
        vm.prank(owner);
        token.issue(ben, 5, "");
        assertEq(token.encumbranceOf(ada, address(settling)), 0);
    }

    function test_GivenAModuleWasAskedAboutAMoveOfAnotherPart_ItShouldSeeTheSameOperatorAsTheCallerOfTheToken()
        external
    {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS | HOOK_FORCED, 0);
        vm.prank(ada);
        token.transferWithData(ben, 1, "");
        vm.prank(owner);
        token.redeemFrom(ada, 1, "");
        vm.prank(owner);
        token.issue(ada, 1, "");
        Move[] memory seen = module.seen();
        assertEq(seen.length, 3);
        assertEq(seen[0].operator, ada);
        assertEq(seen[0].initiator, ada);
        assertEq(seen[1].operator, owner);
        assertEq(seen[2].operator, owner);
    }

    /* ------------------------------------------------- internal ---------------------------------------------- */

    /// @dev What a thief would have done: ada's shares to ben, in her name.
    function _theft(MoveKind kind) private view returns (RawMove memory m) {
        (m.kind, m.operator, m.initiator, m.amount) = (kind, ada, ada, 1);
        (m.from, m.to) = (defaultPosition(address(0), ada), defaultPosition(address(0), ben));
        if (kind == KIND_ISSUE) m.from.account = address(0);
        if (kind == KIND_FORCED_REDEMPTION) m.to.account = address(0);
    }

    function _assertRefused(address caller) private {
        _expectRefused(caller, KIND_TRANSFER, Act.Move);
        _expectRefused(caller, KIND_ISSUE, Act.Move);
        _expectRefused(caller, KIND_SETTLEMENT, Act.Move);
        _expectRefused(caller, KIND_FORCED_TRANSFER, Act.Force);
        _expectRefused(caller, KIND_FORCED_REDEMPTION, Act.Redemption);
        _expectRefused(caller, KIND_TRANSFER, Act.Change);
        _expectRefused(caller, KIND_TRANSFER, Act.Recovery);
        vm.expectRevert(_notToken(caller));
        vm.prank(caller);
        moves.convert(_theft(KIND_TRANSFER), 2, 1);
    }

    function _expectRefused(address caller, MoveKind kind, Act act) private {
        RawMove memory m = _theft(kind);
        vm.expectRevert(_notToken(caller));
        vm.prank(caller);
        moves.execute(m, act);
    }

    function _notToken(address caller) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITokenEvents.SecurityToken_NotToken.selector, caller);
    }
}
