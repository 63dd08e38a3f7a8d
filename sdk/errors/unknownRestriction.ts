import { BaseError } from "./base.ts";

/** The token is newer than this sdk. */
export class UnknownRestrictionError extends BaseError {
  override readonly name = "UnknownRestrictionError";

  constructor(code: number) {
    super(`The token answered with restriction ${code}, which this version does not know. Update Scrip.`);
  }
}
