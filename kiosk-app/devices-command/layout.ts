/** Columns of what a technician prints: a terminal window, a fax, an 80 mm printer in its small font. */
export const WIDTH = 80;

/** Words wrapped to `width`; a word longer than that is cut into pieces. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((long) => long.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [])) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** A table with fixed columns; the last one takes what is left of the line. Long cells go on in the next line. */
export function table(rows: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const left = WIDTH - widths.reduce((sum, width) => sum + width + 1, 0);
  const all = [...widths, left];
  return rows.flatMap((row) => {
    const cells = all.map((width, i) => wrap(row[i] ?? '', width));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, at) =>
      cells
        .map((cell, i) => (cell[at] ?? '').padEnd(all[i] ?? 0))
        .join(' ')
        .trimEnd(),
    );
  });
}

export const rule = (character: '=' | '-' | '_'): string => character.repeat(WIDTH);
