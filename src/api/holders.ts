import {
  account,
  encumbrance,
  frozenAmount,
  holding,
  operator,
  partitionOperator,
  positionLock,
  sweepPermission,
  tokenModule,
} from "ponder:schema";
import { and, asc, eq, gt } from "ponder";
import { type Hex, zeroAddress, zeroHash } from "viem";
import { z } from "zod";
import { NotFoundError } from "./errors.ts";
import { momentAnswer, momentInput, momentOf, resolveMoment } from "./moment.ts";
import { lock, lockOf, type NamedPartition, partitionInput, partitionOf, partitionsOf } from "./partitions.ts";
import { type ShareRow, sharesAt, sum } from "./register.ts";
import { defineRoute } from "./route.ts";
import type { Snapshot } from "./snapshot.ts";
import { successorsOf } from "./successors.ts";
import { hasPermission, PERMISSION_ENCUMBER, type Token, tokenInput, tokenOf } from "./tokens.ts";
import {
  addressInput,
  amount,
  custodianOrNull,
  hex,
  idOrNull,
  investorId,
  nameText,
  nullIfZero,
  textOrNull,
  time,
} from "./values.ts";

/** A position's own lock that opens it. */
const OPENED = 1n;

const partitionAnswer = z.object({
  partition: hex,
  partitionText: textOrNull,
  balance: amount,
  ownLock: time.nullable().meta({
    description: "The position's own lock, as it was set; null: none, 1: open whatever the partition's says.",
  }),
  lockedUntil: lock,
});

const operatorAnswer = z.object({
  operator: hex,
  partition: hex.nullable().meta({ description: "In which it may transfer; null: in all." }),
});

const answer = z.object({
  token: hex,
  account: hex,
  investorId: investorId.nullable(),
  restricted: z.boolean().meta({ description: "The registrar has restricted the account itself." }),
  suspended: z.boolean().meta({ description: "A supervisor has suspended the account itself." }),
  treasury: z.boolean(),
  successor: hex.nullable().meta({ description: "Where its shares went when it was lost; null: it was not." }),
  currentAccount: hex.meta({ description: "The account that holds its shares now: itself, or the last successor." }),
  sweepable: z.boolean().meta({ description: "Other accounts of its investor may collect what is free." }),
  balance: amount.meta({ description: "Held directly, in all partitions." }),
  frozen: amount.meta({ description: "By the issuer, of the default partition. It may exceed the balance." }),
  encumbered: amount.meta({ description: "Part of the default partition that cannot be sent now, locks apart." }),
  free: amount.meta({ description: "The rest of the default partition." }),
  encumbrances: z
    .array(z.object({ module: hex, amount }))
    .meta({ description: "By modules. The sum, with what is frozen, may exceed the balance." }),
  partitions: z
    .array(partitionAnswer)
    .meta({ description: "The default one, and those in which it holds something or has a lock of its own." }),
  operators: z.array(operatorAnswer),
  positions: z.array(z.object({ custodian: custodianOrNull, balance: amount })),
});

export const holderRoute = defineRoute({
  path: "/holders/{account}",
  summary: "What an account holds of a token now, directly and through custodians, and what of it cannot move.",
  params: { account: addressInput },
  query: { ...tokenInput, ...partitionInput },
  answer,
  read: async (snapshot, { params, query }) => {
    const { db, head, registrar } = snapshot;
    const token = await tokenOf(snapshot, query.token);
    const only = await partitionOf(snapshot, token, query.partition);
    const holder = params.account;
    const [bound] = await db
      .select()
      .from(account)
      .where(and(eq(account.registrar, registrar.registrar), eq(account.address, holder)));
    const positions = await db
      .select()
      .from(holding)
      .where(and(eq(holding.token, token.address), eq(holding.account, holder)))
      .orderBy(asc(holding.custodian));
    if (!bound && positions.length === 0) throw unknown(holder);

    const shares = await sharesAt(snapshot, token, head.block, holder);
    const encumbrances = await encumbrancesOf(snapshot, token, holder);
    const frozen = await frozenOf(snapshot, token, holder);
    const held = sum(shares.filter(({ custodian, partition }) => custodian === zeroAddress && partition === zeroHash));
    const tied = wholeOf(encumbrances.reduce((total, { parts }) => total + parts, 0n)) + frozen;
    const free = tied < held ? held - tied : 0n;
    const parts = await partitionRowsOf(snapshot, token, holder, shares);
    const successors = await successorsOf(snapshot, token);
    return {
      token: token.address,
      account: holder,
      investorId: idOrNull(bound?.investorId),
      restricted: bound?.restricted ?? false,
      suspended: bound?.suspended ?? false,
      treasury: holder === token.issuer,
      successor: successors.of(holder),
      currentAccount: successors.currentOf(holder),
      sweepable: await isSweepable(snapshot, token, holder),
      balance: (positions.find(({ custodian }) => custodian === zeroAddress)?.balance ?? 0n).toString(),
      frozen: frozen.toString(),
      encumbered: (held - free).toString(),
      free: free.toString(),
      encumbrances: encumbrances.map(({ module, amount }) => ({ module, amount: amount.toString() })),
      partitions: parts.filter(({ partition }) => only === undefined || partition === only),
      operators: (await operatorsOf(snapshot, token, holder)).filter(
        ({ partition }) => only === undefined || partition === null || partition === only,
      ),
      positions: positions
        .filter((position) => position.balance > 0n)
        .map((position) => ({ custodian: nullIfZero(position.custodian), balance: position.balance.toString() })),
    };
  },
});

