// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {PERMISSION_ENCUMBER} from "../../../../src/types/Modules.sol";
import {DEFAULT_PARTITION} from "../../../../src/types/Partition.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {RecoveryBase} from "../../../utils/RecoveryBase.sol";
import {Vm} from "forge-std/Vm.sol";

contract RecoverBarredTest is RecoveryBase {
    address private custodian;

    function setUp() public override {
        super.setUp();
        custodian = _custodian();
        _deposit(ada, custodian, 20);
        _issue(ben, 100);
        _setPartition(FOUNDERS, 0);
        _issueIn(FOUNDERS, ada, 10);
        _issueIn(FOUNDERS, ben, 10);
        vm.startPrank(ada);
        token.approve(stranger, type(uint256).max);
        token.authorizeOperator(stranger);
        token.allowSweep(true);
        vm.stopPrank();
        _loseForEver(ada, adaToo);
    }

    function test_RevertWhen_ItSendsItsSpenderItsOperatorOrTheHolderOfAPermitDoes() external {
        _assertRefused(Restriction.AccountLost, ada, ben, 1);
        _assertRefused(Restriction.AccountLost, ada, adaToo, 1);
        _assertRefused(Restriction.AccountLost, ada, ada, 1);
        vm.startPrank(stranger);
        _expectLost(ada, ben, 1);
        token.transferFrom(ada, ben, 1);
        _expectLost(ada, ben, 1);
        token.operatorTransferByPartition(FOUNDERS, ada, ben, 1, "", "");
        _expectLost(ada, ben, 1);
        token.operatorTransferByPartition(DEFAULT_PARTITION, ada, ben, 1, "", "");
        vm.stopPrank();
        _permit();
        _expectLost(ada, ben, 1);
        vm.prank(ben);
        token.transferFrom(ada, ben, 1);
    }

    function test_RevertWhen_SomebodySendsToItInWhateverWay() external {
        _assertRefused(Restriction.AccountLost, ben, ada, 1);
        _assertRefused(Restriction.AccountLost, adaToo, ada, 1);
        vm.startPrank(ben);
        _expectLost(ben, ada, 1);
        token.transferByPartition(FOUNDERS, ada, 1, "");
        _expectLost(ben, ada, 1);
        token.transferBatch(_two(adaToo, ada), _amounts(1, 1));
        vm.stopPrank();
        _issue(address(issuer), 1);
        _expectLost(address(issuer), ada, 1);
        vm.prank(owner);
        token.transferTreasury(ada, 1);
    }

    function test_RevertWhen_SharesAreIssuedToIt() external {
        _expectLost(address(0), ada, 1);
        _issue(ada, 1);
        _expectLost(address(0), ada, 1);
        _issueIn(FOUNDERS, ada, 1);
        _expectLost(address(0), ada, 1);
        vm.prank(owner);
        token.issueBatch(_two(ben, ada), _amounts(1, 1), "");
    }

    function test_RevertWhen_ItIsForcedToInWhateverPartition() external {
        _assertNotForced(Restriction.AccountLost, ben, ada, 1);
        _expectLost(ben, ada, 1);
        _forceIn(FOUNDERS, ben, ada, 1);
    }

    function test_RevertWhen_SharesAreRedeemedOfIt() external {
        vm.startPrank(owner);
        _expectLost(ada, address(0), 1);
        token.redeemFrom(ada, 1, "");
        _expectLost(ada, address(0), 1);
        token.controllerRedeem(ada, 1, "", "");
        _expectLost(ada, address(0), 1);
        token.operatorRedeemByPartition(FOUNDERS, ada, 1, "");
        vm.stopPrank();
    }

    function test_RevertWhen_ItSweepsOrIsSwept() external {
        _expectOtherInvestor(ada, adaToo);
        vm.prank(adaToo);
        token.sweep(_one(ada));
        vm.prank(adaToo);
        token.allowSweep(true);
        _expectOtherInvestor(adaToo, ada);
        vm.prank(ada);
        token.sweep(_one(adaToo));
    }

    function test_RevertWhen_ACustodianWithdrawsToItWhatItOwnsThereOrOthersDo() external {
        _deposit(ben, custodian, 10);
        _deposit(adaToo, custodian, 10);
        _assertCustodyRefused(Restriction.AccountLost, custodian, ada, ada, 20, true);
        _assertCustodyRefused(Restriction.AccountLost, custodian, ben, ada, 10, true);
        _assertCustodyRefused(Restriction.AccountLost, custodian, adaToo, ada, 10, true);
    }

    function test_RevertWhen_ItDeposits() external {
        _assertRefused(Restriction.AccountLost, ada, custodian, 1);
    }

    function test_RevertWhen_ItsPositionIsPutIntoAnotherPartition() external {
        vm.expectRevert(_refusal(Restriction.InsufficientBalance, ada, ada, 1));
        vm.prank(owner);
        token.changePartition(ada, FOUNDERS, DEFAULT_PARTITION, 1, "");
    }

    function test_RevertWhen_AModuleEncumbersOfIt() external {
        ModuleMock module = _module(0, PERMISSION_ENCUMBER);
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InsufficientFreeBalance.selector, ada, 0, 1));
        vm.prank(address(module));
        token.encumber(ada, 1);
    }

    /// @dev The attack: a withdrawal to itself bound the account anew, and a second recovery closed a circle of successors.
    function test_GivenItOwnedSomethingAtACustodian_WhenTheCustodianGivesItBackWhatItOwned_ItShouldStayLostAndNotBeLostOnceMore()
        external
    {
        vm.prank(custodian);
        vm.expectRevert(_refusal(Restriction.AccountLost, ada, ada, 20));
        token.custodyWithdraw(ada, ada, 20);
        vm.prank(custodian);
        token.custodyWithdraw(ada, ada, 0);
        _restrictAccount(adaId, ada);
        _expectOtherInvestor(ada, adaThird);
        _recover(ada, adaThird);
        assertEq(token.currentAccountOf(ada), adaToo);
    }

    function test_WhenItSendsNothing_ItShouldChangeNothing() external {
        _assertPasses(ada, ben, 0);
        _assertPasses(ben, ada, 0);
        _issue(ada, 0);
        assertEq(token.balanceOf(ada), 0);
        assertFalse(token.canSend(ada));
    }

    function _permit() private {
        Vm.Wallet memory key = vm.createWallet("ada");
        assertEq(key.addr, ada);
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 structHash = keccak256(abi.encode(typehash, ada, ben, 1, token.nonces(ada), FAR));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), structHash)));
        token.permit(ada, ben, 1, FAR, v, r, s);
    }
}
