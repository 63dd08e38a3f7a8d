import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, createPublicClient, createTestClient, http, isAddressEqual } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { errorsAbi } from "../../abis/errors.ts";
import { keeperGatewayAbi } from "../../abis/KeeperGateway.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { DEVELOPMENT_MNEMONIC, startAnvil } from "../../runtime/anvil.ts";
import { deploy, ForgeScriptError } from "../../runtime/deploy.ts";
import { readSources } from "../../sdk/reads/gateway.ts";
import { type Deployment, moduleFamilies } from "../../sdk/types.ts";

const personAt = (addressIndex: number) => mnemonicToAccount(DEVELOPMENT_MNEMONIC, { addressIndex }).address;
const groupOf = (addressIndex: number) => ({ members: [personAt(addressIndex)], threshold: 1 });
const deployer = personAt(0);
const DETERMINISTIC_DEPLOYER = "0x4e59b44847b379578588920cA78FbF26c0B4956C";
const noLimits = [0, 0, 0, 0, 0, 0, 0, 0];
const CONFIG = {
  owner: groupOf(1),
  registrars: [{ ...groupOf(2), countries: [756] }],
  custodian: groupOf(3),
  token: { name: "Sample AG registered shares", symbol: "SAMP", decimals: 0 },
  countries: [{ country: 756, minRating: 1, limits: noLimits }],
  limits: noLimits,
};

describe("deployments of one chain", () => {
  let folder: string;
  let chain: Awaited<ReturnType<typeof startAnvil>>;

  const deployTo = (name: string): Promise<Deployment> =>
    deploy({
      rpcUrl: chain.url,
      configPath: join(folder, "deploy.json"),
      deploymentPath: join(folder, name),
      sender: deployer,
    });
  /** What all issuers share: the administration, the parts behind it, the factory. */
  const partsOf = async ({ token, factory }: Deployment): Promise<readonly Address[]> => {
    const client = createPublicClient({ transport: http(chain.url) });
    const ask = { address: token as Address, abi: securityTokenAbi, functionName: "facetAddresses" } as const;
    return [...(await client.readContract(ask)), factory as Address];
  };
  const callsOfDeployer = async (after: bigint): Promise<number> => {
    const client = createPublicClient({ transport: http(chain.url) });
    const last = await client.getBlockNumber();
    const numbers = Array.from({ length: Number(last - after) }, (_, i) => after + BigInt(i) + 1n);
    const blocks = await Promise.all(
      numbers.map((blockNumber) => client.getBlock({ blockNumber, includeTransactions: true })),
    );
    const receivers = blocks.flatMap(({ transactions }) => transactions.map(({ to }) => to));
    expect(receivers.length).toBeGreaterThan(0);
    return receivers.filter((to) => to !== null && isAddressEqual(to, DETERMINISTIC_DEPLOYER)).length;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "scrip-deploy-test-"));
    writeFileSync(join(folder, "deploy.json"), JSON.stringify(CONFIG));
    chain = await startAnvil();
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await chain.stop();
    rmSync(folder, { recursive: true });
  });

  it("share the code that serves all issuers, and deploy none of it again", async () => {
    const first = await deployTo("first.json");
    const parts = await partsOf(first);
    const client = createPublicClient({ transport: http(chain.url) });
    const made = await Promise.all(parts.map((address) => client.getCode({ address })));
    expect(made.every((code) => code !== undefined)).toBe(true);

    const before = await client.getBlockNumber();
    const second = await deployTo("second.json");
    expect(second.issuer).not.toBe(first.issuer);
    expect(await partsOf(second)).toEqual(parts);
    expect(await callsOfDeployer(before)).toBe(0);
  });

  it("refuse other code where that code belongs, and a chain that cannot have it there", async () => {
    const first = await deployTo("record.json");
    const [, rules] = await partsOf(first);
    const test = createTestClient({ mode: "anvil", transport: http(chain.url) });
    await test.setCode({ address: rules as Address, bytecode: "0x00" });
    await expect(deployTo("other.json")).rejects.toThrow(ForgeScriptError);
    await expect(deployTo("other.json")).rejects.toThrow(`TokenRules: what stands at ${rules} is other code`);

    await test.setCode({ address: DETERMINISTIC_DEPLOYER, bytecode: "0x" });
    await expect(deployTo("none.json")).rejects.toThrow("This chain has no deterministic deployer at");
  });

  it("have a gateway that lists their sources of work, and may be set by their owner alone", async () => {
    const deployment = await deployTo("record.json");
    const { gateway, accreditations, counts, issuer } = deployment;
    const modules = moduleFamilies.map((family) => deployment[family]);
    const client = createPublicClient({ transport: http(chain.url) });
    const ask = { address: gateway as Address, abi: keeperGatewayAbi } as const;

    const listed = await readSources(client, { gateway: gateway as Address });
    expect(listed.map(({ address }) => address)).toEqual([...modules, accreditations, counts]);
    expect(listed.map(({ kinds }) => kinds.map(({ name }) => name))).toEqual([
      ["release"],
      ["open", "pay", "close", "announce"],
      ["expire"],
      ["expire", "refile"],
      ["synchronise"],
    ]);
    expect(await client.readContract({ ...ask, functionName: "issuer" })).toBe(issuer);
    const work = [{ source: 0, kind: 0 }];
    const stop = { ...ask, abi: [...keeperGatewayAbi, ...errorsAbi], functionName: "pause", args: [work] } as const;
    expect((await client.simulateContract({ ...stop, account: personAt(1) })).result).toBe(true);
    await expect(client.simulateContract({ ...stop, account: deployer })).rejects.toThrow("MultiSig_NotMember");
  });
});
