import { zeroAddress } from "viem";
import { z } from "zod";
import type { Snapshot } from "./snapshot.ts";
import { tokenOf } from "./tokens.ts";
import { hex } from "./values.ts";

/** What something published is about; everything if it is left out. */
export const aboutInput = {
  token: z.string().min(1, "must be the address or the symbol of a token").optional().meta({
    description: "Address or symbol of a token, or the zero address: about the issuer itself. Left out: all.",
  }),
};

export const tokenOrNull = hex.nullable().meta({ description: "Null: about the issuer itself." });

/**
 * What a request is about, as it stands in the tables; undefined for everything.
 * @throws BadRequestError if it names no token
 */
export async function aboutOf(snapshot: Snapshot, named: string | undefined) {
  if (named === undefined || named === zeroAddress) return named;
  return (await tokenOf(snapshot, named)).address;
}
