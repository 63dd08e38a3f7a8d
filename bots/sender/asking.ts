import { BaseError } from "../../sdk/errors/index.ts";
import { WorkError } from "../keeper.ts";

/** A keeper or the chain gave no answer; it says nothing against the work. Nothing was signed. */
export class UnansweredError extends BaseError {
  override readonly name: string = "UnansweredError";

  constructor(keeper: string, cause: unknown) {
    super(`The keeper ${keeper} cannot go on now: a question was not answered. It is asked again.`, { cause });
  }
}

/** Asks a keeper, or the chain for it. One that gives no answer does not stop the others. @throws UnansweredError, WorkError */
export const answered = async <T>(keeper: string, ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof WorkError ? error : new UnansweredError(keeper, error);
  }
};
