import { bareHeading, plainHeading } from '../reading/plain-heading.js';
import type { Row } from '../reading/text-rows.js';

export type Column =
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'action'
  | 'timestamp'
  | 'join'
  | 'leave'
  | 'duration'
  | 'email'
  | 'registrationEmail'
  | 'participant'
  | 'role'
  | 'school'
  | 'session'
  | 'day'
  | 'present'
  | 'signature'
  | 'waiting'
  | 'absent'
  | 'hours'
  | 'registered';

/** What columns are called, in the languages that reports of schools here come in. Compared without case and accents. */
const names: Readonly<Record<Column, string>> = {
  name: 'visitor|visitor name|name of visitor|name of participant|name of person|name and school|user name|name of attendee|name of delegate|staff name|who|attendees|delegates|names|full name|fullname|name|attendee|attendee name|participant|participant name|delegate|display name|vollständiger name|nom complet|nom|nombre completo|nombre|nome completo|nome|volledige naam|naam|imię i nazwisko|pełna nazwa|nazwa|enw llawn|enw',
  firstName: 'first name|firstname|forename|given name|vorname|prénom',
  lastName: 'last name|lastname|surname|family name|nachname|nom de famille',
  action:
    'user action|action|benutzeraktion|aktion|action de l’utilisateur|action utilisateur|acción del usuario|azione utente|gebruikersactie|akcja użytkownika',
  timestamp:
    'timestamp|utceventtimestamp|utc event timestamp|zeitstempel|horodateur|horodatage|marca de tiempo|indicatore data e ora|tijdstempel|sygnatura czasowa',
  join: 'sign in time|signed in time|in|time joined|joined at|time in|arrival|arrival time|arrived|signed in at|check-in time|checked in at|join time|first join|first join time|joined|beitrittszeit|teilnahmezeit|erster beitritt|zeitpunkt des beitritts|erste teilnahme|heure d’arrivée|heure de participation|première participation|premier accès|hora de unión|primera unión|hora en que se unió|ora di partecipazione|primo accesso|tijdstip van deelname|eerste deelname|czas dołączenia|pierwsze dołączenie',
  leave:
    'sign out time|signed out|signed out at|sign out|departed|out|time exited|time left|left at|time out|departure|leave time|last leave|last leave time|left|verlassen um|letzter austritt|letztes verlassen|austrittszeit|zeitpunkt des verlassens|heure de départ|dernier départ|dernière sortie|hora de salida|última salida|ora di uscita|ultima uscita|tijdstip van vertrek|laatste vertrek|czas opuszczenia|ostatnie opuszczenie',
  duration:
    'attended minutes|minutes attended|mins attended|time attended|length of stay|time in session|duration minutes|duration in minutes|mins|total duration|duration|in-meeting duration|in meeting duration|attendance duration|minutes|time in meeting|dauer|dauer in der besprechung|besprechungsdauer|durée|durée en réunion|durée de la réunion|duración|duración en la reunión|durata|durata riunione|duur|duur in vergadering|czas trwania|czas trwania w spotkaniu',
  email:
    'attendee email|user email|work email|contact email|email|e-mail|email address|e-mail address|mail|e-mail-adresse|adresse e-mail|adresse de messagerie|courriel|correo electrónico|correo|indirizzo e-mail|posta elettronica|e-mailadres|adres e-mail|cyfeiriad e-bost|ebost',
  registrationEmail: 'registration email|registration email address|registered email|registrant email',
  participant:
    'participant id (upn)|participant id|participantid|upn|user principal name|teilnehmer-id (upn)|id du participant (upn)|id de participante (upn)|id. de participante (upn)|id partecipante (upn)|deelnemers-id (upn)|identyfikator uczestnika (upn)',
  role: 'role|job title|position|rolle|rôle|rol|función|ruolo|rola',
  school:
    'name of school|school or setting|school/setting|school name and town|workplace|place of work|school/organisation|school / organisation|school or organisation|company|school|school name|establishment|establishment name|setting|organisation|organization|academy|ysgol',
  session: 'sessionid|session id',
  day: 'date|day|event date|date of event|date attended|attended on|session date|meeting date|date of attendance',
  present:
    'present|attended|attended?|present?|attendance|attendance status|attendee status|attendance %|% attendance|attended %|% attended|check-in status|checked in|came|here|status|in attendance|did they attend|attended y/n|present y/n|yes/no|y/n|mark|register|attended event|attended session|attended in person|i attended|turned up|on the day',
  signature: 'signature|signed|sign|sign in|signed in|signature/initials|initials|please sign|signature of attendee',
  waiting: 'in waiting room',
  absent:
    'absent|absence|absent?|absentees|apologies|apology|apologies received|apologies given|apologies sent|did not attend|not attended|not present|no show|no-show|dna|non-attendance|cancelled|unable to attend',
  hours: 'hours|hours attended|attended hours|hrs',
  registered:
    'registration time|registration status|registration date|registered|registered on|registered at|date registered|booked|booked on|booking date|booking status|booking reference|rsvp|response|approval status|ticket|ticket type|order number|order date|waiting list',
};

