import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type PermitParameters = {
  token: Address;
  owner: Address;
  spender: Address;
  /** smallest units */
  amount: bigint;
  /** last second (Unix time) at which the permit holds */
  deadline: bigint;
  signature: Hex;
};

/** Sets an allowance by the owner's EIP-712 signature (ERC-2612), a wallet contract's (ERC-1271) included. */
export const permit = ({ token, owner, spender, amount, deadline, signature }: PermitParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "permit",
    args: [owner, spender, amount, deadline, signature],
  }),
  description: `Allow ${spender} to take ${amount} units of ${owner}`,
});
