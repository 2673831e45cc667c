/**
 * The words of the field. A line is a group: the name of the meaning, then everything people write for it.
 * `same` mean the same here; `near` are often used for each other and count for less.
 */
export const same = `
headteacher: headteacher, head teacher, head, ht, principal, executive head, exec head, head of school, headmaster, headmistress, headship
seniorleader: senior leader, senior leadership, slt, smt, deputy, deputy head, dht, assistant head, aht, ahts, assistant principal, vice principal, middle leader
governor: governor, governing body, governing board, governance, gov, govs, governer, governors, lgb, local governing body, parent governor, trustee, clerk, board of governors
chairgov: chair of governors, chairs of governors, chair of govs, chairs of govs, chair of governor, cog, cogs, vice chair, chairs of governor
chair: chair, chairs, chairperson, chairman, chairwoman, chaired, in charge of the board, leads the board, head of the board
council: council, local authority, la, las, lea, county council, authority, county hall, local education authority, lcc, councils, authorities, local government, town hall, civic centre
academy: academy, academies, academisation, academise, academised, academization, converter, conversion
trust: trust, mat, mats, multi academy trust, multi academy, academy trust, academy chain, chain, ceo network
send: send, sen, special needs, special educational needs, special education, additional needs, disability, disabilities, disabled, learning difficulties, senco, sendco, additional support needs
senpupil: sen support, send without a plan, needs without a plan, no ehcp, without an ehcp, without ehcp, dont have an ehcp, not have an ehcp, without a plan, no plan
ehcp: ehcp, ehcps, ehc plan, ehc plans, ehc, education health and care, education health and care plan, education health care plan, education and health care plan, education health care, statement of sen, statements, care plan, echp, eHC assessment
lookedafter: looked after, lac, in care, foster, fostered, fostering, foster carer, foster child, cla, virtual school, carer, carers, adopted, care leaver, care experienced, children we look after
ta: teaching assistant, ta, tas, lsa, classroom assistant, teaching assistants
training: training, train, trained, trainer, trains, cpd, course, courses, professional development, inset, upskill, workshop, session, learn to, learn how
ks2: key stage 2, key stage two, ks 2, junior, juniors, years 3 to 6, upper primary, ks two
earlyyears: early years, eyfs, nursery, foundation stage, preschool, pre school, under fives, infants, key stage 1, ks 1
year6: year 6, y 6, yr 6, year six, yr six, y six, year sixes, before sats, top class
maths: maths, mathematics, math, numeracy, mathematical, sums
literacy: literacy, english, reading, writing, phonics, language, speech, communication skills
disadvantaged: disadvantaged, disadvantage, deprived, deprivation, poor, poverty, vulnerable, fsm, underprivileged, low income, pupil premium children, pp children, pupil premium kids
pupil: pupil, child, children, kid, kids, student, learner, youngster, young people, young person
money: money, cash, funding, fund, funded, funds, finance, financial, financed, budget, pot, pot of money, pounds, payment, pays for, who pays, paid for, dosh, allocation
grant: grant, grants, bid, bids, award, awarded
cost: cost, price, fee, fees, charge, charged, charges, expensive, cheap, cheaper, free, free of charge, do i have to pay, have to pay, pay for, pay, costs, pricing, how much is it
saving: saving, savings, save money, saving money, save cash, cost cutting, cut, cuts, cutting, cutbacks, austerity, efficiency, efficiencies, balance the books, on the cheap, do more with less, no money left, short of money, budget cuts, cost saving, belt tightening, slash
network: network, networks, networking
cluster: cluster, clusters
partnership: partnership, partnerships, partner, partners, partnering
collaboration: collaboration, collaborative, collaborate, collaborating, cooperate, cooperation, cooperating, work together, working together, join forces, team up, alliance, consortium, collaborations, work with, working with
model: model, new way of working, way of working, new system, proposal, proposals, proposed, new approach, approach, arrangements, new structure, new set up
optout: opt out, opt in, opting out, compulsory, mandatory, obligatory, obliged, have to join, has to join, forced to join, do i have to, do we have to, must we, have to be in, forced, voluntary, optional, refuse, decline, say no, dont join, not join, stay out, leave out, choose not to, dont take part, not take part, dont sign up, get out of, pull out, withdraw, left out, miss out, bother joining, why should we, why should i, why join, what is in it for, whats in it for, dont want to, not interested, benefit, benefits, advantage, advantages, go it alone
workload: workload, wellbeing, well being, stress, stressed, burden, overworked, overload, exhausted, tired, burnout, burn out, busy, no time, my time, haven got time, havent got time, havent time, dont have time, time consuming, more meetings, extra work, more work, extra meetings, on my plate, plate, out of school, work life balance, time commitment, many meetings, how many meetings, how often do networks meet, hours, swamped, snowed under, stretched
capacity: capacity, resources, resourced, resource, resourcing, enough staff, enough people, manpower, staffing, staff, on its knees, cope, sufficient, understaffed
confidential: confidential, confidentiality, private, privacy, gdpr, data protection, sensitive, secure, secret, data sharing, data sharing agreement, who can see, see our data, see my data, safe, share our data, share my data, leak, leaked, identifiable, anonymous, anonymised
profile: profile, profiles, data pack, data packs, data profile, dashboard, network data
data: data, information, statistic, statistics, stats, figures
success: measure success, measuring success, success criteria, kpi, kpis, evaluate, evaluated, evaluation, measure, measured, measures, measuring, impact measure, know it has worked, know if it works, know if its working, how will you know, how will we know, how do you know, success look like, making a difference, make a difference, judge, judged, metric, metrics, indicator, indicators, yardstick, track progress
failing: fail, fails, failed, failing, failure, doesnt work, dont work, not work, wont work, does not work, do not work, isnt working, not working, flop, flops, collapse, collapses, plan b, fall back, fallback, fallback plan, goes wrong, go wrong, going wrong, went wrong, fall apart, falls apart, exit strategy, unsuccessful, contingency, backup plan, back up plan, nothing improves, dont improve, no improvement, no good, pear shaped, go back to, disaster, backfire, backfires, abandon, abandoned
layers: layer, layers, tier, tiers, level, levels, three layers, bureaucracy, bureaucratic, red tape, hierarchy, top heavy, complicated, complex, simplify, overcomplicated, three tiers, three levels, structure, organised, paperwork
evidence: evidence, proof, proven, prove, tried and tested, track record, works elsewhere, work elsewhere, worked elsewhere, working elsewhere, work anywhere, works anywhere, tried it, tried this, been tried, done this, who else, did it work, has it worked, does this work, where else, other examples, isos, case study, case studies, success stories, examples of
elsewhere: elsewhere, other areas, other area, other counties, other county, another county, another area, other authorities, another authority, other local authorities, other las, another la, other parts of the country, other councils, another council, other regions, different county, different authority, other places, somewhere else, anywhere else, somewhere, wigan, cumbria, blackburn, buckinghamshire, neighbouring county
visitor: invite, inviting, invited, hear from, hearing from, talk to us, speak to us, come and talk, come and speak, speaker, speakers, guest speaker, speak to heads, talk to heads, visit, visits, present, presentation, meet heads, meet headteachers, talk to a head, talking to heads, been through, first hand, learn from
competition: competition, compete, competes, competing, competitor, competitors, competitive, rival, rivals, rivalry, poach, poaches, poaching, market, marketing, league table, league tables, parental choice, pupil numbers, falling rolls, fight over, down the road, next door
accountable: accountable, accountability, hold to account, holding to account, holding one another to account, hold each other to account, holding each other to account, held to account, to account, answerable, answer to, answers to, responsible, responsibility, pull its weight, pull their weight, scrutiny, scrutinise, oversight, who checks, coast, coasts, coasting, challenge, challenged
localityboard: locality board, locality boards, local board, local boards, board in our locality, area board, locality board members
choosing: choose, chosen, choosing, elect, elected, election, nominate, nominated, nominating, nomination, select, selected, selection, appoint, appointed, appointment, pick, picked, decide, decides, decided, vote, voted, recruited
membership: member, members, membership, sit on, sits on, seat, rep, reps, represent, represented, representative, representatives, representation, who is on, whos on, who is in, get on to, voice, have a say, belongs to, belong to, at the table
adviser: adviser, advisers, advisor, advisors, advisory, advisory service, advisory team, advise, link adviser, link advisor, school improvement adviser, school adviser, consultant, consultants, inspectors
jobs: job, jobs, redundancy, redundancies, redundant, lose their jobs, losing their jobs, sacked, laid off, wind down, winding down, wound down, closing, closing down, closed down, getting rid, get rid, axed, axe, phased out, phase out, end of the
subscription: subscription, subscriptions, subscribe, subscribing, ssg, school service guarantee, school support guarantee, buy back, buyback, buy in, buy into, sla, traded package, advice package, service level agreement, paying twice, pay twice, renew
agencies: agency, agencies, multi agency, nhs, health, police, social care, social worker, social workers, camhs, mental health, health visitor, doctors, gp, gps, public health, outside partners, outside agencies, other professionals, multi agency, voluntary sector, charities, school nurse, school nurses
councilservices: council services, childrens services, children services, early help, departments, department, directorate, directorates, council teams, la services, social services, rest of the council, other parts of the council, authority services, other services, housing, other council, on board, signed up to this, la departments, youth service, local authority services
news: news, newsletter, newsletters, update, updates, kept informed, keep informed, informed, stay informed, website, web site, webpage, portal, bulletin, kept up to date, up to date, keep up to date, communicate, communicated, communication, communications, keep in touch, emails, latest, in the loop, noticeboard, find out more, progress reports
underlying: underlying, root cause, root causes, cause, causes, root, roots, deeper, symptom, symptoms, whats behind, what is behind, really behind, behind low, reasons for poor, bottom of, real problem, real problems, real issue, real issues, sticking plaster, papering over, fix the
existing: existing, current, present, already, we have now, weve had, have now, old, established, stay in, leave our, give up our, scrapped, scrap
special: special school, special schools, specials, specialist school, specialist schools, specialist provision, special provision, sen school, sen schools, send school, send schools, alternative provision, pru
join: join, joins, joined, joining, sign up, signed up, signing up, register, registered, registering, registration, enrol, enrolled, take part, taking part, took part, participate, participated, participation, get involved, getting involved, apply, application, applying, get on, sign us up, put us down, get onto
conference: conference, conferences, conf, confrence, convention, annual event, big event
briefing: briefing, briefings, brief, breifing, heads meeting, termly meeting, update meeting, heads briefing, leaders briefing
attended: attend, attends, attended, attendance, attendee, attendees, came to, came, turned up, turnout, turn out, went to, went, delegate, delegates, how many people, numbers attending, showed up
booking: ticket, tickets, spot, spots, sold out, fully booked, places left, full up, book a place, booking, available places, any room, still get, fully subscribed
celebrate: celebrate, celebrates, celebrating, celebration, celebrated, good news, showcase, showcasing, show off, achievements, achievement, success stories, successes, doing well, do well, proud, shout about, what works
facilitator: facilitator, facilitators, facilitate, facilitating, run a cluster, running a cluster, runs a cluster, runs clusters, run clusters, lead a cluster, leads a cluster, lead our cluster, run our cluster, chair our cluster, cluster lead, cluster leads, cluster leader, cluster leaders, cluster facilitator, cluster coordinator, cluster chair
aspiring: aspire, aspires, aspiring, future leader, future leaders, future headteacher, future headteachers, future head, future heads, become a head, become a headteacher, becoming a head, becoming a headteacher, want to be a head, wants to be a head, be a head, be a headteacher, next step, promotion, step up, stepping up, headship, new leadership role, thinking about headship, next generation, succession, talent, progression
midyear: mid year, midyear, in year, in year transfer, in year transfers, halfway through the year, middle of the year, middle of year, part way through the year, during the year, off rolling, off roll, offrolling, offroll, managed move, managed moves, change of address, moving house, move house, change school, changing school, changing schools, change schools, move school, moving school, moving schools, move schools, swap school, swapping school, swapping schools, switch school, switch schools, switching schools, transfers, transfer
pedagogy: social pedagogy, restorative, restorative practice, restorative approach, attachment, trauma
npq: npq, npqs, national professional qualification, national professional qualifications, npqh, npqsl, npqml, npqeh, leadership qualification, leadership qualifications, national qualifications
larc: larc, curriculum review, curriculum reviews, review our curriculum, reviewing the curriculum
hub: hub, hubs
teachingschool: teaching school, teaching schools, teaching schools alliance, teaching school alliance, teaching school alliances, ltt, ltsa, tsa, tsas, lincolnshire teaching schools together
seg: seg, strategic education group, strategic group, strategy group
llp: llp, llpb, learning partnership, lincolnshire learning partnership, lincs learning partnership
lincolnshire: lincolnshire, lincs
hias: hias, hampshire, hants, hampshire inspection and advisory service
thep: thep, tower hamlets, tower hamlets education partnership, school company, london borough, schools company, east london
clp: clp, clps, collaborative learning partnership, collaborative learning partnerships, collaborative partnership, collaborative partnerships, local collaborative partnerships
somerset: somerset, sepb, somerset education partnership board
liverpool: liverpool, merseyside, sil, school improvement liverpool, liverpool learning partnership
familycluster: family cluster, family clusters
dorset: dorset, weymouth, purbeck, sib, school improvement board
smallschool: small school, small schools, tiny, rural, village school, village schools, small primary, small primaries, few pupils, tiny school, tiny rural, one form, small rural
mixedage: mixed age, mixed aged, mixed ages, mixed age class, mixed age classes, mixed year, mixed years, two year groups, several year groups, different year groups, combined class, combined classes, different ages, year groups together, vertical grouping
booster: booster, boosters, boost, catch up, extra lessons, extra lesson, extra sessions, additional sessions, extra help, revision, tuition, extra teaching, top up, extra classes
research: research, action research, trial, trials, experiment, experiments, test an idea, try something, study, enquiry, inquiry, eef, education endowment foundation, evidence based, evidence based practice
innovation: innovation, innovate, innovative, new ideas, try out, trying something, trial something, action research, something new, test an idea
goodoutstanding: good or outstanding, good or better, rated good, graded good, good schools, ofsted rating, ofsted ratings, percentage of schools, how good are, outstanding, proportion of good, share of good, good school, ofsted grades, per cent good
start: start, starts, started, begin, begins, beginning, kick off, go live, goes live, launch, launched, launching, implementation, implement, implemented, introduced, introduction, timeline, timescale, timescales, timetable, schedule, deadline, roll out, rollout, rolled out, in place, up and running, when will, come in, comes in, ready, start date, phase in, happen
date: when is, whens, when are, date, dates, next, what date, coming up, upcoming
change: change, changes, changing, changed, reform, reforms, reorganise, reorganisation, restructure, shake up, overhaul, fix it, broke, case for change, rationale, motivation, reason for, reasons for, reasons behind, thinking behind, why now, whats wrong, justification, purpose, what problem, do things now, driving
sharing: share, shares, shared, sharing, spread, exchange, pass on
goodpractice: good practice, best practice, expertise, effective practice, what works, ideas, knowledge
consistency: consistent, consistency, consistently, same everywhere, uniform, postcode lottery, fair, fairness, equal, every area, even handed, across the county, county wide, countywide
acrosslocalities: other locality, other localities, another locality, different locality, different localities, between localities, across localities, across areas, between areas, outside our area, outside our locality, out of area, beyond our area, outside the area, limited to, localities learn, our own locality, neighbouring locality, nearby, different area, across boundaries, cross boundary, next area
localitylead: locality lead, locality leads, education locality lead, education locality leads, education adviser, education advisers, education advisors, education advisor
difficulty: struggling, struggle, in difficulty, in trouble, at risk, causing concern, vulnerable school, vulnerable schools, requires improvement, special measures, need help, broker, brokers, brokered, keep an eye, watch performance, monitor performance
reviewing: review, reviews, reviewing, reviewed, reviewer, reviewers
peerreview: peer review, peer reviews, peer reviewing, peer reviewed, peer reviewer, peer reviewers, review one another, review each other, reviewing one another, reviewing each other, review other schools, reviewing other schools, review another school, reviewing another school, school to school review, visiting each other, peer to peer, schools reviewing schools
newleader: new head, new heads, new headteacher, new headteachers, new leader, new leaders, newly appointed, new to lincolnshire, new to the county, new to the role, new in post, moved to lincolnshire, just started, first headship, just moved
consultation: consultation, consult, consulted, consulting, have their say, have my say, give my views, my views, asked what they thought, listened to, ask heads, views on, feedback on the proposals, asked their opinion
oneplan: one plan, oneplan, shared plan, joint plan, shared strategy, joint strategy, overall plan, single plan, priority areas, four priorities, four areas, shared priorities, common plan
special project: special school project, special schools project
localoffer: local offer, personal budget, personal budgets, up to age 25, until 25, up to 25, age 25, to 25
strand: strand, strands, options, choices, mobilise choice, choose from
mobilise: mobilise, mobilize, mobilised, mobilising, moblise
boards: board, boards
conferencetitle: title, theme, called, name of, titled
gap: gap, gaps, close the gap, closing the gap, gap closed, attainment gap
priority: priority, priorities, aim, aims, objective, objectives, goal, goals, mission, vision, values
county: county, lincolnshire, countywide
charity: charity, charitable, charitable status, not for profit
perpupil: per pupil, a pupil, per child, pounds a pupil
restoration: mentoring, coaching, mentor, coach
moderation: moderation, moderate, moderator, moderating
pathway: pathway, ladder, eight levels, eight level, career path
outcomes: outcome, outcomes, result, results, attainment, standards, grades, exam results, sats, gcses, gcse, test results, performance
twenty: 20 weeks, twenty weeks, 16 weeks, 6 weeks, how many weeks, how long, timescale, legal timescales, statutory deadline, statutory timescales, backlog, on time
`;

