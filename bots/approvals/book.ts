import { type Address, getAddress, type Hex, type PublicClient } from "viem";
import {
  type AddressBook,
  addressesIn,
  type DescribedCall,
  describeCall,
  UnreadableCallError,
} from "../../sdk/describeCall.ts";
import { readAddressBook, withInvestors } from "../../sdk/reads/addressBook.ts";
import { readHead } from "../../sdk/reads/head.ts";
import type { Deployment } from "../../sdk/types.ts";

/** blocks after which names are read anew */
const maxAge = 100n;

/** Tells calls with the names that the chain knows: all tokens of the issuer, their modules, registrars, investors. */
export type Describer = {
  /** @throws UnreadableCallError */
  describe(call: { target: Address; data: Hex }): Promise<DescribedCall>;
  /** registrars, issuer and custodians */
  multisigs(): Promise<readonly Address[]>;
};

export const createDescriber = (client: PublicClient, deployment: Deployment): Describer => {
  let known: { book: AddressBook; block: bigint } | undefined;

  const read = async (block: bigint): Promise<AddressBook> => {
    const book = await readAddressBook(client, deployment);
    known = { book, block };
    return book;
  };

  const presentBook = async (): Promise<AddressBook> => {
    const { number } = await readHead(client);
    return known === undefined || number < known.block || number > known.block + maxAge ? read(number) : known.book;
  };

  /** Names are read anew for what is not known, once a block at most: strangers ask for what is nowhere. */
  const describeFresh = async (call: Targeted, error: unknown): Promise<DescribedCall> => {
    const { number } = await readHead(client);
    if (!(error instanceof UnreadableCallError) || known?.block === number) throw error;
    return describeBy(await read(number), call);
  };

  const describeBy = async (book: AddressBook, call: Targeted): Promise<DescribedCall> => {
    describeCall(book, call);
    return describeCall(await withInvestors(client, book, addressesIn(book, call)), call);
  };

  return {
    describe: async (call) => {
      const book = await presentBook();
      return describeBy(book, call).catch((error: unknown) => describeFresh(call, error));
    },
    multisigs: async () =>
      (await presentBook()).contracts
        .filter(({ kind }) => kind === "registrar" || kind === "issuer" || kind === "custodian")
        .map(({ address }) => getAddress(address)),
  };
};

type Targeted = { target: Address; data: Hex };
