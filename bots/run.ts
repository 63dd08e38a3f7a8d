import { pino } from "pino";
import { type Address, zeroAddress } from "viem";
import { EnvironmentError, loadEnv } from "../runtime/env.ts";
import { readKeystore, readKeystoreAddress } from "../runtime/keystore.ts";
import { BaseError } from "../sdk/errors/index.ts";
import { createInvestorSubject } from "./accreditation-expirer/explain.ts";
import { createCallSubject } from "./approval-collector/explain.ts";
import { createIntake } from "./approvals/intake.ts";
import { type BotsConfig, readConfig } from "./config.ts";
import { createDistributionSubject } from "./distribution-runner/explain.ts";
import { bindChain } from "./ledger/chain.ts";
import { migrate } from "./ledger/migrate.ts";
import { createLotSubject } from "./lockup-unlocker/explain.ts";
import { createLog, type Log, secretsOf, withoutSecrets } from "./log.ts";
import { exitCodeOfError } from "./operate/commands.ts";
import { createObserver } from "./operate/observe.ts";
import { type Office, readLedgerAccount } from "./operate/office.ts";
import { createProgram } from "./operate/program.ts";
import { keepersOf, limitsOf, lookOf, withLedger, withParts } from "./parts.ts";
import { createPledgeSubject } from "./pledge-expirer/explain.ts";
import { repeat } from "./repeat.ts";
import { onSignal } from "./signals.ts";
import { work } from "./work.ts";

// Entry of the keepers: `npm run keepers [-- command]`.

/** milliseconds between two looks of an observer */
const observerPace = 5_000;

const main = async (): Promise<void> => {
  let log = createLog("info");
  let isService = false;
  const program = createProgram({
    run: async ({ observe }) => {
      isService = true;
      const config = readConfig(loadEnv(), { needsKey: !observe });
      log = createLog(config.logLevel, undefined, secretsIn(config));
      await (observe || config.mode === "observe" ? observeOnly(config, log) : keep(config, log));
    },
    withOffice: async (answer) => {
      const config = readConfig(loadEnv(), { needsKey: false });
      log = createLog("warn", pino.destination({ fd: 2, sync: true }), secretsIn(config));
      return withOffice(config, log, answer);
    },
    write: (text) => process.stdout.write(`${text}\n`),
    setExitCode: (code) => {
      process.exitCode = code;
    },
    exit: (code) => process.exit(code),
  });
  try {
    await program.parseAsync();
  } catch (error) {
    // A person reads it: whoever gave a command, or sets the keepers up. What stands in the environment is not quoted.
    if (error instanceof EnvironmentError) process.stderr.write(`${error.message}\n`);
    else if (error instanceof BaseError && !isService) process.stderr.write(`${withoutSecrets(error.shortMessage)}\n`);
    else
      log.fatal({ err: error }, error instanceof BaseError ? error.shortMessage : "the keepers could not be started");
    process.exitCode = exitCodeOfError(error);
  }
};

/** Secrets that stand in the configuration: they are hidden in the log wherever they come up. */
const secretsIn = ({ rpcUrls, databaseUrl, webhook }: BotsConfig): string[] => {
  const urls = [...rpcUrls, databaseUrl, webhook?.url, webhook?.escalationUrl];
  return urls.flatMap((url) => (url === undefined ? [] : secretsOf(url)));
};

const ownTerminal = { input: process.stdin, output: process.stderr };

const keep = (config: BotsConfig, log: Log): Promise<void> =>
  withParts(config, log, { readOnly: false }, async (parts) => {
    const account = await readKeystore(config.keystore ?? "", config.password ?? { terminal: ownTerminal });
    const { db, deployment, startBlockHash } = parts;
    await migrate(db);
    await bindChain(db, { chainId: deployment.chainId, startBlock: deployment.startBlock, startBlockHash });
    await work({ ...parts, config, account });
  });

/** Looks and says what would be done, until a signal. The databases refuse every write of this process. */
const observeOnly = (config: BotsConfig, log: Log): Promise<void> =>
  withParts(config, log, { readOnly: true }, async (parts) => {
    const { chain, client, deployment } = parts;
    const keepers = keepersOf({ ...parts, readOnly: true });
    const account = accountIn(config) ?? zeroAddress;
    const readHead = async () => (await chain.look()).head;
    const observer = createObserver({ client, keepers, account, readHead, log });
    const signal = onSignal(log, () => undefined);
    log.info({ chainId: deployment.chainId, keepers: keepers.map(({ name }) => name) }, "observes: nothing is signed");
    await repeat({ name: "the observation", work: observer.look, every: observerPace, signal, log });
    log.info("stopped");
  });

const accountIn = ({ keystore }: BotsConfig): Address | undefined =>
  keystore === undefined ? undefined : readKeystoreAddress(keystore);

/** What a command needs: the ledger to write a person's word into, the rest to read. */
const withOffice = <T>(config: BotsConfig, log: Log, answer: (office: Office) => Promise<T>): Promise<T> =>
  withParts(config, log, { readOnly: true }, (parts) =>
    withLedger(config, log, async (db) => {
      const { chain, client, deployment, index } = parts;
      const { chainId } = deployment;
      const account = accountIn(config) ?? (await readLedgerAccount(db, chainId));
      const keepers = keepersOf({ ...parts, db, readOnly: true });
      const subjects = [
        createLotSubject({ client, deployment }),
        createDistributionSubject({ client, deployment }),
        createPledgeSubject({ client, deployment }),
        createInvestorSubject({ client, deployment }),
        createCallSubject({ intake: createIntake({ client, db, deployment }) }),
      ];
      const at = account ?? zeroAddress;
      const look = lookOf({ chain, db, index, account: at });
      const limits = limitsOf(config, at);
      return answer({ config, client, deployment, account, db, keepers, subjects, look, limits });
    }),
  );

await main();
