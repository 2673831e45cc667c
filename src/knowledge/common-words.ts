import { plain } from './plain-words.js';
import { splitWords, stemOf } from './words.js';

/** Words of grammar and of asking. They tell two questions apart only when nothing else does. */
const grammar = `
a an the this that these those it its i im ive id ill me my mine we were weve us our ours you your yours youre u ur he him his she
her they theyre them their there theres here who whos whom whose what whats which when whens where wheres why whys how hows
is isnt are arent am was wasnt be been being do does doesnt dont did didnt doing done has hasnt have havent had hadnt having
can cant cannot could couldnt will wont would wouldnt shall should shouldnt may might must and or but if so as at by for
from in into of off on onto out over per than then to too up with within without about after again all also any anyone anybody
anything because before between both each either ever every everyone everything few more most much many no not nothing none only
other others own same some someone somebody something still such through under until very while yet just s t re ve ll d m b
please pls plz thanks thank hi hello hey ok okay yes yeah oh well tell explain describe give show let lets say ask
whether since during against among along around across upon towards toward else otherwise per via etc ie eg
got get gets getting go goes going gone want wants wanted need needs needed like know knows wondering wonder mean means
`;

/** Words that fill any question on any subject: they say little about what is asked. */
const light = `
really actually basically just quite maybe perhaps probably surely simply exactly now today currently recently soon later
thing things stuff bit lot lots kind sort way ways point idea question questions answer answers example detail details
make makes made making take takes took taking put come comes came coming bring brings keep keeps kept turn turns
happen happens happened happening seem seems seemed feel feels felt sound sounds look looks looking see seen saw
think thinks thinking thought believe guess suppose hope wish worry worried worries concern concerned understand
try trying tried use used using find found hear heard talk talking speak read tell told said says call called
good bad better best worse worst great nice right wrong real true sure able possible likely different
new old first last next big small little long short high low whole full part another one two three
day days week weeks month months year years time times ago already always never often sometimes once
people person man woman guy guys anyone everyone folks us
help helps helped helping support supports info information please kindly quick quickly
involve involved involves include includes included including cover covers covered depend depends
start starts starting stop stops stopping begin end ends
matter matters mind bother bothered care point sense reason reasons
wont cant dont didnt isnt wasnt aint gonna wanna gotta lemme
plus rather instead though although however anyway away back down together apart
place places side area areas case cases fact facts level number numbers amount
set run runs running work works working worked deal deals move moves
able available interested interesting important main major current general overall
nobody everybody somehow somewhere myself yourself ourselves themselves itself himself herself others lately yesterday
receive received receives reduce reduced add added adding adds realise realised realize properly discuss discussed discussion
continue continued continues compare compared stand stands stood remain remains leave leaves left return returned become becomes
became allow allowed allows wait waiting carry carried hold hang stay stays follow follows followed produce provide fix fixed
provides provided offer offers offered create created creates build built develop developed grow grew lead leads led bring brought
serve serves appear appears expect expected expects assume assumed imagine consider considered remember forget learn learnt
notice mention mentioned refer referred relate related link linked connect connected belong contain contains consist
affect affects affected effect gain gained lose loses losing lost save solve solved solution address tackle tackling
handle handled manage managed manages control improve improved improving increase increased reach reached achieve achieved
raise raised drop dropped rise push pushed pull accept accepted agree agreed avoid prepare prepared preparing
ensure check checked confirm confirmed demonstrate suggest suggested interview
propose intend intended planned planning arrange arranged organise organised hoping aim attempt
easy easier hard harder difficult simple simpler complicated clear unclear obvious honest honestly genuine genuinely
useful helpful worth worthwhile valuable necessary essential required require requires serious seriously
certain certainly definitely absolutely totally completely fully entirely mostly mainly largely partly especially particularly
specifically generally usually normally typically regularly frequently rarely hardly nearly almost forever meanwhile
eventually finally immediately directly quickly slowly carefully well badly enough
difference various several couple extra additional further separate single
entire total complete key chief major minor huge massive large larger biggest smaller smallest
early earlier late later latest previous former past future upcoming ongoing
purpose aim goal issue issues problem problems trouble chance opportunity choice option options
situation position role part view views opinion opinions ideas advice
list page document paper report reports version copy name names named word words term terms phrase
colleague colleagues group groups
asked asking asks answered wondered curious interested confused confusing unsure clarify clarity specify summary
outline overview background context brief briefly basics gist downside upside catch snag
apparently supposedly supposed meant exist exists existed occur occurs stuff
bunch plenty lack lacking less least half double maximum minimum average
regarding concerning re fyi btw asap cheers ta hiya morning afternoon evening dear contact
aint doesn didn isn wasn broke broken stays truly literally nowadays anymore altogether afterwards beforehand
everywhere anywhere nowhere whichever whatever whenever wherever whoever sounds seeming looking
cause causing caused fit fits fitting fitted win wins winning won bear bears count counts counted counting
next whole sum total extent degree range scope scale size rate nature form type types
held kept met paid ran sent spent understood written chosen driven taken built brought caught drawn grown hidden
yet still besides beyond despite except including excluding per towards throughout unless unlike versus whereas
given gives giving gave shown telling wishes wished picked
`;

const stemsOf = (list: string) => new Set(splitWords(list).flatMap((word) => [word, stemOf(word)]));
const grammarStems = stemsOf(grammar);
const lightStems = stemsOf(light);
const plainStems = stemsOf(plain);

const isNumber = (stem: string) => /^\d/.test(stem);

/** How much a stem counts before the collection has its say: 0.12 for grammar, 0.3 for fillers and numbers, 0.5 for plain words, else 1. */
export function weightOfKind(stem: string): number {
  if (grammarStems.has(stem)) return 0.12;
  if (lightStems.has(stem) || isNumber(stem)) return 0.3;
  return plainStems.has(stem) ? 0.5 : 1;
}

/** Whether the stem belongs to grammar and asking alone. */
export function isGrammar(stem: string): boolean {
  return grammarStems.has(stem);
}

/** Whether the stem is one that any subject may use. */
export function isCommon(stem: string): boolean {
  return grammarStems.has(stem) || lightStems.has(stem) || plainStems.has(stem) || isNumber(stem);
}
