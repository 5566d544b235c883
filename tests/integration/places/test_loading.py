"""Loading postcodes from every kind of file."""

import csv
import gzip
import zipfile
from pathlib import Path

import openpyxl
import pytest

from search.places.errors import BadPostcodeFile
from search.places.models import NamedPlace, Postcode, PostcodeArea, Ward
from search.places.selectors import point_of
from search.places.services.postcodes import load_file, load_package_postcodes, load_postcodes
from tests.open_data import DATA, needs_open_data

MILTON_KEYNES = "E06000042"

SIMPLE = (
    "lon,postcode,lat,district,ward,ward_name,mood\n"
    "-0.7608,mk93ej,52.0432,E06000042,E05009412,Central Milton Keynes Ward,fine\n"
    "-0.7600,MK9 3XX,52.0430,E06000042,E05009412,Central Milton Keynes Ward,fine\n"
    "-0.7300,MK3 6EB,51.9900,E06000042,E05009407,Bletchley Park Ward,fine\n"
    "-5.9300,BT1 5GS,54.6000,N09000003,,,fine\n"
)
ONSPD_OLD = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,lat,long\n"
    "MK9 3EJ,MK9  3EJ,MK9 3EJ,198001,,E99999999,E06000042,E05009412,52.0432,-0.7608\n"
    "SG1 1AA,SG1  1AA,SG1 1AA,198001,,E10000015,E07000243,E05000001,51.9,-0.2\n"
    "MK9 1ZZ,MK9  1ZZ,MK9 1ZZ,198001,201012,E99999999,E06000042,E05009412,52.04,-0.76\n"
    "IM1 1AA,IM1  1AA,IM1 1AA,198001,,M99999999,M99999999,M99999999,99.999999,0\n"
    "GX1 1AA,GX1  1AA,GX11 1AA,198001,,,,,99.999999,0.000000\n"
    "BT1 5GS,BT1  5GS,BT1 5GS,198001,,N99999999,N09000003,N08000313,54.6,-5.93\n"
)
ONSPD_NEW = (
    '"pcd7","pcd8","pcds","doterm","cty25cd","lad25cd","wd25cd","lat","long"\n'
    '"MK9 3EJ","MK9  3EJ","MK9 3EJ","","E99999999","E06000042","E05009412","52.0432","-0.7608"\n'
)
ONSPD_LAST = ONSPD_OLD.replace("oscty,oslaua,osward", "cty,laua,ward")
CODE_POINT = (
    '"MK9 3EJ",10,485113,238974,"E92000001","E19000002","E18000009","","E06000042","E05009412"\n'
    '"MK9 3XX",10,485200,239000,"E92000001","E19000002","E18000009","","E06000042","E05009412"\n'
    '"MK9 9ZZ",90,0,0,"E92000001","","","","",""\n'
)


@pytest.fixture(autouse=True)
def _empty(db):
    for model in (Postcode, PostcodeArea, Ward, NamedPlace):
        model.objects.all().delete()


def _write(folder: Path, text: str, name: str = "postcodes.csv") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _tables():
    return [sorted(model.objects.values_list()) for model in (Postcode, PostcodeArea, Ward)]


def test_a_simple_file_is_loaded_whatever_its_other_columns(tmp_path):
    assert load_postcodes(_write(tmp_path, SIMPLE)) == 3

    row = Postcode.objects.get(pk="MK9 3EJ")
    assert (row.latitude, row.longitude, row.district, row.ward) == (52.0432, -0.7608, MILTON_KEYNES, "E05009412")


def test_northern_ireland_is_left_out(tmp_path):
    load_postcodes(_write(tmp_path, SIMPLE))

    assert not Postcode.objects.filter(postcode__startswith="BT").exists()


def test_sectors_and_outcodes_are_the_mean_of_their_postcodes(tmp_path):
    load_postcodes(_write(tmp_path, SIMPLE))

    areas = {area.code: area for area in PostcodeArea.objects.all()}
    assert set(areas) == {"MK9 3", "MK9", "MK3 6", "MK3"}
    assert areas["MK9 3"].latitude == pytest.approx(52.0431)
    assert (areas["MK9"].district, areas["MK9"].number) == (MILTON_KEYNES, 2)


def test_wards_and_the_places_they_are_named_after_are_kept(tmp_path):
    load_postcodes(_write(tmp_path, SIMPLE))

    assert Ward.objects.get(pk="E05009407").name == "Bletchley Park Ward"
    names = {place.key: place for place in NamedPlace.objects.all()}
    assert names["bletchley park"].ward == "E05009407"
    assert names["bletchley"].latitude == pytest.approx(51.99)


