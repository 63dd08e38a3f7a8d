/** Follows the trace of a transaction as a client does, and counts what schedules price. Pure. */
import { today } from "./prices.ts";
import { type Lasting, type Usage, unused } from "./schedule.ts";

/** A struct log of a debugging node: gas, and the stack with its top at the end, before the step. */
export interface Step {
  readonly op: string;
  readonly gas: number;
  readonly gasCost: number;
  readonly depth: number;
  readonly stack: readonly string[];
}

export interface Transaction {
  readonly from: string;
  /** Whom it calls, or the contract that it creates. */
  readonly to: string;
  readonly creates: boolean;
  readonly data: string;
  readonly steps: readonly Step[];
  /** What a word held before the transaction. */
  readonly wordBefore: (account: string, slot: bigint) => bigint;
}

/** A step whose price is not known, or that costs today what its count does not explain. */
export class UnexplainedStepError extends Error {
  override readonly name = "UnexplainedStepError";
  constructor({ op, depth }: Step, index: number, why: string) {
    super(`Step ${index}, ${op} at depth ${depth}: ${why}.`);
  }
}

/**
 * What the transaction did.
 *
 * @throws UnexplainedStepError
 */
export const walk = (transaction: Transaction): Usage => new Walk(transaction).run();

const CALLS = ["CALL", "CALLCODE", "DELEGATECALL", "STATICCALL"];
const CALLS_WITH_VALUE = ["CALL", "CALLCODE"];
const CREATES = ["CREATE", "CREATE2"];
const ACCOUNT_READS = ["BALANCE", "EXTCODEHASH", "EXTCODESIZE", "EXTCODECOPY"];
const CODE_READS = ["EXTCODESIZE", "EXTCODECOPY"];
/** A call that ends otherwise loses all its gas. */
const ORDERLY_ENDS = ["STOP", "RETURN", "REVERT"];
/** What a word of code that creates a contract costs (EIP-3860). */
const INITCODE_WORD = 2;
/** What an account costs more the first time. Memory that a call needs is far below it. */
const COLD_SURCHARGE = today.coldAccount - today.warmAccess;

const wordsOf = (bytes: number): number => Math.ceil(bytes / 32);
const addressOf = (word: bigint): string => `0x${(word % 2n ** 160n).toString(16).padStart(40, "0")}`;
const isPrecompile = (account: string): boolean => BigInt(account) <= 0x11n || BigInt(account) === 0x100n;

/** What runs on one account's storage, from the step that called it to its own last. */
interface Frame {
  readonly account: string;
  readonly gas: number;
  readonly changes: number;
  /** Nothing: the transaction itself. */
  readonly caller?: { readonly step: Step; readonly index: number; readonly priced: number };
}

class Walk {
  private readonly usage = unused();
  private readonly transaction: Transaction;
  private readonly frames: Frame[] = [];
  private readonly warm = new Set<string>();
  private readonly words = new Map<string, bigint>();
  /** How to take each change back. */
  private readonly undo: (() => void)[] = [];

  constructor(transaction: Transaction) {
    this.transaction = transaction;
  }

  run(): Usage {
    const { steps, to } = this.transaction;
    this.begin();
    this.frames.push({ account: to.toLowerCase(), gas: steps[0]?.gas ?? 0, changes: 0 });
    steps.forEach((step, index) => {
      const next = steps[index + 1];
      if (next === undefined || next.depth < step.depth) this.end(step, next);
      else if (next.depth > step.depth) this.call(step, index, next.gas);
      else this.usage.compute += this.restOf(step, index, step.gas - next.gas);
    });
    return this.usage;
  }

  private begin(): void {
    const { from, to, creates, data } = this.transaction;
    const bytes = data.slice(2).match(/../g) ?? [];
    this.usage.zeroBytes = bytes.filter((byte) => byte === "00").length;
    this.usage.nonzeroBytes = bytes.length - this.usage.zeroBytes;
    for (const account of [from, to]) this.warm.add(account.toLowerCase());
    if (!creates) this.usage.recipients = 1;
    else {
      this.usage.compute += INITCODE_WORD * wordsOf(bytes.length);
      this.create();
    }
  }

  /** Counts what schedules price in a step of one frame. @returns the gas that all schedules share */
  private restOf(step: Step, index: number, cost: number): number {
    const { op } = step;
    if (op === "SLOAD") return this.expect(step, index, cost - this.readWord(step), 1);
    if (op === "SSTORE") return this.expect(step, index, cost - this.writeWord(step), 1);
    if (ACCOUNT_READS.includes(op)) {
      if (CODE_READS.includes(op)) this.usage.codeReads += 1;
      return this.expect(step, index, cost - this.touch(addressOf(stackAt(step, 0))), COLD_SURCHARGE);
    }
    if (CALLS.includes(op)) {
      const account = this.calledBy(step, index);
      const most = isPrecompile(account) ? Number.POSITIVE_INFINITY : COLD_SURCHARGE;
      return this.expect(step, index, cost - this.touch(account), most);
    }
    if (CREATES.includes(op)) throw new UnexplainedStepError(step, index, "it creates a contract and runs no code");
    return cost;
  }

  private call(step: Step, index: number, gas: number): void {
    const { account, priced } = CREATES.includes(step.op) ? this.created(step, index) : this.called(step, index);
    this.frames.push({ account, gas, changes: this.undo.length, caller: { step, index, priced } });
    if (CREATES.includes(step.op)) this.create();
  }

  private called(step: Step, index: number): { account: string; priced: number } {
    const code = this.calledBy(step, index);
    const priced = this.touch(code);
    return { account: step.op === "DELEGATECALL" ? this.frame().account : code, priced };
  }

