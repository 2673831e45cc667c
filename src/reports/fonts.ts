import { createRequire } from 'node:module';

/** The font of charts. */
export const fontFamily = 'Source Sans 3';

const require = createRequire(import.meta.url);

/** Font files for resvg (TrueType): regular and semi-bold. */
export const fontFiles: readonly string[] = ['400Regular', '600SemiBold'].map((cut) =>
  require.resolve(`@expo-google-fonts/source-sans-3/${cut}/SourceSans3_${cut}.ttf`),
);
