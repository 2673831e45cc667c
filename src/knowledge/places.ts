import { stemOf } from './words.js';

/** Larger towns, and the counties of England: those that are ordinary words as well ("reading") are left out. */
const ofTheCountry = `aberdeen bedford belfast birmingham blackpool bolton bournemouth bradford brighton bristol cambridge cardiff carlisle chester coventry croydon derby
doncaster dudley dundee durham edinburgh exeter glasgow gloucester grimsby hackney hereford huddersfield hull ipswich islington lambeth lancaster
leeds leicester lewisham liverpool london luton manchester mansfield middlesbrough newark newcastle northampton norwich nottingham oldham oxford
peterborough plymouth portsmouth preston rotherham salford scunthorpe sheffield southampton stockport sunderland swansea swindon telford wakefield
walsall warrington warwick wigan wolverhampton worcester york
bedfordshire berkshire buckinghamshire cambridgeshire cheshire cornwall cumbria derbyshire devon dorset essex gloucestershire hampshire
herefordshire hertfordshire humberside kent lancashire leicestershire lincolnshire merseyside norfolk northamptonshire northumberland
nottinghamshire oxfordshire rutland shropshire somerset staffordshire suffolk surrey sussex tyneside warwickshire wiltshire
worcestershire yorkshire
england scotland wales ireland`;

const places: ReadonlySet<string> = new Set(ofTheCountry.split(/\s+/).map(stemOf));

/** Whether a stem is the name of a county or a large town and nothing else: it names one place, and no other word stands for it. */
export function isPlaceName(stem: string): boolean {
  return places.has(stem);
}
