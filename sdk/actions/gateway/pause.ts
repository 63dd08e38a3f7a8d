import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";
import { kindNumber, type WorkKind } from "../../work.ts";

export type PauseWorkParameters = {
  gateway: Address;
  kinds: readonly WorkKind[];
};

/** Stops work of these kinds at the gateway. An authority of the issuer at its threshold. */
export const pauseWork = ({ gateway, kinds }: PauseWorkParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({ abi: keeperGatewayAbi, functionName: "pause", args: [kinds.map(kindNumber)] }),
  description: `Stop work at the gateway: ${kinds.join(", ")}`,
});
