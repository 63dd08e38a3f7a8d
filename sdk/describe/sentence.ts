import type { Abi, ContractFunctionArgs, ContractFunctionName } from "viem";
import type { Speaker } from "./speaker.ts";

// A function that is new in an ABI is a type error until it is described, or named with the reason why nobody is asked to
// approve it.

type Write = "nonpayable" | "payable";
type Writes<abi extends Abi> = ContractFunctionName<abi, Write>;
type Sentence<abi extends Abi, name extends Writes<abi>> = (
  args: ContractFunctionArgs<abi, Write, name>,
  say: Speaker,
) => string;

/** Why no authority is ever asked to approve a function. */
export type Undescribed = { undescribed: string };
export type Sentences<abi extends Abi> = { readonly [name in Writes<abi>]: Sentence<abi, name> | Undescribed };

export const byCallerOnly = (caller: string): Undescribed => ({ undescribed: `Only ${caller} can call it.` });
