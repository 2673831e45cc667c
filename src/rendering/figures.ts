/** Whether every cell of the column is a figure, which is aligned right. */
export function isFigures(rows: ReadonlyArray<readonly string[]>, column: number): boolean {
  return rows.every((row) => /^[-–−+£]?[\d,. %]*$/.test(row[column] ?? ''));
}
