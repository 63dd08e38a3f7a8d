// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IForeignTokens} from "../../../../src/interfaces/IForeignTokens.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, OWNER} from "../../../../src/types/Authority.sol";
import {ForeignTokensBase} from "../../../utils/ForeignTokensBase.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice An asset that asks for more while it is transferred.
contract GreedyAsset {
    IERC20 private immutable _other;
    bool public refused;

    constructor(IERC20 other) {
        _other = other;
    }

    function transfer(address to, uint256) external returns (bool) {
        try IForeignTokens(msg.sender).recoverTokens(_other, to, 70) {}
        catch {
            refused = true;
        }
        return true;
    }
}

contract RecoverTokensTest is ForeignTokensBase {
    function test_RevertWhen_TheCallerIsAStranger() external {
        for (uint256 i; i < holders.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger));
            _recover(stranger, holders[i], 70);
        }
    }

    function test_RevertWhen_TheAuthorityLacksThePermission() external {
        address clerk = makeAddr("clerk");
        vm.prank(owner);
        issuer.addAuthority(_one(clerk), 1, FAR);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMultiSig.MultiSig_NotPermitted.selector,
                AuthorityId.wrap(2),
                address(dossier),
                IForeignTokens.recoverTokens.selector
            )
        );
        _recover(clerk, address(dossier), 70);
    }

    function test_GivenAThresholdOfTwo_WhenTheFirstMemberCalls_ItShouldReturnFalseAndMoveNothing() external {
        vm.startPrank(owner);
        issuer.addAuthorityAddresses(OWNER, _one(secondOwner));
        issuer.setAuthorityThreshold(OWNER, 2);
        vm.stopPrank();
        assertFalse(_recover(owner, address(dossier), 70));
        assertEq(asset.balanceOf(address(dossier)), 70);
        assertTrue(_recover(secondOwner, address(dossier), 70));
        assertEq(asset.balanceOf(finder), 70);
    }

    function test_RevertWhen_TheAssetIsTheContractItself() external {
        for (uint256 i; i < holders.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IForeignTokens.ForeignTokens_Own.selector, holders[i]));
            vm.prank(owner);
            IForeignTokens(holders[i]).recoverTokens(IERC20(holders[i]), finder, 1);
        }
    }

    function test_RevertWhen_LessLiesThere() external {
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, address(dossier), 70, 71)
        );
        _recover(owner, address(dossier), 71);
    }

    function test_WhenTheAssetCallsBack_ItShouldLetItDoNothing() external {
        GreedyAsset greedy = new GreedyAsset(asset);
        vm.prank(owner);
        dossier.recoverTokens(IERC20(address(greedy)), finder, 1);
        assertTrue(greedy.refused());
        assertEq(asset.balanceOf(address(dossier)), 70);
    }

    function test_WhenTheTokensWereSentByMistakeToAContractOfTheIssuerOrTheRegistrar_ItShouldSendThemWhereTheAuthoritiesSay()
        external
    {
        for (uint256 i; i < holders.length; ++i) {
            vm.expectEmit(holders[i]);
            emit IForeignTokens.ForeignTokensRecovered(asset, finder, 30);
            assertTrue(_recover(owner, holders[i], 30));
            assertEq(asset.balanceOf(holders[i]), 40);
        }
        assertEq(asset.balanceOf(finder), 30 * holders.length);
    }

    function test_WhenTheContractPaysRoundsInTheSameAsset_ItShouldReachOnlyWhatLiesAtTheContractItself() external {
        asset.mint(owner, 5000);
        vm.startPrank(owner);
        distribution.declare(asset, 1000, START + 1 days, START + 2 days, START + 3 days);
        asset.approve(address(distribution), 5000);
        distribution.fund(1);
        vm.stopPrank();
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, address(distribution), 70, 71)
        );
        _recover(owner, address(distribution), 71);
        assertTrue(_recover(owner, address(distribution), 70));
        assertEq(asset.balanceOf(address(distribution.purseOf(1))), 1000, "round");
        assertEq(asset.balanceOf(owner), 4000, "allowance");
    }

    function test_WhenTheyWereSentToAMultiSig_ItShouldNeedNoFunctionOfItsOwn() external {
        IMultiSig[3] memory multisigs = [IMultiSig(issuer), IMultiSig(registrar), IMultiSig(custodian)];
        bytes memory data = abi.encodeCall(IERC20.transfer, (finder, 70));
        for (uint256 i; i < multisigs.length; ++i) {
            asset.mint(address(multisigs[i]), 70);
            _byCallOf(multisigs[i], i == 2 ? custodianOfficer : owner, address(asset), data);
        }
        assertEq(asset.balanceOf(finder), 210);
    }

    function _recover(address by, address at, uint256 amount) private returns (bool) {
        vm.prank(by);
        return IForeignTokens(at).recoverTokens(asset, finder, amount);
    }
}
