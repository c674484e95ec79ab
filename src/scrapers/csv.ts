/** One record of a CSV file: its fields and the line it starts on, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
  /** What is wrong with the record, where its quoting does not hold. */
  readonly problem?: string;
}

/** The separator that a header line uses most, outside quotes. */
export function separatorOf(header: string): string {
  const plain = header.replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((separator) => plain.split(separator).length);
  return [',', ';', '\t'][counts.indexOf(Math.max(...counts))] ?? ',';
}

/** No field of a list of videos is longer; a quote that never closes must not swallow the file. */
const longestField = 100_000;

/**
 * Reads CSV after RFC 4180 piece by piece: quoted fields may hold separators, doubled quotes and line breaks; lines
 * end with LF, CRLF or CR. Blank lines are passed over. The first line decides between comma, semicolon and tab.
 */
export async function* readCsv(pieces: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let separator: string | undefined;
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  /** Just behind a closing quote: another quote makes it a doubled one. */
  let closed = false;
  let wasReturn = false;
  let problem: string | undefined;
  let line = 1;
  let startLine = 1;

  const finish = (): CsvRecord | null => {
    fields.push(field);
    const record = {line: startLine, fields, ...(problem === undefined ? {} : {problem})};
    const blank = fields.length === 1 && field.trim() === '' && problem === undefined;
    fields = [];
    field = '';
    closed = false;
    problem = undefined;
    return blank ? null : record;
  };

  let head = '';
  for await (const piece of pieces) {
    let text = piece;
    if (separator === undefined) {
      head += piece;
      if (!/[\r\n]/.test(head)) continue;
      separator = separatorOf(/^[^\r\n]*/.exec(head)?.[0] ?? '');
      text = head;
    }
    for (const character of text) {
      const afterReturn = wasReturn;
      wasReturn = character === '\r';
      if (quoted) {
        if (character === '"') {
          quoted = false;
          closed = true;
        } else {
          field += character;
          if (character === '\n' && !afterReturn) line++;
          if (character === '\r') line++;
          if (field.length > longestField) {
            problem = 'has a quote that is never closed';
            quoted = false;
          }
        }
        continue;
      }
      if (character === '"' && closed) {
        field += '"';
        quoted = true;
        closed = false;
      } else if (character === '"' && field === '') {
        quoted = true;
      } else if (character === separator) {
        fields.push(field);
        field = '';
        closed = false;
      } else if (character === '\n' && afterReturn) {
        startLine = line;
      } else if (character === '\n' || character === '\r') {
        const record = finish();
        line++;
        startLine = line;
        if (record) yield record;
      } else {
        if (closed && character.trim() !== '') problem ??= 'has text behind a closing quote';
        field += character;
      }
    }
  }
  if (separator === undefined && head !== '') {
    yield {line: 1, fields: head.split(separatorOf(head))};
    return;
  }
  if (quoted) problem = 'has a quote that is never closed';
  if (field !== '' || fields.length > 0 || problem !== undefined) {
    const record = finish();
    if (record) yield record;
  }
}
