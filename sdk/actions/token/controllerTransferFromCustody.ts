import { type Address, encodeFunctionData, type Hex } from "viem";
import { securityTokenAbi } from "../../../abis/SecurityToken.ts";
import type { Call } from "../../types.ts";

export type ControllerTransferFromCustodyParameters = {
  token: Address;
  custodian: Address;
  /** beneficial owner */
  from: Address;
  to: Address;
  /** smallest units */
  amount: bigint;
  /** of the document that orders it; not zero */
  documentHash: Hex;
};

/** Moves shares that a custodian keeps to a direct position, by force. The owner authority alone. */
export const controllerTransferFromCustody = ({
  token,
  custodian,
  from,
  to,
  amount,
  documentHash,
}: ControllerTransferFromCustodyParameters): Call => ({
  to: token,
  value: 0n,
  data: encodeFunctionData({
    abi: securityTokenAbi,
    functionName: "controllerTransferFromCustody",
    args: [custodian, from, to, amount, documentHash],
  }),
  description: `Move ${amount} units of ${from} by force from the custodian ${custodian} to ${to}`,
});
