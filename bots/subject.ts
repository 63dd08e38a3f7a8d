import { BaseError } from "../sdk/errors/index.ts";

/** What the chain says now of something that people ask about by its name. */
export type Told = {
  standing: ToldStanding;
  /** the reason for the standing, to follow "Lot 17 is not due yet: " */
  because: string;
  /** sentences about it */
  facts: readonly string[];
  /** which intents are about it: a field of their payload and its value */
  payload: { field: string; value: string };
};

/** `missing`: the chain knows no such thing. `held`: somebody must let it go on. */
export type ToldStanding = "missing" | "early" | "due" | "done" | "void" | "held";

/** A kind of thing that a keeper works on, by the noun that people use. */
export type Subject = {
  noun: string;
  /** such as `lot 17` */
  example: string;
  /** @throws SubjectNameError if nothing can have that name */
  find(id: string): Promise<Told>;
};

/** What was asked for cannot exist under this name. */
export class SubjectNameError extends BaseError {
  override readonly name = "SubjectNameError";
}

/** A number of something, as people write it. @throws SubjectNameError */
export const numberOf = (noun: string, id: string): bigint => {
  if (/^\d{1,78}$/.test(id)) return BigInt(id);
  throw new SubjectNameError(`"${id}" is no number of a ${noun}. Write it in digits, such as ${noun} 17.`);
};

/** Seconds of the chain's clock as people read them. */
export const timeText = (seconds: number): string => {
  const time = new Date(seconds * 1_000);
  return Number.isNaN(time.getTime()) ? `second ${seconds}` : time.toISOString().replace(".000Z", "Z");
};
