export { BaseError, type BaseErrorOptions } from "./base.ts";
export { decodeRefusal, type Refusal, refusalOf } from "./decodeRefusal.ts";
export { isNodeTrouble } from "./nodeTrouble.ts";
export { revertDataOf } from "./revert.ts";
