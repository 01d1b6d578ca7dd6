"""Words by which English news names people: titles, roles, kin, common given names, and the gender that they tell.

Gender is only used to choose between antecedents of "he" and "she", and only where the language marks it; a word with
no mark agrees with both. The given names are common ones of many countries and make no claim to be complete: an
unknown name simply agrees with both pronouns too.
"""

from __future__ import annotations

__all__ = [
    "FEMALE_NAMES",
    "GIVEN_NAMES",
    "HONORIFICS",
    "MALE_NAMES",
    "PERSON_NOUNS",
    "PERSON_PLURALS",
    "ROLE_GROUPS",
    "person_noun",
]

# An empty string: a title that both sexes bear.
HONORIFICS: dict[str, str] = {
    **dict.fromkeys(
        [
            "mr",
            "sir",
            "lord",
            "father",
            "brother",
            "king",
            "prince",
            "sheikh",
            "sheik",
            "herr",
            "monsieur",
            "signor",
            "señor",
            "baron",
            "count",
            "duke",
            "emir",
            "sultan",
        ],
        "m",
    ),
    **dict.fromkeys(
        [
            "mrs",
            "ms",
            "miss",
            "dame",
            "lady",
            "sister",
            "queen",
            "princess",
            "madame",
            "mme",
            "frau",
            "señora",
            "signora",
            "baroness",
            "countess",
            "duchess",
            "mother",
        ],
        "f",
    ),
    **dict.fromkeys(
        [
            "dr",
            "prof",
            "professor",
            "doctor",
            "capt",
            "captain",
            "col",
            "colonel",
            "gen",
            "general",
            "maj",
            "major",
            "lt",
            "lieutenant",
            "sgt",
            "sergeant",
            "cpl",
            "corporal",
            "pte",
            "private",
            "cmdr",
            "commander",
            "cmdt",
            "commandant",
            "adm",
            "admiral",
            "brig",
            "brigadier",
            "marshal",
            "insp",
            "inspector",
            "det",
            "detective",
            "supt",
            "superintendent",
            "constable",
            "pc",
            "dci",
            "sheriff",
            "judge",
            "justice",
            "rev",
            "reverend",
            "pastor",
            "imam",
            "ayatollah",
            "mullah",
            "rabbi",
            "bishop",
            "archbishop",
            "cardinal",
            "pope",
            "president",
            "senator",
            "sen",
            "rep",
            "gov",
            "governor",
            "mayor",
            "minister",
            "chancellor",
            "premier",
            "ambassador",
            "secretary",
            "congressman",
            "congresswoman",
            "councillor",
            "cllr",
            "alderman",
            "elder",
            "mx",
            "hon",
            "officer",
            "trooper",
            "chief",
            "coach",
            "nurse",
            "comrade",
        ],
        "",
    ),
}

