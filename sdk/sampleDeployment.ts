import { type Address, numberToHex } from "viem";
import { type Deployment, deploymentSchema } from "../deployments/record.ts";

/** Where nothing stands: an address for each place. */
const nowhere = (place: number): Address => numberToHex(0xd0_000 + place, { size: 20 });

/** A record for tests: what is given, and addresses for all else that a record must name. */
export const sampleDeployment = (given: Partial<Deployment> = {}, addressAt = nowhere): Deployment => {
  const names = Object.entries(deploymentSchema.shape).flatMap(([name, field]) => (isOptional(field) ? [] : [name]));
  const addresses = Object.fromEntries(names.map((name, place) => [name, addressAt(place)]));
  return deploymentSchema.parse({ ...addresses, chainId: 1, startBlock: 0, ...given });
};

const isOptional = (field: { safeParse(value: unknown): { success: boolean } }): boolean =>
  field.safeParse(undefined).success;
