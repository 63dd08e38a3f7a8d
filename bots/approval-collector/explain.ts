import { type Hex, isHex, size } from "viem";
import { IntakeError } from "../approvals/errors.ts";
import type { CallReport, Intake } from "../approvals/intake.ts";
import { type Subject, SubjectNameError, type Told, timeText } from "../subject.ts";

/** Tells of a call that needs approvals, by its hash. */
export const createCallSubject = ({ intake }: { intake: Pick<Intake, "find"> }): Subject => ({
  noun: "call",
  example: "call 0x… (its hash)",
  find: async (name) => {
    if (!isHex(name) || size(name) !== 32) {
      throw new SubjectNameError(`"${name}" is no hash of a call. It has 32 bytes: 0x and 64 hex digits.`);
    }
    const payload = { field: "callHash", value: name.toLowerCase() };
    const report = await intake.find(name.toLowerCase() as Hex).catch((error: unknown) => {
      if (error instanceof IntakeError && error.status === 404) return undefined;
      throw error;
    });
    if (report === undefined)
      return { standing: "missing", because: "nobody has proposed it here", facts: [], payload };
    return { ...standingOf(report), facts: factsOf(report), payload };
  },
});

const factsOf = ({ sentence, approved, threshold, missing, call, notCounted }: CallReport): string[] => [
  `${sentence}.`,
  `${approved.length} of ${threshold} approvals; may still approve: ${missing.join(", ") || "nobody"}. Deadline ${timeText(call.deadline)}.`,
  ...notCounted.map(({ signer, reason }) => `The signature of ${signer} does not count: ${reason}.`),
];

const standingOf = ({ state, approved, threshold }: CallReport): Pick<Told, "standing" | "because"> => {
  if (state === "executed") return { standing: "done", because: "it was executed" };
  if (state === "approved") return { standing: "due", because: "it has met its threshold" };
  if (state === "waiting") {
    return { standing: "early", because: `${threshold - approved.length} more approvals are needed` };
  }
  return { standing: "void", because: state === "too late" ? "its deadline has passed" : `it is ${state}` };
};
