import { type DistributionRow, parseDistribution } from "./distribution.ts";
import { amountCeiling } from "./fields.ts";
import { type InvestorRow, parseInvestors } from "./investors.ts";
import { type InvestorLimits, type Issuer, parseIssuer } from "./issuer.ts";
import { type Parsed, type Problem, shorten } from "./problems.ts";

/** The three input files, read. */
export type Inputs = { investors: InvestorRow[]; distribution: DistributionRow[]; issuer: Issuer };

type FileTexts = Record<keyof Inputs, string>;
type FileNames = Record<keyof Inputs, string>;

const defaultNames: FileNames = {
  investors: "investors.csv",
  distribution: "distribution.csv",
  issuer: "issuer.json",
};

/** More decimals than any amount has: to check the other fields when issuer.json does not say. */
const unknownDecimals = 18;

/**
 * Reads all three files, then checks them against one another. Files that have problems of their own are not compared:
 * the comparison would only repeat them.
 */
export const parseInputs = (texts: FileTexts, names: FileNames = defaultNames): Parsed<Inputs | undefined> => {
  const issuer = parseIssuer(texts.issuer, { file: names.issuer });
  const decimals = issuer.value?.token.decimals ?? unknownDecimals;
  const investors = parseInvestors(texts.investors, { file: names.investors });
  const distribution = parseDistribution(texts.distribution, { decimals, file: names.distribution });

  const problems = [issuer, investors, distribution].flatMap((parsed) => parsed.problems);
  const notices = [issuer, investors, distribution].flatMap((parsed) => parsed.notices);
  if (problems.length > 0 || issuer.value === undefined) return { value: undefined, problems, notices };

  const inputs = { investors: investors.value, distribution: distribution.value, issuer: issuer.value };
  const checked = checkInputs(inputs, names);
  return { value: inputs, problems: checked.problems, notices: [...notices, ...checked.notices] };
};

/** Finds what would make the registration or the issue of shares fail, before anything is sent. */
export const checkInputs = (
  inputs: Inputs,
  names: FileNames = defaultNames,
): { problems: Problem[]; notices: Problem[] } => {
  const owners = new Map(
    inputs.investors.flatMap((investor) => investor.accounts.map((account) => [account, investor] as const)),
  );
  const deliveries = inputs.distribution.map((delivery) => ({ ...delivery, investor: owners.get(delivery.address) }));
  const file = names.distribution;
  return {
    problems: [
      ...inputs.investors.flatMap((investor) => registrationProblems(investor, inputs.issuer, names)),
      ...deliveries.flatMap((delivery) => receiverProblems(delivery, inputs.issuer, names)),
      ...limitProblems(deliveries, inputs.issuer, file),
      ...supplyProblems(inputs.distribution, file),
    ],
    notices: deliveries.flatMap((delivery) => nameNotices(delivery, names)),
  };
};

type Delivery = DistributionRow & { investor: InvestorRow | undefined };

/** Who was never accredited is not registered, so nobody needs to answer for the country. */
const registrationProblems = (investor: InvestorRow, issuer: Issuer, names: FileNames): Problem[] => {
  const { row, country, accreditation } = investor;
  if (accreditation === undefined) return [];

  const problems: Problem[] = [];
  const registrars = issuer.authorities.registrars.filter(({ countries }) => isAmong(countries, country));
  if (registrars.length !== 1) {
    const expected = `a country of exactly one registrar authority in ${names.issuer}; it has ${registrars.length}`;
    problems.push({ file: names.investors, row, field: "country", value: country.alpha2, expected });
  }
  if (accreditation.expiresAt <= issuer.issueDate) {
    const expected = `a day after the issue date ${isoDay(issuer.issueDate)}`;
    const value = isoDay(accreditation.expiresAt);
    problems.push({ file: names.investors, row, field: "accredited_until", value, expected });
  }
  return problems;
};

