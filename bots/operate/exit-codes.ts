/** What a command of the keepers ends with. */
export const exitCodes = {
  ok: 0,
  /** a fault: the reason stands on standard error */
  failed: 1,
  /** not done, because a rule says no */
  refused: 2,
  /** done or not, nobody knows yet: a person must look */
  unknown: 3,
  /** something that the keepers need is missing */
  notReady: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
