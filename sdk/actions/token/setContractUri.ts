import { type Address, encodeFunctionData } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type SetContractUriParameters = {
  token: Address;
  /** at most 2,048 bytes; empty: none */
  uri: string;
};

/** Says where wallets find what to show of the token (ERC-7572). */
export const setContractUri = ({ token, uri }: SetContractUriParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({ abi: securityTokenAbi, functionName: "setContractURI", args: [uri] }),
  description: uri === "" ? "Name no place where wallets find the token's description" : `Describe the token at ${uri}`,
});
