// The compiler is a program of 32 bits: its memory does not hold the code of all tests at once. So it is asked for the
// code of a part of the sources at a time; it reads all of them each time, and what it makes is the same.

const MOST_SOURCES = 300;

/** Standard JSON input in parts of as many sources, whose code is asked for. One part, if there are no more. */
export const partsOf = (input, most = MOST_SOURCES) => {
  const files = Object.keys(input.sources).sort();
  const count = Math.ceil(files.length / most);
  if (count <= 1) return [input];

  const { outputSelection } = input.settings;
  const wanted = (file) => outputSelection[file] ?? outputSelection["*"] ?? {};
  return Array.from({ length: count }, (_, part) => {
    // In turns: neighbours, such as interfaces or fuzz tests, cost alike.
    const own = files.filter((_, place) => place % count === part).map((file) => [file, wanted(file)]);
    return { ...input, settings: { ...input.settings, outputSelection: Object.fromEntries(own) } };
  });
};

/** One output of those of all parts. Each part tells of all errors and warnings. */
export const merged = (outputs) => {
  const [first] = outputs;
  const sources = Object.keys(first.sources ?? {}).map((file) => [
    file,
    Object.assign({}, ...outputs.map((output) => output.sources?.[file])),
  ]);
  return {
    ...first,
    errors: [
      ...new Map(outputs.flatMap(({ errors = [] }) => errors).map((error) => [error.formattedMessage, error])).values(),
    ],
    sources: Object.fromEntries(sources),
    contracts: Object.assign({}, ...outputs.map(({ contracts }) => contracts)),
  };
};
