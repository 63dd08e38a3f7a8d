import { distribution, distributionState, payment, paymentStatus, withheldReason } from "ponder:schema";
import { and, asc, eq } from "ponder";
import { z } from "zod";
import { NotFoundError } from "./errors.ts";
import { custodianOf } from "./register.ts";
import { defineRoute } from "./route.ts";
import { amount, bigId, custodianOrNull, hex, idInput, time } from "./values.ts";

const distributionAnswer = z.object({
  distributionId: bigId,
  payment: hex.meta({ description: "ERC-20 in which is paid." }),
  amount,
  recordDate: time,
  paymentDate: time,
  claimDeadline: time.meta({ description: "Last second for claims." }),
  state: z.enum(distributionState.enumValues),
  eligibleSupply: amount.nullable().meta({ description: "Null until opened." }),
  paid: amount,
  reclaimed: amount.nullable().meta({ description: "Null until reclaimed." }),
});

const paymentAnswer = z.object({
  account: hex,
  custodian: custodianOrNull,
  amount,
  status: z.enum(paymentStatus.enumValues),
  reason: z.enum(withheldReason.enumValues).nullable(),
  tx: hex,
  time,
});

function present(row: typeof distribution.$inferSelect): z.input<typeof distributionAnswer> {
  return {
    distributionId: row.distributionId.toString(),
    payment: row.payment,
    amount: row.amount.toString(),
    recordDate: Number(row.recordDate),
    paymentDate: Number(row.paymentDate),
    claimDeadline: Number(row.claimDeadline),
    state: row.state,
    eligibleSupply: row.eligibleSupply?.toString() ?? null,
    paid: row.paid.toString(),
    reclaimed: row.reclaimed?.toString() ?? null,
  };
}

function presentPayment(row: typeof payment.$inferSelect): z.input<typeof paymentAnswer> {
  return {
    account: row.account,
    custodian: custodianOf(row.custodian),
    amount: row.amount.toString(),
    status: row.status,
    reason: row.reason,
    tx: row.tx,
    time: Number(row.timestamp),
  };
}

export const distributionsRoute = defineRoute({
  path: "/distributions",
  summary: "Dividends, in the order in which they were declared.",
  params: {},
  query: {},
  answer: z.object({ distributions: z.array(distributionAnswer) }),
  read: async ({ db }) => {
    const rows = await db.select().from(distribution).orderBy(asc(distribution.distributionId));
    return { distributions: rows.map(present) };
  },
});

export const distributionRoute = defineRoute({
  path: "/distributions/{id}",
  summary: "One dividend with all payments, made and withheld.",
  params: { id: idInput },
  query: {},
  answer: distributionAnswer.extend({ payments: z.array(paymentAnswer) }),
  read: async ({ db }, { params: { id } }) => {
    const [found] = await db.select().from(distribution).where(eq(distribution.distributionId, id));
    if (!found) throw new NotFoundError(`Distribution ${id} was not declared.`);

    const payments = await db
      .select()
      .from(payment)
      .where(and(eq(payment.module, found.module), eq(payment.distributionId, id)))
      .orderBy(asc(payment.account), asc(payment.custodian));
    return { ...present(found), payments: payments.map(presentPayment) };
  },
});
