// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId, InvestorKey, investorKey} from "../../src/types/Identity.sol";
import {Party, PartyKind, custodianParty, investorParty, partyOfKind} from "../../src/types/Party.sol";
import {Test} from "forge-std/Test.sol";

contract PartyTest is Test {
    function testFuzz_AnInvestorsPartySaysWhatWentIn(uint32 id, uint8 registrar) external pure {
        registrar %= 32;
        Party party = investorParty(InvestorId.wrap(id), registrar);
        assertEq(InvestorId.unwrap(party.id()), id);
        assertEq(party.registrar(), registrar);
        assertEq(InvestorKey.unwrap(party.key()), InvestorKey.unwrap(investorKey(registrar, InvestorId.wrap(id))));
        assertEq(uint8(party.kind()), uint8(PartyKind.Investor));
        assertFalse(party.approved(), "only a custodian is approved");
        assertFalse(party.isRole());
        assertEq(Party.unwrap(party) >> 40, 0, "40 bits");
    }

    function testFuzz_AnIndexThatDoesNotFitTouchesNoOtherField(uint32 id, uint8 registrar) external pure {
        Party party = investorParty(InvestorId.wrap(id), registrar);
        assertEq(InvestorId.unwrap(party.id()), id);
        assertEq(party.registrar(), registrar % 32);
        assertTrue(party.isInvestor());
    }

    function test_OnlyInvestorAndIssuerHoldInTheirOwnRight() external pure {
        for (uint256 i; i <= uint8(type(PartyKind).max); ++i) {
            PartyKind kind = PartyKind(i);
            Party party = partyOfKind(kind);
            assertEq(party.isOwner(), kind == PartyKind.Investor || kind == PartyKind.Issuer);
            assertEq(party.isKnown(), kind != PartyKind.Unknown);
            assertEq(party.isRole(), kind == PartyKind.Custodian || kind == PartyKind.Token || kind == PartyKind.Lost);
        }
    }

    function test_TheWordIsAsDecided() external pure {
        Party party = investorParty(InvestorId.wrap(5), 4);
        assertEq(Party.unwrap(party), 5 << 8 | 4 << 3 | 1);
        assertEq(Party.unwrap(partyOfKind(PartyKind.Issuer)), 2);
    }

    function testFuzz_ACustodiansPartySaysSinceWhenItIsNotApproved(uint40 since) external pure {
        Party party = custodianParty(since);
        assertEq(uint8(party.kind()), uint8(PartyKind.Custodian));
        assertEq(party.endedAt(), since);
        assertEq(party.approved(), since == 0);
        assertFalse(partyOfKind(PartyKind.Issuer).approved());
    }
}
