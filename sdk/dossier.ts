import { type Hex, hexToBytes, padHex, size, stringToHex } from "viem";
import { BaseError } from "./errors/base.ts";

const wordBytes = 32;

/** The name of a document, key of a fact or kind of an announcement does not fit. */
export class DossierNameError extends BaseError {
  override readonly name = "DossierNameError";

  constructor(text: string) {
    super(`"${text}" cannot be a name on chain. Use 1 to ${wordBytes} letters, digits and signs of ASCII.`);
  }
}

/** The name of a document, key of a fact or kind of an announcement: ASCII from the left. @throws DossierNameError */
export const dossierName = (text: string): Hex => {
  const name = stringToHex(text);
  const fits = /^[\x21-\x7e][\x20-\x7e]*$/.test(text) && size(name) <= wordBytes;
  if (!fits) throw new DossierNameError(text);
  return padHex(name, { dir: "right", size: wordBytes });
};

/** The fact that identifies a security (ISO 6166); its check digit is checked on chain. */
export const isinKey = dossierName("ISIN");

/** The fact that identifies a legal entity (ISO 17442); its check digits are checked on chain. */
export const leiKey = dossierName("LEI");

/** Text that a fact's value is; undefined if it is no text. */
export const factText = (value: Hex): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(hexToBytes(value));
  } catch {
    return undefined;
  }
};
