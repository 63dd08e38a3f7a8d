import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type RenameTokenParameters = {
  token: Address;
  /** 1 to 64 bytes */
  name: string;
  /** 1 to 64 bytes */
  symbol: string;
};

/** Gives the token another name and symbol. What holders have signed stays good. */
export const renameToken = ({ token, name, symbol }: RenameTokenParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "rename", args: [name, symbol] }),
  description: `Rename the token to ${name} (${symbol})`,
});
