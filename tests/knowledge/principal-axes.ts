/**
 * The directions in which vectors differ most, found one after the other by power iteration on what is left of their second moments.
 * @returns unit vectors, the strongest first
 */
export function principalAxes(vectors: readonly (readonly number[])[], count: number): number[][] {
  const moments = secondMoments(vectors);
  const axes: number[][] = [];
  for (let found = 0; found < count; found++) {
    const axis = strongest(moments);
    const image = times(moments, axis);
    const strength = axis.reduce((sum, value, at) => sum + value * (image[at] ?? 0), 0);
    for (const [row, values] of moments.entries()) {
      for (const column of values.keys()) {
        values[column] = (values[column] ?? 0) - strength * (axis[row] ?? 0) * (axis[column] ?? 0);
      }
    }
    axes.push(axis);
  }
  return axes;
}

const rounds = 300;

function strongest(moments: readonly (readonly number[])[]): number[] {
  let axis = moments.map((_, at) => 1 + (at % 7) / 7);
  for (let round = 0; round < rounds; round++) {
    const next = times(moments, axis);
    const length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0)) || 1;
    axis = next.map((value) => value / length);
  }
  return axis;
}

function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));
}

function secondMoments(vectors: readonly (readonly number[])[]): number[][] {
  const size = vectors[0]?.length ?? 0;
  const moments = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const vector of vectors) {
    for (let row = 0; row < size; row++) {
      const values = moments[row];
      if (!values) continue;
      for (let column = 0; column < size; column++) {
        values[column] = (values[column] ?? 0) + ((vector[row] ?? 0) * (vector[column] ?? 0)) / vectors.length;
      }
    }
  }
  return moments;
}
