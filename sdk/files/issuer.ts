import { z } from "zod";
import { type Country, findCountry } from "../iso/countries.ts";
import { type Fail, readAmount, readDay, readIsin, readLei } from "./fields.ts";
import { type Parsed, type Problem, shorten } from "./problems.ts";

/** Limits and counts of investors are below 2^28. */
const limitCeiling = 2 ** 28;
/** An authority binds at most this many accounts. */
const maxMembers = 64;
const maxDays = 36_500;
/** All parts together. */
export const basisPointsWhole = 10_000;

const text = z.string({ error: "a text" }).trim().min(1, { error: "a text that is not empty" });

const whole = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

const strict = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? `only the keys ${Object.keys(shape).join(", ")}` : "an object in braces",
  });

/** A value that a reader of `fields.ts` understands. */
const readable = <T>(reader: (value: string, fail: Fail) => T | undefined, expected: string) =>
  z.string({ error: expected }).transform((value, context): T => {
    const result = reader(value.trim(), (message) => {
      context.addIssue({ code: "custom", message });
      return undefined;
    });
    return result ?? z.NEVER;
  });

const country = z
  .union([z.string(), z.number()], { error: "a country of ISO 3166-1, such as CH" })
  .transform((key, context): Country => {
    const found = findCountry(key);
    if (found !== undefined) return found;
    context.addIssue({ code: "custom", message: "a country of ISO 3166-1, such as CH, CHE or 756" });
    return z.NEVER;
  });

const list = <Item extends z.ZodType>(item: Item) =>
  z.array(item, { error: "a list in brackets" }).min(1, { error: "a list with at least one entry" });

const members = list(text)
  .max(maxMembers, { error: `at most ${maxMembers} members` })
  .refine((names) => new Set(names).size === names.length, { error: "each member once" });

const quorum = { threshold: whole(1, maxMembers), members };

const reachable = { path: ["threshold"], error: "a threshold that the members can reach" };
const isReachable = ({ threshold, members }: { threshold: number; members: string[] }): boolean =>
  threshold <= members.length;

const ratings = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** Eight lanes as in the contracts: [0] in total, [1] to [7] by rating; 0 is no limit. */
export type InvestorLimits = [number, number, number, number, number, number, number, number];

const noLimits = (): InvestorLimits => [0, 0, 0, 0, 0, 0, 0, 0];

const limits = strict({
  total: whole(1, limitCeiling - 1).optional(),
  byRating: z
    .partialRecord(z.enum(ratings), whole(1, limitCeiling - 1), {
      error: (issue) => (issue.code === "invalid_type" ? "an object in braces" : "ratings 1 to 7 as keys"),
    })
    .default({}),
}).transform(({ total, byRating }): InvestorLimits => {
  const lanes = noLimits();
  lanes[0] = total ?? 0;
  for (const rating of ratings) lanes[Number(rating)] = byRating[rating] ?? 0;
  return lanes;
});

const decimals = whole(0, 18);
const symbol = text.regex(/^[A-Za-z0-9.-]{1,11}$/, { error: "1 to 11 letters or digits" });

const token = strict({
  name: text,
  symbol,
  decimals,
  className: text,
  isin: readable(readIsin, "an ISIN as text").optional(),
});

/** The longest URI that the dossier takes. */
const maxUriBytes = 2_048;

const uri = text
  .refine((value) => URL.canParse(value), { error: "a URI, such as https://example.org/prospectus.pdf" })
  .refine((value) => new TextEncoder().encode(value).length <= maxUriBytes, { error: `at most ${maxUriBytes} bytes` });

const prospectus = strict({
  file: text.regex(/^[\w-][\w.-]*$/, { error: "the name of a file beside issuer.json" }),
  uri,
});

const registrar = strict({ name: text, ...quorum, countries: list(country) }).refine(isReachable, reachable);

const authorities = strict({
  owner: strict(quorum).refine(isReachable, reachable),
  registrars: list(registrar),
  custodian: strict({ name: text, ...quorum }).refine(isReachable, reachable),
});

const countryRule = strict({
  country,
  minRating: whole(1, 7),
  limits: limits.default(noLimits),
});

const lot = strict({ afterDays: whole(1, maxDays), basisPoints: whole(1, basisPointsWhole) });