export const near = `
leaders: headteacher, senior leader, leader, school leader, school leaders, executive, head, slt, deputy
groups: cluster, network, partnership, group, collaboration, alliance, heads group
moneys: money, cash, funding, grant, budget, cost, price, fee, pay, spend, spent, spending, afford, saving, cut, subsidise, subsidising, invest, invested, investment, buy
events: briefing, conference, workshop, event, session, meeting, training, course
learning: training, course, qualification, programme, cpd, development, inset
worth: benefit, impact, difference, success, worked, results, outcomes, improve, improved, improvement, evidence, better, gains
needs: send, ehcp, special school, disability, looked after, vulnerable, disadvantaged
together: share, collaborate, work together, cooperate, join, joint, joined up
people: staff, team, people, who, adviser, officer, officers
leavers: opt out, refuse, leave, end, stop, give up, replace, replaces, scrapped, finish, finished, over, close
councils: council, authority, county, officers, local authority, county hall
enough: enough, sufficient, capacity, resources, time
news: news, update, information, website, portal, read, find out
plan: plan, strategy, priorities, aims, vision
test: trial, pilot, experiment, project, scheme, initiative, programme
project: project, programme, scheme, initiative
numbers: how many, number, percentage, proportion, share, per cent, total, count, what percentage, what proportion, uptake, take up
people who govern: governor, trustee, chair, clerk, board
meeting: meeting, meetings, meet, network meeting, gathering
schoolimprovement: school improvement, improve schools, raise standards, improvement, better schools, support its schools, support schools
`;
