import type { Address, Hex } from "viem";
import type { MultiSigCall } from "../types.ts";

export type TypedDataContext = {
  chainId: number;
  multisig: Address;
  /** the authority's present epoch (`getAuthority`); a signature of another epoch is void */
  epoch: number;
};

const types = {
  Approval: [
    { name: "authority", type: "uint32" },
    { name: "epoch", type: "uint32" },
    { name: "target", type: "address" },
    { name: "data", type: "bytes" },
    { name: "salt", type: "bytes32" },
    { name: "deadline", type: "uint40" },
  ],
} as const;

export type ApprovalTypedData = {
  domain: { name: "Scrip MultiSig"; version: "1"; chainId: number; verifyingContract: Address };
  types: typeof types;
  primaryType: "Approval";
  message: { authority: number; epoch: number; target: Address; data: Hex; salt: Hex; deadline: number };
};

/** What a member signs (EIP-712) to approve a call, as `IMultiSig.digestOf` hashes it. */
export const typedDataOf = (call: MultiSigCall, { chainId, multisig, epoch }: TypedDataContext): ApprovalTypedData => ({
  domain: { name: "Scrip MultiSig", version: "1", chainId, verifyingContract: multisig },
  types,
  primaryType: "Approval",
  message: {
    authority: call.authority,
    epoch,
    target: call.target,
    data: call.data,
    salt: call.salt,
    deadline: call.deadline,
  },
});
