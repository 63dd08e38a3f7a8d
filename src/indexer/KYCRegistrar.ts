import {
  account,
  authority,
  authorityCountry,
  investor,
  registrarDuty,
  restrictionEvent,
  suspension,
} from "ponder:schema";
import { type Hex, hexToString, zeroAddress } from "viem";
import { audit, type Db, type LogEvent, on, stampOf } from "./event.ts";

on("KYCRegistrar:InvestorRegistered", async ({ event, context: { db } }) => {
  const { identityHash, record, account: first } = event.args;
  await db.insert(investor).values({
    ...investorOf(event),
    identityHash,
    ...unpackRecord(record),
    restricted: false,
    suspended: false,
    lapsed: false,
    registeredAt: event.block.timestamp,
  });
  // Further accounts follow in an event of their own.
  if (first !== zeroAddress) await bindAccounts(db, event, [first]);
});

on("KYCRegistrar:InvestorUpdated", async ({ event, context: { db } }) => {
  const { region, rating, expiresAt, authority } = event.args;
  await db
    .update(investor, investorOf(event))
    .set({ region: regionCode(region), rating, expiresAt: BigInt(expiresAt), authority, lapsed: false });
});

on("KYCRegistrar:InvestorAuthoritySet", async ({ event, context: { db } }) => {
  await db.update(investor, investorOf(event)).set({ authority: event.args.authority });
});

on("KYCRegistrar:InvestorRestrictionSet", async ({ event, context: { db } }) => {
  const { id, restricted } = event.args;
  await db.update(investor, investorOf(event)).set({ restricted });
  await db.insert(restrictionEvent).values({
    ...stampOf(event),
    contract: event.log.address,
    subject: id.toString(),
    kind: "investorRestricted",
    active: restricted,
  });
});

on("KYCRegistrar:InvestorLapsed", async ({ event, context: { db } }) => {
  await db.update(investor, investorOf(event)).set({ lapsed: true });
});

on("KYCRegistrar:AccountsRegistered", async ({ event, context: { db } }) => {
  const enabled = await bindAccounts(db, event, event.args.accounts);
  for (const subject of enabled) {
    await db.insert(restrictionEvent).values({
      ...stampOf(event),
      contract: event.log.address,
      subject,
      kind: "accountRestricted",
      active: false,
    });
  }
});

on("KYCRegistrar:AccountsRestricted", async ({ event, context: { db } }) => {
  // The registrar lets an account be named twice.
  for (const address of new Set(event.args.accounts)) {
    await db.update(account, { registrar: event.log.address, address }).set({ restricted: true });
    await db.insert(restrictionEvent).values({
      ...stampOf(event),
      contract: event.log.address,
      subject: address,
      kind: "accountRestricted",
      active: true,
    });
  }
});

on("KYCRegistrar:InvestorSuspended", async ({ event, context: { db } }) => {
  await db.update(investor, investorOf(event)).set({ suspended: true });
  await recordSuspension(db, event, { subject: event.args.id.toString(), kind: "investorSuspended", active: true });
});

on("KYCRegistrar:InvestorSuspensionLifted", async ({ event, context: { db } }) => {
  await db.update(investor, investorOf(event)).set({ suspended: false });
  await recordSuspension(db, event, { subject: event.args.id.toString(), kind: "investorSuspended", active: false });
});

on("KYCRegistrar:AccountSuspended", async ({ event, context: { db } }) => {
  await suspendAccount(db, event, true);
  await recordSuspension(db, event, { subject: event.args.account, kind: "accountSuspended", active: true });
});

on("KYCRegistrar:AccountSuspensionLifted", async ({ event, context: { db } }) => {
  await suspendAccount(db, event, false);
  await recordSuspension(db, event, { subject: event.args.account, kind: "accountSuspended", active: false });
});

on("KYCRegistrar:AuthorityCountriesSet", async ({ event, context: { db } }) => {
  const { authority: id, countries, permitted, epoch } = event.args;
  const registrar = event.log.address;
  await db.update(authority, { contract: registrar, id }).set({ epoch });
  await setCountries(db, { registrar, authority: id, duty: "register", permitted }, countries);
});

on("KYCRegistrar:AuthorityCountryRangeSet", async ({ event, context: { db } }) => {
  const { authority: id, duty: index, first, last, permitted, epoch } = event.args;
  const registrar = event.log.address;
  const duty = registrarDuty.enumValues[index];
  if (duty === undefined) throw new RangeError(`The registrar knows duty ${index}; the index does not.`);
  const countries = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  await db.update(authority, { contract: registrar, id }).set({ epoch });
  await setCountries(db, { registrar, authority: id, duty, permitted }, countries);
});

