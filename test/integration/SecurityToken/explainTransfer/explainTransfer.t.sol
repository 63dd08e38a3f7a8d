// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IModuleHooks} from "../../../../src/interfaces/IModule.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TAGS} from "../../../../src/types/Modules.sol";
import {
    KIND_CUSTODY_TRANSFER,
    KIND_DEPOSIT,
    KIND_FORCED_TRANSFER,
    KIND_ISSUE,
    KIND_PARTITION_CHANGE,
    KIND_SWEEP,
    KIND_TRANSFER,
    KIND_TREASURY_TRANSFER,
    KIND_WITHDRAWAL,
    Move,
    MoveKind,
    TAG_REFERENCE,
    Tagged
} from "../../../../src/types/Move.sol";
import {DEFAULT_PARTITION, Partition} from "../../../../src/types/Partition.sol";
import {PositionKey, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {FIRST_MODULE_CODE, Restriction} from "../../../../src/types/Restriction.sol";
import {HostileModule} from "../../../mocks/HostileModule.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {custodyMove, directMove, moveIn, moveOf} from "../../../utils/Moves.sol";
import {PartitionBase} from "../../../utils/PartitionBase.sol";

/// @dev Ada holds 100 in the default partition.
contract ExplainTransferTest is PartitionBase {
    bytes4 private constant TICKET = "TICK";

    function setUp() public override {
        super.setUp();
        _name(LOCKED);
        _name(SEVENTH);
        _issue(ada, 100);
    }

    /* --------------------------------------------------- rules ------------------------------------------------ */

    function test_WhenTheHolderWouldTransfer_ItShouldSayThatItWouldPass() external view {
        _assertExplained(directMove(KIND_TRANSFER, ada, ada, ben, 100), 0);
    }

    function test_WhenTheHolderWouldTransfer_GivenARuleOfTheTokenOrTheIssuerForbidsIt_ItShouldSayWhich() external {
        _assertExplained(directMove(KIND_TRANSFER, ada, ada, ben, 101), uint8(Restriction.InsufficientBalance));
        _freeze(benId, true);
        _assertExplained(directMove(KIND_TRANSFER, ada, ada, ben, 1), uint8(Restriction.ReceiverFrozen));
        _assertExplained(
            moveIn(Partition.wrap("none"), KIND_TRANSFER, ada, ada, ben, 1), uint8(Restriction.UnknownPartition)
        );
    }

    /* -------------------------------------------------- modules ----------------------------------------------- */

    function test_GivenAModuleRefuses_ItShouldNameTheModuleAndItsReasonInTheDryRunAndInTheRevert() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER, 0);
        module.setRefusing(true);
        _assertRefusedBy(address(module), FIRST_MODULE_CODE, abi.encodePacked(ModuleMock.ModuleMock_Refused.selector));
    }

    function test_GivenAModuleRefuses_GivenItsReasonIsLong_ItShouldShowTheFirst1024Bytes() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER, 0);
        bytes memory long = new bytes(3000);
        bytes memory shown = new bytes(1024);
        for (uint256 i; i < long.length; ++i) {
            // The rest of a division by 251.
            // forge-lint: disable-next-line(unsafe-typecast)
            long[i] = bytes1(uint8(i % 251));
            if (i < shown.length) shown[i] = long[i];
        }
        vm.mockCallRevert(address(module), abi.encodePacked(IModuleHooks.checkTransfer.selector), long);
        _assertRefusedBy(address(module), FIRST_MODULE_CODE, shown);
    }

    function test_GivenAModuleRefuses_GivenItIsNotTheFirstInTheList_ItShouldAnswerTheCodeOfItsPlace() external {
        _module(HOOK_CHECK_TRANSFER, 0);
        _module(0, 0);
        ModuleMock module = _module(HOOK_CHECK_TRANSFER, 0);
        module.setRefusing(true);
        _assertRefusedBy(
            address(module), FIRST_MODULE_CODE + 1, abi.encodePacked(ModuleMock.ModuleMock_Refused.selector)
        );
        assertEq(token.modules()[1], address(module));
    }

    /* -------------------------------------------------- tickets ----------------------------------------------- */

    function test_GivenAModuleWantsATicket_ItShouldSaySoInTheDryRunsOfTheStandards() external {
        _gate(HOOK_CHECK_TRANSFER | HOOK_TAGS);
        uint8 code = uint8(Restriction.TicketRequired);
        assertEq(token.detectTransferRestriction(ada, ben, 1), code);
        vm.startPrank(ada);
        (bool can, bytes1 reason,) = token.canTransfer(ben, 1, "");
        assertFalse(can);
        assertEq(uint8(reason), code);
        (reason,,) = token.canTransferByPartition(ada, ben, DEFAULT_PARTITION, 1, "");
        assertEq(uint8(reason), code);
        vm.stopPrank();
        bytes memory error = abi.encodeWithSelector(IModuleHooks.Module_TicketRequired.selector, TICKET);
        _assertRefusedBy(refusingModule, code, error);
    }

    function test_GivenAModuleWantsATicket_WhenTheMoveCarriesIt_ItShouldSayThatItWouldPassAndTheTransferPasses()
        external
    {
        _gate(HOOK_CHECK_TRANSFER | HOOK_TAGS);
        Move memory m = directMove(KIND_TRANSFER, ada, ada, ben, 1);
        m.data = new Tagged[](2);
        m.data[0] = Tagged(TAG_REFERENCE, "why");
        m.data[1] = Tagged(TICKET, "signed");
        _assertExplained(m, 0);
        vm.startPrank(ada);
        (bool can,,) = token.canTransfer(ben, 1, abi.encode(m.data));
        assertTrue(can);
        vm.expectCall(refusingModule, abi.encodeCall(IModuleHooks.checkTransfer, (m)));
        token.transferWithData(ben, 1, abi.encode(m.data));
        assertEq(token.balanceOf(ben), 1);
    }

    function test_GivenAModuleWantsATicket_GivenTheModuleDoesNotDeclareThatItReadsData_ItShouldAnswerTheCodeOfItsPlace()
        external
    {
        _gate(HOOK_CHECK_TRANSFER);
        assertEq(token.detectTransferRestriction(ada, ben, 1), FIRST_MODULE_CODE);
    }

    /* ------------------------------------------------- operators ---------------------------------------------- */

    function test_WhenTheOperatorIsNotTheHolder_ItShouldAskForAnAllowanceOrAnOperatorsRight() external {
        Move memory m = directMove(KIND_TRANSFER, operator, ada, ben, 5);
        _assertExplained(m, uint8(Restriction.InsufficientAllowance));
        vm.prank(ada);
        token.approve(operator, 5);
        _assertExplained(m, 0);
        vm.prank(ada);
        token.approve(operator, 0);
        _authorize(ada);
        _assertExplained(m, 0);
        m = moveIn(LOCKED, KIND_TRANSFER, ben, ada, ben, 0);
        _assertExplained(m, uint8(Restriction.NotOperator));
        vm.prank(ada);
        token.approveByPartition(LOCKED, ben, 5);
        _assertExplained(m, 0);
        m.amount = 6;
        _assertExplained(m, uint8(Restriction.InsufficientAllowance));
        Move memory other = moveIn(LOCKED, KIND_TRANSFER, stranger, ada, ben, 0);
        _assertExplained(other, uint8(Restriction.NotOperator));
    }

    function test_WhenTheOperatorIsNotTheHolder_GivenTheHolderSigned_ItShouldAskForNone() external view {
        Move memory m = directMove(KIND_TRANSFER, stranger, ada, ben, 5);
        m.initiator = ada;
        _assertExplained(m, 0);
    }

    /* --------------------------------------------------- kinds ------------------------------------------------ */

    function test_WhenItIsADepositATreasuryTransferOrASweep_ItShouldJudgeItAsTheTokenDoes() external {
        address custodian = _custodian();
        PositionKey memory kept = defaultPosition(custodian, ada);
        _assertExplained(moveOf(KIND_DEPOSIT, ada, defaultPosition(address(0), ada), kept, 5), 0);
        _issue(address(issuer), 10);
        _assertExplained(directMove(KIND_TREASURY_TRANSFER, owner, address(issuer), ben, 10), 0);
        Move memory sweep = directMove(KIND_SWEEP, adaToo, ada, adaToo, 5);
        _assertExplained(sweep, uint8(Restriction.NotOperator));
        vm.prank(ada);
        token.allowSweep(true);
        _assertExplained(sweep, 0);
        sweep.operator = ben;
        _assertExplained(sweep, uint8(Restriction.NotOperator));
    }

    function test_WhenItIsACustodiansMove_ItShouldJudgeItAsTheTokenDoes() external {
        address custodian = _custodian();
        Move memory m = custodyMove(KIND_CUSTODY_TRANSFER, custodian, ada, custodian, ben, 5);
        _assertExplained(m, uint8(Restriction.InsufficientBalance));
        _deposit(ada, custodian, 5);
        _assertExplained(m, 0);
        _assertExplained(custodyMove(KIND_WITHDRAWAL, custodian, ada, address(0), ada, 5), 0);
        m.operator = ada;
        _assertExplained(m, uint8(Restriction.NotOperator));
        m.from.partition = LOCKED;
        _assertExplained(m, uint8(Restriction.PartitionNotAtCustodian));
        m = custodyMove(KIND_CUSTODY_TRANSFER, stranger, ada, stranger, ben, 0);
        _assertExplained(m, uint8(Restriction.CustodianNotApproved));
    }

    function test_WhenItIsAChangeOfPartition_ItShouldJudgeItAsTheTokenDoes() external {
        PositionKey memory entered = PositionKey(address(0), SEVENTH, ada);
        Move memory m = moveOf(KIND_PARTITION_CHANGE, ada, defaultPosition(address(0), ada), entered, 5);
        _assertExplained(m, uint8(Restriction.ExchangeClosed));
        _open(DEFAULT_PARTITION, SEVENTH);
        _assertExplained(m, 0);
        m.amount = 101;
        _assertExplained(m, uint8(Restriction.InsufficientBalance));
        (m.operator, m.initiator) = (stranger, stranger);
        _assertExplained(m, uint8(Restriction.NotOperator));
    }

    function test_WhenItIsATransferThatEndsInAnotherPartition_ItShouldJudgeItAsTheTokenDoes() external {
        _assertRefusedBetween(Restriction.ExchangeClosed, NONE, SEVENTH, ada, ben, 5);
        _open(NONE, SEVENTH);
        _assertRefusedBetween(Restriction.InsufficientBalance, NONE, SEVENTH, ada, ben, 101);
        _assertPassesBetween(NONE, SEVENTH, ada, ben, 5);
        Move memory m = _moveBetween(NONE, SEVENTH, ada, ben, 5);
        m.operator = stranger;
        _assertExplained(m, 0);
        m.initiator = stranger;
        _assertExplained(m, uint8(Restriction.NotOperator));
        m.amount = 0;
        _assertExplained(m, uint8(Restriction.NotOperator));
        m.kind = KIND_PARTITION_CHANGE;
        _assertExplained(m, uint8(Restriction.UnknownMove));
    }

    function test_WhenTheDataCarriesATagThatNobodyReads_ItShouldSaySo() external view {
        Move memory m = directMove(KIND_TRANSFER, ada, ada, ben, 5);
        m.data = new Tagged[](1);
        m.data[0] = Tagged(TICKET, "");
        _assertExplained(m, uint8(Restriction.DataRefused));
    }

    function test_WhenItIsAMoveThatTheTokenWouldNotMakeSo_ItShouldSayThatItDoesNotKnowIt() external {
        MoveKind[4] memory kinds = [KIND_ISSUE, KIND_FORCED_TRANSFER, KIND_DEPOSIT, KIND_TREASURY_TRANSFER];
        for (uint256 i; i < kinds.length; ++i) {
            _assertExplained(directMove(kinds[i], ada, ada, ben, 1), uint8(Restriction.UnknownMove));
        }
        vm.prank(ada);
        token.allowSweep(true);
        Move memory m = moveIn(LOCKED, KIND_SWEEP, adaToo, ada, adaToo, 1);
        _assertExplained(m, uint8(Restriction.UnknownMove));
        PositionKey memory kept = defaultPosition(_custodian(), ben);
        m = moveOf(KIND_DEPOSIT, ada, defaultPosition(address(0), ada), kept, 1);
        _assertExplained(m, uint8(Restriction.UnknownMove));
    }

    function testFuzz_WhateverItIsAsked_ItShouldNotRevert(Move calldata m) external {
        _gate(HOOK_CHECK_TRANSFER | HOOK_TAGS);
        token.explainTransfer(m);
    }

    /* -------------------------------------------------- messages ---------------------------------------------- */

    function test_WhenTheMessageOfAModulesCodeIsAskedFor_ItShouldShowTheModulesTitle() external {
        _module(HOOK_CHECK_TRANSFER, 0).setTitle("Insiders' window");
        _assertMessage(0, "A module of the token refuses the transfer: Insiders' window");
    }

    function test_WhenTheMessageOfAModulesCodeIsAskedFor_GivenTheTitleIsHostile_ItShouldShowPrintableASCIIOrNone()
        external
    {
        HostileModule module = new HostileModule(token, HOOK_CHECK_TRANSFER, 0);
        vm.prank(owner);
        issuer.attachModule(address(token), address(module));
        module.setTitle(hex"41000a7f80ff42");
        _assertMessage(0, "A module of the token refuses the transfer: A?????B");
        module.setTitle(new bytes(65));
        _assertMessage(0, "A module of the token refuses the transfer");
        module.setMood(HostileModule.Mood.Burning);
        _assertMessage(0, "A module of the token refuses the transfer");
        module.setMood(HostileModule.Mood.Bomb);
        _assertMessage(0, "A module of the token refuses the transfer");
        bytes[3] memory answers = [bytes("short"), abi.encode(32, type(uint256).max), abi.encode(type(uint256).max, 5)];
        module.setMood(HostileModule.Mood.Quiet);
        for (uint256 i; i < answers.length; ++i) {
            vm.mockCall(address(module), abi.encodeCall(IModuleHooks.title, ()), answers[i]);
            _assertMessage(0, "A module of the token refuses the transfer");
        }
    }

    function test_WhenTheMessageOfAModulesCodeIsAskedFor_GivenNoModuleHasThePlace_ItShouldShowTheSentenceOfAllModules()
        external
        view
    {
        _assertMessage(0, "A module of the token refuses the transfer");
        _assertMessage(127, "A module of the token refuses the transfer");
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    /// @dev A module that lets nothing pass without a ticket.
    function _gate(uint8 hooks) private {
        ModuleMock module = new ModuleMock(token, hooks, 0);
        module.setTags([TICKET, bytes4(0), bytes4(0), bytes4(0)]);
        module.requireTicket(TICKET);
        _attach(module);
        refusingModule = address(module);
    }

    function _assertRefusedBy(address module, uint8 expected, bytes memory why) private {
        Move memory m = directMove(KIND_TRANSFER, ada, ada, ben, 1);
        (uint8 code, address refusing, bytes memory reason) = token.explainTransfer(m);
        assertEq(code, expected, "code");
        assertEq(token.detectTransferRestriction(ada, ben, 1), expected, "dry run");
        assertEq(refusing, module, "module");
        assertEq(reason, why, "reason");
        (refusingModule, refuserReason) = (module, why);
        vm.expectRevert(_refusal(Restriction.ModuleRefused, ada, ben, 1));
        vm.prank(ada);
        token.transfer(ben, 1);
    }

    function _assertMessage(uint8 place, string memory expected) private view {
        assertEq(token.messageForTransferRestriction(FIRST_MODULE_CODE + place), expected);
    }
}
