"""Prices, ages, times, dates, coordinates and other numbers as people write them."""

from datetime import date, time
from decimal import Decimal

from tenants.text import kinds
from tests.unit.text.table import Table

NO_PRICE = "Enter the price in pounds, like 12.50, and anything else in words"
BELOW_NOTHING = "The price can't be less than £0. Enter it in pounds, like 12.50"
NO_AGE = "Enter an age in whole years from 0 to 120, like 7"
NO_TIME = "Enter one time, like 9:30am or 17:30"
NO_DATE = "Enter a date, like 27/3/2026"


def two_ages(text: str, youngest: int, oldest: int) -> dict[str, list[str]]:
    return {f"“{text}” is two ages. Enter {youngest} as the youngest age and {oldest} as the oldest": [text]}


def no_day(text: str) -> dict[str, list[str]]:
    return {f"“{text}” is not in the calendar. {NO_DATE}": [text]}


TABLES = [
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
            NO_AGE: [
                "-1",
                "121",
                "1e1",
                "fivety",
                "Y14",
                "٧",
                "18+",
                "under 5",
                "all ages",
                "7,5",
                "👶",
                "£7",
                "1,250",
                "½",
            ],
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
]
