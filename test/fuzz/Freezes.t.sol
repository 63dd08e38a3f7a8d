// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId} from "../../src/types/Identity.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {System} from "../utils/System.sol";
import {TokenCopies} from "./reference/TokenCopies.sol";

/// @notice More investors than a bit can count have one freeze bit.
contract FreezesFuzzTest is System {
    uint32 private constant MANY = 300;
    uint32 private constant FIRST = 21;
    uint256 private constant BIT = 1 << (FIRST / 64);

    TokenCopies private copies;
    address private holder;
    address private sharer;
    bool[MANY] private frozen;

    function setUp() public override {
        super.setUp();
        copies = new TokenCopies(token);
        (holder, sharer) = (makeAddr("holder"), makeAddr("sharer"));
        _register(InvestorId.wrap(FIRST + 1), CH, 1, FAR, _one(holder));
        _register(_sharing(0), CH, 1, FAR, _one(sharer));
        _issue(holder, 1000);
        _issue(sharer, 1000);
    }

    /// @dev Nobody who is frozen is overlooked, and nobody else is stopped, full or not.
    /// forge-config: default.fuzz.runs = 32
    function testFuzz_HoweverManyShareABitItStandsForEachOfThem(uint256[4] memory seeds) external {
        bool wasFull;
        for (uint256 i; i < seeds.length; ++i) {
            bool on = i == 0 || seeds[i] & 3 != 0;
            uint256 first = seeds[i] >> 8 & 31;
            for (uint256 j = first; j < first + (seeds[i] >> 16) % (MANY - first + 1); ++j) {
                _freeze(_sharing(uint32(j)), on);
                frozen[j] = on;
                wasFull = wasFull || _frozenCount() == 255;
            }
            _assertBit(wasFull);
            _assertPasses(holder, address(issuer), 1);
            if (frozen[0]) _assertRefused(Restriction.SenderFrozen, sharer, address(issuer), 1);
            else _assertPasses(sharer, address(issuer), 1);
        }
        for (uint32 j; j < MANY; ++j) {
            assertEq(issuer.isInvestorRestricted(_key(_sharing(j))), frozen[j]);
            if (frozen[j]) _freeze(_sharing(j), false);
            frozen[j] = false;
        }
        _assertBit(wasFull);
        _assertPasses(sharer, address(issuer), 1);
    }

    function _assertBit(bool wasFull) private view {
        bool stands = wasFull || _frozenCount() != 0;
        assertEq(copies.freezesOf(token, FIRST), stands ? BIT : 0, "bit");
        assertEq(copies.filterOf(token), stands ? 1 << FIRST : 0, "filter");
    }

    function _frozenCount() private view returns (uint256 count) {
        for (uint256 i; i < MANY; ++i) {
            if (frozen[i]) ++count;
        }
    }

    function _sharing(uint32 number) private pure returns (InvestorId) {
        return InvestorId.wrap(FIRST + 16_384 * number);
    }
}
