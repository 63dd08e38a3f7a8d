import type { Address } from "viem";
import { transferFromCustody } from "../../sdk/actions/custodian/transfer.ts";
import { transferInternal } from "../../sdk/actions/custodian/transferInternal.ts";
import { transfer } from "../../sdk/actions/token/transfer.ts";
import { approveTogether, type Stage, StoryError, sendAs, shares } from "../stage.ts";
import { holders } from "./choose.ts";

/** Investors who want it give a part of their free shares into custody. */
export const depositEveryone = async (stage: Stage): Promise<Address[]> => {
  const { token, custodian } = stage.deployment;
  const depositors: Address[] = [];
  for (const { investor, account, free } of await holders(stage)) {
    const amount = (free * BigInt(investor.custodyPercent)) / 100n;
    if (amount === 0n || depositors.includes(account)) continue;
    await sendAs(stage, account, transfer({ token, to: custodian, amount }));
    stage.model.apply({ kind: "deposit", account, custodian, amount, now: await stage.clock.now() });
    depositors.push(account);
  }
  if (depositors.length < 2) throw new StoryError("Fewer than two holders have custody in investors.csv. Add some.");
  stage.screen.line(
    await stage.clock.now(),
    `${depositors.length} holders gave shares into custody of ${stage.cast.custodian.name}; they still count as investors`,
  );
  return depositors;
};

/** Ownership changes inside custody, and some shares leave it. */
export const moveInCustody = async (stage: Stage, [from, to]: readonly Address[]): Promise<void> => {
  const { token, custodian } = stage.deployment;
  const { nameOf } = stage;
  if (from === undefined || to === undefined) throw new StoryError("Two holders in custody are needed.");
  const kept = await stage.model.positionOf(from, custodian);
  const [moved, out] = [kept / 2n, kept / 4n];

  const internal = transferInternal({ custodian, token, from, to, amount: moved });
  await approveTogether(stage, stage.cast.custodian, internal);
  stage.model.apply({ kind: "custodyTransfer", custodian, from, to, amount: moved, now: await stage.clock.now() });
  stage.screen.line(
    await stage.clock.now(),
    `in custody, ${nameOf(from)} passed ${shares(stage, moved)} on to ${nameOf(to)}`,
  );

  await approveTogether(
    stage,
    stage.cast.custodian,
    transferFromCustody({ custodian, token, from, to: from, amount: out }),
  );
  stage.model.apply({ kind: "withdraw", custodian, from, to: from, amount: out, now: await stage.clock.now() });
  stage.screen.line(await stage.clock.now(), `${nameOf(from)} took ${shares(stage, out)} back from custody`);
};
