import type { Account, Address, Hex, PublicClient } from "viem";
import type { Inputs } from "../sdk/files/index.ts";
import { readTransferRefusal } from "../sdk/reads/transferRefusal.ts";
import type { Restriction } from "../sdk/restrictions.ts";
import { CallRefusedError, type SendingClient, send } from "../sdk/send.ts";
import type { Call, Deployment } from "../sdk/types.ts";
import type { Cast, Group, Investor, Person } from "./cast.ts";
import type { Clock } from "./clock.ts";
import type { KeeperProcess } from "./keepers.ts";
import type { Model } from "./model/index.ts";
import type { Random } from "./random.ts";
import type { Screen } from "./screen.ts";

/** What the acts work with: the running system, the people, the independent model, the screen. */
export type Stage = {
  inputs: Inputs;
  cast: Cast;
  model: Model;
  random: Random;
  screen: Screen;
  clock: Clock;
  client: PublicClient;
  deployment: Deployment;
  /** the registrar's, at the issuer */
  registrarPlace: number;
  /** undefined: issuer.json names none */
  prospectus: { uri: string; documentHash: Hex } | undefined;
  /** who an account is, in words */
  nameOf: (account: Address) => string;
  props: { currency: Address; wallet: Address };
  keepers: KeeperProcess;
  indexUrl: string;
  /** resolves when the index has seen the head */
  indexed: () => Promise<void>;
  /** a client that sends as this account */
  as: (account: Account | Address) => SendingClient;
};

/** The story found the system other than it must be. */
export class StoryError extends Error {
  override readonly name = "StoryError";
}

/** At the registrar. */
export const idOf = ({ cast }: Stage, { externalId, legalName }: Investor): number => {
  const id = cast.ids.get(externalId);
  if (id === undefined) throw new StoryError(`${legalName} is not registered.`);
  return id;
};

export const sendAs = (stage: Stage, account: Account | Address, call: Call) =>
  send(stage.as(account), call, { pollInterval: 20 });

/** As many members as the threshold says send the same call; the last one's transaction executes it. */
export const approveTogether = async (stage: Stage, group: Group, call: Call): Promise<void> => {
  for (const member of group.members.slice(0, group.threshold)) await sendAs(stage, member.account, call);
};

/** Sends a transfer that must be refused, and says with which code. */
export const refusalOf = async (stage: Stage, from: Address, call: Call): Promise<Restriction> => {
  try {
    await sendAs(stage, from, call);
  } catch (error) {
    if (error instanceof CallRefusedError && error.refusal.restriction !== undefined) return error.refusal.restriction;
    throw error;
  }
  throw new StoryError(`${call.description ?? "A transfer"} went through, though it must be refused.`);
};

export const dryRun = (stage: Stage, from: Address, to: Address, amount: bigint): Promise<Restriction | undefined> =>
  readTransferRefusal(stage.client, { token: stage.deployment.token, from, to, amount });

/**
 * Lets blocks come, as on a living chain, until the keepers have done something.
 *
 * @throws StoryError when they have not after `seconds`
 */
export const untilKeepers = async (
  stage: Stage,
  what: string,
  done: () => Promise<boolean>,
  seconds = 60,
): Promise<void> => {
  const end = Date.now() + seconds * 1000;
  while (!(await done())) {
    if (Date.now() > end)
      throw new StoryError(`The keepers have not ${what} within ${seconds} s.\n${stage.keepers.tail()}`);
    await stage.clock.mine(1);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
};

export const memberAt = (group: Group, index: number): Person => {
  const member = group.members[index];
  if (member === undefined) throw new StoryError(`${group.name} has no member number ${index + 1}.`);
  return member;
};

/** "1,234.50": smallest units as people write them; zeros beyond two decimals are left out. */
export const formatAmount = (amount: bigint, decimals: number): string => {
  const digits = amount.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replaceAll(/\B(?=(\d{3})+$)/g, ",");
  const parts = digits.slice(digits.length - decimals);
  return decimals === 0 ? whole : `${whole}.${parts.slice(0, 2)}${parts.slice(2).replace(/0+$/, "")}`;
};

export const shares = (stage: Stage, amount: bigint): string =>
  `${formatAmount(amount, stage.inputs.issuer.token.decimals)} ${stage.inputs.issuer.token.symbol}`;

export const money = (stage: Stage, amount: bigint): string => {
  const { decimals, symbol } = stage.inputs.issuer.dividend.currency;
  return `${formatAmount(amount, decimals)} ${symbol}`;
};
