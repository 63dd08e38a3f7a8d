// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AuthorityId} from "../../../src/types/Authority.sol";
import {InvestorId, Rating} from "../../../src/types/Identity.sol";
import {World} from "../World.sol";
import {Cast} from "../stores/Cast.sol";
import {Handler} from "./Handler.sol";

/// @notice Registrar authorities change where investors stand; anyone marks what has expired.
contract RegistrarHandler is Handler {
    constructor(World world_) Handler(world_) {}

    function renew(uint256 seed, uint256 rating, uint256 duration) external atPresent {
        uint256 index = seed % cast.count();
        Cast.Person memory person = cast.person(index);
        rating = bound(rating, 1, 4);
        duration = bound(duration, 1, 120 days);
        uint40 expiresAt = uint40(world.time() + duration);

        vm.prank(_actor(person));
        registrar.updateInvestor(person.id, bytes3(0), Rating.wrap(uint8(rating)), expiresAt);
        cast.renew(index, uint8(rating), expiresAt);
    }

    function restrictInvestor(uint256 seed) external atPresent {
        Cast.Person memory person = cast.person(seed % cast.count());
        vm.prank(_actor(person));
        registrar.setInvestorRestriction(person.id, _rarely(seed, 3));
    }

    function restrictAccount(uint256 seed) external atPresent {
        Cast.Person memory person = cast.person(seed % cast.count());
        address[] memory accounts = new address[](1);
        accounts[0] = person.accounts[seed % 2];
        bool restricted = registrar.getAccount(accounts[0]).restricted;
        if (!restricted && !_rarely(seed, 3)) return;

        vm.prank(_actor(person));
        if (restricted) registrar.registerAccounts(person.id, accounts);
        else registrar.restrictAccounts(person.id, accounts);
    }

    function restrictAuthority(uint256 seed) external atPresent {
        vm.prank(owner);
        registrar.setAuthorityRestriction(AuthorityId.wrap(uint32(2 + seed % 2)), _rarely(seed, 3));
    }

    function expire() external atPresent {
        InvestorId[] memory ids = cast.ids();
        bool[] memory expirable = registrar.isExpirable(ids);
        uint256 due;
        for (uint256 i; i < ids.length; ++i) {
            if (expirable[i]) ++due;
        }
        assertEq(registrar.expire(ids), due);
    }

    /// @dev The authority that answers for the investor; the owner while that one is restricted, and ever after it has
    /// taken the investor over.
    function _actor(Cast.Person memory person) private view returns (address) {
        AuthorityId authority = registrar.getInvestor(person.id).authority;
        if (registrar.isRestrictedAuthority(authority)) return owner;
        return registrar.membersOf(authority)[0];
    }
}
