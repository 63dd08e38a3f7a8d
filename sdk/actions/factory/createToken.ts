import { type Address, encodeFunctionData, type Hex } from "viem";
import { tokenFactoryAbi } from "../../../abis/TokenFactory.ts";
import type { Call } from "../../types.ts";

export type CreateTokenParameters = {
  factory: Address;
  /** token that its issuer has added */
  like: Address;
  name: string;
  symbol: string;
  /** 0 to 18 */
  decimals: number;
  /** 32 bytes; with the sender and the rest it makes the address */
  salt: Hex;
};

/** Makes a token with the code, issuer and primary registrar of another. It is worth nothing until the issuer adds it. */
export const createToken = ({ factory, like, name, symbol, decimals, salt }: CreateTokenParameters): Call => ({
  to: factory,
  value: 0n,
  data: encodeFunctionData({
    abi: tokenFactoryAbi,
    functionName: "createToken",
    args: [like, name, symbol, decimals, salt],
  }),
  description: `Make token ${symbol} after ${like}`,
});
