"""Names of columns as people write them, and the field that each usually is."""

import re
from collections.abc import Mapping
from typing import Final

from providers.imports.foreign.fields import LABELS
from providers.imports.listing_csv.columns import COLUMNS

_SYNONYMS: Final[Mapping[str, str]] = {
    "external_id": "id ref reference code uniqueid uniqueref uniquereference key recordid serviceid yourreference "
    "listingid entryid externalid urnid guid uuid identifier refno referenceno referencenumber ourref",
    "name": "servicename title listing service nameofservice listingname activity activityname groupname clubname "
    "nameofactivity nameofgroup nameofclub settingname schoolname entryname nameoflisting establishmentname "
    "nameoftheservice nameoforganisationservice session sessionname displayname",
    "summary": "shortdescription intro strapline shortsummary briefdescription brief introduction teaser",
    "description": "details about longdescription information fulldescription descriptionofservice whatwedo "
    "servicedescription activitydescription whatitis whatdoesitdo body fulldetails overview whattheydo "
    "whatisit whatisoffered whatdoyouoffer descriptionofactivity",
    "organisation": "organization provider providername charity company organisationname organizationname orgname "
    "org runby deliveredby nameofprovider nameoforganisation nameoforganization agency supplier owner "
    "ownerorganisation",
    "organisation_kind": "organisationtype providertype organizationtype typeoforganisation",
    "setting_type": "settingtype schooltype typeofschool typeofsetting",
    "sector": "sectors",
    "topic": "topics themes theme",
    "category": "category categories tags tag keywords taxonomy taxonomies taxonomyterms servicetype typeofservice "
    "type servicecategory subcategory activitytype typeofactivity labels classification facets channels",
    "tier": "level levelofhelp levelofneed",
    "needs": "need sendneeds condition conditions senneeds senneed sendneed disability disabilities "
    "needssupported conditionssupported suitablefor specialneeds typeofneed typesofneed primaryneed senprovision "
    "needsmet areaofneed areasofneed disabilitytype needscateredfor impairment impairments",
    "audience": "whoitisfor whoisitfor targetaudience targetgroup forwhom whofor",
    "age_min": "agefrom minage minimumage youngest youngestage lowestage agemin ageminimum agestart fromage lowage "
    "statutorylowage lowerage agelower",
    "age_max": "ageto maxage maximumage oldest oldestage highestage agemax agemaximum ageend toage highage "
    "statutoryhighage upperage ageupper",
    "age_range": "age ages agerange ageranges agegroup agegroups agebands ageband agescatered agelimits agescateredfor",
    "venue": "venuename locationname buildingname placename building sitename",
    "address": "venue street location venueaddress fulladdress address1 address2 address3 address4 addressline "
    "addressline1 addressline2 addressline3 town city county locality towncity streetaddress road placeaddress "
    "housenumber housename where venueandpostcode addressandpostcode village district townorcity "
    "townandcity line1 line2",
    "postcode": "postalcode zip venuepostcode zipcode postcodeofvenue pcode",
    "hide_address": "hideaddress privateaddress",
    "reach": "area coverage areacovered areascovered geographicalarea catchment",
    "delivery": "deliverymethod howdelivered deliverytype attendingtype",
    "free": "isfree freeservice freeofcharge freetoattend",
    "cost": "price fee fees charge charges costs costdetails howmuch howmuchdoesitcost costamount pricing "
    "costofservice chargesapply feesdetails costinformation costdescription",
    "personal_budget": "personalbudgets directpayments acceptsdirectpayments",
    "eligibility": "criteria eligibilitycriteria whocanuseit eligibilitydetails whocanattend accesscriteria",
    "who_decides": "decisionmaker",
    "referral": "referrals referralroute whocanrefer referraltype",
    "needs_referral": "referralrequired referralneeded needsreferral isreferralneeded requiresreferral",
    "how_to_access": "access howtobook booking howtoapply howtorefer referraldetails referralprocess bookingdetails "
    "howtojoin howtoaccess applicationprocess bookinginformation referralinformation",
    "waiting_time": "wait waitinglist waitingtimes waittime",
    "opening_hours": "hours openingtimes times timetable whenopen dayandtime daysandtimes dayandtimes daytime when "
    "sessiontimes daysandhours timesanddays openingdays daytimes schedule sessions whenisit meetingtimes",
    "accessibility": "access accessible facilities wheelchairaccess wheelchairaccessible disabledaccess "
    "accessinformation",
    "outcomes": "impact results",
    "if_unhappy": "complaints complaint",
    "phone": "telephone tel phonenumber telephonenumber contactnumber mobile mobilenumber mobilephone telno phoneno "
    "phone1 phone2 telephone1 telephone2 landline telnumber contactno helpline telephoneno contacttelephone "
    "contactphone contacttelephonenumber mobileno telephonenum",
    "email": "mail emailaddress contactemail emails contactemailaddress emailcontact",
    "url": "website web webaddress link homepage site websiteaddress websiteurl weblink www websitelink webpage",
    "urn": "schoolurn dfeurn",
    "section_41": "section41approved s41",
    "sen_report_url": "senreport seninformationreport",
    "version": "",
    "details": "furtherinformation additionalinformation moreinformation otherinformation moredetails "
    "furtherdetails localofferdescription sessioninformation furtherinfo additionalinfo otherinfo sendinformation "
    "localofferinformation additionaldetails",
    "day": "weekday dayofweek days day",
    "opens": "starttime opensat opentime timefrom",
    "closes": "endtime closesat closetime timeto finishtime",
    "person": "contactname contactperson contact keycontact nameofcontact manager leadcontact headteacher senco "
    "senconame contactfirstname contactlastname firstname lastname surname forename managername coordinator "
    "headfirstname headlastname headtitle author username",
    "coordinates": "latitude longitude lat lng long lon easting northing coordinates wkt latlong latlng geometry "
    "locationwkt geolocation gridreference eastings northings point uprn what3words",
    "internal": "notes note comments comment remarks memo",
    "updated": "lastupdated updated datemodified modified lastmodified updateddate lastedited changed dateupdated "
    "modifieddate lastupdate lastchanged created createddate datecreated dateadded createdat updatedat modifiedat "
    "lastmodifieddate updatedon createdon dateofupdate assureddate lastreviewed lastreviewdate datelastreviewed "
    "lastchecked datelastupdated lastverified",
}
_GENERIC: Final = frozenset(
    [
        *(
            "service",
            "services",
            "venue",
            "contact",
            "provider",
            "main",
            "primary",
            "your",
            "the",
            "location",
            "public",
        ),
        *("general", "listing", "entry", "our", "full", "organisation", "organization", "physical", "postal", "of"),
        *("activity", "club", "group", "details", "setting", "office", "site"),
    ]
)
_OF_ORGANISATION: Final = frozenset({"organisation", "organization", "provider", "org", "company", "charity"})


