/** Check digit for the first 11 characters of an ISIN (ISO 6166): Luhn's, letters written as 10 to 35. */
export const isinCheckDigit = (prefix: string): string => {
  const digits = [...prefix].flatMap((character) => [...String(Number.parseInt(character, 36))].map(Number)).reverse();
  const sum = digits.reduce((total, digit, index) => total + (index % 2 === 0 ? doubled(digit) : digit), 0);
  return String((10 - (sum % 10)) % 10);
};

/** Whether a text is an ISIN with a right check digit. */
export const isIsin = (text: string): boolean =>
  hasIsinForm(text) && text.slice(11) === isinCheckDigit(text.slice(0, 11));

/** Two letters, nine letters or digits, one digit. */
export const hasIsinForm = (text: string): boolean => /^[A-Z]{2}[A-Z0-9]{9}[0-9]$/.test(text);

/** The sum of the digits of twice a digit. */
const doubled = (digit: number): number => (digit < 5 ? digit * 2 : digit * 2 - 9);
