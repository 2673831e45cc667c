import fc from 'fast-check';

/** Texts that some platform could interpret as markup. */
export const hostileTexts = [
  '<!channel> everybody',
  '<@U012AB3CD> and <#C012AB3CD|general>',
  '@here @channel @everyone',
  '[a prize](http://evil.example/x)',
  '<http://evil.example|your school>',
  '![picture](http://evil.example/x.png)',
  '<https://evil.example>',
  '<b>bold</b><script>alert(1)</script>',
  '**bold** and __bold__',
  '_slanted_ and *slanted*',
  '~~gone~~ and ~gone~',
  '`code` and ```block```',
  '# Heading',
  '- one',
  '1. one',
  '> quoted',
  '=====',
  '---',
  '    indented',
  '[x]: http://evil.example',
  '&amp; &lt; &#42; &copy;',
  'a \\* b \\_ c',
  '{{DATE(2017-02-14T06:00:00Z,SHORT)}} {{TIME(2017-02-14T06:00:00Z)}}',
  `$${'{name}'} {{name}} {name}`,
  '<!date^1392734382^{date_short}|when>',
  ':tada: :+1:',
  'http://example.org/a_b_c*d*',
  'العربية \u200Fمدرسة\u200E St Mary',
  '👩‍👩‍👧‍👦 family 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'two\nlines',
  "O'Brien & Sons <Lincoln>",
  '"quoted" \'single\'',
] as const;

/** Hostile text: the known cases, mixed with each other and with arbitrary characters. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostileTexts),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(' '));
