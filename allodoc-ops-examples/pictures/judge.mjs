// What a picture must show.

/** Panels that are empty while all is well, and why. Anything else that is empty fails. */
const MAY_BE_EMPTY = {
  'Collectors that fail': 'none fails',
  'Expected and not running': 'all run',
  'Damaged pages, last day': 'the databases keep no checksums',
  'Limits that differ': 'the exporter was given no limits',
  'Network against a week before': 'there is no week before',
};

/** @returns {string[]} one sentence per defect */
export function judge(reports) {
  return reports.flatMap(({ title, isEmpty, noValue, problems }) => [
    ...(isEmpty && !(title in MAY_BE_EMPTY) ? [`"${title}" is empty`] : []),
    ...(isEmpty && !noValue ? [`"${title}" is empty and does not say what that means`] : []),
    ...problems.map((problem) => `"${title}": ${problem}`),
  ]);
}
