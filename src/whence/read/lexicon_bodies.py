"""Words by which English news names sources that are not single people: bodies, outlets, documents, groups, states.

The lists are of English news at large. Proper names in them are only those of agencies and outlets whose form does not
show what they are ("Reuters", "Le Monde"), and of states and capitals, which news lets speak for their governments.
"""

from __future__ import annotations

__all__ = [
    "BUSINESS_WORDS",
    "DOCUMENT_NOUNS",
    "FIRM_WORDS",
    "MOUTHPIECES",
    "NAMED_AFTER",
    "ORGANISATION_NOUNS",
    "OUTLET_NAMES",
    "OUTLET_NOUNS",
    "OUTLET_WORDS",
    "PLACES",
    "PLACE_WORDS",
    "plain",
]

ORGANISATION_NOUNS = frozenset(
    """
    org hall prefecture governorate gendarmerie constabulary metro transit railways bar café cafe bakery prosecution
    chancellery enforcement industry economy officialdom bureaucracy management ministry department government
    administration agency authority bureau office directorate inspectorate commission committee council parliament
    assembly senate congress chamber cabinet court tribunal ombudsman embassy consulate mission presidency palace
    kremlin pentagon treasury police force army navy military militia brigade regiment battalion command guard
    coastguard service services corps garrison fleet marines union federation confederation association society
    league alliance coalition front movement party group organisation organization charity foundation fund trust
    institute institution university college school academy faculty laboratory lab hospital clinic surgery practice
    church diocese mosque company firm corporation enterprise business manufacturer maker producer developer
    operator owner employer contractor supplier retailer distributor wholesaler brand startup start-up airline
    airport carrier railway railroad port shipyard bank lender insurer brokerage exchange consultancy conglomerate
    subsidiary parent utility refinery plant factory mill works mine supermarket chain store shop restaurant hotel
    club team board panel taskforce inquiry regulator watchdog registry archive library museum theatre gallery
    orchestra festival stadium prison jail centre center campaign lobby network thinktank think-tank nato un eu side
    regime state junta opposition leadership secretariat municipality city town county province district region
    country nation republic kingdom dynasty faction cell consortium cooperative co-operative syndicate guild order
    station house home household prosecutor's zoo laboratories pharmaceuticals holdings industries systems
    technologies metals fertilisers fertilizers chemicals motors airlines airways energy petroleum oil gas power
    electric steel mines relief aid rescue ltd limited inc plc llc corp co gmbh ag sa nv bv ngo nonprofit non-profit
    commonwealth crescent cross headquarters division unit branch chapter wing body watch partnership press-service
    defence defense legislature judiciary electorate dpa monitor observatory survey project programme
    program initiative platform portal provider giant crown whitehall downing infirmary hospice nursery haulier
    shipper carmaker automaker drugmaker chipmaker lender
""".split()
)

# Ends of a firm's proper name that are seldom surnames; as common nouns most of them speak for nobody.
BUSINESS_WORDS = frozenset(
    """
    line lines logistics mutual insurance assurance partners ventures capital foods catering events shipping haulage
    freight cargo transport engineering construction homes estates solutions software digital dynamics robotics labs
    biotech pharma healthcare breweries brewery dairies dairy farms seafoods fisheries timber quarries cement textiles
    leather tannery garments trading traders imports exports brothers sons associates consulting consultants analytics
    investments securities finance financial savings realty properties hotels resorts leisure entertainment records
    studios pictures games cosmetics furniture tools machines machinery instruments optics telecom telecoms
    communications broadband interactive outfitters aviation aerospace offshore drilling minerals resources recycling
    renewables pipelines terminals couriers parcels ferries cruises coaches auctions auctioneers galleries
""".split()
)

OUTLET_NOUNS = frozenset(
    """
    newspaper paper daily weekly tabloid broadsheet magazine journal periodical broadcaster outlet website-news
    newswire newsroom wire station channel radio television tv programme show podcast blog newsletter bulletin press
    media publisher publication title
""".split()
)

# Words of an outlet's proper name, where they stand first or last in it.
OUTLET_WORDS = frozenset(
    """
    press times herald tribune post daily gazette courier chronicle telegraph mail news newswire wire radio
    television tv broadcasting broadcaster journal observer examiner inquirer enquirer guardian independent mirror
    express standard globe star sun echo argus advertiser advocate bulletin dispatch sentinel register ledger record
    reporter review voice today tonight weekly gazeta zeitung presse jornal diario insider magazine mercury
    messenger bee clarion beacon post-gazette intelligencer newsnight blog online digest spectator economist wiki
    wikinews today's newsroom spiegel monde figaro pravda izvestia
""".split()
)

OUTLET_NAMES = frozenset(
    """
    reuters ap afp upi dpa ansa efe tass ria interfax xinhua kyodo yonhap kcna pti ani irna isna sana anadolu
    bloomberg bbc cnn nbc abc cbs pbs npr msnbc itv rte rtve zdf ard nhk cbc sky fox al-jazeera aljazeera al-arabiya
    sputnik rt politico axios bellingcat wikinews buzzfeed vice slate salon wired netflix youtube the-guardian wsj
    nyt newsweek euronews telesur propublica haaretz itar-tass unian ukrinform
""".split()
)

