"""An invented export of each system that we know, and of nobody's: its content, and what it must come to."""

import io
import json

from openpyxl import Workbook

OUTPOST = """import_id,import_id_reference,name,description,organisation,visible,min_age,max_age,contact_phone,\
location_name,\
location_address_1,location_city,location_postcode,location_visible,mask_exact_address,scheduled_weekday,\
schedules_opens_at,schedules_closes_at,suitabilities
7,,Kite Club,Kites.,Kite Trust,TRUE,4,9,01632 960001,Kite Hall,1 Hill Road,Milton Keynes,MK9 3XS,TRUE,FALSE,monday,\
16:00:00,17:00:00,Autism;Physical disabilities
8,7,,,,,,,,Kite Field,2 Hill Road,Milton Keynes,MK9 2FG,TRUE,TRUE,,,,
9,7,,,,,,,,,,,,,,saturday,10:00:00,11:00:00,
10,,Hidden Club,Not yet.,Kite Trust,FALSE,4,9,,,,,,,,,,,
"""
OPEN_OBJECTS = """"Record ID","Record Type","Title","Description","Contact Telephone","Venue Name","Venue Address 1",\
"Venue Town","Venue Postcode","Show Address","Age Bands","Cost","SEN Provision Type"
"f-1","organisation","Fox Den","<p>Fun &amp; rest</p>","01632 960001","Fox Hall","1 Hill Road","Milton Keynes",\
"MK9 3XS","No","5-11 years","£6.50 a day","ASD, SLCN"
"""
IDOX = """Provider ID,Provider Name,Service Name,Service Type,Address Line 1,Town,Postcode,Show Address on Web,\
Publish on Web,Telephone,Age From,Age To,SEN Types,Date Closed,Date Last Updated
31,Owl Trust,Owl Playgroup,Childcare,1 Hill Road,Milton Keynes,MK9 3XS,Yes,Yes,01632 960001,2,4,HI; VI,,01/02/2026
32,Owl Trust,Owl Nursery,Childcare,2 Hill Road,Milton Keynes,MK9 2FG,Yes,No,01632 960002,2,4,,,01/02/2026
33,Owl Trust,Owl Club,Childcare,3 Hill Road,Milton Keynes,MK9 2FG,Yes,Yes,01632 960003,2,4,,31/01/2026,
"""
DRUPAL = """nid,uuid,Title,Status,Body,Directory channels,Facets,Phone,Address: Address line 1,Address: Locality,\
Address: Postal code,Opening times,Location (WKT)
12,6f0f4f0e-0a35-4c6b-9d51-0d3d1f0b1b01,Elm Explorers,On,<p>Woods.</p>,SEND local offer|Things to do,\
Autism|Ages 5 to 11,01632 960001,Elm Wood,Milton Keynes,MK9 3XS,<p>Saturday: 10am to 12pm</p>,POINT (-0.7 52.0)
13,6f0f4f0e-0a35-4c6b-9d51-0d3d1f0b1b02,Elm Travel,Off,<p>Buses.</p>,Travel,,01632 960002,,,,,
"""
ALISS = '''"id","name","description","phone_number","aliss_url","permalink","last_edited","organisation_name",\
"categories"
"c434a67a-0ace-49a7-b286-000000000009","Ivy Café","Tea.","01632 960001","x/1","x/2","2026-01-30","Ivy CIC",\
"""Carers"" ""Respite"" "
'''
GIAS = """URN,LA (name),EstablishmentName,TypeOfEstablishment (name),EstablishmentTypeGroup (name),\
EstablishmentStatus (name),CloseDate,StatutoryLowAge,StatutoryHighAge,Street,Town,Postcode,HeadLastName,\
Section41Approved (name),SEN1 (name),SEN2 (name)
900005,Milton Keynes,Château School,Community special school,Special schools,Open,,4,19,1 Hill Road,Milton Keynes,\
MK9 3XS,Doe,Not applicable,SLD - Severe Learning Difficulty,
900006,Milton Keynes,Shut School,Community school,Local authority maintained schools,Closed,31-08-2025,4,11,X,\
Milton Keynes,MK9 2FG,Doe,Not applicable,,
"""
_PLACE = "service_at_locations.{}.location.physical_addresses.0"
V1 = f"""id,name,status,organization.name,contacts.0.phones.0.number,eligibilitys.0.minimum_age,\
eligibilitys.0.maximum_age,{_PLACE.format(0)}.address_1,{_PLACE.format(0)}.postal_code,{_PLACE.format(1)}.address_1,\
{_PLACE.format(1)}.postal_code,regular_schedules.0.byday,regular_schedules.0.opens_at,regular_schedules.0.closes_at,\
regular_schedules.0.freq,regular_schedules.0.interval,service_taxonomys.0.taxonomy.name
s-1,Oak Football,active,Oak Sports,01632 960001,8.0,18.0,1 Hill Road,MK9 3XS,2 Hill Road,MK9 2FG,"SA,SU",10:00,11:00,\
WEEKLY,1.0,Sport
s-2,Oak Songs,inactive,Oak Sports,,0.0,4.99,,,,,TU,09:30,10:30,WEEKLY,2.0,Early years
"""
V3 = json.dumps(
    {
        "total_items": 2,
        "contents": [
            {
                "id": "s-3",
                "name": "Ash Advice",
                "status": "active",
                "minimum_age": 0,
                "maximum_age": 25,
                "organization": {"id": "o", "name": "Ash Trust"},
                "phones": [{"number": "01632 960001"}],
                "service_at_locations": [
                    {"location": {"addresses": [{"address_1": "1 Hill Road", "postal_code": "MK9 3XS"}]}}
                ],
                "schedules": [{"byday": "MO", "opens_at": "09:00", "closes_at": "12:00", "freq": "WEEKLY"}],
                "attributes": [{"taxonomy_term": {"name": "Autism"}}],
            },
            {"id": "s-4", "name": "Ash Closed", "status": "defunct", "minimum_age": 1},
        ],
    }
)


