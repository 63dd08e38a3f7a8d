import type { Address } from "viem";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { readBalance } from "../../sdk/reads/balances.ts";
import type { RestrictionName } from "../../sdk/restrictions.ts";
import type { Investor } from "../cast.ts";
import { dryRun, type Stage, StoryError } from "../stage.ts";

// Roles are given to whom the files fit, never by name, so that other files tell the same story.

export type Holder = { investor: Investor; account: Address; balance: bigint; free: bigint };

/** Direct holders now, in the order of investors.csv. */
export const holders = async (stage: Stage): Promise<Holder[]> => {
  const positions = await Promise.all(
    stage.cast.investors.flatMap((investor) => investor.accounts.map((account) => holderOf(stage, investor, account))),
  );
  return positions.filter(({ balance }) => balance > 0n);
};

export const holderOf = async (stage: Stage, investor: Investor, account: Address): Promise<Holder> => {
  const { token } = stage.deployment;
  const [balance, encumbered] = await Promise.all([
    readBalance(stage.client, { token, account }),
    stage.client.readContract({
      address: token,
      abi: securityTokenAbi,
      functionName: "encumberedBalanceOf",
      args: [account],
    }),
  ]);
  return { investor, account, balance, free: balance - encumbered };
};

/** Accounts of registered investors. */
export const receivers = async (stage: Stage): Promise<Address[]> =>
  stage.cast.investors.filter(({ accreditation }) => accreditation !== undefined).flatMap(({ accounts }) => accounts);

/** The first account to which `from` may not send for this very reason. */
export const refusedReceiver = async (stage: Stage, name: RestrictionName, from: Address): Promise<Address> => {
  for (const { accounts } of stage.cast.investors) {
    for (const account of accounts) {
      if (account === from) continue;
      if ((await dryRun(stage, from, account, 1n))?.name === name) return account;
    }
  }
  throw new StoryError(`Nobody in investors.csv is refused with ${name}. Add such an investor.`);
};

/** The first account to which `from` may send. */
export const welcomeReceiver = async (stage: Stage, from: Address, amount = 1n): Promise<Address> => {
  for (const account of await receivers(stage)) {
    if (account !== from && (await dryRun(stage, from, account, amount)) === undefined) return account;
  }
  throw new StoryError("Nobody in investors.csv may receive shares. Permit a country in issuer.json.");
};

export const firstOf = <T>(items: readonly T[], what: string): T => {
  const [item] = items;
  if (item === undefined)
    throw new StoryError(`The files have no ${what}. Add one to investors.csv and distribution.csv.`);
  return item;
};
