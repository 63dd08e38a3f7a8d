/** The world did what the model says it must not, or the story tells what cannot be. */
export class ModelDisagreement extends Error {
  override readonly name = "ModelDisagreement";
  readonly act: unknown;

  constructor(reason: string, act: unknown) {
    super(`${reason} (${JSON.stringify(act, (_, value) => (typeof value === "bigint" ? String(value) : value))})`);
    this.act = act;
  }
}