const lots = list(lot)
  .refine((terms) => terms.reduce((sum, { basisPoints }) => sum + basisPoints, 0) === basisPointsWhole, {
    error: `basis points that add up to ${basisPointsWhole}`,
  })
  .refine((terms) => terms.every(({ afterDays }, index) => afterDays > (terms[index - 1]?.afterDays ?? 0)), {
    error: "lots in order of time, each day once",
  });

const lockup = strict({ lockedBasisPoints: whole(0, basisPointsWhole), lots });

const dividend = strict({
  currency: strict({ name: text, symbol, decimals }),
  total: z.string({ error: 'an amount as text in quotes, such as "250000.00"' }),
  recordDateAfterDays: whole(1, maxDays),
  paymentAfterDays: whole(1, maxDays),
  claimDays: whole(1, maxDays),
}).transform(({ total, ...terms }, context) => {
  const amount = readAmount(total, terms.currency.decimals, (message) => {
    context.addIssue({ code: "custom", path: ["total"], message });
    return undefined;
  });
  return { ...terms, amount: amount ?? z.NEVER };
});

const issuerSchema = strict({
  company: text,
  lei: readable(readLei, "an LEI as text").optional(),
  issueDate: readable(readDay, "a date as yyyy-mm-dd"),
  token,
  prospectus: prospectus.optional(),
  authorities,
  countries: list(countryRule),
  limits: limits.default(noLimits),
  lockup,
  dividend,
});

/** What issuer.json says; examples/README.md explains its keys. Dates are Unix time, amounts smallest units. */
export type Issuer = z.output<typeof issuerSchema>;

type IssuerOptions = { file?: string | undefined };

/** Reads issuer.json. `value` is undefined if there are problems. */
export const parseIssuer = (text: string, { file = "issuer.json" }: IssuerOptions = {}): Parsed<Issuer | undefined> => {
  const json = readJson(text, file);
  if ("problem" in json) return { value: undefined, problems: [json.problem], notices: [] };

  const result = issuerSchema.safeParse(json.content);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => problemOf(issue, json.content, file));
    return { value: undefined, problems, notices: [] };
  }
  return { value: result.data, problems: repeatedCountries(result.data, file), notices: [] };
};

const readJson = (text: string, file: string): { content: unknown } | { problem: Problem } => {
  const source = text.replace(/^\uFEFF/, "");
  try {
    return { content: JSON.parse(source) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: { file, row: lineOf(error, source), expected: `valid JSON (${error.message})` } };
  }
};

/** JavaScript engines name the position of a syntax error in its message only, if at all. */
const lineOf = ({ message }: SyntaxError, source: string): number | undefined => {
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? undefined : source.slice(0, Number(position)).split("\n").length;
};

const problemOf = (issue: z.core.$ZodIssue, content: unknown, file: string): Problem => ({
  file,
  field: pathOf(issue.path) || undefined,
  value: issue.code === "unrecognized_keys" ? shorten(issue.keys.join(", ")) : valueAt(content, issue.path),
  expected: issue.message,
});

const valueAt = (content: unknown, path: readonly PropertyKey[]): string | undefined => {
  const found = path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    content,
  );
  if (found === undefined) return undefined;
  return shorten(typeof found === "string" ? found : JSON.stringify(found));
};

/** `authorities.registrars[0].threshold` */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`)).join("");

/** A country has one rule and one registrar authority. */
const repeatedCountries = ({ countries, authorities }: Issuer, file: string): Problem[] => {
  const rules = countries.map((rule, index) => ({ country: rule.country, field: `countries[${index}].country` }));
  const registered = authorities.registrars.flatMap((registrar, index) =>
    registrar.countries.map((permitted, position) => ({
      country: permitted,
      field: `authorities.registrars[${index}].countries[${position}]`,
    })),
  );
  return [...repetitions(rules, file), ...repetitions(registered, file)];
};

const repetitions = (uses: readonly { country: Country; field: string }[], file: string): Problem[] =>
  uses.flatMap(({ country: { alpha2 }, field }, index) => {
    const first = uses.findIndex((use) => use.country.alpha2 === alpha2);
    return first === index
      ? []
      : [{ file, field, value: alpha2, expected: `each country once; ${uses[first]?.field} names it too` }];
  });