_MALE = """
    spokesman chairman businessman fisherman fireman policeman statesman congressman assemblyman gunman salesman
    foreman ombudsman clergyman serviceman cameraman craftsman councilman alderman workman nightwatchman watchman
    sportsman tribesman man boy father dad son brother uncle nephew husband grandfather grandad grandson widower
    groom gentleman guy lad bloke king prince lord monk priest imam actor waiter steward landlord headmaster
    boyfriend fiancé stepfather godfather milkman postman barman doorman
""".split()
_FEMALE = """
    spokeswoman chairwoman businesswoman policewoman congresswoman assemblywoman councilwoman servicewoman
    camerawoman saleswoman forewoman sportswoman woman girl mother mum mom daughter sister aunt niece wife
    grandmother gran grandma granddaughter widow bride lady queen princess nun actress waitress stewardess landlady
    headmistress girlfriend fiancée stepmother godmother midwife matron
""".split()
_BOTH = """
    member observer associate operative staffer moderator narrator star mogul tycoon magnate baron billionaire
    millionaire contender hopeful challenger competitor participant attendee respondent questioner heckler admirer
    detractor foe enemy enthusiast booster endorser proponent opponent objector adherent disciple confidant
    confidante surrogate counterpart centrist hardliner hard-liner moderate conservative liberal progressive
    socialist communist nationalist independent evangelical neurosurgeon speechwriter ghostwriter pundit reviewer
    adult impostor beneficiary signatory shopper depositor saver creditor debtor borrower teller bookkeeper clerk
    drummer singer-songwriter dj rapper celebrity influencer youtuber streamer podcaster handler minder bodyguard
    chauffeur courier-driver cabbie babysitter nanny au-pair custodian occupier squatter trespasser looter rioter
    arsonist hooligan ringleader conspirator plotter mercenary sniper gunner commando paratrooper cadet recruit
    conscript reservist submariner spy mole double-agent courtier envoy-designate plenipotentiary attache
    minister-president vice-premier ombud auditor-general attorney-general solicitor-general postmaster
    surgeon-general officer-in-charge duty-officer responder dispatcher ambulanceman hiker trekker mountaineer skier
    surfer angler boater canoeist parachutist balloonist hobbyist collector dealer keyworker breadwinner newlywed
    bridegroom bridesmaid godparent guardian foster-parent orphan schoolchild schoolboy schoolgirl undergraduate
    postgraduate alumnus alumna valedictorian laureate prizewinner medallist medalist record-holder title-holder
    gold-medallist sprinter jumper thrower rower sailor gymnast skater wrestler fencer archer batsman bowler pitcher
    catcher quarterback linebacker winger full-back fly-half spokesperson spokesmen chairperson chair president
    vice-president premier chancellor minister secretary undersecretary deputy governor mayor senator lawmaker
    legislator councillor councilor commissioner ambassador envoy diplomat consul attaché official officer aide
    adviser advisor negotiator delegate representative politician candidate leader chief head boss director manager
    supervisor executive ceo cfo coo founder co-founder cofounder owner co-owner partner investor shareholder
    analyst economist banker broker trader strategist consultant auditor accountant entrepreneur employer employee
    worker labourer laborer engineer technician mechanic electrician operator driver pilot captain skipper steward
    conductor farmer grower herder miner fisher forester gardener cook chef baker butcher shopkeeper grocer seller
    vendor merchant retailer cashier waiter porter cleaner caretaker guard janitor builder architect designer
    developer programmer researcher scientist professor lecturer teacher tutor principal headteacher pupil student
    graduate academic scholar historian sociologist psychologist epidemiologist virologist biologist seismologist
    geologist meteorologist forecaster volcanologist chemist physicist mathematician statistician astronomer
    toxicologist pathologist oncologist cardiologist paediatrician pediatrician psychiatrist physician doctor
    surgeon medic paramedic nurse pharmacist dentist vet veterinarian therapist carer patient survivor victim
    casualty witness eyewitness bystander passer-by passerby resident neighbour neighbor local villager townsman
    citizen voter taxpayer customer consumer client passenger commuter motorist cyclist pedestrian tourist traveller
    traveler visitor guest tenant homeowner householder parent child teenager youngster kid baby relative cousin
    friend colleague workmate classmate roommate flatmate spouse sibling twin pensioner veteran soldier colonel
    general admiral lieutenant sergeant corporal private major commander brigadier marine airman fighter militant
    rebel insurgent militiaman hostage prisoner inmate detainee suspect defendant accused plaintiff claimant
    complainant appellant lawyer attorney solicitor barrister advocate counsel prosecutor judge magistrate juror
    jurist coroner bailiff notary sheriff constable detective investigator inspector superintendent patrolman
    policeman firefighter rescuer lifeguard volunteer activist campaigner protester demonstrator organiser organizer
    marcher striker unionist critic supporter backer ally rival dissident defector exile refugee migrant
    asylum-seeker immigrant journalist reporter correspondent editor columnist commentator presenter broadcaster
    anchor host interviewer photographer photojournalist blogger vlogger author writer novelist poet playwright
    biographer publisher translator interpreter artist painter sculptor musician singer composer pianist actor
    filmmaker producer curator librarian archivist coach trainer player footballer goalkeeper midfielder defender
    athlete runner swimmer boxer referee umpire physiotherapist teammate champion bishop archbishop cardinal pope
    priest pastor vicar rabbi cleric preacher chaplain elder imam buyer supplier contractor subcontractor landlord
    lodger person individual insider whistleblower whistle-blower informant source expert specialist authority fan
    follower user gamer reader viewer listener subscriber donor recipient applicant nominee incumbent predecessor
    successor seminarian monk hunter trapper ranger warden diver climber guide usher receptionist typist
    stenographer courier messenger controller coordinator co-ordinator administrator bureaucrat functionary
    treasurer registrar provost dean rector chairholder fellow trustee patron ex-president ex-minister ex-official
    stranger man-of-war caller tipster poster commenter onlooker mourner worshipper parishioner churchgoer
    rapporteur mediator arbitrator regulator watchdog pollster lobbyist undertaker gravedigger beekeeper shepherd
    trawlerman deckhand welder plumber carpenter roofer mason potter weaver tailor seamstress dressmaker hairdresser
    barber beautician taxman collier pitman foreperson ombudsperson peer earl viscount marquess monarch ruler
    dictator strongman warlord chieftain smuggler trafficker thief burglar robber killer murderer attacker assailant
    shooter bomber hijacker hacker co-author coauthor co-worker coworker co-chair vice-chair vice-chairman
    vice-chancellor deputy-mayor captain-general newcomer inventor fundraiser promoter agent bookmaker croupier
    landowner leaseholder pollinator tester checker examiner assessor surveyor valuer appraiser underwriter actuary
    planner demographer geographer ecologist botanist zoologist conservationist environmentalist climatologist
    oceanographer glaciologist archaeologist anthropologist linguist neuroscientist immunologist microbiologist
    bacteriologist radiologist anaesthetist gynaecologist obstetrician neurologist dermatologist nutritionist
    dietitian psychotherapist counsellor counselor hospitalist caregiver mariner navigator helmsman boatman ferryman
    lighterman stevedore docker dockworker longshoreman trucker lorry-driver railwayman trainman signalman
    stationmaster aviator stewardess cosmonaut astronaut rider jockey breeder groomsman stableman keeper
    wildlife-keeper zookeeper abbot abbess deacon canon curate missionary theologian philosopher scientologist
    secularist atheist believer pilgrim convert congressperson parliamentarian mp mep msp senator-elect
    president-elect frontrunner front-runner speaker whip backbencher restorer adjuster coxswain cox purser bosun
    cataloguer conservator auctioneer caterer busker guitarist headliner camper reveller boffin executive hero gaffer
    bigwig honcho supremo tsar czar bursar bricklayer joiner fitter rigger roughneck driller overseer radiographer
    cartographer warder jailer seaman commodore crofter picker brewer distiller vintner tanner cobbler jeweller
    goldsmith blacksmith newsreader subeditor shipmate crewmember crewmate comrade accomplice fugitive elector
    scrutineer informant tipster mastermind ringleader bystander barfly clergyman stallholder marshaller
""".split()

