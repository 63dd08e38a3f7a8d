import { readFileSync } from "node:fs";
import {
  type Abi,
  type Account,
  type Address,
  createWalletClient,
  encodeDeployData,
  type Hex,
  http,
  publicActions,
} from "viem";
import { LAST_LIMIT } from "../../runtime/testing/eventually.ts";
import { pollReceipt, type SendingClient } from "../../sdk/send.ts";
import { testAccount } from "./counter.ts";

/** Sends as one of anvil's own accounts. */
export const senderOf = (url: string, account: Account): SendingClient =>
  createWalletClient({ account, transport: http(url) }).extend(publicActions) as unknown as SendingClient;

/** Deploys a contract that `forge build` has compiled. */
export const deploy = async (url: string, contract: string, args: readonly unknown[]): Promise<Address> => {
  const file = new URL(`../../out/${contract}.sol/${contract}.json`, import.meta.url);
  const { abi, bytecode } = JSON.parse(readFileSync(file, "utf8")) as { abi: Abi; bytecode: { object: Hex } };
  const client = senderOf(url, testAccount(9));
  const data = encodeDeployData({ abi, bytecode: bytecode.object, args });
  const hash = await client.sendTransaction({ account: client.account, chain: null, data });
  const receipt = await pollReceipt(client, hash, { pollInterval: 20, timeout: LAST_LIMIT });
  if (!receipt?.contractAddress) throw new NotDeployedError(contract);
  return receipt.contractAddress;
};

class NotDeployedError extends Error {}
