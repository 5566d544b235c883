"""What people and spreadsheets write for every kind of value, and what it is read as, or the message, on every road."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from providers.listings.identifiers import NUMBERS
from providers.listings.opening_hours import OPENING_HOURS
from search.places.postcodes import POSTCODE
from tenants.text import kinds
from tenants.text.errors import BadText
from tenants.text.kinds import Kind

NO_PHONE = "Enter a phone number, like 01632 960 001 or 01632 960 001 ext 4"
NO_PRICE = "Enter the price in pounds, like 12.50, and anything else in words"
BELOW_NOTHING = "The price can't be less than £0. Enter it in pounds, like 12.50"
NO_AGE = "Enter an age in whole years from 0 to 120, like 7"
NO_TIME = "Enter one time, like 9:30am or 17:30"
NO_DATE = "Enter a date, like 27/3/2026"
NO_ADDRESS = "Enter a web address, like https://www.example.org"
NO_EMAIL = "Enter one email address, like name@example.org"
NO_POSTCODE = "Enter a full postcode, like MK9 3EJ"
NOT_SHOWN = "Take out the character that can't be shown"


@dataclass(frozen=True)
class Table:
    """Texts by the value that they are read as, and by the message that refuses them."""

    kind: Kind
    taken: dict[Any, list[str]]
    refused: dict[str, list[str]]

    def rows(self) -> Iterator[tuple[str, Any, str]]:
        """Each text with its value and its message, of which it has one."""
        yield from ((text, value, "") for value, texts in self.taken.items() for text in texts)
        yield from ((text, None, message) for message, texts in self.refused.items() for text in texts)


def outcome_of(read: Callable[[str], Any], text: str) -> tuple[Any, str]:
    """The value of a text, or None and the message that refuses it."""
    try:
        return read(text), ""
    except BadText as problem:
        return None, str(problem)


def two_ages(text: str, youngest: int, oldest: int) -> dict[str, list[str]]:
    return {f"“{text}” is two ages. Enter {youngest} as the youngest age and {oldest} as the oldest": [text]}


def no_day(text: str) -> dict[str, list[str]]:
    return {f"“{text}” is not in the calendar. {NO_DATE}": [text]}


TABLES = [
    Table(
        kinds.PHONE,
        {
            "": ["", " ", "\u00a0"],
            "01632 960001": [
                "01632 960001",
                " 01632  960001 ",
                "01632\u00a0960001",
                "０１６３２ ９６０００１",
                "Tel: 01632 960001",
                "01632.960001",
                "01632 \u200b960001",
            ],
            "(01632) 960001": ["(01632) 960001", "T (01632) 960001"],
            "01632-960-001": ["01632-960-001", "01632\u2013960\u2013001"],
            "01632 960001 ext 4": [
                "01632 960001 ext 4",
                "01632 960001 ext. 4",
                "01632 960001 x4",
                "01632 960001x4",
                "01632 960001 X 4",
                "01632 960001, extension 4",
                "01632 960001 Extn: 4",
                "01632 960001 #4",
            ],
            "0300 123 4567, option 2": ["0300 123 4567, option 2", "0300 123 4567 opt 2", "0300 123 4567 Option: 2"],
            "01632 960001 or 01632 960002": ["01632 960001 or 01632 960002", "01632 960001 / 01632 960002"],
            "01632 960001 (answerphone)": ["01632 960001 (answerphone)"],
            "+44 (0)1908 691691": ["+44 (0)1908 691691", "＋44 (0)1908 691691"],
            "116 123": ["116 123"],
            "999": ["999"],
        },
        {
            NO_PHONE: [
                "x4",
                "ext 4",
                "01632 9600O1",
                "01632 960001 Jo",
                "٠١٦٣٢ ٩٦٠٠٠١",
                "ring Jo",
                "jo@example.org",
                "()",
                "1",
                "1e9",
                "£-1",
                "☎️",
                "01632 960001 ext",
                "01632 960001 or 1",
            ],
            "41 of 40 characters: shorten it by 1": ["0" * 41],
        },
    ),
    Table(
        kinds.PRICE,
        {
            None: ["", "  "],
            Decimal("6.50"): [
                "6.50",
                "£6.50",
                "£ 6.50",
                "6,50",
                "6.5",
                "6,5",
                "£6.50p",
                "6.50 GBP",
                "6.50 pounds",
                "\u00a36.50\u00a0",
                "６．５０",
            ],
            Decimal("0.50"): ["50p", "50 pence", "£0.50"],
            Decimal("0.00"): ["0", "free", "Free", "no charge", "no cost", "£0.00"],
            Decimal("1250.00"): ["1250", "£1,250", "1,250.00", "1.250,00", "1 250", "1\u00a0250"],
            Decimal("999999.99"): ["999999.99", "£999,999.99"],
        },
        {
            BELOW_NOTHING: ["-3", "£-1", "-£1", "- 3.50", "\u22123"],
            NO_PRICE: ["1e9", "1.250", "1,2,3", "£", ".", "٦", "six", "£6.50 a session", "£5-£10", "🙂", "$5", "6²"],
            "Enter a price up to £999,999.99, like 12.50": ["1000000", "£1,000,000.00"],
        },
    ),
    Table(
        kinds.PRICE_OR_WORDS,
        {
            "": ["", " "],
            "£6.50": ["6.50", "£6.50", "6,50", "6.5", "６．５０", "£6.50p"],
            "£1250.00": ["1,250", "1.250,00", "£1,250.00"],
            "£0.50": ["50p"],
            "Free": ["Free"],
            "free": ["free"],
            "no cost": ["no cost"],
            "0": ["0"],
            "£18 per day; sibling discount": ["£18 per day; sibling discount", " £18  per day; sibling discount "],
            "£5-£10": ["£5-£10"],
            "5-10": ["5-10"],
            "£5 - £10": ["£5 - £10"],
            "Ask us 😀": ["Ask us 😀"],
            "1e9": ["1e9"],
            "from £5": ["from £5"],
            "Price 5,50 or less": ["Price 5,50 or less"],
            "Donations welcome": ["Donations welcome"],
            "No charge after panel": ["No charge after panel"],
        },
        {
            BELOW_NOTHING: ["-3", "£-1", "-£1", "\u22123"],
            NO_PRICE: ["1.250", "1,2,3", "£"],
            "Enter a price up to £999,999.99, like 12.50": ["1000000"],
            "501 of 500 characters: shorten it by 1": ["x" * 501],
        },
    ),
    Table(
        kinds.AGE,
        {
            None: ["", "\t"],
            7: [
                "7",
                " 7 ",
                "７",
                "7 years",
                "7 yrs",
                "7yrs.",
                "7 years old",
                "aged 7",
                "Age 7",
                "7.0",
                "7.99",
                "7\u00a0",
            ],
            0: ["0", "birth", "Birth", "from birth", "6 months", "11 mths", "under 1"],
            1: ["1", "12 months", "1 year"],
            25: ["25"],
            120: ["120"],
        },
        {
            NO_AGE: ["-1", "121", "1e1", "five", "٧", "18+", "under 5", "all ages", "7,5", "👶", "£7", "1,250", "½"],
            **two_ages("0-5 years", 0, 5),
            **two_ages("birth to 25", 0, 25),
            **two_ages("5 to 11", 5, 11),
            "“5-11” is two ages. Enter 5 as the youngest age and 11 as the oldest": ["5\u201311"],
        },
    ),
    Table(
        kinds.TIME,
        {
            None: ["", " "],
            time(9): ["9am", "9 am", "9AM", "9.00am", "9:00 a.m.", "09:00", "0900", "9", "09:00:00", "９:００", "9:00"],
            time(9, 30): ["9.30", "9:30am", "0930", "930am"],
            time(17, 30): ["17:30", "5.30pm", "5:30 PM", "1730", "17.30"],
            time(12): ["12pm", "noon", "midday", "12 noon"],
            time(0): ["12am", "00:00"],
            time(23, 59): ["24:00", "23:59"],
        },
        {
            NO_TIME: [
                "25:00",
                "9:61",
                "13pm",
                "0am",
                "9am-5pm",
                "9-5",
                "midnight",
                "٩:٠٠",
                "9m",
                "morning",
                "-9",
                "1e9",
                "🕘",
            ]
        },
    ),
    Table(
        kinds.DATE,
        {
            None: ["", " "],
            date(2026, 3, 27): [
                "27/3/2026",
                "27/03/2026",
                "27/3/26",
                "27-3-2026",
                "27.3.2026",
                "27 3 2026",
                "2026-03-27",
                "2026/3/27",
                "27 March 2026",
                "27 Mar 26",
                "27th March 2026",
                "27 march, 2026",
                "Fri, 27/03/2026",
                "Friday 27 March 2026",
                "２７/３/２０２６",
                "27\u20113\u20112026",
                "\u00a027/3/2026",
            ],
            date(2026, 9, 1): ["1 Sept 2026", "1st of September 2026"],
            date(2028, 2, 29): ["29/2/2028"],
        },
        {
            **no_day("31/2/2026"),
            **no_day("3/27/2026"),
            **no_day("29/2/2026"),
            **no_day("2026-13-45"),
            NO_DATE: [
                "27/3",
                "27/3-2026",
                "March 27 2026",
                "1/1/0001",
                "today",
                "27/3/2026 10:22",
                "٢٧/٣/٢٠٢٦",
                "📅",
                "-1",
                "1e9",
            ],
        },
    ),
    Table(
        kinds.WEB_ADDRESS,
        {
            "": ["", " "],
            "https://www.example.org": [
                "https://www.example.org",
                "www.example.org",
                " www.example.org ",
                "//www.example.org",
                "HTTPS://www.example.org",
                "www.example.org\u200b",
                "ｗｗｗ.example.org",
            ],
            "http://example.org/a?b=c#d": ["http://example.org/a?b=c#d", "HTTP://example.org/a?b=c#d"],
            "https://example.org:8080/x": ["example.org:8080/x"],
            "https://bücher.example": ["https://bücher.example"],
            "https://example.org/caf%C3%A9": ["example.org/caf%C3%A9"],
            "https://example.org/" + "x" * 480: ["example.org/" + "x" * 480],
        },
        {
            NO_ADDRESS: [
                "not an address",
                "example",
                "https://",
                "javascript:alert(1)",
                "javascript://example.org/%0aalert(1)",
                "data:text/html,x",
                "ftp://example.org",
                "mailto:jo@example.org",
                "jo@example.org",
                "https://jo:secret@example.org",
                "https://[::1",
                "https://example.org:99999",
                "https://example .org",
                "tel:01632960001",
                "/travel-training",
                "https://example.org/woods (Woodland Explorers)",
                "😀",
                "1e9",
            ],
            "501 of 500 characters: shorten it by 1": ["https://example.org/" + "x" * 481],
        },
    ),
    Table(
        kinds.EMAIL,
        {
            "": ["", " "],
            "sleep@example.org": [
                "sleep@example.org",
                " sleep@example.org ",
                "mailto:sleep@example.org",
                "MAILTO:sleep@example.org",
                "Sleep team <sleep@example.org>",
                "<sleep@example.org>",
                "sleep@example.org\u00a0",
                "sleep\u200b@example.org",
                "ｓｌｅｅｐ@example.org",
                "sleep＠example.org",
            ],
            "Sleep.Team+send@example.org": ["Sleep.Team+send@example.org"],
            "o'neil@example.org": ["o'neil@example.org", "o\u2019neil@example.org"],
        },
        {
            NO_EMAIL: [
                "nobody",
                "nobody@",
                "@example.org",
                "jo @example.org",
                "jo@example",
                "jo@example.org; mo@example.org",
                "jo@example.org, mo@example.org",
                "jo@example.org mo@example.org",
                "jo@@example.org",
                "jo@example..org",
                "www.example.org",
                "<jo@example.org",
                "😀@example.org",
                "01632 960001",
                "1e9",
                "jo@-example.org",
            ],
            "256 of 254 characters: shorten it by 2": ["x" * 244 + "@example.org"],
        },
    ),
    Table(
        kinds.YES_NO,
        {
            None: ["", " "],
            True: ["yes", "Yes", "YES", " y ", "true", "TRUE", "t", "1", "on", "ｙｅｓ", "yes\u200b"],
            False: ["no", "No", "n", "false", "FALSE", "f", "0", "off", "n\u200bo"],
        },
        {"Enter yes or no": ["maybe", "n/a", "yes please", "✓", "x", "2", "-1", "oui", "٠", "none", "yes/no", "Free"]},
    ),
    Table(
        kinds.LATITUDE,
        {
            None: ["", " "],
            52.0406: [
                "52.0406",
                "52,0406",
                " 52.0406 ",
                "+52.0406",
                "52.0406°",
                "52.0406° N",
                "52.0406 n",
                "52.0406 degrees",
                "５２.０４０６",
                "52.04060000001",
            ],
            50.0: ["50", "50.0"],
            60.9: ["60.9"],
        },
        {
            "Enter the latitude as a number, like 52.0406": [
                "north",
                "52.04 W",
                "52°02'26\"",
                "1e1",
                "٥٢",
                "52.0.4",
                "52.0406,-0.7594",
                "POINT (-0.28 52.57)",
                "🌍",
                "--52",
                "nan",
                "inf",
            ],
            "Enter a latitude in Great Britain, from 49.8 to 60.9, like 52.0406": ["0", "-52", "91", "52 S", "61"],
        },
    ),
    Table(
        kinds.LONGITUDE,
        {
            None: ["", " "],
            -0.7594: ["-0.7594", "−0.7594", "-0,7594", "0.7594 W", "0.7594° w", "- 0.7594", "–0.7594", "-0.7594°"],
            0.5: ["0.5", "0.5 E", "+0.5", "0.5 degrees"],
            0.0: ["0", "0.0000001"],
            -8.7: ["-8.7"],
        },
        {
            "Enter the longitude as a number, like -0.7594": [
                "west",
                "-0.5 W",
                "0.5 N",
                "1e0",
                "٠",
                "0.5.1",
                "0.5 0.5",
                "🌍",
                "nan",
                "-",
            ],
            "Enter a longitude in Great Britain, from -8.7 to 1.8, like -0.7594": ["9", "-9", "180", "2 E"],
        },
    ),
    Table(
        kinds.whole_number(1, 10_000),
        {
            None: ["", " "],
            7: ["7", " 7 ", "07", "7.0", "７", "7\u00a0", "\u200b7"],
            1250: ["1250", "1,250", "1,250.00"],
            1: ["1"],
            10_000: ["10000", "10,000"],
        },
        {
            "Enter a whole number from 1 to 10,000, like 7": [
                "0",
                "-3",
                "10001",
                "1e3",
                "7.5",
                "7,5",
                "1,25",
                "1.250,00",
                "12,50",
                "seven",
                "٧",
                "½",
                "7 miles",
                "£7",
                "0x7",
                "9" * 30,
                "🙂",
                "+7",
            ]
        },
    ),
    Table(
        kinds.decimal(0.5, 100.0),
        {
            None: ["", " "],
            2.5: ["2.5", "2,5", "2.50", " 2.5 ", "２.５", "2.5\u00a0"],
            10.0: ["10", "10.0", "10,00"],
            0.5: ["0.5", "0,5"],
            100.0: ["100", "100.000"],
            1.0: ["1", "01"],
        },
        {
            "Enter a number from 0.5 to 100, like 2.5": [
                "0",
                "0.4",
                "100.001",
                "-3",
                "1e1",
                "five",
                "٢",
                ".5",
                "5.",
                "2.5 miles",
                "1,000",
                "nan",
                "inf",
                "1.2.3",
                "🙂",
                "9" * 30,
            ]
        },
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
            "“9-5” closes before it opens. Use the 24-hour clock, like “09:00-17:00”.": ["mon 9-5"],
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