PERSON_NOUNS: dict[str, str] = {
    **dict.fromkeys(_BOTH, ""),
    **dict.fromkeys(_MALE, "m"),
    **dict.fromkeys(_FEMALE, "f"),
}

# Nouns that are plural, or stand for several people, without a regular singular among the nouns above.
PERSON_PLURALS = frozenset(
    """
    people men women children staff personnel crew folk families family couple parents twins public crowd crowds
    workforce clergy youth elderly troops forces authorities locals residents insiders others many some several most
    few everyone everybody both all half dozens hundreds thousands millions majority minority team teams crews
    members sides side circles households villagers townspeople townsfolk masses neighbours neighbors countrymen
    nurses congregation delegation community communities population jury electorate signatories grandparents in-laws
    rescuers thirds percent those voices quarters generation generations audience audiences attendees camp camps
    establishment base elite elites mainstream trio duo two-thirds three-quarters three-fourths third quarter
    plurality majorities minorities democrats republicans conservatives liberals socialists tories greens
    nationalists separatists
""".split()
)

# Roles that news uses for one another. A later "chief" or "head" may be the one introduced as director.
_GROUPS = (
    "director head chief boss manager leader executive ceo chairman chairwoman chair chairperson principal "
    "commander superintendent supremo",
    "president chairman chairwoman chair chairperson",
    "doctor dr medic physician surgeon professor prof consultant doc",
    "professor prof academic scientist researcher epidemiologist expert scholar doc lecturer",
    "spokesman spokeswoman spokesperson representative press-officer official",
    "colonel col soldier officer",
    "general gen soldier officer",
    "major maj officer",
    "captain capt officer skipper",
    "minister secretary politician official",
    "governor gov",
    "lawmaker legislator senator sen rep congressman congresswoman mp deputy councillor councilor politician",
    "lawyer attorney solicitor barrister counsel advocate",
    "policeman policewoman officer detective constable inspector sergeant",
    "firefighter fireman",
    "man lad bloke guy boy",
    "woman lady gran",
    "girl woman",
    "worker miner employee labourer",
    "activist campaigner protester demonstrator organiser organizer",
    "journalist reporter correspondent",
    "engineer technician",
    "witness survivor bystander eyewitness victim",
    "owner operator",
    "seismologist geologist scientist expert",
    "resident neighbour neighbor local villager",
    "volunteer rescuer",
    "whistleblower whistle-blower insider source",
    "coach manager trainer",
    "player striker footballer midfielder goalkeeper defender captain",
    "prosecutor lawyer",
    "diplomat ambassador consul envoy attaché",
    "judge magistrate justice",
    "priest vicar pastor cleric clergyman",
    "guard watchman",
)
# Common nouns by which news refers back to bodies of one sort.
_BODY_GROUPS = (
    "regulator watchdog agency authority commission inspectorate body",
    "army military forces troops navy",
    "hospital clinic infirmary unit",
    "ministry department",
    "bank lender",
    "police force",
    "charity group organisation organization ngo",
    "court tribunal",
    "party movement",
    "union federation",
    "company firm business manufacturer maker producer operator owner employer",
    "newspaper paper daily tabloid weekly broadsheet",
    "broadcaster station channel network",
    "agency newswire wire service",
    "airline carrier",
    "school college university academy",
    "club team side",
    "council municipality authority",
    "militia group militants rebels",
    "letter memo note email e-mail message",
    "report study paper document dossier",
    "study preprint paper survey",
    "video footage clip film recording",
    "photograph photo picture image",
)
# Those whom "the leader" can mean later on; of "the governor" none is meant who was only called a leader.
_OFFICES = frozenset("president governor".split())
_OF_OFFICES = "head leader".split()
ROLE_GROUPS: dict[str, frozenset[str]] = {}
for _group in (*_GROUPS, *_BODY_GROUPS):
    _words = frozenset(_group.split())
    for _word in sorted(_words):
        ROLE_GROUPS[_word] = ROLE_GROUPS.get(_word, frozenset()) | _words
