import { BaseError } from "../../sdk/errors/index.ts";

/** The keepers do not know such a keeper, state or place. Nothing was done. */
export class RefusedError extends BaseError {
  override readonly name = "RefusedError";
}
