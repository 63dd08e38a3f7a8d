import { type Abi, type Address, formatUnits, getAddress, type Hex, maxUint256, toFunctionSelector } from "viem";
import { findCountry } from "../iso/countries.ts";
import { timeText, words } from "../words.ts";
import { type AddressBook, contractOf, type KnownContract, type Unit } from "./book.ts";
import { grouped, listText } from "./text.ts";

const endOfTime = 2 ** 40 - 1;

/** How values read, in the setting of one call. */
export type Speaker = {
  /** in full, with its name or its investor behind it */
  address(address: Address): string;
  addresses(addresses: readonly Address[]): string;
  /** of the token that the called contract is or serves */
  amount(amount: bigint): string;
  /** of any token */
  amountOf(token: Address, amount: bigint): string;
  /** an authority of the called MultiSig, or of one that is named */
  authority(authority: number): string;
  country(country: number): string;
  countries(countries: readonly number[]): string;
  region(region: Hex): string;
  /** functions of a contract by name */
  functions(target: Address, selectors: readonly Hex[]): string;
  /** another call, in words; throws if it cannot be read */
  call(target: Address, data: Hex): string;
};

export type SpeakerParameters = {
  book: AddressBook;
  /** whose functions are told */
  self: KnownContract;
  abiOf: (contract: KnownContract) => Abi;
  call: Speaker["call"];
};

export const createSpeaker = ({ book, self, abiOf, call }: SpeakerParameters): Speaker => {
  const unitOf = (token: Address | undefined): Unit | undefined =>
    token === undefined ? undefined : contractOf(book, token)?.unit;
  const address: Speaker["address"] = (given) => addressText(book, given);

  return {
    address,
    addresses: (given) => listText(given.map(address)),
    amount: (amount) => amountText(amount, unitOf(self.token ?? self.address)),
    amountOf: (token, amount) => {
      const unit = unitOf(token);
      return unit === undefined
        ? `${amountText(amount, unit)} of the token ${address(token)}`
        : amountText(amount, unit);
    },
    authority: (authority) => (authority === 1 ? "authority 1 (the owner)" : `authority ${authority}`),
    country: countryText,
    countries: (given) => listText(given.map(countryText)),
    region: regionText,
    functions: (target, selectors) => {
      const contract = contractOf(book, target);
      return listText(selectors.map((selector) => functionText(contract && abiOf(contract), selector)));
    },
    call,
  };
};

/** Whole, never cut: an address that looks alike at both ends is easily made. */
const addressText = (book: AddressBook, given: Address): string => {
  const address = getAddress(given);
  const name = contractOf(book, given)?.name;
  if (name !== undefined) return `${address} (${name})`;
  const investor = book.investors?.get(given.toLowerCase());
  return investor === undefined ? address : `${address} (investor ${investor})`;
};

const amountText = (amount: bigint, unit: Unit | undefined): string => {
  if (amount === maxUint256) return unit === undefined ? "any amount" : `any amount of ${unit.symbol}`;
  if (unit === undefined) return `${grouped(amount.toString())} base units`;
  return `${grouped(formatUnits(amount, unit.decimals))} ${unit.symbol}`;
};

const countryText = (country: number): string => {
  const name = findCountry(country)?.name;
  return name === undefined ? `the unknown country ${country}` : `${name} (${country})`;
};

const regionText = (region: Hex): string => {
  if (BigInt(region) === 0n) return "no region";
  const codes = [2, 4, 6]
    .map((start) => Number.parseInt(region.slice(start, start + 2), 16))
    .filter((code) => code > 0);
  const text = String.fromCharCode(...codes);
  return /^[A-Z0-9]{1,3}$/.test(text) ? `region ${text}` : `the unknown region ${region}`;
};

const functionText = (abi: Abi | undefined, selector: Hex): string => {
  const known = abi?.find((item) => item.type === "function" && toFunctionSelector(item) === selector);
  return known?.type === "function" ? `"${words(known.name)}" (${selector})` : `the unknown function ${selector}`;
};

/** A moment in UTC; zero and the end of all time by `none`. */
export const momentText = (seconds: number, none: string): string =>
  seconds === 0 || seconds >= endOfTime ? none : timeText(seconds);
