import { z } from "zod";
import { momentAnswer, momentInput, momentOf, resolveMoment } from "./moment.ts";
import { partitionInput, partitionOf } from "./partitions.ts";
import { isTreasury, registerOf, sum } from "./register.ts";
import { defineRoute } from "./route.ts";
import { tokenInput, tokenOf } from "./tokens.ts";
import { amount, custodianOrNull, hex, idOrNull, investorId, nullIfZero } from "./values.ts";

const answer = z.object({
  token: hex,
  partition: hex.nullable().meta({ description: "Null: all." }),
  asOf: momentAnswer,
  total: amount,
  holders: z.array(
    z.object({
      account: hex,
      custodian: custodianOrNull,
      investorId: investorId.nullable().meta({ description: "Null for the treasury." }),
      balance: amount,
      percent: z.string().meta({ description: "Of the total, four decimals, rounded down." }),
      treasury: z.boolean().meta({ description: "The issuer's own." }),
    }),
  ),
});

export const capTableRoute = defineRoute({
  path: "/cap-table",
  summary: "Who owns what of a token, now or at a moment of the past, beneficial owners in the custodians' stead.",
  params: {},
  query: { ...tokenInput, ...partitionInput, ...momentInput },
  answer,
  read: async (snapshot, { query }) => {
    const token = await tokenOf(snapshot, query.token);
    const moment = await resolveMoment(snapshot, token, query);
    const partition = await partitionOf(snapshot, token, query.partition);
    const rows = await registerOf(snapshot, token, moment.block, partition);
    const total = sum(rows);
    return {
      token: token.address,
      partition: partition ?? null,
      asOf: momentOf(moment),
      total: total.toString(),
      holders: rows.map((row) => ({
        account: row.account,
        custodian: nullIfZero(row.custodian),
        investorId: idOrNull(row.investorId),
        balance: row.balance.toString(),
        percent: percentOf(row.balance, total),
        treasury: isTreasury(token, row),
      })),
    };
  },
});

/** Rounded down, so that the parts never add up to more than the whole. */
function percentOf(part: bigint, whole: bigint): string {
  const tenThousandths = (part * 1_000_000n) / whole;
  return `${tenThousandths / 10_000n}.${(tenThousandths % 10_000n).toString().padStart(4, "0")}`;
}
