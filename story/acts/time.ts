import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { investorKey } from "../../sdk/investors.ts";
import { readExpirable, readSyncable } from "../../sdk/reads/investors.ts";
import { type Stage, untilKeepers } from "../stage.ts";

/** Time passes, and the keepers do what has become due: release lots, mark lapsed accreditations, move counts. */
export const passTime = async (stage: Stage, until: number): Promise<void> => {
  await stage.clock.moveTo(until);
  const now = await stage.clock.now();
  stage.screen.line(now, "time has passed; the keepers look what is due");
  await untilKeepers(stage, "released every due lot", () => noLotDue(stage));
  await untilKeepers(stage, "marked every lapsed accreditation", () => nobodyExpirable(stage));
  await untilKeepers(stage, "moved the issuer's counts", () => nobodySyncable(stage));
  await stage.keepers.rounds(1);
  stage.model.apply({ kind: "time", now: await stage.clock.now() });
};

const noLotDue = async ({ client, deployment }: Stage): Promise<boolean> => {
  const lockup = { address: deployment.lockup, abi: lockupModuleAbi } as const;
  const count = await client.readContract({ ...lockup, functionName: "lotCount" });
  const [due] = await client.readContract({ ...lockup, functionName: "dueWork", args: [0n, 0n, count + 1n] });
  return due.length === 0;
};

const nobodyExpirable = async (stage: Stage): Promise<boolean> => {
  const at = { registrar: stage.deployment.registrar, ids: [...stage.cast.ids.values()] };
  return !(await readExpirable(stage.client, at)).includes(true);
};

const nobodySyncable = async (stage: Stage): Promise<boolean> => {
  const keys = [...stage.cast.ids.values()].map((id) => investorKey(stage.registrarPlace, id));
  const at = { issuer: stage.deployment.issuer, keys };
  return !(await readSyncable(stage.client, at)).includes(true);
};
