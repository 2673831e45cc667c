import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * Intents that no talk reaches yet but by a stale button, each with the reason. Whoever writes a talk for one takes it out
 * of this list: the test wants that.
 */
export const reachedByStaleButtons: Readonly<Record<string, string>> = {
  'import-rows': 'follows a report with more rows than are shown: tested with the import',
  'import-area': 'follows a file that does not say which schools are theirs: tested with each import',
  'import-area-chosen': 'follows it',
  'import-guests-of': 'follows a file of guests that several events fit: tested with the import',
  faqs: 'turns the pages of more than ten questions: tested with the articles',
  'settle-sure': 'follows a report with names that are nearly those of people who are booked: tested with the settling',
  'my-data-file': 'its answer is a link by chance',
  'organise-meant': 'is asked where several events fit what is to be done, by chance of the order',
  'take-over': 'comes with a message about the place of somebody who left',
  'project-interest': 'only offered where nothing is open to join',
  'project-withdraw': 'follows it',
  'application-decide-ask': 'the help leads to the same card by another order of presses',
  'application-decide': 'follows it',
  'nomination-withdraw': 'is for the person put forward',
  'unanswered-alias': 'offered where an article is near what was asked, by chance of the order',
  answers: 'is asked when a place with questions is booked, by chance of the order',
  'save-answers': 'follows it',
  'resend-all': 'what fails again afterwards depends on the moment: tested with the messages themselves',
  rate: 'stands in the message that asks for feedback, which the talks do not read: tested with what is sent afterwards',
  'organise-thanks-send': 'needs people who were there of the first event of the list: tested with the thanks',
  resend: 'what fails depends on the moment: tested with the messages themselves',
  'on-request-person': 'follows a name that several people have',
  'invitation-no': 'comes with an invitation',
  'project-invited': 'is the page of an invitation by mail: tested with it',
  'project-not-now': 'comes with an invitation',
  'held-link': 'comes with the notice to somebody from a file, who has no chat',
  'paper-template-remove': 'needs a file, which the two platforms hand over in their own ways: tested with the paper',
  'source-remove': 'needs a paper that nothing is from: tested with the journeys of a partnership',
  'setup-authority': 'is offered while schools lack one: tested with the first day',
  'setup-authority-save': 'follows it',
  'belongs-no': 'the organiser says yes in the talks; pressed where the help leads by chance of the order',
};

/** Intents that no talk with both platforms connected can reach. */
export const unreachable: Readonly<Record<string, string>> = {
  'first-administrator': 'needs the code that is printed at a start without an administrator: tested with that start',
  'file-left': 'needs a file, which the two platforms hand over in their own ways: tested with each channel',
  'act-as': 'only exists in playground mode, where neither platform is connected',
};

/** Answers to words that say nothing at all: no button leads to them. */
export const withoutButton: ReadonlySet<string> = new Set(['say-nothing', 'file-left']);

/** Forms that no talk shows yet, each with the reason. */
export const formsNotShown: Readonly<Record<string, string>> = {
  'import-area-chosen': 'needs a file that does not say which schools are theirs',
  'setup-authority-save': 'follows a button that is offered while schools lack one: tested with the first day',
};

/** Verbs of every form of the conversation, by its code: whatever is written as `submit: { label, verb: '…' }`. */
export function verbsOfForms(): string[] {
  const folder = join(import.meta.dirname, '..', '..', 'src', 'conversation');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const found = new Set<string>();
  for (const name of files) {
    const source = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (
        ts.isPropertyAssignment(node) &&
        node.name.getText() === 'submit' &&
        ts.isObjectLiteralExpression(node.initializer)
      ) {
        const verb = node.initializer.properties.find((one) => one.name?.getText() === 'verb');
        if (verb && ts.isPropertyAssignment(verb) && ts.isStringLiteral(verb.initializer))
          found.add(verb.initializer.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found].sort();
}