for _word in _OF_OFFICES:
    ROLE_GROUPS[_word] |= _OFFICES

MALE_NAMES = frozenset(
    """
    aaron abdul abdullah abe abel abraham adam adrian ahmad ahmed aidan alan albert alberto alec alejandro aleksandr
    alessandro alex alexander alexandre alexei alf alfred ali alistair allan allen alvaro amir amos anders andre
    andreas andrei andrej andrew andy angel angus anthony anton antonio antony archie arjun armando arnold arthur
    arturo ashok austin barack barney barry bart ben benedict benjamin bernard bernd bernie bert bilal bill billy
    bob bobby bogdan boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron caleb calvin
    cameron carl carlo carlos cecil cedric cesar charles charlie chidi chris christian christophe christopher chuck
    clarence clark claude claudio clifford clint clive clyde colin connor corey craig cristian curt curtis cyril
    dale damian damien damon dan daniel danny dario darren darryl dave david davide dean denis dennis derek derrick
    diego dieter dimitri dirk dmitri dominic don donald donnie doug douglas duane duncan dwight dylan earl ed eddie
    edgar edmund eduardo edward edwin eli elias elijah elliot elmer emeka emil emilio emmanuel enrico enrique eric
    erik ernest ernie ernst erwin esteban ethan eugene evan fabian fabio farid felipe felix fernando filip finn
    florian floyd francesco francis francisco franco francois frank franz fred freddie frederick fritz gabriel
    gareth gary gavin geoff geoffrey georg george gerald gerard gerhard giacomo gianni gil gilbert gilles giorgio
    giovanni giuseppe glen glenn gordon graham grant greg gregory guido guillaume guillermo gunter gus gustav guy
    hamid hamza hank hans harold harry harvey hasan hassan hector heinrich henri henrik henry herb herbert herman
    hiroshi horace horst howard hubert hugh hugo humberto hussein iain ian ibrahim igor imran ira irving isaac
    ismail ivan ivo jack jacob jacques jaime jake jakob jakub jamal james jamie jan jared jason javier jay jean jeb
    jeff jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joaquin joe joel joey johan johann johannes
    john johnny jomo jon jonas jonathan jordan jorge jose josef joseph josh joshua juan jules julian julien julio
    julius juma jun jurgen justin kamal karel karim karl keith kelvin ken kenji kenneth kenny kevin khalid kirk
    klaus kofi kurt kwame kyle larry lars laurence laurent lawrence lee len lenny leo leon leonard leonardo leroy
    leslie lev lewis liam lionel lorenzo louis luca lucas luigi luis lukas luke maciej magnus mahmoud malcolm manuel
    marc marcel marcin marco marcos marcus marek mario mark markus marshall martin marvin massimo mathieu matt
    matteo matthew matthias maurice mauricio max maxim mehmet mel melvin michael michel mickey miguel mihai mike
    mikhail milan miles milos ming miroslav mitch mitchell mohamed mohammad mohammed moritz morris moses muhammad
    murray mustafa narendra nate nathan nathaniel neal ned neil nelson nicholas nick nicolas nigel nikola nikolai
    nikolas noah noel norman oleg oliver olivier omar orlando oscar osman otto owen pablo paolo pascal patrick paul
    paulo pavel pawel pedro per percy pete peter petr petro phil philip philippe phillip pierre pietro piotr prakash
    pyotr quentin rafael rahul raj rajesh ralph ramon randy raul ray raymond reg reginald rene reuben ricardo
    riccardo richard rick ricky rob robbie robert roberto robin rodney rodrigo roger roland rolf roman ron ronald
    ronnie ross roy ruben rudolf rudy rufus rupert russ russell ryan salvador salvatore sam samir samuel sandeep
    sanjay santiago saul scott sean sebastian serge sergei sergey sergio seth shane shaun shawn sheldon sid sidney
    silas simon sipho stan stanislav stanley stefan stepan stephan stephen steve steven stewart stu stuart sven
    sylvester takashi tamer tariq taro ted teddy terence terrence terry thabo theo theodore thierry thomas thorsten
    tim timothy toby todd tom tomas tomasz tommy tony travis trevor tyler tyrone ulrich umar uwe valentin vern
    vernon vic victor vijay viktor vince vincent vincenzo vitaly vito vlad vladimir volodymyr walid wally walt
    walter warren wayne wei wendell werner wes wilbur wilfred wilhelm will willard william willie wim wolfgang
    woodrow xavier yann yasser yuri yusuf yves zachary zack ziad
""".split()
)

