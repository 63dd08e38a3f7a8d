import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, createPublicClient, http, isAddressEqual } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { errorsAbi } from "../../abis/errors.ts";
import { keeperGatewayAbi } from "../../abis/KeeperGateway.ts";
import { DEVELOPMENT_MNEMONIC, startAnvil } from "../../runtime/anvil.ts";
import { deploy, ForgeScriptError } from "../../runtime/deploy.ts";
import { readSources } from "../../sdk/reads/gateway.ts";
import { type Deployment, moduleFamilies } from "../../sdk/types.ts";

const personAt = (addressIndex: number) => mnemonicToAccount(DEVELOPMENT_MNEMONIC, { addressIndex }).address;
const groupOf = (addressIndex: number) => ({ members: [personAt(addressIndex)], threshold: 1 });
const deployer = personAt(0);
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
  const hasCode = async (address: Address | undefined): Promise<boolean> => {
    const client = createPublicClient({ transport: http(chain.url) });
    return address !== undefined && (await client.getCode({ address })) !== undefined;
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

  it("share the token factory that the record names, or the environment", async () => {
    const first = await deployTo("record.json");
    expect(await hasCode(first.factory)).toBe(true);

    const second = await deployTo("record.json");
    expect(second.factory).toBe(first.factory);
    expect(second.issuer).not.toBe(first.issuer);

    vi.stubEnv("FACTORY", first.factory as string);
    expect((await deployTo("other.json")).factory).toBe(first.factory);

    vi.stubEnv("FACTORY", first.issuer);
    await expect(deployTo("wrong.json")).rejects.toThrow(ForgeScriptError);
    await expect(deployTo("wrong.json")).rejects.toThrow(`FACTORY: no TokenFactory stands at ${first.issuer}`);
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

  it("do not trust the record of a chain that was started anew", async () => {
    const first = await deployTo("record.json");
    writeFileSync(join(folder, "record.json"), JSON.stringify({ ...first, factory: first.token }));
    const second = await deployTo("record.json");
    expect(isAddressEqual(second.factory as Address, first.token)).toBe(false);
    expect(await hasCode(second.factory)).toBe(true);
  });
});
