import type { Address } from "viem";
import { transferInternal } from "../../../sdk/actions/custodian/transferInternal.ts";
import { admitInvestors } from "../../../sdk/actions/issuer/admit.ts";
import { executeBatch } from "../../../sdk/actions/multisig/executeBatch.ts";
import { approve } from "../../../sdk/actions/token/approve.ts";
import { bindAccounts } from "../../../sdk/actions/token/bindAccounts.ts";
import { issue } from "../../../sdk/actions/token/issue.ts";
import { scheduleRecordDate } from "../../../sdk/actions/token/scheduleRecordDate.ts";
import { transferBatch } from "../../../sdk/actions/token/transferBatch.ts";
import { transferTreasury } from "../../../sdk/actions/token/transferTreasury.ts";
import type { Case } from "../case.ts";
import { difference, each, type Figure, sum } from "../chain.ts";
import {
  addRegistrar,
  FAR,
  freeze,
  germany,
  type Investor,
  investor,
  investors,
  register,
  renew,
} from "../identity.ts";
import { custodian, owner, type Stage, stranger } from "../stage.ts";
import { furtherToken, mint, transferFrom } from "./calls.ts";
import { lockLot } from "./lots.ts";

const T1 = "issuer to the first holder of all (T1)";
const T6 = "investor to a new holder, other country (T6)";
const T7 = "investor to an existing holder, other country (T7)";
const BATCH_OF_50 = "`transferBatch` of an investor to 50 existing holders, each";
const HOOKS = { check: 1, both: 3 } as const;
/** Investors whose transfers are measured among frozen ones: whom a filter takes for frozen is a matter of luck. */
const PAIRS = 12;

