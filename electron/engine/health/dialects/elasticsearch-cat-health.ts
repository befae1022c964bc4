import { assemble } from '../assemble.ts';
import type { HealthDialect, HealthDocument } from '../dialect.ts';
import { fieldsOf, isObject, ownText } from '../json.ts';
import { readWord, type Word } from '../words.ts';

const COLOURS = new Set(['green', 'yellow', 'red']);
/** The columns of the table, as `?v` and `?format=json` name them. */
const COLUMNS = new Set(
  (
    'epoch timestamp cluster status node.total node.data discovered_master discovered_cluster_manager shards pri relo ' +
    'init unassign unassign.pri pending_tasks max_task_wait_time active_shards_percent'
  ).split(' '),
);
/** A counter, a share or a span, or `-` for none. */
const FIGURE = /^(?:-|true|false|\d[\d.]*(?:%|[a-z]{1,6})?)$/;
const LEAST_FIGURES = 4;
/** The table has a header, one row and no more than this many characters. */
const LONGEST_TABLE = 4000;

/** `GET _cat/health` of Elasticsearch and OpenSearch: one row of a table, as text or as JSON. */
export const elasticsearchCatHealth: HealthDialect = {
  name: 'elasticsearch-cat-health',
  because: 'the row of _cat/health, as Elasticsearch and OpenSearch print it',
  recognise: (document) => colourIn(document) !== null,
  read: (document, response) =>
    assemble({ own: colourIn(document), parts: [], message: '', facts: {} }, response),
};

function colourIn({ text, json }: HealthDocument): Word | null {
  if (json === undefined) return text.length > LONGEST_TABLE ? null : colourInTable(text);
  const row = Array.isArray(json) && json.length === 1 ? json[0] : undefined;
  if (!isObject(row) || ownText(row, 'cluster') === '') return null;
  return fieldsOf(row).every(({ key }) => COLUMNS.has(key)) ? asColour(ownText(row, 'status')) : null;
}

function colourInTable(text: string): Word | null {
  const [first = [], second] = text.split(/\r?\n/).map((line) => line.trim().split(/\s+/));
  if (first.includes('status') && first.every((column) => COLUMNS.has(column))) {
    return asColour(second?.[first.indexOf('status')] ?? '');
  }
  // Without header: cluster and colour, behind epoch and time or not, and then nothing but figures.
  const at = FIGURE.test(first[0] ?? '') && /^\d\d:\d\d:\d\d$/.test(first[1] ?? '') ? 3 : 1;
  const figures = first.slice(at + 1);
  const isRow = second === undefined && figures.length >= LEAST_FIGURES && figures.every(isFigure);
  return isRow ? asColour(first[at] ?? '') : null;
}

function isFigure(text: string): boolean {
  return FIGURE.test(text);
}

function asColour(text: string): Word | null {
  return COLOURS.has(text) ? readWord(text) : null;
}
