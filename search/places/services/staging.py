"""The SQL of a load: rows are copied into a temporary table, then merged in one statement each."""

from typing import Final

CREATE: Final = """
CREATE TEMPORARY TABLE postcode_stage (
    postcode text, latitude double precision, longitude double precision,
    district text, county text, ward text, quality smallint
)
"""

DROP: Final = "DROP TABLE postcode_stage"

COPY: Final = "COPY postcode_stage FROM STDIN"

# A file with fewer columns leaves what an earlier one knew; rows that say nothing new are not rewritten.
MERGE: Final = """
INSERT INTO places_postcode AS known (postcode, latitude, longitude, district, county, ward, quality, source)
SELECT DISTINCT ON (postcode) postcode, latitude, longitude, district, county, ward, quality, %s
FROM postcode_stage ORDER BY postcode
ON CONFLICT (postcode) DO UPDATE SET
    latitude = excluded.latitude, longitude = excluded.longitude, source = excluded.source,
    district = COALESCE(NULLIF(excluded.district, ''), known.district),
    county = COALESCE(NULLIF(excluded.county, ''), known.county),
    ward = COALESCE(NULLIF(excluded.ward, ''), known.ward),
    quality = COALESCE(excluded.quality, known.quality)
WHERE (known.latitude, known.longitude, known.source, known.district, known.county, known.ward, known.quality)
    IS DISTINCT FROM (
        excluded.latitude, excluded.longitude, excluded.source,
        COALESCE(NULLIF(excluded.district, ''), known.district),
        COALESCE(NULLIF(excluded.county, ''), known.county),
        COALESCE(NULLIF(excluded.ward, ''), known.ward), COALESCE(excluded.quality, known.quality)
    )
"""

# A centre is the mean of every postcode known in it, unless one of more postcodes is known already.
MERGE_CENTRES: Final = """
INSERT INTO places_postcodearea AS known (code, latitude, longitude, district, number)
SELECT code, avg(latitude), avg(longitude),
    COALESCE(mode() WITHIN GROUP (ORDER BY district) FILTER (WHERE district <> ''), ''), count(*)
FROM places_postcode
CROSS JOIN LATERAL (VALUES (left(postcode, -2)), (split_part(postcode, ' ', 1))) AS area (code)
WHERE split_part(postcode, ' ', 1) IN (SELECT split_part(postcode, ' ', 1) FROM postcode_stage)
GROUP BY code
ON CONFLICT (code) DO UPDATE SET
    latitude = excluded.latitude, longitude = excluded.longitude,
    district = COALESCE(NULLIF(excluded.district, ''), known.district), number = excluded.number
WHERE excluded.number >= known.number
"""

MERGE_GIVEN_CENTRES: Final = """
INSERT INTO places_postcodearea AS known (code, latitude, longitude, district, number)
SELECT * FROM unnest(%s::text[], %s::float8[], %s::float8[], %s::text[], %s::int[])
ON CONFLICT (code) DO UPDATE SET
    latitude = excluded.latitude, longitude = excluded.longitude,
    district = excluded.district, number = excluded.number
WHERE excluded.number >= known.number
"""

MERGE_WARDS: Final = """
INSERT INTO places_ward AS known (code, name, district, latitude, longitude)
SELECT named.code, left(named.name, 120), mode() WITHIN GROUP (ORDER BY district), avg(latitude), avg(longitude)
FROM unnest(%s::text[], %s::text[]) AS named (code, name)
JOIN places_postcode ON places_postcode.ward = named.code
WHERE places_postcode.ward <> ''
GROUP BY named.code, named.name
ON CONFLICT (code) DO UPDATE SET
    name = excluded.name, district = excluded.district, latitude = excluded.latitude, longitude = excluded.longitude
"""
