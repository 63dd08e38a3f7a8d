import { type Hex, keccak256, stringToHex, toFunctionSelector, zeroAddress, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimRegistryAbi } from "../../abis/ClaimRegistry.ts";
import { dossierAbi } from "../../abis/Dossier.ts";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { attestClaims } from "../../sdk/actions/claims/attest.ts";
import { revokeClaim } from "../../sdk/actions/claims/revoke.ts";
import { setAuthorityTopics } from "../../sdk/actions/claims/setTopics.ts";
import { announce } from "../../sdk/actions/dossier/announce.ts";
import { removeDocument } from "../../sdk/actions/dossier/removeDocument.ts";
import { removeFact } from "../../sdk/actions/dossier/removeFact.ts";
import { removePartitionFact } from "../../sdk/actions/dossier/removePartitionFact.ts";
import { setDocument } from "../../sdk/actions/dossier/setDocument.ts";
import { setFact } from "../../sdk/actions/dossier/setFact.ts";
import { setPartitionFact } from "../../sdk/actions/dossier/setPartitionFact.ts";
import { issueByPartition } from "../../sdk/actions/partition/issue.ts";
import { setPartition } from "../../sdk/actions/partition/set.ts";
import { setPartitionExchange } from "../../sdk/actions/partition/setExchange.ts";
import { consentTypedData } from "../../sdk/actions/registrar/consent.ts";
import { registerConsentingAccounts } from "../../sdk/actions/registrar/registerConsentingAccounts.ts";
import { suspendAccounts } from "../../sdk/actions/registrar/suspendAccounts.ts";
import { suspendInvestors } from "../../sdk/actions/registrar/suspendInvestors.ts";
import { cancelNonce } from "../../sdk/actions/token/cancelNonce.ts";
import { issue } from "../../sdk/actions/token/issue.ts";
import { renameToken } from "../../sdk/actions/token/rename.ts";
import { setContractUri } from "../../sdk/actions/token/setContractUri.ts";
import { transferBySignature } from "../../sdk/actions/token/transferBySignature.ts";
import { keyHolderData, subjectOfAccount, subjectOfInvestor, topicOf } from "../../sdk/claims.ts";
import { dossierName, isinKey, leiKey } from "../../sdk/dossier.ts";
import { defaultPartition, partitionOf } from "../../sdk/partitions.ts";
import { type SignedTransfer, signedTransferTypedData } from "../../sdk/signedTransfers.ts";
import type { Call } from "../../sdk/types.ts";
import { type Account, cast, investorIds, startWorld, type World } from "./world.ts";

const DAY = 86_400;
const OWNER = 1;
const ATTESTER = 2;

