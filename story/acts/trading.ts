import type { Address } from "viem";
import { transfer } from "../../sdk/actions/token/transfer.ts";
import type { RestrictionName } from "../../sdk/restrictions.ts";
import { dryRun, refusalOf, type Stage, StoryError, sendAs, shares } from "../stage.ts";
import { holders, receivers } from "./choose.ts";

/** A transfer that must pass. */
export const trade = async (stage: Stage, from: Address, to: Address, amount: bigint, note = ""): Promise<void> => {
  const { token } = stage.deployment;
  await sendAs(stage, from, transfer({ token, to, amount }));
  const now = await stage.clock.now();
  stage.model.apply({ kind: "transfer", from, to, amount, now });
  const { nameOf } = stage;
  stage.screen.line(now, `${nameOf(from)} sent ${shares(stage, amount)} to ${nameOf(to)}${note}`);
};

/** A transfer that must be refused with this code; the independent model must refuse it for the same reason. */
export const refuse = async (
  stage: Stage,
  name: RestrictionName,
  { from, to, amount }: { from: Address; to: Address; amount: bigint },
): Promise<void> => {
  const { token } = stage.deployment;
  const refusal = await refusalOf(stage, from, transfer({ token, to, amount }));
  if (refusal.name !== name) {
    throw new StoryError(`The transfer must be refused with ${name} and was with ${refusal.name}.`);
  }
  const now = await stage.clock.now();
  stage.model.apply({ kind: "refused", move: { kind: "transfer", from, to, amount }, code: refusal.code, now });
  const { nameOf } = stage;
  stage.screen.line(
    now,
    `refused: ${nameOf(from)} to ${nameOf(to)}, ${shares(stage, amount)}. Code ${refusal.code}: ${refusal.sentence}`,
  );
};

/** Some investors trade: random pairs and amounts among those who may. */
export const tradeAtRandom = async (stage: Stage, count: number): Promise<void> => {
  for (let done = 0; done < count; ) {
    const from = stage.random.pick(await holders(stage));
    const to = stage.random.pick(await receivers(stage));
    if (from.account === to || from.free === 0n) continue;
    const amount = stage.random.amount(from.free);
    if ((await dryRun(stage, from.account, to, amount)) !== undefined) continue;
    await trade(stage, from.account, to, amount);
    done += 1;
  }
};
