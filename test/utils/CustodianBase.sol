// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../src/interfaces/ITokenEvents.sol";
import {OWNER} from "../../src/types/Authority.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {ModuleBase} from "./ModuleBase.sol";

/// @notice Alice owns 100 at the custodian.
abstract contract CustodianBase is ModuleBase {
    address internal immutable secondCustodianOfficer = makeAddr("secondCustodianOfficer");

    function setUp() public virtual override {
        super.setUp();
        _issue(alice, 100);
        _transfer(alice, address(custodian), 100);
    }

    function _needTwoCustodianOfficers() internal {
        vm.startPrank(custodianOfficer);
        custodian.addAuthorityAddresses(OWNER, _one(secondCustodianOfficer));
        custodian.setAuthorityThreshold(OWNER, 2);
        vm.stopPrank();
    }

    function _disapprove() internal {
        vm.prank(owner);
        issuer.removeCustodian(address(custodian));
    }
}