def test_loading_twice_changes_nothing(tmp_path):
    path = _write(tmp_path, SIMPLE)
    load_postcodes(path)
    before = _tables()

    assert load_postcodes(path) == 3
    assert _tables() == before


def test_a_file_that_says_less_keeps_what_an_earlier_one_said(tmp_path):
    load_postcodes(_write(tmp_path, SIMPLE))

    load_postcodes(_write(tmp_path, "postcode,lat,lon\nMK9 3EJ,52.05,-0.77\n"))

    row = Postcode.objects.get(pk="MK9 3EJ")
    assert (row.latitude, row.district, row.ward) == (52.05, MILTON_KEYNES, "E05009412")


def test_a_repeated_postcode_is_loaded_once(tmp_path):
    load_postcodes(_write(tmp_path, "postcode,lat,lon\nMK9 3EJ,52.05,-0.77\nmk9 3ej,52.05,-0.77\n"))

    assert Postcode.objects.count() == 1


@pytest.mark.parametrize("text", [ONSPD_OLD, ONSPD_LAST])
def test_the_postcode_directory_is_loaded_without_terminated_postcodes(tmp_path, text):
    report = load_file(path=_write(tmp_path, text))

    assert (report.loaded, report.bad) == (2, 0)
    row = Postcode.objects.get(pk="SG1 1AA")
    assert (row.district, row.county, row.ward) == ("E07000243", "E10000015", "E05000001")
    assert Postcode.objects.get(pk="MK9 3EJ").county == ""


def test_the_directorys_newer_column_names_are_known(tmp_path):
    assert load_postcodes(_write(tmp_path, ONSPD_NEW)) == 1
    assert Postcode.objects.get().ward == "E05009412"


def test_the_directorys_zip_names_its_wards(tmp_path):
    path = tmp_path / "onspd.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("Data/ONSPD_MAY_2026_UK.csv", ONSPD_OLD)
        file.writestr("Data/multi_csv/ONSPD_MAY_2026_UK_MK.csv", ONSPD_OLD)
        file.writestr(
            "Documents/Ward names and codes UK as at 05_26.csv", "WD26CD,WD26NM\nE05009412,Central Milton Keynes\n"
        )
        file.writestr("Documents/2011 Ward lookup.csv", "something,else\n1,2\n")

    assert load_postcodes(path) == 2
    assert Ward.objects.get().name == "Central Milton Keynes"


def _code_point_folder(folder: Path) -> Path:
    _write(folder, CODE_POINT, "Data/CSV/mk.csv")
    _write(folder, '"BT1 5GS",10,1,2,"N92000002","","","","",""\n', "Data/CSV/bt.csv")
    _write(folder, "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Quality\n", "Doc/Code-Point_Open_Column_Headers.csv")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("UTW")
    sheet.append(["Central Milton Keynes Ward", "E05009412"])
    book.save(folder / "Doc" / "Codelist.xlsx")
    return folder


def test_a_code_point_open_folder_is_placed_on_the_globe(tmp_path):
    assert load_postcodes(_code_point_folder(tmp_path)) == 2

    row = Postcode.objects.get(pk="MK9 3EJ")
    assert (row.latitude, row.longitude) == (pytest.approx(52.0418, abs=0.001), pytest.approx(-0.7605, abs=0.001))
    assert (row.quality, row.district, row.ward) == (10, MILTON_KEYNES, "E05009412")
    assert Ward.objects.get().name == "Central Milton Keynes Ward"


def test_a_code_point_open_zip_is_the_same_as_its_folder(tmp_path):
    folder = _code_point_folder(tmp_path / "folder")
    packed = tmp_path / "codepo_gb.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for path in folder.rglob("*"):
            file.write(path, path.relative_to(folder))
    load_postcodes(folder)
    before = _tables()

    assert load_postcodes(packed) == 2
    assert _tables() == before


