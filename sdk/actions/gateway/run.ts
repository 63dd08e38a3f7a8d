import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";
import { ascending, type WorkAt } from "../../work.ts";

export type RunWorkParameters = WorkAt & {
  gateway: Address;
  /** in any order */
  ids: readonly bigint[];
};

/** Has due work done; what is not due is skipped. Anyone. */
export const runWork = ({ gateway, source, kind, ids: given }: RunWorkParameters): Call => {
  const ids = ascending(given);
  return {
    to: gateway,
    value: 0n,
    data: encodeFunctionData({
      abi: keeperGatewayAbi,
      functionName: "run",
      args: [BigInt(source), BigInt(kind), ids],
    }),
    description: `Do ${ids.length} due items of source ${source}, kind ${kind}`,
  };
};
