import { issueLocked, type LockedIssue } from "../../sdk/actions/lockup/issueLocked.ts";
import { issueOf } from "../../sdk/files/issues.ts";
import { readIssued } from "../../sdk/reads/issued.ts";
import { approveTogether, type Stage, shares } from "../stage.ts";

const batchSize = 20;

/**
 * Issues what distribution.csv says and the chain has not issued yet. Run again, it issues nothing: each row has its
 * name on chain.
 */
export const issueFromFile = async (stage: Stage): Promise<void> => {
  const { issuer, distribution } = stage.inputs;
  const { token, lockup } = stage.deployment;
  const terms = { token, lockup: issuer.lockup, issuedAt: issuer.issueDate };
  const all = distribution.map((row) => issueOf(row, terms));
  const issued = await readIssued(stage.client, { lockup, issueIds: all.map(({ issueId }) => issueId) });
  const open = all.filter((_, index) => issued[index] === false);

  for (let at = 0; at < open.length; at += batchSize) {
    await issueBatch(stage, open.slice(at, at + batchSize));
    stage.screen.progress("issuing", Math.min(at + batchSize, open.length), open.length);
  }
  const total = open.reduce((sum, { amount }) => sum + amount, 0n);
  const lots = open.reduce((count, issue) => count + issue.lots.length, 0);
  stage.screen.line(
    await stage.clock.now(),
    open.length === 0
      ? `distribution.csv again: ${all.length} rows were issued before, 0 are new`
      : `distribution.csv: issued ${shares(stage, total)} to ${open.length} accounts, ${lots} lots locked up`,
  );
};

const issueBatch = async (stage: Stage, issues: readonly LockedIssue[]): Promise<void> => {
  await approveTogether(stage, stage.cast.owner, issueLocked({ lockup: stage.deployment.lockup, issues }));
  const now = await stage.clock.now();
  for (const { to, amount, lots } of issues) {
    const locked = lots.map((lot) => ({ amount: lot.amount, until: lot.lockupEnd }));
    stage.model.apply({ kind: "issue", account: to, amount, locked, now });
  }
};
