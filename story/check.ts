import { type Address, erc20Abi, sha256 } from "viem";
import { z } from "zod";
import { distributionModuleAbi } from "../abis/DistributionModule.ts";
import { issuingEntityAbi } from "../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../abis/KYCRegistrar.ts";
import { lockupModuleAbi } from "../abis/LockupModule.ts";
import { securityTokenAbi } from "../abis/SecurityToken.ts";
import { readBalance } from "../sdk/reads/balances.ts";
import { readDistribution } from "../sdk/reads/distributions.ts";
import { readAnnouncement, readDocument, readFact } from "../sdk/reads/dossier.ts";
import { distributionId } from "./acts/dividend.ts";
import { dividendNotice, dividendNumber, factsOf, prospectusName } from "./acts/publication.ts";
import { type Stage, StoryError } from "./stage.ts";

/** One comparison of the independent model with what the system says. */
export type Check = { name: string; ok: boolean; detail: string };

/** Compares chain and index with the model, to the last unit. */
export const checkOutcome = async (stage: Stage): Promise<Check[]> => [
  await checkInvestorCount(stage),
  await checkSupply(stage),
  await checkCounts(stage),
  await checkPayments(stage),
  await checkRemainder(stage),
  await checkIndexPositions(stage),
  await checkIndexPayments(stage),
  await checkOnce(stage),
  await checkDossier(stage),
  await checkIndexDossier(stage),
];

/** Differences by name; none is what we want. */
const verdict = (name: string, compared: number, differences: readonly string[]): Check => ({
  name,
  ok: differences.length === 0 && compared > 0,
  detail: differences.length === 0 ? `${compared} equal` : differences.slice(0, 5).join("; "),
});

const differ = (what: string, expected: unknown, actual: unknown): string[] =>
  String(expected) === String(actual) ? [] : [`${what}: expected ${String(expected)}, found ${String(actual)}`];

const keyOf = (account: string, custodian?: string): string => `${account}@${custodian ?? ""}`.toLowerCase();

/** Everything that anybody could hold: directly, and in custody. */
const places = ({ cast, props, deployment }: Stage): { account: Address; custodian?: Address }[] => {
  const accounts = [...cast.investors.flatMap((investor) => investor.accounts), props.wallet, deployment.issuer];
  return accounts.flatMap((account) => [{ account }, { account, custodian: deployment.custodian }]);
};

const expectedPositions = (stage: Stage): Map<string, bigint> =>
  new Map(stage.model.outcome().positions.map(({ account, custodian, amount }) => [keyOf(account, custodian), amount]));

const checkInvestorCount = async (stage: Stage): Promise<Check> => {
  const expected = expectedPositions(stage);
  const token = stage.deployment.token;
  const differences: string[] = [];
  for (const { account, custodian } of places(stage)) {
    const actual = await readBalance(stage.client, { token, account, custodian });
    const what = `${stage.nameOf(account)}${custodian === undefined ? "" : " in custody"}`;
    differences.push(...differ(what, expected.get(keyOf(account, custodian)) ?? 0n, actual));
  }
  const kept = await readBalance(stage.client, { token, account: stage.deployment.custodian });
  const custody = [...stage.model.outcome().positions]
    .filter(({ custodian }) => custodian !== undefined)
    .reduce((sum, { amount }) => sum + amount, 0n);
  differences.push(...differ("custodian in all", custody, kept));
  return verdict("chain: positions", places(stage).length + 1, differences);
};

const checkSupply = async (stage: Stage): Promise<Check> => {
  const supply = await stage.client.readContract({
    address: stage.deployment.token,
    abi: securityTokenAbi,
    functionName: "totalSupply",
  });
  return verdict("chain: total supply", 1, differ("supply", stage.model.outcome().totalSupply, supply));
};

const checkCounts = async (stage: Stage): Promise<Check> => {
  const issuer = { address: stage.deployment.issuer, abi: issuingEntityAbi } as const;
  const { counts, countryCounts } = stage.model.outcome();
  const [actual] = await stage.client.readContract({ ...issuer, functionName: "investorCounts" });
  const differences = differ("issuer", counts, actual);
  const countries = new Set(stage.cast.investors.map(({ country }) => country.numeric));
  for (const country of countries) {
    const [, , found] = await stage.client.readContract({ ...issuer, functionName: "countryRule", args: [country] });
    differences.push(...differ(`country ${country}`, countryCounts.get(country) ?? counts.map(() => 0), found));
  }
  return verdict("chain: investor counts", countries.size + 1, differences);
};

