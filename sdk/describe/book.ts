import { type Address, isAddressEqual } from "viem";
import { type Deployment, type ModuleFamily, moduleFamilies } from "../types.ts";
import { families } from "./families.ts";

/** What a contract is; decides by which words its functions are told. */
export type ContractKind =
  | "registrar"
  | "claims"
  | "issuer"
  | "dossier"
  | "token"
  | ModuleFamily
  | "custodian"
  | "gateway"
  | "accreditations"
  | "counts"
  | "factory"
  | "payment";

export type KnownContract = {
  address: Address;
  kind: ContractKind;
  /** how people call it: "Token ACME". Given by whoever reads it from the chain: already safe to show. */
  name: string;
  /** the token that a module serves; a token is its own */
  token?: Address | undefined;
  /** of a token or payment: places after the point, and the sign behind an amount */
  unit?: Unit | undefined;
};

export type Unit = { decimals: number; symbol: string };

/** Who is who. What the chain knows beyond a deployment's record is read elsewhere and handed in. */
export type AddressBook = {
  contracts: readonly KnownContract[];
  /** account (lower case) to how people call the investor to whom it belongs: the id, and the registrar if there are several */
  investors?: ReadonlyMap<string, string> | undefined;
};

/** The contracts of a deployment's record, tokens without their symbols. */
export const bookOf = (deployment: Deployment): AddressBook => {
  const { registrar, claims, issuer, dossier, token, custodian, factory } = deployment;
  const { gateway, accreditations, counts } = deployment;
  return {
    contracts: [
      { address: registrar, kind: "registrar", name: "Registrar" },
      { address: claims, kind: "claims", name: "Claim registry" },
      { address: issuer, kind: "issuer", name: "Issuer" },
      { address: dossier, kind: "dossier", name: "Dossier" },
      { address: token, kind: "token", name: "Token", token },
      ...moduleFamilies.map((kind) => ({ address: deployment[kind], kind, name: families[kind].title, token })),
      { address: custodian, kind: "custodian", name: "Custodian" },
      { address: gateway, kind: "gateway", name: "Keeper gateway" },
      { address: accreditations, kind: "accreditations", name: "Accreditations' work" },
      { address: counts, kind: "counts", name: "Counts' work" },
      ...(factory === undefined ? [] : [{ address: factory, kind: "factory", name: "Token factory" } as const]),
    ],
  };
};

export const contractOf = (book: AddressBook, address: Address): KnownContract | undefined =>
  book.contracts.find((contract) => isAddressEqual(contract.address, address));