DOCUMENT_NOUNS = frozenset(
    """
    ad advert advertisement commercial average speech legislation tally count vote ballot slogan chant hashtag meme
    voicemail voice-note livestream livefeed broadcast obituary editorial op-ed profile interview questionnaire
    timetable calendar itinerary blueprint diagram spreadsheet dataset algorithm formula app camera cctv radar
    thermometer seismograph seismometer gauge meter counter tracker dashboard ticker timeline playbook theory
    hypothesis wisdom precedent documentary film movie novel poem song lyric sermon communication missive dispatch
    proposal counterproposal strategy agenda declaration disclosure revelation remark comment word exam examination
    rumour rumor story legend payslip receipt ticket contract prescription label packaging leaflet sticker graffiti
    inscription readout disclaimer waiver compromise accord pact check fact-check factcheck rating ranking index
    report memo memorandum letter email e-mail message text note statement communique communiqué document paper file
    filing dossier record register log minutes transcript testimony affidavit indictment complaint lawsuit petition
    ruling judgment judgement verdict order decree law bill act treaty agreement deal study survey poll census
    analysis research preprint article investigation review audit assessment evaluation estimate forecast projection
    data figure statistic number result finding evidence video footage photograph photo picture image clip recording
    tape audio tweet post posting thread caption headline column book biography diary memoir flyer banner
    sign notice placard website webpage page site map chart graph table database list inventory invoice certificate
    licence license permit passport press-release release announcement advisory bulletin warning circular directive
    guideline guidance regulation code rule protocol manual plan draft manifesto constitution resolution motion
    amendment submission brief summary summons warrant writ cable telegram fax reply answer auto-reply response
    score test autopsy post-mortem scan x-ray measurement reading reckoning calculation model simulation telemetry
    satellite sensor instrument tombstone plaque screenshot metadata leak papers files documents findings accounts
    ledger balance budget prospectus appendix annex chapter section paragraph clause excerpt extract passage
""".split()
) - {"number", "instrument"}

# What an organisation speaks through: its words are the organisation's own.
MOUTHPIECES = frozenset("channel account feed handle".split())

PLACES = frozenset(
    """
    afghanistan albania algeria argentina armenia australia austria azerbaijan bangladesh belarus belgium bolivia
    bosnia brazil britain bulgaria cambodia cameroon canada chile china colombia congo croatia cuba cyprus denmark
    ecuador egypt england eritrea estonia ethiopia finland france gabon georgia germany ghana greece guatemala haiti
    honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya
    kosovo kuwait laos latvia lebanon liberia libya lithuania luxembourg malaysia mali malta mexico moldova mongolia
    montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan
    palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia
    singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand
    tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe us
    usa u.s uk u.k uae eu un washington london moscow beijing paris berlin brussels kyiv kiev tehran jerusalem
    ankara rome madrid tokyo seoul pyongyang delhi islamabad kabul baghdad damascus cairo riyadh doha ottawa
    canberra warsaw vienna athens havana caracas brasilia nairobi pretoria europe asia africa america dprk alabama
    alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa
    kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
    nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming ontario quebec bavaria
    catalonia crimea gaza tibet chechnya kashmir hampshire jersey york carolina dakota
""".split()
) | {
    "costa rica", "el salvador", "hong kong", "las vegas", "los angeles", "new delhi", "new orleans", "puerto rico",
    "rhode island", "san francisco", "saudi arabia", "sierra leone", "sri lanka", "west virginia",
}  # fmt: skip

# Ends of a place's proper name, which no person bears as a surname often enough to matter.
PLACE_WORDS = frozenset(
    """
    street road avenue square lane city town village county province region valley river lake sea ocean mountain
    mountains hills island islands coast bay states kingdom republic emirates zealand korea africa america district
    bridge airport harbour harbor park forest desert north south east west end hill gate
""".split()
)

# A firm goes by its founder's name alone. Other bodies, buildings and places that are named after people do not.
FIRM_WORDS = frozenset("company corporation corp firm inc incorporated ltd limited llc plc co bank motor".split())
NAMED_AFTER = (
    ORGANISATION_NOUNS
    | PLACE_WORDS
    | frozenset("tower plaza building resort casino course arena memorial mansion estate prize award".split())
) - FIRM_WORDS


def plain(word: str, among: frozenset[str]) -> tuple[str, bool] | None:
    """Return the form of `word` (lower case) that is in `among`, and whether it is a regular plural; None otherwise."""
    if word in among:
        return word, False
    if word.endswith("ies") and word[:-3] + "y" in among:
        return word[:-3] + "y", True
    if word.endswith("es") and word[:-2] in among:
        return word[:-2], True
    if word.endswith("s") and word[:-1] in among:
        return word[:-1], True
    last = word.rpartition("-")[2]
    return plain(last, among) if last != word and last else None
