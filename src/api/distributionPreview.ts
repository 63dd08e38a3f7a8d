import { z } from "zod";
import { momentAnswer, momentInput, momentOf, resolveMoment } from "./moment.ts";
import { partitionInput, partitionOf } from "./partitions.ts";
import { isTreasury, registerOf, sum } from "./register.ts";
import { defineRoute } from "./route.ts";
import { tokenInput, tokenOf } from "./tokens.ts";
import { amount, custodianOrNull, hex, idInput, idOrNull, investorId, nullIfZero } from "./values.ts";

export const distributionPreviewRoute = defineRoute({
  path: "/distribution-preview",
  summary:
    "What each position would get of a dividend, by the rule of the module, if now or a moment of the past decided.",
  params: {},
  query: {
    ...tokenInput,
    ...partitionInput,
    ...momentInput,
    amount: idInput.meta({ description: "Payment units in all." }),
  },
  answer: z.object({
    token: hex,
    partition: hex.nullable().meta({ description: "Null: of the whole token." }),
    asOf: momentAnswer,
    eligibleSupply: amount.meta({ description: "Without the treasury." }),
    entitled: z.array(
      z.object({
        account: hex,
        custodian: custodianOrNull,
        investorId: investorId.nullable(),
        balance: amount,
        amount: amount.meta({ description: "Rounded down." }),
      }),
    ),
    remainder: amount.meta({ description: "What rounding leaves to the issuer; all, if nobody is entitled." }),
  }),
  read: async (snapshot, { query }) => {
    const token = await tokenOf(snapshot, query.token);
    const moment = await resolveMoment(snapshot, token, query);
    const partition = await partitionOf(snapshot, token, query.partition);
    const rows = (await registerOf(snapshot, token, moment.block, partition)).filter((row) => !isTreasury(token, row));
    const supply = sum(rows);
    const entitled = rows.map((row) => ({ ...row, amount: (query.amount * row.balance) / supply }));
    const shared = entitled.reduce((total, row) => total + row.amount, 0n);
    return {
      token: token.address,
      partition: partition ?? null,
      asOf: momentOf(moment),
      eligibleSupply: supply.toString(),
      entitled: entitled.map((row) => ({
        account: row.account,
        custodian: nullIfZero(row.custodian),
        investorId: idOrNull(row.investorId),
        balance: row.balance.toString(),
        amount: row.amount.toString(),
      })),
      remainder: (query.amount - shared).toString(),
    };
  },
});
