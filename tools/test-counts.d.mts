export interface Counts {
  passed: number;
  failed: number;
}

export function plainOf(output: string): string;
export function countsSoFar(output: string): Counts;
export function countsAtEnd(result: { ok: boolean; output: string }): Counts;
export function totalOf(counts: readonly Counts[]): Counts;
