// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccountKey, InvestorId} from "./Identity.sol";

/// @dev What an account is to an issuer. Lost: to a token, whose issuer has moved its shares to another account.
enum PartyKind {
    Unknown,
    Investor,
    Issuer,
    Custodian,
    Lost
}

/// @dev One side of a transfer in 120 bits: `id:96 | account index:8 | registrar index:8 | kind:8`.
/// An account is bound to an investor for ever, so a token may keep the party of an investor's account in its
/// holding; whether that investor is in good standing is asked of the registrar every time.
type Party is uint120;

using {
    kind,
    id,
    registrar,
    accountIndex,
    account,
    approved,
    isKnown,
    isOwner,
    isOfPrimary,
    isInvestor,
    isIssuer,
    isCustodian,
    isLost,
    isSameInvestor,
    sameParty as ==,
    otherParty as !=
} for Party global;

function sameParty(Party a, Party b) pure returns (bool) {
    return Party.unwrap(a) == Party.unwrap(b);
}

function otherParty(Party a, Party b) pure returns (bool) {
    return Party.unwrap(a) != Party.unwrap(b);
}

function investorParty(InvestorId investor, uint8 registrarIndex, uint8 index) pure returns (Party) {
    return Party.wrap(
        uint120(uint96(InvestorId.unwrap(investor))) << 24 | uint120(index) << 16 | uint120(registrarIndex) << 8
            | uint120(uint8(PartyKind.Investor))
    );
}

function partyOfKind(PartyKind partyKind) pure returns (Party) {
    return Party.wrap(uint120(uint8(partyKind)));
}

/// @dev A custodian's party says in the account index whether the issuer approves it now.
function custodianParty(bool isApproved) pure returns (Party) {
    return Party.wrap(uint120(isApproved ? 1 << 16 : 0) | uint120(uint8(PartyKind.Custodian)));
}

function approved(Party self) pure returns (bool) {
    return self.isCustodian() && self.accountIndex() == 1;
}

function isKnown(Party self) pure returns (bool) {
    return uint8(Party.unwrap(self)) != uint8(PartyKind.Unknown);
}

/// @dev Whether it may hold in its own right: an investor or the issuer.
function isOwner(Party self) pure returns (bool) {
    unchecked {
        return uint8(Party.unwrap(self)) - uint8(1) < 2;
    }
}

/// @dev Whether it is an investor of the registrar with index 0.
function isOfPrimary(Party self) pure returns (bool) {
    return uint16(Party.unwrap(self)) == uint8(PartyKind.Investor);
}

function isInvestor(Party self) pure returns (bool) {
    return uint8(Party.unwrap(self)) == uint8(PartyKind.Investor);
}

function isIssuer(Party self) pure returns (bool) {
    return uint8(Party.unwrap(self)) == uint8(PartyKind.Issuer);
}

function isCustodian(Party self) pure returns (bool) {
    return uint8(Party.unwrap(self)) == uint8(PartyKind.Custodian);
}

function isLost(Party self) pure returns (bool) {
    return uint8(Party.unwrap(self)) == uint8(PartyKind.Lost);
}

/// @dev Whether both are accounts of one investor.
function isSameInvestor(Party self, Party other) pure returns (bool) {
    bool sameId = (Party.unwrap(self) ^ Party.unwrap(other)) >> 24 == 0;
    return sameId && self.isInvestor() && other.isInvestor();
}

function kind(Party self) pure returns (PartyKind) {
    return PartyKind(uint8(Party.unwrap(self)));
}

function registrar(Party self) pure returns (uint8) {
    return uint8(Party.unwrap(self) >> 8);
}

/// @dev Position of the account among its investor's accounts.
function accountIndex(Party self) pure returns (uint8) {
    return uint8(Party.unwrap(self) >> 16);
}

function account(Party self) pure returns (AccountKey) {
    return AccountKey.wrap(uint104(Party.unwrap(self) >> 16));
}

function id(Party self) pure returns (InvestorId) {
    return InvestorId.wrap(bytes12(uint96(Party.unwrap(self) >> 24)));
}
