import { zeroAddress } from "viem";
import { z } from "zod";
import { momentAnswer, momentInput, momentOf, resolveMoment } from "./moment.ts";
import { partitionInput, partitionOf } from "./partitions.ts";
import { isTreasury, registerOf, sum } from "./register.ts";
import { defineRoute } from "./route.ts";
import { tokenInput, tokenOf } from "./tokens.ts";
import { amount, hex } from "./values.ts";

const answer = z.object({
  token: hex,
  partition: hex.nullable().meta({ description: "Null: all." }),
  asOf: momentAnswer,
  total: amount,
  treasury: amount.meta({ description: "The issuer's own." }),
  inCustody: amount.meta({ description: "Held through custodians." }),
  holders: z.int().meta({ description: "Investors who own something." }),
});

export const supplyRoute = defineRoute({
  path: "/supply",
  summary: "How much of a token exists and where it lies, now or at a moment of the past.",
  params: {},
  query: { ...tokenInput, ...partitionInput, ...momentInput },
  answer,
  read: async (snapshot, { query }) => {
    const token = await tokenOf(snapshot, query.token);
    const moment = await resolveMoment(snapshot, token, query);
    const partition = await partitionOf(snapshot, token, query.partition);
    const rows = await registerOf(snapshot, token, moment.block, partition);
    return {
      token: token.address,
      partition: partition ?? null,
      asOf: momentOf(moment),
      total: sum(rows).toString(),
      treasury: sum(rows.filter((row) => isTreasury(token, row))).toString(),
      inCustody: sum(rows.filter((row) => row.custodian !== zeroAddress)).toString(),
      holders: new Set(rows.map((row) => row.investorId).filter((id) => id !== null)).size,
    };
  },
});
