import type { Signer } from "../../runtime/signer.ts";
import { BaseError } from "../../sdk/errors/index.ts";
import type { Keeper } from "../keeper.ts";
import type { Database } from "../ledger/database.ts";
import type { Lease } from "../ledger/lease.ts";
import type { Log } from "../log.ts";
import type { Chain, Sight } from "../rpc/chain.ts";
import type { Budgets } from "./budget.ts";
import type { Conditions } from "./conditions.ts";
import type { ToldCaps } from "./gas.ts";
import type { Hindrances } from "./hindrances.ts";
import type { Terms } from "./market.ts";

/** What all parts of the sender share. */
export type SenderContext = {
  db: Database;
  chain: Chain;
  account: Signer;
  confirmations: number;
  keepers: ReadonlyMap<string, Keeper>;
  budgets: Budgets;
  /** wei per gas */
  maxFee: bigint;
  /** gas that a transaction may ask for, whatever the chain allows */
  maxGas: bigint;
  /** wei that gas limit times fee cap of one transaction may come to */
  maxCost: bigint;
  /** what nodes have said of their own caps, since the lease was acquired */
  told: ToldCaps;
  /** rounds in which every endpoint refuses a transaction until it is given up */
  giveUpAfter: number;
  /** blocks */
  simulateBehind: number;
  stuckAfter: number;
  gapAfter: number;
  maxOpen: number;
  /** milliseconds */
  leaseDuration: number;
  conditions: Conditions;
  log: Log;
};

/** One pass over the ledger, on the ground of one look at the chain. */
export type Round = {
  lease: Lease;
  sight: Sight;
  /** what keeps this pass from signing */
  hindrances: Hindrances;
  /** asked for once, when it is needed */
  market(): Promise<Terms>;
  /** wei that the account holds; asked for once */
  balance(): Promise<bigint>;
};

/** Name under which the sender signs for itself. */
export const senderName = "sender";

/** The ledger holds work of a keeper that does not run here. */
export class UnknownKeeperError extends BaseError {
  override readonly name = "UnknownKeeperError";

  constructor(keeper: string) {
    super(
      `The ledger holds a transaction of the keeper "${keeper}", which does not run here. Start it, or restore it.`,
    );
  }
}

export const keeperOf = ({ keepers }: Pick<SenderContext, "keepers">, name: string): Keeper => {
  const keeper = keepers.get(name);
  if (keeper === undefined) throw new UnknownKeeperError(name);
  return keeper;
};
