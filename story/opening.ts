import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import {
  type Account,
  type Address,
  createPublicClient,
  createTestClient,
  createWalletClient,
  http,
  isAddressEqual,
  type PublicClient,
  publicActions,
  sha256,
} from "viem";
import { anvil as anvilChain } from "viem/chains";
import { z } from "zod";
import { startAnvil } from "../runtime/anvil.ts";
import { deploy, runForgeScript } from "../runtime/deploy.ts";
import { startIndex } from "../runtime/index-process.ts";
import { createKeystore } from "../runtime/keystore.ts";
import { freePort } from "../runtime/ports.ts";
import { ensureDatabase, startPostgres } from "../runtime/postgres.ts";
import { hold } from "../runtime/process.ts";
import { type Inputs, type InvestorRow, parseInputs, printNotice, requireValid } from "../sdk/files/index.ts";
import { readRegistrarPlace } from "../sdk/reads/investors.ts";
import type { SendingClient } from "../sdk/send.ts";
import { addressSchema, type Deployment } from "../sdk/types.ts";
import { type Cast, castOf, deployConfigOf, type Investor } from "./cast.ts";
import { createClock } from "./clock.ts";
import { startKeepers } from "./keepers.ts";
import { createModel } from "./model/index.ts";
import type { StoryOptions } from "./options.ts";
import { createRandom } from "./random.ts";
import type { Screen } from "./screen.ts";
import { type Stage, StoryError } from "./stage.ts";

/** Everybody on stage starts with this much of the embedded chain's own coin, in wei. */
const pocketMoney = 100n * 10n ** 18n;

/** The prospectus as it goes on chain: whoever has the file can check it with sha256sum. */
const readProspectus = (folder: string, { issuer: { prospectus } }: Inputs): Stage["prospectus"] => {
  if (prospectus === undefined) return undefined;
  const path = join(folder, prospectus.file);
  try {
    return { uri: prospectus.uri, documentHash: sha256(readFileSync(path)) };
  } catch {
    throw new StoryError(`${path} cannot be read. Put the prospectus there, or leave it out of issuer.json.`);
  }
};

export type Opening = { stage: Stage; walletOwner: Investor };

/** All three files, checked as a whole before anything starts. @throws InputFileError that names every problem */
export const readInputs = (folder: string, screen: Screen): Inputs => {
  const read = (name: string): string => {
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {
      throw new StoryError(
        `${join(folder, name)} cannot be read. Put investors.csv, distribution.csv and issuer.json there.`,
      );
    }
  };
  const parsed = parseInputs({
    investors: read("investors.csv"),
    distribution: read("distribution.csv"),
    issuer: read("issuer.json"),
  });
  for (const notice of parsed.notices) screen.line(undefined, printNotice(notice));
  return requireValid(parsed);
};

/** Starts chain, database, contracts, index and keepers, as production has them, and puts the people on stage. */
export const openStage = async (options: StoryOptions, inputs: Inputs, screen: Screen): Promise<Opening> => {
  const prospectus = readProspectus(options.data, inputs);
  const folder = await temporaryFolder();
  const cast = castOf(inputs);
  const walletOwner = chooseWalletOwner(cast, inputs);

  const [postgres, chain] = await Promise.all([
    startPostgres(),
    startAnvil({ timestamp: inputs.issuer.issueDate, accounts: 1 }),
  ]);
  const rpc = createPublicClient({ chain: anvilChain, transport: http(chain.url) });
  screen.line(undefined, `embedded chain at ${chain.url}, embedded Postgres 17`);
  await fundPeople(chain.url, cast);

  const deploymentPath = join(folder, "deployment.json");
  const configPath = join(folder, "deploy.json");
  writeFileSync(configPath, JSON.stringify(deployConfigOf(cast, inputs.issuer)));
  const deployer = cast.deployer.account.address;
  const deployment = await deploy({ rpcUrl: chain.url, configPath, deploymentPath, sender: deployer });
  const props = await deployProps({ rpcUrl: chain.url, folder, sender: deployer, inputs, cast, walletOwner });
  screen.line(
    undefined,
    `deployed registrar, claims, issuer, dossier, ${inputs.issuer.token.className}, lock-ups, dividends, custodian`,
  );

  const [indexPort, keeperPort] = [await freePort(), await freePort()];
  const index = await startIndex({
    rpcUrls: [chain.url],
    deploymentPath,
    databaseUrl: postgres.url,
    port: indexPort,
    pollingInterval: 100,
  });
  screen.line(undefined, `index at ${index.url}`);
  const clock = createClock(rpc);
  const keepers = await startKeepers({
    port: keeperPort,
    env: {
      RPC_URLS: chain.url,
      DEPLOYMENT: deploymentPath,
      DATABASE_URL: await ensureDatabase(postgres.url, "scrip"),
      KEEPER_PORT: `${keeperPort}`,
      ...(await keeperKey(folder, chain.url)),
      KEEPER_SCHEDULE: "* * * * * *",
      CONFIRMATIONS: "2",
      LOG_LEVEL: "debug",
    },
    nameOf: cast.nameOfId,
    onAction: ({ keeper, text, hash }) => {
      void clock.now().then((now) => screen.line(now, `  keeper ${keeper}: ${text} (${hash.slice(0, 10)}…)`));
    },
  });
  screen.line(undefined, `keepers at ${keepers.url}`);

  const stage: Stage = {
    inputs,
    cast,
    model: createModel(inputs, { issuer: deployment.issuer, token: deployment.token, custodian: deployment.custodian }),
    random: createRandom(options.seed),
    screen,
    clock,
    client: rpc,
    deployment,
    registrarPlace: await placeOf(rpc, deployment),
    prospectus,
    nameOf: (account) =>
      isAddressEqual(account, props.wallet) ? `${walletOwner.legalName}'s wallet contract` : cast.nameOf(account),
    props,
    keepers,
    indexUrl: index.url,
    indexed: async () => index.syncedTo(await rpc.getBlockNumber({ cacheTime: 0 })),
    as: (account) => clientOf(chain.url, account),
  };
  return { stage, walletOwner };
};

