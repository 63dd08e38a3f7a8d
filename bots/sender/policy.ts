import { isAddressEqual, size, slice } from "viem";
import type { Call } from "../../sdk/types.ts";
import type { AllowedCall } from "../keeper.ts";

/** Why a call is none of those that its keeper declares; undefined if it is one. */
export const breachOf = (
  { to, value, data }: Pick<Call, "to" | "value" | "data">,
  mayCall: readonly AllowedCall[],
): string | undefined => {
  if (value !== 0n) return `it would send ${value} wei, and keepers send none`;
  const selector = size(data) < 4 ? data : slice(data, 0, 4);
  const isAllowed = mayCall.some((allowed) => isAddressEqual(allowed.contract, to) && allowed.selector === selector);
  return isAllowed ? undefined : `its keeper does not declare that it calls ${selector} on ${to}`;
};
