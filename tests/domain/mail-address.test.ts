import { describe, expect, it } from 'vitest';
import { readMailAddress } from '../../src/domain/mail-address.js';

describe('an e-mail address', () => {
  it.each([
    ['ada@school.example'],
    ['  Ada@School.Example '],
    ['mailto:ada@school.example'],
    ['mailto:ada@school.example?subject=Hello'],
    ['Ada Marsh <ada@school.example>'],
    ['"Marsh, Ada" <ada@school.example>;'],
    ['<mailto:ada@school.example>'],
    ['ada@school.example.'],
    ['(ada@school.example)'],
    ['‘ada@school.example’,'],
    ['\u200Bada@\u00ADschool.example\uFEFF'],
    ['ada\u2060@school.example\u202C'],
    ['ada＠school．example'],
    ['ada@school.example, ADA@school.example'],
    ['ada@school.example\r\n'],
  ])('is mended as people paste it: %j', (text) => {
    expect(readMailAddress(text)).toEqual({ kind: 'address', address: 'ada@school.example' });
  });

  it.each([
    ["o'brien+governors@school.example", "o'brien+governors@school.example"],
    ['first.last@mail.school.sch.uk', 'first.last@mail.school.sch.uk'],
    ['office@schüle.example', 'office@xn--schle-mva.example'],
  ])('keeps what is unusual and right: %s', (text, address) => {
    expect(readMailAddress(text)).toEqual({ kind: 'address', address });
  });

  it.each([
    ['Ada Marsh', 'malformed'],
    ['ada@school', 'malformed'],
    ['ada@@school.example', 'malformed'],
    ['ada@school..example', 'malformed'],
    ['.ada@school.example', 'malformed'],
    ['ada.@school.example', 'malformed'],
    ['ada@-school.example', 'malformed'],
    ['ada@127.0.0.1', 'malformed'],
    ['@school.example', 'malformed'],
    ['ädä@school.example', 'malformed'],
    [`${'a'.repeat(65)}@school.example`, 'malformed'],
    [
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.example`,
      'malformed',
    ],
    ['ada@school.example and ben@school.example', 'several'],
    ['ada@school.example\r\nBcc: victim@else.example', 'several'],
    ['', 'none'],
    ['   ', 'none'],
  ])('is refused when it is none: %j', (text, kind) => {
    expect(readMailAddress(text)).toEqual({ kind });
  });
});
