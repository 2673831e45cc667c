/**
 * Verbs, qualities and abstract nouns that belong to no subject: met in a question and in no document, they do not show
 * that the question is about something else. Words with a subject of their own (cook, print, inspect) are left out.
 */
export const plain = `
abandon ability able absence absolute absorb abstract acceptable acceptance access accompany account accurate
achievement acknowledge acquire act action active activity actual acute adapt addition adequate adjust adjustment
admire admit adopt advance advantage afraid agenda aggressive agreement aid alert allocate alone alter alternative
ambition ambitious amend amount analyse ancient angle announce announcement annoy anticipate apologise appearance
apply appreciate approach appropriate approve argue argument arise arrangement arrival arrive ashamed aspect assemble
assess assign assist assistance associate assumption assure atmosphere attach attack attempt attention attitude
attract attraction attractive automatic await aware awful awkward balance ban bare barrier base basis become beg begin
behave behaviour belief believe bit blame blind block boast bold bond boost bored boring bother bounce bound bow brave
break breakthrough breathe brilliant bring broad broadcast brush bury busy calculate called calm cancel capable
capture careful case catch category cautious cease central challenge chaos chase cheap cheat cheer chronic circulate
circumstance claim clash classify clever cling close clue coherent coincide collect combination combine comfort
comfortable command comment commission commit commitment comparison compatible compensate competent complain complaint
complete complexity comply compose comprehensive comprise compromise conceal concede conceive concentrate concept
conclude conclusion concrete condemn condition conduct confer confess confidence confident confine confirm conflict
confront confuse congratulate conquer conscious consent consequence conserve considerable constant constitute
constraint construct consume contact contemplate content continuous contract contradict contrary contrast contribute
contribution controversial convenient conventional conversation convey convince cope copy corner correct correspond
cost count crack create creative credible credit critical criticise cross crowd crucial crude crush cry curious custom
damage damaging dangerous dare deal dear debate decade decent decide decision declare decline decrease dedicate deep
defeat defend define delay deliberate delicate deliver demand deny depart depend derive describe deserve desire
desperate destroy detail detailed detect determine determined devise devote differ different dig dilemma dimension
diplomatic direct direction disadvantage disagree disappear disappoint disaster discard discharge disclose discount
discourage discover dismiss display dispute distance distant distinct distinguish distribute disturb diverse divide
dominate double doubt doubtful downgrade drag drain draw dreadful drift drop duck dull duty eager earn ease echo
effective efficient effort elaborate elegant element eliminate embark embarrass embarrassing embed embrace emerge
emotional emphasis emphasise employ empower empty enable encounter encourage encouragement end endless endorse endure
enforce engage enhance enjoy enormous enquire enrich enter enthusiasm enthusiastic entitle episode equal equip
equivalent erase error escape establish estimate eventual evident evolve exact examine exceed excellent exceptional
excessive exchange excite exciting exclaim exclusive excuse execute exert existence expand expectation experienced
explanation explicit explode exploit explore expose express expression extend extensive extent external extra extract
extraordinary extreme face facilitate factor fade fail faint fair faithful familiar famous fancy fantastic fascinating
fatal fault favour favourable favourite fear feature feedback feel feeling figure fill final find finish firm fit flag
flat flee flexible flow focus fond foolish forbid force forced foresee forget forgive form formal formidable fortunate
found foundation frame frank free freedom frequent fresh friendly frighten frightened frustrate frustrated frustrating
fulfil full fundamental furious further gather gaze generate generous gentle glad glance go good grab gradual grand
grant grasp grateful grave greet grim grip guarantee guard guess guidance guide guideline habit halt hand handful
handy hang happen harm harsh hate hear hesitate hidden hide high highlight hint hold hollow honour hook hopeful
hopeless horrible hostile huge hurdle hurry ideal identical identify ignorant ignore illustrate immediate immense
imminent impact impatient implement implicit imply impose impossible impress impression impressive inadequate
inappropriate incapable incentive incomplete inconsistent incorporate incredible independence independent indicate
indication indirect individual indulge inevitable infer inferior influence inform informal inherent inherit inhibit
initial initiate inject inner innocent insecure insert insight insist inspiration inspire instance institute instruct
instruction insufficient insult integral integrate intelligent intend intense intensive intention interact interest
interfere interim intermediate internal interpret interpretation interrupt intervene intimate introduce introduction
invade investigate invisible involve irrelevant irritate isolate join joint judge judgement jump justify keen kind
know label lack last lasting late launch lay lazy lean legitimate lend lessen liable lie lifetime lift like likely
limit limitation limited line linear list listen literal live lively local locate logical lone long look loose loss
loud lovely low lower magnificent maintain majority manner marginal mark marked mask massive matter mature maximise
meaningful mechanism mere merge merit mess message method mind minimal minimise minority miracle miss missing mistake
mix mixed mixture moderate modest modify moment monitor mood motivate motive mount move mumble mutual mysterious
mystery myth naive name narrow nasty neat necessity need negative neglect negotiate negotiation neutral nice noble nod
nominal nominate normal notable note noticeable notion notorious object objection obligation oblige obscure
observation observe obstacle obtain occasion occupy odd offend offer official only open opening operate opponent
oppose opposition opt optimistic order orderly ordinary origin original originate outer outline outlook outstanding
outweigh overcome overlap overlook oversee overwhelming owe own pace painful parallel partial particular pass
passionate passive past path patient pattern pause peaceful peculiar perceive percentage perception perfect perform
period permanent permission permit persist persistent personal perspective persuade pick piece pile place plausible
plead pleasant please pleased plenty point pointless poke polite popular pose positive possess possibility possible
postpone potential pour powerful practical praise precedent precious precise predict predictable prefer preferable
preference preliminary preparation presence preserve press pressing pretend prevail prevent pride prime prior
privilege probable procedure proceed proclaim productive professional profitable profound prominent promise promising
promote prompt pronounce proof proper proportion prospect prospective protest proud provoke prudent publish pull pure
pursue push puzzled qualify quantity question quick quiet quit quote radical random rank rapid rare rational raw react
reaction ready realistic reality reasonable rebuild recall reckless reckon recognise recognition recommendation
reconcile reconsider recover recruit redirect reference refine reflect reflection refusal regain regard regret regular
regulate reinforce related relation relationship relative relax relaxed release relevant reliable relief relieve
reluctant rely remark remarkable reminder remote remove render renew repair repeat repeated replace reply represent
representative reputation request requirement rescue resemble reservation reserve reside resist resistance resolution
resolve resort respect respectable respective respond response responsible rest restless restore restrict restricted
restriction retain rethink reveal reverse revert revise revive rhetoric rid ridiculous rigid risk robust rotate rough
routine rude ruin rule rush ruthless sake satisfaction satisfactory satisfied satisfy say scare scared scatter
scenario sceptical scope secure seek seize select selective sense sensible separate sequence settle severe shake
shallow shape sharp shed sheer shift shock short shortage shout shrink shut shy sigh sign signal significant silence
silent sincere sink sit skip slide slight slip slow smart smooth so sober soft sole solid sophisticated sorry sort
source spare spark specialise specific spectacular speculate spill spirit split spoil sponsor spot spread spring
squeeze stability stable stare start state statement static steady steep steer stem step stick stimulate stir straight
straightforward strain strange strategic strength strengthen stretch strict striking strip strive strong structural
struggle stubborn subject subsequent substance substantial substitute subtle succeed successful suck sudden suffer
sufficient suggestion suit suitable super superb superior supervise supply supportive suppress surplus surprise
surprised surprising surrender surround survive suspend suspicion suspicious sustain sustainable swap sweep swift
switch symbolise sympathetic sympathy systematic talk tame target task teach technical technique tell temporary tempt
tend tendency tender tense terminate terrible terrific thank theory thick thin thinking thorough thought thoughtful
threat threaten threshold throw tight tighten time tired tolerate tone toss touch tough trace tradition traditional
transform transmit transparent trap treat tremble tremendous trend trick tricky trigger trivial trouble troubled trust
truth turn twist typical ugly ultimate unable unacceptable unaware unbelievable uncertain uncomfortable undergo
underlying undermine understandable undertake undo undue uneasy unexpected unfair unfortunate unhappy uniform unique
unite unity universal unknown unlikely unnecessary unpleasant unprecedented unreasonable unsuccessful unusual
unwilling uphold upset urge urgency urgent usage usual utilise vague valid value vanish variation varied variety vary
vast verbal version viable vicious view viewpoint vigorous violate violent visible vital vivid voice volunteer wander
warm warn warning wary waste watch way weak weaken weakness weigh weight weird welcome whisper wide widen widespread
wild will willing willingness wisdom wise wish withstand witness wonder wonderful workable worried worry worrying
worsen wrap wretched yield youthful
`;
