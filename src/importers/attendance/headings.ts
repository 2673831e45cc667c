import type { Row } from './rows.js';

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
  | 'participant'
  | 'role'
  | 'school'
  | 'session'
  | 'present';

/** What columns are called, in the languages that reports of schools here come in. Compared without case and accents. */
const names: Readonly<Record<Column, string>> = {
  name: 'full name|fullname|name|attendee|attendee name|participant|participant name|delegate|display name|vollständiger name|nom complet|nom|nombre completo|nombre|nome completo|nome|volledige naam|naam|imię i nazwisko|pełna nazwa|nazwa|enw llawn|enw',
  firstName: 'first name|firstname|forename|given name|vorname|prénom',
  lastName: 'last name|lastname|surname|family name|nachname|nom de famille',
  action:
    'user action|action|benutzeraktion|aktion|action de l’utilisateur|action utilisateur|acción del usuario|azione utente|gebruikersactie|akcja użytkownika',
  timestamp:
    'timestamp|utceventtimestamp|utc event timestamp|zeitstempel|horodateur|horodatage|marca de tiempo|indicatore data e ora|tijdstempel|sygnatura czasowa',
  join: 'join time|first join|first join time|joined|beitrittszeit|teilnahmezeit|erster beitritt|zeitpunkt des beitritts|erste teilnahme|heure d’arrivée|heure de participation|première participation|premier accès|hora de unión|primera unión|hora en que se unió|ora di partecipazione|primo accesso|tijdstip van deelname|eerste deelname|czas dołączenia|pierwsze dołączenie',
  leave:
    'leave time|last leave|last leave time|left|verlassen um|letzter austritt|letztes verlassen|austrittszeit|zeitpunkt des verlassens|heure de départ|dernier départ|dernière sortie|hora de salida|última salida|ora di uscita|ultima uscita|tijdstip van vertrek|laatste vertrek|czas opuszczenia|ostatnie opuszczenie',
  duration:
    'duration|in-meeting duration|in meeting duration|attendance duration|minutes|time in meeting|dauer|dauer in der besprechung|besprechungsdauer|durée|durée en réunion|durée de la réunion|duración|duración en la reunión|durata|durata riunione|duur|duur in vergadering|czas trwania|czas trwania w spotkaniu',
  email:
    'email|e-mail|email address|e-mail address|mail|e-mail-adresse|adresse e-mail|adresse de messagerie|courriel|correo electrónico|correo|indirizzo e-mail|posta elettronica|e-mailadres|adres e-mail|cyfeiriad e-bost|ebost',
  participant:
    'participant id (upn)|participant id|participantid|upn|user principal name|teilnehmer-id (upn)|id du participant (upn)|id de participante (upn)|id. de participante (upn)|id partecipante (upn)|deelnemers-id (upn)|identyfikator uczestnika (upn)',
  role: 'role|job title|position|rolle|rôle|rol|función|ruolo|rola',
  school: 'school|school name|establishment|establishment name|setting|organisation|organization|academy|ysgol',
  session: 'sessionid|session id',
  present: 'present|attended|attended?|present?|attendance|here|signed in|status',
};

/** Small letters, no accents, straight apostrophes. */
export function plainHeading(cell: string): string {
  return cell
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replace(/[’`]/g, "'")
    .replace(/[\s_]+/g, ' ')
    .replace(/:$/, '')
    .trim()
    .toLowerCase();
}

const columnOf = new Map<string, Column>(
  Object.entries(names).flatMap(([column, words]) =>
    words.split('|').map((word): [string, Column] => [plainHeading(word), column as Column]),
  ),
);

/** Which column is where, by heading; the first of two with the same meaning counts. */
export type Columns = ReadonlyMap<Column, number>;

function readHeadings(cells: readonly string[]): Columns {
  const found = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const column = columnOf.get(plainHeading(cell));
    if (column && !found.has(column)) found.set(column, index);
  }
  return found;
}

export interface Table {
  readonly columns: Columns;
  /** The rows below the headings. */
  readonly rows: readonly Row[];
  /** The rows above them. */
  readonly above: readonly Row[];
}

/** The first table whose headings have all of these columns. */
export function findTable(rows: readonly Row[], needed: readonly Column[]): Table | undefined {
  for (const [index, row] of rows.slice(0, 400).entries()) {
    if (row.cells.length < 2 && needed.length > 1) continue;
    const columns = readHeadings(row.cells);
    if (needed.every((column) => columns.has(column))) {
      return { columns, rows: rows.slice(index + 1), above: rows.slice(0, index) };
    }
  }
  return undefined;
}

/** The cell of a column; empty when the row or the file has none. */
export function cellOf(row: Row, columns: Columns, column: Column): string {
  const index = columns.get(column);
  return index === undefined ? '' : (row.cells[index] ?? '');
}
