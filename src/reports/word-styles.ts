import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  type IStylesOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import { page } from './word-blocks.js';

/** Sans-serif at 11 points, as councils ask for; sizes are in half points. */
const ink = '1B1B1B';
const blue = '0B5394';
const font = 'Arial';

export const paperStyles: IStylesOptions = {
  default: {
    document: {
      run: { font, size: 22, color: ink, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 140, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: { run: { font, size: 44, bold: true, color: blue }, paragraph: { spacing: { before: 0, after: 80 } } },
    heading1: {
      run: { font, size: 30, bold: true, color: blue },
      paragraph: { spacing: { before: 360, after: 140 }, keepNext: true },
    },
    heading2: {
      run: { font, size: 24, bold: true, color: ink },
      paragraph: { spacing: { before: 260, after: 100 }, keepNext: true },
    },
  },
  paragraphStyles: [
    { id: 'PaperSubtitle', name: 'Paper Subtitle', basedOn: 'Normal', run: { size: 26, color: '404040' } },
    {
      id: 'PaperCaption',
      name: 'Paper Caption',
      basedOn: 'Normal',
      run: { size: 20, bold: true },
      paragraph: { spacing: { before: 200, after: 80 } },
    },
    {
      id: 'SmallPrint',
      name: 'Small Print',
      basedOn: 'Normal',
      run: { size: 18, color: '595959' },
      paragraph: { spacing: { before: 80, after: 200 } },
    },
    {
      id: 'TableText',
      name: 'Table Text',
      basedOn: 'Normal',
      run: { size: 19 },
      paragraph: { spacing: { before: 0, after: 0, line: 250, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'Quotation',
      name: 'Quotation',
      basedOn: 'Normal',
      paragraph: {
        spacing: { before: 120, after: 160 },
        indent: { left: 360, right: 360 },
        border: { left: { style: BorderStyle.SINGLE, size: 18, color: blue, space: 12 } },
      },
    },
    {
      id: 'Running',
      name: 'Running Line',
      basedOn: 'Normal',
      run: { size: 17, color: '595959' },
      paragraph: { spacing: { after: 0 } },
    },
  ],
};

const rightTab = [{ type: TabStopType.RIGHT, position: page.width - 2 * page.margin }];

export function runningHeader(left: string, right: string): Header {
  return new Header({
    children: [new Paragraph({ style: 'Running', tabStops: rightTab, children: [new TextRun(`${left}\t${right}`)] })],
  });
}

export function runningFooter(left: string): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: 'Running',
        alignment: AlignmentType.LEFT,
        tabStops: rightTab,
        children: [new TextRun({ children: [`${left}\tPage `, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });
}
