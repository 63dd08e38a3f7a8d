// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InvestorId, InvestorKey, investorKey} from "./Identity.sol";

/// @dev What an account is to an issuer. Custodian, Token and Lost are roles: a token writes them into the account's direct
/// position, where they outrank whatever a registrar says. Lost: the issuer has moved its shares to another account.
enum PartyKind {
    Unknown,
    Investor,
    Issuer,
    Custodian,
    Token,
    Lost
}

/// @dev One side of a transfer: `id:32 | registrar index:5 | kind:3`. An account is bound to an investor permanently, so a
/// token may keep the party of an investor's account in its position; whether that investor is in good standing is asked
/// of the registrar. A custodian has `asks before deposits:1 | since when the issuer does not approve it:40` in place of the
/// id; the time is zero while the issuer does.
type Party is uint56;

using {
    kind,
    id,
    key,
    registrar,
    approved,
    endedAt,
    asksDeposits,
    withDepositsAsked,
    withApprovalOf,
    isKnown,
    isOwner,
    isRole,
    isOfPrimary,
    isInvestor,
    isIssuer,
    isCustodian,
    isToken,
    isLost,
    isSameInvestor,
    sameParty as ==,
    otherParty as !=
} for Party global;

/// @dev Registrars whose index fits a party.
uint256 constant MAX_PARTY_REGISTRARS = 32;

/// @dev Bits of the longest, a custodian.
uint256 constant PARTY_BITS = 49;

uint56 constant KIND_MASK = 7;
uint256 constant ID_SHIFT = 8;
uint256 constant REGISTRAR_SHIFT = 3;
/// @dev Of a custodian: the token asks it before each deposit. The bit above the time.
uint56 constant DEPOSITS_ASKED = 1 << 48;

function sameParty(Party a, Party b) pure returns (bool) {
    return Party.unwrap(a) == Party.unwrap(b);
}

function otherParty(Party a, Party b) pure returns (bool) {
    return Party.unwrap(a) != Party.unwrap(b);
}

function investorParty(InvestorId investor, uint8 registrarIndex) pure returns (Party) {
    uint256 word = uint256(InvestorId.unwrap(investor)) << ID_SHIFT | uint256(registrarIndex % MAX_PARTY_REGISTRARS)
        << REGISTRAR_SHIFT | uint256(uint8(PartyKind.Investor));
    // The three fields have 40 bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    return Party.wrap(uint56(word));
}

function partyOfKind(PartyKind partyKind) pure returns (Party) {
    return Party.wrap(uint56(uint8(partyKind)));
}

/// @param since Unix time since when the issuer does not approve it; zero: it does
function custodianParty(uint40 since) pure returns (Party) {
    // 40 bits above the lowest byte.
    // forge-lint: disable-next-line(unsafe-typecast)
    return Party.wrap(uint56(since) << uint56(ID_SHIFT) | uint56(uint8(PartyKind.Custodian)));
}

/// @dev Whether it is a custodian that the issuer approves now.
function approved(Party self) pure returns (bool) {
    return Party.unwrap(self) & ~DEPOSITS_ASKED == uint8(PartyKind.Custodian);
}

/// @dev Whether it is a custodian that is asked before each deposit.
function asksDeposits(Party self) pure returns (bool) {
    return Party.unwrap(self) & DEPOSITS_ASKED != 0 && self.isCustodian();
}

/// @dev Of a custodian.
function withDepositsAsked(Party self, bool asked) pure returns (Party) {
    uint56 word = Party.unwrap(self);
    return Party.wrap(asked ? word | DEPOSITS_ASKED : word & ~DEPOSITS_ASKED);
}

/// @dev The role that the issuer gives, which leaves a custodian's own choice about deposits as it is.
function withApprovalOf(Party self, Party role) pure returns (Party) {
    return role.isCustodian() && self.asksDeposits() ? role.withDepositsAsked(true) : role;
}

/// @dev Of a custodian: since when the issuer does not approve it; zero while it does.
function endedAt(Party self) pure returns (uint40) {
    // A custodian's id is this time.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint40(Party.unwrap(self) >> ID_SHIFT);
}

function isKnown(Party self) pure returns (bool) {
    return Party.unwrap(self) & KIND_MASK != uint8(PartyKind.Unknown);
}

/// @dev Whether it may hold in its own right: an investor or the issuer.
function isOwner(Party self) pure returns (bool) {
    unchecked {
        return (Party.unwrap(self) & KIND_MASK) - 1 < 2;
    }
}

/// @dev Whether it is a custodian, a token or a lost account, whatever a registrar says.
function isRole(Party self) pure returns (bool) {
    return Party.unwrap(self) & KIND_MASK >= uint8(PartyKind.Custodian);
}

/// @dev Whether it is an investor of the registrar with index 0.
function isOfPrimary(Party self) pure returns (bool) {
    return uint8(Party.unwrap(self)) == uint8(PartyKind.Investor);
}

function isInvestor(Party self) pure returns (bool) {
    return Party.unwrap(self) & KIND_MASK == uint8(PartyKind.Investor);
}

function isIssuer(Party self) pure returns (bool) {
    return Party.unwrap(self) & KIND_MASK == uint8(PartyKind.Issuer);
}

function isCustodian(Party self) pure returns (bool) {
    return Party.unwrap(self) & KIND_MASK == uint8(PartyKind.Custodian);
}

function isToken(Party self) pure returns (bool) {
    return Party.unwrap(self) & KIND_MASK == uint8(PartyKind.Token);
}

function isLost(Party self) pure returns (bool) {
    return Party.unwrap(self) & KIND_MASK == uint8(PartyKind.Lost);
}

/// @dev Whether both are accounts of one investor. Each registrar numbers its own: the same id at another is another's.
function isSameInvestor(Party self, Party other) pure returns (bool) {
    return self == other && self.isInvestor();
}

function kind(Party self) pure returns (PartyKind) {
    // Masked to three bits.
    // forge-lint: disable-next-line(unsafe-typecast)
    return PartyKind(uint8(Party.unwrap(self) & KIND_MASK));
}

function registrar(Party self) pure returns (uint8) {
    // The lowest byte is the registrar's index above the kind.
    // forge-lint: disable-next-line(unsafe-typecast)
    return uint8(Party.unwrap(self)) >> uint8(REGISTRAR_SHIFT);
}

function id(Party self) pure returns (InvestorId) {
    // What is above the shift has 32 bits in an investor's.
    // forge-lint: disable-next-line(unsafe-typecast)
    return InvestorId.wrap(uint32(Party.unwrap(self) >> ID_SHIFT));
}

/// @dev Of an investor.
function key(Party self) pure returns (InvestorKey) {
    return investorKey(self.registrar(), self.id());
}
