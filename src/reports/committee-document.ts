import { Document, HeadingLevel, Packer, Paragraph, type Table } from 'docx';
import type { PaperData, PaperGroup } from '../app/board/paper-data.js';
import { sayDate } from '../domain/when.js';
import { drawPaperCharts, type PaperChart } from './committee-charts.js';
import {
  capitalise,
  coverageTable,
  definitions,
  feedbackTable,
  glanceTable,
  inPeriod,
  type PaperTable,
  phasesTable,
  projectsTable,
  roundsTable,
  sayAsOf,
  sayPeriod,
  seriesTable,
  share,
  trustTable,
  writable,
} from './committee-tables.js';
import { packTheSame } from './same-archive.js';
import {
  caption,
  heading,
  labelled,
  numbered,
  page,
  picture,
  prose,
  quotation,
  smallPrint,
  table,
} from './word-blocks.js';
import { paperStyles, runningFooter, runningHeader } from './word-styles.js';

const title = 'Taking part: events, projects and feedback';

/** The committee paper as a Word document; the same data gives the same bytes. */
export async function committeeDocument(frozen: PaperData): Promise<Buffer> {
  const data = writable(frozen);
  const charts = await drawPaperCharts(data);
  const period = sayPeriod(data);
  const document = new Document({
    creator: 'Staffroom',
    lastModifiedBy: 'Staffroom',
    title: `Committee paper, ${period}`,
    subject: title,
    description: `Figures as of ${sayAsOf(data)}.`,
    styles: paperStyles,
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: 1_300, bottom: 1_200, left: page.margin, right: page.margin, header: 600, footer: 500 },
          },
        },
        headers: { default: runningHeader('Committee paper', period) },
        footers: { default: runningFooter(`Figures as of ${sayAsOf(data)}`) },
        children: new PaperText(data, charts).write(),
      },
    ],
  });
  return packTheSame(await Packer.toBuffer(document), new Date(data.asOf));
}

type Piece = Paragraph | Table;

/** Numbers tables and figures in the order in which they are written. */
class PaperText {
  private tables = 0;
  private figures = 0;
  private readonly pieces: Piece[] = [];

  constructor(
    private readonly data: PaperData,
    private readonly charts: ReadonlyMap<string, PaperChart>,
  ) {}

  write(): Piece[] {
    this.opening();
    this.attendance();
    this.projects();
    this.feedback();
    this.coverage();
    return this.pieces;
  }

  private opening(): void {
    this.pieces.push(
      new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
      new Paragraph({ text: sayPeriod(this.data), style: 'PaperSubtitle' }),
    );
    this.front();
    if (this.data.front) this.pieces.push(heading('Summary', 1));
    this.pieces.push(
      prose(
        `All figures are as of ${sayAsOf(this.data)}. Each table says what it counts. The same figures, and the names of the schools behind them, are in the spreadsheet that comes with this paper.`,
      ),
    );
    this.table(glanceTable(this.data));
  }

  /** What a committee looks for first. */
  private front(): void {
    const { front } = this.data;
    if (!front) return;
    const lines = [
      ['Committee', front.committee],
      ['Date of meeting', front.meeting === null ? '' : sayDate(new Date(front.meeting))],
      ['Author', front.author],
    ].filter(([, words]) => words !== '');
    this.pieces.push(...lines.map(([label = '', words = '']) => labelled(label, words)));
    if (front.purpose !== '')
      this.pieces.push(heading('Purpose', 1), ...front.purpose.split(/\n+/).map((part) => prose(part)));
    if (front.recommendations.length === 0) return;
    this.pieces.push(heading('Recommendations', 1), prose('The committee is asked to:', true));
    this.pieces.push(...front.recommendations.map((words, at) => numbered(at + 1, words)));
  }

  private attendance(): void {
    this.pieces.push(heading('1. Events', 1));
    this.figure('series');
    this.table(seriesTable(this.data));
    for (const { name, rounds } of this.data.attendance) {
      if (inPeriod(rounds).length === 0) continue;
      this.pieces.push(heading(name, 2));
      this.figure(`series: ${name}`);
      this.table(roundsTable(name, rounds, this.data.zone));
    }
  }

  private projects(): void {
    this.pieces.push(heading('2. Projects', 1));
    if (this.data.projects.length === 0) {
      this.pieces.push(prose('No project has a record of this period.'));
      return;
    }
    this.figure('projects');
    this.table(projectsTable(this.data));
    this.table(phasesTable(this.data));
  }

  private feedback(): void {
    const { feedback } = this.data;
    this.pieces.push(heading('3. Feedback', 1));
    if (feedback.asked === 0) this.pieces.push(prose('Nobody was asked for feedback on the events of this period.'));
    else this.table(feedbackTable(this.data));
    if (feedback.quotes.length === 0) {
      this.pieces.push(prose('No words were approved for public papers in this period.'));
      return;
    }
    this.pieces.push(heading('What people said', 2));
    this.pieces.push(
      prose('Their own words, approved by an organiser, from people who let us use them in public papers.', true),
    );
    for (const { words, by, about } of feedback.quotes) {
      this.pieces.push(quotation(words, [by || 'Somebody who took part', about].filter(Boolean).join(' · ')));
    }
  }

  private coverage(): void {
    const { coverage } = this.data;
    this.pieces.push(heading('4. Schools that took part in nothing', 1));
    this.pieces.push(
      prose(
        `Of the open schools of the partnership, ${share(coverage.absent, coverage.schools)} took part in no event and no project. Their names are in the spreadsheet.`,
      ),
    );
    this.pieces.push(smallPrint(`${definitions.coverage} As of ${sayAsOf(this.data)}.`));
    this.figure('coverage');
    this.groups(
      'By phase',
      coverage.byPhase,
      coverageTable('Took part in nothing, by phase', 'Phase', coverage.byPhase),
    );
    this.groups(
      'By district',
      coverage.byDistrict,
      coverageTable('Took part in nothing, by district', 'District', coverage.byDistrict),
    );
    this.groups('By trust', coverage.byTrust, trustTable(this.data));
  }

  /** A heading and a sentence go with each table, so that none stands alone on a page. */
  private groups(title: string, groups: readonly PaperGroup[], contents: PaperTable): void {
    this.pieces.push(heading(title, 2), prose(sayMost(groups), true));
    this.table(contents);
  }

  private table(contents: PaperTable): void {
    this.tables += 1;
    this.pieces.push(
      caption(`Table ${this.tables}. ${contents.title}`, 'table'),
      table(contents),
      smallPrint([contents.note, `As of ${sayAsOf(this.data)}.`].filter(Boolean).join(' ')),
    );
  }

  private figure(key: string): void {
    const chart = this.charts.get(key);
    if (!chart) return;
    this.figures += 1;
    this.pieces.push(
      picture(chart.png, chart.alt, chart.title, chart.height),
      caption(`Figure ${this.figures}. ${chart.title}`, 'figure'),
    );
  }
}

function sayMost(groups: readonly PaperGroup[]): string {
  const [most] = [...groups].sort((a, b) => b.absent - a.absent || a.of - b.of);
  if (!most || most.absent === 0) return 'Every school took part in something.';
  return `The largest number: ${capitalise(most.name)}, ${share(most.absent, most.of)}.`;
}
