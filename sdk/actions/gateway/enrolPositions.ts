import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";
import type { Position } from "../distribution/pay.ts";

export type EnrolPositionsParameters = {
  gateway: Address;
  /** place of the distribution module in the gateway's list */
  source: number;
  /** Unix time of a record date that has passed, at which they held something; left out: they hold something now */
  recordDate?: number | undefined;
  /** at most 100 */
  positions: readonly Position[];
};

/** Lists positions at the gateway, so that keeper networks can have them paid. Anyone. */
export const enrolPositions = ({ gateway, source, recordDate = 0, positions }: EnrolPositionsParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({
    abi: keeperGatewayAbi,
    functionName: "enrolPositions",
    args: [BigInt(source), recordDate, positions],
  }),
  description: `List ${positions.length} positions for keepers`,
});
