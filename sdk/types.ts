import type { Address, Hex } from "viem";

export {
  addressSchema,
  type Deployment,
  deploymentSchema,
  type ModuleFamily,
  moduleContracts,
  moduleFamilies,
} from "../deployments/record.ts";

/** A transaction as a value: it can be printed, signed, simulated, proposed to a MultiSig or sent. */
export type Call = {
  to: Address;
  /** wei */
  value: bigint;
  data: Hex;
  /** what the call does, in words for people */
  description?: string | undefined;
};

/** Where shares stand, as `PositionKey` in src/types/PositionKey.sol. */
export type PositionKey = {
  /** the zero address: held directly */
  custodian: Address;
  partition: Hex;
  account: Address;
};

/** What an authority of a MultiSig approves; the same fields as `Call` in src/types/Authority.sol. */
export type MultiSigCall = {
  authority: number;
  target: Address;
  data: Hex;
  /** 32 bytes, not zero: a call executes once */
  salt: Hex;
  /** last second (Unix time) at which the call may execute */
  deadline: number;
};

/** A member's EIP-712 signature over a `MultiSigCall`. */
export type SignedApproval = {
  signer: Address;
  signature: Hex;
};
