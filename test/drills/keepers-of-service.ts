import { z } from "zod";
import { readConfig } from "../../bots/config.ts";
import { bindChain } from "../../bots/ledger/chain.ts";
import { migrate } from "../../bots/ledger/migrate.ts";
import { createLog } from "../../bots/log.ts";
import { withParts } from "../../bots/parts.ts";
import { work } from "../../bots/work.ts";
import { loadEnv } from "../../runtime/env.ts";
import { createRemoteSigner } from "../../runtime/signer.ts";
import { addressSchema } from "../../sdk/types.ts";
import { keyOfService } from "./key-service.ts";

// The keepers as an operator runs them whose key lies in a service: `bots/run.ts` with another signer, nothing else.

const { KEY_SERVICE, KEY_ADDRESS } = z.object({ KEY_SERVICE: z.url(), KEY_ADDRESS: addressSchema }).parse(process.env);
const config = readConfig(loadEnv(), { needsKey: false });
await withParts(config, createLog(config.logLevel), { readOnly: false }, async (parts) => {
  const { db, deployment, startBlockHash } = parts;
  await migrate(db);
  await bindChain(db, { chainId: deployment.chainId, startBlock: deployment.startBlock, startBlockHash });
  await work({ ...parts, config, account: createRemoteSigner(keyOfService(KEY_SERVICE, KEY_ADDRESS)) });
});
