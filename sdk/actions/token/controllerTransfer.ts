import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type ControllerTransferParameters = {
  token: Address;
  from: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
  /** legal ground, such as the hash of a court order */
  data?: Hex | undefined;
  operatorData?: Hex | undefined;
};

/** Moves a holder's balance whatever its owner, locks or a pause say (ERC-1644). */
export const controllerTransfer = ({
  token,
  from,
  to,
  amount,
  data = "0x",
  operatorData = "0x",
}: ControllerTransferParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "controllerTransfer",
    args: [from, to, amount, data, operatorData],
  }),
  description: `Force ${amount} units from ${from} to ${to}`,
});
