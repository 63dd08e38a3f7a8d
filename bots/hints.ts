/** Where a walk goes on: the last row of the page before; undefined for the beginning. */
export type HintPage<Row> = { after: Row | undefined; limit: number };

/**
 * A walk through the index's hints, page by page in the order of a key. Rows that are named again and again, and can
 * never be done, hold up nobody behind them, and a look stays bounded however many there are.
 */
export type HintWalk<Row> = {
  /**
   * Goes on where the last look stopped: to the end, or until enough is found or looked at. After the end it begins anew.
   *
   * @param read a page in ascending order of the key, the rows after `after` only
   * @param confirm what a page's rows are worth
   */
  look<T>(
    read: (page: HintPage<Row>) => Promise<readonly Row[]>,
    confirm: (rows: readonly Row[]) => Promise<readonly T[]>,
  ): Promise<T[]>;
};

/** rows of a page, and finds that end a look */
export const hintPageSize = 1_000;
const pagesOfLook = 10;

export const createHintWalk = <Row>(): HintWalk<Row> => {
  let after: Row | undefined;

  return {
    look: async (read, confirm) => {
      const found: Awaited<ReturnType<typeof confirm>>[number][] = [];
      for (let page = 0; page < pagesOfLook; page += 1) {
        const rows = await read({ after, limit: hintPageSize });
        found.push(...(await confirm(rows)));
        after = rows.length < hintPageSize ? undefined : rows.at(-1);
        if (after === undefined || found.length >= hintPageSize) break;
      }
      return found;
    },
  };
};
