// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IForeignTokens} from "../../../../src/interfaces/IForeignTokens.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ForeignTokensBase} from "../../../utils/ForeignTokensBase.sol";
import {IERC20Errors, IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

contract ManyItems is ERC1155("") {
    function mint(address to, uint256 id, uint256 amount) external {
        _mint(to, id, amount, "");
    }
}

contract RecoverItemTest is ForeignTokensBase {
    function test_RevertWhen_TheCallerIsAStranger() external {
        for (uint256 i; i < holders.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotMember.selector, stranger));
            _recover(stranger, holders[i], 7 + i);
        }
    }

    function test_RevertWhen_TheCollectionIsTheContractItself() external {
        vm.expectRevert(abi.encodeWithSelector(IForeignTokens.ForeignTokens_Own.selector, address(dossier)));
        vm.prank(owner);
        dossier.recoverItem(IERC721(address(dossier)), finder, 1);
    }

    function test_RevertWhen_TheItemLiesElsewhere() external {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, holders[0], 8));
        _recover(owner, holders[0], 8);
    }

    function test_WhenTheItemWasSentByMistakeToAContractOfTheIssuerOrTheRegistrar_ItShouldSendItWhereTheAuthoritiesSay()
        external
    {
        for (uint256 i; i < holders.length; ++i) {
            vm.expectEmit(holders[i]);
            emit IForeignTokens.ForeignItemRecovered(items, finder, 7 + i);
            assertTrue(_recover(owner, holders[i], 7 + i));
            assertEq(items.ownerOf(7 + i), finder);
        }
    }

    function test_WhenTheItemWasSentToAMultiSig_ItShouldNeedNoFunctionOfItsOwn() external {
        items.mint(address(issuer), 1);
        _byCallOf(issuer, owner, address(items), abi.encodeCall(IERC721.transferFrom, (address(issuer), finder, 1)));
        assertEq(items.ownerOf(1), finder);
    }

    /// @dev ERC-20 and ERC-721 share `transferFrom`: what others allowed the contract to take is out of reach.
    function test_RevertWhen_TheCollectionIsACurrencyOfWhichTheContractWasAllowedToTake() external {
        for (uint256 i; i < holders.length; ++i) {
            asset.mint(stranger, 5);
            vm.prank(stranger);
            asset.approve(holders[i], type(uint256).max);
            vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, holders[i], 0, 5));
            vm.prank(owner);
            IForeignTokens(holders[i]).recoverItem(IERC721(address(asset)), finder, 5);
        }
    }

    /// @dev `safeTransferFrom` of ERC-721, and every transfer of ERC-1155.
    function test_WhenTheSenderAsksTheReceiverOrTheStandardDoes_ItShouldNotArrive() external {
        ManyItems many = new ManyItems();
        holders.push(address(issuer));
        holders.push(address(registrar));
        holders.push(address(custodian));
        for (uint256 i; i < holders.length; ++i) {
            items.mint(stranger, 100 + i);
            // By the collection, or by the token, which tells it that it has no such function.
            vm.expectRevert();
            vm.prank(stranger);
            items.safeTransferFrom(stranger, holders[i], 100 + i);
            vm.expectRevert();
            many.mint(holders[i], 1, 1);
            vm.prank(stranger);
            items.safeTransferFrom(stranger, finder, 100 + i);
            many.mint(finder, 1, 1);
        }
    }

    function _recover(address by, address at, uint256 id) private returns (bool) {
        vm.prank(by);
        return IForeignTokens(at).recoverItem(items, finder, id);
    }
}