def test_a_gzipped_file_is_read(tmp_path):
    path = tmp_path / "postcodes.csv.gz"
    path.write_bytes(gzip.compress(SIMPLE.encode("utf-8-sig")))

    assert load_postcodes(path) == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("NOPE,52,-0.7,,", "'NOPE' is not a postcode."),
        ("MK9 3ZZ,x,-0.7,,", "'x', '-0.7' is not a latitude and longitude."),
        ("MK9 3ZZ,nan,-0.7,,", "nan, -0.7 is not in Great Britain."),
        ("MK9 3ZZ,-0.7,52,,", "-0.7, 52.0 is not in Great Britain."),
        ("MK9 3ZZ,52,-0.7,Milton Keynes,", "'Milton Keyne' is not a GSS code."),
        ("MK9 3ZZ", "It has too few columns."),
    ],
)
def test_a_bad_row_is_reported_and_the_others_are_loaded(tmp_path, row, reason):
    path = _write(tmp_path, f"postcode,lat,lon,district,ward\nMK9 3EJ,52.0432,-0.7608,,\n\n{row}\n")

    report = load_file(path=path)

    assert (report.loaded, report.bad) == (1, 1)
    assert (report.examples[0].line, report.examples[0].reason) == (4, reason)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('"MK9 3ZZ",10,485113', "It has 3 columns, not 10."),
        ('"MK9 3ZZ",ten,1,2,"","","","","",""', "['ten', '1', '2'] is not a quality, easting and northing."),
        ('"MK9 3ZZ",10,9000000,2,"","","","","",""', "is not in Great Britain."),
        ('"QQ9 3ZZ",10,485113,238974,"","","","","",""', "'QQ9 3ZZ' is not a postcode."),
    ],
)
def test_a_bad_grid_row_is_reported(tmp_path, row, reason):
    report = load_file(path=_write(tmp_path, CODE_POINT + row + "\n", "mk.csv"))

    assert (report.loaded, report.bad) == (2, 1)
    assert report.examples[0].line == 4
    assert report.examples[0].reason.endswith(reason)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "is not a postcode file we know"),
        ("a.csv", b"name,age\nx,1\n", "is not a postcode file we know"),
        ("a.csv", b"\x00\xff\xfe\x01" * 50, "is not a"),
        ("a.csv", b"postcode,lat,lon\n", "There is no postcode of Great Britain in the file."),
        ("a.csv", b"postcode,lat,lon\nx,1,2\n", "No row could be read. The first, a.csv line 2:"),
        ("a.csv.gz", gzip.compress(SIMPLE.encode() * 50, mtime=0)[:-20], "can't be read: it is damaged."),
        ("a.csv.gz", gzip.compress(b"", mtime=0)[:10] + b"\xff" * 50, "can't be read: it is damaged."),
        ("a.csv.gz", b"no gzip", "can't be read: it is damaged."),
    ],
)
def test_a_file_that_cannot_be_loaded_is_refused_and_nothing_is_written(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(BadPostcodeFile) as problem:
        load_postcodes(path)

    assert message in problem.value.message
    assert not Postcode.objects.exists()


def test_a_quote_that_never_ends_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b'postcode,lat,lon\n"' + b"x" * 2_000)
    before = csv.field_size_limit(1_000)
    try:
        with pytest.raises(BadPostcodeFile, match="is not a CSV file"):
            load_postcodes(path)
    finally:
        csv.field_size_limit(before)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(BadPostcodeFile, match="No such file"):
        load_postcodes(tmp_path / "missing.csv")


def test_progress_counts_the_rows(tmp_path):
    rows = "".join(f"MK9 {n % 10}{a}{b},52.04,-0.76\n" for n in range(10) for a in "ABDEFGHJLN" for b in "ABDEFGHJ")
    seen = []

    load_postcodes(_write(tmp_path, "postcode,lat,lon\n" + rows * 13), seen.append)

    assert seen == [10_000, 10_400]


def test_the_demos_package_places_its_districts_and_answers_for_the_rest():
    loaded = load_package_postcodes(["E08000009"])

    assert loaded > 7_000
    assert set(Postcode.objects.values_list("district", flat=True)) == {"E08000009"}
    sale = point_of("M33 7ZF")
    assert sale is not None
    assert sale.latitude == pytest.approx(53.42, abs=0.05)
    leeds = point_of("LS1 4AP")
    assert leeds is not None
    assert (leeds.precision, leeds.district) == ("sector", "E08000035")
    assert NamedPlace.objects.filter(key="altrincham", district="E08000009").exists()
    assert not PostcodeArea.objects.filter(code__startswith="BT").exists()


@needs_open_data("postcodes/postcodes_demo_councils.csv.gz")
def test_the_real_postcodes_of_five_councils_are_loaded():
    report = load_file(path=DATA / "postcodes/postcodes_demo_councils.csv.gz")

    assert (report.loaded, report.bad) == (62_918, 0)
    assert Postcode.objects.count() == 62_918
    centre = PostcodeArea.objects.get(pk="MK9 3")
    assert (centre.latitude, centre.longitude) == (pytest.approx(52.04, abs=0.02), pytest.approx(-0.75, abs=0.03))
    names = set(NamedPlace.objects.filter(district=MILTON_KEYNES).values_list("key", flat=True))
    assert {"bletchley", "newport pagnell", "hanslope", "olney", "milton keynes"} <= names
