// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKYCRegistrar} from "../../../../src/interfaces/IKYCRegistrar.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {RecoveryBase} from "../../../utils/RecoveryBase.sol";

contract CustodyTransferRolesTest is RecoveryBase {
    address private custodian;
    address private bank;

    function setUp() public override {
        super.setUp();
        custodian = _custodian();
        bank = _custodian();
        _deposit(ada, custodian, 60);
        _deposit(ada, bank, 40);
    }

    function test_RevertGiven_ThePrimaryRegistrarCallsACustodianAnInvestor_WhenItsClientsSharesAreGivenToIt() external {
        _invest();
        _assertCustodyRefused(Restriction.CustodianToCustodian, custodian, ada, custodian, 1, false);
        _assertCustodyRefused(Restriction.CustodianToCustodian, bank, ada, custodian, 1, false);
    }

    function test_RevertGiven_ThePrimaryRegistrarCallsACustodianAnInvestor_WhenItWithdrawsThemToItself() external {
        _invest();
        _assertCustodyRefused(Restriction.CustodianToCustodian, custodian, custodian, custodian, 1, true);
        _assertCustodyRefused(Restriction.CustodianToCustodian, bank, ada, custodian, 1, true);
    }

    function test_GivenThePrimaryRegistrarCallsACustodianAnInvestor_ItShouldKeepItsClientsPositionsTheirSumAndTheCounts()
        external
    {
        _invest();
        vm.prank(custodian);
        token.custodyTransfer(ada, ben, 10);
        vm.prank(custodian);
        token.custodyWithdraw(ada, ada, 20);
        assertEq(token.balanceOf(custodian), 40);
        assertEq(token.custodyBalanceOf(custodian, ada) + token.custodyBalanceOf(custodian, ben), 40);
        _assertRefused(Restriction.SenderNotRegistered, custodian, ben, 1);
        _assertInvestors(2);
        _assertPositions(_id("bank"), 0);
    }

    function test_GivenAnotherRegistrarCallsACustodianAnInvestor_ItShouldRemainACustodian() external {
        IKYCRegistrar second = _acceptAnother();
        _registerAt(second, _id("bank"), CH, 1, _one(custodian));
        _assertCustodyRefused(Restriction.CustodianToCustodian, bank, ada, custodian, 1, false);
        _assertRefused(Restriction.SenderNotRegistered, custodian, ben, 1);
    }

    function test_GivenAnAccountWasLostAndTheRegistrarFreesIt_ItShouldNeitherGiveNorGetAnythingAtACustodianBeforeAnyoneRecoversItThere()
        external
    {
        _loseForEver(ada, adaToo);
        _assertCustodyRefused(Restriction.AccountLost, custodian, ada, ben, 1, false);
        _assertCustodyRefused(Restriction.AccountLost, custodian, ada, ben, 1, true);
        _issue(ben, 10);
        _deposit(ben, custodian, 10);
        _assertCustodyRefused(Restriction.AccountLost, custodian, ben, ada, 1, false);
        _assertCustodyRefused(Restriction.AccountLost, custodian, ben, ada, 1, true);
    }

    function test_GivenARegistrarCallsTheTreasuryAnInvestor_ItShouldGetNothingAtACustodian() external {
        _register(_id("usurper"), CH, 1, FAR, _one(address(issuer)));
        _assertCustodyRefused(Restriction.InvalidReceiver, custodian, ada, address(issuer), 1, false);
    }

    function _invest() private {
        _register(_id("bank"), CH, 1, FAR, _two(custodian, bank));
    }
}
