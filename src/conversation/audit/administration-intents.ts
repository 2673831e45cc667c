import { holds } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import { answerAudit, auditRefusal } from './audit.js';
import { exportRefusal, offerEverything } from './exporting.js';

const may = (actor: Parameters<NonNullable<Intent['may']>>[0]) => holds(actor, 'administrator');

/** The audit trail and the export of everything. Part of the intent table. */
export const administrationIntents: readonly Intent[] = [
  {
    verb: 'audit',
    says: [
      /\baudit (trail|log)\b/,
      /^who (has |have )?(changed|corrected|edited|moved|cancelled|published|created|copied|exported|downloaded|imported|deleted|removed|erased|resized|approved|declined|granted|revoked|resent|ticked|withdrew|nominated)\b/,
      /^what (was|has been) (refused|denied|cancelled|changed|published|exported|imported|deleted|erased)\b/,
      /^what (did|have|has) (the )?(organisers?|organizers?|administrators?|admins?|board members?|people|everybody|everyone|[a-z'-]+ [a-z'-]+) (do|done)\b/,
    ],
    help: { title: 'Audit trail', example: 'what did organisers do last week?' },
    may,
    refusal: auditRefusal,
    personal: true,
    run: answerAudit,
  },
  {
    verb: 'export-everything',
    says: [
      /^(please )?(export|download|back ?up) (everything|all( the)? (data|records|tables)|the (whole )?database)\W*$/,
      /^(an? )?(export|copy) of (everything|all( the)? (data|records))\W*$/,
    ],
    help: { title: 'Export everything', example: 'export everything' },
    may,
    refusal: exportRefusal,
    personal: true,
    run: offerEverything,
  },
];
