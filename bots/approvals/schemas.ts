import { type Hex, isHex, size } from "viem";
import { z } from "zod";
import { addressSchema } from "../../sdk/types.ts";

const maxDataBytes = 32_768;
const maxSignatureBytes = 2_048;
const maxPage = 100;

/** Hex in small letters: one call has one form. */
const hexSchema = (maxBytes: number) =>
  z
    .string()
    .max(2 + 2 * maxBytes, `must have at most ${maxBytes} bytes`)
    .refine((text): text is Hex => isHex(text) && text.length % 2 === 0, "must be hex: 0x and pairs of digits")
    .transform((text) => text.toLowerCase() as Hex);

const wordSchema = hexSchema(32)
  .refine((word) => size(word) === 32, "must have 32 bytes")
  .refine((word) => BigInt(word) !== 0n, "must not be zero");

const authoritySchema = z
  .int()
  .positive()
  .max(2 ** 32 - 1);

export const signatureSchema = z.strictObject({
  signer: addressSchema.meta({ description: "A member of the call's authority." }),
  signature: hexSchema(maxSignatureBytes).meta({
    description:
      "Of the call's typed data: 65 bytes (r, s, v) of a key, or whatever the signer's wallet contract accepts.",
  }),
});

export const callSchema = z.strictObject({
  multisig: addressSchema.meta({ description: "The registrar, the issuer or the custodian, whose authority decides." }),
  authority: authoritySchema.meta({ description: "Its number; 1 is the owner." }),
  target: addressSchema.meta({ description: "The contract to be called." }),
  data: hexSchema(maxDataBytes).meta({ description: "Selector and arguments, and nothing else." }),
  salt: wordSchema.meta({ description: "32 bytes, not used before by this authority." }),
  deadline: z
    .int()
    .positive()
    .max(2 ** 40 - 1)
    .meta({ description: "Last second (Unix time) at which the call may run." }),
  approval: signatureSchema.optional().meta({
    description: "A member's signature. Proposals that bear one are always taken; others share a small room.",
  }),
});

export const callStates = ["waiting", "approved", "too late", "executed", "cancelled", "superseded", "closed"] as const;

export const listSchema = z.strictObject({
  waitingFor: addressSchema.optional().meta({ description: "Calls that this member may still approve." }),
  state: z.enum(callStates, `must be one of ${callStates.join(", ")}`).optional(),
  limit: z.coerce.number("must be a number").int().min(1).max(maxPage).default(25),
  before: z.coerce.number("must be a number").int().positive().max(Number.MAX_SAFE_INTEGER).optional().meta({
    description: "`next` of the page before.",
  }),
});

export type CallInput = z.output<typeof callSchema>;
export type SignatureInput = z.output<typeof signatureSchema>;
export type ListInput = z.output<typeof listSchema>;
