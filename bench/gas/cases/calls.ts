/** Calls for which the sdk has no action, and what several groups of cases begin with. */
import { type Abi, type Address, encodeFunctionData, erc20Abi, getAddress, parseAbi, sliceHex, zeroHash } from "viem";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import { createToken } from "../../../sdk/actions/factory/createToken.ts";
import { addToken } from "../../../sdk/actions/issuer/addToken.ts";
import { issueBatch } from "../../../sdk/actions/token/issueBatch.ts";
import type { Call } from "../../../sdk/types.ts";
import { type Investor, investors, register } from "../identity.ts";
import { owner, type Stage } from "../stage.ts";

const mintAbi = parseAbi(["function mint(address to, uint256 amount)"]);

const callOf = (to: Address, abi: Abi, functionName: string, args: readonly unknown[]): Call => ({
  ...{ to, value: 0n, description: `Call ${functionName} of ${to}` },
  data: encodeFunctionData({ abi, functionName, args }),
});

export const mint = (token: Address, to: Address, amount: bigint): Call => callOf(token, mintAbi, "mint", [to, amount]);

export const transferFrom = ({ deployment }: Stage, from: Address, to: Address, amount: bigint): Call =>
  callOf(deployment.token, erc20Abi, "transferFrom", [from, to, amount]);

export const pauseIssuer = ({ deployment }: Stage, paused: boolean): Call =>
  callOf(deployment.issuer, issuingEntityAbi, "setGlobalRestriction", [paused]);

/** Gives the issuer's owner authority to these members. */
export const handOver = ({ deployment }: Stage, members: readonly Address[], threshold: number): Call =>
  callOf(deployment.issuer, issuingEntityAbi, "replaceAuthorityMembers", [1, members, threshold]);

/** Registered, with 1,000 shares each. */
export const holding = async (stage: Stage, count: number): Promise<Investor[]> => {
  const holders = investors("holder", count);
  const half = Math.ceil(count / 2);
  for (const list of [holders.slice(0, half), holders.slice(half)].filter(({ length }) => length > 0)) {
    const issues = list.map(({ account }) => ({ to: account, amount: 1_000n }));
    await stage.as(owner, register(stage.deployment.registrar, list));
    await stage.as(owner, issueBatch({ ...stage.of, issues, reference: "0x" }));
  }
  return holders;
};

/** A clone of the deployed token: what makes it, what adds it to the issuer, and where it will be. */
export const furtherToken = async ({
  chain,
  deployment,
}: Stage): Promise<{ made: Call; added: Call; address: Address }> => {
  const { factory, token: like, issuer } = deployment;
  const name = { name: "Muster Holding AG B shares", symbol: "MUSTB", decimals: 0 };
  const made = createToken({ factory: factory as Address, like, ...name, salt: zeroHash });
  const { data = "0x" } = await chain.client.call({ account: owner, to: made.to, data: made.data });
  const address = getAddress(sliceHex(data, 12));
  return { made, added: addToken({ issuer, token: address }), address };
};
