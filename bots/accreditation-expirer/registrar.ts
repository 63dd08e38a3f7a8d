import type { PublicClient } from "viem";
import { readRegistrarPlace } from "../../sdk/reads/investors.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { Word } from "../gateway-views.ts";

/** The registrar's place at the issuer, or what keeps all its work back: the issuer does not accept it. */
export const readAcceptedPlace = async (
  client: PublicClient,
  { issuer, registrar }: Pick<Deployment, "issuer" | "registrar">,
): Promise<number | Word> => {
  const place = await readRegistrarPlace(client, { issuer, registrar });
  const held = `the issuer ${issuer} does not accept the registrar ${registrar}`;
  return place ?? { state: "unserved", dueAt: undefined, held };
};