const expectedPayments = (stage: Stage) => {
  const [dividend] = stage.model.outcome().dividends;
  if (dividend === undefined) throw new StoryError("The model knows no dividend.");
  return dividend;
};

/** What everybody has in the payment currency: the sum over its positions. */
const checkPayments = async (stage: Stage): Promise<Check> => {
  const expected = new Map<string, bigint>();
  for (const { account, amount, status } of expectedPayments(stage).payments) {
    if (status === "paid") expected.set(keyOf(account), (expected.get(keyOf(account)) ?? 0n) + amount);
  }
  const accounts = [...new Set(places(stage).map(({ account }) => account))];
  const differences: string[] = [];
  for (const account of accounts) {
    const currency = { address: stage.props.currency, abi: erc20Abi } as const;
    const actual = await stage.client.readContract({ ...currency, functionName: "balanceOf", args: [account] });
    differences.push(...differ(stage.nameOf(account), expected.get(keyOf(account)) ?? 0n, actual));
  }
  return verdict("chain: payments received", accounts.length, differences);
};

const checkRemainder = async (stage: Stage): Promise<Check> => {
  const { distribution } = stage.deployment;
  const { paid, remainder } = expectedPayments(stage);
  const record = await readDistribution(stage.client, { distribution, distributionId });
  const currency = { address: stage.props.currency, abi: erc20Abi } as const;
  const [decimals, left, returned] = await Promise.all([
    stage.client.readContract({ ...currency, functionName: "decimals" }),
    stage.client.readContract({ ...currency, functionName: "balanceOf", args: [distribution] }),
    stage.client.readContract({ ...currency, functionName: "balanceOf", args: [stage.cast.treasurer.account.address] }),
  ]);
  const differences = [
    ...differ("decimals of the currency", stage.inputs.issuer.dividend.currency.decimals, decimals),
    ...differ("paid", paid, record.paid),
    ...differ("left in the module", 0n, left),
    ...differ("returned to the treasurer", remainder, returned),
  ];
  return verdict("chain: dividend conserved", 4, differences);
};

const capTableAnswer = z.object({
  holders: z.array(z.object({ account: z.string(), custodian: z.string().nullable(), balance: z.string() })),
});

const checkIndexPositions = async (stage: Stage): Promise<Check> => {
  const { holders } = capTableAnswer.parse(await ask(stage, "/cap-table"));
  const actual = new Map(
    holders.map(({ account, custodian, balance }) => [keyOf(account, custodian ?? undefined), balance]),
  );
  return verdict("index: cap table", actual.size, differencesOf(expectedPositions(stage), actual));
};

const distributionAnswer = z.object({
  payments: z.array(
    z.object({ account: z.string(), custodian: z.string().nullable(), amount: z.string(), status: z.string() }),
  ),
});

const checkIndexPayments = async (stage: Stage): Promise<Check> => {
  const { payments } = distributionAnswer.parse(await ask(stage, `/distributions/${distributionId}`));
  const actual = new Map(
    payments.map(({ account, custodian, amount, status }) => [
      keyOf(account, custodian ?? undefined),
      `${amount} ${status}`,
    ]),
  );
  const expected = new Map(
    expectedPayments(stage).payments.map(({ account, custodian, amount, status }) => [
      keyOf(account, custodian),
      `${amount} ${status}`,
    ]),
  );
  return verdict("index: payments", actual.size, differencesOf(expected, actual));
};

/** Entries that differ; zero and absent are the same. */
const differencesOf = (expected: Map<string, bigint | string>, actual: Map<string, bigint | string>): string[] =>
  [...new Set([...expected.keys(), ...actual.keys()])].flatMap((key) =>
    differ(key, expected.get(key) ?? 0n, actual.get(key) ?? 0n),
  );

