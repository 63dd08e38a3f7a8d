/** Standard JSON input of the compiler, as far as it matters here. */
export interface CompilerInput {
  sources: object;
  settings: { outputSelection: Record<string, object> };
}

/** Standard JSON output. */
export interface CompilerOutput {
  errors: { severity: string; formattedMessage: string }[];
  sources: Record<string, object>;
  contracts: Record<string, object>;
}

export function partsOf<input extends CompilerInput>(input: input, most?: number): input[];
export function merged(outputs: CompilerOutput[]): CompilerOutput;
