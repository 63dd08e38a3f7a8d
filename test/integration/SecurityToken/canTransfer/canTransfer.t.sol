// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MAX_BALANCE} from "../../../../src/types/Holding.sol";
import {Rating} from "../../../../src/types/Identity.sol";
import {HOOK_CHECK_TRANSFER} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION, LOCKED_BY_HAND} from "../../../../src/types/Partition.sol";
import {EnforcementBase} from "../../../utils/EnforcementBase.sol";

contract CanTransferTest is EnforcementBase {
    function setUp() public override {
        super.setUp();
        _issue(ada, 100);
        _issue(ben, 100);
    }

    function test_WhenEitherSideIsNobodyAStrangerTheTokenItselfOrWasLost_ItShouldSayNo() external {
        _restrictAccount(adaId, ada);
        _recover(ada, adaToo);
        _freeAccount(adaId, ada);
        _register(_id("token"), DE, 2, FAR, _one(address(token)));
        address[3] memory nobodies = [address(0), stranger, ada];
        for (uint256 i; i < nobodies.length; ++i) {
            _assertWays(nobodies[i], false, false);
            assertFalse(token.canTransfer(nobodies[i], ben, 1), "from");
            assertFalse(token.canTransfer(ben, nobodies[i], 1), "to");
        }
        assertFalse(token.canReceive(address(token)));
        assertFalse(token.canTransfer(ben, address(token), 1));
        assertFalse(token.canTransfer(ben, address(token), 0));
    }

    function test_WhenTheAccountIsTheTreasury_ItShouldSayThatItMaySendAndReceive() external view {
        _assertWays(address(issuer), true, true);
        assertTrue(token.canTransfer(address(issuer), ben, 1));
        assertTrue(token.canTransfer(ben, address(issuer), 1));
    }

    function test_WhenTheAccountIsACustodian_ItShouldSayThatItMayReceiveWhileItIsApproved() external {
        address custodian = _custodian();
        assertTrue(token.canReceive(custodian));
        assertTrue(token.canTransfer(ada, custodian, 100));
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        assertFalse(token.canReceive(custodian));
        assertFalse(token.canTransfer(ada, custodian, 100));
    }

    function test_WhenTheAccountIsACustodian_ItShouldSayThatItMayNotSend() external {
        address custodian = _custodian();
        _deposit(ada, custodian, 50);
        assertFalse(token.canSend(custodian));
        assertFalse(token.canTransfer(custodian, ben, 1));
        assertFalse(token.canTransfer(custodian, custodian, 1));
    }

    function test_GivenTheTokenTheIssuerOrTheSupervisorStopsEverything_ItShouldSayNo() external {
        vm.startPrank(owner);
        token.setLegalApproval(false);
        _assertStopped();
        token.setLegalApproval(true);
        issuer.setTokenRestriction(address(token), true);
        _assertStopped();
        issuer.setTokenRestriction(address(token), false);
        issuer.setGlobalRestriction(true);
        _assertStopped();
        issuer.setGlobalRestriction(false);
        vm.stopPrank();
        _assertWays(ada, true, true);
    }

    function test_GivenTheRegistrarRestrictsOrTheIssuerFreezesAnInvestor_ItShouldSayNoToBothWays() external {
        _restrictAccount(adaId, ada);
        _freeze(benId, true);
        _assertWays(ada, false, false);
        _assertWays(ben, false, false);
        _assertWays(adaToo, true, true);
        assertFalse(token.canTransfer(ben, adaToo, 1));
        assertFalse(token.canTransfer(adaToo, ben, 1));
        assertFalse(token.canTransfer(ada, adaToo, 1));
    }

    function test_GivenAnAccreditationHasExpired_ItShouldLetItSendNotReceiveUnlessExpiryStopsSending() external {
        _lapse(adaId, 1);
        _assertWays(ada, true, false);
        assertTrue(token.canTransfer(ada, ben, 1));
        assertFalse(token.canTransfer(ben, ada, 1));
        vm.prank(owner);
        token.setExpiryStopsSending(true);
        _assertWays(ada, false, false);
        assertFalse(token.canTransfer(ada, ben, 1));
        assertTrue(token.canTransfer(ada, adaToo, 1), "own accounts");
    }

    function test_GivenCountryOrRatingDoNotPermitToReceive_ItShouldSayThatItMaySendOnly() external {
        _forbid(CH);
        _assertWays(ada, true, false);
        vm.prank(owner);
        issuer.setCountryRule(DE, true, Rating.wrap(3), _limits(0));
        _assertWays(ben, true, false);
    }

    function test_GivenALimitOfInvestorsIsReached_ItShouldRefuseTheNewcomerAndNoOneElse() external {
        address cleo = _investor("cleo", DE, 2);
        _limitInvestors(0, 2);
        assertTrue(token.canReceive(cleo), "amounts and limits apart");
        assertFalse(token.canTransfer(ada, cleo, 1));
        assertTrue(token.canTransfer(ada, ben, 1));
        assertTrue(token.canTransfer(ada, cleo, 100), "in the place of who leaves");
    }

    function test_WhenTheSenderHoldsLessThanTheAmount_GivenNothingIsFrozen_ItShouldAnswerAsIfItHeldEnough() external {
        assertTrue(token.canTransfer(ada, ben, 101));
        assertTrue(token.canTransfer(adaToo, ben, 1));
        _forbid(DE);
        assertFalse(token.canTransfer(ada, ben, 101));
    }

    function test_WhenTheSenderHoldsLessThanTheAmount_GivenNothingIsFrozenAndAPartStandsInAnotherPartition_ItShouldAnswerAsIfItHeldEnough()
        external
    {
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 30);
        assertTrue(token.canTransfer(ada, ben, 101));
        assertTrue(token.canTransfer(ada, ben, 131));
    }

    function test_WhenTheSenderHoldsLessThanTheAmount_GivenAPartIsFrozen_ItShouldSayNoAboveWhatIsNot() external {
        _freezeAmount(ada, 40);
        assertTrue(token.canTransfer(ada, ben, 60));
        assertFalse(token.canTransfer(ada, ben, 61));
        assertFalse(token.canTransfer(ada, ben, 101));
        _freezeAmount(ada, 1);
        assertFalse(token.canTransfer(ada, ben, 100));
        assertFalse(token.canTransfer(ada, ben, 101));
        _freezeAmount(ada, 1000);
        assertFalse(token.canTransfer(ada, ben, 1));
        assertTrue(token.canTransfer(ada, ben, 0));
    }

    function test_WhenTheSenderHoldsLessThanTheAmount_GivenAmountsAreMultiples_ItShouldSayNoToOthers() external {
        vm.startPrank(owner);
        token.controllerRedeem(ada, 100, "", "");
        token.controllerRedeem(ben, 100, "", "");
        token.setGranularity(10);
        vm.stopPrank();
        assertTrue(token.canTransfer(ada, ben, 20));
        assertFalse(token.canTransfer(ada, ben, 25));
    }

    function test_WhenTheSenderHoldsLessThanTheAmount_GivenTheSendersPlaceWouldBeTheNewcomers_ItShouldNotJudgeTheSenderAsIfItLeft()
        external
    {
        address cleo = _investor("cleo", DE, 2);
        _limitInvestors(0, 2);
        assertFalse(token.canTransfer(ada, cleo, 101));
        assertFalse(token.canTransfer(adaToo, cleo, 5));
    }

    function test_WhenTheAmountIsAllThatCanEverExist_ItShouldSayYesAndNoAboveThat() external {
        assertTrue(token.canTransfer(ada, ben, MAX_BALANCE - 1));
        assertTrue(token.canTransfer(ada, ben, MAX_BALANCE));
        assertFalse(token.canTransfer(ada, ben, MAX_BALANCE + 1));
        assertFalse(token.canTransfer(ada, ben, type(uint256).max));
        _issue(ada, MAX_BALANCE - 200);
        vm.prank(ben);
        token.transfer(ada, 100);
        assertTrue(token.canTransfer(ada, ben, MAX_BALANCE));
        _assertPasses(ada, ben, MAX_BALANCE);
    }

    function test_GivenThePositionOrThePartitionIsLocked_ItShouldSayNo() external {
        _lock(DEFAULT_PARTITION, ada, LOCKED_BY_HAND);
        assertFalse(token.canTransfer(ada, ben, 1));
        assertFalse(token.canTransfer(ada, ben, 1000));
        assertTrue(token.canSend(ada), "of the account itself");
        _setPartition(DEFAULT_PARTITION, LOCKED_BY_HAND);
        assertFalse(token.canTransfer(ben, ada, 1));
        assertFalse(token.canTransfer(ben, ada, 1000));
    }

    function test_GivenAModuleRefuses_ItShouldSayNo() external {
        _module(HOOK_CHECK_TRANSFER, 0).setRefusing(true);
        assertFalse(token.canTransfer(ada, ben, 1));
        assertTrue(token.canSend(ada));
    }

    function test_GivenTheRegistrarFailsOrGivesNoSensibleAnswer_ItShouldSayNoAndNotRevert() external {
        _issue(adaToo, 1);
        bytes[3] memory broken = [bytes(hex"60006000fd"), bytes(hex"00"), bytes("")];
        for (uint256 i; i < broken.length; ++i) {
            vm.etch(address(registrar), broken[i]);
            _assertWays(ada, false, false);
            _assertWays(stranger, false, false);
            assertFalse(token.canTransfer(ada, ben, 1));
            assertFalse(token.canTransfer(ada, stranger, 1));
            assertFalse(token.canTransfer(ada, adaToo, type(uint256).max));
        }
    }

    function testFuzz_WhenCalledWithWhateverArguments_ItShouldAgreeWithTheTransferOfWhatIsHeldAndNeverRevert(
        uint8 fromSeed,
        uint8 toSeed,
        uint256 amount,
        uint8 state
    ) external {
        address[9] memory accounts = [
            ada,
            adaToo,
            ben,
            address(0),
            stranger,
            address(token),
            address(issuer),
            _custodian(),
            _investor("cleo", US, 1)
        ];
        address from = accounts[fromSeed % 9];
        address to = accounts[toSeed % 9];
        if (state & 1 != 0) _freezeAmount(ada, 60);
        if (state & 2 != 0) _freeze(benId, true);
        if (state & 4 != 0) _lock(DEFAULT_PARTITION, ada, LOCKED_BY_HAND);
        if (state & 8 != 0) _limitInvestors(0, 2);
        if (state & 16 != 0) amount %= 110;

        bool can = token.canTransfer(from, to, amount);
        bool mayBoth = token.canSend(from) && token.canReceive(to);
        if (can && amount != 0 && from != to) assertTrue(mayBoth, "what may move may leave and come");
        if (amount > token.balanceOf(from)) return;
        assertEq(can, token.detectTransferRestriction(from, to, amount) == 0, "as the transfer");
    }

    function _assertWays(address account, bool maySend, bool mayReceive) private view {
        assertEq(token.canSend(account), maySend, "send");
        assertEq(token.canReceive(account), mayReceive, "receive");
    }

    function _assertStopped() private view {
        _assertWays(ada, false, false);
        _assertWays(address(issuer), false, false);
        assertFalse(token.canTransfer(ada, ben, 1));
    }
}