const receiverProblems = ({ row, address, investor }: Delivery, issuer: Issuer, names: FileNames): Problem[] => {
  const place = { file: names.distribution, row, field: "address", value: address };
  if (investor === undefined) return [{ ...place, expected: `an account of an investor in ${names.investors}` }];

  const who = `${investor.externalId} (${names.investors}, row ${investor.row})`;
  if (investor.accreditation === undefined) {
    return [{ ...place, expected: `an accredited investor; ${who} has no rating` }];
  }
  const rule = issuer.countries.find(({ country }) => country.alpha2 === investor.country.alpha2);
  if (rule === undefined) {
    return [{ ...place, expected: `an investor of a permitted country; ${who} is in ${investor.country.name}` }];
  }
  const { rating } = investor.accreditation;
  if (rating >= rule.minRating) return [];
  const expected = `a rating of at least ${rule.minRating} for ${investor.country.name}; ${who} has ${rating}`;
  return [{ ...place, expected }];
};

/** One problem at the first delivery that would exceed a limit, for each limit. */
const limitProblems = (deliveries: readonly Delivery[], issuer: Issuer, file: string): Problem[] => {
  const problems: Problem[] = [];
  const counts = new Map<string, number>();
  for (const [investor, { row, address }] of firstDeliveries(deliveries)) {
    for (const { name, limit } of limitsFor(investor, issuer)) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (limit === 0 || count !== limit + 1) continue;
      const expected = `at most ${limit} investors ${name}; ${investor.externalId} is one too many`;
      problems.push({ file, row, field: "address", value: address, expected });
    }
  }
  return problems;
};

/** An investor counts once, at its first delivery. */
const firstDeliveries = (deliveries: readonly Delivery[]): Map<InvestorRow, Delivery> => {
  const first = new Map<InvestorRow, Delivery>();
  for (const delivery of deliveries) {
    if (delivery.investor !== undefined && !first.has(delivery.investor)) first.set(delivery.investor, delivery);
  }
  return first;
};

const limitsFor = ({ country, accreditation }: InvestorRow, issuer: Issuer): { name: string; limit: number }[] => {
  const rule = issuer.countries.find((candidate) => candidate.country.alpha2 === country.alpha2);
  const rating = accreditation?.rating ?? 0;
  return [
    { name: "in all", limit: issuer.limits[0] },
    { name: `of rating ${rating}`, limit: laneOf(issuer.limits, rating) },
    { name: `in ${country.name}`, limit: rule?.limits[0] ?? 0 },
    { name: `of rating ${rating} in ${country.name}`, limit: rule === undefined ? 0 : laneOf(rule.limits, rating) },
  ];
};

/** Rating 0 (none) has no limit of its own: lane 0 is the total. */
const laneOf = (limits: InvestorLimits, rating: number): number => (rating === 0 ? 0 : (limits[rating] ?? 0));

const supplyProblems = (distribution: readonly DistributionRow[], file: string): Problem[] => {
  let supply = 0n;
  for (const { row, amount } of distribution) {
    supply += amount;
    if (supply >= amountCeiling) {
      return [{ file, row, field: "amount", expected: "a sum of all amounts below 2^112 units" }];
    }
  }
  return [];
};

/** A right account under another name is often somebody else's account. */
const nameNotices = ({ row, name, investor }: Delivery, names: FileNames): Problem[] => {
  if (investor === undefined || name === "" || comparable(name) === comparable(investor.legalName)) return [];
  const expected = `the account belongs to ${investor.legalName} (${names.investors}, row ${investor.row})`;
  return [{ file: names.distribution, row, field: "name", value: shorten(name), expected }];
};

const comparable = (name: string): string => name.normalize("NFKC").toUpperCase().replaceAll(/\s+/g, " ");

const isAmong = (countries: readonly { alpha2: string }[], { alpha2 }: { alpha2: string }): boolean =>
  countries.some((country) => country.alpha2 === alpha2);

const isoDay = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);
