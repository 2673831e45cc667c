import type { SetupCounts, SetupStep } from '../../app/setup/setup-progress.js';
import type { ActAction } from '../../rendering/card.js';
import { plural } from '../talk/wording.js';

/** What a step is for, and how it is done; each a short paragraph. */
export function howOfStep(step: SetupStep, { series, schools, withoutAuthority }: SetupCounts): readonly string[] {
  switch (step) {
    case 'name':
      return [
        'The name of your partnership, the area it covers, and your own words for a member, a cluster and a locality.',
      ];
    case 'schools':
      return [
        'Attach the establishments CSV of Get Information About Schools here (get-information-schools.service.gov.uk/Downloads), and say with it “import schools”: then you choose local authorities or a trust from what is in it. Or name them at once: “import schools for Kent and Medway”, “import schools of the Harbour Learning Trust”.',
        schools > 0
          ? 'The same file again, when a new term begins, changes only what has changed.'
          : 'I show what would change before anything is saved. Heads can say where they work once their school is on record.',
        ...authorityMissing(withoutAuthority),
      ];
    case 'series':
      return [
        'Every event belongs to a series, such as a termly briefing. Start from the usual ones, or make your own.',
      ];
    case 'event':
      return series > 0
        ? [
            'A draft that only organisers see: first the event, then its sessions with place and time, then “Preview and publish”.',
          ]
        : ['An event belongs to a series, and there is none yet. Begin with the series.'];
    case 'people':
      return [
        'Ask your colleagues to say “who am I” to me once, and their name and school. Then I find them by name, and you make them an organiser, a board member or an administrator.',
      ];
    case 'hours':
      return ['Reminders and offered places keep to your working hours, and pause in school holidays.'];
    case 'channel':
      return [
        'Add me to the channel that your board reads, and say there “send summaries here” and “send the digest here”. After each event it gets a summary, and once a week a digest.',
      ];
    case 'articles':
      return [
        'What people ask again and again: I answer it from articles, a question and its answer each.',
        'Attach what you have and say with it “import articles”: a sheet with the headings Question and Answer, a Word document, or a page of your website that you saved from the browser (as “Web page, HTML only”: I open no pages myself). I show the questions and answers that I find, and you choose.',
      ];
    case 'mail':
      return [
        'People without a chat with me get invitations and reminders by e-mail, and others who ask for it. Whoever runs the service names the mail server in its settings, SMTP_URL and MAIL_FROM, and starts it again.',
      ];
    case 'notice':
      return [
        'Who is responsible for the data that I hold, how to reach them and the data protection officer. Everybody can read it.',
      ];
  }
}

/** The same where the chat is in the browser, which takes no files: the command line of the same machine does. */
export function howWithoutFiles(step: SetupStep, { withoutAuthority }: SetupCounts): readonly string[] | undefined {
  if (step !== 'schools') return undefined;
  return [
    'Download the establishments CSV of Get Information About Schools (get-information-schools.service.gov.uk/Downloads). In Teams or Slack you attach it and say “import schools”; to this chat in the browser no file can be attached.',
    'So, in a second terminal, run: npm run -s staffroom -- import schools FILE --la Kent (or --trust "Harbour Learning Trust"). Then press “All steps”.',
    ...authorityMissing(withoutAuthority),
  ];
}

/** Of a list that does not say it, or as an earlier release kept it. */
function authorityMissing(schools: number): readonly string[] {
  if (schools === 0) return [];
  return [
    `For ${plural(schools, 'school')} I do not know the local authority by name, so nothing can be asked or counted by it. It is filled in when the register is imported again, or you say it with “Say which”.`,
  ];
}

/** The forms and cards that do a step; the way past it comes after them. */
export function actionsOfStep(step: SetupStep, { series, withoutAuthority }: SetupCounts): readonly ActAction[] {
  switch (step) {
    case 'name':
      return [form('Name it', 'setup-name')];
    case 'schools':
      return withoutAuthority > 0 ? [form('Say which', 'setup-authority')] : [];
    case 'mail':
      return [];
    case 'series':
      return [form('Choose series', 'setup-series'), card('Series you run', 'series-manage')];
    case 'event':
      return series > 0
        ? [form('Create an event', 'organise-new'), card('Events you run', 'organise')]
        : [form('Choose series', 'setup-series')];
    case 'people':
      return [form('Give somebody a role', 'role-search'), card('Who has a role', 'roles')];
    case 'hours':
      return [form('Working hours', 'working-hours-edit'), form('Add a holiday', 'holiday-edit')];
    case 'channel':
      return [card('Channels', 'channels')];
    case 'articles':
      return [form('Paste some', 'faqs-paste'), form('Write an article', 'article-form'), card('Articles', 'articles')];
    case 'notice':
      return [form('Fill it in', 'notice-form'), form('Safeguarding contact', 'safeguarding-form')];
  }
}

function form(label: string, verb: ActAction['verb']): ActAction {
  return { kind: 'act', label, verb, opensForm: true, style: 'primary' };
}

function card(label: string, verb: ActAction['verb']): ActAction {
  return { kind: 'act', label, verb, keepsCard: true };
}
