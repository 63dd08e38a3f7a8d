/** What is wrong with one field of a request. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** An answer other than 200. The text is meant for the caller. */
export abstract class ApiError extends Error {
  abstract readonly status: 400 | 404 | 503;
  readonly problems: readonly FieldProblem[] = [];
}

export class BadRequestError extends ApiError {
  override readonly name = "BadRequestError";
  override readonly status = 400;

  constructor(override readonly problems: readonly FieldProblem[]) {
    super(problems.map(({ field, problem }) => `${field} ${problem}.`).join(" "));
  }
}

export class NotFoundError extends ApiError {
  override readonly name = "NotFoundError";
  override readonly status = 404;
}

export class UnavailableError extends ApiError {
  override readonly name = "UnavailableError";
  override readonly status = 503;
}