const columnOf = new Map<string, Column>(
  Object.entries(names).flatMap(([column, words]) =>
    words.split('|').map((word): [string, Column] => [plainHeading(word), column as Column]),
  ),
);

/** Finds the columns by their headings; of two with the same meaning, the first. */
export type Columns = ReadonlyMap<Column, number>;

/** Most cells are not headings, so they are ruled out cheaply. */
const mayBeHeading = /^[^@\d]{2,60}$/;

function readHeadings(cells: readonly string[]): Columns {
  const found = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    if (!mayBeHeading.test(cell)) continue;
    const column = columnCalled(cell);
    if (column && !found.has(column)) found.set(column, index);
  }
  return found;
}

/** `Your name`, `What is your school?` and `Delegate's school`: as forms ask, and with whose it is. */
const asAsked =
  /^(what is |what's |please (enter|type|give|state|select) )?(your|the delegate's|delegate's|attendee's|delegate|attendee) /;

function columnCalled(cell: string): Column | undefined {
  for (const said of [plainHeading(cell), bareHeading(cell)]) {
    const column = columnOf.get(said) ?? columnOf.get(said.replace(asAsked, ''));
    if (column) return column;
  }
  return undefined;
}

export interface Table {
  /** Where its headings are. */
  readonly line: number;
  readonly columns: Columns;
  /** As they are written; of two rows, the lower. */
  readonly headings: readonly string[];
  /** The rows below the headings. */
  readonly rows: readonly Row[];
  /** The rows above them. */
  readonly above: readonly Row[];
}

/** The first table whose headings have all of these columns, each in one of its spellings. */
export function findTable(rows: readonly Row[], needed: readonly (readonly Column[])[]): Table | undefined {
  for (const [index, row] of rows.slice(0, 400).entries()) {
    const columns = headingsIn(row, needed);
    if (!columns) continue;
    const next = rows[index + 1];
    const before = rows[index - 1];
    const [upper, lower] = next && isHeadings(next) ? [row, next] : [before, row];
    const at = rows.indexOf(lower);
    const both = overEachOther(upper?.line === lower.line - 1 ? upper : undefined, lower);
    const above = rows.slice(0, upper === row ? index : at);
    return { line: lower.line, ...both, rows: rows.slice(at + 1), above };
  }
  return undefined;
}

/** A second row of headings, such as `First name` and `Surname` below `Delegate`. */
function isHeadings(row: Row): boolean {
  const columns = readHeadings(row.cells);
  const filled = row.cells.filter((cell) => cell !== '');
  if (columns.size < 2 || columns.size < filled.length / 2 || !filled.every((cell) => mayBeHeading.test(cell)))
    return false;
  return someName.some((column) => columns.has(column));
}

/** One row of headings over the other: the lower cell where it is a heading, else the upper one. */
function overEachOther(upper: Row | undefined, { cells }: Row): Pick<Table, 'columns' | 'headings'> {
  const columns = new Map(readHeadings(cells));
  const taken = new Set(columns.values());
  const over = upper ? readHeadings(upper.cells) : new Map<Column, number>();
  for (const [column, index] of over) if (!columns.has(column) && !taken.has(index)) columns.set(column, index);
  return { columns, headings: cells };
}

/** The columns of a row of headings that has all of these. */
export function headingsIn(row: Row, needed: readonly (readonly Column[])[]): Columns | undefined {
  if (row.cells.filter((cell) => cell !== '').length < needed.length) return undefined;
  const columns = readHeadings(row.cells);
  return needed.every((any) => any.some((column) => columns.has(column))) ? columns : undefined;
}

/** `Name`, or `First name` and `Last name`, or a name alone in either. */
export const someName: readonly Column[] = ['name', 'firstName', 'lastName'];

/** The name of a row, from one cell or two. */
export function nameOf(row: Row, columns: Columns): string {
  const parts = [cellOf(row, columns, 'firstName'), cellOf(row, columns, 'lastName')].filter((part) => part !== '');
  return cellOf(row, columns, 'name') || parts.join(' ');
}

/** Where the file has both, the address of the visit; guests have only the one that they registered with. */
export function addressOf(row: Row, columns: Columns): string {
  return cellOf(row, columns, 'email') || cellOf(row, columns, 'registrationEmail');
}

/** The cell of a column; empty when the row or the file has none. */
export function cellOf(row: Row, columns: Columns, column: Column): string {
  const index = columns.get(column);
  return index === undefined ? '' : (row.cells[index] ?? '');
}
