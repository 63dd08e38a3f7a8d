import { type AbiParameter, type Address, decodeErrorResult, type Hex } from "viem";
import { errorsAbi } from "../../abis/errors.ts";
import { type Restriction, restrictionOf } from "../restrictions.ts";
import { capital, print, words } from "../words.ts";
import { revertDataOf } from "./revert.ts";

/** Why a contract refused a call. */
export type Refusal = {
  /** name of the contract's error, such as `LockupModule_NotDue` */
  name: string;
  args: readonly unknown[];
  /** the reason as a sentence for people */
  sentence: string;
  /** of a refused transfer */
  restriction?: Restriction | undefined;
};

/** Turns the revert inside a viem error into its reason; undefined when no contract has refused anything. */
export const decodeRefusal = (error: unknown): Refusal | undefined => {
  const data = revertDataOf(error);
  return data === undefined ? undefined : refusalOf(data);
};

/** The reason that stands in revert data. */
export const refusalOf = (data: Hex): Refusal => {
  if (data === "0x") return { name: "Unexplained", args: [], sentence: "The contract refused without a reason." };
  const decoded = decode(data);
  if (decoded === undefined) {
    const selector = data.slice(0, 10);
    return { name: selector, args: [data], sentence: `The contract refused with the unknown error ${selector}.` };
  }
  if (decoded.name === "SecurityToken_TransferRefused") return transferRefusal(decoded);
  if (decoded.name === "SecurityToken_ModuleRefused") return moduleRefusal(decoded);
  return { name: decoded.name, args: decoded.args, sentence: sentenceOf(decoded) };
};

type Decoded = { name: string; args: readonly unknown[]; inputs: readonly AbiParameter[] };

const decode = (data: Hex): Decoded | undefined => {
  try {
    const { errorName, args, abiItem } = decodeErrorResult({ abi: errorsAbi, data });
    return { name: errorName, args: args ?? [], inputs: abiItem.type === "error" ? abiItem.inputs : [] };
  } catch {
    return undefined;
  }
};

const transferRefusal = ({ name, args }: Decoded): Refusal => {
  const code = Number(args[0]);
  const restriction = restrictionOf(code);
  return { name, args, sentence: restriction?.sentence ?? `The transfer is refused with code ${code}.`, restriction };
};

/** Which module refuses, and its own reason, which may be anything. */
const moduleRefusal = ({ name, args }: Decoded): Refusal => {
  const [module, reason] = args as [Address, Hex];
  const own = reason === "0x" ? "It gives no reason." : refusalOf(reason).sentence;
  return { name, args, sentence: `The module ${module} refuses the transfer. ${own}` };
};

/** `LockupModule_NotDue(7, 1800000000)` reads "Lockup module: not due (lot id 7, due at 1800000000)." */
const sentenceOf = ({ name, args, inputs }: Decoded): string => {
  if (name === "Error") return `The contract refused: ${String(args[0])}.`;
  const [contract, reason] = name.includes("_") ? name.split("_", 2) : ["Contract", name];
  const values = args.map((value, index) => `${words(inputs[index]?.name ?? "value")} ${print(value)}`.trim());
  const text = `${capital(words(contract ?? ""))}: ${words(reason ?? "")}`;
  return values.length === 0 ? `${text}.` : `${text} (${values.join(", ")}).`;
};
