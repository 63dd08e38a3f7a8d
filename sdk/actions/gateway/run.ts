import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";
import { ascending, kindNumber, type WorkKind } from "../../work.ts";

export type RunWorkParameters = {
  gateway: Address;
  kind: WorkKind;
  /** in any order, at most 200 */
  ids: readonly bigint[];
};

/** Has due work done; what is not due is skipped. Anyone. */
export const runWork = ({ gateway, kind, ids: given }: RunWorkParameters): Call => {
  const ids = ascending(given);
  return {
    to: gateway,
    value: 0n,
    data: encodeFunctionData({ abi: keeperGatewayAbi, functionName: "run", args: [kindNumber(kind), ids] }),
    description: `Do ${ids.length} due items: ${kind}`,
  };
};
