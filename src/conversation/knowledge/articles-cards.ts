import type { SourcePaper } from '../../app/figures/figures.js';
import type { ArticleLine, ArticleVersion, EditableArticle } from '../../app/knowledge/articles.js';
import { type ArticleContent, articleLimits, isPastReview } from '../../domain/article.js';
import { sayDate, sayMoment } from '../../domain/when.js';
import type { ActAction, Action, Block, Card, Form, FormValues } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import type { View } from '../programme/programme-cards.js';
import { sourceFields } from '../talk/new-source.js';
import { capitalise, listWords, plural } from '../talk/wording.js';
import { articleCard } from './answer-cards.js';

/** Articles for organisers; drafts and overdue ones first. @param about the words searched for */
export function articlesCard(articles: readonly ArticleLine[], view: View, about?: string): Card {
  const shown = articles;
  const title = about ? `Articles about ${about}` : plural(articles.length, 'article');
  const lines = shown.map((article) => ({
    title: article.question,
    detail: standingOf(article, view.now),
    action: { kind: 'act', label: 'Open', verb: 'article', data: { slug: article.slug }, keepsCard: true } as const,
  }));
  return {
    fallback: [title, ...lines.map((line) => `${line.title} (${line.detail})`)].join('\n'),
    blocks: [{ kind: 'heading', text: title }, ...(lines.length > 0 ? [{ kind: 'list', items: lines } as const] : [])],
    again: { verb: 'articles', data: about ? { about } : {} },
    actions: [{ kind: 'act', label: 'Add an article', verb: 'article-form', opensForm: true, keepsCard: true }],
  };
}

function standingOf({ status, reviewBy, hasDraft }: ArticleLine, now: Date): string {
  if (status === 'draft') return 'draft, not published';
  if (status === 'retired') return 'retired';
  const due = isPastReview(reviewBy, now)
    ? `review overdue since ${sayDate(reviewBy)}`
    : `review by ${sayDate(reviewBy)}`;
  return hasDraft ? `${due}, a change is waiting to be published` : due;
}

/**
 * An article as askers see it, with its status and the actions for organisers.
 * @param suggests a language model can suggest ways to ask for it
 */
export function organisedArticleCard(
  article: EditableArticle,
  view: View,
  { lead, suggests }: { readonly lead: string | undefined; readonly suggests: boolean },
): Card {
  const shown = article.draft ?? article.content;
  const source = article.draft ? article.draftSource : article.source;
  const preview = articleCard({ ...shown, source }, view.now, []);
  const standing = sayStanding(article);
  const also =
    shown.aliases.length > 0 ? `Also asked as: ${shown.aliases.join(' · ')}` : 'No other ways to ask it yet.';
  const blocks: Block[] = [
    ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
    { kind: 'text', text: standing, tone: 'strong' },
    ...preview.blocks,
    { kind: 'divider' },
    { kind: 'context', text: also },
    {
      kind: 'context',
      text: `Looked after by ${shown.owner}. Review by ${sayDate(shown.reviewBy)}. ${article.slug}, version ${article.version}.`,
    },
  ];
  return {
    fallback: [lead, standing, shown.question, preview.fallback, also].filter(Boolean).join('\n'),
    blocks,
    actions: articleActions(article, suggests),
  };
}

function sayStanding({ content, draft }: EditableArticle): string {
  if (draft)
    return content.status === 'published'
      ? 'Preview of the change. People still see the previous version.'
      : 'Preview of the change to a retired article.';
  if (content.status === 'draft') return 'Preview of a draft: nobody sees it yet.';
  return content.status === 'retired' ? 'Retired: nobody sees it.' : 'Published, as people see it.';
}

