// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {AuthorityId, Call, OWNER, SignedApproval} from "../../../../src/types/Authority.sol";
import {Duty} from "../../../../src/types/Duty.sol";
import {Country, Rating} from "../../../../src/types/Identity.sol";
import {Registration} from "../../../../src/types/Investors.sol";
import {HOOK_CHECK_TRANSFER, HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {KIND_DEPOSIT, KIND_TRANSFER, Move} from "../../../../src/types/Move.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {defaultPosition} from "../../../../src/types/PositionKey.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {directMove, moveOf} from "../../../utils/Moves.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract TransferTest is ComplianceBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        _issue(ben, 50);
    }

    function test_RevertWhen_TheReceiverIsNobody() external {
        _assertRefused(Restriction.InvalidReceiver, ada, address(0), 10);
        _assertRefused(Restriction.InvalidReceiver, ada, address(0), 0);
    }

    function test_RevertWhen_TheReceiverIsTheToken() external {
        _register(_id("token"), CH, 1, FAR, _one(address(token)));
        _assertRefused(Restriction.InvalidReceiver, ada, address(token), 10);
    }

    function test_WhenTheAmountIsZero_GivenEverythingIsPausedAndNobodyIsKnown_ItShouldSucceedAndChangeNothing()
        external
    {
        vm.startPrank(owner);
        issuer.setGlobalRestriction(true);
        issuer.setTokenRestriction(address(token), true);
        vm.stopPrank();

        vm.expectEmit(address(token));
        emit IERC20.Transfer(stranger, ada, 0);
        _assertPasses(stranger, ada, 0);
        _assertPasses(ada, makeAddr("another stranger"), 0);

        _assertBalances(100, 50);
        _assertInvestors(2);
    }

    function test_WhenTheAmountIsZero_ItShouldTellNoModule() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER | HOOK_TRANSFER_TOKENS, 0);
        module.setRefusing(true);
        module.setFailing(true);

        _assertPasses(stranger, ada, 0);
    }

    function test_WhenTheSenderIsTheReceiver_ItShouldChangeNothing() external {
        _assertPasses(ada, ada, 100);

        _assertBalances(100, 50);
        _assertPositions(adaId, 1);
        _assertInvestors(2);
    }

    function test_RevertWhen_TheSenderIsTheReceiverAndTheAmountExceedsTheBalance() external {
        _assertRefused(Restriction.InsufficientBalance, ada, ada, 101);
    }

    function test_RevertGiven_TheTokenIsPaused() external {
        vm.prank(owner);
        issuer.setTokenRestriction(address(token), true);
        _assertRefused(Restriction.TokenRestricted, ada, ben, 10);
        _assertRefused(Restriction.TokenRestricted, ada, ada, 10);
    }

    function test_RevertGiven_TheIssuerHasPausedAllTokens() external {
        vm.prank(owner);
        issuer.setGlobalRestriction(true);
        _assertRefused(Restriction.IssuerRestricted, ada, ben, 10);
        _assertRefused(Restriction.IssuerRestricted, ada, adaToo, 10);
    }

    function test_RevertGiven_TheSenderIsUnknown() external {
        _assertRefused(Restriction.SenderNotRegistered, stranger, ben, 1);
    }

    function test_RevertGiven_TheReceiverIsUnknown() external {
        _assertRefused(Restriction.ReceiverNotRegistered, ada, stranger, 1);
    }

    function test_RevertGiven_TheRegistrarRestrictsTheAccount() external {
        vm.prank(owner);
        registrar.restrictAccounts(adaId, _one(ada));

        _assertRefused(Restriction.SenderRestricted, ada, ben, 10);
        _assertRefused(Restriction.SenderRestricted, ada, adaToo, 10);
        _assertRefused(Restriction.ReceiverRestricted, ben, ada, 10);
        _assertPasses(ben, adaToo, 10);
        _assertRefused(Restriction.ReceiverRestricted, adaToo, ada, 10);
    }

    function test_RevertGiven_TheRegistrarRestrictsTheInvestor() external {
        vm.prank(owner);
        registrar.setInvestorRestriction(adaId, true);

        _assertRefused(Restriction.SenderRestricted, ada, ben, 10);
        _assertRefused(Restriction.ReceiverRestricted, ben, adaToo, 10);
    }

    function test_RevertGiven_TheRegistrarRestrictsTheAuthorityThatVerifiedTheInvestor() external {
        address provider = makeAddr("provider");
        AuthorityId providers = AuthorityId.wrap(2);
        address cleo = makeAddr("cleo");
        Registration[] memory batch = new Registration[](1);
        batch[0] = Registration(_id("cleo"), bytes32(0), CH, bytes3(0), Rating.wrap(1), FAR, _one(cleo));
        vm.startPrank(owner);
        registrar.addAuthority(_one(provider), 1, FAR);
        registrar.setAuthorityCountryRange(providers, Duty.Import, CH, CH, true);
        vm.stopPrank();
        vm.prank(provider);
        registrar.registerInvestors(batch);
        _assertPasses(ada, cleo, 10);

        vm.prank(owner);
        registrar.setAuthorityRestriction(providers, true);
        _assertRefused(Restriction.SenderRestricted, cleo, ben, 10);
        _assertRefused(Restriction.ReceiverRestricted, ada, cleo, 10);

        _renew(_id("cleo"), 1, FAR);
        _assertPasses(cleo, ben, 10);
    }

    function test_RevertGiven_TheIssuerHasFrozenTheSender() external {
        _freeze(adaId, true);
        _assertRefused(Restriction.SenderFrozen, ada, ben, 10);
        _assertRefused(Restriction.SenderFrozen, ada, adaToo, 10);
        _freeze(adaId, false);
        _assertPasses(ada, ben, 10);
    }

    function test_RevertGiven_TheIssuerHasFrozenTheReceiver() external {
        _freeze(benId, true);
        _assertRefused(Restriction.ReceiverFrozen, ada, ben, 10);
        token = _secondToken();
        _issue(ada, 10);
        _assertRefused(Restriction.ReceiverFrozen, ada, ben, 10);
    }

    function test_RevertGiven_TheReceiversAccreditationHasExpired() external {
        _renew(benId, 2, START + 100);
        vm.warp(START + 99);
        _assertPasses(ada, ben, 1);
        vm.warp(START + 100);
        _assertRefused(Restriction.ReceiverExpired, ada, ben, 1);
    }

    function test_GivenTheSendersAccreditationHasExpired_ItShouldSucceed() external {
        _lapse(adaId, 1);
        _assertPasses(ada, ben, 100);
    }

    function test_RevertGiven_TheReceiversCountryWasNeverPermitted() external {
        address kim = _investor("kim", KP, 7);
        _assertRefused(Restriction.CountryNotPermitted, ada, kim, 1);
    }

    function test_RevertGiven_TheReceiversCountryWasForbiddenLater() external {
        _forbid(DE);
        _assertRefused(Restriction.CountryNotPermitted, ada, ben, 1);
    }

    function test_GivenTheReceiversCountryWasForbiddenLater_WhenAHolderFromThereSells_ItShouldSucceed() external {
        _forbid(DE);
        _assertPasses(ben, ada, 50);
    }

    function test_RevertGiven_TheReceiversRatingIsTooLow() external {
        address zoe = _investor("zoe", US, 1);
        _assertRefused(Restriction.RatingTooLow, ada, zoe, 1);
        _renew(_id("zoe"), 2, FAR);
        _assertPasses(ada, zoe, 1);
    }

    function test_RevertWhen_TheAmountExceedsTheBalance() external {
        _assertRefused(Restriction.InsufficientBalance, ada, ben, 101);
        _assertRefused(Restriction.InsufficientBalance, ada, ben, type(uint256).max);
    }

    function test_RevertGiven_APartOfTheBalanceIsEncumbered_WhenTheAmountExceedsTheRest() external {
        _encumbered(ada, 60);
        _assertRefused(Restriction.AmountLocked, ada, ben, 41);
        _assertRefused(Restriction.AmountLocked, ada, adaToo, 41);
        _assertRefused(Restriction.InsufficientBalance, ada, ben, 101);
    }

    function test_GivenAPartOfTheBalanceIsEncumbered_WhenTheAmountIsTheRest_ItShouldSucceed() external {
        _encumbered(ada, 60);
        _assertPasses(ada, ben, 40);
        assertEq(token.encumberedBalanceOf(ada), 60);
    }

    function test_RevertGiven_AModuleRefuses() external {
        _module(HOOK_CHECK_TRANSFER, 0);
        ModuleMock second = _module(HOOK_CHECK_TRANSFER, 0);
        second.setRefusing(true);

        _assertRefused(Restriction.ModuleRefused, ada, ben, 1);
        _freeze(adaId, true);
        _assertRefused(Restriction.SenderFrozen, ada, ben, 1);
    }

    function test_GivenAModuleChecksTransfersAndLetsPass_ItShouldSucceed() external {
        ModuleMock module = _module(HOOK_CHECK_TRANSFER, 0);
        bytes memory shown = abi.encodeCall(module.checkTransfer, (directMove(KIND_TRANSFER, ada, ada, ben, 1)));
        vm.expectCall(address(module), shown);
        _assertPasses(ada, ben, 1);
    }

    function test_GivenTwoModulesHaveOneHookEach_ItShouldCallEachAtItsOwnHookAlone() external {
        ModuleMock judge = _module(HOOK_CHECK_TRANSFER, 0);
        ModuleMock listener = _module(HOOK_TRANSFER_TOKENS, 0);
        judge.setFailing(true);
        listener.setRefusing(true);

        _assertPasses(ada, ben, 1);

        assertEq(judge.seen().length, 0);
        assertEq(listener.seen().length, 1);
    }

    function test_GivenAModuleIsToldOfTransfers_ItShouldTellWhoWhereAndHowMuch() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        module.setRefusing(true);
        address custodian = _custodian();

        _assertPasses(ada, ben, 7);
        _deposit(ada, custodian, 5);

        Move[] memory seen = module.seen();
        assertEq(seen.length, 2);
        assertEq(abi.encode(seen[0]), abi.encode(directMove(KIND_TRANSFER, ada, ada, ben, 7)));
        Move memory deposit =
            moveOf(KIND_DEPOSIT, ada, defaultPosition(address(0), ada), defaultPosition(custodian, ada), 5);
        assertEq(abi.encode(seen[1]), abi.encode(deposit));
    }

    function test_RevertGiven_AModuleIsToldOfTransfers_GivenTheModuleReverts_ItShouldRevertWithTheModulesReason()
        external
    {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        module.setFailing(true);

        vm.expectRevert(ModuleMock.ModuleMock_Failed.selector);
        vm.prank(ada);
        token.transfer(ben, 1);
    }

    function test_GivenAModuleIsToldOfTransfers_GivenTheModuleTransfersInItsHook_ItShouldKeepBalancesAndCountsExact()
        external
    {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        vm.prank(ada);
        token.approve(address(module), 100);
        // Ada sends all but ten; from within, the rest goes the same way. The same double spend again must fail.
        module.callBack(address(token), abi.encodeCall(token.transferFrom, (ada, ben, 10)));

        _assertPasses(ada, ben, 90);

        _assertBalances(0, 150);
        _assertPositions(adaId, 0);
        _assertPositions(benId, 1);
        _assertInvestors(1);
        vm.prank(ben);
        token.transfer(ada, 10);
        module.callBack(address(token), abi.encodeCall(token.transferFrom, (ada, ben, 1)));
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ben, 1));
        vm.prank(ada);
        token.transfer(ben, 10);
    }

    function test_WhenTheReceiverIsACustodian_GivenItIsApproved_ItShouldMakeTheSenderItsBeneficialOwner() external {
        address custodian = _custodian();

        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, custodian, 30);
        vm.expectEmit(address(token));
        emit ITokenEvents.CustodyTransferred(custodian, address(0), ada, 30);
        _assertPasses(ada, custodian, 30);

        assertEq(token.balanceOf(ada), 70);
        assertEq(token.custodyBalanceOf(custodian, ada), 30);
        assertEq(token.balanceOf(custodian), 30);
        _assertPositions(adaId, 2);
        _assertPasses(ada, custodian, 70);
        _assertPositions(adaId, 1);
        _assertInvestors(2);
    }

    function test_RevertWhen_TheReceiverIsACustodian_GivenItIsNotApprovedAnyMore() external {
        address custodian = _custodian();
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _assertRefused(Restriction.CustodianNotApproved, ada, custodian, 1);
    }

    function test_RevertWhen_TheReceiverIsACustodian_WhenTheSenderIsACustodian() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 30);
        _assertRefused(Restriction.CustodianToCustodian, custodian, _custodian(), 1);
        _assertRefused(Restriction.CustodianToCustodian, custodian, custodian, 1);
    }

    function test_RevertWhen_TheReceiverIsACustodianAndTheSenderTheTreasury() external {
        _issue(address(issuer), 10);
        _assertRefused(Restriction.InvalidReceiver, address(issuer), _custodian(), 1);
    }

    function test_RevertWhen_TheSenderIsACustodian() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 30);
        _assertRefused(Restriction.SenderNotRegistered, custodian, ben, 1);
        _assertRefused(Restriction.SenderNotRegistered, custodian, ada, 1);
    }

    function test_WhenTheIssuersOwnCallComesByExecuteCall_ItShouldTransferFromTheTreasury() external {
        _issue(address(issuer), 10);
        Call memory call = Call(OWNER, address(token), abi.encodeCall(token.transfer, (ada, 10)), "salt", FAR);
        vm.prank(owner);
        issuer.executeCall(call, new SignedApproval[](0));
        _assertBalances(110, 50);
    }

    function test_WhenTheReceiverMayReceive_ItShouldMoveTheAmount() external {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(ada, ben, 30);
        _assertPasses(ada, ben, 30);

        _assertBalances(70, 80);
        assertEq(token.totalSupply(), 150);
    }
}
