// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {HOOK_TRANSFER_TOKENS} from "../../../../src/types/Modules.sol";
import {Restriction} from "../../../../src/types/Restriction.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract IssueBatchTest is GuardedBase {
    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.issueBatch, (_two(ada, ben), _amounts(100, 50), "")));
    }

    function _isDone() internal view override returns (bool) {
        return token.balanceOf(ada) == 100 && token.balanceOf(ben) == 50;
    }

    function test_RevertWhen_ReceiversAndAmountsDifferInNumber() external {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_LengthMismatch.selector, 1, 2));
        vm.prank(owner);
        token.issueBatch(_one(ada), _amounts(1, 2), "");
    }

    function test_RevertWhen_OneOfTheReceiversMayNotReceive() external {
        vm.expectRevert(_refusal(Restriction.ReceiverNotRegistered, address(0), stranger, 2));
        vm.prank(owner);
        token.issueBatch(_two(ada, stranger), _amounts(1, 2), "");
        assertEq(token.totalSupply(), 0);
    }

    function test_RevertWhen_AnAmountIsBeyondAllBalances() external {
        // The sum is 1 modulo 2^256.
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SupplyOverflow.selector, type(uint256).max));
        vm.prank(owner);
        token.issueBatch(_two(ada, ben), _amounts(type(uint256).max, 2), "");

        uint256 most = type(uint96).max;
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_SupplyOverflow.selector, most + 1));
        vm.prank(owner);
        token.issueBatch(_two(ada, ben), _amounts(1, most + 1), "");

        vm.prank(owner);
        token.issueBatch(_two(ada, ben), _amounts(0, most), "");
        assertEq(token.balanceOf(ben), most);
    }

    function test_WhenTheBatchIsLongerThanItsGasLasts_ItShouldRevertAndIssueNothingAndGoThroughInParts() external {
        address[] memory to = new address[](400);
        uint256[] memory amounts = new uint256[](400);
        for (uint256 i; i < 400; ++i) {
            (to[i], amounts[i]) = (i % 2 == 0 ? ada : ben, 1);
        }
        assertFalse(_issueWith(2_000_000, to, amounts));
        assertEq(token.totalSupply(), 0);
        _assertInvestors(0);

        assembly ("memory-safe") {
            mstore(to, 50)
            mstore(amounts, 50)
        }
        assertTrue(_issueWith(2_000_000, to, amounts));
        assertEq(token.totalSupply(), 50);
        _assertInvestors(2);
    }

    function _issueWith(uint256 gas_, address[] memory to, uint256[] memory amounts) private returns (bool success) {
        vm.prank(owner);
        (success,) = address(token).call{gas: gas_}(abi.encodeCall(token.issueBatch, (to, amounts, "")));
    }

    function test_RevertWhen_AHookPausesTheTokenInTheMiddle_ItShouldRevertAndIssueNothing() external {
        ModuleMock module = _module(HOOK_TRANSFER_TOKENS, 0);
        bytes memory pausing = abi.encodeCall(issuer.setTokenRestriction, (address(token), true));
        module.callBack(address(issuer), _approved(address(issuer), pausing));
        vm.expectRevert(_refusal(Restriction.TokenRestricted, address(0), ben, 1));
        vm.prank(owner);
        token.issueBatch(_two(ada, ben), _amounts(1, 1), "");
        assertEq(token.totalSupply(), 0);
    }

    function test_WhenTheBatchIsEmpty_ItShouldDoNothing() external {
        vm.prank(owner);
        assertTrue(token.issueBatch(new address[](0), new uint256[](0), ""));
        assertEq(token.totalSupply(), 0);
    }

    function test_WhenAllMayReceive_ItShouldIssueToEach() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.Issued(owner, ada, 1, "row");
        vm.expectEmit(address(token));
        emit ITokenEvents.Issued(owner, ada, 2, "row");
        vm.prank(owner);
        token.issueBatch(_two(ada, ada), _amounts(1, 2), "row");
        assertEq(token.balanceOf(ada), 3);
        assertEq(token.totalSupply(), 3);
        _assertPositions(adaId, 1);
    }

    function _amounts(uint256 a, uint256 b) private pure returns (uint256[] memory amounts) {
        amounts = new uint256[](2);
        (amounts[0], amounts[1]) = (a, b);
    }
}
