import type { ParityTalk } from './parity-talk.js';
import { placeTalks } from './place-talks.js';
import { planningTalks } from './planning-talks.js';

/**
 * What people do with the bot, a talk for each errand. A new intent gets a talk here; what is reached by pressing on from
 * its help is followed besides.
 */
export const talks: readonly ParityTalk[] = [
  {
    about: 'somebody new books, and is asked for their school first',
    part: 'newcomer',
    moves: [
      { say: 'hello', reads: 'What can I do for you?' },
      { say: 'help', reads: 'book me on the Lincoln briefing' },
      { say: 'book me on the Lincoln briefing', reads: 'Which school are you from?' },
      { say: 'Marrowfen', reads: 'what is your role there?' },
      { fill: { school: 'Xyzzyqq', position: 'headteacher' }, reads: 'No school matches that.' },
      { fill: { school: 'Marrowfen', position: 'headteacher' }, reads: 'Marrowfen Church of England Primary School' },
      { press: "That's mine", reads: 'Your place is booked.' },
      { say: 'my bookings', reads: 'You have 1 booking' },
      { say: 'cancel my place', reads: 'Cancel your place at' },
      { press: 'No, keep it', reads: 'You have a place.' },
      { say: 'cancel my place', reads: 'Cancel your place at' },
      { say: 'yes', reads: 'is cancelled' },
      { say: 'thanks', reads: 'You are welcome.' },
      { say: 'xyzzy', reads: '' },
    ],
  },
  {
    about: 'somebody new says their school in words',
    part: 'colleague',
    moves: [
      { say: 'my school is Marrowfen', reads: 'what is your role there?' },
      { fill: { school: 'Marrowfen', position: 'deputy_headteacher' }, reads: 'Is this your school?' },
      { press: "That's mine", reads: 'Deputy headteacher, Marrowfen' },
      { say: 'who am i', reads: 'Deputy headteacher' },
      { press: 'Change my school', reads: 'Which school are you from now?' },
    ],
  },
  {
    about: 'a headteacher looks for events, waits for one, and leaves the waiting list',
    part: 'headteacher',
    moves: [
      { say: "what's on", reads: "What's on" },
      { press: 'See details', reads: 'Places' },
      { say: 'conference', reads: 'Annual conference' },
      { say: 'the first one', reads: 'Annual conference' },
      { say: 'anything for governors in March?' },
      { say: 'join the waiting list for the success workshop', reads: 'on the waiting list' },
      { say: 'leave the waiting list', reads: 'Leave the waiting list for' },
      { press: 'Yes, leave it', reads: 'You have left the waiting list' },
      { say: 'mute reminders' },
      { say: 'unmute reminders' },
      { say: 'mute reminders' },
      { say: 'accept the place', reads: 'You have no offer of a place' },
      { say: 'decline the place', reads: 'You have no offer of a place' },
      { say: 'never mind', reads: 'left it as it is' },
    ],
  },
  {
    about: 'a headteacher says what is nothing to be done, or not for sure',
    part: 'headteacher',
    moves: [
      { say: 'please do not put me down for the Boston briefing', reads: 'I have changed nothing' },
      { say: 'I am coeliac by the way', reads: 'Thank you for telling me' },
      { say: 'ok', reads: '' },
      { say: 'cancel my place', reads: '' },
      { say: '👍', reads: 'say “yes” or “no” in words' },
      { say: 'no', reads: 'left it as it is' },
      { say: 'stop reminders if you can', reads: 'Shall I stop sending you reminders?' },
      { say: 'a child in my class told me he is hurt at home', reads: 'designated safeguarding lead' },
    ],
  },
  {
    about: 'a headteacher sends somebody else, and moves to another date',
    part: 'headteacher',
    moves: [
      { say: 'book me on the Boston briefing', reads: 'Your place is booked.' },
      { press: 'Move to another date', reads: 'Where shall I move your place' },
      { press: 'Move here', reads: 'Lincoln' },
      { say: 'name a substitute for the Lincoln briefing' },
      { press: 'Somebody else', reads: 'Name a substitute' },
      { fill: { others: 'Sam Field, deputy headteacher' } },
    ],
  },
  {
    about: 'a headteacher takes their words back',
    part: 'headteacher',
    moves: [
      { say: 'my quotes', reads: 'Words you let us quote' },
      { press: 'Withdraw', reads: 'Withdrawn' },
    ],
  },
  {
    about: 'a deputy finds a project interesting, but nothing says yet that they work there',
    part: 'colleague',
    moves: [
      { say: 'which projects can we join?', reads: 'Projects you can join now' },
      { press: 'Register my school', reads: 'Nothing tells me yet that you work at Marrowfen' },
    ],
  },
  {
    about: 'an organiser confirms that the deputy works there',
    part: 'organiser',
    moves: [
      { say: 'claims', reads: 'Claims to work at a school' },
      { press: 'Yes', reads: 'is confirmed at' },
    ],
  },
  {
    about: 'the deputy, now believed, finds it interesting for the school',
    part: 'colleague',
    moves: [
      { say: 'which projects can we join?', reads: 'Projects you can join now' },
      { press: 'Register my school', reads: 'I will ask your headteacher to confirm it.' },
      { fill: { lead: 'Cara Deputy, Deputy headteacher' } },
    ],
  },
  {
    about: 'the head decides what a deputy found interesting',
    part: 'headteacher',
    moves: [{ say: 'my projects', reads: 'Caring2Learn' }, { press: 'Open' }, { press: 'Confirm' }],
  },
  {
    about: 'a headteacher asks the team, and about the knowledge',
    part: 'headteacher',
    moves: [
      { say: 'ask the team', reads: 'The organisers will read it' },
      {
        fill: { question: 'Is there parking for a minibus at the Lincoln briefing?' },
        reads: 'I have asked the team.',
      },
      { say: 'why are you changing things', reads: 'Lancashire' },
      { press: 'Not what I meant', reads: 'Sorry.' },
      { say: 'how many came to the October 2017 briefing?', reads: '2017' },
      { say: 'what projects are there?', reads: 'Innovation Fund' },
    ],
  },
  {
    about: 'a headteacher joins, applies and puts forward',
    part: 'headteacher',
    moves: [
      { say: 'apply for the innovation fund', reads: 'Send the application' },
      { fill: { title: 'Reading aloud', amount: 'a lot', plan: 'We read.', judged: 'We listen.' } },
      { fill: { title: 'Reading aloud', amount: '500', plan: 'We read.', judged: 'We listen.' } },
      { say: 'nominate somebody for LeadLincs', reads: 'Put somebody forward' },
      { fill: { nominee: 'Irene Akhtar, Deputy headteacher', why: 'She leads well.' } },
      { say: 'my projects', reads: 'Projects of Marrowfen' },
      { press: 'Open', reads: 'Milestones' },
    ],
  },
  {
    about: 'a headteacher takes an application back, and applies again',
    part: 'headteacher',
    moves: [
      { say: 'apply for the innovation fund', reads: 'Your school has applied already.' },
      { press: 'Withdraw it', reads: 'Withdrawn' },
      { say: 'apply for the innovation fund', reads: 'Send the application' },
      {
        fill: { title: 'Reading on', amount: '400', plan: 'We read on.', judged: 'We listen.' },
        reads: 'has been sent',
      },
    ],
  },
  {
    about: 'an organiser takes a question and answers it',
    part: 'organiser',
    moves: [
      { say: 'open questions', reads: 'minibus' },
      { press: 'Open', reads: 'Take it' },
      { press: 'Take it' },
      { press: 'Answer' },
      { fill: { answer: 'Yes, for two minibuses behind the hall.' } },
      { press: 'Make it an article', reads: 'Nobody sees it until you publish it.' },
      { say: 'failed messages', reads: 'Every message arrived' },
      { say: 'who waits for the success workshop?', reads: 'Move up' },
      { say: 'feedback so far', reads: 'Rating' },
    ],
  },
  {
    about: 'an organiser changes an event, and writes to those who come',
    part: 'organiser',
    moves: [
      { say: 'manage events', reads: 'Events you run' },
      { press: 'Open', reads: 'Published' },
      { press: 'Write to them', reads: 'Write to those registered' },
      { fill: { to: 'Everybody registered', session: 'All sessions', words: 'Please bring a pen.' } },
      { press: 'Send' },
      { say: 'manage events' },
      { press: 'Open' },
      { press: 'Edit' },
      { say: 'change the time of the Grantham briefing to 10am', reads: 'Grantham' },
    ],
  },
  {
    about: 'a member asks for what is an organiser’s',
    part: 'headteacher',
    moves: [{ say: 'open questions' }, { say: 'create an event' }, { say: 'make me an organiser' }],
  },
  {
    about: 'an organiser looks at what could not be answered',
    part: 'organiser',
    moves: [{ say: 'what could you not answer?' }, { press: 'Open' }, { press: 'Needs no answer' }],
  },
  {
    about: 'an administrator gives a role, and says whom to call about a child',
    part: 'administrator',
    moves: [
      { say: 'set the safeguarding contact', reads: 'Safeguarding contact' },
      { fill: { contact: 'Priya Nand, 01522 555000' }, reads: 'Saved.' },
      { say: 'privacy notice', reads: 'The privacy notice is not complete.' },
      { press: 'Fill it in', reads: 'What is left empty' },
      { fill: { officer: 'The data protection officer, 01522 555111' }, reads: '01522 555111' },
      { press: 'Lawful bases', reads: 'Your data protection officer knows' },
      { fill: {}, reads: 'Privacy notice' },
      { say: 'who has a role?', reads: 'an administrator' },
      { say: 'make Amara Whitfield an organiser', reads: 'Who should be an organiser?' },
      { press: 'Choose', reads: 'What should' },
      { fill: { series: 'Governor briefing' } },
      { press: 'Yes, give the role' },
    ],
  },
  {
    about: 'in a channel, what is personal goes to the own chat',
    part: 'headteacher',
    where: 'channel',
    moves: [
      { say: "what's on", reads: "What's on" },
      { press: 'See details', reads: 'Places' },
      { say: 'my bookings', reads: 'I have answered in your own chat with me.' },
      { say: 'help', reads: 'What I can do' },
    ],
  },
  {
    about: 'an organiser has things sent to a channel, and ends that',
    part: 'organiser',
    where: 'channel',
    moves: [
      { say: 'send questions here', reads: 'come here from now on' },
      { say: 'stop sending questions', reads: 'no longer come here' },
      { say: 'send summaries here', reads: 'will be sent here from now on' },
      { say: 'send the weekly digest here', reads: 'on Mondays at 8am' },
      { say: 'digest settings', reads: 'Day' },
      { fill: { weekday: '2', time: '09:00' }, reads: 'Saved.' },
      { say: 'which channels?' },
      { say: 'stop the digest', reads: 'is no longer sent here' },
      { say: 'stop sending here', reads: 'I will not send anything here any more.' },
    ],
  },
  ...planningTalks,
  ...placeTalks,
];

