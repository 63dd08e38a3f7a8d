import { type Address, encodeFunctionData, type Hex } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";

export type EnrolInvestorsParameters = {
  gateway: Address;
  /** its place at the issuer */
  registrar: number;
  /** investors of the issuer, 12 bytes each; at most 100 */
  ids: readonly Hex[];
};

/** Lists investors at the gateway, so that keeper networks see them. Anyone. */
export const enrolInvestors = ({ gateway, registrar, ids }: EnrolInvestorsParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({ abi: keeperGatewayAbi, functionName: "enrolInvestors", args: [registrar, ids] }),
  description: `List ${ids.length} investors for keepers`,
});
