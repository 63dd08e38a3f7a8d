import { BaseError } from "../../sdk/errors/index.ts";

/** A request to the intake is refused. Nothing was kept. */
export class IntakeError extends BaseError {
  override readonly name: string = "IntakeError";
  readonly status: 400 | 403 | 404 | 409 | 415 | 422 | 429;

  constructor(status: IntakeError["status"], shortMessage: string, details?: readonly string[]) {
    super(shortMessage, { details });
    this.status = status;
  }
}