/** What comes after all that: time passes, and the briefing is over. */
export const talksAfterwards: readonly ParityTalk[] = [
  {
    about: 'on the day: checking in',
    part: 'board',
    moves: [{ say: 'book me on the Lincoln briefing', reads: 'place' }, { days: 15.95 }, { say: 'check in 0000' }],
  },
  {
    about: 'after a briefing: who came',
    part: 'organiser',
    moves: [
      { days: 0.2 },
      { say: 'settle the unknown names', reads: 'There are no names to settle' },
      { say: 'attendance list', reads: 'Attendance lists' },
      { press: 'Open the list', reads: 'Confirm the list' },
      { press: 'Find', reads: 'Part of the name' },
      { fill: { find: 'Ellery' }, reads: 'Tomasz Ellery' },
      { press: 'Present', reads: '1 present' },
      { press: 'Undo', reads: '0 present' },
      { press: 'Present', reads: '1 present' },
      { press: 'Add a walk-in', reads: 'Position' },
      { fill: { name: 'Wanda Walker', position: 'Governor', school: 'Marrowfen' } },
      { say: 'attendance list' },
      { press: 'Open the list' },
      { press: 'Confirm the list' },
    ],
  },
  {
    about: 'after a briefing: feedback',
    part: 'board',
    moves: [
      { days: 1 },
      { say: 'feedback', reads: 'How was it?' },
      { fill: { rating: '4, good' }, reads: 'Thank you' },
    ],
  },
  {
    about: 'the committee paper',
    part: 'board',
    moves: [
      { say: 'draft the committee report', reads: 'First day' },
      { fill: { from: '2026-10-01', to: '2026-09-01' }, reads: 'The last day is before the first.' },
      { say: 'attendance report for the committee' },
      { fill: { from: '2025-09-01', to: '2026-08-31' }, reads: '1 September 2025 to 31 August 2026' },
      { say: 'committee papers', reads: 'Committee papers' },
      { press: 'Open', reads: 'Took part in nothing' },
    ],
  },
];