def workbook():
    """A sheet with a title, groups of columns, merged cells, and a total; behind a sheet of instructions."""
    book = Workbook()
    book.active.title = "READ ME"
    book.active.append(["How to use this workbook"])
    sheet = book.create_sheet("Clubs")
    sheet.append(["Example Council: clubs"])
    sheet.append([])
    sheet.append(["Provider", None, "Who", None, "Where", None, "Notes (internal)"])
    sheet.append(["Organisation", "Activity", "Age range", "Needs", "Venue & postcode", "Phone", "Notes"])
    sheet.append(["Sun Trust", "Sun Saturdays", "5-11", "ASC, LD", "Sun Hall, High St MK9 3XS", 1632960001, "secret"])
    sheet.append([None, "Sun Youth", "11-18", "All", "As above", "01632 960 002", None])
    sheet.append(["TOTAL providers", 2])
    sheet.merge_cells("A5:A6")
    sheet.merge_cells("G3:G3")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


FILES = {
    "outpost": OUTPOST.encode(),
    "open objects": OPEN_OBJECTS.encode("cp1252"),
    "idox": IDOX.encode(),
    "localgov drupal": DRUPAL.encode("utf-8-sig"),
    "aliss": ALISS.encode(),
    "gias": GIAS.encode("cp1252"),
    "open referral v1": V1.encode(),
    "open referral v3": V3.encode(),
    "nobody's": workbook(),
}
NAMES = {
    "outpost": {"Kite Club": "", "Hidden Club": "visible says “FALSE”."},
    "open objects": {"Fox Den": ""},
    "idox": {
        "Owl Playgroup": "",
        "Owl Nursery": "Publish on Web says “No”.",
        "Owl Club": "Date Closed says “31/01/2026”.",
    },
    "localgov drupal": {"Elm Explorers": "", "Elm Travel": "Status says “Off”."},
    "aliss": {"Ivy Café": ""},
    "gias": {"Château School": ""},
    "open referral v1": {"Oak Football": "", "Oak Songs": "status says “inactive”."},
    "open referral v3": {"Ash Advice": "", "Ash Closed": "status says “defunct”."},
    "nobody's": {"Sun Saturdays": "", "Sun Youth": ""},
}
"""The listings of each, and why one isn't published."""
