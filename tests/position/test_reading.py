"""Positions in texts: every way in which people and maps write them, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmtcli.position.reading import as_position, positions_in
from nmtcli.position.sweref import to_grid

STOCKHOLM = (674_572, 6_580_743)
READ = [  # text, error in metres
    ("59.3293, 18.0686", 6),
    ("59.3293,18.0686", 6),
    ("59.3293 18.0686", 6),
    ("59.3293;18.0686", 6),
    ("59.3293/18.0686", 6),
    ("59,3293, 18,0686", 6),
    ("59,3293 18,0686", 6),
    ("59,3293,18,0686", 6),
    ("(59.3293, 18.0686)", 6),
    ("+59.3293, +18.0686.", 6),
    ("18.0686, 59.3293", 6),
    ("59.3293° N, 18.0686° E", 6),
    ("59.3293°N 18.0686°Ö", 6),
    ("N59.3293 E18.0686", 6),
    ("59.3293N18.0686E", 6),
    ("59.3293n, 18.0686e", 6),
    ("59.3293 nord, 18.0686 öst", 6),
    ("E 18.0686 N 59.3293", 6),
    ("lat 59.3293 lon 18.0686", 6),
    ("Lat: 59.3293, Long: 18.0686", 6),
    ("latitud=59.3293 longitud=18.0686", 6),
    ("59°19.758'N 18°4.116'E", 1),
    ("N 59° 19.758' E 18° 4.116'", 1),
    ("59 19.758 N, 18 04.116 E", 1),
    ("N 59 19.758 E 18 04.116", 1),
    ("59°19′45.48″N 18°04′06.96″E", 0),
    ("59° 19' 45.48'' N, 18° 4' 6.96'' E", 0),
    ("59 grader 19.758 min N, 18 grader 4.116 min E", 1),
    ("geo:59.3293,18.0686", 6),
    ("geo:59.3293,18.0686,12;u=35", 35),
    ("geo:0,0?q=59.3293,18.0686(Plats)", 6),
    ("6580743, 674572", 1),
    ("6580743,674572", 1),
    ("6580743 674572", 1),
    ("674572; 6580743", 1),
    ("N 6580743 E 674572", 1),
    ("N: 6580743.0, E: 674572.0", 1),
    ("X 6580743 Y 674572", 1),
    ("6580743 N 674572 E", 1),
    ("Hon står vid 59.3293, 18.0686 nu", 6),
    ("kl 14.05 59.3293, 18.0686", 6),
    ("14.05, 59.3293, 18.0686", 6),
    ("kl 14:05 59.3293 18.0686", 6),
    ("hastighet 12.50 59.3293 18.0686", 6),
    ("Storgatan 12 59.3293 N 18.0686 E", 6),
    ("18.0686,59.3293,12.55", 6),
    ("18.068600,59.329300,12.550000", 0),
    ("<coordinates>18.0686,59.3293,16.40</coordinates>", 6),
    ("59.3293,18.0686,15z", 6),
    ("@59.3293,18.0686,15z", 6),
    ("59.3293,18.0686,28", 6),
    ("59.3293,18.0686,28.0", 6),
    ("59.3293, 18.0686 ±35 m", 35),
    ("59.3293, 18.0686, noggrannhet 40 m", 40),
    ("59.3293,18.0686;u=2000", 2000),
    ("59.3293 - 18.0686", 6),
    ("59.3293°N – 18.0686°E", 6),
    ("Lat N 59.3293, Long E 18.0686", 6),
    ("Lat: 59.3293 N Long: 18.0686 E", 6),
    ("lat 59,3293 och lon 18,0686", 6),
    ("breddgrad 59.3293 längdgrad 18.0686", 6),
    ("59.3293 nordlig bredd, 18.0686 östlig längd", 6),
    ('{"lat": 59.3293, "lon": 18.0686}', 6),
    ('lat="59.3293" lon="18.0686"', 6),
    ("lat=59.3293&lon=18.0686", 6),
    ('"59.3293","18.0686"', 6),
    ("273° V 59°19′45.48″ N 18°4′6.96″ O", 0),
    ("90° Ö 59°19′45.48″ N 18°4′6.96″ O", 0),
    ("59 19 45.48 N 18 04 06.96 E", 0),
    ("59:19:45.48 N 18:04:06.96 E", 0),
    ("59° 19 45.48 N 18° 4 6.96 E", 0),
    ("59 gr 19 min 45.48 s N 18 gr 4 min 6.96 s E", 0),
    ("6580743mN 674572mE", 1),
    ("nord 6580743 öst 674572", 1),
    ("SWEREF 99 TM, N: 6580743, Ö: 674572", 1),
    ("UTM 33 674572 6580743", 1),
    ("https://maps.google.com/?q=59.3293,18.0686", 6),
    ("https://maps.google.com/?q=59.3293, 18.0686", 6),
    ("https://maps.google.com/maps?q=loc:59.3293,18.0686&z=15", 6),
    ("https://www.google.com/maps/search/?api=1&query=59.3293,18.0686", 6),
    ("https://www.google.com/maps/search/59.3293,+18.0686?entry=tts", 6),
    ("https://www.google.com/maps/@59.3293,18.0686,15z", 1221),
    ("https://www.google.com/maps/place/X/@55.6,13.0,11z/data=!4m6!3m5!1s0x46!8m2!3d59.3293!4d18.0686!16z", 6),
    ("google.com/maps/@59.3293,18.0686,19z", 76),
    ("https://maps.apple.com/?ll=59.3293,18.0686&q=Markerad", 6),
    ("https://maps.apple.com/place?coordinate=59.3293,18.0686&name=X", 6),
    ("https://www.openstreetmap.org/?mlat=59.3293&mlon=18.0686#map=15/59.4000/18.0000", 6),
    ("https://www.openstreetmap.org/#map=15/59.3293/18.0686", 1221),
    ("https://www.bing.com/maps?cp=59.3293~18.0686&lvl=11", 19531),
    ("https://www.bing.com/maps?sp=point.59.3293_18.0686_X", 6),
    ("https://www.hitta.se/kartan!~59.3293,18.0686,15z/tr!i=abc", 1221),
    ("https://kartor.eniro.se/?c=59.3293,18.0686&z=17", 305),
    ("https://waze.com/ul?ll=59.3293,18.0686&navigate=yes", 6),
    ("https://www.waze.com/live-map/directions?to=ll.59.3293,18.0686", 6),
    ("https://share.here.com/l/59.3293,18.0686,X", 6),
    ("https://maps.apple.com/?q=59.3293,18.0686&spn=0.008,0.012", 6),
    ("https://maps.google.com/?q=59.3293,18.0686&ll=59.3294,18.0687", 6),
    ("https://maps.google.com/maps?q=N59.3293+E18.0686", 6),
    ("https://www.google.com/maps/place/59°19'45.48\"N+18°04'06.96\"E/@57.7,12.0,7z", 0),
    ("https://mapy.cz/?x=18.0686&y=59.3293", 6),
    ("https://maps.apple.com/?ll=59.3293\\,18.0686", 6),
    ("https://minkarta.lantmateriet.se/plats/3006/v2.0/?e=674572&n=6580743&z=8", 1),
]
REFUSED = [
    ("40.7128, -74.0060", "far"),
    ("33.8688° S, 151.2093° E", "far"),
    ("59.3293° S, 18.0686° E", "far"),
    ("59.3293° N, 18.0686° W", "far"),
    ("geo:48.85,2.35", "far"),
    ("1628293, 6580994", "grid"),
    ("X 6580994 Y 1628293", "grid"),
    ("6579000, 153000", "grid"),
    ("https://maps.app.goo.gl/abcDEF123", "link"),
    ("maps.app.goo.gl/abcDEF123", "link"),
    ("https://what3words.com/index.home.raft", "link"),
    ("///index.home.raft", "link"),
    ("https://plus.codes/9FFW83Q8+8F", "link"),
    ("9FFW83Q8+8F", "link"),
    ("33VXF 74032 80822", "link"),
    ("https://www.openstreetmap.org/node/12345", "link"),
    ("https://maps.google.com/?cid=22362", "link"),
    ("https://www.google.com/maps/dir/Lund/Malmö/@59.3293,18.0686,7z", "link"),
    ("https://maps.google.com/?saddr=55.60,13.00&daddr=Stockholm", "link"),
    ("https://www.openstreetmap.org/directions?route=55.6050,13.0038;59.3251,18.0711#map=8/57/15", "link"),
    ("UTM zone 34N 333500 6580000", "grid"),
    ("zon 34 E 333500 N 6580000", "grid"),
    ("59.3293 18.0686 55.6050", "unread"),
    ("geo:Kiruna,Malmö", "unread"),
    ("geo:59293,18068", "unread"),
    ("geo:59.3293,", "unread"),
    ("https://www.google.com/maps/dir/59.33,18.06/55.60,13.00/@57.1,15.2,7z", "link"),
]
NONE = [
    "", "Kiruna", "59.33", "12.50, 13.75", "kl 12.30-18.45", "kl 12.30 18.45", "2026-11-25", "08-508 437 26", "1,5 2,5",
    "60.12.13.14", "192.168.10.12", "59.33,18.06,12.55", "59.33-18.06", "5 N 3 E", "1 o 2", "556677-8899", "98131",
    "https://www.malmo.se/1.55,2.66", "http://www.umea.se/kommun", "Storgatan 12, 903 26 Umeå", "0980-12 34 56",
    "priser 59.90, 12.50", "12.50/59.90", "Lund kaffe 59,90 12,50 kr", "59.900, 18.500", "59.9999, 18.9999 kr", "10.10.60.12 13.14",
    "5.000 - 10.000 kr i Malmö", "12.345, 67.890 kr", "Malmö 24.12, 60.50 kr", "Python 3.11.12, 60.12 14.15",
    "https://shop.se/?price=60.90,14.50", "https://x.se/a/60.12/14.15", "Hon är 59.33, 18.06 lång", "34V 333500 6580000",
    "040-6400123, 345678", "IMG 345678 6400123", "kod 345678, 6400123", "251224 7001234 Malmö", "geo:0,0?q=Lund", "Malmö https://www.malmo.se/kartor", "https://x.se/sitemap", "Lund 2222+22",
    "telefon 123456/6400123 Malmö", "19121212-1212", "6580822", "674032", "S:t Olof", "59 18", "N 59 E 18", "090-16 10 00, 013-20 60 00",
]  # fmt: skip


@pytest.mark.parametrize(("text", "error"), READ, ids=[text for text, _ in READ])
def test_read(text, error):
    (found,) = positions_in(text)
    assert (found.problem, round(found.error)) == ("", error)
    assert (found.east, found.north) == pytest.approx(STOCKHOLM, abs=1.1)


def test_a_link_says_what_it_asks_for():
    """The name beside the middle of a map: the two are compared."""
    found = [positions_in(f"https://www.google.com/maps/{way}/@59.3293,18.0686,15z")[0].text for way in
             ("place/Lund", "search/Upplands+V%C3%A4sby", "place/59.3,18.0", "data=1")]  # fmt: skip
    assert found == ["Lund", "Upplands V%C3%A4sby", "", ""]


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_refused(text, problem):
    assert [found.problem for found in positions_in(text)] == [problem]


@pytest.mark.parametrize("text", NONE)
def test_no_position(text):
    assert positions_in(text) == []


@pytest.mark.parametrize(
    "text", ["59.3293, 18.0686 eller 55.6050, 13.0038", "geo:59.33,18.06 https://maps.google.com/?q=55.60,13.00"]
)
def test_two_positions(text):
    assert [round(found.north / 1e6, 1) for found in positions_in(text)] == [6.6, 6.2]


@pytest.mark.parametrize(("text", "error"), [
    ("59.33, 18.06", 556), ("59.3, 18.1", 5560), ("N 59.3 E 18.06", 5560), ("Position: 59.33, 18.06", 556), ("geo:59.3,18", 55600), ("59°20'N 18°04'E", 927), ("59°N 18°E", 55600),
    ("59°19'45\"N 18°4'7\"E", 15), ("6580743, 674572", 1),
])  # fmt: skip
def test_the_error_is_half_of_the_last_digit(text, error):
    assert round(positions_in(text)[0].error) == error


@pytest.mark.parametrize(("latitude", "longitude", "text"), [
    ("59.3293", "18.0686", "geo:59.3293,18.0686"),
    (" 59,3293 ", "18,0686", "geo:59.3293,18.0686"),
    ("18.0686", "59.3293", "geo:18.0686,59.3293"),
    ("−33.9", "151.2", "geo:-33.9,151.2"),
    ("6580743", "674572", "geo:6580743,674572"),
    ("6 580 743", "674 572", "geo:6580743,674572"),
    ("59°19.758'N", "18°4.116'E", "geo:59°19.758'N,18°4.116'E"),
    ("59 19 45", "18 4 7", "geo:59°19'45\",18°4'7\""),
    ("5.93293E+01", "1.80686E+01", "geo:59.3293,18.0686"),
    ("'59.3293", '"18.0686"', "geo:59.3293,18.0686"),
    ("", "18.0686", "geo:,18.0686"),
    ("Lund", "Malmö", "geo:Lund,Malmö"),
    ("", "", ""),
])  # fmt: skip
def test_two_cells_of_a_table(latitude, longitude, text):
    assert as_position(latitude, longitude) == text


@given(
    st.floats(55.2, 69.1),
    st.floats(10.9, 24.2),
    st.sampled_from(["{:.5f}, {:.5f}", "geo:{:.5f},{:.5f}", "{:.5f}N {:.5f}E"]),
)
def test_what_is_written_is_read(latitude, longitude, form):
    (found,) = positions_in(form.format(latitude, longitude))
    assert (found.east, found.north) == pytest.approx(to_grid(latitude, longitude), abs=1)


@given(st.text("0123456789.,;:/ °'\"NSEWÖ-+@!~=?&#dgeoqlat", max_size=120))
def test_any_text_has_spans_in_order(text):
    at = 0
    for found in positions_in(text):
        assert at <= found.start < found.end <= len(text)
        at = found.end
