import { accountRecovery } from "ponder:schema";
import { eq } from "ponder";
import type { Hex } from "viem";
import type { Snapshot } from "./snapshot.ts";
import type { Token } from "./tokens.ts";

/** Lost accounts of a token and who succeeded each. No account is lost twice, so a chain of them ends. */
export class Successors {
  readonly #successors: ReadonlyMap<Hex, Hex>;

  constructor(rows: readonly { lost: Hex; successor: Hex }[]) {
    this.#successors = new Map(rows.map(({ lost, successor }) => [lost, successor]));
  }

  /** Null if it was not lost. */
  of(account: Hex): Hex | null {
    return this.#successors.get(account) ?? null;
  }

  /** The last of the chain; the account itself if it was not lost. */
  currentOf(account: Hex): Hex {
    const next = this.of(account);
    return next === null ? account : this.currentOf(next);
  }

  /** The account and all that it succeeded. */
  namesOf(account: Hex): Hex[] {
    const lost = [...this.#successors].filter(([, successor]) => successor === account);
    return [account, ...lost.flatMap(([predecessor]) => this.namesOf(predecessor))];
  }
}

export async function successorsOf({ db }: Snapshot, { address }: Token): Promise<Successors> {
  return new Successors(await db.select().from(accountRecovery).where(eq(accountRecovery.token, address)));
}
