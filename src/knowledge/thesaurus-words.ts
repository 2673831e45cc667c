/**
 * The words of the field. A line is a group: the name of the meaning, then everything people write for it.
 * A name with a star is a thing of this field: a question that speaks of one is likely to be ours.
 * `same` mean the same here; `near` are often used for each other and count for less.
 */
export const same = `
headteacher*: headteacher, head teacher, head, ht, principal, executive head, exec head, head of school, headmaster, headmistress, headship
seniorleader*: senior leader, senior leadership, slt, smt, deputy, deputy head, dht, assistant head, aht, ahts, assistant principal, vice principal, middle leader
governor*: governor, governing body, governing board, governance, gov, govs, governer, governors, lgb, local governing body, parent governor, trustee, clerk, board of governors
chairgov*: chair of governors, chairs of governors, chair of govs, chairs of govs, chair of governor, cog, cogs, vice chair, chairs of governor
chair: chair, chairs, chairperson, chairman, chairwoman, chaired, in charge of the board, leads the board, head of the board
council*: council, local authority, la, las, lea, county council, authority, county hall, local education authority, lcc, councils, authorities, local government, town hall, civic centre
academy*: academy, academies, academisation, academise, academised, academization, converter, conversion
trust*: trust, mat, mats, multi academy trust, multi academy, academy trust, academy chain, join a trust, merge, merger, merged
send*: send, sen, special needs, special educational needs, special education, additional needs, disability, disabilities, disabled, learning difficulties, senco, sendco, additional support needs, senco support, send children, sen children, sen kids, special educational, autistic, autism, adhd, dyslexia
senpupil*: sen support, send without a plan, needs without a plan, no ehcp, without an ehcp, without ehcp
ehcp*: ehcp, ehcps, ehc plan, ehc plans, ehc, education health and care, education health and care plan, education health care plan, education and health care plan, education health care, statement of sen, statements, care plan, echp, eHC assessment
lookedafter*: looked after, lac, in care, foster, fostered, fostering, foster carer, foster child, cla, virtual school, carer, carers, adopted, care leaver, care experienced, foster parent, foster parents, foster families, foster carers, foster home, pep, peps, looked-after
ta*: teaching assistant, ta, tas, lsa, classroom assistant, teaching assistants
training: training, train, trained, trainer, trains, cpd, course, courses, professional development, inset, upskill, workshop, session, learn to, learn how, teach me, teach us, teaches, show me how, get trained, induction, qualify
ks2*: key stage 2, key stage two, ks 2, junior, juniors, years 3 to 6, upper primary, ks two
earlyyears*: early years, eyfs, nursery, foundation stage, preschool, pre school, under fives, infants, key stage 1, ks 1
year6*: year 6, y 6, yr 6, year six, yr six, y six, year sixes, before sats, top class
maths*: maths, mathematics, math, numeracy, mathematical, sums
literacy*: literacy, english, reading, writing, phonics, language, speech, communication skills
disadvantaged*: disadvantaged, disadvantage, deprived, deprivation, poor, poverty, vulnerable, fsm, underprivileged, low income, pupil premium children, pp children, pupil premium kids
pupil*: pupil, child, children, kid, kids, student, learner, youngster, young people, young person
money: money, cash, funding, fund, funded, funds, finance, financial, financed, budget, pot of money, pounds, payment, paid for, dosh, allocation, financially
grant*: grant, grants, bid, bids, award, awarded
cost: cost, price, fee, fees, charge, charged, charges, expensive, cheap, cheaper, free, free of charge, pay for, pay, costs, pricing
saving: saving, savings, save money, saving money, cost cutting, cut, cuts, cutting, cutbacks, austerity, efficiency, efficiencies, budget cuts, cost saving, reduce costs, reducing costs, economise, cut back, cutting back
network*: network, networks, networking
cluster*: cluster, clusters
partnership*: partnership, partnerships, partner, partners, partnering
collaboration*: collaboration, collaborative, collaborate, collaborating, cooperate, cooperation, cooperating, work together, working together, join forces, team up, alliance, consortium, collaborations, work with, working with
model: model, way of working, proposal, proposals, proposed, approach, arrangements
optout: opt out, opt in, opting out, compulsory, mandatory, obligatory, obliged, required to, forced to, voluntary, optional, do we have to, do i have to, must we, have to join
workload: workload, overworked, overload, extra work, more work, time commitment, time consuming, burden, hours
capacity: capacity, resources, resourced, resource, resourcing, enough staff, enough people, manpower, staffing, understaffed, sufficient, under resourced
confidential: confidential, confidentiality, private, privacy, gdpr, data protection, sensitive, secure, secret, data sharing, data sharing agreement, anonymous, anonymised, anonymity, identifiable, disclose, disclosed
profile*: profile, profiles, data pack, data packs, data profile, dashboard, benchmark, benchmarks, benchmarking
data: data, information, statistic, statistics, stats, figures
success: measure success, measuring success, success criteria, kpi, kpis, evaluate, evaluated, evaluation, measure, measured, measures, measuring, impact measure, make a difference, making a difference, metric, metrics, indicator, indicators, yardstick, milestones, targets, target, effectiveness, value for money
failing: fail, fails, failed, failing, failure, unsuccessful, go wrong, goes wrong, going wrong, went wrong, not working, doesnt work, does not work, contingency, exit strategy, plan b, abandon, abandoned
layers: layer, layers, tier, tiers, level, levels, structure, hierarchy, hierarchical, organogram, chain of command, reporting lines
evidence: evidence, proof, proven, prove, tried and tested, track record, case study, case studies, success stories
elsewhere: elsewhere, other areas, other area, other counties, other county, another county, another area, other authorities, another authority, other local authorities, other las, another la, other parts of the country, other councils, another council, other regions, somewhere else, anywhere else
visitor: speaker, speakers, guest speaker, presenter, presentation, visit, visits, visitor, visitors
competition: competition, compete, competes, competing, competitor, competitors, competitive, rival, rivals, rivalry, poach, poaches, poaching
accountable: accountable, accountability, hold to account, holding to account, held to account, answerable, answer to, answers to, responsible, responsibility, scrutiny, scrutinise, oversight, monitored, monitoring
choosing: choose, chosen, choosing, elect, elected, election, nominate, nominated, nominating, nomination, select, selected, selection, appoint, appointed, appointment, pick, picked, vote, voted, term of office
membership: member, members, membership, sit on, sits on, seat, rep, reps, represent, represented, representative, representatives, representation
adviser*: adviser, advisers, advisor, advisors, advisory, advise, link adviser, link advisor, school improvement adviser, school adviser, consultant, consultants, inspectors, school improvement partner, sip, sips, school improvement team, school improvement officer, school improvement officers
jobs: job, jobs, post, posts
subscription*: subscription, subscriptions, subscribe, subscribing, buy back, buyback, buy in, buy into, sla, service level agreement, traded package, traded service, traded services, renew, renewal
agencies*: agency, agencies, multi agency, nhs, police, social care, social worker, social workers, camhs, mental health, health visitor, public health, outside agencies, school nurse, school nurses, health service, health services, voluntary sector, charities
councilservices*: council services, childrens services, children services, early help, directorate, directorates, council teams, la services, social services, youth service, local authority services, education welfare
news: news, newsletter, newsletters, update, updates, kept informed, keep informed, informed, website, web site, webpage, portal, bulletin, up to date, communicate, communicated, communication, communications, keep in touch, announcements, announcement, mailing list, web page, web pages, blog
underlying: underlying, root cause, root causes, cause, causes, symptom, symptoms, prevention, early intervention
existing: existing, current, present, already, established
special*: special school, special schools, specials, specialist school, specialist schools, specialist provision, special provision, sen school, sen schools, send school, send schools, alternative provision, pru
join: join, joins, joined, joining, sign up, signed up, signing up, register, registered, registering, registration, enrol, enrolled, take part, taking part, took part, participate, participated, participation, get involved, getting involved, apply, application, applying, get on, sign us up, put us down, get onto
conference*: conference, conferences, conf, confrence, convention
briefing*: briefing, briefings, brief, breifing, heads meeting, termly meeting, heads briefing
attended: attend, attends, attended, attendance, attendee, attendees, came to, came, turned up, turnout, turn out, went to, went, delegate, delegates, how many people, numbers attending, showed up
booking: ticket, tickets, spot, spots, sold out, fully booked, places left, full up, book a place, booking, available places, fully subscribed
celebrate: celebrate, celebrates, celebrating, celebration, celebrated, showcase, showcasing, show off, achievements, achievement, success stories, successes, proud, shout about
facilitator*: facilitator, facilitators, facilitate, facilitating, cluster lead, cluster leads, cluster leader, cluster leaders, cluster facilitator, cluster coordinator, cluster chair
aspiring*: aspire, aspires, aspiring, future leader, future leaders, future headteacher, future headteachers, future head, future heads, promotion, step up, stepping up, headship, succession, leadership programme, leadership course
midyear*: mid year, midyear, in year, in year transfer, in year transfers, halfway through the year, middle of the year, part way through the year, off rolling, off roll, offrolling, offroll, managed move, managed moves, change school, changing school, changing schools, change schools, move school, moving school, moving schools, move schools, switch school, switch schools
pedagogy*: social pedagogy, restorative, restorative practice, restorative approach, attachment, trauma
npq*: npq, npqs, national professional qualification, national professional qualifications, npqh, npqsl, npqml, npqeh, leadership qualification, leadership qualifications, national qualifications
hub*: hub, hubs
teachingschool*: teaching school, teaching schools, teaching schools alliance, teaching school alliance, teaching school alliances, tsa, tsas, teaching school hub, teaching hubs
smallschool*: small school, small schools, tiny school, rural school, rural schools, village school, village schools, small primary, small primaries, few pupils, small rural
mixedage*: mixed age, mixed aged, mixed ages, mixed age class, mixed age classes, mixed year, mixed years, two year groups, several year groups, combined class, combined classes, vertical grouping
booster*: booster, boosters, boost, catch up, extra lessons, extra lesson, extra sessions, additional sessions, extra help, revision, tuition, extra teaching, top up, extra classes
research: research, action research, trial, trials, experiment, experiments, test an idea, try something, study, enquiry, inquiry, eef, education endowment foundation, evidence based, evidence based practice
innovation*: innovation, innovate, innovative, new ideas, try out, trying something, trial something, action research, something new, test an idea
goodoutstanding*: good or outstanding, good or better, rated good, graded good, ofsted rating, ofsted ratings, ofsted grades, outstanding, judged good
start: start, starts, started, begin, begins, beginning, kick off, go live, goes live, launch, launched, launching, implementation, implement, implemented, introduced, introduction, timeline, timescale, timescales, timetable, schedule, deadline, roll out, rollout, rolled out, up and running, start date, commence
date: when is, whens, when are, date, dates, next, what date, coming up, upcoming
change: change, changes, changing, changed, reform, reforms, reorganise, reorganisation, restructure, shake up, overhaul
sharing: share, shares, shared, sharing, spread, exchange, pass on
goodpractice: good practice, best practice, expertise, effective practice, what works, ideas, knowledge
consistency: consistent, consistency, consistently, uniform, postcode lottery, fair, fairness, equal, vary, varies, variation, standardised
acrosslocalities: other locality, other localities, another locality, different locality, different localities, between localities, across localities, across areas, between areas, outside our area, out of area, across boundaries, cross boundary
difficulty: struggling, struggle, in difficulty, in trouble, at risk, causing concern, vulnerable school, vulnerable schools, requires improvement, special measures, broker, brokers, brokered, inadequate, ri school
reviewing: review, reviews, reviewing, reviewed, reviewer, reviewers
peerreview*: peer review, peer reviews, peer reviewing, peer reviewed, peer reviewer, peer reviewers, peer to peer
newleader: new head, new heads, new headteacher, new headteachers, new leader, new leaders, newly appointed, new to the role, new in post, first headship, first time head, recently appointed
consultation: consultation, consult, consulted, consulting, have their say, have my say, give my views, my views, asked what they thought, listened to, ask heads, views on, feedback on the proposals, asked their opinion
school*: school, schools, setting, settings
localoffer*: local offer, personal budget, personal budgets
strand*: strand, strands, options, choices
boards*: board, boards
conferencetitle: title, theme, headline, topic
gap*: gap, gaps, close the gap, closing the gap, gap closed, attainment gap
priority: priority, priorities, aim, aims, objective, objectives, goal, goals, mission, vision, values
county*: county, countywide, county wide
charity: charity, charitable, charitable status, not for profit
perpupil: per pupil, a pupil, per child, pounds a pupil
restoration: mentoring, coaching, mentor, coach
moderation: moderation, moderate, moderator, moderating, moderated
pathway: pathway, ladder, career path
outcomes*: outcome, outcomes, result, results, attainment, standards, grades, exam results, sats, gcses, gcse, test results, performance, test scores, scores, exam data, league tables, progress measures, attainment data, phonics results, ks2 results
benefit: benefit, benefits, advantage, advantages, worth it, what is in it for, whats in it for
refuse: refuse, decline, say no, turn down, withdraw, pull out
wellbeing: wellbeing, well being, stress, stressed, exhausted, tired, burnout, burn out, burnt out, work life balance
bureaucracy: bureaucracy, bureaucratic, red tape, red-tape, paperwork, form filling, admin
invite: invite, inviting, invited, invitation, invitations
roll: numbers on roll, pupil numbers, falling rolls, roll numbers, on roll
redundancy: redundancy, redundancies, redundant, sacked, laid off, job losses
closing: close, closed, closing, closing down, closed down, wind down, winding down, wound down, phased out, phase out, disbanded, disband, dissolve, dissolved, dismantled, scrapped, axed
reason: rationale, motivation, reason for, reasons for, reason, reasons, justification, purpose
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

/**
 * Everyday words for what is written of in the language of an office, of any part of running a school: "kicked out" is an exclusion. Words of
 * several meanings ("cover", "notice", "hire") stand here only within a phrase, or in `near`.
 */
export const everyday = `
illness: sick, sickness, ill, illness, poorly, unwell, feeling rough, under the weather, off sick, sickness absence, not well
sicknote: fit note, sick note, doctors note, doctors letter, note from the doctor, medical certificate
maternity: maternity, pregnant, pregnancy, expecting, having a baby, baby due, maternity leave, maternity pay
paternity: paternity, new dad, becoming a dad, partner is expecting, wife is expecting, wife is pregnant, paternity leave, dads leave
bereavement: bereavement, bereaved, funeral, passed away, compassionate leave, somebody died, has died
leave: time off, day off, days off, leave of absence, time away, off work, annual leave, unpaid leave, special leave, not come in, miss school
resigning: resign, resignation, resigning, hand in notice, hand notice, give notice, notice period, quit, quitting, leave my job, leaving my job, another job, new job, moving on, work notice
retiring: retire, retiring, retirement, stop working, finish work, wind down, winding down
pension: pension, pensions, pension pot, superannuation, retirement savings, pension scheme
wages: salary, salaries, wage, wages, pay day, payday, earnings, take home pay, get paid, monthly pay
payslip: payslip, payslips, pay slip, wage slip, deduction, deductions, deducted, underpaid, overpaid, paid too little, paid too much, wrong pay, pay is wrong, short this month, taken off my pay
overtime: overtime, extra hours, extra shift, extra shifts, stayed late, stay late, worked late, additional hours, hours on top
expenses: expense, expenses, mileage, petrol, fares, travel costs, out of pocket, reimburse, reimbursed, reimbursement, claim back, pay me back, money back, allowance, allowances, pay for my travel
flexible: flexible working, part time, fewer hours, fewer days, reduce my hours, reduced hours, drop a day, cut my hours, job share, compressed hours, shorter week, change my hours
recruiting: recruit, recruiting, recruitment, vacancy, vacancies, job advert, job adverts, advertise, applicants, applicant, shortlist, shortlisting, interview panel, appoint someone, taking on, take someone on, fill the post, looking for a new
newstarter: new starter, new starters, new member of staff, new staff, new joiner, newcomer, starts on monday, begins on monday, first day
newteacher: newly qualified, nqt, nqts, ect, ects, early career teacher, early career teachers, newly trained, just qualified, first year of teaching, trainee teacher, new teachers, new teacher, newbie, newbies
beginning: induction, beginner, beginners, just joined, brand new, new to this, new to the role, getting started, newly appointed, new governor, new governors, newcomers, welcome
vetting: dbs, crb, police check, police checks, criminal record, criminal records, background check, background checks, clearance, vetting, vetted, safer recruitment, barred list
righttowork: right to work, work visa, work permit, share code, immigration, allowed to work here
grievance: grievance, grievances, bullied at work, being bullied, picked on, picking on me, fallen out, fell out, harassed, harassment, treated unfairly, treated badly
complaint: complaint, complaints, complain, complaining, unhappy, not happy, grumble, moan, dissatisfied, angry parent, upset parent, kick off about
disciplinary: disciplinary, misconduct, in trouble, told off, final warning, written warning, sacked, dismissal, dismissed, fired, get the sack
capability: capability, underperforming, underperformance, not up to the job, not up to it, poor performance, not coping, struggling to do the job
whistleblowing: whistleblowing, whistleblower, blow the whistle, fiddling, fraud, fraudulent, dodgy, wrongdoing, fiddling the books, something illegal
appraisal: appraisal, appraisals, performance management, set targets, setting targets, targets for, objectives for, performance review, yearly review
payprogression: pay progression, increment, increments, pay rise, move up the scale, next pay point, threshold, upper pay range, top scale, upper scale, next scale
responsibility: tlr, tlrs, responsibility payment, responsibility allowance, extra responsibility, lead a subject, subject lead
supplycover: supply, supply teacher, supply teachers, supply cover, agency teacher, cover teacher, cover my class, someone for my class, class covered, stand in teacher, agency staff
firstaid: first aid, first aider, first aiders, plasters, bandage, bandages
accident: accident, accidents, injury, injured, slipped, tripped, fell over, hurt himself, hurt herself, hurt my, riddor, accident book
lifting: manual handling, moving and handling, lifting, hoist, bad back, heavy lifting
union: union, unions, trade union, trade unions, neu, nasuwt, unison, gmb, naht, ascl, union rep, facility time
purchasing: purchase order, purchase orders, procurement, procure, supplier, suppliers, purchasing, order number, buy things, buy something, buying, place an order, raise an order
quotations: quotation, quotations, quotes, tender, tenders, tendering, three prices, several prices, compare prices, estimates
companycard: purchasing card, company card, school card, school credit card, credit card
receipts: receipt, receipts, proof of purchase
pettycash: petty cash, cash tin, cash box, small change
gifts: gift, gifts, hospitality, present, presents, bottle of wine, chocolates, freebie, freebies
overspend: overspend, overspent, over budget, underspend, budget monitoring, gone over, run out of money, spending too much
salarysacrifice: salary sacrifice, cycle to work, bike scheme, car scheme, lease car, off my wages, out of my wages
trips: school trip, school trips, educational visit, educational visits, residential, residentials, outing, outings, day out, excursion, take the children to, taking the class, taking the children, take pupils to, trip approval
transport: transport, minibus, minibuses, coach, coaches, school bus, buses, taxi, taxis, van, driver
meals: meal, meals, lunch, lunches, dinners, catering, canteen, kitchen, school food, packed lunch, menu, menus, feed them, feed the children
diets: special diet, special diets, dietary, allergy, allergies, allergic, nuts, nut allergy, gluten, halal, kosher, vegetarian, vegan, coeliac, dairy free, intolerance
cleaning: cleaning, cleaner, cleaners, mop, mopped, mopping, dirty, filthy, hoover, hoovered, hygiene, not been cleaned
grounds: grounds, grounds maintenance, grass, mow, mowing, mowed, hedge, hedges, school field, playing field, pitches, lawn, grass cutting
trees: tree, trees, branch, branches, arborist, tree surgeon
watersafety: legionella, taps, flushing, sinks, water hygiene, run the taps, showers
firesafety: fire drill, fire safety, fire risk, evacuation, extinguisher, extinguishers, smoke alarm, fire alarm
heating: heating, boiler, boilers, radiator, radiators, freezing, hot water, too cold, no heat, stone cold
repairs: repair, repairs, leak, leaking, leaks, leaky, maintenance, broken window, needs fixing, get it fixed
lettings: letting, lettings, hire our hall, hire of premises, use our hall, use the hall, want our hall, rent our hall, rent out, use our school, community use, hire the hall, hire out
premises: premises, building, buildings, caretaker, caretakers, site manager, condition survey, extension, classroom block
energy: energy, gas, electricity, electric, fuel bill, fuel bills, power bill, meter reading, solar, solar panels
insurance: insurance, insured, insure, are we covered, insurance claim, break in, broken into, burglary, vandalism, stolen, theft, storm damage
internet: broadband, internet, wifi, wi fi, internet connection, connection speed
webfilter: web filter, filtering, filtered, blocked website, blocked site, unblock, site is blocked, cant get on a site
itsupport: helpdesk, help desk, it support, ict support, technician, technicians, computer help, tech support
useraccount: user account, user accounts, username, login, log in, password, passwords, email account, email address, get on the system, set up on the system
devices: device, devices, laptop, laptops, tablet, tablets, ipad, ipads, chromebook, chromebooks, computer, computers
backup: backup, backups, back up, restore, restored, deleted a file, lost a file, get files back, get it back
webpages: web site, website, web page, web pages, go online, put online, publish online, published online, put on our site
libraryservice: library, libraries, topic box, book box, box of books, library books, reading books
instruments: instrument, instruments, instrumental, violin, guitar, piano, trumpet, flute, clarinet, drums, keyboard lessons, peripatetic, music lessons
borrowing: loan, loans, borrow, borrowing, lend, lending, take home
swimming: swimming, swim, pool, swimming lessons
renewing: renew, renewal, renewing, sign up again, another year, carry on with it, keep it going
invoices: invoice, invoices, billed, payment terms, pay the bill
clerking: clerk, clerks, clerking, minute taker, minute taking, note taker, secretary, governance professional, takes the minutes, takes notes, take the minutes, do our minutes
minutes: minutes, notes of the meeting, write up of the meeting, write up the meeting, record of the meeting, meeting notes, write up our meetings
quorum: quorum, quorate, enough governors, not enough turned up, too few, enough people to vote, only a few came
election: election, elections, elect, elected, ballot, ballots, vote, votes, voting, nominate, nominations, put their name forward
parents: parent, parents, mum, mums, dad, dads, mother, father, family, families
employees: staff, employee, employees, teachers, dinner lady, dinner ladies, lunchtime supervisor, midday supervisor, caretakers, office staff, support staff, teaching staff, workforce
coopting: co opted, coopted, co opt, co option, from outside, outsider, outsiders, local business, bring someone in, community governor
termoffice: term of office, terms of office, stay on, stand again, another term, my time is up, how long do governors serve, four year term
removal: remove, removed, removal, removing, get rid of, getting rid of, kick off the board, force out, oust, ousted, throw off
suspension: suspend, suspended, suspension, stand down, stood down, step aside, told to stay away, while it is looked into
conduct: code of conduct, how to behave, misbehave, rude, shouting, bad manners, behave properly
interests: register of interests, conflict of interest, conflicts of interest, declare an interest, declaration of interests, business interests, pecuniary interests, friend of the family, related to
excluding: exclude, excluded, excluding, exclusion, exclusions, expel, expelled, expulsion, kicked out, kick out, thrown out, throw out, permanently excluded
appeals: appeal, appeals, appealing, overturn, dont agree with, disagree with, challenge a decision
panels: committee, committees, sub committee, panel, panels, working party, hearing, hearings
remotely: virtual, virtually, remote, remotely, online meeting, by video, dial in, join by phone, phone in, video call, from home
extraordinary: extraordinary meeting, emergency meeting, extra meeting, special meeting, urgent meeting, call a meeting, demand a meeting, force a meeting
urgently: urgent, urgently, straight away, at once, no time to meet, couldnt wait, between meetings
policies: policy, policies, procedures, written rules
retaining: retention, retain, throw away, shred, shredding, destroy, archive, archived, how long to keep, keep papers, throw out old, bin old
agm: agm, annual general meeting, annual meeting, yearly meeting
subscription: subscription, membership fee, annual fee, subs, what do we get for our money, yearly fee
helpline: helpline, advice line, ring someone, phone someone, call someone, talk to someone, speak to someone, number to ring, number I can ring, hotline, out of hours number
outsidereview: external review, independent review, outside eyes, fresh eyes, fresh pair of eyes, health check, second opinion, someone to look at us
selfreview: self evaluation, self review, how are we doing, how well are we doing, good job, skills audit
schoolvisit: link governor, governor visit, governor visits, visiting school, go into school, going into school, pop into, popping into, pop in, learning walk, look round school, look round the school
federating: federation, federations, federate, federating, join up with another school, share a head, sharing a head, merge with another school
cancelling: cancel, cancelled, cancellation, cancelling, cant make it, cant come, not turn up, no show, dont show up, pull out, drop out, late cancellation
penalty: fined, fine us, penalty, still charged, still pay, get charged
inhouse: whole board, all of us together, in house, at our place, in our own school, come to us, come out to us, come to our school
runboard: chair the board, run the board, runs the board, running the board, lead the board, leading the board, take over as chair, take the chair
`;
