import { releaseLots } from "../../sdk/actions/lockup/release.ts";
import { createDatedKeeper, type KeeperParameters } from "../dated-keeper.ts";
import type { DatedTable } from "../index-reader.ts";
import type { Keeper } from "../keeper.ts";
import { decide, hasEnded, keeperName } from "./decide.ts";

const lots: DatedTable = {
  table: "lot",
  contract: "lockup",
  id: "lot_id",
  dueAt: "lockup_end",
  isOpen: "not released",
};

/** Releases lots whose lock-up has ended. */
export const createLockupUnlocker = (parameters: KeeperParameters): Keeper => {
  const { chainId, lockup: module } = parameters.deployment;
  return createDatedKeeper(parameters, {
    keeper: keeperName,
    kind: "release",
    table: lots,
    module,
    field: "lotId",
    // The module was detached, or lost the permission: none of its lots can be released.
    barredBy: ["SecurityToken_NotPermitted"],
    isDue: ({ state }) => hasEnded(state),
    decide: (items) =>
      decide({
        snapshot: {
          chainId,
          lots: items.map(({ contract, id, word }) => ({ lockup: contract, lotId: id, state: word.state })),
        },
      }),
    call: (lockup, lotIds) => releaseLots({ lockup, lotIds }),
  });
};
