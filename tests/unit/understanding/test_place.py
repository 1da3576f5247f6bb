"""Which place a message names, in the words that residents use."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.model import PlaceStatus
from bot.understanding.place import PlaceFinder

FOUND = [
    ("pharmacy near ME14 2XX", "postcode:ME14 2XX"),
    ("my postcode is ct9 1aa", "postcode:CT9 1AA"),
    ("CT91AA", "postcode:CT9 1AA"),
    ("i live in me141xx", "postcode:ME14 1XX"),
    ("tn9 1be.", "postcode:TN9 1BE"),
    ("ct 9 1aa", "postcode:CT9 1AA"),
    ("MEI4 1XX", "postcode:ME14 1XX"),
    ("tn9 lbe", "postcode:TN9 1BE"),
    ("ＭＥ１４ １ＸＸ", "postcode:ME14 1XX"),
    ("ME14 2", "sector:ME14 2"),
    ("TN23 1 area", "sector:TN23 1"),
    ("anywhere in ct9", "outcode:CT9"),
    ("ct9 chemist", "outcode:CT9"),
    ("im in me2", "outcode:ME2"),
    ("ME14 2 weeks ago", "outcode:ME14"),
    ("need a dentist in Margit", "town:margate"),
    ("pharmacy open now in Folkstone", "town:folkestone"),
    ("sittingborne", "town:sittingbourne"),
    ("any groups in hern bay?", "town:herne-bay"),
    ("hernebay", "town:herne-bay"),
    ("wistable", "town:whitstable"),
    ("padock wood please", "town:paddock-wood"),
    ("Tonbridge", "town:tonbridge"),
    ("Tonbridge Wells", "town:royal-tunbridge-wells"),
    ("tunbridge wells", "town:royal-tunbridge-wells"),
    ("mar\u200bgate", "town:margate"),
    ("chemist in deal", "town:deal"),
    ("pharmacy deal", "town:deal"),
    ("deal", "town:deal"),
    ("is there a gp in wye", "town:wye"),
    ("hoo", "town:hoo"),
    ("kings hill", "town:kings-hill"),
    ("near the william harvey", "landmark:william-harvey"),
    ("QEQM", "landmark:qeqm"),
    ("k&c hospital", "landmark:k-and-c"),
    ("next to medway hospital", "landmark:medway-maritime"),
    ("westwood cross", "landmark:westwood-cross"),
    ("isle of sheppey", "town:isle-of-sheppey"),
    ("sheppy", "town:isle-of-sheppey"),
    ("Thanet", "district:thanet"),
    ("medway towns", "district:medway"),
    ("somewhere in Kent", "area:kent-and-medway"),
    ("Gillingham Kent", "town:gillingham"),
    ("gillingham in kent", "town:gillingham"),
    ("I live in Gillingham, near Chatham", "town:gillingham"),
    ("Gillingham ME7", "outcode:ME7"),
    ("Rainham Medway", "town:rainham"),
    ("hythe by folkestone", "town:hythe"),
    ("I live in Sandwich near Deal", "town:sandwich"),
    ("minster on sea", "town:minster-sheppey"),
    ("Minster near Ramsgate", "town:minster-thanet"),
    ("Newington, Ramsgate", "town:newington-ramsgate"),
    ("luton chatham", "town:luton-chatham"),
    ("stone near dartford", "town:stone-dartford"),
    ("not Margate, Ramsgate", "town:ramsgate"),
    ("sorry, ME4 not ME14", "outcode:ME4"),
    ("from Sheerness to Medway Maritime", "town:sheerness"),
    ("I moved from London to Margate", "town:margate"),
    ("i ate a sandwich in margate", "town:margate"),
    ("canterbury road margate", "town:margate"),
    ("I was born in Leeds, I live in Ramsgate", "town:ramsgate"),
    ("I'm in Croydon but my mum lives in Margate", "town:margate"),
]
NOTHING = [
    "the A12 road",
    "stuck on the m20",
    "vitamin B12 6mg",
    "I have t2 diabetes and a P45",
    "H1N1 flu and an N95 mask",
    "me2 need help",
    "how do I deal with pain",
    "whats the deal with my knee",
    "i ate a sandwich",
    "near the hospital",
    "is there one near me",
    "Canterbury Road",
    "Mrs Chatham told me",
    "i weigh 15 stone",
    "fell in bath",
    "had a ct 2 weeks ago",
    "ct scan results",
    "going well thanks",
    "my son lincoln has a fever",
    "I came back from Glasgow with a cough",
    "the dog wont stop barking",
    "my baby died from cot death",
    "i made a mistake",
    "nr 2",
    "charging my phone in the kitchen",
    "shingles on my shoulder",
    "",
    "   ",
    "🙂",
]
OUTSIDE = [
    ("Glasgow", "Glasgow in Scotland"),
    ("physio in Croydon", "Croydon in London"),
    ("SW1A 1AA", "south-west London"),
    ("BR1 1AA", "Bromley"),
    ("da5 1aa", "Bexley"),
    ("gillingham dorset", "Gillingham in Dorset"),
    ("I'm in Gillingham in Dorset", "Gillingham in Dorset"),
    ("Rainham London", "Rainham in London"),
    ("I live in Bath", "Bath in Somerset"),
    ("in hastings", "Hastings in East Sussex"),
]
AMBIGUOUS = [
    ("gillingham", {"town:gillingham"}, "Gillingham in Dorset"),
    ("pharmacy in Ashford", {"town:ashford"}, "Ashford in Surrey"),
    ("hythe", {"town:hythe"}, "Hythe in Hampshire"),
    ("rainham", {"town:rainham"}, "Rainham in London"),
    ("im in sandwich", {"town:sandwich"}, "Sandwich somewhere else"),
    ("minster", {"town:minster-sheppey", "town:minster-thanet"}, None),
    (
        "in newington",
        {"town:newington-swale", "town:newington-ramsgate", "town:newington-folkestone"},
        None,
    ),
    ("tunbridge", {"town:tonbridge", "town:royal-tunbridge-wells"}, None),
    ("St Margaret's", {"town:st-margarets-at-cliffe"}, "St Margarets in Twickenham"),
]


@pytest.mark.parametrize(("message", "code"), FOUND)
def test_places_are_found(places: PlaceFinder, message: str, code: str) -> None:
    mention = places.find(message)
    assert mention is not None
    assert mention.status is PlaceStatus.FOUND
    assert mention.place is not None
    assert mention.place.code == code
    assert message[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("message", NOTHING)
def test_other_words_are_not_places(places: PlaceFinder, message: str) -> None:
    assert places.find(message) is None


@pytest.mark.parametrize(("message", "name"), OUTSIDE)
def test_places_elsewhere_are_named(places: PlaceFinder, message: str, name: str) -> None:
    mention = places.find(message)
    assert mention is not None
    assert mention.status is PlaceStatus.OUTSIDE_AREA
    assert mention.outside_name == name
    assert mention.place is None


@pytest.mark.parametrize(("message", "codes", "elsewhere"), AMBIGUOUS)
def test_namesakes_are_asked_about(
    places: PlaceFinder, message: str, codes: set[str], elsewhere: str | None
) -> None:
    mention = places.find(message)
    assert mention is not None
    assert mention.status is PlaceStatus.AMBIGUOUS
    assert {place.code for place in mention.candidates} == codes
    assert mention.outside_name == elsewhere


def test_a_postcode_that_does_not_exist_offers_its_sector(places: PlaceFinder) -> None:
    mention = places.find("I live at da11 0hq")
    assert mention is not None
    assert mention.status is PlaceStatus.UNKNOWN_POSTCODE
    assert [place.code for place in mention.candidates] == ["sector:DA11 0"]


def test_all_places_are_listed_in_order(places: PlaceFinder) -> None:
    mentions = places.find_all("between Faversham and Whitstable, CT5 1DB")
    assert [mention.text for mention in mentions] == ["Faversham", "Whitstable", "CT5 1DB"]


@pytest.mark.parametrize(
    "message",
    ["Deal", "in deal", "im in ME2", "I live in Margate", "ct9 1aa please", "its Dover",
     "near the william harvey", "Sandwich", "my postcode is TN9 1BE thanks", "Gillingham, Kent"],
)  # fmt: skip
def test_bare_places(places: PlaceFinder, message: str) -> None:
    assert places.bare_place(message) is not None


@pytest.mark.parametrize(
    "message",
    ["pharmacy in Deal", "yes", "no", "my back hurts in Margate", "deal with it", "ok", "",
     "I had a sandwich", "chest pain Margate"],
)  # fmt: skip
def test_more_than_a_place_is_not_bare(places: PlaceFinder, message: str) -> None:
    assert places.bare_place(message) is None


POSTCODES = st.sampled_from(["TN9 1BE", "ME14 1XX", "CT9 1AA", "DA12 1BE", "BR8 7AE", "ME12 3LT"])


@given(
    POSTCODES,
    st.sampled_from(["", " ", "  ", "-", " - ", "."]),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", "i live at ", "chemist near ", "PHARMACY "]),
    st.sampled_from(["", " please", ".", "!", ", thanks"]),
)
@settings(max_examples=200)
def test_postcodes_survive_any_way_of_writing(
    places: PlaceFinder, code: str, gap: str, case: object, before: str, after: str
) -> None:
    outward, inward = code.split(" ")
    written = case(outward) + gap + case(inward)  # type: ignore[operator]
    mention = places.find(f"{before}{written}{after}")
    if len(gap) <= 2:
        assert mention is not None
        assert mention.place is not None
        assert mention.place.code == f"postcode:{code}"
        assert mention.text == written


@given(st.text(alphabet="ctnmeda0123456789oil s-.", max_size=60))
@settings(max_examples=300)
def test_any_text_is_read_and_spans_are_true(places: PlaceFinder, message: str) -> None:
    for mention in places.find_all(message):
        assert message[mention.start : mention.end] == mention.text
        assert mention.text.strip() == mention.text
