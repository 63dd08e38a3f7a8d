// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {InvestorId, InvestorKey, Rating, investorKey} from "../../../../src/types/Identity.sol";
import {Registration} from "../../../../src/types/Investors.sol";
import {Partition} from "../../../../src/types/Partition.sol";
import {PositionKey, RecordDateHolding, defaultPosition} from "../../../../src/types/PositionKey.sol";
import {GasSink} from "../../../mocks/GasSink.sol";
import {newRegistrar} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {Recovery} from "../../../utils/Recovery.sol";

contract PositionsAtTest is ComplianceBase, Recovery {
    uint40 private constant DATE = START + 10;

    address private custodian;

    /// @dev ada holds 60 directly and 40 at the custodian, ben 30, the treasury 500.
    function setUp() public override {
        super.setUp();
        custodian = _custodian();
        _issue(address(issuer), 500);
        _issue(ada, 100);
        _issue(ben, 30);
        vm.prank(ada);
        token.transfer(custodian, 40);
        vm.prank(owner);
        token.scheduleRecordDate(DATE);
        vm.warp(DATE + 1);
    }

    function test_RevertWhen_TheRecordDateWasNeverAnnounced() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_UnknownRecordDate.selector, DATE - 1));
        token.positionsAt(new PositionKey[](0), DATE - 1);
    }

    function test_RevertWhen_TheRecordDateIsNow() external {
        vm.warp(DATE);
        vm.expectRevert(
            abi.encodeWithSelector(ITokenEvents.SecurityToken_RecordDateNotPassed.selector, DATE, uint256(DATE))
        );
        token.positionsAt(new PositionKey[](0), DATE);
    }

    /// @dev Whatever the caller gives: an investor in good standing is never told to be restricted.
    function testFuzz_WhenTooLittleGasIsLeftToAskARegistrar_ItShouldRevertOrTellTheTruth(
        uint256 gasGiven,
        bool searched
    ) external {
        if (searched) _toSecondRegistrar();
        gasGiven = bound(gasGiven, 20_000, searched ? 400_000 : 120_000);
        try token.positionsAt{gas: gasGiven}(_both(address(0), ada, address(0), ben), DATE) returns (
            RecordDateHolding[] memory stakes
        ) {
            _assertStake(stakes[0], 60, ada, false);
            assertFalse(stakes[1].restricted && !searched, "ben");
        } catch {}
    }

    function test_WhenThePositionIsTheTreasury_ItShouldTellNothing() external view {
        _assertNothing(_stakeOf(address(0), address(issuer)));
    }

    function test_WhenThePositionIsACustodiansOwn_ItShouldTellNothingApprovedOrNot() external {
        _assertNothing(_stakeOf(address(0), custodian));
        vm.prank(owner);
        issuer.removeCustodian(custodian);
        _assertNothing(_stakeOf(address(0), custodian));
    }

    function test_WhenNothingWasHeld_ItShouldTellNothingAndAskNobody() external {
        vm.expectCall(address(issuer), "", 0);
        vm.expectCall(address(registrar), "", 0);
        _assertNothing(_stakeOf(address(0), stranger));
        _assertNothing(_stakeOf(address(0), adaToo));
        _assertNothing(_stakeOf(custodian, ben));
        _assertNothing(_stakeOf(ben, ada));
        _assertNothing(_stakeOf(address(0), address(0)));
    }

    function test_WhenAPositionWasHeldDirectlyOrAtACustodian_ItShouldTellItsBalanceAtTheRecordDate() external {
        vm.prank(ada);
        token.transfer(ben, 60);

        RecordDateHolding[] memory stakes = token.positionsAt(_both(address(0), ada, custodian, ada), DATE);

        assertEq(stakes.length, 2);
        _assertStake(stakes[0], 60, ada, false);
        _assertStake(stakes[1], 40, ada, false);
        _assertStake(_stakeOf(address(0), ben), 30, ben, false);
    }

    function test_GivenTheInvestorIsFrozen_ItShouldBeRestrictedAndOthersOfItsBucketNot() external {
        _freeze(_withSameFreezeBit(adaId), true);
        _freeze(_withSameBucket(adaId), true);
        _assertStake(_stakeOf(address(0), ada), 60, ada, false);

        _freeze(adaId, true);
        _assertStake(_stakeOf(address(0), ada), 60, ada, true);
        _assertStake(_stakeOf(custodian, ada), 40, ada, true);
        _assertStake(_stakeOf(address(0), ben), 30, ben, false);
    }

    function test_GivenTheAccountIsRestricted_ItShouldBeRestricted() external {
        _restrict(adaId, ada);
        _assertStake(_stakeOf(address(0), ada), 60, ada, true);
        _assertStake(_stakeOf(custodian, ada), 40, ada, true);
    }

    function test_GivenTheAccreditationHasExpired_ItShouldNotBeRestricted() external {
        vm.warp(FAR + 1);
        _assertStake(_stakeOf(address(0), ada), 60, ada, false);
    }

    /// @dev eve is known to the second registrar alone; the first is never asked about her.
    function test_GivenAnotherRegistrarBoundTheAccount_ItShouldGoByWhatThatOneSays() external {
        IKYCRegistrar second = _addRegistrar();
        address eve = makeAddr("eve");
        _registerAt(second, _id("eve"), eve);
        vm.warp(DATE + 2);
        _issue(eve, 7);
        vm.prank(owner);
        token.scheduleRecordDate(DATE + 3);
        vm.warp(DATE + 4);

        vm.expectCall(address(issuer), abi.encodeCall(issuer.isRestricted, (eve)), 0);
        RecordDateHolding memory stake = token.positionsAt(_one(address(0), eve), DATE + 3)[0];
        _assertStake(stake, 7, eve, false);

        vm.prank(owner);
        second.restrictAccounts(_id("eve"), _one(eve));
        _assertStake(token.positionsAt(_one(address(0), eve), DATE + 3)[0], 7, eve, true);
    }

    function test_GivenTheRegistrarIsAcceptedNoMore_GivenAnotherKnowsTheAccount_ItShouldGoByWhatThatOneSays() external {
        IKYCRegistrar second = _toSecondRegistrar();
        _restrict(adaId, ada);
        _assertStake(_stakeOf(address(0), ada), 60, ada, false);

        vm.prank(owner);
        second.restrictAccounts(adaId, _one(ada));
        _assertStake(_stakeOf(address(0), ada), 60, ada, true);
    }

    function test_GivenTheRegistrarIsAcceptedNoMore_GivenNobodyKnowsTheAccount_ItShouldBeRestricted() external {
        _toSecondRegistrar();
        _assertStake(_stakeOf(address(0), ben), 30, ben, true);
    }

    function test_GivenTheRegistrarIsAcceptedNoMore_GivenAnotherTakesAllGas_ItShouldBeRestrictedAndTakeBoundedGas()
        external
    {
        IKYCRegistrar second = _toSecondRegistrar();
        vm.etch(address(second), address(new GasSink()).code);

        uint256 gasBefore = gasleft();
        RecordDateHolding[] memory stakes = token.positionsAt(_both(address(0), ada, address(0), ben), DATE);
        assertLt(gasBefore - gasleft(), 700_000);
        _assertStake(stakes[0], 60, ada, true);
        _assertStake(stakes[1], 30, ben, true);
    }

    function test_GivenTheRegistrarReverts_ItShouldBeRestrictedAndOthersNot() external {
        vm.mockCallRevert(address(registrar), _question(), "gone");
        RecordDateHolding[] memory stakes = token.positionsAt(_both(address(0), ada, address(0), ben), DATE);
        _assertStake(stakes[0], 60, ada, true);
        _assertStake(stakes[1], 30, ben, false);

        // With what would be good news, were it an answer.
        vm.mockCallRevert(address(registrar), _question(), new bytes(32));
        _assertStake(_stakeOf(address(0), ada), 60, ada, true);
    }

    function test_GivenTheRegistrarTakesAllGas_ItShouldBeRestrictedAndTakeBoundedGas() external {
        vm.mockFunction(address(registrar), address(new GasSink()), _question());

        uint256 gasBefore = gasleft();
        RecordDateHolding[] memory stakes = token.positionsAt(_both(address(0), ada, address(0), ben), DATE);
        assertLt(gasBefore - gasleft(), 120_000);
        _assertStake(stakes[0], 60, ada, true);
        _assertStake(stakes[1], 30, ben, false);
    }

    function test_GivenTheRegistrarAnswersNonsense_ItShouldBeRestricted() external {
        vm.mockCall(address(registrar), _question(), "");
        _assertStake(_stakeOf(address(0), ada), 60, ada, true);
        vm.mockCall(address(registrar), _question(), new bytes(31));
        _assertStake(_stakeOf(address(0), ada), 60, ada, true);
        vm.mockCall(address(registrar), _question(), abi.encode(uint256(1) << 121));
        _assertStake(_stakeOf(address(0), ada), 60, ada, true);
        vm.mockCall(address(registrar), _question(), new bytes(32));
        _assertStake(_stakeOf(address(0), ada), 60, ada, false);
    }

    function test_GivenTheKeyOfAnAccountWasLost_ItShouldNameTheSuccessorAndItsRestriction() external {
        _restrict(adaId, ada);
        _succeed(token, ada, adaToo);
        _assertStake(_stakeOf(address(0), ada), 60, adaToo, false);
        _assertStake(_stakeOf(custodian, ada), 40, adaToo, false);

        _restrict(adaId, adaToo);
        _assertStake(_stakeOf(address(0), ada), 60, adaToo, true);
        _assertStake(_stakeOf(custodian, ada), 40, adaToo, true);
    }

    /// @dev The successor holds already, so it is known to the token and searched by nobody.
    function test_GivenTheKeyOfAnAccountWasLost_ItShouldKnowTheSuccessorByItsOwnBinding() external {
        vm.prank(ada);
        token.transfer(adaToo, 10);
        _restrict(adaId, ada);
        _succeed(token, ada, adaToo);

        vm.expectCall(address(issuer), abi.encodeCall(issuer.isRestricted, (adaToo)), 0);
        _assertStake(_stakeOf(address(0), ada), 60, adaToo, false);
    }

    function test_GivenTheKeyOfAnAccountWasLost_ItShouldNameTheLastOfSeveralSuccessors() external {
        address[] memory more = _two(makeAddr("ada, third"), makeAddr("ada, fourth"));
        vm.prank(owner);
        registrar.registerAccounts(adaId, more);
        _restrict(adaId, ada);
        _succeed(token, ada, adaToo);
        _restrict(adaId, adaToo);
        _succeed(token, adaToo, more[0]);
        _restrict(adaId, more[0]);
        _succeed(token, more[0], more[1]);

        _assertStake(_stakeOf(address(0), ada), 60, more[1], false);
        assertEq(token.currentAccountOf(ada), more[1]);
        assertEq(token.currentAccountOf(more[0]), more[1]);
        assertEq(token.currentAccountOf(more[1]), more[1]);
        assertEq(token.currentAccountOf(ben), ben);
        assertEq(token.successorOf(ada), adaToo);
        assertEq(token.successorOf(ben), address(0));
    }

    /* ------------------------------------------------ investors ---------------------------------------------- */

    function test_WhenAPositionWasHeldDirectlyOrAtACustodian_ItShouldNameTheInvestor() external {
        _assertInvestors(adaId, adaId);
        vm.prank(ada);
        token.transfer(ben, 60);
        vm.prank(custodian);
        token.custodyTransfer(ada, ben, 40);
        _assertInvestors(adaId, adaId);
        _assertInvestor(_stakeOf(address(0), ben), benId);
        _assertInvestor(_stakeOf(custodian, ben), NOBODY);
    }

    function test_WhenItIsAskedOfAnotherPartition_ItShouldNameTheInvestorToo() external {
        Partition partition = Partition.wrap("B");
        vm.startPrank(owner);
        token.setPartition(partition, 0, "");
        token.issueByPartition(partition, ada, 5, "");
        token.scheduleRecordDate(DATE + 5);
        vm.warp(DATE + 6);
        registrar.restrictAccounts(adaId, _one(ada));
        token.recover(ada, adaToo, "");
        vm.stopPrank();
        PositionKey[] memory keys = new PositionKey[](1);
        keys[0] = PositionKey(address(0), partition, ada);
        RecordDateHolding memory held = token.positionsAt(keys, DATE + 5)[0];
        _assertStake(held, 5, adaToo, false);
        _assertInvestor(held, adaId);
    }

    /// @dev Nothing of the position was touched between the record date and the recovery.
    function test_GivenTheAccountWasRecoveredSince_ItShouldStillNameTheInvestor() external {
        vm.startPrank(owner);
        registrar.restrictAccounts(adaId, _one(ada));
        token.recover(ada, adaToo, "");
        vm.stopPrank();
        address[] memory custodians = _one(custodian);
        token.recoverCustody(ada, custodians);
        _assertInvestors(adaId, adaId);
        _assertStake(_stakeOf(address(0), ada), 60, adaToo, false);
        _assertStake(_stakeOf(custodian, ada), 40, adaToo, false);
        _assertNothing(_stakeOf(address(0), adaToo));
    }

    /// @dev The second registrar knows ada's account under an id of its own, and the token goes by that from now on.
    function test_GivenTheAccountAnswersToAnotherIdSince_ItShouldNameTheInvestorAsWhomItWasCounted() external {
        IKYCRegistrar second = _addRegistrar();
        InvestorId otherId = _id("ada, by another id");
        _registerAt(second, otherId, ada);
        _registerAt(second, benId, ben);
        vm.prank(owner);
        issuer.removeRegistrar(registrar);
        _assertInvestors(adaId, adaId);

        vm.prank(ada);
        token.transfer(ben, 1);
        vm.prank(custodian);
        token.custodyTransfer(ada, ben, 1);
        _assertInvestors(adaId, adaId);

        vm.prank(owner);
        token.scheduleRecordDate(DATE + 5);
        vm.warp(DATE + 6);
        RecordDateHolding[] memory held = token.positionsAt(_both(address(0), ada, custodian, ada), DATE + 5);
        _assertInvestor(held[0], investorKey(1, otherId));
        _assertInvestor(held[1], investorKey(1, otherId));
    }

    /* ------------------------------------------------- helpers ----------------------------------------------- */

    function _assertInvestors(InvestorId direct, InvestorId inCustody) private view {
        _assertInvestor(_stakeOf(address(0), ada), direct);
        _assertInvestor(_stakeOf(custodian, ada), inCustody);
    }

    function _assertInvestor(RecordDateHolding memory stake, InvestorId investor) private pure {
        _assertInvestor(stake, _key(investor));
    }

    function _assertInvestor(RecordDateHolding memory stake, InvestorKey investor) private pure {
        assertEq(InvestorKey.unwrap(stake.investor), InvestorKey.unwrap(investor), "investor");
    }

    function _question() private view returns (bytes memory) {
        return abi.encodeCall(registrar.currentStanding, (adaId, ada));
    }

    function _restrict(InvestorId id, address account) private {
        vm.prank(owner);
        registrar.restrictAccounts(id, _one(account));
    }

    function _addRegistrar() private returns (IKYCRegistrar second) {
        second = newRegistrar(_one(owner), 1);
        vm.prank(owner);
        issuer.addRegistrar(second);
    }

    /// @dev The first registrar is accepted no more; the second knows ada, and not ben.
    function _toSecondRegistrar() private returns (IKYCRegistrar second) {
        second = _addRegistrar();
        _registerAt(second, adaId, ada);
        vm.prank(owner);
        issuer.removeRegistrar(registrar);
    }

    function _registerAt(IKYCRegistrar registrar_, InvestorId id, address account) private {
        Registration[] memory batch = new Registration[](1);
        batch[0] = Registration(id, bytes32(0), CH, bytes3(0), Rating.wrap(1), FAR, _one(account));
        vm.prank(owner);
        registrar_.registerInvestors(batch);
    }

    function _one(address custodian_, address account) private pure returns (PositionKey[] memory positions) {
        positions = new PositionKey[](1);
        positions[0] = defaultPosition(custodian_, account);
    }

    function _both(address custodianA, address a, address custodianB, address b)
        private
        pure
        returns (PositionKey[] memory positions)
    {
        positions = new PositionKey[](2);
        (positions[0], positions[1]) = (defaultPosition(custodianA, a), defaultPosition(custodianB, b));
    }

    function _stakeOf(address custodian_, address account) private view returns (RecordDateHolding memory) {
        return token.positionsAt(_one(custodian_, account), DATE)[0];
    }

    function _assertStake(RecordDateHolding memory stake, uint256 balance, address successor, bool restricted)
        private
        pure
    {
        assertEq(stake.balance, balance, "balance");
        assertEq(stake.recipient, successor, "successor");
        assertEq(stake.restricted, restricted, "restricted");
    }

    function _assertNothing(RecordDateHolding memory stake) private pure {
        _assertStake(stake, 0, address(0), false);
        _assertInvestor(stake, NOBODY);
    }
}