describe("the index follows claims, dossier, suspensions, further tokens, signatures and names", () => {
  let world: World;

  const synced = async () => world.index.syncedTo(await world.client.getBlockNumber({ cacheTime: 0 }));
  const now = async (): Promise<number> => Number((await world.client.getBlock()).timestamp);
  const owner = (call: Call) => world.act(cast.owner, call);
  /** What the API answers when the index has seen the head. */
  const ask = async <T>(path: string): Promise<T> => {
    await synced();
    const { status, body } = await world.ask(path);
    expect({ path, status, body }).toMatchObject({ status: 200 });
    return body as T;
  };
  const refused = async (path: string) => {
    await synced();
    const { status, body } = await world.ask(path);
    return { status, error: (body as { error: string }).error };
  };

  beforeAll(async () => {
    world = await startWorld();
  });

  afterAll(async () => {
    await world?.stop();
  });

  describe("claims", () => {
    interface ClaimAnswer {
      investorId: number | null;
      account: Hex | null;
      topic: Hex;
      topicText: string | null;
      attester: number;
      attestedAt: number;
      expiresAt: number;
      data: Hex;
      revoked: boolean;
      revokedBy: number | null;
      valid: boolean;
    }
    const [broker, holder] = [topicOf("BROKER"), topicOf("KEY_HOLDER")];
    const [ann, bobsAccount] = [subjectOfInvestor(investorIds.ann), subjectOfAccount(cast.bob.address)];
    const data = keccak256("0x01");
    const claims = (query = "") => ask<{ claims: ClaimAnswer[] }>(`/claims${query}`).then((answer) => answer.claims);
    const attester = (call: Call) => world.act(cast.custodians[0], call);

    /** Each figure against the registry's own word. */
    const compare = async (expected: number): Promise<ClaimAnswer[]> => {
      const answered = await claims();
      expect(answered).toHaveLength(expected);
      for (const claim of answered) {
        const subject = claim.investorId ? subjectOfInvestor(claim.investorId) : subjectOfAccount(claim.account as Hex);
        const read = { address: world.contracts.claims, abi: claimRegistryAbi } as const;
        const args = [subject, claim.topic, claim.attester] as const;
        const { attestedAt, expiresAt, data } = claim.revoked ? { attestedAt: 0, expiresAt: 0, data: zeroHash } : claim;
        expect(await world.client.readContract({ ...read, functionName: "claimOf", args })).toEqual({
          attestedAt,
          expiresAt,
          data,
        });
        expect(await world.client.readContract({ ...read, functionName: "isValidClaim", args })).toBe(claim.valid);
      }
      return answered;
    };

    beforeAll(async () => {
      const { contracts, send } = world;
      const registrar = { to: contracts.registrar, abi: kycRegistrarAbi } as const;
      await send(cast.owner, {
        ...registrar,
        functionName: "addAuthority",
        args: [[cast.custodians[0].address], 1, 4_000_000_000],
      });
      const attest = toFunctionSelector("attestClaims((bytes32,bytes32,uint40,bytes32)[])");
      const revoke = toFunctionSelector("revokeClaim(bytes32,bytes32,uint32)");
      await send(cast.owner, {
        ...registrar,
        functionName: "setAuthoritySignatures",
        args: [ATTESTER, contracts.claims, [attest, revoke], true],
      });
      await send(cast.owner, {
        ...registrar,
        functionName: "setAuthorityCountryRange",
        args: [ATTESTER, 2, 1, 999, true],
      });
      const topics = [broker, holder];
      await owner(setAuthorityTopics({ claims: contracts.claims, authority: ATTESTER, topics, permitted: true }));
    });

    it("tells each claim with its state, by subject, topic and attester", async () => {
      const registry = world.contracts.claims;
      const expiresAt = (await now()) + 30 * DAY;
      const attestations = [
        { subject: ann, topic: broker, expiresAt, data },
        { subject: bobsAccount, topic: holder, expiresAt: expiresAt + DAY, data: keyHolderData(investorIds.ann) },
      ];
      await attester(attestClaims({ claims: registry, attestations }));
      await owner(attestClaims({ claims: registry, attestations: attestations.slice(0, 1) }));

      const answered = await compare(3);
      expect(answered).toContainEqual(
        expect.objectContaining({
          investorId: investorIds.ann,
          account: null,
          topicText: "BROKER",
          attester: ATTESTER,
          expiresAt,
          data,
          revoked: false,
          revokedBy: null,
          valid: true,
        }),
      );
      expect(await claims(`?account=${cast.bob.address}`)).toMatchObject([
        {
          investorId: null,
          account: cast.bob.address.toLowerCase(),
          topicText: "KEY_HOLDER",
          data: keyHolderData(investorIds.ann),
        },
      ]);
      expect(await claims(`?investor=${investorIds.ann}&topic=BROKER&attester=${OWNER}`)).toHaveLength(1);
      expect(await claims(`?investor=${investorIds.ann}&account=${cast.bob.address}`)).toHaveLength(3);
      expect(await claims(`?topic=${holder}`)).toHaveLength(1);
    });

    it("tells who took a claim back, and that it was attested anew", async () => {
      const registry = world.contracts.claims;
      await owner(revokeClaim({ claims: registry, subject: ann, topic: broker, attester: ATTESTER }));
      expect(await claims("?revoked=true")).toMatchObject([
        { attester: ATTESTER, revoked: true, revokedBy: OWNER, valid: false },
      ]);
      await compare(3);

      const expiresAt = (await now()) + 40 * DAY;
      await attester(
        attestClaims({ claims: registry, attestations: [{ subject: ann, topic: broker, expiresAt, data }] }),
      );
      expect(await claims("?revoked=true")).toEqual([]);
      expect(await claims(`?attester=${ATTESTER}&topic=BROKER`)).toMatchObject([
        { expiresAt, revokedBy: null, valid: true },
      ]);
      await compare(3);
    });

    it("counts no claim as valid whose attester lost the topic, is restricted, or whose time is over", async () => {
      const { contracts, client, send } = world;
      const topics = { claims: contracts.claims, authority: ATTESTER, topics: [holder] };
      await owner(setAuthorityTopics({ ...topics, permitted: false }));
      expect((await compare(3)).filter(({ valid }) => valid)).toHaveLength(2);
      await owner(setAuthorityTopics({ ...topics, permitted: true }));
      expect(await claims("?valid=false")).toEqual([]);

      const restrict = (restricted: boolean) =>
        send(cast.owner, {
          to: contracts.registrar,
          abi: kycRegistrarAbi,
          functionName: "setAuthorityRestriction",
          args: [ATTESTER, restricted],
        });
      await restrict(true);
      await compare(3);
      expect(await claims("?valid=true")).toMatchObject([{ attester: OWNER }]);
      await restrict(false);

      const [{ expiresAt = 0 } = {}] = await claims(`?attester=${OWNER}`);
      await client.setNextBlockTimestamp({ timestamp: BigInt(expiresAt) - 1n });
      await client.mine({ blocks: 1 });
      await compare(3);
      expect(await claims("?valid=true")).toHaveLength(3);
      await client.setNextBlockTimestamp({ timestamp: BigInt(expiresAt) });
      await client.mine({ blocks: 1 });
      await compare(3);
      expect(await claims("?valid=false")).toMatchObject([{ attester: OWNER, revoked: false }]);
    });
  });

  describe("the dossier", () => {
    const name = dossierName("PROSPECTUS");
    const [first, second] = [keccak256("0x01"), keccak256("0x02")];
    const uri = "https://Example.com/Prospectus.PDF?Version=1";
    const about = (token: Hex | null) => token ?? zeroAddress;

    it("tells documents as they stand and each version that they have had", async () => {
      const { contracts, client } = world;
      const { dossier, token } = contracts;
      const read = { address: dossier, abi: dossierAbi } as const;
      await owner(setDocument({ dossier, token, name, uri, documentHash: first }));
      await owner(setDocument({ dossier, token, name, uri: "ipfs://Two", documentHash: second }));
      await owner(removeDocument({ dossier, token, name }));
      await owner(setDocument({ dossier, token, name, uri: "ipfs://Three", documentHash: first }));
      await owner(setDocument({ dossier, name, uri: "ipfs://OfTheIssuer", documentHash: second }));
      await owner(setDocument({ dossier, name: second, uri: "ipfs://Gone", documentHash: second }));
      await owner(removeDocument({ dossier, name: second }));

      const { documents } = await ask<{
        documents: {
          token: Hex | null;
          name: Hex;
          uri: string;
          documentHash: Hex;
          publishedAt: number;
          version: number;
        }[];
      }>("/documents");
      for (const subject of [token, zeroAddress]) {
        const onChain = await client.readContract({ ...read, functionName: "documentsOf", args: [subject] });
        const answered = documents.filter((document) => about(document.token) === subject.toLowerCase());
        expect(
          answered.map(({ name, documentHash, publishedAt, version, uri }) => ({
            name,
            documentHash,
            modifiedAt: publishedAt,
            version: BigInt(version),
            uri,
          })),
        ).toEqual(onChain);
      }
      expect(documents).toMatchObject([
        { token: null, nameText: "PROSPECTUS" },
        { token: token.toLowerCase(), version: 3 },
      ]);
      expect(await ask(`/documents?token=${zeroAddress}`)).toMatchObject({
        documents: [{ uri: "ipfs://OfTheIssuer" }],
      });
      expect(await ask("/documents?token=SAMP")).toMatchObject({ documents: [{ uri: "ipfs://Three" }] });

      const { versions } = await ask<{
        versions: { version: number; uri: string; publishedAt: number; removedAt: number | null; documentHash: Hex }[];
      }>("/documents/PROSPECTUS?token=SAMP");
      expect(versions).toMatchObject([
        { version: 3, stands: true, supersededAt: null, removedAt: null },
        { version: 2, stands: false, supersededAt: null, uri: "ipfs://Two" },
        { version: 1, stands: false, supersededAt: versions[1]?.publishedAt, removedAt: null, uri },
      ]);
      for (const { version, publishedAt, removedAt, documentHash } of versions) {
        const args = [token, name, BigInt(version)] as const;
        const onChain = await client.readContract({ ...read, functionName: "documentVersion", args });
        expect({ documentHash, publishedAt, removedAt: removedAt ?? 0 }).toEqual(onChain);
      }
      expect(await ask(`/documents/${second}`)).toMatchObject({ versions: [{ stands: false, nameText: null }] });
      expect(await refused("/documents/NOTHING")).toEqual({
        status: 404,
        error: "Document NOTHING was never published.",
      });
    });

    it("tells facts as they stand and each value that they have had", async () => {
      const { contracts, client } = world;
      const { dossier, token } = contracts;
      const free = dossierName("COUPON");
      await owner(setFact({ dossier, token, key: isinKey, value: stringToHex("CH0038863350") }));
      await owner(setFact({ dossier, key: leiKey, value: stringToHex("KY37LUS27QQX7BB93L28") }));
      await owner(setFact({ dossier, token, key: free, value: "0xff00" }));
      await owner(setFact({ dossier, token, key: free, value: stringToHex("2.5 %") }));
      await owner(removeFact({ dossier, token, key: free }));
      await owner(setFact({ dossier, token, key: free, value: stringToHex("3 %") }));
      await owner(setFact({ dossier, key: free, value: "0x01" }));
      await owner(removeFact({ dossier, key: free }));

      const { facts } = await ask<{ facts: { token: Hex | null; key: Hex; value: Hex }[] }>("/facts");
      expect(facts).toMatchObject([
        { token: null, keyText: "LEI", valueText: "KY37LUS27QQX7BB93L28" },
        { token: token.toLowerCase(), keyText: "COUPON", valueText: "3 %" },
        { token: token.toLowerCase(), keyText: "ISIN", valueText: "CH0038863350" },
      ]);
      const read = { address: dossier, abi: dossierAbi } as const;
      for (const subject of [token, zeroAddress]) {
        const keys = await client.readContract({ ...read, functionName: "factKeys", args: [subject] });
        const answered = facts.filter((fact) => about(fact.token) === subject.toLowerCase());
        expect(new Set(answered.map(({ key }) => key))).toEqual(new Set(keys));
        for (const { key, value } of answered) {
          expect(await client.readContract({ ...read, functionName: "getFact", args: [subject, key] })).toBe(value);
        }
      }

      const history = await ask<{ statements: { supersededAt: number | null; statedAt: number }[] }>(
        "/facts/COUPON?token=SAMP",
      );
      expect(history.statements).toMatchObject([
        { valueText: "3 %", stands: true },
        { valueText: "2.5 %", stands: false, supersededAt: null, removedAt: expect.any(Number) },
        { value: "0xff00", valueText: null, stands: false, supersededAt: history.statements[1]?.statedAt },
      ]);
      expect(await ask(`/facts/COUPON?token=${zeroAddress}`)).toMatchObject({ statements: [{ stands: false }] });
      expect((await refused("/facts/WKN")).status).toBe(404);
    });

    it("tells what is stated of a partition as it stands", async () => {
      const { dossier, token } = world.contracts;
      const at = { dossier, token, partition: defaultPartition };
      const key = dossierName("RATE");
      await owner(setPartitionFact({ ...at, key, value: stringToHex("2 %") }));
      await owner(setPartitionFact({ ...at, key, value: stringToHex("3 %") }));
      await owner(setPartitionFact({ ...at, key: dossierName("CALLABLE"), value: "0xff" }));
      await owner(removePartitionFact({ ...at, key: dossierName("CALLABLE") }));

      expect(await ask("/partitions?token=SAMP")).toMatchObject({
        partitions: [{ partition: defaultPartition, facts: [{ keyText: "RATE", valueText: "3 %" }] }],
      });
    });

    it("tells announcements and what withdrew them", async () => {
      const { contracts, client } = world;
      const { dossier, token } = contracts;
      const notice = { dossier, titleHash: first, contentHash: second, effectiveAt: 1_900_000_000 };
      const kind = dossierName("DIVIDEND");
      await owner(announce({ ...notice, token, kind, uri }));
      await owner(announce({ ...notice, kind: dossierName("MEETING"), uri: "ipfs://Meeting" }));
      await owner(announce({ ...notice, token, kind, uri: "ipfs://Withdrawal", withdraws: 1n }));

      const { announcements } = await ask<{ announcements: Record<string, string | number | null>[] }>(
        "/announcements",
      );
      expect(announcements.map(({ number }) => number)).toEqual(["3", "2", "1"]);
      for (const { number, ...told } of announcements) {
        const args = [BigInt(number as string)] as const;
        const onChain = await client.readContract({
          address: dossier,
          abi: dossierAbi,
          functionName: "getAnnouncement",
          args,
        });
        expect({ ...told, token: told.token ?? zeroAddress }).toMatchObject({
          token: onChain.notice.token.toLowerCase(),
          kind: onChain.notice.kind,
          titleHash: onChain.notice.titleHash,
          contentHash: onChain.notice.contentHash,
          effectiveAt: onChain.notice.effectiveAt,
          uri: onChain.notice.uri,
          publishedAt: onChain.publishedAt,
          withdraws: onChain.notice.withdraws === 0n ? null : onChain.notice.withdraws.toString(),
          withdrawnBy: onChain.withdrawnBy === 0n ? null : onChain.withdrawnBy.toString(),
        });
      }
      expect(await ask("/announcements?token=SAMP&kind=DIVIDEND")).toMatchObject({
        announcements: [
          { number: "3", withdraws: "1" },
          { number: "1", withdrawnBy: "3" },
        ],
      });
      expect(await ask(`/announcements?token=${zeroAddress}`)).toMatchObject({ announcements: [{ number: "2" }] });
      expect(await ask("/announcements/1")).toMatchObject({ kindText: "DIVIDEND", uri });
      expect((await refused("/announcements/4")).status).toBe(404);
    });

    it("is not stopped by text that the database cannot hold", async () => {
      const { dossier } = world.contracts;
      await owner(
        setDocument({ dossier, name: dossierName("ODD"), uri: "ipfs://a\0b\ud83d\ude00", documentHash: first }),
      );
      expect(await ask("/documents/ODD")).toMatchObject({ versions: [{ uri: "ipfs://a\ufffdb\ud83d\ude00" }] });
    });
  });

  describe("suspensions", () => {
    it("shows them beside restrictions, with memo and authority, as the registrar has them", async () => {
      const { contracts, client, send } = world;
      const { registrar } = contracts;
      const unbound = "0x00000000000000000000000000000000000000ff";
      const accounts = [cast.annsOther.address, unbound] as const;
      await owner(suspendInvestors({ registrar, ids: [investorIds.ann], suspended: true, memo: "order 7" }));
      await owner(suspendAccounts({ registrar, accounts, suspended: true, memo: "Sanctioned" }));
      await send(cast.owner, {
        to: registrar,
        abi: kycRegistrarAbi,
        functionName: "restrictAccounts",
        args: [investorIds.ann, [cast.ann.address]],
      });

      const onChain = await client.readContract({
        address: registrar,
        abi: kycRegistrarAbi,
        functionName: "investorSuspension",
        args: [investorIds.ann],
      });
      const order = { authority: onChain.authority, since: onChain.since, memo: onChain.memo, memoText: "order 7" };
      expect(await ask(`/investors/${investorIds.ann}`)).toMatchObject({
        suspended: true,
        restricted: false,
        suspension: order,
        accounts: expect.arrayContaining([
          expect.objectContaining({
            ...{ account: cast.ann.address.toLowerCase(), restricted: true, suspended: false, suspension: null },
          }),
          expect.objectContaining({
            ...{ account: cast.annsOther.address.toLowerCase(), restricted: false, suspended: true },
            suspension: expect.objectContaining({ authority: OWNER, memoText: "Sanctioned" }),
          }),
        ]),
      });
      expect(await ask("/investors?suspended=true")).toMatchObject({ investors: [{ id: investorIds.ann }] });
      expect(await ask(`/holders/${cast.ann.address}`)).toMatchObject({ restricted: true, suspended: false });
      expect(await ask(`/holders/${cast.annsOther.address}`)).toMatchObject({ restricted: false, suspended: true });
      const { suspensions } = await ask<{ suspensions: { account: Hex | null; investorId: number | null }[] }>(
        "/suspensions",
      );
      expect(suspensions).toHaveLength(3);
      expect(suspensions).toContainEqual(expect.objectContaining({ investorId: investorIds.ann, account: null }));
      expect(suspensions).toContainEqual(expect.objectContaining({ account: unbound, memoText: "Sanctioned" }));

      await owner(suspendInvestors({ registrar, ids: [investorIds.ann], suspended: false, memo: "order 8" }));
      await owner(suspendAccounts({ registrar, accounts, suspended: false, memo: "" }));
      expect(await ask(`/investors/${investorIds.ann}`)).toMatchObject({
        suspended: false,
        suspension: null,
        accounts: expect.arrayContaining([
          expect.objectContaining({ account: cast.ann.address.toLowerCase(), restricted: true }),
          expect.objectContaining({
            ...{ account: cast.annsOther.address.toLowerCase(), suspended: false, suspension: null },
          }),
        ]),
      });
      expect(await ask("/suspensions")).toEqual({ suspensions: [] });
    });

    it("binds accounts that consented", async () => {
      const { registrar, chainId } = world.contracts;
      const id = investorIds.cora;
      const deadline = (await now()) + DAY;
      const account = cast.stranger.address;
      const signature = await cast.stranger.signTypedData(
        consentTypedData({ chainId, registrar, id, account, authority: OWNER, deadline }),
      );
      await owner(
        registerConsentingAccounts({ registrar, id, accounts: [account], consents: [{ deadline, signature }] }),
      );
      expect(await ask(`/investors/${id}`)).toMatchObject({ accounts: [{}, { account: account.toLowerCase() }] });
    });
  });

  describe("further tokens", () => {
    let further: Hex;
    /** Block of the only change of the first token. */
    let issued: bigint;
    const shares = () => ({ to: further, abi: securityTokenAbi }) as const;

    it("takes the only token where none is named, by address or symbol where one is", async () => {
      const { issue, contracts } = world;
      issued = (await issue(cast.bob.address, 100n)).blockNumber;
      const expected = await ask("/cap-table");
      expect(expected).toMatchObject({ token: contracts.token.toLowerCase(), total: "100" });
      expect(await ask("/cap-table?token=SAMP")).toEqual(expected);
      expect(await ask(`/cap-table?token=${contracts.token}`)).toEqual(expected);
      expect(await refused("/cap-table?token=ELSE")).toEqual({
        status: 400,
        error: `token "ELSE" is no token of this issuer. There are: SAMP (${contracts.token.toLowerCase()}).`,
      });
      expect((await refused("/cap-table?token=samp")).status).toBe(400);
      expect((await refused("/cap-table?token=")).status).toBe(400);
    });

    it("keeps the register of each token apart", async () => {
      const { client, contracts, deploy, send } = world;
      const args = [contracts.issuer, contracts.office, "Sample AG bonds", "SAMB", 2];
      further = await deploy("SecurityToken", args);
      const house = { to: contracts.issuer, abi: issuingEntityAbi } as const;
      await send(cast.owner, { ...house, functionName: "addToken", args: [further] });
      await send(cast.owner, { ...shares(), functionName: "issue", args: [cast.bob.address, 70n, "0x"] });
      await send(cast.bob, { ...shares(), functionName: "transfer", args: [cast.cora.address, 30n] });

      const { holders } = await ask<{ holders: { account: Hex; balance: string }[] }>("/cap-table?token=SAMB");
      expect(holders).toHaveLength(2);
      for (const { account, balance } of holders) {
        const read = { address: further, abi: securityTokenAbi, functionName: "balanceOf", args: [account] } as const;
        expect(await client.readContract(read)).toBe(BigInt(balance));
      }
      expect(await ask("/cap-table?token=SAMP")).toMatchObject({ total: "100", holders: [{ balance: "100" }] });
      const time = await now();
      expect(await ask(`/supply?token=SAMB&at-time=${time}`)).toMatchObject({ total: "70", holders: 2 });
      expect(await ask(`/supply?token=SAMP&at-time=${time}`)).toMatchObject({
        total: "100",
        asOf: { block: Number(issued), time },
      });
      expect(await ask(`/holders/${cast.bob.address}?token=SAMB`)).toMatchObject({ balance: "40" });
      expect(await ask(`/investors/${investorIds.bob}?token=SAMB`)).toMatchObject({ total: "40" });
      expect(await ask(`/investors/${investorIds.bob}?token=SAMP`)).toMatchObject({ total: "100" });
      expect(await ask("/tokens")).toMatchObject({
        tokens: [
          { token: further.toLowerCase(), name: "Sample AG bonds", symbol: "SAMB", decimals: 2, totalSupply: "70" },
          { token: contracts.token.toLowerCase(), symbol: "SAMP", decimals: 0, totalSupply: "100", paused: false },
        ],
      });
    });

    it.each(["/cap-table", "/supply", "/lots", "/distributions", "/distributions/1", `/investors/${investorIds.bob}`])(
      "asks which token is meant: %s",
      async (path) => {
        const { status, error } = await refused(path);
        expect(status).toBe(400);
        expect(error).toContain("token must be given, because there are several: ");
        expect(error).toContain(`SAMB (${further.toLowerCase()})`);
      },
    );

    it("says that it does not read a module instead of leaving its lots out", async () => {
      const { contracts, deploy, lock, send } = world;
      await lock(cast.bob.address, 5n, (await now()) + DAY);
      expect(await ask("/lots?token=SAMP")).toMatchObject({ lots: [{ amount: "5" }] });
      expect(await ask("/lots?token=SAMB")).toMatchObject({ lots: [] });
      const lockup = await deploy("LockupModule", [further]);
      const house = { to: contracts.issuer, abi: issuingEntityAbi } as const;
      await send(cast.owner, { ...house, functionName: "attachModule", args: [further, lockup] });
      const lots = [{ amount: 10n, lockupEnd: (await now()) + DAY }] as const;
      await send(cast.owner, {
        to: lockup,
        abi: lockupModuleAbi,
        functionName: "lock",
        args: [cast.bob.address, lots],
      });

      const { status, error } = await refused("/lots?token=SAMB");
      expect(status).toBe(503);
      expect(error).toContain(`does not read module ${lockup.toLowerCase()}`);
      expect(await ask("/lots?token=SAMP")).toMatchObject({ lots: [{ amount: "5" }] });
      expect(await ask("/distributions?token=SAMB")).toEqual({ distributions: [] });
      expect(await ask(`/holders/${cast.bob.address}?token=SAMB`)).toMatchObject({ encumbered: "10", free: "30" });
      expect(await ask("/tokens")).toMatchObject({
        tokens: [
          { modules: [{ module: lockup.toLowerCase(), attached: true, indexed: false }] },
          { modules: [{ indexed: true }, { indexed: true }, { indexed: true }] },
        ],
      });
    });

    it("takes no symbol that two tokens have", async () => {
      const { contracts, deploy, send } = world;
      const twin = await deploy("SecurityToken", [contracts.issuer, contracts.office, "Twin", "SAMB", 0]);
      const house = { to: contracts.issuer, abi: issuingEntityAbi } as const;
      await send(cast.owner, { ...house, functionName: "addToken", args: [twin] });

      const { status, error } = await refused("/cap-table?token=SAMB");
      expect(status).toBe(400);
      expect(error).toContain('token "SAMB" is the symbol of several tokens. Give an address: ');
      expect(await ask(`/cap-table?token=${further}`)).toMatchObject({ total: "70" });
    });
  });

  describe("what holders sign and what a token is called", () => {
    let notes: Hex;
    const { annsOther, bob, cora } = cast;
    const CLASS_B = partitionOf("CLASS B");
    const read = <T>(functionName: string, args: readonly unknown[] = []): Promise<T> =>
      world.client.readContract({ address: notes, abi: securityTokenAbi, functionName, args } as never) as Promise<T>;

    beforeAll(async () => {
      const { contracts, deploy, send } = world;
      notes = await deploy("SecurityToken", [contracts.issuer, contracts.office, "Sample AG notes", "SAMN", 0]);
      const house = { to: contracts.issuer, abi: issuingEntityAbi } as const;
      await send(cast.owner, { ...house, functionName: "addToken", args: [notes] });
      await owner(issue({ token: notes, to: bob.address, amount: 100n, data: "0x" }));
      await owner(setPartition({ token: notes, partition: CLASS_B, lockedUntil: 0, description: "" }));
      await owner(setPartitionExchange({ token: notes, from: CLASS_B, to: defaultPartition, open: true }));
      await owner(issueByPartition({ token: notes, partition: CLASS_B, to: bob.address, amount: 30n, data: "0x" }));
    });

    interface NamesAnswer {
      token: Hex;
      name: string;
      symbol: string;
      contractUri: string | null;
      formerNames: { name: string; symbol: string; until: number; tx: Hex }[];
    }
    /** As `/tokens` has it; name, symbol and URI are the chain's. */
    const told = async (): Promise<NamesAnswer> => {
      const { tokens } = await ask<{ tokens: NamesAnswer[] }>("/tokens");
      const answered = tokens.find(({ token }) => token === notes.toLowerCase());
      if (answered === undefined) throw new TypeError("The index has no such token.");
      const { name, symbol, contractUri } = answered;
      expect({ name, symbol, contractUri: contractUri ?? "" }).toEqual({
        name: await read("name"),
        symbol: await read("symbol"),
        contractUri: await read("contractURI"),
      });
      return answered;
    };

    /** Bob's, with changes. */
    const order = async (changes: Partial<SignedTransfer>): Promise<SignedTransfer> => ({
      from: bob.address,
      to: annsOther.address,
      amount: 10n,
      partition: defaultPartition,
      toPartition: changes.partition ?? defaultPartition,
      relayer: zeroAddress,
      fee: 0n,
      nonce: 0n,
      validFrom: 0n,
      deadline: BigInt((await now()) + DAY),
      data: "0x",
      ...changes,
    });
    /** Bob signs, somebody sends. */
    const relay = async (by: Account, changes: Partial<SignedTransfer>) => {
      const signed = await order(changes);
      const place = { chainId: world.contracts.chainId, token: notes, domainName: "Sample AG notes" };
      const signature = await bob.signTypedData(signedTransferTypedData(place, signed));
      return world.act(by, transferBySignature({ token: notes, order: signed, signature }));
    };

    it("keeps each name that a token had, with the second at which it ended, and goes by the new one", async () => {
      expect(await told()).toMatchObject({ formerNames: [], contractUri: null });
      const names = [
        ["Sample AG 5 % notes 2030", "SAMN30"],
        // Neither hex nor an emoji is changed.
        ["0xDeAdBeEf \u{1f4c8}", "0xAB"],
        ["Sample AG notes", "SAMN"],
      ] as const;
      const ends: { tx: Hex; until: number }[] = [];
      for (const [name, symbol] of names) {
        const { transactionHash: tx, blockNumber } = await owner(renameToken({ token: notes, name, symbol }));
        const { timestamp } = await world.client.getBlock({ blockNumber });
        ends.push({ tx, until: Number(timestamp) });
        expect(await told()).toMatchObject({ name, symbol });
        expect(await ask(`/supply?token=${symbol}`)).toMatchObject({ token: notes.toLowerCase(), total: "130" });
      }
      expect((await refused("/supply?token=SAMN30")).status).toBe(400);
      const former = [["Sample AG notes", "SAMN"], names[0], names[1]] as const;
      expect((await told()).formerNames).toEqual(
        former.map(([name, symbol], place) => ({ name, symbol, ...ends[place] })),
      );
      const { tokens } = await ask<{ tokens: NamesAnswer[] }>("/tokens");
      const others = tokens.filter(({ token }) => token !== notes.toLowerCase());
      expect(others.length).toBeGreaterThan(0);
      for (const { formerNames } of others) expect(formerNames).toEqual([]);
    });

    it("tells where wallets find what to show, as it was written, and when nothing is said any more", async () => {
      for (const uri of ["ipfs://QmUpperAndLower/Contract.JSON", "0xABCDEF", "data:application/json,{}"]) {
        await owner(setContractUri({ token: notes, uri }));
        expect(await told()).toMatchObject({ contractUri: uri });
      }
      await owner(setContractUri({ token: notes, uri: "" }));
      expect(await told()).toMatchObject({ contractUri: null });
      const { events } = await ask<{ events: { contract: Hex; args: { uri: string } }[] }>(
        "/events?name=ContractURISet",
      );
      expect(events.filter(({ contract }) => contract === notes.toLowerCase()).map(({ args }) => args.uri)).toEqual([
        "",
        "data:application/json,{}",
        "0xABCDEF",
        "ipfs://QmUpperAndLower/Contract.JSON",
      ]);
    });

    it("tells signed transfers with who sent them, what that cost, and their partition", async () => {
      const last = 2n ** 256n - 1n;
      const [plain, paid, classed, nothing] = [
        await relay(cast.stranger, { nonce: last }),
        await relay(cora, { nonce: 7n, amount: 20n, fee: 3n, relayer: cora.address }),
        await relay(cast.stranger, { nonce: 8n, amount: 5n, partition: CLASS_B, toPartition: defaultPartition }),
        await relay(cora, { nonce: 9n, amount: 0n, to: bob.address }),
      ];
      const lower = (account: Account) => account.address.toLowerCase();
      const rowOf = async ({ transactionHash: tx, blockNumber }: typeof plain, row: object) => ({
        holder: lower(bob),
        to: lower(annsOther),
        partition: defaultPartition,
        partitionText: null,
        toPartition: defaultPartition,
        toPartitionText: null,
        fee: "0",
        ...row,
        tx,
        block: Number(blockNumber),
        time: Number((await world.client.getBlock({ blockNumber })).timestamp),
      });
      const rows = await Promise.all([
        rowOf(nothing, { nonce: "9", relayer: lower(cora), to: lower(bob), amount: "0" }),
        rowOf(classed, {
          nonce: "8",
          relayer: lower(cast.stranger),
          amount: "5",
          partition: CLASS_B,
          partitionText: "CLASS B",
        }),
        rowOf(paid, { nonce: "7", relayer: lower(cora), amount: "20", fee: "3" }),
        rowOf(plain, { nonce: `${last}`, relayer: lower(cast.stranger), amount: "10" }),
      ]);
      const transfers = async (query: string) =>
        (await ask<{ transfers: unknown[] }>(`/signed-transfers?token=SAMN${query}`)).transfers;
      expect(await transfers("")).toEqual(rows);
      expect(await transfers(`&relayer=${cora.address}`)).toEqual([rows[0], rows[2]]);
      expect(await transfers(`&holder=${bob.address}&relayer=${cast.stranger.address}`)).toEqual([rows[1], rows[3]]);
      expect(await transfers(`&holder=${cora.address}`)).toEqual([]);
      expect(await transfers("&limit=2&offset=1")).toEqual(rows.slice(1, 3));
      expect(await ask("/signed-transfers?token=SAMP")).toMatchObject({ transfers: [] });
    });

    it("tells which nonces a holder has used or cancelled, as the chain does", async () => {
      const cancelled = await world.act(bob, cancelNonce({ token: notes, nonce: 10n }));
      const others = await world.act(annsOther, cancelNonce({ token: notes, nonce: 11n }));
      await expect(relay(cast.stranger, { nonce: 10n })).rejects.toThrow();
      await expect(relay(cast.stranger, { nonce: 12n, amount: 1_000n })).rejects.toThrow();

      interface NonceAnswer {
        nonce: string;
        cancelled: boolean;
        tx: Hex;
      }
      const nonces = async (account: Account, query = "") => {
        const path = `/holders/${account.address}/nonces?token=SAMN${query}`;
        return (await ask<{ nonces: NonceAnswer[] }>(path)).nonces;
      };
      const used = await nonces(bob);
      expect(used.map(({ nonce, cancelled }) => [nonce, cancelled])).toEqual([
        ["10", true],
        ["9", false],
        ["8", false],
        ["7", false],
        [`${2n ** 256n - 1n}`, false],
      ]);
      expect(used[0]).toMatchObject({ tx: cancelled.transactionHash, block: Number(cancelled.blockNumber) });
      for (const nonce of [6n, 7n, 8n, 9n, 10n, 11n, 12n, 2n ** 256n - 1n]) {
        const rows = await nonces(bob, `&nonce=${nonce}`);
        expect({ nonce, used: rows.length === 1 }).toEqual({
          nonce,
          used: await read("isNonceUsed", [bob.address, nonce]),
        });
      }
      expect(await nonces(annsOther)).toMatchObject([{ nonce: "11", cancelled: true, tx: others.transactionHash }]);
      expect(await nonces(bob, "&limit=1&offset=1")).toEqual(used.slice(1, 2));
      const path = `/holders/${bob.address}/nonces`;
      expect(await ask(`${path}?token=SAMP`)).toMatchObject({ nonces: [] });
      expect(await refused(`${path}?token=SAMN&nonce=${2n ** 256n}`)).toEqual({
        status: 400,
        error: "nonce must be below 2^256.",
      });
    });

    it("keeps what is signed good under a new name", async () => {
      await owner(renameToken({ token: notes, name: "Muster AG notes", symbol: "MUSN" }));
      await relay(cast.stranger, { nonce: 13n });
      expect(await ask("/signed-transfers?token=MUSN&limit=1")).toMatchObject({ transfers: [{ nonce: "13" }] });
    });
  });
});
