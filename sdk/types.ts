import { type Address, getAddress, type Hex, isAddress } from "viem";
import { z } from "zod";

/** A transaction as a value: it can be printed, signed, simulated, proposed to a MultiSig or sent. */
export type Call = {
  to: Address;
  /** wei */
  value: bigint;
  data: Hex;
  /** what the call does, in words for people */
  description?: string | undefined;
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

/** Checks an address, its checksum too when it has one, and returns it with checksum. */
export const addressSchema = z
  .string()
  .refine((text) => isAddress(text), "must be an address: 0x and 40 hex digits, with a right checksum if mixed case")
  .transform((text) => getAddress(text));

/** The record that a deployment writes: `deployments/<chainId>.json`. */
export const deploymentSchema = z.object({
  chainId: z.int().positive(),
  startBlock: z.int().nonnegative(),
  registrar: addressSchema,
  issuer: addressSchema,
  token: addressSchema,
  lockup: addressSchema,
  distribution: addressSchema,
  custodian: addressSchema,
});

export type Deployment = z.infer<typeof deploymentSchema>;
