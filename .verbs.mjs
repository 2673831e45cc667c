import ts from 'typescript';
import { readFileSync, writeFileSync } from 'node:fs';
import { execSync } from 'node:child_process';
const verbs = readFileSync('/tmp/helpers/verbs.txt','utf8').trim().split('\n');
writeFileSync('src/rendering/verbs.ts', `/**
 * Everything that a button or a form can ask for: a verb that no intent takes, or one that is misspelt on a card, does not
 * compile. The conversation has one intent for each.
 */
export type Verb =
${verbs.map(v=>`  | '${v}'`).join('\n')};
`);
let c = readFileSync('src/rendering/card.ts','utf8');
const rep = (a,b)=>{ if(!c.includes(a)) console.log('MISSING',a); c=c.replace(a,b); };
rep("export type Block =","export type Block<V extends string = Verb> =");
rep("readonly items: readonly ListItem[] }","readonly items: ReadonlyArray<ListItem<V>> }");
rep("export interface ListItem {","export interface ListItem<V extends string = Verb> {");
rep("readonly action?: Action;","readonly action?: Action<V>;");
rep("/** `verb` is a key of the intent table; `data` holds ids and small words only. */\nexport interface ActAction {","/** `data` holds ids and small words only. A renderer takes any verb. */\nexport interface ActAction<V extends string = Verb> {");
rep("  readonly label: string;\n  readonly verb: string;\n  readonly data?","  readonly label: string;\n  readonly verb: V;\n  readonly data?");
rep("export type Action = ActAction | LinkAction;","export type Action<V extends string = Verb> = ActAction<V> | LinkAction;");
rep("export interface Card {","export interface Card<V extends string = Verb> {");
rep("  readonly blocks: readonly Block[];\n  readonly actions?: readonly Action[];","  readonly blocks: ReadonlyArray<Block<V>>;\n  readonly actions?: ReadonlyArray<Action<V>>;");
rep("export interface Form {","export interface Form<V extends string = Verb> {");
rep("readonly intro?: readonly Block[];","readonly intro?: ReadonlyArray<Block<V>>;");
rep("readonly submit: { readonly label: string; readonly verb: string;","readonly submit: { readonly label: string; readonly verb: V;");
rep("readonly cancel?: ActAction;","readonly cancel?: ActAction<V>;");
c = "import type { Verb } from './verbs.js';\n\n"+c;
writeFileSync('src/rendering/card.ts', c);
const names = new Set(['Card','Form','Block','Action','ActAction','ListItem']);
const files = execSync('git ls-files src/rendering src/channels tests/rendering tests/support/hostile tests/channels/slack/port.test.ts tests/channels/teams/port.test.ts', {encoding:'utf8'}).trim().split('\n').filter(f=>f.endsWith('.ts') && f!=='src/rendering/card.ts');
for (const f of files) {
  let t = readFileSync(f,'utf8'); if(!/card\.js'/.test(t)) continue;
  const sf = ts.createSourceFile(f,t,ts.ScriptTarget.Latest,true);
  const imported = new Set();
  for (const st of sf.statements) if (ts.isImportDeclaration(st) && /(rendering\/|\.\/)card\.js/.test(st.moduleSpecifier.text)) for (const e of st.importClause?.namedBindings?.elements ?? []) if (names.has(e.name.text)) imported.add(e.name.text);
  const edits=[];
  const visit=n=>{ if(ts.isTypeReferenceNode(n)&&ts.isIdentifier(n.typeName)&&imported.has(n.typeName.text)&&!n.typeArguments) edits.push(n.typeName.getEnd()); ts.forEachChild(n,visit); };
  visit(sf);
  for (const e of edits.sort((a,b)=>b-a)) t=t.slice(0,e)+'<string>'+t.slice(e);
  if(edits.length) writeFileSync(f,t);
}
// conversation: helper parameters
for (const f of execSync('git ls-files src/conversation',{encoding:'utf8'}).trim().split('\n')) {
  let t = readFileSync(f,'utf8'); const o=t;
  if (['src/conversation/talk/turn.ts','src/conversation/turns/respond.ts','src/conversation/turns/understand-said.ts'].includes(f)) continue;
  t = t.replace(/\b(readonly )?verb: string\b/g,(m,r)=>`${r??''}verb: Verb`);
  if (f==='src/conversation/intents.ts') t=t.replace('export function intentOf(verb: Verb)','export function intentOf(verb: string)').replace('offerNearest(verbs: readonly string[])','offerNearest(verbs: readonly Verb[])');
  if (t===o) continue;
  const depth = f.split('/').length-3;
  const imp=`import type { Verb } from '${'../'.repeat(depth+1)}rendering/verbs.js';\n`;
  const i=t.search(/^import /m); t=t.slice(0,i)+imp+t.slice(i);
  writeFileSync(f,t); console.log(f);
}
let w=readFileSync('tests/support/house/walls.ts','utf8');
w=w.replaceAll("'src/rendering/card.ts'","'src/rendering/card.ts', 'src/rendering/verbs.ts'"); writeFileSync('tests/support/house/walls.ts',w);
