import {
  announcedModule,
  countryRule,
  custodian,
  investorLimit,
  issuer,
  issuerInvestor,
  issuerModule,
  issuerRegistrar,
  restrictionEvent,
  token,
} from "ponder:schema";
import { type Hex, zeroAddress } from "viem";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { audit, type Db, type LogEvent, on, stampOf, storableText } from "./event.ts";

/** `country` of limits that are the whole issuer's. */
const ALL_COUNTRIES = 0;

on("IssuingEntity:TokenAdded", async ({ event, context: { client, db } }) => {
  const { token: address } = event.args;
  const house = event.log.address;
  // Asked at the head, they need no node that keeps old states. A renaming that is read later ends at the same names.
  const constant = { abi: securityTokenAbi, address, cache: "immutable" } as const;
  const names = {
    name: storableText(await client.readContract({ ...constant, functionName: "name" })),
    symbol: storableText(await client.readContract({ ...constant, functionName: "symbol" })),
    decimals: await client.readContract({ ...constant, functionName: "decimals" }),
  };
  await db.insert(issuer).values({ address: house, restricted: false }).onConflictDoNothing();
  await db.insert(token).values({
    address,
    issuer: house,
    ...names,
    contractUri: "",
    totalSupply: 0n,
    restricted: false,
    legallyApproved: true,
    expiryStopsSending: false,
    authorizedSupply: 0n,
    granularity: 1n,
    issuanceFinished: false,
  });
});

on("IssuingEntity:RegistrarAdded", async ({ event, context: { contracts, db } }) => {
  const { registrar, index } = event.args;
  const indexed = registrar === contracts.KYCRegistrar.address.toLowerCase();
  await db
    .insert(issuerRegistrar)
    .values({ issuer: event.log.address, registrar, index, accepted: true, indexed })
    .onConflictDoUpdate({ accepted: true });
});

on("IssuingEntity:RegistrarRemoved", async ({ event, context: { db } }) => {
  const { registrar } = event.args;
  await db.update(issuerRegistrar, { issuer: event.log.address, registrar }).set({ accepted: false });
});

on("IssuingEntity:CustodianAdded", async ({ event, context: { db } }) => {
  await db
    .insert(custodian)
    .values({ issuer: event.log.address, address: event.args.custodian, approved: true })
    .onConflictDoUpdate({ approved: true });
});

on("IssuingEntity:CustodianRemoved", async ({ event, context: { db } }) => {
  await db.update(custodian, { issuer: event.log.address, address: event.args.custodian }).set({ approved: false });
});

on("IssuingEntity:CountryRuleSet", async ({ event, context: { db } }) => {
  const { country, permitted, minRating, limits } = event.args;
  const address = event.log.address;
  const rule = { permitted, minRating };
  await db
    .insert(countryRule)
    .values({ issuer: address, country, ...rule })
    .onConflictDoUpdate(rule);
  await setLimits(db, address, country, limits);
});

on("IssuingEntity:InvestorLimitsSet", async ({ event, context: { db } }) => {
  await setLimits(db, event.log.address, ALL_COUNTRIES, event.args.limits);
});

on("IssuingEntity:InvestorRestrictionSet", async ({ event, context: { db } }) => {
  const { investor, restricted: frozen } = event.args;
  await db
    .insert(issuerInvestor)
    .values({
      ...investorOf(event),
      counted: false,
      country: 0,
      rating: 0,
      timesCounted: 0,
      admitted: false,
      frozen,
    })
    .onConflictDoUpdate({ frozen });
  await db.insert(restrictionEvent).values({
    ...stampOf(event),
    contract: event.log.address,
    subject: investor.toString(),
    kind: "investorFrozen",
    active: frozen,
  });
});

on("IssuingEntity:GlobalRestrictionSet", async ({ event, context: { db } }) => {
  const { restricted } = event.args;
  const address = event.log.address;
  await db.insert(issuer).values({ address, restricted }).onConflictDoUpdate({ restricted });
  await db.insert(restrictionEvent).values({
    ...stampOf(event),
    contract: address,
    subject: address,
    kind: "issuerPaused",
    active: restricted,
  });
});

on("IssuingEntity:InvestorCounted", async ({ event, context: { db } }) => {
  const state = { counted: true, ...unpackClass(event.args.class) };
  await db
    .insert(issuerInvestor)
    .values({ ...investorOf(event), ...state, timesCounted: 1, admitted: false, frozen: false })
    .onConflictDoUpdate((row) => ({ ...state, timesCounted: row.timesCounted + 1 }));
});

on("IssuingEntity:InvestorUncounted", async ({ event, context: { db } }) => {
  await db.update(issuerInvestor, investorOf(event)).set({ counted: false });
});

// Who is admitted counts: `InvestorCounted` came before, or the investor held something already.
on("IssuingEntity:InvestorAdmitted", async ({ event, context: { db } }) => {
  await db.update(issuerInvestor, investorOf(event)).set({ admitted: true });
});

on("IssuingEntity:InvestorDismissed", async ({ event, context: { db } }) => {
  await db.update(issuerInvestor, investorOf(event)).set({ admitted: false });
});

on("IssuingEntity:AttachmentAnnounced", async ({ event, context: { db } }) => {
  const { token, module, hooks, permissions, dueAt } = event.args;
  const announced = { hooks, permissions, dueAt: BigInt(dueAt), announcedTx: event.transaction.hash };
  await db
    .insert(announcedModule)
    .values({ issuer: event.log.address, token, module, ...announced })
    .onConflictDoUpdate(announced);
});

on("IssuingEntity:AttachmentWithdrawn", async ({ event, context: { db } }) => {
  const { token, module } = event.args;
  await db.delete(announcedModule, { issuer: event.log.address, token, module });
});

// Each token tells of a module that it got or lost by this.
on("IssuingEntity:IssuerModuleAttached", async ({ event, context: { db } }) => {
  await db
    .insert(issuerModule)
    .values({ issuer: event.log.address, module: event.args.module, attached: true })
    .onConflictDoUpdate({ attached: true });
  await db.delete(announcedModule, { issuer: event.log.address, token: zeroAddress, module: event.args.module });
});

on("IssuingEntity:IssuerModuleDetached", async ({ event, context: { db } }) => {
  await db.update(issuerModule, { issuer: event.log.address, module: event.args.module }).set({ attached: false });
});

audit(
  "IssuingEntity:AttachmentDelaySet",
  "IssuingEntity:ContractAttached",
  "IssuingEntity:ContractDetached",
  "IssuingEntity:PlaceReleased",
  "IssuingEntity:PlaceReserved",
);

/** Whom an event names: by the key, in the places of src/types/Identity.sol. */
function investorOf({ log, args }: Pick<LogEvent, "log"> & { readonly args: { investor: number } }) {
  const key = BigInt(args.investor);
  return {
    issuer: log.address,
    key,
    registrarIndex: Number(key >> 32n),
    investorId: BigInt.asUintN(32, key),
  };
}

/** In the places of src/types/InvestorClass.sol. */
function unpackClass(packed: number): { country: number; rating: number } {
  return { country: packed >> 8, rating: packed & 0xff };
}

async function setLimits(db: Db, issuer: Hex, country: number, limits: readonly number[]): Promise<void> {
  for (const [rating, limit] of limits.entries()) {
    await db.insert(investorLimit).values({ issuer, country, rating, limit }).onConflictDoUpdate({ limit });
  }
}
