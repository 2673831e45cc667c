import type { Actor } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { readPartnership } from '../setup/partnership.js';
import type { ByAuthority } from './findings.js';
import type { DataReport, ImportRefusal } from './import-file.js';
import type { SchoolRecord, SchoolsFile } from './import-file-format.js';
import { findKeptFile, previewImport } from './kept-imports.js';
import { byAuthority } from './schools-nearby.js';

/** Which schools of a register are the partnership's: those of local authorities, of a trust, or of a trust within some. */
interface AreaChoice {
  /** By their names in the file, in any case. */
  readonly authorities: readonly string[];
  /** As the register has it, with or without "the"; empty for all. */
  readonly trust: string;
}

/** The local authorities of a register that waits for its area. */
interface AreasToChoose {
  /** The most schools first. */
  readonly authorities: ByAuthority;
  /** Those that the partnership's own settings name as its area. */
  readonly likely: readonly string[];
  /** The trust of the partnership's own name: its schools are its own wherever they lie, so no authority is likely. */
  readonly likelyTrust: string | undefined;
}

/** What can be chosen of a register that was kept; undefined when it is gone. */
export async function areasOfKept(core: Core, actor: Actor, id: string): Promise<AreasToChoose | undefined> {
  const file = await findKeptFile(core, actor, id);
  if (file?.kind !== 'schools') return undefined;
  const authorities = byAuthority(file.rows);
  const partnership = await readPartnership(core);
  const own = new Set([partnership.name, ...partnership.alsoCalled].map(trustName).filter(Boolean));
  const likelyTrust = file.rows.find(({ fields }) => own.has(trustName(fields.trust?.name ?? '')))?.fields.trust?.name;
  const areas = new Set(likelyTrust ? [] : partnership.areas.map(plain));
  const likely = authorities.flatMap(({ name }) => (areas.has(plain(name)) ? [name] : []));
  return { authorities, likely, likelyTrust };
}

type AreaOutcome =
  | { readonly kind: 'previewed'; readonly id: string; readonly report: DataReport }
  | ImportRefusal
  | { readonly kind: 'gone' }
  /** Nothing was chosen. */
  | { readonly kind: 'nothing' }
  /** Names that no school of the file has. */
  | { readonly kind: 'unknown'; readonly authorities: readonly string[]; readonly trust: string | undefined };

/** Previews the part of a kept register that was chosen. */
export async function previewInArea(core: Core, actor: Actor, id: string, choice: AreaChoice): Promise<AreaOutcome> {
  const file = await findKeptFile(core, actor, id);
  if (file?.kind !== 'schools') return { kind: 'gone' };
  if (choice.authorities.length === 0 && choice.trust.trim() === '') return { kind: 'nothing' };
  const known = new Set(file.rows.map(({ authority }) => plain(authority)));
  const authorities = choice.authorities.filter((name) => !known.has(plain(name)));
  const within = restrict(file, choice);
  if (authorities.length > 0 || within.rows.length === 0)
    return { kind: 'unknown', authorities, trust: authorities.length > 0 ? undefined : choice.trust };
  const looked = await previewImport(core, actor, within);
  return 'kind' in looked ? looked : { kind: 'previewed', ...looked };
}

/** The same file as if only these schools had been asked for. */
function restrict(file: SchoolsFile, { authorities, trust }: AreaChoice): SchoolsFile {
  const wanted = new Set(authorities.map(plain));
  const trustWanted = trustName(trust);
  const isOurs = ({ authority, fields }: SchoolRecord) =>
    (wanted.size === 0 || wanted.has(plain(authority))) &&
    (trustWanted === '' || trustName(fields.trust?.name ?? '') === trustWanted);
  const rows = file.rows.filter(isOurs);
  const codes = new Set(rows.map(({ fields }) => fields.localAuthorityCode));
  const faults = file.faults.filter(({ localAuthorityCode: code }) => code === undefined || codes.has(code));
  return { ...file, rows, faults, reach: 'area' };
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim().toLowerCase();
}

function trustName(name: string): string {
  return plain(name).replace(/^the /, '');
}
