/** Blocks by their numbers, both ends included. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/** What a provider answers to one question for logs. */
export type LogsAnswer<Refusal> =
  | { kind: "logs"; logs: readonly unknown[] }
  /** It will not answer this question; it may answer a smaller one. */
  | { kind: "refused"; refusal: Refusal }
  /** It would not answer a smaller one either: the rate is exceeded, the key is wrong. */
  | { kind: "failed"; refusal: Refusal };

/** `tooLarge`: ask for fewer blocks at once. */
export type CollectedLogs<Refusal> = LogsAnswer<Refusal> | { kind: "tooLarge" };

/** A question that needs more pieces than this would not be answered in time. */
const MAX_PIECES = 20;
const PARALLEL = 4;

/**
 * Finds out how many blocks a provider gives logs of in one answer, and asks for so many at once. Providers limit the
 * number of blocks or of logs, each in words of its own: so every refusal is answered by asking for half as many blocks,
 * down to one, and every success by asking for a few more.
 */
export class LogRanges {
  readonly #limit: number;
  /** How many blocks are asked for at once. */
  #blocks: number;
  /** The last such number for which there was an answer. */
  #answered: number;

  /** @param limit most blocks of one answer, as the provider says; undefined: not known */
  constructor(limit: number = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
    this.#blocks = limit;
    this.#answered = limit;
  }

  /** Asks for all logs of a range, in as many questions as the provider needs. */
  async collect<Refusal>(
    range: BlockRange,
    ask: (piece: BlockRange) => Promise<LogsAnswer<Refusal>>,
  ): Promise<CollectedLogs<Refusal>> {
    const logs: (readonly unknown[])[] = [];
    for (let from = range.from; from <= range.to; ) {
      const rest = { from, to: range.to };
      if (sizeOf(rest) > this.#blocks * MAX_PIECES) return { kind: "tooLarge" };

      const pieces = firstPieces(rest, this.#blocks);
      const answers = await Promise.all(pieces.map(ask));
      for (const [i, piece] of pieces.entries()) {
        const answer = answers[i] as LogsAnswer<Refusal>;
        if (answer.kind === "failed") return isInPieces(range, piece) ? { kind: "tooLarge" } : answer;
        if (answer.kind === "refused" && sizeOf(piece) === 1) {
          // Not even one block: the range is not the reason.
          this.#blocks = this.#answered;
          return answer;
        }
        if (answer.kind === "refused") {
          this.shrink(piece);
          break;
        }
        logs.push(answer.logs);
        from = piece.to + 1;
        this.#grow(piece);
      }
    }
    return { kind: "logs", logs: logs.flat() };
  }

  /** The provider does not answer questions of this size, or not in time. */
  shrink(piece: BlockRange): void {
    this.#blocks = Math.min(this.#blocks, Math.max(1, Math.floor(sizeOf(piece) / 2)));
  }

  /** Only an answer to the largest question says that a larger one may pass. */
  #grow(piece: BlockRange): void {
    if (sizeOf(piece) !== this.#blocks) return;
    this.#answered = this.#blocks;
    this.#blocks = Math.min(this.#limit, this.#blocks + Math.max(1, Math.floor(this.#blocks / 8)));
  }
}

const sizeOf = ({ from, to }: BlockRange): number => to - from + 1;

const firstPieces = ({ from, to }: BlockRange, blocks: number): BlockRange[] => {
  const pieces: BlockRange[] = [];
  for (let start = from; start <= to && pieces.length < PARALLEL; start += blocks) {
    pieces.push({ from: start, to: Math.min(to, start + blocks - 1) });
  }
  return pieces;
};

/** Whether a smaller question would spare the provider some pieces. */
const isInPieces = (range: BlockRange, piece: BlockRange): boolean =>
  sizeOf(range) > MAX_PIECES && sizeOf(piece) < sizeOf(range);
