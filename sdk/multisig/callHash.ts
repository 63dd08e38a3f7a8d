import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import type { MultiSigCall } from "../types.ts";

export type CallHashContext = {
  chainId: number;
  multisig: Address;
};

const parameters = [
  { type: "uint256" },
  { type: "address" },
  { type: "uint32" },
  { type: "address" },
  { type: "bytes32" },
  { type: "bytes32" },
  { type: "uint40" },
] as const;

/** Identity of a call, as `IMultiSig.hashOf` computes it. */
export const callHashOf = (call: MultiSigCall, { chainId, multisig }: CallHashContext): Hex =>
  keccak256(
    encodeAbiParameters(parameters, [
      BigInt(chainId),
      multisig,
      call.authority,
      call.target,
      keccak256(call.data),
      call.salt,
      call.deadline,
    ]),
  );