audit("KYCRegistrar:AttachmentSet");

on("KYCRegistrar:AuthorityRestrictionSet", async ({ event, context: { db } }) => {
  const { authority: id, restricted, epoch } = event.args;
  await db.update(authority, { contract: event.log.address, id }).set({ restricted, epoch });
  await db.insert(restrictionEvent).values({
    ...stampOf(event),
    contract: event.log.address,
    subject: id.toString(),
    kind: "authorityRestricted",
    active: restricted,
  });
});

type Duty = (typeof registrarDuty.enumValues)[number];

/** The duty to import is given with that to register, and taken with it. */
async function setCountries(
  db: Db,
  { duty, ...row }: { registrar: Hex; authority: number; duty: Duty; permitted: boolean },
  countries: readonly number[],
): Promise<void> {
  const companion: Duty | undefined = row.permitted && duty === "import" ? "register" : undefined;
  const dependent: Duty | undefined = !row.permitted && duty === "register" ? "import" : undefined;
  const duties = [duty, companion, dependent].filter((each) => each !== undefined);
  const values = duties.flatMap((each) => countries.map((country) => ({ ...row, duty: each, country })));
  for (const value of values) {
    await db.insert(authorityCountry).values(value).onConflictDoUpdate({ permitted: row.permitted });
  }
}

/** An account that is bound to nobody has no row: `suspension` alone tells of it. */
async function suspendAccount(
  db: Db,
  event: Pick<LogEvent, "log"> & { readonly args: { account: Hex } },
  suspended: boolean,
): Promise<void> {
  const key = { registrar: event.log.address, address: event.args.account };
  if (await db.find(account, key)) await db.update(account, key).set({ suspended });
}

async function recordSuspension(
  db: Db,
  event: Pick<LogEvent, "block" | "log" | "transaction"> & { readonly args: { authority: number; memo: Hex } },
  { subject, kind, active }: { subject: string; kind: "investorSuspended" | "accountSuspended"; active: boolean },
): Promise<void> {
  const { authority, memo } = event.args;
  const change = { active, authority, memo, changedAt: event.block.timestamp, tx: event.transaction.hash };
  await db
    .insert(suspension)
    .values({ registrar: event.log.address, subject, ...change })
    .onConflictDoUpdate(change);
  await db.insert(restrictionEvent).values({ ...stampOf(event), contract: event.log.address, subject, kind, active });
}

type InvestorEvent = Pick<LogEvent, "block" | "log"> & { readonly args: { id: number } };

/** Key of the investor whom an event names. */
function investorOf({ log, args }: InvestorEvent): { registrar: Hex; id: bigint } {
  return { registrar: log.address, id: BigInt(args.id) };
}

/** What a new record says, in the places of src/types/InvestorWord.sol. */
function unpackRecord(record: bigint) {
  const field = (shift: bigint, bits: number) => BigInt.asUintN(bits, record >> shift);
  return {
    country: Number(field(0n, 10)),
    region: unpackRegion(Number(field(10n, 18))),
    rating: Number(field(28n, 3)),
    expiresAt: field(31n, 35),
    authority: Number(field(66n, 8)),
  };
}

/** Up to three characters of six bits, from the left; zero: none. */
function unpackRegion(code: number): string {
  const characters = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return [12, 6, 0]
    .map((shift) => characters[(code >> shift) & 63])
    .join("")
    .trim();
}

/**
 * Binds new accounts to the investor whom an event names and lifts the restriction of those that are bound already.
 * @returns accounts whose restriction was lifted
 */
async function bindAccounts(db: Db, event: InvestorEvent, addresses: readonly Hex[]): Promise<Hex[]> {
  const { registrar, id: investorId } = investorOf(event);
  const enabled: Hex[] = [];
  for (const address of addresses) {
    const bound = await db.find(account, { registrar, address });
    if (!bound) {
      const boundAt = event.block.timestamp;
      await db.insert(account).values({ registrar, address, investorId, restricted: false, suspended: false, boundAt });
    } else if (bound.restricted) {
      await db.update(account, { registrar, address }).set({ restricted: false });
      enabled.push(address);
    }
  }
  return enabled;
}

/** "CA" of 0x434100; empty for 0x000000. */
function regionCode(region: Hex): string {
  return hexToString(region).replaceAll("\0", "");
}
