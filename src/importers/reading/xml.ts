import { Parser } from 'htmlparser2';

/** Every tag of an XML by its name without prefix, in small letters. */
export function eachTag(xml: string, see: (tag: string, values: Readonly<Record<string, string>>) => void): void {
  const parser = new Parser(
    { onopentag: (name, values) => see(name.replace(/^.*:/, '').toLowerCase(), values) },
    { xmlMode: true },
  );
  parser.end(xml);
}

/** Feeds the pieces of a part to a parser of XML, in UTF-8. */
export function feed(parser: Parser): (piece: Uint8Array, last: boolean) => void {
  const decoder = new TextDecoder();
  return (piece, last) => {
    parser.write(decoder.decode(piece, { stream: !last }));
    if (last) parser.end();
  };
}

/** Some programs write `x:row` for `row`. */
export function isTag(name: string, wanted: string): boolean {
  return name === wanted || (name.length > wanted.length && name.endsWith(`:${wanted}`));
}
