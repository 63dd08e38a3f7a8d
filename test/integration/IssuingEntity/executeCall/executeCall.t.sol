// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {AuthorityId, Call, OWNER, SignedApproval, Step} from "../../../../src/types/Authority.sol";
import {MinRatings} from "../../../../src/types/MinRatings.sol";
import {PERMISSION_ISSUE} from "../../../../src/types/Modules.sol";
import {PartyKind, partyOfKind} from "../../../../src/types/Party.sol";
import {ModuleMock} from "../../../mocks/ModuleMock.sol";
import {newToken} from "../../../utils/Artifacts.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";

contract IssuerExecuteCallTest is ComplianceBase {
    address private vault;
    ModuleMock private module;

    function setUp() public override {
        super.setUp();
        vault = _custodian();
        module = _module(0, PERMISSION_ISSUE);
    }

    function test_RevertWhen_ItCallsWhatATokenTakesFromItsIssuerOnly_WhenTheOwnersMembersSignIt() external {
        bytes[] memory calls = _reserved();
        for (uint256 i; i < calls.length; ++i) {
            Call memory call = Call(OWNER, address(token), calls[i], keccak256(calls[i]), FAR);
            _expectRefusal(OWNER, calls[i]);
            vm.prank(owner);
            issuer.executeCall(call, new SignedApproval[](0));
        }
    }

    function test_RevertWhen_ItCallsWhatATokenTakesFromItsIssuerOnly_WhenTheOwnerSendsItInABatch() external {
        bytes[] memory calls = _reserved();
        for (uint256 i; i < calls.length; ++i) {
            _expectRefusal(OWNER, calls[i]);
            vm.prank(owner);
            issuer.executeBatch(_step(address(token), calls[i]));
        }
    }

    function test_RevertWhen_ItCallsWhatATokenTakesFromItsIssuerOnly_WhenAnotherAuthorityIsPermittedTheFunction()
        external
    {
        bytes[] memory calls = _reserved();
        bytes4[] memory selectors = new bytes4[](calls.length);
        for (uint256 i; i < calls.length; ++i) {
            selectors[i] = bytes4(calls[i]);
        }
        vm.startPrank(owner);
        issuer.addAuthority(_one(stranger), 1, FAR);
        issuer.setAuthoritySignatures(AuthorityId.wrap(2), address(token), selectors, true);
        vm.stopPrank();
        for (uint256 i; i < calls.length; ++i) {
            _expectRefusal(AuthorityId.wrap(2), calls[i]);
            vm.prank(stranger);
            issuer.executeBatch(_step(address(token), calls[i]));
        }
    }

    function test_RevertWhen_ItCallsWhatATokenTakesFromItsIssuerOnly_WhenAModuleWouldComeSoToATokenWithoutBeingAnnounced()
        external
    {
        _issue(ada, 100);
        address unknown = address(new ModuleMock(token, 0, PERMISSION_ISSUE));
        vm.startPrank(owner);
        issuer.setAttachmentDelay(7 days);
        bytes memory data = abi.encodeCall(token.attachModule, (unknown));
        _expectRefusal(OWNER, data);
        issuer.executeBatch(_step(address(token), data));
        vm.stopPrank();
        assertFalse(token.isModule(unknown));
    }

    function test_RevertWhen_ItCallsWhatATokenTakesFromItsIssuerOnly_GivenTheTokenIsNotAddedYet() external {
        address fresh = address(newToken(issuer, "Second", "2ND", 0));
        bytes[] memory calls = _reserved();
        for (uint256 i; i < calls.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, OWNER, fresh, bytes4(calls[i]))
            );
            vm.prank(owner);
            issuer.executeBatch(_step(fresh, calls[i]));
        }
    }

    function test_WhenTheTargetIsNoTokenOfTheIssuer_ItShouldCallIt() external {
        bytes[] memory calls = _reserved();
        for (uint256 i; i < calls.length; ++i) {
            vm.mockCall(vault, calls[i], "");
            vm.expectCall(vault, calls[i]);
            vm.prank(owner);
            issuer.executeBatch(_step(vault, calls[i]));
        }
    }

    function _reserved() private view returns (bytes[] memory calls) {
        calls = new bytes[](8);
        calls[0] = abi.encodeCall(token.setRestriction, (false));
        calls[1] = abi.encodeCall(token.updatePolicy, (false));
        calls[2] = abi.encodeCall(token.updateMinRatings, (0, MinRatings.wrap(0)));
        calls[3] = abi.encodeCall(token.updateRole, (vault, partyOfKind(PartyKind.Unknown)));
        calls[4] = abi.encodeCall(token.attachModule, (address(module)));
        calls[5] = abi.encodeCall(token.detachModule, (address(module)));
        calls[6] = abi.encodeCall(token.updateFreezes, (0, 0));
        calls[7] = abi.encodeCall(token.updateRegistrar, (0, registrar));
    }

    function _step(address target, bytes memory data) private pure returns (Step[] memory steps) {
        steps = new Step[](1);
        steps[0] = Step(target, data);
    }

    function _expectRefusal(AuthorityId authority, bytes memory data) private {
        vm.expectRevert(
            abi.encodeWithSelector(IMultiSig.MultiSig_NotPermitted.selector, authority, address(token), bytes4(data))
        );
    }
}
