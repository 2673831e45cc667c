/**
 * What everyday things are kinds of, or go with: who drives claims for a journey, and a hamper is a gift. They count for as little as what is
 * `near`: in a small collection of one office they tell which of its articles may be meant.
 */
export const kinds = `
healthkind: illness, sick, ill, health, doctor, doctors, gp, nurse, hospital, operation, surgery, medical, medicine, migraine, migraines, headache, headaches, flu, covid, bug, injury, broken arm, broken leg, back pain, condition, diagnosis, diagnosed, treatment, appointment, absence, absent, signed off
strainkind: stress, stressed, anxiety, depression, depressed, overwhelmed, exhausted, burnt out, burnout, breakdown, crying, not coping, cant cope, end of my tether, counselling, counsellor, wellbeing, mental health, too much
journeyskind: journey, journeys, drive, driving, drove, driven, car, cars, travel, travelling, mileage, mile, miles, petrol, diesel, fuel, train fare, parking, taxi, bus fare, between sites, between schools
relativeskind: relative, relatives, family member, brother, brothers, sister, sisters, mum, dad, mother, father, nan, gran, grandma, grandad, grandmother, grandfather, grandparent, uncle, aunt, auntie, cousin, husband, wife, spouse, son, daughter, baby, dependant, dependants, in laws
occasionskind: wedding, weddings, married, marrying, graduation, christening, honeymoon, holiday, holidays, abroad, flight, flights, cruise, special occasion
deathkind: death, died, dies, dead, dying, funeral, funerals, buried, cremation, bereaved, bereavement, passed away, passed on
deductionskind: tax, taxed, national insurance, tax code, emergency tax, payslip, payroll, deduction, deductions, hmrc, p45, p60
payscalekind: pay scale, pay scales, pay point, main scale, main pay range, upper pay range, upper pay scale, m1, m2, m3, m4, m5, m6, ups, ups1, ups2, ups3, spine point, scale point
hourskind: hours, days a week, three days, four days, afternoons off, mornings only, finish early, start later, part time, full time, pattern, working pattern, flexible working, shift, shifts
leavingkind: leaving, leave, resign, resignation, notice, last day, got a job, new job, another job, moving on, going elsewhere, handing in
oldagekind: retire, retirement, pension, pensions, old age, later life, when i stop work
fillingkind: vacancy, vacancies, post, posts, job, advertise, advert, replacement, replace, fill, find somebody, find someone, looking for someone, need somebody, need someone
standinginkind: cover, covering, supply, absent, absence, stand in, fill in, rung in, called in, off today, nobody to teach, no teacher
bosskind: head, headteacher, boss, line manager, manager, supervisor, gaffer, whoever is in charge
quarrelkind: grievance, complaint, complain, bully, bullied, bullying, harassment, unfair, unfairly, having a go, row, argument, shouted, shouting, nasty, falling out, fallen out
wrongdoingkind: fraud, theft, stealing, stole, cheating, cooking the books, on the take, bribe, corruption, illegal, concern, whistleblowing, serious concern
anonymouskind: anonymous, anonymously, confidence, confidential, confidentially, secret, keep my name out, without my name
lawkind: police, arrested, investigated, investigation, investigator, court, crime, criminal, allegation, accused, charged with, proceedings, convicted, conviction
companionkind: accompanied, companion, representative, colleague, union rep, take someone with me, bring someone with me, by my side
goodskind: order, ordering, buy, buying, purchase, purchasing, requisition, furniture, desks, tables, carpet, stationery, pens, toner, equipment, supplies, resources, kit
treatskind: gift, gifts, present, presents, hamper, wine, whisky, chocolates, flowers, voucher, vouchers, tickets, bottle, hospitality
fallskind: accident, accidents, fall, fell, fallen, slip, slipped, trip hazard, wet floor, burn, burnt, cut finger, injury, injured, hurt, fracture, fractured
rescuekind: first aid, first aider, cpr, resuscitation, defibrillator, choking, ambulance, plaster, bleeding
screenskind: zoom, skype, video, online, virtual, virtually, remote, remotely, screen, video call
socialmediakind: facebook, twitter, instagram, whatsapp, tiktok, social media, posting, online comments
publishingkind: publish, published, website, web site, internet, online, public, make public, on show
moneytalkkind: finance, financial, money, accounts, accountant, budget, budgets, treasurer, figures
writeupkind: minutes, write up, notes, record, draft, recorded, written up
decidingkind: decide, decides, decided, decision, vote, votes, voting, agree, approve, approves, sign off, signs off, final say, tie
joinboardkind: join, joined, joining, get on, appoint, appointed, invite, invited, bring in, co opt, recruit, elected, stand for
expertisekind: skills, skill, expertise, expert, know about, experience, experienced, qualified, background in, good at, lack
outsidekind: external, outside, independent, outsider, impartial, somebody from outside, someone from outside
lookingatkind: review, reviews, evaluation, evaluate, assess, assessment, inspect, inspection, health check, how good, any good, doing well, effective
apologieskind: apologies, absent, absence, didnt come, not there, away, missing, turn up, turned up, attendance, attend
swiftkind: urgent, emergency, at once, straight away, right away, quick, quickly, cannot wait, cant wait
disposalkind: shred, bin, binned, throw out, throw away, chuck, chuck out, dispose, get rid, destroy, keep, kept, retain, how long to keep, clear out
tokeepkind: keep, accept, accepted, allowed to have, hang on to
damagekind: broken, smashed, cracked, damaged, damage, broke, vandalised, vandalism, breakage
stolenkind: stolen, theft, nicked, pinched, robbed, burgled, burglary, broke in, break in, thieves, gone missing
roomcoldkind: cold, freezing, heating, boiler, radiator, radiators, degrees, warm, chilly
outdoorskind: grass, field, fields, hedge, weeds, mow, cut, playing field, overgrown, grounds
buildingworkskind: roof, ceiling, wall, walls, drill, drilling, builder, builders, contractor, contractors, survey, surveyor, extension, classroom, repair
alarmkind: alarm, alarms, evacuate, evacuation, drill, extinguisher, fire
foodskind: food, eat, eats, dinner, dinners, lunch, lunches, meal, meals, pudding, menu, kitchen, cook, chef, hot meal
foodsafekind: allergy, allergies, allergic, nuts, peanuts, dairy, milk, eggs, wheat, gluten, lactose, intolerant, intolerance, diet, vegetarian, vegan, halal
vehicleskind: minibus, bus, buses, coach, coaches, van, seater, driver, drivers, licence, driving licence
awaydayskind: trip, trips, visit, visits, zoo, museum, abroad, overseas, camp, camping, residential, theatre, day out
slowkind: slow, slowly, speed, fast, buffering, crashing, keeps dropping
lockedoutkind: blocked, block, unblock, access, cant get on, cant open, filter, youtube
accountskind: email, e mail, mailbox, account, accounts, login, log on, password, username
fileskind: file, files, folder, folders, document, documents, deleted, restore, restored, backup, overwritten
machineskind: laptop, computer, ipad, tablet, device, devices, chromebook, pc, machine
musickind: violin, guitar, piano, trumpet, flute, cello, drums, instrument, instruments, instrumental, orchestra, band
hireoutkind: hire, hiring, rent, let, letting, lettings, scouts, brownies, club, clubs, community group, church, party, after hours
admissionkind: admission, admissions, school place, places, waiting list, appeal, appeals, catchment, moving house, new to the area, apply, applying, mid year
examkind: exam, exams, examination, sats, gcse, mock, mocks, invigilator, invigilators, access arrangements, extra time, results, marks, certificate, certificates
attendancekind: attendance, absence, lateness, late, truant, truancy, bunking off, skiving, register, registers, not in school, never in
behaviourkind: behaviour, behave, naughty, disruptive, fight, fights, fighting, swearing, detention, sanction, sanctions, exclusion, suspension
uniformkind: uniform, blazer, jumper, trainers, tie, skirt, shoes, jewellery, earrings, dress code, what to wear, wear
privacykind: gdpr, data protection, breach, subject access, personal data, wrong person, consent, photo, photos, photographs, filming
securitykind: lock, locks, locked, key, keys, keyholder, lock up, unlock, alarm code, security, fob, lanyard, badge, sign in, visitor, visitors
wastekind: waste, rubbish, bin, bins, skip, recycling, recycle, collection
pestkind: pest, pests, mice, mouse, rats, wasps, ants, cockroaches, vermin
printingkind: printing, print, printer, printers, photocopier, copier, copies, toner, ink, paper jam, jammed
bankingkind: bank, bank account, cheque, cheques, signatory, direct debit, bacs, cash, banking, float
auditkind: audit, audits, auditor, auditors, accounts, inspection of the accounts, year end, returns
donationkind: donation, donations, donate, fundraising, raffle, charity, sponsor, sponsorship, pta, friends of the school
volunteerkind: volunteer, volunteers, volunteering, helper, helpers, parent helper, helping out, student placement, work experience, placement
wraparoundkind: breakfast club, after school club, wraparound, holiday club, childcare, before school, after school
medicinekind: medicine, medicines, medication, inhaler, inhalers, epipen, tablets, paracetamol, calpol, antibiotics, healthcare plan
phonekind: telephone, phone, phones, mobile, mobiles, switchboard, voicemail, extension number
qualificationkind: qualification, qualifications, degree, npq, npqs, apprenticeship, apprentice, apprentices, level 2, level 3, certificate, study, studying
promotionkind: promotion, promoted, step up, next step, career, progress, progression, stepping up, deputy, senior post
trainingkind: training, course, courses, inset, workshop, cpd, learn, learn how, taught how, shown how, get better at
`;