def plain(name: str) -> str:
    """A column's name without case, spaces and punctuation; `&`, `+` and `/` are and."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\s*[&+/]\s*", "and", name.casefold()))


def words_in(name: str) -> list[str]:
    """The words of a column's name, also where capitals or underscores set them apart: `isVisible`, `is_visible`."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return re.findall(r"[a-z0-9]+", apart.casefold())


EXACT: Final[Mapping[str, str]] = {plain(column): column for column in COLUMNS}
USUAL: Final[Mapping[str, str]] = {
    word: column
    for column in reversed(list(_SYNONYMS))
    for word in (*_SYNONYMS[column].split(), plain(LABELS.get(column, column)))
} | {plain(column): column for column in COLUMNS}


def usual_field(name: str) -> str:
    """The field that a column of that name usually is; empty when the name tells nothing."""
    return next((USUAL[form] for form in _forms(name) if form in USUAL), "")


def _forms(name: str) -> list[str]:
    """The name, without what stands in brackets, without a number at its end, without words that many names have; of
    two things the first."""
    bare = re.sub(r"\([^)]*\)|\*", " ", name)
    forms = [plain(name), plain(bare), plain(bare).rstrip("0123456789")]
    parts = re.split(r"\s*[&+/]\s*|\s+and\s+", bare)
    words = words_in(parts[0] if len(parts) > 1 else bare)
    if len(parts) > 1:
        forms.append("".join(words))
    telling = [word for word in words if word not in _GENERIC and not word.isdecimal()]
    if telling and not (words[0] in _OF_ORGANISATION and telling == ["name"]):
        forms.append("".join(telling))
    return [form for form in forms if form]
