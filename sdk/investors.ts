import { BaseError } from "./errors/base.ts";

/** An investor's number that does not fit names nobody else. */
export class InvestorNumberError extends BaseError {
  override readonly name = "InvestorNumberError";
}

const maxRegistrars = 32;

/** ids of a registrar: 1 to 2^32 - 1 */
export const idsOfRegistrar = 2 ** 32;

/**
 * An issuer's name for an investor: `registrar:8 | id:32`.
 * @param registrar its place at the issuer
 * @param id at the registrar
 * @throws InvestorNumberError if a number does not fit
 */
export const investorKey = (registrar: number, id: number): number => {
  if (!Number.isInteger(registrar) || registrar < 0 || registrar >= maxRegistrars) {
    throw new InvestorNumberError(`Registrar ${registrar} must be from 0 to ${maxRegistrars - 1}.`);
  }
  if (!Number.isInteger(id) || id <= 0 || id >= idsOfRegistrar) {
    throw new InvestorNumberError(`Investor ${id} must be from 1 to ${idsOfRegistrar - 1}.`);
  }
  return registrar * idsOfRegistrar + id;
};

export const idOfKey = (key: number): number => key % idsOfRegistrar;
export const registrarOfKey = (key: number): number => Math.floor(key / idsOfRegistrar);

/** How people read a key: the id, with the registrar's place unless it is the first. */
export const keyText = (key: number): string =>
  registrarOfKey(key) === 0 ? `${key}` : `${idOfKey(key)} (registrar ${registrarOfKey(key)})`;
