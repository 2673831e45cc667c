/** Characters that XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets): one of them and the file will not open. */
const controls = '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]';
const halfPairs = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]';
const unwritable = new RegExp(`${controls}|${halfPairs}`, 'g');

/** The text as a Word or Excel file can hold it. */
export function xmlText(text: string): string {
  return text.replace(unwritable, '');
}
