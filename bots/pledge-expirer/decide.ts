import type { Address } from "viem";
import type { Word } from "../gateway-views.ts";
import { type Intent, intentKey, uniqueByKey } from "../intent.ts";

export const keeperName = "pledge-expirer";

export type PledgeSnapshot = {
  chainId: number;
  /** with the gateway's word on the end of each */
  pledges: readonly { module: Address; pledgeId: bigint; word: Pick<Word, "state" | "dueAt"> }[];
};

/**
 * Whether a pledge's end has come. One that is `waiting` has a date only if it has passed, and its module is detached: the
 * keeper tries it too, because the refusal becomes the notice that tells operators why. The others wait for people.
 */
export const hasEnded = ({ state, dueAt }: Pick<Word, "state" | "dueAt">): boolean =>
  state === "due" || (state === "waiting" && dueAt !== undefined);

/** Free every pledge whose end has come. */
export const decide = ({ snapshot: { chainId, pledges } }: { snapshot: PledgeSnapshot }): Intent[] =>
  uniqueByKey(pledges.filter(({ word }) => hasEnded(word)).map((pledge) => intentOf(chainId, pledge)));

const intentOf = (chainId: number, { module, pledgeId }: PledgeSnapshot["pledges"][number]): Intent => ({
  key: intentKey({ chainId, contract: module, kind: "expire", subject: `${pledgeId}`, occurrence: 1 }),
  keeper: keeperName,
  batch: `expire ${module.toLowerCase()}`,
  payload: { pledgeId: `${pledgeId}` },
  title: `End pledge ${pledgeId} of ${module.toLowerCase()}`,
});