  private calledBy(step: Step, index: number): string {
    if (CALLS_WITH_VALUE.includes(step.op)) this.expectNoEther(step, index, stackAt(step, 2));
    return addressOf(stackAt(step, 1));
  }

  private expectNoEther(step: Step, index: number, value: bigint): void {
    if (value !== 0n) throw new UnexplainedStepError(step, index, "it moves ether, which has no price here");
  }

  /** The address stands on the stack when the creation has ended. */
  private created(step: Step, index: number): { account: string; priced: number } {
    const { steps } = this.transaction;
    this.expectNoEther(step, index, stackAt(step, 0));
    let after = index + 1;
    while ((steps[after]?.depth ?? 0) > step.depth) after += 1;
    const account = addressOf(stackAt(steps[after] ?? step, 0));
    this.add(this.warm, account);
    return { account, priced: today.creation };
  }

  private create(): void {
    this.usage.creations += 1;
    this.keep("accounts", 1);
  }

  /** The last step of a frame. The caller's own cost is what went from it and not into the frame. */
  private end(step: Step, next: Step | undefined): void {
    const { gas, changes, caller } = this.frame();
    if (step.op === "SELFDESTRUCT") throw new UnexplainedStepError(step, 0, "it has no price here");
    const orderly = ORDERLY_ENDS.includes(step.op);
    const left = orderly ? step.gas - step.gasCost : 0;
    this.usage.compute += step.gas - left;
    if (!orderly || step.op === "REVERT") this.takeBack(changes);
    this.frames.pop();

    const creates = caller === undefined ? this.transaction.creates : CREATES.includes(caller.step.op);
    const code = creates && step.op === "RETURN" ? this.deploy(Number(stackAt(step, 1))) : 0;
    if (caller === undefined || next === undefined) return;
    const own = caller.step.gas - next.gas - (gas - left) - caller.priced - code;
    const most = creates ? Number.POSITIVE_INFINITY : COLD_SURCHARGE;
    this.usage.compute += this.expect(caller.step, caller.index, own, most);
  }

  /** @returns today's price */
  private deploy(bytes: number): number {
    this.usage.codeBytes += bytes;
    this.usage.codeWords += wordsOf(bytes);
    this.keep("codeBytes", bytes);
    return bytes * today.codeByte;
  }

  /** @returns today's price */
  private readWord(step: Step): number {
    return this.warmUp(this.keyOf(step))
      ? this.count("coldSlots", "coldSlot")
      : this.count("warmAccesses", "warmAccess");
  }

  /** @returns today's price */
  private writeWord(step: Step): number {
    const key = this.keyOf(step);
    const cold = this.warmUp(key) ? this.count("coldSlotsOfWrites", "coldSlotOfWrite") : 0;
    const before = this.transaction.wordBefore(this.frame().account, stackAt(step, 0));
    const now = this.words.get(key) ?? before;
    const value = stackAt(step, 1);
    if (value === now) return cold + this.count("warmAccesses", "warmAccess");
    this.set(key, value);
    if (before === 0n) this.keepFreshWord(now, value);
    else this.keepChangedWord(before, now, value);
    if (now !== before) return cold + this.count("warmAccesses", "warmAccess");
    return cold + (before === 0n ? this.count("freshWords", "freshWord") : this.count("changedWords", "changedWord"));
  }

  private keepFreshWord(now: bigint, value: bigint): void {
    if (now === 0n) this.keep("words", 1);
    if (value !== 0n) return;
    this.keep("words", -1);
    this.keep("freshWordsUndone", 1);
  }

  private keepChangedWord(before: bigint, now: bigint, value: bigint): void {
    if (now === 0n) this.keep("clearedWords", -1);
    if (value === 0n) this.keep("clearedWords", 1);
    if (value === before) this.keep("changedWordsUndone", 1);
  }

  /** @returns today's price of the access */
  private touch(account: string): number {
    const cold = !isPrecompile(account) && this.warmUp(account);
    return cold ? this.count("coldAccounts", "coldAccount") : this.count("warmAccesses", "warmAccess");
  }

  /** @returns whether it was cold */
  private warmUp(key: string): boolean {
    const cold = !this.warm.has(key);
    if (cold) this.add(this.warm, key);
    return cold;
  }

  private count<
    Name extends "coldSlot" | "coldSlotOfWrite" | "coldAccount" | "warmAccess" | "freshWord" | "changedWord",
  >(what: Exclude<keyof Usage, "lasting">, price: Name): number {
    this.usage[what] += 1;
    return today[price];
  }

  /** What is left of a step's cost must be what memory and precompiles explain. */
  private expect(step: Step, index: number, rest: number, below: number): number {
    if (rest >= 0 && rest < below) return rest;
    throw new UnexplainedStepError(step, index, `${rest} of its gas are not explained by what it touched`);
  }

  private frame(): Frame {
    return this.frames[this.frames.length - 1] as Frame;
  }

  private keyOf(step: Step): string {
    return `${this.frame().account}:${stackAt(step, 0)}`;
  }

  private add(set: Set<string>, key: string): void {
    set.add(key);
    this.undo.push(() => set.delete(key));
  }

  private set(key: string, value: bigint): void {
    const old = this.words.get(key);
    this.words.set(key, value);
    this.undo.push(() => (old === undefined ? this.words.delete(key) : this.words.set(key, old)));
  }

  private keep(what: keyof Lasting, count: number): void {
    this.usage.lasting[what] += count;
    this.undo.push(() => {
      this.usage.lasting[what] -= count;
    });
  }

  private takeBack(changes: number): void {
    while (this.undo.length > changes) this.undo.pop()?.();
  }
}

const stackAt = ({ stack }: Step, fromTop: number): bigint => BigInt(stack[stack.length - 1 - fromTop] ?? "0x0");
