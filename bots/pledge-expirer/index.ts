import { expirePledges } from "../../sdk/actions/pledge/expire.ts";
import { createDatedKeeper, type KeeperParameters } from "../dated-keeper.ts";
import type { DatedTable } from "../index-reader.ts";
import type { Keeper } from "../keeper.ts";
import { decide, hasEnded, keeperName } from "./decide.ts";

/** Pledges with an end, until they are over or called. */
export const endingPledges: DatedTable = {
  table: "pledge",
  contract: "module",
  id: "pledge_id",
  dueAt: "ends_at",
  isOpen: "state = 'active'",
};

/** Frees pledges whose end date has passed. */
export const createPledgeExpirer = (parameters: KeeperParameters): Keeper => {
  const { chainId, pledges: module } = parameters.deployment;
  return createDatedKeeper(parameters, {
    keeper: keeperName,
    kind: "expire",
    table: endingPledges,
    module,
    field: "pledgeId",
    // The module was detached, or lost the permission: none of its pledges can be freed.
    barredBy: ["PledgeModule_NotAttached", "SecurityToken_NotPermitted"],
    isDue: hasEnded,
    decide: (items) =>
      decide({
        snapshot: {
          chainId,
          pledges: items.map(({ contract, id, word }) => ({ module: contract, pledgeId: id, word })),
        },
      }),
    call: (contract, pledgeIds) => expirePledges({ pledges: contract, pledgeIds }),
  });
};