function articleActions({ slug, content, draft }: EditableArticle, suggests: boolean): Action[] {
  const act = (label: string, verb: Verb, more: Partial<ActAction> = {}): ActAction => ({
    kind: 'act',
    label,
    verb,
    data: { slug },
    ...more,
  });
  const live = content.status === 'published';
  return [
    ...(live && !draft
      ? []
      : [
          act(content.status === 'retired' && !draft ? 'Publish again' : 'Publish', 'article-publish', {
            style: 'primary',
          }),
        ]),
    act('Change', 'article-form', { opensForm: true }),
    ...(suggests
      ? [act('Suggest ways to ask it', 'article-form', { opensForm: true, data: { slug, suggest: 'yes' } })]
      : []),
    ...(live ? [act('Retire', 'article-retire', { style: 'danger' })] : []),
    act('History', 'article-history', { keepsCard: true }),
  ];
}

/** What changed, when and by whom, newest first. */
export function historyCard(versions: readonly ArticleVersion[], view: View): Card {
  const items = versions.map((version, index) => {
    const before = versions[index + 1];
    const changed = before ? changedFields(before.content, version.content) : [];
    const what = before
      ? changed.length > 0
        ? `changed: ${listWords(changed)}`
        : 'no change to the text'
      : 'first version';
    return {
      title: `Version ${version.version}, ${version.content.status}`,
      detail: `${sayMoment(version.at, view.zone)} · ${version.by ?? 'loaded from a file'} · ${what}`,
    };
  });
  const title = `History of “${versions[0]?.content.question ?? ''}”`;
  return {
    fallback: [title, ...items.map((item) => `${item.title}: ${item.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
    ],
  };
}

function changedFields(before: ArticleContent, after: ArticleContent): string[] {
  const plain = (value: unknown) => JSON.stringify(value);
  const fields = ['question', 'answer', 'aliases', 'sourceId', 'owner', 'asOf', 'reviewBy', 'status'] as const;
  const names: Partial<Record<(typeof fields)[number], string>> = {
    sourceId: 'source',
    asOf: 'date',
    reviewBy: 'review date',
    aliases: 'other ways to ask',
  };
  return fields.filter((field) => plain(before[field]) !== plain(after[field])).map((field) => names[field] ?? field);
}

/** What stands above the form when phrases were suggested, or none were. */
export function sayOfSuggested(count: number): string {
  return count === 0
    ? 'The language model suggests nothing just now. Write other ways to ask it yourself, or try again later.'
    : `A language model suggests the last ${plural(count, 'way')} to ask it. Take out what does not fit, then save.`;
}

/**
 * Everything that can be written of an article.
 * @param edited the article and the state it is edited from
 * @param note said above the fields
 */
export function articleForm(
  sources: readonly SourcePaper[],
  values: FormValues,
  edited: { readonly slug: string; readonly state: string } | undefined,
  faults?: Readonly<Record<string, string>>,
  note = 'You see a preview next. Nothing is published by saving it.',
): Form {
  return {
    title: edited ? 'Change the article' : 'Add an article',
    intro: [{ kind: 'context', text: note }],
    fields: [
      { kind: 'text', id: 'question', label: 'Question', required: true, maxLength: articleLimits.question },
      {
        kind: 'text',
        id: 'aliases',
        label: 'Other ways to ask it',
        hint: 'One per line, in people’s own words.',
        multiline: true,
      },
      { kind: 'text', id: 'answer', label: 'Answer', multiline: true, required: true, maxLength: articleLimits.answer },
      ...sourceFields(sources, 'None: the owner vouches for it'),
      {
        kind: 'text',
        id: 'owner',
        label: 'Looked after by',
        hint: 'A role or an office. People will see it.',
        required: true,
        maxLength: articleLimits.owner,
      },
      { kind: 'date', id: 'asOf', label: 'True as of', required: true },
      { kind: 'date', id: 'reviewBy', label: 'Review by', required: true },
    ],
    values,
    ...(faults ? { faults } : {}),
    submit: { label: 'Save and preview', verb: 'article-save', ...(edited ? { data: { ...edited } } : {}) },
    cancel: edited
      ? { kind: 'act', label: 'Not now', verb: 'article', data: { slug: edited.slug } }
      : { kind: 'act', label: 'Not now', verb: 'articles' },
    fallback: capitalise('articles are written in a form; open this chat where forms can be shown.'),
  };
}
