import { distribution, distributionState, payment, paymentStatus, withheldReason } from "ponder:schema";
import { and, asc, eq, inArray } from "ponder";
import { z } from "zod";
import { BadRequestError, NotFoundError } from "./errors.ts";
import { defineRoute } from "./route.ts";
import { modulesOf, PERMISSION_RECORD_DATE, type Token, tokenInput, tokenOf } from "./tokens.ts";
import {
  addressInput,
  amount,
  bigId,
  custodianOrNull,
  hex,
  idInput,
  nameText,
  nullIfZero,
  textOrNull,
  time,
} from "./values.ts";

const distributionAnswer = z.object({
  token: hex,
  module: hex,
  distributionId: bigId,
  partition: hex.nullable().meta({ description: "Whose holders alone are paid; null: of the whole token." }),
  partitionText: textOrNull,
  payment: hex.meta({ description: "ERC-20 in which is paid." }),
  amount,
  recordDate: time,
  paymentDate: time,
  claimDeadline: time.meta({ description: "Last second for claims." }),
  state: z.enum(distributionState.enumValues),
  eligibleSupply: amount.nullable().meta({ description: "Null until opened." }),
  paid: amount,
  reclaimed: amount.nullable().meta({ description: "Null until reclaimed." }),
  funder: hex.nullable().meta({ description: "Who paid the amount in. Null until funded." }),
  purse: hex.nullable().meta({ description: "Where the money lies. Null until funded." }),
  refunded: amount.meta({ description: "Given back to the funder after the dividend was cancelled." }),
});

const paymentAnswer = z.object({
  account: hex,
  custodian: custodianOrNull,
  amount,
  status: z.enum(paymentStatus.enumValues),
  reason: z.enum(withheldReason.enumValues).nullable(),
  paidTo: hex.nullable().meta({ description: "The account, or the successor of a lost one. Null while withheld." }),
  tx: hex,
  time,
});

function present(token: Token, row: typeof distribution.$inferSelect): z.input<typeof distributionAnswer> {
  return {
    token: token.address,
    module: row.module,
    distributionId: row.distributionId.toString(),
    partition: row.partition,
    partitionText: row.partition === null ? null : nameText(row.partition),
    payment: row.payment,
    amount: row.amount.toString(),
    recordDate: Number(row.recordDate),
    paymentDate: Number(row.paymentDate),
    claimDeadline: Number(row.claimDeadline),
    state: row.state,
    eligibleSupply: row.eligibleSupply?.toString() ?? null,
    paid: row.paid.toString(),
    reclaimed: row.reclaimed?.toString() ?? null,
    funder: row.funder,
    purse: row.purse,
    refunded: row.refunded.toString(),
  };
}

function presentPayment(row: typeof payment.$inferSelect): z.input<typeof paymentAnswer> {
  return {
    account: row.account,
    custodian: nullIfZero(row.custodian),
    amount: row.amount.toString(),
    status: row.status,
    reason: row.reason,
    paidTo: row.paidTo,
    tx: row.tx,
    time: Number(row.timestamp),
  };
}

export const distributionsRoute = defineRoute({
  path: "/distributions",
  summary: "Dividends of a token, in the order in which they were declared.",
  params: {},
  query: tokenInput,
  answer: z.object({ distributions: z.array(distributionAnswer) }),
  read: async (snapshot, { query }) => {
    const token = await tokenOf(snapshot, query.token);
    const rows = await snapshot.db
      .select()
      .from(distribution)
      .where(inArray(distribution.module, await modulesOf(snapshot, token, PERMISSION_RECORD_DATE)))
      .orderBy(asc(distribution.declaredAt), asc(distribution.distributionId));
    return { distributions: rows.map((row) => present(token, row)) };
  },
});

export const distributionRoute = defineRoute({
  path: "/distributions/{id}",
  summary: "One dividend with all payments, made and withheld.",
  params: { id: idInput },
  query: {
    ...tokenInput,
    module: addressInput
      .optional()
      .meta({ description: "Needed only where a token has had several distribution modules." }),
  },
  answer: distributionAnswer.extend({ payments: z.array(paymentAnswer) }),
  read: async (snapshot, { params: { id }, query }) => {
    const { db } = snapshot;
    const token = await tokenOf(snapshot, query.token);
    const modules = await modulesOf(snapshot, token, PERMISSION_RECORD_DATE);
    const [found, another] = await db
      .select()
      .from(distribution)
      .where(
        and(
          eq(distribution.distributionId, id),
          inArray(distribution.module, modules),
          query.module === undefined ? undefined : eq(distribution.module, query.module),
        ),
      );
    if (!found) throw new NotFoundError(`Distribution ${id} of ${token.symbol} was not declared.`);
    if (another) {
      const problem = `must name one of ${found.module}, ${another.module}: both have a distribution ${id}`;
      throw new BadRequestError([{ field: "module", problem }]);
    }

    const payments = await db
      .select()
      .from(payment)
      .where(and(eq(payment.module, found.module), eq(payment.distributionId, id)))
      .orderBy(asc(payment.account), asc(payment.custodian));
    return { ...present(token, found), payments: payments.map(presentPayment) };
  },
});
