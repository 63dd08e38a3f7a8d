import { type Address, type Hex, sha256, stringToBytes, stringToHex } from "viem";
import { announce } from "../../sdk/actions/dossier/announce.ts";
import { setDocument } from "../../sdk/actions/dossier/setDocument.ts";
import { setFact } from "../../sdk/actions/dossier/setFact.ts";
import { executeBatch } from "../../sdk/actions/multisig/executeBatch.ts";
import { dossierName, isinKey, leiKey } from "../../sdk/dossier.ts";
import { approveTogether, money, type Stage } from "../stage.ts";
import { dividendDates } from "./dividend.ts";

export const prospectusName = dossierName("PROSPECTUS");

/** The first announcement of the story's dossier. */
export const dividendNumber = 1n;

/** A fact of issuer.json as it is stated on chain. */
export type StoryFact = { name: string; key: Hex; value: Hex; about: Address | undefined };

/** The security's ISIN, the company's LEI: what issuer.json gives. */
export const factsOf = ({ inputs: { issuer }, deployment: { token } }: Stage): StoryFact[] => {
  const given = [
    { name: "ISIN", key: isinKey, text: issuer.token.isin, about: token },
    { name: "LEI", key: leiKey, text: issuer.lei, about: undefined },
  ];
  return given.flatMap(({ text, ...fact }) => (text === undefined ? [] : [{ ...fact, value: stringToHex(text) }]));
};

/** The directors publish prospectus and facts under one approval: all or none. */
export const publishProspectus = async (stage: Stage): Promise<void> => {
  const { issuer: multisig, dossier, token } = stage.deployment;
  const { prospectus, screen, clock, inputs } = stage;
  const documents =
    prospectus === undefined ? [] : [setDocument({ dossier, token, name: prospectusName, ...prospectus })];
  const facts = factsOf(stage).map(({ about, key, value }) => setFact({ dossier, token: about, key, value }));
  const steps = [...documents, ...facts];
  if (steps.length === 0) return screen.line(await clock.now(), "issuer.json names no prospectus, ISIN or LEI");

  await approveTogether(stage, stage.cast.owner, executeBatch({ multisig, steps }));
  const { company, lei, token: security } = inputs.issuer;
  if (prospectus !== undefined) {
    const hash = `${prospectus.documentHash.slice(0, 10)}…`;
    screen.line(await clock.now(), `${company} published its prospectus: ${prospectus.uri}, SHA-256 ${hash}`);
  }
  const stated = [security.isin && `ISIN ${security.isin}`, lei && `LEI ${lei}`].filter(Boolean);
  if (stated.length > 0) screen.line(await clock.now(), `${company} stated ${stated.join(" and ")}`);
};

/** What the directors announce. The text travels in the URI itself, so that anyone can check its hash. */
export const dividendNotice = (stage: Stage) => {
  const { company, dividend, token } = stage.inputs.issuer;
  const { recordDate, paymentDate } = dividendDates(stage);
  const title = `${company}: dividend on ${token.className}`;
  const text =
    `${title}\n${money(stage, dividend.amount)} in all, paid from ${day(paymentDate)} to those who hold shares ` +
    `at ${new Date(recordDate * 1000).toISOString()}.\n`;
  return {
    kind: dossierName("DIVIDEND"),
    titleHash: sha256(stringToBytes(title)),
    contentHash: sha256(stringToBytes(text)),
    effectiveAt: paymentDate,
    uri: `data:text/plain;charset=utf-8;base64,${Buffer.from(text).toString("base64")}`,
  };
};

export const announceDividend = async (stage: Stage): Promise<void> => {
  const { dossier, token } = stage.deployment;
  await approveTogether(stage, stage.cast.owner, announce({ dossier, token, ...dividendNotice(stage) }));
  stage.screen.line(
    await stage.clock.now(),
    `${stage.inputs.issuer.company} announced it: announcement ${dividendNumber} of its dossier`,
  );
};

const day = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);
