// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId} from "../../src/types/Identity.sol";
import {Party, PartyKind, custodianParty, investorParty, partyOfKind} from "../../src/types/Party.sol";
import {Test} from "forge-std/Test.sol";

contract PartyTest is Test {
    function testFuzz_AnInvestorsPartySaysWhatWentIn(bytes12 id, uint8 registrar, uint8 index) external pure {
        Party party = investorParty(InvestorId.wrap(id), registrar, index);
        assertEq(InvestorId.unwrap(party.id()), id);
        assertEq(party.registrar(), registrar);
        assertEq(party.accountIndex(), index);
        assertEq(uint8(party.kind()), uint8(PartyKind.Investor));
        assertFalse(party.approved(), "only a custodian is approved");
    }

    function test_TheWordIsAsDecided() external pure {
        Party party = investorParty(InvestorId.wrap(bytes12(uint96(5))), 4, 3);
        assertEq(Party.unwrap(party), 5 << 24 | 3 << 16 | 4 << 8 | 1);
        assertEq(Party.unwrap(partyOfKind(PartyKind.Issuer)), 2);
    }

    function test_ACustodiansPartySaysWhetherItIsApproved() external pure {
        assertEq(uint8(custodianParty(true).kind()), uint8(PartyKind.Custodian));
        assertTrue(custodianParty(true).approved());
        assertEq(uint8(custodianParty(false).kind()), uint8(PartyKind.Custodian));
        assertFalse(custodianParty(false).approved());
        assertFalse(partyOfKind(PartyKind.Issuer).approved());
    }
}
