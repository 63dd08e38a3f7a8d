// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract SetContractURITest is GuardedBase {
    string private constant PLACE = "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi/must.json";

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.setContractURI, (PLACE)));
    }

    function _isDone() internal view override returns (bool) {
        return bytes(token.contractURI()).length != 0;
    }

    function test_RevertWhen_ThePlaceIsLongerThan2048Bytes() external {
        _set(string(new bytes(2048)));
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidLength.selector, 2049, 0, 2048));
        _set(string(new bytes(2049)));
    }

    function test_WhenAPlaceIsNamed_ItShouldTellItAndSaySoInTheWordsOfERC7572() external {
        assertEq(token.contractURI(), "");
        vm.expectEmit(address(token));
        emit ITokenEvents.ContractURISet(PLACE);
        vm.expectEmit(address(token));
        emit ITokenEvents.ContractURIUpdated();
        _set(PLACE);
        assertEq(token.contractURI(), PLACE);
    }

    function test_WhenNoneIsNamed_ItShouldForgetTheFormerOne() external {
        _set(PLACE);
        _set("");
        assertEq(token.contractURI(), "");
    }

    function _set(string memory uri) private {
        vm.prank(owner);
        token.setContractURI(uri);
    }
}
