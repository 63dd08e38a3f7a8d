import type { Abi } from "viem";
import type { ModuleFamily } from "../types.ts";
import { distribution } from "./distribution.ts";
import { lockup } from "./lockup.ts";
import { pledges } from "./pledges.ts";

/** How the modules of a family are told. */
export type Family = {
  abi: Abi;
  /** what each function does */
  sentences: unknown;
  /** what people call such a module, as in "Lock-ups of Token ACME" */
  title: string;
  /** the view by which such a module is known: no other family has it */
  counter: string;
};

/** A family is a line here. */
export const families = { lockup, distribution, pledges } as const satisfies Record<ModuleFamily, Family>;
