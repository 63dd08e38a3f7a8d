import type { Payload } from "../intent.ts";
import type { Notice } from "../notices/store.ts";

export const watcherName = "term-watcher";

export const termKinds = ["accreditation", "call", "authority"] as const;

export type TermKind = (typeof termKinds)[number];

/** Something that ends by itself, as the chain says. */
export type Term = {
  kind: TermKind;
  /** contract and what it is there, such as `0x…/7` */
  subject: string;
  /** first second (Unix time) at which it is over */
  endsAt: number;
  /** what ends, and what to do about it */
  title: string;
  advice: string;
  detail: Payload;
};

/** How long before an end people are told of it, in seconds; at each distance once. */
export type Distances = Readonly<Record<TermKind, readonly number[]>>;

const [hour, day] = [3_600, 86_400];

export const defaultDistances: Distances = {
  accreditation: [60 * day, 14 * day, day],
  call: [3 * day, day, 2 * hour],
  authority: [60 * day, 14 * day, 3 * day],
};

export type TermSnapshot = { terms: readonly Term[] };

/**
 * What people should know of now: each term that ends within a distance, at the nearest such distance. `now` is the head's
 * time.
 */
export const decide = (
  { snapshot, now }: { snapshot: TermSnapshot; now: number },
  distances: Distances = defaultDistances,
): Notice[] => {
  const notices = snapshot.terms.flatMap((term) => noticeOf(term, now, distances[term.kind]));
  return [...new Map(notices.map((notice) => [`${notice.kind} ${notice.subject}`, notice])).values()];
};

/** The farthest end that anybody is told of, as a time. */
export const horizonOf = (kind: TermKind, now: number, distances: Distances): number =>
  now + Math.max(0, ...distances[kind]);

const noticeOf = (term: Term, now: number, distances: readonly number[]): Notice[] => {
  const { kind, subject, endsAt, title, advice, detail } = term;
  const left = endsAt - now;
  const reached = distances.filter((distance) => left <= distance);
  if (left <= 0 || reached.length === 0) return [];
  const distance = Math.min(...reached);
  return [
    {
      kind: `${kind}-ends`,
      subject: `${subject}@${endsAt}/${distance}`,
      severity: distance === Math.min(...distances) ? "warning" : "info",
      text: `${title} ends at ${timeText(endsAt)}, in less than ${durationText(distance)}. ${advice}`,
      detail,
    },
  ];
};

/** Unix seconds as `2026-11-21 14:30 UTC`. */
const timeText = (seconds: number): string =>
  `${new Date(seconds * 1_000).toISOString().slice(0, 16).replace("T", " ")} UTC`;

const units = [
  ["day", day],
  ["hour", hour],
  ["minute", 60],
  ["second", 1],
] as const;

const durationText = (seconds: number): string => {
  const [name, size] = units.find(([, size]) => seconds % size === 0) ?? ["second", 1];
  const count = seconds / size;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
};
