/**
 * What becomes of times at which nobody was there:
 * - `all`: every one is made up for, in order
 * - `latest`: the last one only
 * - `skip`: none
 * - `ask`: a person decides
 */
export const missedPolicies = ["all", "latest", "skip", "ask"] as const;

export type MissedPolicy = (typeof missedPolicies)[number];

export type Rules = {
  missed: MissedPolicy;
  /** seconds after which a time is missed for good, whatever the policy */
  catchUp: number;
};

/** seconds for which a time still counts as met: a wake-up and a block come a little later than the clock */
export const punctuality = 120;

export type Decision = {
  /** to be run, in order */
  run: readonly number[];
  missed: readonly { at: number; reason: string }[];
  ask: readonly number[];
};

/** What to do with times (Unix seconds) that have come and are not done; `now` is the head's time. */
export const decide = (
  { missed: policy, catchUp }: Rules,
  { due, now }: { due: readonly number[]; now: number },
): Decision => {
  const inOrder = [...new Set(due)].filter((at) => at <= now).sort((a, b) => a - b);
  const isGone = (at: number) => at < now - catchUp;
  const isLate = (at: number) => at < now - punctuality;
  const gone = inOrder.filter(isGone).map((at) => ({ at, reason: "older than the catch-up window" }));
  const open = inOrder.filter((at) => !isGone(at));
  const past = (at: number) => ({ at, reason: `missed, and the policy is ${policy}` });

  if (policy === "all") return { run: open, missed: gone, ask: [] };
  if (policy === "latest") return { run: open.slice(-1), missed: [...gone, ...open.slice(0, -1).map(past)], ask: [] };
  const [late, met] = [open.filter(isLate), open.filter((at) => !isLate(at))];
  if (policy === "skip") return { run: met, missed: [...gone, ...late.map(past)], ask: [] };
  return { run: met, missed: gone, ask: late };
};