export const positionsRoute = defineRoute({
  path: "/holders/{account}/positions",
  summary: "What an account owned of a token by custodian and partition, now or at a moment of the past.",
  params: { account: addressInput },
  query: { ...tokenInput, ...partitionInput, ...momentInput },
  answer: z.object({
    token: hex,
    account: hex,
    asOf: momentAnswer,
    total: amount,
    positions: z.array(
      z.object({ custodian: custodianOrNull, partition: hex, partitionText: textOrNull, balance: amount }),
    ),
  }),
  read: async (snapshot, { params, query }) => {
    const token = await tokenOf(snapshot, query.token);
    const only = await partitionOf(snapshot, token, query.partition);
    const moment = await resolveMoment(snapshot, token, query);
    const shares = await sharesAt(snapshot, token, moment.block, params.account);
    const rows = shares.filter(({ partition }) => only === undefined || partition === only);
    return {
      token: token.address,
      account: params.account,
      asOf: momentOf(moment),
      total: sum(rows).toString(),
      positions: rows.map(({ custodian, partition, balance }) => ({
        custodian: nullIfZero(custodian),
        partition,
        partitionText: nameText(partition),
        balance: balance.toString(),
      })),
    };
  },
});

/** What modules encumber that are attached and may. */
async function encumbrancesOf(
  { db }: Snapshot,
  token: Token,
  holder: Hex,
): Promise<{ module: Hex; amount: bigint; parts: bigint }[]> {
  return db
    .select({ module: encumbrance.module, amount: encumbrance.amount, parts: encumbrance.parts })
    .from(encumbrance)
    .innerJoin(tokenModule, and(eq(tokenModule.token, encumbrance.token), eq(tokenModule.module, encumbrance.module)))
    .where(
      and(
        eq(encumbrance.token, token.address),
        eq(encumbrance.account, holder),
        gt(encumbrance.amount, 0n),
        eq(tokenModule.attached, true),
        hasPermission(PERMISSION_ENCUMBER),
      ),
    )
    .orderBy(asc(encumbrance.module));
}

/** The token rounds what modules keep together, not each by itself. */
const wholeOf = (parts: bigint): bigint => (parts + 2n ** 24n - 1n - 2n ** 12n) / 2n ** 24n;

async function frozenOf({ db }: Snapshot, token: Token, holder: Hex): Promise<bigint> {
  const [row] = await db
    .select()
    .from(frozenAmount)
    .where(and(eq(frozenAmount.token, token.address), eq(frozenAmount.account, holder)));
  return row?.amount ?? 0n;
}

async function partitionRowsOf(
  snapshot: Snapshot,
  token: Token,
  holder: Hex,
  shares: readonly ShareRow[],
): Promise<z.input<typeof partitionAnswer>[]> {
  const locks = await snapshot.db
    .select()
    .from(positionLock)
    .where(and(eq(positionLock.token, token.address), eq(positionLock.account, holder)));
  const rows = (await partitionsOf(snapshot, token)).map((known) => {
    const direct = shares.filter(
      ({ custodian, partition }) => custodian === zeroAddress && partition === known.partition,
    );
    const own = locks.find(({ partition }) => partition === known.partition)?.lockedUntil ?? 0n;
    return presentPartition(known, sum(direct), own);
  });
  return rows.filter(
    ({ partition, balance, ownLock }) => partition === zeroHash || balance !== "0" || ownLock !== null,
  );
}

/** Of a position's own lock and its partition's the later holds, unless the position is opened. */
function presentPartition(
  { partition, lockedUntil }: NamedPartition,
  balance: bigint,
  own: bigint,
): z.input<typeof partitionAnswer> {
  return {
    partition,
    partitionText: nameText(partition),
    balance: balance.toString(),
    ownLock: lockOf(own),
    lockedUntil: lockOf(own === OPENED ? 0n : own > lockedUntil ? own : lockedUntil),
  };
}

async function operatorsOf(
  { db }: Snapshot,
  { address }: Token,
  holder: Hex,
): Promise<z.input<typeof operatorAnswer>[]> {
  const all = await db
    .select({ operator: operator.operator })
    .from(operator)
    .where(and(eq(operator.token, address), eq(operator.account, holder), eq(operator.authorized, true)))
    .orderBy(asc(operator.operator));
  const some = await db
    .select({ operator: partitionOperator.operator, partition: partitionOperator.partition })
    .from(partitionOperator)
    .where(
      and(
        eq(partitionOperator.token, address),
        eq(partitionOperator.account, holder),
        eq(partitionOperator.authorized, true),
      ),
    )
    .orderBy(asc(partitionOperator.operator), asc(partitionOperator.partition));
  return [...all.map((row) => ({ ...row, partition: null })), ...some];
}

async function isSweepable({ db }: Snapshot, token: Token, holder: Hex): Promise<boolean> {
  const [row] = await db
    .select()
    .from(sweepPermission)
    .where(and(eq(sweepPermission.token, token.address), eq(sweepPermission.account, holder)));
  return row?.allowed ?? false;
}

function unknown(holder: Hex): NotFoundError {
  return new NotFoundError(`Account ${holder} is not registered and never held anything.`);
}
