import { type Address, encodeFunctionData } from "viem";
import { pledgeModuleAbi } from "../../../abis/PledgeModule.ts";
import { encodeTagged, type Tagged } from "../../tagged.ts";
import type { Call, PositionKey } from "../../types.ts";

export type RealisePledgeParameters = {
  pledges: Address;
  pledgeId: bigint;
  /** the secured party or a buyer, in the partition of the pledged shares */
  to: PositionKey;
  /** smallest units */
  amount: bigint;
  /** for modules that ask for it */
  data?: readonly Tagged[] | undefined;
};

/** Settles pledged shares after the term of a default. The secured party. */
export const realisePledge = ({ pledges, pledgeId, to, amount, data = [] }: RealisePledgeParameters): Call => ({
  to: pledges,
  value: 0n,
  data: encodeFunctionData({
    abi: pledgeModuleAbi,
    functionName: "realise",
    args: [pledgeId, to, amount, encodeTagged(data)],
  }),
  description: `Realise ${amount} units of pledge ${pledgeId}`,
});
