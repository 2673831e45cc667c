import { Document, HeadingLevel, Packer, Paragraph, type Table } from 'docx';
import type { PaperData, PaperGroup } from '../app/board/paper-data.js';
import { sayDate } from '../domain/when.js';
import { surveyTable } from './board/committee-surveys.js';
import { drawPaperCharts, type PaperChart } from './committee-charts.js';
import {
  coverageTable,
  definitions,
  feedbackQuestionsTable,
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
  trustTable,
  writable,
} from './committee-tables.js';
import { fillTemplate } from './committee-template.js';
import { committeeWords } from './committee-words.js';
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

const title = committeeWords.subtitle;

/**
 * The committee paper as a Word document; the same data gives the same bytes.
 * @param template a council's own document, with places for the paper
 */
export async function committeeDocument(frozen: PaperData, template?: Uint8Array): Promise<Buffer> {
  const data = writable(frozen);
  const charts = await drawPaperCharts(data);
  const period = sayPeriod(data);
  const document = new Document({
    creator: 'Staffroom',
    lastModifiedBy: 'Staffroom',
    title: committeeWords.committeePaper(period),
    subject: title,
    description: committeeWords.figuresAsOf(sayAsOf(data)),
    styles: paperStyles,
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: 1_300, bottom: 1_200, left: page.margin, right: page.margin, header: 600, footer: 500 },
          },
        },
        headers: { default: runningHeader(committeeWords.paper, period) },
        footers: { default: runningFooter(committeeWords.figuresAsOfShort(sayAsOf(data))) },
        children: template ? [] : new PaperText(data, charts).write(),
      },
    ],
  });
  const ours = await Packer.toBuffer(document);
  const made = template ? await fillTemplate(template, data, new PaperText(data, charts).writeFigures(), ours) : ours;
  return packTheSame(made, new Date(data.asOf));
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
    return this.writeFigures();
  }

  /** Without title, purpose and recommendations, which a council's own document has places for. */
  writeFigures(): Piece[] {
    this.summary();
    this.attendance();
    this.projects();
    this.surveys();
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
  }

  private summary(): void {
    if (this.data.front) this.pieces.push(heading('Summary', 1));
    this.pieces.push(prose(committeeWords.aboutTheFigures(sayAsOf(this.data))));
    this.table(glanceTable(this.data));
  }

  /** What a committee looks for first. */
  private front(): void {
    const { front } = this.data;
    if (!front) return;
    const lines = [
      ['Committee', front.committee],
      [committeeWords.dateOfMeeting, front.meeting === null ? '' : sayDate(new Date(front.meeting))],
      ['Author', front.author],
    ].filter(([, words]) => words !== '');
    this.pieces.push(...lines.map(([label = '', words = '']) => labelled(label, words)));
    if (front.purpose !== '')
      this.pieces.push(heading('Purpose', 1), ...front.purpose.split(/\n+/).map((part) => prose(part)));
    if (front.recommendations.length === 0) return;
    this.pieces.push(heading('Recommendations', 1), prose(committeeWords.committeeIsAsked, true));
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
      this.pieces.push(prose(committeeWords.noProjects));
      return;
    }
    this.figure('projects');
    this.table(projectsTable(this.data));
    this.table(phasesTable(this.data));
  }

  private surveys(): void {
    const { surveys = [] } = this.data;
    if (surveys.length === 0) return;
    this.pieces.push(heading(committeeWords.surveysTitle, 2), prose(committeeWords.aboutSurveys, true));
    for (const survey of surveys) this.table(surveyTable(survey));
  }

  private feedback(): void {
    const { feedback } = this.data;
    this.pieces.push(heading('3. Feedback', 1));
    if (feedback.asked === 0) this.pieces.push(prose(committeeWords.nobodyAsked));
    else this.table(feedbackTable(this.data));
    if (feedback.byQuestion?.length) this.table(feedbackQuestionsTable(this.data));
    if (feedback.quotes.length === 0) {
      this.pieces.push(prose(committeeWords.noQuotes));
      return;
    }
    this.pieces.push(heading(committeeWords.whatPeopleSaid, 2));
    this.pieces.push(prose(committeeWords.aboutQuotes, true));
    for (const { words, by, about } of feedback.quotes) {
      this.pieces.push(quotation(words, [by || committeeWords.somebodyWhoTookPart, about].filter(Boolean).join(' · ')));
    }
  }

  private coverage(): void {
    const { coverage } = this.data;
    this.pieces.push(heading('4. Schools that took part in nothing', 1));
    this.pieces.push(prose(committeeWords.tookPartInNothingOf(coverage.absent, coverage.schools)));
    this.pieces.push(smallPrint(committeeWords.asOf(definitions.coverage, sayAsOf(this.data))));
    this.figure('coverage');
    this.groups(
      committeeWords.byPhase,
      coverage.byPhase,
      coverageTable(committeeWords.nothingByPhaseTitle, 'Phase', coverage.byPhase),
    );
    this.groups(
      committeeWords.byDistrict,
      coverage.byDistrict,
      coverageTable(committeeWords.nothingByDistrictTitle, 'District', coverage.byDistrict),
    );
    this.groups(committeeWords.byTrust, coverage.byTrust, trustTable(this.data));
  }

  /** A heading and a sentence go with each table, so that none stands alone on a page. */
  private groups(title: string, groups: readonly PaperGroup[], contents: PaperTable): void {
    this.pieces.push(heading(title, 2), prose(sayMost(groups), true));
    this.table(contents);
  }

  private table(contents: PaperTable): void {
    this.tables += 1;
    this.pieces.push(
      caption(committeeWords.table(this.tables, contents.title), 'table'),
      table(contents),
      smallPrint([contents.note, committeeWords.asOfAlone(sayAsOf(this.data))].filter(Boolean).join(' ')),
    );
  }

  private figure(key: string): void {
    const chart = this.charts.get(key);
    if (!chart) return;
    this.figures += 1;
    this.pieces.push(
      picture(chart.png, chart.alt, chart.title, chart.height),
      caption(committeeWords.figure(this.figures, chart.title), 'figure'),
    );
  }
}

function sayMost(groups: readonly PaperGroup[]): string {
  const [most] = [...groups].sort((a, b) => b.absent - a.absent || a.of - b.of);
  if (!most || most.absent === 0) return committeeWords.everySchool;
  return committeeWords.largestNumber(most.name, most.absent, most.of);
}
