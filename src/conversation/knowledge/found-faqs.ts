import { listSources } from '../../app/knowledge/articles.js';
import { type FaqTerms, keepFaqs, readFaqs, saveFaqs } from '../../app/knowledge/found-faqs.js';
import { settleUnanswered } from '../../app/knowledge/unanswered.js';
import { normalise } from '../../knowledge/question.js';
import type { FormValues } from '../../rendering/card.js';
import { sayArticleFaults } from '../talk/article-words.js';
import { chosen, fieldOf, isTicked } from '../talk/read-form.js';
import { refuseNonOrganiser } from '../talk/replies.js';
import type { AttachedFile } from '../talk/turn.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { termsNow } from './articles.js';
import { articleForm } from './articles-cards.js';
import { faqCard, faqsCard, faqsForm, faqsOnPage, pasteForm, savedCard } from './found-faqs-cards.js';

const largestFile = 24 * 1024 * 1024;

/** "Import articles", with a sheet, a Word document or a saved page: what was found is shown before anything is saved. */
export async function readFaqFile(context: TurnContext, [file, ...others]: readonly AttachedFile[]): Promise<Answer> {
  if (!file) return { replies: [text(howToAttach)] };
  if (others.length > 0) return { replies: [text('One file at a time, please: attach the first one again.')] };
  let bytes: Uint8Array;
  try {
    bytes = await file.read(largestFile);
  } catch {
    return { replies: [text('I could not fetch that file, or it is larger than 24 MB. Please attach it again.')] };
  }
  return showFound(context, file.name, bytes);
}

const howToAttach =
  'Attach questions with their answers here, and say “import articles”: a sheet with the headings Question and Answer (.xlsx or .csv), a Word document (.docx), or a page of your website, saved from the browser as “Web page, HTML only” (I open no pages myself). You can also say “paste articles”. I show what I find before anything is saved.';

async function showFound(context: TurnContext, name: string, bytes: Uint8Array): Promise<Answer> {
  const { core, imports } = context.services;
  if (!imports) return { replies: [text('I cannot read files here. Please attach it in a chat with me.')] };
  const found = await imports.readFaqs(name, bytes);
  if (found.kind === 'unreadable') return { replies: [text(`${found.words} Nothing was saved.`)] };
  const id = await keepFaqs(core, context.actor, found);
  return id === undefined ? refuseNonOrganiser() : showPage(context, id, 0);
}

/** "Paste articles": a form for the text of a page. */
export async function openPasteForm(): Promise<Answer> {
  return { replies: [{ kind: 'form', form: pasteForm({}) }] };
}

/** The pasted text is read as a file is. */
export async function readPasted(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const pasted = fieldOf(request, 'text');
  if (pasted === '') return { replies: [{ kind: 'form', form: pasteForm({}, { text: 'Paste the text here.' }) }] };
  const { imports } = context.services;
  const found = await imports?.readFaqs('pasted.txt', Buffer.from(pasted, 'utf8'));
  if (found?.kind === 'unreadable')
    return { replies: [{ kind: 'form', form: pasteForm({ text: pasted }, { text: found.words }) }] };
  return showFound(context, 'pasted.txt', Buffer.from(pasted, 'utf8'));
}

const gone: Answer = { replies: [text('I no longer have what I found there. Please attach it again.')] };

export async function showFaqs(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return showPage(context, request.data.faqs ?? '', Number(request.data.from ?? 0));
}

async function showPage(context: TurnContext, id: string, from: number): Promise<Answer> {
  const found = await readFaqs(context.services.core, context.actor, id);
  return found ? { replies: [{ kind: 'card', card: faqsCard(id, found, from) }] } : gone;
}

/** One of them as a whole, before it is taken. */
export async function showFaq(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { faqs: id = '', at } = request.data;
  const found = await readFaqs(context.services.core, context.actor, id);
  const faq = found?.faqs.find((one) => String(one.at) === at);
  return faq ? { replies: [{ kind: 'card', card: faqCard(id, faq) }] } : gone;
}

/** The form of an article, with one of them filled in. */
export async function openFaqAsArticle(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const found = await readFaqs(core, context.actor, request.data.faqs ?? '');
  const faq = found?.faqs.find((one) => String(one.at) === request.data.at);
  if (!faq) return gone;
  const { question, answer } = faq;
  const values = { ...termsNow(context.now), question, answer };
  return { replies: [{ kind: 'form', form: articleForm(await listSources(core), values, undefined) }] };
}

/** Which of a page of them are to be articles, who looks after them, and until when. */
export async function chooseFaqs(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { faqs: id = '', from = '0' } = request.data;
  const page = faqsOnPage(await readFaqs(context.services.core, context.actor, id), Number(from));
  if (!page) return gone;
  const take = page.filter(({ standing }) => standing === 'new' || standing === 'differs').map(({ at }) => String(at));
  const values: FormValues = { ...termsNow(context.now), take, publish: 'true' };
  return { replies: [{ kind: 'form', form: faqsForm(id, from, page, values) }] };
}

/** Makes articles of what was chosen. */
export async function saveChosenFaqs(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { faqs: id = '', from = '0' } = request.data;
  const day = (field: string) => new Date(`${fieldOf(request, field)}T00:00:00Z`);
  const terms: FaqTerms = {
    owner: fieldOf(request, 'owner'),
    asOf: day('asOf'),
    reviewBy: day('reviewBy'),
    publish: isTicked(request, 'publish'),
  };
  const taken = new Set(chosen(request, 'take').map(Number));
  const outcome = await saveFaqs(core, context.actor, id, taken, terms);
  switch (outcome.kind) {
    case 'refused':
      return outcome.reason === 'not-allowed' ? refuseNonOrganiser() : gone;
    case 'faulty': {
      const page = faqsOnPage(await readFaqs(core, context.actor, id), Number(from));
      return page
        ? {
            replies: [
              { kind: 'form', form: faqsForm(id, from, page, request.values, sayArticleFaults(outcome.faults)) },
            ],
          }
        : gone;
    }
    case 'saved': {
      if (terms.publish) await settleUnanswered(core, context.actor, outcome.added.map(normalise));
      const found = await readFaqs(core, context.actor, id);
      const card = savedCard(id, outcome, terms.publish, { from: Number(from), all: found?.faqs.length ?? 0 });
      return { replies: [{ kind: 'card', card }] };
    }
  }
}
