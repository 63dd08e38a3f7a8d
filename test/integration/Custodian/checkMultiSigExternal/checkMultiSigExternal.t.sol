// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMultiSig} from "../../../../src/interfaces/IMultiSig.sol";
import {CustodianBase} from "../../../utils/CustodianBase.sol";

/// @dev A custodian attaches nothing: nobody else speaks for its authorities.
contract CustodianCheckMultiSigExternalTest is CustodianBase {
    function test_RevertWhen_AnyContractAsks_TheIssuerIncluded() external {
        address[3] memory askers = [address(issuer), address(token), address(this)];
        for (uint256 i; i < askers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IMultiSig.MultiSig_NotAttached.selector, askers[i]));
            vm.prank(askers[i]);
            custodian.checkMultiSigExternal(custodianOfficer, custodian.transfer.selector, keccak256("data"));
        }
    }
}