FEMALE_NAMES = frozenset(
    """
    abigail ada adaeze adele adriana agatha agnes agnieszka aileen aisha akiko alana alba alejandra aleksandra
    alessandra alexandra alexis alice alicia alina alison allison alma amal amanda amara amber amelia amina amy ana
    anastasia andrea angela angelica angelina anita anja anjali ann anna annabel anne annette annie antonia april
    arlene astrid audrey ava barbara beatrice beatriz becky bella bernice berta bertha beth bethany betsy betty
    beverly bianca birgit bonnie brenda bridget brigitte britta brittany camila camilla camille candace carla
    carlotta carly carmen carol carole carolina caroline carolyn carrie catalina catarina catherine cathy cecilia
    celeste celia charlotte cheryl chiara chloe christiane christina christine cindy claire clara clare claudia
    colleen connie constance cordelia corinne courtney cristina cynthia daisy dana daniela danielle daphne darlene
    dawn deanna debbie deborah debra delia denise diana diane dina dolores dominique donna dora doreen doris dorothy
    edith edna eileen elaine eleanor elena elisa elisabeth elise eliza elizabeth ella ellen eloise elsa elsie emilia
    emily emma erica erika erin esmeralda esther ethel eva eve evelyn fatima fatma felicia felicity fiona florence
    frances francesca freda freya gabriela gabriele gabriella gail gemma genevieve georgia georgina geraldine
    gertrude gillian gina giovanna giulia gladys glenda gloria grace greta gretchen gwen hannah harriet hazel
    heather heidi helen helena helene henrietta hilary hilda hillary ida ilaria ilse imogen ines inez inga ingrid
    irena irene irina iris irma isabel isabella isabelle ivana jackie jacqueline jade jane janet janice jasmine jean
    jeanette jeanne jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn jodi jodie josephine joy joyce
    juana juanita judith judy julia juliana julie juliet june justine kara karen karin karina karolina katarina kate
    katharina katherine kathleen kathryn kathy katie katja katrin katrina kay kayla kelly kendra khadija kim
    kimberly kirsten kirsty krista kristen kristin kristina lakshmi lana lara latifa latoya laura lauren laurie leah
    leila lena leona leonora leslie leticia lidia lilian liliana lillian lily linda lisa lise livia liz lois lola
    lorena loretta lori lorna lorraine louisa louise lourdes lucia lucie lucille lucy luisa lydia lynn mabel
    madeleine madeline magda magdalena maggie malala mandy mara marcela marcia margaret margarita margie margot
    maria mariam marian mariana marianne marie marilyn marina marion marisa marjorie marlene marsha marta martha
    martina mary maryam matilda maureen mavis maxine maya meera megan mei melanie melissa mercedes meredith mia
    michelle mila mildred milena millie mina mindy minnie miranda miriam moira molly mona monica monika monique
    muriel myra myriam nadia nadine naledi nancy naomi natalia natalie natasha nellie ngozi nicola nicole nikki nina
    noor nora norma nour odette olga olive olivera olivia ophelia paloma pam pamela patricia patsy patty paula
    pauline pearl peggy penelope penny petra philippa phoebe phyllis pia pilar polly priscilla priya rachael rachel
    ramona rania raquel rebecca regina renata renate renee rhonda rita roberta robyn rochelle rocio rosa rosalie
    rosalind rose rosemary rosie roxanne ruth sabina sabine sabrina sadie sakura sally salma samantha sandra sara
    sarah saskia selena selma serena shannon shari sharon sheila shelley sherri sherry shirley shreya silvia simone
    siobhan sofia sonia sonja sonya sophia sophie soraya stacey stacy stella stephanie sue sunita susan susana
    susanna susanne susie suzanne svetlana sybil sylvia tamara tammy tania tanya tara tasha tatiana teresa tessa
    thandi thelma theresa therese tina toni tracey tracy trish trudy uma ursula uta valentina valeria valerie
    vanessa vera verena veronica veronika vicki victoria viola violet virginia vivian viviane wanda wendy wilma
    winifred yasmin yolanda yuki yvette yvonne zainab zara zoe zofia zuzana
""".split()
) - {"jean", "leslie"}

GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES

_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife"}
# "Americans", "Democrats", "Islamists", "Israelis": peoples and parties, named by their members.
_PEOPLES = ("ians", "icans", "cans", "rmans", "crats", "ists", "ites", "elis", "opeans", "stanis", "aqis")
_SUFFIXES = ("ologist", "ician", "woman", "person", "keeper", "worker", "maker", "holder", "goer", "man")


def person_noun(word: str) -> tuple[str, bool] | None:
    """Return a person noun's singular and whether `word` (lower case) is its plural; None for any other word."""
    if word in PERSON_NOUNS:
        return word, False
    if word in _IRREGULAR:
        return _IRREGULAR[word], True
    for ending, single in (("ies", "y"), ("men", "man"), ("ves", "fe"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + single in PERSON_NOUNS:
            return word[: -len(ending)] + single, True
    if word.endswith(_SUFFIXES) and len(word) > 6:
        return word, False
    if word.endswith(tuple(s + "s" for s in _SUFFIXES)) and len(word) > 7:
        return word[:-1], True
    if word.endswith(_PEOPLES) and len(word) > 6:
        return word[:-1], True
    last = word.rpartition("-")[2]
    return person_noun(last) if last != word and last else None
