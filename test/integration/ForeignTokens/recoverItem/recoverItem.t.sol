// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IForeignTokens} from "../../../../src/interfaces/IForeignTokens.sol";
import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {ForeignTokensBase} from "../../../utils/ForeignTokensBase.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

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

    function test_WhenItWasSentToAMultiSig_ItShouldNeedNoFunctionOfItsOwn() external {
        items.mint(address(issuer), 1);
        _byCallOf(issuer, owner, address(items), abi.encodeCall(IERC721.transferFrom, (address(issuer), finder, 1)));
        assertEq(items.ownerOf(1), finder);
    }

    function _recover(address by, address at, uint256 id) private returns (bool) {
        vm.prank(by);
        return IForeignTokens(at).recoverItem(items, finder, id);
    }
}
