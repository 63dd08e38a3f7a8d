import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type IssueBatchParameters = {
  token: Address;
  issues: readonly { to: Address /** smallest units */; amount: bigint }[];
  /** issuer's reference, stands in every `Issued` */
  reference: Hex;
};

/** Issues new shares to many; all or none. */
export const issueBatch = ({ token, issues, reference }: IssueBatchParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "issueBatch",
    args: [issues.map(({ to }) => to), issues.map(({ amount }) => amount), reference],
  }),
  description: `Issue shares to ${issues.length} accounts`,
});
