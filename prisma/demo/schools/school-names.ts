const list = (words: string): string[] => words.split(', ');

/** Streets and places that town primary schools are named after. */
export const townNames: readonly string[] = list(
  "Larkspur Lane, Cobbler's Row, Heronsgate, Goosegate, Tanner's Yard, Millwheel, Lantern Hill, Kiln Lane, Bellfounders, " +
    "Tallowgate, Barley Drove, Windmill Rise, Ropewalk, Saltpan Lane, Ferryman's, Copperbeech, Hawthorn Drove, " +
    'Wharf Lane, Castle Dyke, Willowherb, Cartwheel Green, Brickpit, Sheepwash, Pinfold Green, Skylark Rise, Teasel Bank, ' +
    "Marlpit, Applegarth, Carter's Lane, Wherry Lane, Bluebell Drove, Sandpiper Way, Kestrel Rise, Lapwing Lane, " +
    "Hedgerow Lane, Chandler's Row, Woolpack, Cornflower Way, Turnstone, Drovers' Gate, Osier Bank, Riverbend, " +
    "Beacon Drove, Flaxmill, Nightingale Rise, Plover Hill, Rookery Lane, Stonebridge Rise, Maltkiln, Weavers' Green, " +
    'Foundry Rise, Lamplighter, Cloister Lane, Almshouse Lane, Greenfinch, Tithe Farm, Dovecote Lane, Fairground Lane, ' +
    'Gatehouse Lane, Haywain, Ivygate, Juniper Drove, Kingcup, Linden Rise, Meadowsweet, Northdrove, Old Orchard Lane, ' +
    "Peppercorn, Quince Lane, Reedbed, Saddler's Yard, Threshers' Green, Underhill Drove, Vicarage Drove, Watermeadow, " +
    'Yarrow Lane, Ash Holt, Bittern Way, Cowslip Bank, Damson Lane, Elder Drove, Foxglove Rise, Grebe Way, Harvest Lane, ' +
    'Iris Bank, Jasmine Drove, Kingfisher Bank, Lavender Lane, Moorhen Way, Nuthatch Rise, Otter Holt, Poppyfield, ' +
    'Quarry Rise, Rosehip Lane, Swallow Drove, Tern Way, Uphill Green, Violet Bank, Whinchat, Yew Holt, Thistledown, ' +
    'Barnowl Lane, Catkin Rise, Dragonfly',
);

export const secondaryNames: readonly string[] = list(
  'Larkholt, Ravensmere, Stonehythe, Fenlight, Merrowgate, Halloway Tye, Aldersyke, Brackenhythe, Cressholt, ' +
    'Dunnockfield, Elmstow, Farrowmere, Greylag, Holmescroft, Ironwell, Jessamine Park, Kestlewood, Linnetfield, ' +
    'Marlstone Edge, Netherwold, Oakenfen, Pellmoor, Quernstone, Redshank, Sallowfield, Thornhythe, Ullerwood, ' +
    'Vetchfield, Wainstone, Yaffle Wood, Askermoor, Bellwether, Candlewick, Dyke End, Eaugate, Frostwick, Goldcrest, ' +
    'Harrowfleet, Islemere, Kelderfen, Lodestar, Millrace, Northolme, Overwold, Pikemere, Ryefleet, Saltholm, Tidegate, ' +
    'Upthorne, Wolds Edge, Whitlow, Wharfedyke, Stavesacre, Corncrake, Ploughlands',
);

export const specialNames: readonly string[] = list(
  'Willow Holt, Harebell, Sanderling, Bridgelight, Curlew Court, Lanternfield, Tidewater, Eider House, Beckside Rise, ' +
    'Rowan Fleet, Hollyhock, Meadowlark, Starling Court, Pebble Bank, Wheatear, Orchard Gate, Quayle Court, Fernhythe, ' +
    'Honeysuckle House, Alder Reach',
);

