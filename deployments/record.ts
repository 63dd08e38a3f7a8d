import { getAddress, isAddress } from "viem";
import { z } from "zod";

/** Checks an address, its checksum too when it has one, and returns it with checksum. */
export const addressSchema = z
  .string("is missing")
  .refine((text) => isAddress(text), "must be an address: 0x and 40 hex digits, with a right checksum if mixed case")
  .transform((text) => getAddress(text));

/** Families of modules: the name of each in the record, and its contract. One of each serves the first token. */
export const moduleContracts = {
  lockup: "LockupModule",
  distribution: "DistributionModule",
  pledges: "PledgeModule",
} as const;
export type ModuleFamily = keyof typeof moduleContracts;
export const moduleFamilies = Object.keys(moduleContracts) as ModuleFamily[];

const familyFields = Object.fromEntries(moduleFamilies.map((family) => [family, addressSchema]));

/** The record that a deployment writes: `deployments/<chainId>.json`. */
export const deploymentSchema = z.object({
  chainId: z.int("must be an integer").positive("must be positive"),
  startBlock: z.int("must be an integer").nonnegative("must not be negative"),
  registrar: addressSchema,
  claims: addressSchema,
  issuer: addressSchema,
  dossier: addressSchema,
  token: addressSchema,
  ...(familyFields as Record<ModuleFamily, typeof addressSchema>),
  custodian: addressSchema,
  /** Says what is due. Keepers serve the sources of work that it lists. */
  gateway: addressSchema,
  /** Sources of work beside the modules: accreditations to mark as lapsed, counts to move. */
  accreditations: addressSchema,
  counts: addressSchema,
  /** Makes further tokens of the issuer. One serves all issuers of a chain. */
  factory: addressSchema.optional(),
  /** Modules of the issuer's further tokens, of whatever family. The index reads those that are named. */
  modules: z.array(addressSchema, "must be a list of addresses").default([]),
});

export type Deployment = z.infer<typeof deploymentSchema>;
