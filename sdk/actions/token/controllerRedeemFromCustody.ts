import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type ControllerRedeemFromCustodyParameters = {
  token: Address;
  custodian: Address;
  /** beneficial owner */
  account: Address;
  /** smallest units */
  amount: bigint;
  /** of the document that orders it; not zero */
  documentHash: Hex;
};

/** Takes shares that a custodian keeps out of existence, by force. The owner authority alone. */
export const controllerRedeemFromCustody = ({
  token,
  custodian,
  account,
  amount,
  documentHash,
}: ControllerRedeemFromCustodyParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "controllerRedeemFromCustody",
    args: [custodian, account, amount, documentHash],
  }),
  description: `Redeem ${amount} units of ${account} by force from the custodian ${custodian}`,
});
