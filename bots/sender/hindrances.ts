import { formatEther } from "viem";
import type { Sight } from "../keeper.ts";
import type { Database } from "../ledger/database.ts";
import { fenced, type Lease } from "../ledger/lease.ts";
import type { Notice } from "../notices/store.ts";
import { tellSight } from "../notices/watched.ts";

/** Kinds of notices that say: nothing new is signed, or nothing of one keeper. While one is open, it is not ready. */
export const haltKinds = [
  "account-refused",
  "chain-view",
  "day-budget",
  "fee-cap",
  "funds-short",
  "key-locked",
  "work-barred",
] as const;

type Hindrance = Notice & { kind: (typeof haltKinds)[number] };

/** What kept one pass from signing. Many pieces of work may meet the same one: it counts once. */
export type Hindrances = {
  add(hindrance: Hindrance): void;
  /** @param subject the account's address, or a keeper's name */
  of(subject: string): readonly Notice[];
};

export const collectHindrances = (): Hindrances => {
  const met = new Map<string, Hindrance>();
  return {
    add: (hindrance) => {
      met.set(`${hindrance.kind} ${hindrance.subject}`, hindrance);
    },
    of: (subject) => [...met.values()].filter((hindrance) => hindrance.subject === subject),
  };
};

/** Tells people what keeps the sender from signing, and that it has ended, by what its passes saw. */
export type Teller = {
  tell(lease: Lease, subject: string, sight: Sight): Promise<void>;
  /** Another process may have raised or closed notices meanwhile. */
  forget(): void;
};

export const createTeller = (db: Database): Teller => {
  /** subjects of which the ledger is known to have no notice open, so that it is asked on a change only */
  const clear = new Set<string>();
  return {
    tell: async (lease, subject, sight) => {
      if (sight.notices.length === 0 && clear.has(subject)) return;
      const name = `sender ${lease.chainId} ${lease.account} ${subject}`;
      await fenced(db, lease, (tx) => tellSight(tx, { name }, sight));
      if (sight.notices.length > 0) clear.delete(subject);
      else if (sight.complete) clear.add(subject);
    },
    forget: () => clear.clear(),
  };
};

/** Names a keeper's work that the chain lets nobody do. @param account that would pay, so that it is found again */
export const workBarred = (keeper: string, account: string, reason: string): Hindrance => ({
  kind: "work-barred",
  subject: keeper,
  severity: "critical",
  text: `The contracts let nobody do the work of ${keeper} now (${reason}). It goes on by itself when they do again.`,
  detail: { account, reason },
});

export const keyLocked = (account: string): Hindrance => ({
  kind: "key-locked",
  subject: account,
  severity: "critical",
  text: `The key of ${account} does not sign. Unlock it, or see what its service says; it is asked again by itself.`,
});

export const dayBudgetSpent = (account: string): Hindrance => ({
  kind: "day-budget",
  subject: account,
  severity: "critical",
  text: "The day's budget leaves no room for the next transaction. It goes on tomorrow (UTC), or raise KEEPER_DAY_BUDGET.",
});

/** @param price wei per gas @param cap wei per gas */
export const aboveFeeCap = (account: string, price: bigint, cap: bigint): Hindrance => ({
  kind: "fee-cap",
  subject: account,
  severity: "warning",
  text: `Nothing is signed while fees (${price} wei per gas) exceed KEEPER_MAX_FEE (${cap} wei). Wait, or raise it.`,
});

/** @param gas that the transaction needs at least @param cap wei that one may cost */
export const aboveCostCap = (keeper: string, account: string, gas: bigint, cap: bigint): Hindrance => ({
  kind: "fee-cap",
  subject: keeper,
  severity: "warning",
  text: `Work of ${keeper} needs ${gas} gas, which costs more than ${formatEther(cap)} ether at the fees of now (KEEPER_TX_BUDGET). It waits until fees fall.`,
  detail: { account },
});

/** @param funds wei that are left @param gas that the next transaction needs at least */
export const fundsShort = (account: string, funds: bigint, gas: bigint): Hindrance => ({
  kind: "funds-short",
  subject: account,
  severity: "critical",
  text: `The account ${account} has ${formatEther(funds)} ether left beside what is under way: too little for ${gas} gas. Send it ether; it goes on by itself.`,
});

/** @param words a node's own */
export const accountRefused = (account: string, words: string): Hindrance => ({
  kind: "account-refused",
  subject: account,
  severity: "critical",
  text: `No endpoint takes a transaction of ${account}, not even a transfer of nothing to itself: "${words}". See to what it says; it is offered again by itself.`,
});
