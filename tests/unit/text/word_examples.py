"""Postal addresses, names, postcodes, opening hours, register numbers and words as people write them."""

from providers.listings.identifiers import NUMBERS
from providers.listings.opening_hours import OPENING_HOURS
from search.places.postcodes import POSTCODE
from tenants.text import kinds
from tests.unit.text.table import NOT_SHOWN, Table

NO_POSTCODE = "Enter a full postcode, like MK9 3EJ"


def _address(word: str) -> str:
    return (
        f"“{word}” looks like a web or email address. A name can’t hold one: take it out, or put a space after the dot"
    )


def _phone(number: str) -> str:
    return f"“{number}” looks like a phone number. A name can’t hold one: take it out"


TABLES = [
    Table(
        kinds.YES_NO,
        {
            None: ["", " "],
            True: [
                "yes",
                "Yes",
                "YES",
                " y ",
                "true",
                "TRUE",
                "t",
                "1",
                "on",
                "ｙｅｓ",
                "yes\u200b",
                "Yes.",
                "✓",
                "✔️",
                "1.0",
            ],
            False: ["no", "No", "n", "false", "FALSE", "f", "0", "off", "n\u200bo", "No.", "✗", "0.0"],
        },
        {"Enter yes or no": ["maybe", "n/a", "yes please", "x", "2", "-1", "oui", "٠", "none", "yes/no", "Free"]},
    ),
    Table(
        kinds.line(20),
        {
            "": ["", " ", "\n"],
            "Sleep clinic": [
                "Sleep clinic",
                " Sleep clinic ",
                "Sleep  clinic",
                "Sleep\nclinic",
                "Sleep\r\nclinic",
                "Sleep\tclinic",
            ],
            "Otter’s Café": ["Otter’s Café"],
            "x" * 20: ["x" * 20, " " * 30 + "x" * 20],
            "😀" * 20: ["😀" * 20],
            "-3": ["-3"],
            "=1+1": ["=1+1"],
            "1,250.00": ["1,250.00"],
            "٧": ["٧"],
            "HP21": ["HP21"],
            "Ｗ": ["Ｗ"],
            "a & b": ["a & b", "a\u00a0&\u00a0b"],
            "5 < 6": ["5 < 6"],
            "“quoted”": ["“quoted”"],
        },
        {
            "21 of 20 characters: shorten it by 1": ["x" * 21, "😀" * 21, "word " * 4 + "x"],
            "1,500 of 20 characters: shorten it by 1,480": ["x" * 1500],
            NOT_SHOWN: ["nul \x00 byte", "\x00", "bell \x07", "\x1b[31m", "a\x7f", "half \ud800"],
        },
    ),
    Table(
        kinds.address(30),
        {
            "": ["", " ", "\n", " \r\n \n"],
            "1 Bath Lane, Peterborough": [
                "1 Bath Lane, Peterborough",
                " 1 Bath Lane,  Peterborough ",
                "1 Bath Lane\nPeterborough",
                "1 Bath Lane,\nPeterborough",
                "1 Bath Lane\r\nPeterborough\r\n",
                "1 Bath Lane\rPeterborough",
                "1 Bath Lane\n\nPeterborough",
                " 1 Bath Lane ,\n Peterborough",
                "1 Bath Lane\u2028Peterborough",
                "1 Bath\u00a0Lane\nPeterborough",
                "1 Bath Lane\n\u200bPeterborough",
            ],
            "Hall A, Park Road, Ely": ["Hall A, Park Road, Ely", "Hall A\nPark Road\nEly", "Hall A, Park Road\nEly"],
            "Flat 2/3": ["Flat 2/3"],
            "St. Mary’s Hall": ["St. Mary’s Hall"],
            "x" * 30: ["x" * 30, "x" * 30 + "\n" * 20],
            "Bath Lane,": ["Bath Lane,"],
            "٧ Ｗ": ["٧ Ｗ"],
        },
        {
            "31 of 30 characters: shorten it by 1": ["x" * 31, "x" * 14 + "\n" + "x" * 15, "😀" * 31],
            NOT_SHOWN: ["nul \x00 byte", "bell \x07", "half \ud800"],
        },
    ),
    Table(
        kinds.name_up_to(40),
        {
            "": ["", " ", "\n", "\u200b", "\u2066\u2069"],
            "Sleep clinic": ["Sleep clinic", " Sleep\n clinic ", "Sl\u00adeep clinic", "\u202eSleep clinic\u202c"],
            "St. Mary’s C.E. Primary": ["St. Mary’s C.E. Primary", "St.Mary’s C.E. Primary"],
            "DR. A. B. Smith": ["DR. A. B. Smith", "DR.A. B. Smith"],
            "Y.M.C.A.": ["Y.M.C.A."],
            "Owls (0-5 and 5-11)": ["Owls (0-5 and 5-11)"],
            "Drop-in 07.30-18.30": ["Drop-in 07.30-18.30"],
            "Summer 2026-2027": ["Summer 2026-2027"],
            "Charity 1234567": ["Charity 1234567"],
            "A/B: help & advice": ["A/B: help & advice"],
            "مجموعة الدعم": ["مجموعة الدعم"],
            "Play… and rest": ["Play… and rest"],
            "No.1 Nursery": ["No.1 Nursery"],
            "x" * 40: ["x" * 40],
        },
        {
            "41 of 40 characters: shorten it by 1": ["x" * 41],
            NOT_SHOWN: ["nul \x00 byte", "bell \x07", "half \ud800"],
            _address("http://evil.example"): ["Locked, open http://evil.example now"],
            _address("evil.example/login"): ["evil.example/login", "e\u200bvil.ex\u2060ample/login"],
            _address("WWW.evil.example"): ["WWW.evil.example"],
            _address("help@evil.example"): ["Ask help@evil.example"],
            _address("evil。com"): ["Open evil。com"],
            _address("пример.рф"): ["Open пример.рф"],
            _address("192.0.2.1"): ["Open 192.0.2.1"],
            _address("javascript:alert(1)"): ["javascript:alert(1)"],
            _phone("0901 123 4567"): ["Call 0901 123 4567 now"],
            _phone("+44 (0)901-123-4567"): ["+44 (0)901-123-4567"],
            _phone("0800 1111"): ["Ring 0800 1111"],
            _phone("٠٩٠١١٢٣٤٥٦٧"): ["Call ٠٩٠١١٢٣٤٥٦٧"],
        },
    ),
    Table(
        kinds.paragraphs(20),
        {
            "": ["", " ", "\r\n\r\n"],
            "Bring a towel.": ["Bring a towel.", " Bring a towel. \n", "\r\nBring a towel."],
            "one\ntwo": ["one\ntwo", "one\r\ntwo", "one\rtwo"],
            "one\n\ntwo": ["one\r\n\r\ntwo"],
            "a  b": ["a  b"],
            "a\tb": ["a\tb"],
            "x" * 20: ["x" * 20, "x" * 20 + "\n" * 40],
            "9\n" * 9 + "9": ["9\r\n" * 10],
            "😀" * 20: ["😀" * 20],
            "- one\n- two": ["- one\n- two"],
            "£6.50": ["£6.50"],
            "٧": ["٧"],
            "HP21 8AA": ["HP21 8AA "],
            "1e9": ["1e9"],
        },
        {
            "21 of 20 characters: shorten it by 1": ["x" * 21, "one\r\n" * 5 + "x", "😀" * 21],
            "5,312 of 20 characters: shorten it by 5,292": ["x" * 5312],
            NOT_SHOWN: ["nul \x00 byte", "\x00", "bell \x07", "a\x0bb", "a\x7f", "half \ud800"],
        },
    ),
    Table(
        POSTCODE,
        {
            "": ["", " "],
            "HP21 8AA": [
                "HP21 8AA",
                "HP21 8AA ",
                "hp218aa",
                "Hp21  8aa",
                "HP21\u00a08AA",
                "HP21-8AA",
                "ＨＰ２１ ８ＡＡ",
                "HP21 8AA.",
                "HP21\t8AA",
                "H P 2 1 8 A A",
                "HP21\u200b8AA",
            ],
            "M1 1AE": ["m1 1ae"],
            "EC1A 1BB": ["EC1A1BB"],
            "W1A 1HQ": ["w1a 1hq"],
        },
        {
            "HP21 is only the first half of a postcode. Enter a full postcode, like MK9 3EJ": [
                "HP21",
                "hp21 ",
                "HP 21",
            ],
            "MK9 is only the first half of a postcode. Enter a full postcode, like MK9 3EJ": ["MK9", "mk9"],
            "The last two letters of a postcode are never C, I, K, M, O or V. Enter a full postcode, like MK9 3EJ": [
                "MK9 3CI",
                "HP21 8AK",
            ],
            "We cover England. For Northern Ireland, look for support on nidirect.gov.uk.": ["BT1 5GS", "bt15gs"],
            "We cover England. For Jersey, look for support on gov.je.": ["JE2 3AB"],
            NO_POSTCODE: [
                "HP21 8",
                "MK9 3E",
                "MK9 3EJX",
                "QQ1 1AA",
                "12345",
                "hello",
                "٢١",
                "🏠",
                "\x00",
                "-1",
                "1e9",
                "HP21 8AA, HP21 8AB",
            ],
        },
    ),
    Table(
        OPENING_HOURS,
        {
            (): ["", " "],
            **{
                OPENING_HOURS.read(plain): texts
                for plain, texts in {
                    "mon 09:00-17:00": [
                        "mon 09:00-17:00",
                        "Monday 9am-5pm",
                        "Monday 9am to 5pm",
                        "mondays: 9.00-17.00",
                        "Mon 9 am - 5 pm",
                        "mon 0900-1700",
                        "Mon\u00a09am\u20135pm",
                        "Ｍon 9am-5pm",
                        "MON 9:00am-5:00pm",
                        "mon 9-5",
                        " mon  9am-5pm; ",
                    ],
                    "mon-fri 08:30-17:30": [
                        "Mon-Fri 8.30am-5.30pm",
                        "weekdays 08:30-17:30",
                        "Monday to Friday 8:30 to 17:30",
                    ],
                    "sat 10:00-12:00; sun 10:00-12:00": ["weekends 10-12", "sat & sun 10am-12pm"],
                    "mon 16:00-17:00; term": ["mon 16:00-17:00; term time", "mon 4pm-5pm;term"],
                    "2026-12-05 10:00-12:00": ["5/12/2026 10am-12pm", "2026-12-05: 10:00-12:00"],
                    "by-arrangement": ["by arrangement", "By-arrangement"],
                }.items()
            },
        },
        {
            "“morning” in “mon morning” is not a day. Use mon, tue, wed, thu, fri, sat or sun, "
            "or the words term, holidays or by-arrangement.": ["mon morning"],
            "“17:00-09:00” closes before it opens. Use the 24-hour clock, like “09:00-17:00”.": ["mon 17:00-09:00"],
            "“6-8” may be in the morning or in the evening. Write it like “09:00-17:00”.": ["mon 6-8"],
            "“25:00” in “09:00-25:00” is not a time. Write it like “09:00-17:00”.": ["mon 09:00-25:00"],
            "“09:00-17:00” has no day. Write it like “mon 09:00-17:00”.": ["09:00-17:00"],
            "“31/2/2026” has no such date. Write it like “2026-12-05 10:00-12:00”.": ["31/2/2026"],
            f"“{'x' * 39}…” has 121 of 120 characters: shorten it by 1.": [f'5/12/2026 "{"x" * 121}"'],
        },
    ),
    Table(
        NUMBERS["urn"],
        {
            "": ["", " "],
            "123456": [
                "123456",
                " 123456 ",
                "123 456",
                "123.456",
                "１２３４５６",
                "123456\u00a0",
                "\u200b123456",
                "1 2 3 4 5 6",
                "123456.",
            ],
            "900001": ["900001"],
        },
        {
            "Enter the school URN, like 123456": [
                "12",
                "012345",
                "1234567",
                "URN 123456",
                "123-456",
                "١٢٣٤٥٦",
                "12345O",
                "EY123456",
                "urn",
                "-123456",
                "1e5",
                "123,456",
                "🏫",
                "½",
                "x" * 500,
                "123456/7",
                "#123456",
            ],
            "This looks like a number that belongs to a person. Never enter one here": [
                "943 476 5919",
                "AB123456C",
                "AB 12 34 56 C",
            ],
        },
    ),
]
