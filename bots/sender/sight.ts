import type { Chain, Sight } from "../rpc/chain.ts";
import { NoEndpointError } from "../rpc/errors.ts";
import type { Conditions } from "./conditions.ts";

export type LookParameters = {
  chain: Chain;
  account: string;
  conditions: Conditions;
  /** seconds that the newest block may be old; undefined: any */
  maxHeadAge: number | undefined;
  /** milliseconds for which a trouble must last before people are told */
  tellAfter: number;
};

/** Why the newest block is no ground for something new; undefined if it is. @param skew see `Sight` */
export const ageDoubt = (skew: number, maxHeadAge: number | undefined): string | undefined =>
  maxHeadAge === undefined || skew <= maxHeadAge
    ? undefined
    : `the newest block is ${Math.round(skew)} s old, or this host's clock is ahead`;

/** Looks at the chain; tells people when it cannot be relied on. */
export const lookAtChain = async ({
  chain,
  account,
  conditions,
  maxHeadAge,
  tellAfter,
}: LookParameters): Promise<Sight> => {
  const blind = { kind: "chain-view", subject: account, severity: "critical" } as const;
  const tell = (text: string) => conditions.holds({ ...blind, text: `Nothing new is signed: ${text}.` }, tellAfter);
  const seen = await chain.look().catch(async (error: unknown) => {
    if (error instanceof NoEndpointError) await tell("no RPC endpoint can be relied on");
    throw error;
  });
  const old = ageDoubt(seen.skew, maxHeadAge);
  const sight = old === undefined ? seen : { ...seen, doubts: [...seen.doubts, old] };
  if (sight.doubts.length > 0) await tell(sight.doubts.join("; "));
  else await conditions.ended(blind);
  return sight;
};
