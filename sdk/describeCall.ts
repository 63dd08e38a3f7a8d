import {
  type AbiFunction,
  type AbiParameter,
  type Address,
  decodeFunctionData,
  encodeFunctionData,
  type Hex,
  isAddress,
  size,
  slice,
  toFunctionSelector,
} from "viem";
import { type AddressBook, type ContractKind, contractOf, type KnownContract } from "./describe/book.ts";
import { sentenceOf, vocabulary } from "./describe/sentences.ts";
import { createSpeaker } from "./describe/speaker.ts";
import { quoted } from "./describe/text.ts";
import { BaseError } from "./errors/base.ts";
import { print } from "./words.ts";

export { type AddressBook, bookOf, type ContractKind, contractOf, type KnownContract } from "./describe/book.ts";

/** a MultiSig may be a member of another one; a batch holds calls of both */
const maxDepth = 4;

/** What a call would do, decoded. */
export type DescribedCall = {
  contract: ContractKind;
  functionName: string;
  args: readonly { name: string; value: string }[];
  /** all of it for people: "Issuer: pause all tokens" */
  sentence: string;
};

/** A call that nobody could read, and therefore nobody should be asked to approve. */
export class UnreadableCallError extends BaseError {
  override readonly name = "UnreadableCallError";
}

type TargetedData = { target: Address; data: Hex };

/**
 * Tells a call in words. What it says is all that the data holds: data that decodes but has bytes beside its arguments
 * is refused, as are a contract that the book does not know, a function that the contract does not have or that no
 * authority can call, and a batch with one such step.
 *
 * @throws UnreadableCallError that says why
 */
export const describeCall = (book: AddressBook, call: TargetedData): DescribedCall => describeAt(book, call, 1);

/** Every address in a call's arguments, those of its steps too: whose names a book should hold. None if unreadable. */
export const addressesIn = (book: AddressBook, { target, data }: TargetedData): Address[] => {
  const found = new Set<Address>();
  const visit = (call: TargetedData, depth: number): void => {
    const contract = contractOf(book, call.target);
    const decoded = contract === undefined || depth > maxDepth ? undefined : decode(contract, call.data);
    if (decoded === undefined) return;
    collect(decoded.values, found);
    for (const step of stepsIn(decoded.values)) visit(step, depth + 1);
  };
  visit({ target, data }, 1);
  return [...found];
};

const describeAt = (book: AddressBook, { target, data }: TargetedData, depth: number): DescribedCall => {
  if (depth > maxDepth) throw new UnreadableCallError("Calls are nested too deeply to be read. Propose them apart.");
  const contract = contractOf(book, target);
  if (contract === undefined) {
    throw new UnreadableCallError(`${target} is no contract of this deployment. Add it there, or call another.`);
  }
  const decoded = decode(contract, data);
  const told = decoded && sentenceOf(contract.kind, decoded.functionName);
  if (decoded === undefined || told === undefined) {
    const text = `The data is no call that ${contract.name} understands. Check selector and arguments; nothing may follow them.`;
    throw new UnreadableCallError(text);
  }
  const { functionName, values, inputs } = decoded;
  if (typeof told !== "function") {
    throw new UnreadableCallError(`No authority can call ${functionName} of ${contract.name}. ${told.undescribed}`);
  }

  const say = createSpeaker({
    book,
    self: contract,
    abiOf: ({ kind }) => vocabulary[kind].abi,
    call: (inner, innerData) => describeAt(book, { target: inner, data: innerData }, depth + 1).sentence,
  });
  return {
    contract: contract.kind,
    functionName,
    args: values.map((value, index) => ({ name: inputs[index]?.name ?? `${index}`, value: print(shown(value)) })),
    sentence: `${contract.name}: ${told(values, say)}`,
  };
};

/** Text of an argument in quotes and escaped; what is hex stays as it is. */
const shown = (value: unknown): unknown => {
  if (typeof value === "string") return /^0x[0-9a-fA-F]*$/.test(value) ? value : quoted(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, shown(entry)]));
};

type Decoded = { functionName: string; values: readonly unknown[]; inputs: readonly AbiParameter[] };

/** Strict: encoding what was decoded must give the data again, to the byte. */
const decode = ({ kind }: KnownContract, data: Hex): Decoded | undefined => {
  if (size(data) < 4) return undefined;
  const selector = slice(data, 0, 4).toLowerCase();
  const functions: readonly AbiFunction[] = vocabulary[kind].abi.filter((item) => item.type === "function");
  const called = functions.find((item) => toFunctionSelector(item) === selector);
  if (called === undefined || called.stateMutability === "view" || called.stateMutability === "pure") return undefined;
  try {
    const { args = [] } = decodeFunctionData({ abi: [called], data });
    const encoded = encodeFunctionData({ abi: [called], functionName: called.name, args });
    if (encoded !== data.toLowerCase()) return undefined;
    return { functionName: called.name, values: args, inputs: called.inputs };
  } catch {
    return undefined;
  }
};

const collect = (value: unknown, found: Set<Address>): void => {
  if (typeof value === "string") {
    if (value.length === 42 && isAddress(value, { strict: false })) found.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const entry of Object.values(value)) collect(entry, found);
  }
};

const stepsIn = (values: readonly unknown[]): TargetedData[] =>
  values
    .flat()
    .filter((value): value is TargetedData => typeof value === "object" && value !== null)
    .filter((value) => "target" in value && "data" in value);
