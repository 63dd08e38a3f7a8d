// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISecurityToken} from "../../../../src/interfaces/ISecurityToken.sol";
import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {MinRatings} from "../../../../src/types/MinRatings.sol";
import {HOOK_CHECK_TRANSFER} from "../../../../src/types/Modules.sol";
import {custodianParty} from "../../../../src/types/Party.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {codePartNames, deployed, newOffice, newToken} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {Vm} from "forge-std/Vm.sol";

contract OfficeTest is ComplianceBase {
    ISecurityToken private office = ISecurityToken(newOffice());

    function test_RevertWhen_AnybodyCallsWhatIsGuardedByAuthorities() external {
        _assertNobodyMay(abi.encodeCall(office.issue, (ada, 1, "")));
        _assertNobodyMay(abi.encodeCall(office.issueBatch, (_one(ada), new uint256[](1), "")));
        _assertNobodyMay(abi.encodeCall(office.redeem, (0, "")));
        _assertNobodyMay(abi.encodeCall(office.redeemFrom, (address(0), 0, "")));
        _assertNobodyMay(abi.encodeCall(office.controllerTransfer, (ada, address(0), 0, "", "")));
        _assertNobodyMay(abi.encodeCall(office.scheduleRecordDate, (START + 10)));
        _assertNobodyMay(abi.encodeCall(office.initialize, ("Office", "OFF", 0)));
        _assertNobodyMay(abi.encodeCall(office.bindAccounts, (_one(ada))));
        _assertNobodyMay(abi.encodeCall(office.setExpiryStopsSending, (true)));
        _assertNobodyMay(abi.encodeCall(office.encumber, (ada, 0)));
    }

    function test_RevertWhen_AnybodyCallsWhatOnlyTheIssuerMay() external {
        ModuleMock module = new ModuleMock(token, HOOK_CHECK_TRANSFER, 0);
        _assertOnlyIssuer(abi.encodeCall(office.setRestriction, (true)));
        _assertOnlyIssuer(abi.encodeCall(office.attachModule, (address(module))));
        _assertOnlyIssuer(abi.encodeCall(office.detachModule, (address(module))));
        _assertOnlyIssuer(abi.encodeCall(office.updateMinRatings, (0, MinRatings.wrap(1))));
        _assertOnlyIssuer(abi.encodeCall(office.updateRole, (stranger, custodianParty(0))));
    }

    function test_RevertWhen_AnybodyTransfersThere() external {
        address[4] memory ends = [address(0), ada, address(office), address(token)];
        for (uint256 i; i < ends.length; ++i) {
            _assertNobodyMay(abi.encodeCall(office.transferWithData, (ends[i], 0, "")));
            for (uint256 j; j < ends.length; ++j) {
                _assertNobodyMay(abi.encodeCall(office.transferFromWithData, (ends[j], ends[i], 0, "")));
            }
        }
    }

    function test_RevertWhen_AnybodyPermitsThere() external {
        Vm.Wallet memory key = vm.createWallet("ada");
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256("anything"));
        _assertNobodyMay(
            abi.encodeWithSignature(
                "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)", ada, ben, 1, FAR, v, r, s
            )
        );
        _assertNobodyMay(
            abi.encodeWithSignature(
                "permit(address,address,uint256,uint256,bytes)", ada, ben, 1, FAR, abi.encodePacked(r, s, v)
            )
        );
        vm.expectRevert();
        office.DOMAIN_SEPARATOR();
    }

    function test_RevertWhen_AnybodyCallsWhatOnlyTheLedgerAnswers() external {
        _assertNobodyMay(abi.encodeCall(office.transfer, (ada, 0)));
        _assertNobodyMay(abi.encodeCall(office.approve, (ada, 1)));
        _assertNobodyMay(abi.encodeCall(office.updatePolicy, (true)));
        _assertNobodyMay(abi.encodeCall(office.custodyTransfer, (ada, ben, 0)));
        _assertNobodyMay("");
    }

    function test_RevertWhen_ItIsMadeToPassOnToAnAddressWithoutCode() external {
        uint256 count = codePartNames().length;
        for (uint256 i; i < count; ++i) {
            address[] memory parts = _tokenTimes(count);
            parts[i] = stranger;
            vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_MissingPart.selector, stranger));
            this.make(parts);
        }
    }

    function test_RevertWhen_ItIsMadeWithAnotherNumberOfParts() external {
        uint256 count = codePartNames().length;
        bytes4 mismatch = ITokenEvents.SecurityToken_LengthMismatch.selector;
        vm.expectRevert(abi.encodeWithSelector(mismatch, count, count - 1));
        this.make(_tokenTimes(count - 1));
        vm.expectRevert(abi.encodeWithSelector(mismatch, count, count + 1));
        this.make(_tokenTimes(count + 1));
    }

    function test_WhenTwoTokensShareIt_ItShouldKeepNothingOfTheirsAndNothingOfOneForTheOther() external {
        ISecurityToken first = newToken(issuer, address(office), "First", "ONE", 0);
        ISecurityToken second = newToken(issuer, address(office), "Second", "TWO", 0);
        vm.record();
        vm.startPrank(owner);
        issuer.addToken(address(first));
        issuer.addToken(address(second));
        first.issue(ada, 5, "");
        first.scheduleRecordDate(START + 10);
        issuer.setTokenRestriction(address(first), true);
        vm.stopPrank();

        assertTrue(first.isRestricted());
        assertFalse(second.isRestricted());
        assertEq(second.totalSupply(), 0);
        assertEq(second.recordDates().length, 0);
        (, bytes32[] memory writes) = vm.accesses(address(office));
        assertEq(writes.length, 0);
        assertFalse(office.isRestricted());
        assertEq(office.recordDates().length, 0);
    }

    /// @dev Called from without, so that what the constructor reverts with can be expected.
    function make(address[] calldata parts) external returns (address) {
        return deployed("TokenAdministration", abi.encode(parts));
    }

    function _tokenTimes(uint256 count) private view returns (address[] memory parts) {
        parts = new address[](count);
        for (uint256 i; i < count; ++i) {
            parts[i] = address(token);
        }
    }

    function _assertOnlyIssuer(bytes memory data) private {
        address[4] memory callers = _callers();
        for (uint256 i; i < callers.length; ++i) {
            vm.prank(callers[i]);
            (bool done, bytes memory answer) = address(office).call(data);
            assertFalse(done);
            assertEq(answer, abi.encodeWithSelector(ITokenEvents.SecurityToken_NotIssuer.selector, callers[i]));
        }
        _assertNobodyMay(data);
    }

    function _assertNobodyMay(bytes memory data) private {
        address[4] memory callers = _callers();
        vm.record();
        for (uint256 i; i < callers.length; ++i) {
            vm.prank(callers[i]);
            (bool done,) = address(office).call(data);
            assertFalse(done, "done at the office");
        }
        (, bytes32[] memory writes) = vm.accesses(address(office));
        for (uint256 i; i < writes.length; ++i) {
            assertEq(vm.load(address(office), writes[i]), bytes32(0), "written at the office");
        }
    }

    function _callers() private view returns (address[4] memory) {
        return [stranger, owner, address(issuer), address(token)];
    }
}
