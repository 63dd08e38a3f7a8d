import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";

export type RemoveSourceParameters = {
  gateway: Address;
  /** place in the gateway's list */
  source: number;
};

/** Takes a source of work off the gateway's list. An authority of the issuer at its threshold. */
export const removeSource = ({ gateway, source }: RemoveSourceParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({ abi: keeperGatewayAbi, functionName: "removeSource", args: [BigInt(source)] }),
  description: `Take source ${source} off the gateway's list`,
});