/** Each due item has had exactly one effect. */
const checkOnce = async (stage: Stage): Promise<Check> => {
  const { client, deployment } = stage;
  const range = { fromBlock: BigInt(deployment.startBlock), toBlock: "latest" } as const;
  const [released, lapsed, paid, lots] = await Promise.all([
    client.getContractEvents({ address: deployment.lockup, abi: lockupModuleAbi, eventName: "LotReleased", ...range }),
    client.getContractEvents({
      address: deployment.registrar,
      abi: kycRegistrarAbi,
      eventName: "InvestorLapsed",
      ...range,
    }),
    client.getContractEvents({
      address: deployment.distribution,
      abi: distributionModuleAbi,
      eventName: "DistributionPaid",
      ...range,
    }),
    client.readContract({ address: deployment.lockup, abi: lockupModuleAbi, functionName: "lotCount" }),
  ]);
  const { lapsed: expectedLapsed } = stage.model.outcome();
  const payments = expectedPayments(stage).payments.filter(({ status }) => status === "paid");
  const unique = (keys: readonly string[]): number => new Set(keys).size;
  const differences = [
    ...differ("lots released", lots, released.length),
    ...differ("lots released, each once", released.length, unique(released.map(({ args }) => String(args.lotId)))),
    ...differ("accreditations marked", expectedLapsed.length, lapsed.length),
    ...differ("accreditations marked, each once", lapsed.length, unique(lapsed.map(({ args }) => String(args.id)))),
    ...differ("payments", payments.length, paid.length),
  ];
  return verdict("chain: every due item done once", released.length + lapsed.length + paid.length, differences);
};

const checkDossier = async (stage: Stage): Promise<Check> => {
  const { client, deployment, prospectus } = stage;
  const { dossier, token } = deployment;
  const notice = dividendNotice(stage);
  const document = await readDocument(client, { dossier, token, name: prospectusName });
  const announcement = await readAnnouncement(client, { dossier, number: dividendNumber });
  const facts = factsOf(stage);
  const differences = [
    ...differ("prospectus", prospectus?.uri, document?.uri),
    ...differ("hash of the prospectus", prospectus?.documentHash, document?.documentHash),
    ...differ("announcement at", notice.uri, announcement?.uri),
    ...differ("hash of the announcement", notice.contentHash, announcement?.contentHash),
    ...differ("announced for", notice.effectiveAt, announcement?.effectiveAt),
  ];
  for (const { name, about, key, value } of facts) {
    differences.push(...differ(name, value, await readFact(client, { dossier, token: about, name: key })));
  }
  return verdict("chain: prospectus, facts, announcement", facts.length + 5, differences);
};

const documentsAnswer = z.object({ documents: z.array(z.object({ uri: z.string(), documentHash: z.string() })) });
const factsAnswer = z.object({ facts: z.array(z.object({ keyText: z.string(), value: z.string() })) });
const announcementsAnswer = z.object({
  announcements: z.array(z.object({ uri: z.string(), contentHash: z.string(), withdrawnBy: z.null() })),
});

/** What an investor finds: the same documents and facts, and an announcement whose text has the hash that is on chain. */
const checkIndexDossier = async (stage: Stage): Promise<Check> => {
  const { documents } = documentsAnswer.parse(await ask(stage, "/documents"));
  const { facts } = factsAnswer.parse(await ask(stage, "/facts"));
  const { announcements } = announcementsAnswer.parse(await ask(stage, "/announcements?kind=DIVIDEND"));
  const expectedFacts = new Map(factsOf(stage).map(({ name, value }) => [name, value]));
  const expectedDocuments = stage.prospectus === undefined ? [] : [stage.prospectus];
  const differences = [
    ...differ("documents", JSON.stringify(expectedDocuments), JSON.stringify(documents)),
    ...differencesOf(expectedFacts, new Map(facts.map(({ keyText, value }) => [keyText, value]))),
    ...differ("announcements", 1, announcements.length),
  ];
  for (const { uri, contentHash } of announcements) {
    const content = new Uint8Array(await (await fetch(uri)).arrayBuffer());
    differences.push(...differ("hash of the announcement", contentHash, sha256(content)));
  }
  return verdict("index: prospectus, facts, announcement", facts.length + documents.length + 2, differences);
};

const ask = async (stage: Stage, path: string): Promise<unknown> => {
  const response = await fetch(`${stage.indexUrl}${path}`);
  if (!response.ok) throw new StoryError(`The index answered ${response.status} to ${path}: ${await response.text()}`);
  return response.json();
};
