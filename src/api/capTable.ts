import { z } from "zod";
import { momentAnswer, momentInput, momentOf, resolveMoment } from "./moment.ts";
import { isTreasury, registerAt, sum } from "./register.ts";
import { defineRoute } from "./route.ts";
import { tokenInput, tokenOf } from "./tokens.ts";
import { amount, custodianOrNull, hex, nullIfZero } from "./values.ts";

const answer = z.object({
  token: hex,
  asOf: momentAnswer,
  total: amount,
  holders: z.array(
    z.object({
      account: hex,
      custodian: custodianOrNull,
      investorId: hex.nullable().meta({ description: "Null for the treasury." }),
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
  query: { ...tokenInput, ...momentInput },
  answer,
  read: async (snapshot, { query }) => {
    const token = await tokenOf(snapshot, query.token);
    const moment = await resolveMoment(snapshot, token, query);
    const rows = await registerAt(snapshot, token, moment.block);
    const total = sum(rows);
    return {
      token: token.address,
      asOf: momentOf(moment),
      total: total.toString(),
      holders: rows.map((row) => ({
        account: row.account,
        custodian: nullIfZero(row.custodian),
        investorId: row.investorId,
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
