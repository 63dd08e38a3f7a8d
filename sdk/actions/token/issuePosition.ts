import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type IssuePositionParameters = {
  token: Address;
  position: { custodian: Address; partition: Hex; account: Address };
  /** smallest units */
  amount: bigint;
  /** a reference; "0x": none */
  data: Hex;
};

/** Issues shares into any position: of a partition, or of a beneficial owner at a custodian. */
export const issuePosition = ({ token, position, amount, data }: IssuePositionParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "issuePosition", args: [position, amount, data] }),
  description: `Issue ${amount} to ${position.account}`,
});
