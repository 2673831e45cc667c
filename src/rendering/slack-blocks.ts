/**
 * The part of Slack's Block Kit that we use, as plain types, because only the channel may import Slack's packages. A test
 * checks that they are assignable to Slack's types.
 */

export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}
/** Interpreted by Slack, so only for text without markup. */
export interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim: true;
}

export interface Button {
  type: 'button';
  text: PlainText;
  action_id: string;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
}

/** Never interpreted. */
export interface RichTextRun {
  type: 'text';
  text: string;
  style?: { bold?: boolean; italic?: boolean };
}
export interface RichTextSection {
  type: 'rich_text_section';
  elements: RichTextRun[];
}
export type RichTextPart =
  | RichTextSection
  | { type: 'rich_text_list'; style: 'bullet'; elements: RichTextSection[] }
  | { type: 'rich_text_quote'; elements: RichTextRun[] }
  | { type: 'rich_text_preformatted'; elements: RichTextRun[] };

export interface SlackOption {
  text: PlainText;
  value: string;
}
export interface SlackOptionGroup {
  label: PlainText;
  options: SlackOption[];
}

export type InputElement = { action_id: string } & (
  | {
      type: 'plain_text_input';
      multiline: boolean;
      max_length?: number;
      initial_value?: string;
      placeholder?: PlainText;
    }
  | {
      type: 'static_select';
      placeholder: PlainText;
      options?: SlackOption[];
      option_groups?: SlackOptionGroup[];
      initial_option?: SlackOption;
    }
  | { type: 'users_select'; placeholder: PlainText; initial_user?: string }
  | { type: 'multi_users_select'; placeholder: PlainText; initial_users?: string[] }
  | { type: 'external_select'; placeholder: PlainText; min_query_length: number; initial_option?: SlackOption }
  | {
      type: 'multi_static_select';
      placeholder: PlainText;
      options?: SlackOption[];
      option_groups?: SlackOptionGroup[];
      initial_options?: SlackOption[];
    }
  | { type: 'radio_buttons'; options: SlackOption[]; initial_option?: SlackOption }
  | { type: 'checkboxes'; options: SlackOption[]; initial_options?: SlackOption[] }
  | {
      type: 'number_input';
      is_decimal_allowed: boolean;
      min_value?: string;
      max_value?: string;
      initial_value?: string;
    }
  | { type: 'datepicker'; initial_date?: string }
  | { type: 'timepicker'; initial_time?: string }
);

/** A cell, never interpreted. Slack refuses an empty one. */
export interface TableCell {
  type: 'raw_text';
  text: string;
}
/** For messages only, and once in each. The first row has the names of the columns. */
export interface TableBlock {
  type: 'table';
  rows: TableCell[][];
  column_settings: Array<{ align?: 'right'; is_wrapped: boolean }>;
}

export type SlackBlock =
  | { type: 'header'; text: PlainText }
  | { type: 'section'; text: PlainText | Mrkdwn; accessory?: Button }
  | { type: 'context'; elements: PlainText[] }
  | { type: 'divider' }
  | { type: 'image'; image_url: string; alt_text: string }
  | { type: 'actions'; elements: Button[] }
  | { type: 'rich_text'; elements: RichTextPart[] }
  | TableBlock
  | { type: 'input'; block_id: string; label: PlainText; hint?: PlainText; optional: boolean; element: InputElement };

/** For `chat.postMessage` and `chat.update`: `text` is what a notification and a screen reader say. */
export interface SlackMessage {
  text: string;
  blocks: SlackBlock[];
}

/** For `views.open`, `views.update` and `response_action: 'update'`. */
export interface SlackModal {
  type: 'modal';
  callback_id: string;
  private_metadata: string;
  title: PlainText;
  submit: PlainText;
  close: PlainText;
  blocks: SlackBlock[];
}

/** For `views.publish`. */
export interface SlackHome {
  type: 'home';
  blocks: SlackBlock[];
}