/** Nurseries and all-through schools, with the locality of each. */
export const nurseries: readonly (readonly [name: string, locality: string])[] = [
  ['Ducklings Reach Nursery School', 'Boston'],
  ['Acorn Steep Nursery School', 'Lincoln'],
  ['Little Wherry Nursery School', 'Gainsborough'],
  ['Buttercup Drove Nursery School', 'Grantham'],
];

export const allThrough: readonly (readonly [name: string, locality: string])[] = [
  ['The Causeway All-through Academy', 'Lincoln'],
  ['Saltgate All-through Academy', 'Skegness'],
  ['Wynd Hill All-through Academy', 'Sleaford'],
];

/** Old and rare saints' names, for church schools. */
export const saints: readonly string[] = list(
  "St Wulfrida's, St Aelfric's, St Botwen's, St Ediva's, St Tibba's, St Etheldritha's",
);

/** One for each cluster of neighbouring schools. */
export const clusterNames: readonly string[] = list(
  'Lapwing, Heron, Teal, Avocet, Curlew, Sandpiper, Kestrel, Harrier, Merlin, Barn Owl, Bittern, Swift, Swallow, Martin, ' +
    'Linnet, Finch, Wren, Plover, Redshank, Dunlin, Knot, Tern, Eider, Shelduck, Wigeon, Pochard, Gadwall, Mallard, Grebe, ' +
    'Coot, Moorhen, Crake, Kingfisher, Dipper, Wagtail, Pipit, Skylark, Bunting, Siskin, Redpoll, Nuthatch, Treecreeper, ' +
    'Robin, Thrush, Fieldfare, Redwing, Wheatear, Whinchat, Stonechat, Warbler, Blackcap, Whitethroat, Goldcrest, Firecrest, ' +
    'Starling, Rook, Jackdaw, Magpie, Jay, Raven, Turnstone, Oystercatcher, Godwit, Whimbrel, Snipe, Woodcock',
);

/** Invented trusts with the number of schools each runs. */
export const trustSizes: readonly (readonly [name: string, schools: number])[] = [
  ['Fen and Wold Learning Trust', 19],
  ['Lantern Tower Academies Trust', 16],
  ['Wash Coast Schools Trust', 14],
  ['Limestone Heath Multi-Academy Trust', 12],
  ['Four Waters Education Trust', 11],
  ['Bishop Ediva Church Schools Trust', 11],
  ['Open Skies Learning Trust', 9],
  ['Kingcup Primary Trust', 8],
  ['The Causeway Partnership Trust', 7],
  ['Harvest Moon Schools Trust', 7],
  ['Dyke and Drove Academies', 6],
  ['Sound Anchor Learning Trust', 6],
  ['Marram Grass Education Trust', 5],
  ['Old Ferry Academies Trust', 5],
  ['Our Lady of the Levels Catholic Trust', 5],
  ['Tall Poplars Trust', 4],
  ['Redshank Federation Trust', 4],
  ['Cornerstone Heath Trust', 4],
  ['The Greylag Trust', 3],
  ['Silver Eel Learning Trust', 3],
  ['Wayfarers Schools Trust', 3],
  ['Nine Parishes Trust', 3],
  ['Long Furrow Academies Trust', 3],
  ['Cressholt Academy Trust', 2],
  ['Stonehythe Education Trust', 2],
  ['Tidegate Trust', 2],
  ['Bright Beck Trust', 2],
  ['Pantile Learning Trust', 2],
  ["Wren's Nest Trust", 2],
  ['Oakenfen Partnership', 2],
  ['High Meadow Trust', 2],
  ['Millrace Academies', 2],
  ['The Bellwether Trust', 1],
  ['Yaffle Wood Academy Trust', 1],
  ['Larkholt Academy Trust', 1],
  ['Ploughlands Trust', 1],
  ['Lodestar Academy Trust', 1],
  ['Jessamine Park Trust', 1],
  ['Quernstone School Trust', 1],
  ['Whitlow Academy Trust', 1],
  ['Islemere Trust', 1],
  ['Ravensmere School Trust', 1],
  ['Kestlewood Academy Trust', 1],
  ['Harebell Special Education Trust', 1],
  ['Corncrake Academy Trust', 1],
];
