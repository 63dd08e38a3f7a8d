import { type Address, getAddress, type Hex, type PublicClient } from "viem";
import {
  type AddressBook,
  addressesIn,
  contractOf,
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
  /** in words; that nobody can read it, if so */
  sentenceFor(call: { target: Address; data: Hex }): Promise<string>;
  /** how people call a contract; its address if it is none that is known */
  nameOf(address: Address): Promise<string>;
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

  const describe = async (call: Targeted): Promise<DescribedCall> => {
    const book = await presentBook();
    return describeBy(book, call).catch((error: unknown) => describeFresh(call, error));
  };

  return {
    describe,
    sentenceFor: (call) =>
      describe(call).then(
        ({ sentence }) => sentence,
        (error: unknown) => {
          if (!(error instanceof UnreadableCallError)) throw error;
          return `Nobody can read this call: ${call.data.slice(0, 10)} on ${call.target}.`;
        },
      ),
    nameOf: async (address) => contractOf(await presentBook(), address)?.name ?? address,
    multisigs: async () =>
      (await presentBook()).contracts
        .filter(({ kind }) => kind === "registrar" || kind === "issuer" || kind === "custodian")
        .map(({ address }) => getAddress(address)),
  };
};

type Targeted = { target: Address; data: Hex };