const placeOf = async (client: PublicClient, deployment: Deployment): Promise<number> => {
  const place = await readRegistrarPlace(client, deployment);
  if (place === undefined) throw new StoryError("The issuer does not accept the registrar that was deployed with it.");
  return place;
};

const temporaryFolder = async (): Promise<string> => {
  mkdirSync(".scrip", { recursive: true });
  const folder = await mkdtemp(join(process.cwd(), ".scrip", "story-"));
  hold({
    name: "the story's files",
    release: () => rmSync(folder, { recursive: true, force: true }),
    guarded: { path: folder },
  });
  return folder;
};

const clientOf = (url: string, account: Account | Address): SendingClient =>
  createWalletClient({ account, chain: anvilChain, transport: http(url), pollingInterval: 20 }).extend(publicActions);

/** Gives everybody gas money, and lets the story speak for accounts whose keys it does not have. */
const fundPeople = async (url: string, cast: Cast): Promise<void> => {
  const client = createTestClient({ mode: "anvil", chain: anvilChain, transport: http(url) });
  await client.request({ method: "anvil_autoImpersonateAccount", params: [true] } as never);
  const members = [cast.owner, ...cast.registrars, cast.custodian].flatMap((group) => group.members);
  const people = [...members, cast.treasurer, cast.deployer].map(({ account }) => account.address);
  for (const address of [...people, ...cast.investors.flatMap(({ accounts }) => accounts)]) {
    await client.setBalance({ address, value: pocketMoney });
  }
};

const keeperKey = async (folder: string, url: string) => {
  const [path, passwordFile] = [join(folder, "keeper.json"), join(folder, "keeper.password")];
  writeFileSync(passwordFile, crypto.randomUUID(), { mode: 0o600 });
  const { address } = await createKeystore({ path, passwordFile });
  await createTestClient({ mode: "anvil", chain: anvilChain, transport: http(url) }).setBalance({
    address,
    value: pocketMoney,
  });
  return { KEEPER_KEYSTORE: path, KEEPER_PASSWORD_FILE: passwordFile };
};

const propsSchema = z.object({ currency: addressSchema, wallet: addressSchema });

type PropsParameters = {
  rpcUrl: string;
  folder: string;
  sender: Address;
  inputs: Inputs;
  cast: Cast;
  walletOwner: InvestorRow;
};

/** The payment currency and a wallet contract that refuses payments: what the story needs beside the protocol. */
const deployProps = async ({ rpcUrl, folder, sender, inputs, cast, walletOwner }: PropsParameters) => {
  const { currency, amount } = inputs.issuer.dividend;
  const path = join(folder, "props.json");
  await runForgeScript({
    script: "script/StoryProps.s.sol",
    rpcUrl,
    sender,
    env: {
      CURRENCY_NAME: currency.name,
      CURRENCY_SYMBOL: currency.symbol,
      CURRENCY_DECIMALS: `${currency.decimals}`,
      WALLET_OWNER: walletOwner.accounts[0] ?? "",
      TREASURER: cast.treasurer.account.address,
      CURRENCY_AMOUNT: `${amount}`,
      PROPS: path,
    },
  });
  return propsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
};

/** An investor with free shares, one account and none in custody. */
const chooseWalletOwner = ({ investors }: Cast, { distribution }: Inputs): Investor => {
  const receives = new Set(distribution.map(({ address }) => address));
  const owner = investors.find(
    ({ accounts, custodyPercent }) =>
      accounts.length === 1 && custodyPercent === 0 && receives.has(accounts[0] as Address),
  );
  if (owner === undefined)
    throw new StoryError("No investor with one account and no custody receives shares. Add one.");
  return owner;
};
