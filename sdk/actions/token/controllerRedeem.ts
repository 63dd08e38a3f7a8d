import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type ControllerRedeemParameters = {
  token: Address;
  account: Address;
  /** smallest units */
  amount: bigint;
  /** legal ground, such as the hash of a court order */
  data?: Hex | undefined;
  operatorData?: Hex | undefined;
};

/** Takes a holder's shares out of existence whatever its owner, locks or a pause say (ERC-1644). */
export const controllerRedeem = ({
  token,
  account,
  amount,
  data = "0x",
  operatorData = "0x",
}: ControllerRedeemParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "controllerRedeem",
    args: [account, amount, data, operatorData],
  }),
  description: `Redeem ${amount} units of ${account} by force`,
});
