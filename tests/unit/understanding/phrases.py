"""What people type, and all the chips it should give."""

from pathlib import Path

# Words | the chips, by spaces; a chip's own spaces are written as underscores.
TABLE = """
autistic 6 year old who can't sleep MK9 | need:autism age:6 need:sleep place:MK9
SALT for toddler | need:speech-language-communication topic:therapies age:1-3
respite weekends free | topic:short-breaks day:weekend free:yes
year 9 dyslexia tutor | age:13 need:dyslexia topic:sen-support
wheelchair swimming near Bletchley | need:physical-disability accessibility:step-free topic:leisure place:Bletchley
EHCP help | topic:ehc-plans
16-25 supported internship | age:16-25 topic:employment
autism | need:autism
Autistic | need:autism
ASD | need:autism
asc assessment | need:autism topic:diagnosis-assessment
asperger's | need:autism
aspergers | need:autism
ADHD | need:adhd
attention deficit | need:adhd
my daughter can’t sit still | need:adhd
neurodivergent teens | need:autism need:adhd age:13-19
SLT | need:speech-language-communication topic:therapies
speech and language therapist | need:speech-language-communication topic:therapies
not talking | need:speech-language-communication
2 year old isn't talking yet | age:2 need:speech-language-communication
non verbal | need:speech-language-communication
non-verbal 4yo | need:speech-language-communication age:4
stammering | need:speech-language-communication
selective mutism | need:speech-language-communication need:anxiety
DLD | need:speech-language-communication
OT | topic:therapies
occupational therapy | topic:therapies
physio | topic:therapies
hydrotherapy pool | topic:therapies
CAMHS | need:social-emotional-mental-health topic:mental-health
counselling for teenager | need:social-emotional-mental-health topic:mental-health age:13-19
anxiety | need:anxiety
anxious about school | need:school-avoidance
panic attacks | need:anxiety
SEMH school | need:social-emotional-mental-health setting_type:special
PMLD | need:learning-difficulty-profound-multiple
SLD school | need:learning-difficulty-severe setting_type:special
MLD | need:learning-difficulty-moderate
SpLD | need:specific-learning-difficulty
dyspraxia | need:dyspraxia
DCD | need:dyspraxia
dyscalculia | need:dyscalculia
learning disability nurse | need:learning-disability
GDD | need:developmental-delay
late walking | need:developmental-delay
Down's syndrome | need:down-syndrome
downs | need:down-syndrome
meltdowns | need:distressed-behaviour
violent child | need:distressed-behaviour
lashing out | need:distressed-behaviour
EBSA | need:school-avoidance
EBSNA | need:school-avoidance
school refusal | need:school-avoidance
won't go to school | need:school-avoidance
trauma | need:trauma-attachment
tics | need:tics-tourettes
Tourette’s | need:tics-tourettes
FASD | need:fasd
deaf | need:hearing
HI | need:hearing
VI | need:vision
MSI | need:multi-sensory
deafblind | need:multi-sensory
blind teenager | need:vision age:13-19
SPD | need:sensory-processing
sensory room | need:sensory-processing accessibility:sensory-room
cerebral palsy | need:cerebral-palsy
epilepsy nurse | need:epilepsy
hospice | need:life-limiting
can't sleep | need:sleep
sleep clinic | need:sleep
bedwetting | need:continence
potty training | need:continence
picky eater | need:feeding
ARFID | need:feeding
special needs | need:all-send
SEND youth club | need:all-send topic:leisure
SENCO | topic:sen-support
1-1 support | topic:sen-support
EHC plan | topic:ehc-plans
annual review | topic:ehc-plans
SENDIASS | topic:advice-support-groups topic:complaints-appeals
tribunal | topic:complaints-appeals
PIP | topic:money-personal-budgets
DLA form | topic:money-personal-budgets
personal budget | topic:money-personal-budgets
free school meals | topic:money-personal-budgets topic:schools
15 hours | topic:early-years-childcare topic:money-personal-budgets
nursery | setting_type:nursery age:2-4
childminder | setting_type:childminder
kids club | topic:leisure
kids club half term MK3 6EB | topic:leisure period:holidays place:MK3_6EB
holiday club | topic:short-breaks topic:leisure period:holidays
after school club | topic:early-years-childcare topic:leisure day:weekday
respite | topic:short-breaks
short breaks | topic:short-breaks
social worker | topic:social-care-support sector:social-care
young carers | topic:parent-carers topic:advice-support-groups
support group | topic:advice-support-groups topic:parent-carers
travel training | topic:travel sector:travel
taxi to school | topic:travel sector:travel
home education | topic:alternative-provision-eotas
excluded | topic:alternative-provision-eotas
EOTAS | topic:alternative-provision-eotas
foster care | topic:looked-after-kinship
family hub | setting_type:family-hub topic:family-hubs
supported living | topic:housing
preparing for adulthood | topic:preparing-for-adulthood
starting secondary | topic:moving-on topic:schools
university | topic:higher-education age:18-25
sixth form | topic:post-16-training age:16-18
apprenticeships | topic:post-16-training topic:employment age:16-25
special school | setting_type:special
section 41 | setting_type:special
wheelchair services | need:physical-disability topic:equipment
blue badge parking | accessibility:accessible-parking
changing places toilet | accessibility:changing-places
BSL | accessibility:bsl need:hearing
makaton group | accessibility:makaton need:speech-language-communication
easy read | accessibility:easy-read
quiet session | accessibility:quiet-space
hoist | accessibility:hoist need:physical-disability
online | delivery:online
helpline | delivery:phone
at home | delivery:home
Saturday football | day:sat topic:leisure
after school | day:weekday
weekend | day:weekend
school holidays | period:holidays
free | free:yes
no cost | free:yes
health | sector:health
education | sector:education
universal | tier:universal
6yo | age:6
6 yr old | age:6
six year old | age:6
6-year-old | age:6
aged 4 | age:4
age 4 | age:4
18 months | age:1
8 months old | age:0
6 weeks old | age:0
newborn | age:0-1
toddler | age:1-3
teen | age:13-19
young adult | age:18-25
year 9 | age:13
yr 9 | age:13
y9 | age:13
year nine | age:13
years 7-9 | age:11-14
reception | age:4-5
key stage 2 | age:7-11
KS4 | age:14-16
under 5s | age:0-4
under fives | age:0-4
u5s | age:0-4
over 16 | age:16-25
16+ | age:16-25
5 to 11 | age:5-11
ages 0-5 | age:0-5
between 3 and 5 | age:3-5
3 and 5 year olds | age:3-5
25 year old | age:25
30 year old |
year 15 |
one to one |
MK9 3EJ | place:MK9_3EJ
near mk93ej | place:MK9_3EJ
swimming mk7 7bb | topic:leisure place:MK7_7BB
help in Milton Keynes | place:Milton_Keynes
Stony Stratford playgroup | place:Stony_Stratford setting_type:nursery age:2-4
swimming Sale | topic:leisure place:Sale
park |
club near Park | topic:leisure place:Park
autsim | spelling:autsim need:autism
speach therapy | spelling:speach need:speech-language-communication topic:therapies
dyslexa | spelling:dyslexa need:dyslexia
swiming | spelling:swiming topic:leisure
hi my son has ADHD | need:adhd
HI MY SON HAS ADHD | need:adhd
my son is 4 and not talking yet | age:4 need:speech-language-communication
she's 7 | age:7
he is 4 miles away |
this is one of them |
child can't walk | need:physical-disability need:developmental-delay
sibling support | topic:parent-carers topic:advice-support-groups
help with EHCP refused | topic:complaints-appeals
hits other children at nursery | need:distressed-behaviour setting_type:nursery age:2-4
my child has no friends | topic:leisure topic:advice-support-groups
my daughter self-harms | need:social-emotional-mental-health topic:mental-health
not coping at school | need:school-avoidance
foster child trauma | topic:looked-after-kinship need:trauma-attachment
SEN school places | setting_type:special
16 year old leaving school | age:16 topic:preparing-for-adulthood
ADHD medication | need:adhd topic:community-health sector:health
school transport | topic:travel sector:travel
youth club friday night | topic:leisure day:fri
I am exhausted | topic:parent-carers
masking girls | need:autism
short brakes | topic:short-breaks
smearing |
bike chair hand dead screaming |
fits my child |
clinic |
alpha |
copes badly with change | need:autism
hates crowds | need:autism
not sit down | need:adhd
attention and listening | need:adhd
not saying much | need:speech-language-communication
talking delay | need:speech-language-communication
mixes up letters | need:dyslexia
reading pen | need:dyslexia
not do buttons | need:dyspraxia
fine motor | need:dyspraxia
not understand money | need:dyscalculia
maths support | need:dyscalculia
much younger than his age | need:learning-disability
mental handicap | need:learning-disability
total care | need:learning-difficulty-profound-multiple
years behind his peers | need:learning-difficulty-moderate
below age expectations | need:learning-difficulty-moderate
behind other kids | need:developmental-delay
concerns about development | need:developmental-delay
emotionally immature | need:social-emotional-mental-health
hates themselves | need:social-emotional-mental-health
not leaving his room | need:social-emotional-mental-health topic:mental-health
therapeutic support | need:social-emotional-mental-health topic:mental-health
lost his nan | topic:mental-health
coping with loss | topic:mental-health
clings to me | need:anxiety
not leave mum | need:anxiety
attacked me | need:distressed-behaviour
fights with brother | need:distressed-behaviour
not get up for school | need:school-avoidance
bond with my baby | need:trauma-attachment
jerky movements | need:tics-tourettes
throat clearing | need:tics-tourettes
birth mother drank | need:fasd
ear infections | need:hearing
bad eyes | need:vision
long cane | need:vision
not see or hear | need:multi-sensory
multisensory loss | need:multi-sensory
not cope with crowds | need:sensory-processing
spins around | need:sensory-processing
moving and handling | need:physical-disability
stiff muscles | need:cerebral-palsy
tight muscles | need:cerebral-palsy
long term sick | need:medical
always poorly | need:medical
vacant episodes | need:epilepsy
advance care plan | need:life-limiting
wish granting | need:life-limiting
screams half night | need:sleep
day and night mixed up | need:sleep
food course | need:feeding
has accidents | need:continence
soils himself | need:continence
all abilities | need:all-send
differently abled | need:all-send
place in primary | topic:schools age:5-11
place at primary | topic:schools age:5-11
place in secondary | topic:schools age:11-16
place at secondary | topic:schools age:11-16
specialist place | setting_type:special
school not meet needs | setting_type:special
nurseries near me | topic:early-years-childcare
training course | topic:post-16-training
pathway course | topic:post-16-training
student accommodation | topic:higher-education
student loans | topic:higher-education
extra support for my child | topic:sen-support
specialist outreach | topic:sen-support
legal plan | topic:ehc-plans
education health care | topic:ehc-plans
something is not right | topic:diagnosis-assessment
profile tool | topic:diagnosis-assessment
nursing team | topic:community-health sector:health
drinking too much | topic:community-health topic:mental-health
drug and alcohol support | topic:community-health topic:mental-health
dad drinks | topic:community-health topic:mental-health
loan store | topic:equipment
window locks | topic:equipment
look at bathroom | topic:equipment topic:housing
housing not suitable | topic:equipment topic:housing
evening off | topic:short-breaks
support to access community | topic:short-breaks
first response | topic:social-care-support sector:social-care
pa for my son | topic:social-care-support sector:social-care
controlling partner | topic:social-care-support topic:advice-support-groups
safe house | topic:social-care-support topic:advice-support-groups
depression after birth | topic:parent-carers topic:mental-health
struggling since birth | topic:parent-carers topic:mental-health
help for mums | topic:parent-carers
separation and divorce | topic:parent-carers
not fair on his brother | topic:parent-carers topic:advice-support-groups
cares for dad | topic:parent-carers topic:advice-support-groups
birthday party | topic:leisure
hang out | topic:leisure
get active | topic:leisure
self defence | topic:leisure
relaxed film | topic:leisure
learn guitar | topic:leisure
creative writing | topic:leisure
writing group | topic:leisure
online games | topic:leisure
girls brigade | topic:leisure
boys brigade | topic:leisure
den building | topic:leisure
animal petting | topic:leisure
not fit in | topic:leisure topic:advice-support-groups
find girlfriend | topic:preparing-for-adulthood topic:leisure
what next | topic:preparing-for-adulthood
legal guardian | topic:preparing-for-adulthood
volunteers wanted | topic:employment
place to himself | topic:housing
supported home | topic:housing
starting in september | topic:moving-on topic:schools
prepare for school | topic:moving-on topic:schools
getting bus | topic:travel sector:travel
walking to school | topic:travel sector:travel
am i entitled | topic:money-personal-budgets
discretionary trust | topic:money-personal-budgets
fill in forms | topic:money-personal-budgets
fill form | topic:money-personal-budgets
pay pa | topic:money-personal-budgets
payroll service | topic:money-personal-budgets
groups for families | topic:advice-support-groups
community cafe | topic:advice-support-groups
someone to explain | topic:advice-support-groups sector:advice
just found out | topic:advice-support-groups sector:advice
help at tribunal | topic:advice-support-groups topic:complaints-appeals
legal support | topic:advice-support-groups topic:complaints-appeals
council not helping | topic:complaints-appeals
disagreement with school | topic:complaints-appeals
parent voice | topic:have-your-say
improve local offer | topic:have-your-say
educate at home | topic:alternative-provision-eotas
isolation at school | topic:alternative-provision-eotas
broke law | topic:youth-justice
going missing | topic:youth-justice
grandma raising | topic:looked-after-kinship
residence order | topic:looked-after-kinship
local hub | topic:family-hubs setting_type:family-hub
songs and rhymes | topic:early-years-childcare topic:family-hubs age:0-4
sing along | topic:early-years-childcare topic:family-hubs age:0-4
staying safe on internet | topic:online-safety
addicted to internet | topic:online-safety
"""
FOLDER = Path(__file__).parent


def _cases(table):
    """Each line's words, and its chips as a set."""
    cases = []
    for line in table.strip().splitlines():
        words, _, chips = line.partition("|")
        kinds = (chip.partition(":") for chip in chips.split())
        cases.append((words.strip(), {f"{kind}:{value.replace('_', ' ')}" for kind, _, value in kinds}))
    return cases


CASES = _cases(TABLE)
SENTENCES = _cases((FOLDER / "sentences.txt").read_text(encoding="utf-8"))
"""Whole sentences, as parents, young people and SENCOs type them."""
ORDINARY = _cases((FOLDER / "ordinary.txt").read_text(encoding="utf-8"))
"""Ordinary words and names of services, which must not be read as more than they say."""
STORIES = _cases((FOLDER / "stories.txt").read_text(encoding="utf-8"))
"""Long stories, with the rarest chips that each must keep."""
