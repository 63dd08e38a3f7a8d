// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../../src/types/Authority.sol";
import {Duty} from "../../src/types/Duty.sol";
import {Country} from "../../src/types/Identity.sol";
import {KYCRegistrarTest} from "./KYCRegistrarTest.sol";

/// @dev Two supervisors of France (authorities 4 and 5) and an attester there (6). Alice of France is registered.
abstract contract SupervisionTest is KYCRegistrarTest {
    AuthorityId internal constant SUPERVISOR = AuthorityId.wrap(4);
    AuthorityId internal constant OTHER_SUPERVISOR = AuthorityId.wrap(5);
    AuthorityId internal constant ATTESTER = AuthorityId.wrap(6);

    address internal supervisor = makeAddr("supervisor");
    address internal otherSupervisor = makeAddr("other supervisor");
    address internal attester = makeAddr("attester");

    function setUp() public virtual override {
        super.setUp();
        vm.startPrank(owner);
        registrar.addAuthority(_list(supervisor), 1, type(uint40).max);
        registrar.addAuthority(_list(otherSupervisor), 1, type(uint40).max);
        registrar.addAuthority(_list(attester), 1, type(uint40).max);
        _giveDuty(SUPERVISOR, Duty.Supervise, FRANCE);
        _giveDuty(OTHER_SUPERVISOR, Duty.Supervise, FRANCE);
        _giveDuty(ATTESTER, Duty.Attest, FRANCE);
        vm.stopPrank();
        _registerAlice();
    }

    /// @dev By whoever is pranked.
    function _giveDuty(AuthorityId authority, Duty duty, Country country) internal {
        registrar.setAuthorityCountryRange(authority, duty, country, country, true);
    }
}
