// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {newFactory} from "../../../utils/Artifacts.sol";
import {GuardedBase} from "../../../utils/GuardedBase.sol";

contract RenameTest is GuardedBase {
    string private constant FOUNDED = "Muster Holding AG";

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.rename, ("Muster Group AG", "MUSG")));
    }

    function _isDone() internal view override returns (bool) {
        return keccak256(bytes(token.symbol())) == keccak256("MUSG");
    }

    function test_RevertWhen_TheNameOrTheSymbolIsEmptyOrLongerThan64Bytes() external {
        string memory longest = string(new bytes(64));
        _refuse("", "MUSG", 0);
        _refuse("Muster Group AG", "", 0);
        _refuse(string(new bytes(65)), "MUSG", 65);
        _refuse("Muster Group AG", string(new bytes(65)), 65);
        _rename(token, longest, longest);
        assertEq(token.name(), longest);
    }

    function test_WhenBothAreGiven_ItShouldChangeWhatTheTokenIsCalledAndSayWhatItWasCalledBefore() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.TokenRenamed(FOUNDED, "MUST", "Muster Group AG", "MUSG");
        _rename(token, "Muster Group AG", "MUSG");
        assertEq(token.name(), "Muster Group AG");
        assertEq(token.symbol(), "MUSG");
    }

    function test_GivenAHolderSignedAPermitBefore_ItShouldKeepTheDomainOfTheFoundationAndLetThePermitStand() external {
        bytes32 domain = token.DOMAIN_SEPARATOR();
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 structHash = keccak256(abi.encode(typeHash, ada, ben, 5, 0, FAR));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(vm.createWallet("ada"), keccak256(abi.encodePacked(hex"1901", domain, structHash)));

        _rename(token, "Muster Group AG", "MUSG");
        assertEq(token.DOMAIN_SEPARATOR(), domain);
        token.permit(ada, ben, 5, FAR, v, r, s);
        assertEq(token.allowance(ada, ben), 5);
    }

    function test_GivenTheTokenWasRenamedBefore_ItShouldStillKeepTheDomainOfTheFoundation() external {
        bytes32 domain = token.DOMAIN_SEPARATOR();
        _rename(token, "Muster Group AG", "MUSG");
        _rename(token, "Muster SE", "MUSE");
        (, string memory name,,,,,) = token.eip712Domain();
        assertEq(name, FOUNDED);
        assertEq(token.DOMAIN_SEPARATOR(), domain);
    }

    function test_GivenTheTokenIsAClone_ItShouldRenameTheCloneAlone() external {
        ISecurityToken clone =
            ISecurityToken(newFactory().createToken(address(token), "Preferred", "PREF", 0, bytes32(0)));
        vm.prank(owner);
        issuer.addToken(address(clone));
        _rename(clone, "Participation", "PART");
        assertEq(clone.name(), "Participation");
        assertEq(token.name(), FOUNDED);
    }

    function _refuse(string memory name, string memory symbol, uint256 length) private {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_InvalidLength.selector, length, 1, 64));
        _rename(token, name, symbol);
    }

    function _rename(ISecurityToken renamed, string memory name, string memory symbol) private {
        vm.prank(owner);
        renamed.rename(name, symbol);
    }
}
