import { organisesSomething } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import {
  answerAttendance,
  answerCheckIn,
  answerCheckInCode,
  answerRoll,
  askToFind,
  confirm,
  mark,
  unmark,
} from './attendance.js';
import {
  answerDoubtful,
  answerImportRows,
  applyAttendance,
  askNewcomer,
  importAttached,
  saveNewcomer,
  settle,
} from './attendance-files.js';
import { settleApply, settleMany, settleRest, settleSure, settleUndo } from './attendance-settling.js';

/** Attendance: check-in, the organisers' list and imported files. Part of the intent table. */
export const attendanceIntents: readonly Intent[] = [
  {
    verb: 'check-in-code',
    says: [/\b(check-? ?in|qr) code\b/, /\bcode for (the )?slides?\b/],
    help: { title: 'Check-in code', example: ({ event }) => event && `check-in code for the ${event}` },
    may: organisesSomething,
    personal: true,
    run: answerCheckInCode,
  },
  {
    verb: 'check-in',
    says: [/^(check(ing)?[- ]?in|i'?m here|sign in)\b\W*(with |code )?\W*(\d{4})?\W*$/, /^\d{4}$/],
    help: { title: 'Check in', example: 'check in 1234' },
    personal: true,
    run: answerCheckIn,
  },
  {
    verb: 'attendance',
    says: [
      /^(the )?attendance( lists?)?\W*$/,
      /\battendance list\b/,
      /\b(mark|take|record|confirm|import)( the)? attendance\b/,
      /\badd (a )?walk-?ins?\b/,
    ],
    help: { title: 'Attendance list', example: 'attendance list' },
    may: organisesSomething,
    personal: true,
    run: answerAttendance,
  },
  { verb: 'import-attendance', may: organisesSomething, personal: true, run: importAttached },
  { verb: 'apply-attendance', may: organisesSomething, personal: true, run: applyAttendance },
  { verb: 'import-rows', may: organisesSomething, personal: true, run: answerImportRows },
  { verb: 'roll', may: organisesSomething, personal: true, run: answerRoll },
  { verb: 'mark', may: organisesSomething, personal: true, run: mark },
  { verb: 'unmark', may: organisesSomething, personal: true, run: unmark },
  { verb: 'find-on-roll', may: organisesSomething, personal: true, run: askToFind },
  { verb: 'walk-in', may: organisesSomething, personal: true, run: askNewcomer },
  { verb: 'settle-new', may: organisesSomething, personal: true, run: askNewcomer },
  { verb: 'save-newcomer', may: organisesSomething, personal: true, run: saveNewcomer },
  { verb: 'doubtful', may: organisesSomething, personal: true, run: answerDoubtful },
  {
    verb: 'settle-many',
    says: [/^settle (all |the |all the )?(unknown |doubtful |open )?(names|rows|people)\b/],
    help: { title: 'Unknown names', example: 'settle the unknown names' },
    may: organisesSomething,
    personal: true,
    run: settleMany,
  },
  { verb: 'settle-sure', may: organisesSomething, personal: true, run: settleSure },
  { verb: 'settle-rest', may: organisesSomething, personal: true, run: settleRest },
  { verb: 'settle-undo', may: organisesSomething, personal: true, run: settleUndo },
  { verb: 'settle-apply', may: organisesSomething, personal: true, run: settleApply },
  { verb: 'settle', may: organisesSomething, personal: true, run: settle },
  { verb: 'confirm-attendance', may: organisesSomething, personal: true, run: confirm },
];
