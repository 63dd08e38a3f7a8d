/** The system as script/Deploy.s.sol leaves it, with investors and shares in the treasury: where each case begins. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, encodeFunctionData } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { DEVELOPMENT_MNEMONIC } from "../../runtime/anvil.ts";
import { deploy } from "../../runtime/deploy.ts";
import { issue } from "../../sdk/actions/token/issue.ts";
import { transfer } from "../../sdk/actions/token/transfer.ts";
import { transferTreasury } from "../../sdk/actions/token/transferTreasury.ts";
import type { Call, Deployment } from "../../sdk/types.ts";
import { Chain, type Figure } from "./chain.ts";
import { america, germany, type Investor, investor, person, register, switzerland } from "./identity.ts";

export const [owner, provider, custodian, stranger] = ["owner", "provider", "custodian", "stranger"].map(
  (name) => person(name).address,
) as [Address, Address, Address, Address];
const deployer = mnemonicToAccount(DEVELOPMENT_MNEMONIC).address;

const one = (member: Address) => ({ members: [member], threshold: 1 });
/** In total, and by each of seven ratings. */
const limits = (total: number, byRating: number): number[] => [total, ...Array.from({ length: 7 }, () => byRating)];

const config = {
  owner: one(owner),
  registrars: [{ ...one(provider), countries: [switzerland], imports: true }],
  custodian: one(custodian),
  token: { name: "Muster Holding AG", symbol: "MUST", decimals: 0 },
  countries: [switzerland, germany, america].map((country) => ({
    country,
    minRating: 1,
    limits: limits(4_000, 3_000),
  })),
  limits: limits(10_000, 5_000),
};

const TREASURY = 100_000n;

/** Of each country two, of ratings 1 and 2; two newcomers; and one with three accounts. Their numbers are those of the cases. */
const cast: readonly Investor[] = [
  investor("investor 1", switzerland, 1),
  investor("investor 2", switzerland, 2),
  investor("investor 3", germany, 1),
  investor("investor 4", germany, 2),
  investor("investor 5", america, 1),
  investor("investor 6", america, 2),
  investor("investor 7", switzerland, 1),
  investor("investor 8", germany, 1),
  investor("investor 9", switzerland, 1, 3),
];

export class Stage {
  readonly chain: Chain;
  readonly deployment: Deployment;
  /** In which the deployment's transactions are. */
  readonly deploymentBlocks: readonly [first: bigint, last: bigint];
  private readonly folder: string;

  private constructor(chain: Chain, folder: string, deployment: Deployment, blocks: readonly [bigint, bigint]) {
    this.chain = chain;
    this.folder = folder;
    this.deployment = deployment;
    this.deploymentBlocks = blocks;
  }

  static async open(): Promise<Stage> {
    const chain = await Chain.open();
    const folder = mkdtempSync(join(tmpdir(), "scrip-gas-"));
    writeFileSync(join(folder, "config.json"), JSON.stringify(config));
    try {
      const stage = new Stage(chain, folder, ...(await deployIn(chain, folder)));
      await stage.setUp();
      return stage;
    } catch (error) {
      await closeIn(chain, folder);
      throw error;
    }
  }

  private async setUp(): Promise<void> {
    const { registrar, issuer } = this.deployment;
    await this.as(owner, register(registrar, cast), issue({ ...this.of, to: issuer, amount: TREASURY }));
  }

  close(): Promise<void> {
    return closeIn(this.chain, this.folder);
  }

  /** Deploys a further issuer. @returns its blocks */
  async deployAgain(): Promise<readonly [first: bigint, last: bigint]> {
    const [, blocks] = await deployIn(this.chain, this.folder);
    return blocks;
  }

  /** The token, as actions want it. */
  get of(): { token: Address } {
    return { token: this.deployment.token };
  }

  /** By the number of the case: 1 to 9. */
  investor(number: number): Investor {
    return cast[number - 1] as Investor;
  }

  account(number: number): Address {
    return this.investor(number).account;
  }

  as(from: Address, ...calls: readonly Call[]): Promise<void> {
    return this.chain.sendAll(from, calls);
  }

  measure(from: Address, call: Call): Promise<Figure> {
    return this.chain.measure(from, call);
  }

  /** A transfer of shares between accounts. */
  move(from: Address, to: Address, amount: bigint, token = this.deployment.token): Promise<Figure> {
    return this.measure(from, transfer({ token, to, amount }));
  }

  /** 1,000 shares each. */
  async give(accounts: readonly Address[], token = this.deployment.token): Promise<void> {
    await this.as(owner, ...accounts.map((to) => transferTreasury({ token, to, amount: 1_000n })));
  }

  /** Investors 1 to 6 hold 1,000 shares each, none of which has moved. */
  give1000(token = this.deployment.token): Promise<void> {
    return this.give(
      [1, 2, 3, 4, 5, 6].map((number) => this.account(number)),
      token,
    );
  }

  /** As T6 begins: and investor 1 has sold to investor 2, so its position keeps what the registrar said. */
  async distribute(token = this.deployment.token): Promise<void> {
    await this.give1000(token);
    await this.as(this.account(1), transfer({ token, to: this.account(2), amount: 100n }));
  }

  /** T6 has happened: 400 shares of investor 1 went to investor 8. */
  async untilFirstDeal(token = this.deployment.token): Promise<void> {
    await this.distribute(token);
    await this.as(this.account(1), transfer({ token, to: this.account(8), amount: 400n }));
  }

  /** And holders have dealt with one another: their positions keep what the registrar said of them. */
  async untilT7(token = this.deployment.token): Promise<void> {
    await this.untilFirstDeal(token);
    await this.as(this.account(2), transfer({ token, to: this.account(3), amount: 100n }));
    await this.as(this.account(5), transfer({ token, to: this.account(6), amount: 100n }));
  }

  attach(module: Address): Promise<void> {
    const { issuer, token } = this.deployment;
    const data = encodeFunctionData({ abi: issuingEntityAbi, functionName: "attachModule", args: [token, module] });
    return this.as(owner, { to: issuer, value: 0n, data });
  }
}

const deployIn = async (chain: Chain, folder: string): Promise<[Deployment, readonly [bigint, bigint]]> => {
  const before = await chain.client.getBlockNumber();
  const deployment = await deploy({
    rpcUrl: chain.url,
    configPath: join(folder, "config.json"),
    deploymentPath: join(folder, "deployment.json"),
    sender: deployer,
  });
  return [deployment, [before + 1n, await chain.client.getBlockNumber()]];
};

const closeIn = async (chain: Chain, folder: string): Promise<void> => {
  await chain.close();
  rmSync(folder, { recursive: true, force: true });
};
