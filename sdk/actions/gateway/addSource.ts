import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";

export type AddSourceParameters = {
  gateway: Address;
  /** a contract that owes work */
  target: Address;
  /** gas that one call to it may use, from 500,000 to 10,000,000; left out: a whole batch of a network */
  gasCeiling?: number | undefined;
};

/** Lists a source of work at the gateway. An authority of the issuer at its threshold. */
export const addSource = ({ gateway, target, gasCeiling = 3_500_000 }: AddSourceParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({ abi: keeperGatewayAbi, functionName: "addSource", args: [target, gasCeiling] }),
  description: `List ${target} as a source of work at the gateway`,
});
