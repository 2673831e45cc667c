/**
 * Characters that XML 1.0 cannot contain (https://www.w3.org/TR/xml/#charsets): with one of them the file does not
 * open.
 */
const controls = '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]';
const halfPairs = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]';
const unwritable = new RegExp(`${controls}|${halfPairs}`, 'g');

/** The text without characters that a Word or Excel file cannot contain. */
export function xmlText(text: string): string {
  return text.replace(unwritable, '');
}