export const transfers: readonly Case[] = [
  {
    ...{ name: T1, sft: 226_227, goal: 120_000 },
    measure: (stage) => stage.measure(owner, transferTreasury({ ...stage.of, to: stage.account(1), amount: 1_000n })),
  },
  {
    ...{ name: T6, inBlocks: true, sft: 200_247, goal: 98_000, nextGoal: 215_000 },
    measure: async (stage) => {
      await stage.distribute();
      return stage.move(stage.account(1), stage.account(8), 400n);
    },
  },
  {
    ...{ name: T6, state: "the issuer admitted the buyer before, and the account was prepared", goal: 64_000 },
    measure: async (stage) => {
      await admitted(stage);
      await stage.as(owner, bindAccounts({ ...stage.of, accounts: [stage.account(8)] }));
      return stage.move(stage.account(1), stage.account(8), 400n);
    },
  },
  {
    ...{ name: T6, state: "the issuer admitted the buyer before" },
    measure: async (stage) => {
      await admitted(stage);
      return stage.move(stage.account(1), stage.account(8), 400n);
    },
  },
  {
    name: "the issuer admits one investor",
    measure: async (stage) => {
      await stage.distribute();
      return stage.measure(owner, admission(stage));
    },
  },
  {
    ...{ name: "an account is prepared", state: "the issuer admitted its investor before" },
    measure: async (stage) => {
      await admitted(stage);
      return stage.measure(stranger, bindAccounts({ ...stage.of, accounts: [stage.account(8)] }));
    },
  },
  { ...{ name: T7, inBlocks: true, sft: 117_596, goal: 45_000, nextGoal: 54_000 }, measure: seventh },
  {
    ...{ name: T7, state: "neither has dealt since it became a holder" },
    measure: async (stage) => {
      await stage.untilFirstDeal();
      return stage.move(stage.account(5), stage.account(3), 100n);
    },
  },
  ...[200, 1_000].flatMap((count) => [
    {
      ...{ name: T7, state: `${count.toLocaleString("en")} others frozen; mean of ${PAIRS} pairs`, goal: 52_000 },
      measure: async (stage: Stage) => mean(await pairsAmongFrozen(stage, count)),
    },
    {
      ...{ name: T7, state: `${count.toLocaleString("en")} others frozen; the dearest of ${PAIRS} pairs` },
      measure: async (stage: Stage) => dearest(await pairsAmongFrozen(stage, count)),
    },
  ]),
  {
    ...{ name: T7, state: "something was just taken from the buyer's record", goal: 52_000 },
    measure: async (stage) => {
      await stage.untilT7();
      await stage.as(owner, shorten(stage, [3]));
      return stage.move(stage.account(1), stage.account(3), 100n);
    },
  },
  {
    ...{ name: T7, state: "something was just taken from both records" },
    measure: async (stage) => {
      await stage.untilT7();
      await stage.as(owner, shorten(stage, [1, 3]));
      return stage.move(stage.account(1), stage.account(3), 100n);
    },
  },
  {
    ...{ name: T7, state: "of a token that is a clone", goal: 50_000 },
    measure: async (stage) => {
      const token = await clone(stage);
      await stage.untilT7(token);
      return stage.move(stage.account(1), stage.account(3), 100n, token);
    },
  },
  {
    ...{ name: T7, state: "the seller has a locked lot", goal: 50_000 },
    measure: async (stage) => {
      await stage.untilT7();
      await stage.as(owner, await lockLot(stage, stage.account(1), 100n));
      return stage.move(stage.account(1), stage.account(3), 100n);
    },
  },
  {
    ...{ name: T7, state: "both are known to a second registrar only", sft: 124_149, goal: 55_000 },
    measure: async (stage) => {
      const [seller, buyer] = await ofSecondRegistrar(stage);
      await stage.move(seller.account, buyer.account, 100n);
      return stage.move(seller.account, buyer.account, 100n);
    },
  },
  {
    ...{ name: T7, state: "the seller is known to a second registrar, the buyer to the first" },
    measure: async (stage) => {
      const [seller] = await ofSecondRegistrar(stage);
      return stage.move(seller.account, stage.account(3), 100n);
    },
  },
  {
    ...{ name: T7, state: "`transferFrom` by a third party who is an investor", sft: 132_178 },
    measure: async (stage) => {
      await stage.untilT7();
      const spender = stage.account(5);
      await stage.as(stage.account(1), approve({ ...stage.of, spender, amount: 1_000n }));
      return stage.measure(spender, transferFrom(stage, stage.account(1), stage.account(3), 100n));
    },
  },
  {
    ...{ name: T7, state: "the seller keeps nothing", sft: 128_625 },
    measure: async (stage) => {
      await stage.untilT7();
      return stage.move(stage.account(1), stage.account(3), 500n);
    },
  },
  {
    ...{ name: "own second account, again (T16)", sft: 106_149, goal: 45_000 },
    measure: async (stage) => {
      const [first, second] = stage.investor(9).accounts as [Address, Address];
      await stage.give([first]);
      await stage.move(first, second, 100n);
      return stage.move(first, second, 100n);
    },
  },
  {
    ...{ name: BATCH_OF_50, inBlocks: true, goal: 13_000 },
    measure: async (stage) => {
      const send = await batchOf50(stage);
      await send();
      return each(await send(), 50);
    },
  },
  {
    ...{ name: BATCH_OF_50, state: "none of them has dealt since it became a holder" },
    measure: async (stage) => each(await (await batchOf50(stage))(), 50),
  },
  {
    ...{ name: "a module with two hooks adds (T7)", sft: 14_250, goal: 6_500 },
    measure: (stage) => hooked(stage, HOOKS.both, 1),
  },
  { ...{ name: "each further one adds", goal: 6_200 }, measure: (stage) => hooked(stage, HOOKS.both, 2) },
  {
    ...{ name: "a module with a check hook adds (T7)", goal: 5_800 },
    measure: (stage) => hooked(stage, HOOKS.check, 1),
  },
  {
    ...{ name: "each further one with a check hook adds", goal: 5_200 },
    measure: (stage) => hooked(stage, HOOKS.check, 2),
  },
  {
    ...{ name: "first custodial deposit", sft: 152_345, goal: 88_000 },
    measure: async (stage) => {
      await stage.distribute();
      return stage.move(stage.account(1), stage.deployment.custodian, 400n);
    },
  },
  {
    ...{ name: "custodial move to a new owner", sft: 226_100, goal: 116_000 },
    measure: async (stage) => {
      await stage.distribute();
      const { token, custodian: at } = stage.deployment;
      await stage.move(stage.account(1), at, 400n);
      const [from, to] = [stage.account(1), stage.account(8)];
      return stage.measure(custodian, transferInternal({ custodian: at, token, from, to, amount: 100n }));
    },
  },
  {
    ...{ name: "first transfer after a record date adds, per side", sft: 27_000, goal: 23_000 },
    measure: async (stage) => {
      const { plain, first } = await aroundRecordDate(stage, true);
      return each(difference(first, plain), 2);
    },
  },
  {
    name: "the first of all transfers after it adds, both sides",
    measure: async (stage) => {
      const { plain, first } = await aroundRecordDate(stage, false);
      return difference(first, plain);
    },
  },
  {
    ...{ name: "between record dates adds", goal: 0 },
    measure: async (stage) => {
      const { plain, between } = await aroundRecordDate(stage, true);
      return difference(between, plain);
    },
  },
  {
    ...{ name: "ERC-20 without any rule: to an existing holder", inBlocks: true },
    measure: (stage) => plain(stage, true),
  },
  {
    name: "ERC-20 without any rule: to a new holder",
    measure: (stage) => plain(stage, false),
  },
];

async function seventh(stage: Stage): Promise<Figure> {
  await stage.untilT7();
  return stage.move(stage.account(1), stage.account(3), 100n);
}

/** Accreditations that end a second earlier. */
const shorten = (stage: Stage, numbers: readonly number[]) =>
  renew(
    stage.deployment.registrar,
    numbers.map((number) => stage.investor(number)),
    1,
    FAR - 1,
  );

