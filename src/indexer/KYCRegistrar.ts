import { account, authority, authorityCountry, investor, restrictionEvent } from "ponder:schema";
import { type Hex, hexToString } from "viem";
import { MissingRowError } from "./errors.ts";
import { type Db, on, stampOf } from "./event.ts";

on("KYCRegistrar:InvestorRegistered", async ({ event, context: { db } }) => {
  const { id, country, region, rating, expiresAt, authority, accounts } = event.args;
  await db.insert(investor).values({
    id,
    country,
    region: regionCode(region),
    rating,
    expiresAt: BigInt(expiresAt),
    authority,
    restricted: false,
    lapsed: false,
    accountCount: 0,
    registeredAt: event.block.timestamp,
  });
  await bindAccounts(db, id, accounts);
});

on("KYCRegistrar:InvestorUpdated", async ({ event, context: { db } }) => {
  const { id, region, rating, expiresAt, authority } = event.args;
  await db
    .update(investor, { id })
    .set({ region: regionCode(region), rating, expiresAt: BigInt(expiresAt), authority, lapsed: false });
});

on("KYCRegistrar:InvestorRestrictionSet", async ({ event, context: { db } }) => {
  const { id, restricted } = event.args;
  await db.update(investor, { id }).set({ restricted });
  await db.insert(restrictionEvent).values({
    ...stampOf(event),
    contract: event.log.address,
    subject: id,
    kind: "investorRestricted",
    active: restricted,
  });
});

on("KYCRegistrar:InvestorLapsed", async ({ event, context: { db } }) => {
  await db.update(investor, { id: event.args.id }).set({ lapsed: true });
});

on("KYCRegistrar:AccountsRegistered", async ({ event, context: { db } }) => {
  const { id, accounts } = event.args;
  const enabled = await bindAccounts(db, id, accounts);
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
  for (const address of event.args.accounts) {
    await db.update(account, { address }).set({ restricted: true });
    await db
      .insert(restrictionEvent)
      .values({
        ...stampOf(event),
        contract: event.log.address,
        subject: address,
        kind: "accountRestricted",
        active: true,
      })
      .onConflictDoNothing();
  }
});

on("KYCRegistrar:AuthorityCountriesSet", async ({ event, context: { db } }) => {
  const { authority, countries, permitted } = event.args;
  for (const country of countries) {
    await db
      .insert(authorityCountry)
      .values({ registrar: event.log.address, authority, country, permitted })
      .onConflictDoUpdate({ permitted });
  }
});

on("KYCRegistrar:AuthorityRestrictionSet", async ({ event, context: { db } }) => {
  const { authority: id, restricted } = event.args;
  await db.update(authority, { contract: event.log.address, id }).set({ restricted });
  await db.insert(restrictionEvent).values({
    ...stampOf(event),
    contract: event.log.address,
    subject: id.toString(),
    kind: "authorityRestricted",
    active: restricted,
  });
});

/**
 * Binds new accounts with the investor's next indexes and lifts the restriction of those that are bound already.
 * @returns accounts whose restriction was lifted
 */
async function bindAccounts(db: Db, investorId: Hex, addresses: readonly Hex[]): Promise<Hex[]> {
  const found = await db.find(investor, { id: investorId });
  if (!found) throw new MissingRowError("investor", { id: investorId });

  const enabled: Hex[] = [];
  let accountCount = found.accountCount;
  for (const address of addresses) {
    const bound = await db.find(account, { address });
    if (!bound) {
      await db.insert(account).values({ address, investorId, index: accountCount, restricted: false });
      accountCount += 1;
    } else if (bound.restricted) {
      await db.update(account, { address }).set({ restricted: false });
      enabled.push(address);
    }
  }
  await db.update(investor, { id: investorId }).set({ accountCount });
  return enabled;
}

/** "CA" of 0x434100; empty for 0x000000. */
function regionCode(region: Hex): string {
  return hexToString(region).replaceAll("\0", "");
}