const admission = (stage: Stage) => admitInvestors({ issuer: stage.deployment.issuer, accounts: [stage.account(8)] });

const admitted = async (stage: Stage): Promise<void> => {
  await stage.distribute();
  await stage.as(owner, admission(stage));
};

const mean = (figures: readonly Figure[]): Figure => each(sum(figures), figures.length);
const dearest = (figures: readonly Figure[]): Figure =>
  figures.reduce((most, figure) => (figure.today > most.today ? figure : most));

/** Measured once for each count: two lines show it. */
const amongFrozen = new Map<number, Figure[]>();

const pairsAmongFrozen = async (stage: Stage, count: number): Promise<readonly Figure[]> => {
  const measured = amongFrozen.get(count) ?? (await measurePairs(stage, count));
  amongFrozen.set(count, measured);
  return measured;
};

const measurePairs = async (stage: Stage, count: number): Promise<Figure[]> => {
  const { registrar, issuer } = stage.deployment;
  const sellers = investors("seller", PAIRS);
  const buyers = investors("buyer", PAIRS, germany);
  const frozen = investors("suspect", count);
  for (const list of batches([...sellers, ...buyers, ...frozen])) await stage.as(owner, register(registrar, list));
  for (const list of batches(frozen))
    await stage.as(owner, executeBatch({ multisig: issuer, steps: list.map((one) => freeze(issuer, one)) }));
  await stage.give([...sellers, ...buyers].map(({ account }) => account));
  const figures: Figure[] = [];
  for (const [index, { account }] of sellers.entries()) {
    const buyer = (buyers[index] as Investor).account;
    await stage.move(account, buyer, 100n);
    figures.push(await stage.move(account, buyer, 100n));
  }
  return figures;
};

const BATCH = 50;
const batches = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH),
  );

const register50 = async (stage: Stage): Promise<Investor[]> => {
  const holders = investors("holder", 50);
  await stage.as(owner, register(stage.deployment.registrar, holders));
  return holders;
};

const batchOf50 = async (stage: Stage): Promise<() => Promise<Figure>> => {
  const holders = await register50(stage);
  await stage.distribute();
  await stage.give(holders.map(({ account }) => account));
  const parts = holders.map(({ account }) => ({ to: account, amount: 1n }));
  return () => stage.measure(stage.account(3), transferBatch({ ...stage.of, transfers: parts }));
};

/** A token that shares the deployed one's code, with shares in the treasury. */
const clone = async (stage: Stage): Promise<Address> => {
  const { address, made, added } = await furtherToken(stage);
  await stage.as(owner, made, added, issue({ token: address, to: stage.deployment.issuer, amount: 100_000n }));
  return address;
};

/** Investors whom the first registrar does not know, with shares. */
const ofSecondRegistrar = async (stage: Stage): Promise<[seller: Investor, buyer: Investor]> => {
  const administration = await stage.chain.deploy(owner, "RegistrarAdministration", []);
  const second = await stage.chain.deploy(owner, "KYCRegistrar", [[owner], 1, administration]);
  const [seller, buyer] = [investor("second seller"), investor("second buyer", germany)];
  await stage.as(owner, addRegistrar(stage.deployment.issuer, second), register(second, [seller, buyer]));
  await stage.untilT7();
  await stage.give([seller.account, buyer.account]);
  return [seller, buyer];
};

/** What the last of `count` modules with these hooks adds to a transfer on the deployed token. */
const hooked = async (stage: Stage, hooks: number, count: number): Promise<Figure> => {
  await stage.untilT7();
  const transferWith = async (modules: number): Promise<Figure> => {
    const back = await stage.chain.mark();
    for (let index = 0; index < modules; index += 1)
      await stage.attach(await stage.chain.deploy(owner, "NoopModule", [stage.deployment.token, hooks]));
    const figure = await stage.move(stage.account(1), stage.account(3), 100n);
    await back();
    return figure;
  };
  return difference(await transferWith(count), await transferWith(count - 1));
};

/** @param noticed whether others transferred before, after the record date: the first of all writes it down */
const aroundRecordDate = async (stage: Stage, noticed: boolean) => {
  const move = () => stage.move(stage.account(1), stage.account(3), 100n);
  await stage.untilT7();
  const plain = await move();
  const recordDate = (await stage.chain.now()) + 86_400;
  await stage.as(owner, scheduleRecordDate({ ...stage.of, recordDate }));
  await stage.chain.at(recordDate + 1);
  if (noticed) await stage.move(stage.account(5), stage.account(6), 100n);
  return { plain, first: await move(), between: await move() };
};

const plain = async (stage: Stage, existing: boolean): Promise<Figure> => {
  const token = await stage.chain.deploy(owner, "PlainToken");
  await stage.as(owner, mint(token, stage.account(1), 1_000n));
  if (existing) await stage.as(owner, mint(token, stage.account(3), 1_000n));
  return stage.move(stage.account(1), stage.account(3), 400n, token);
};
