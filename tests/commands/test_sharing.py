"""`reachout share` and `reachout event`: a round from the shell, and whom one met where."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Shell

MAPS = "https://example.com/maps"


def test_b13_a_round_from_the_shell_goes_on_where_it_was_left(
    do: Shell, shell: Shell, people: dict[str, str]
) -> None:
    begun = do("share", MAPS, "--to", "priya", "tom", "--opener", "Hello {name}, look:", "--json")
    assert (begun.json["kind"], begun.json["left"]) == ("link", 2)
    assert do("week", "--json").json["people"] == 0, "nothing is sent yet"
    turn = do("share", "--next", "--json").json["next"]
    assert (turn["name"], turn["address"]) == ("Priya Nair", "priya@example.com")
    assert turn["words"] == f"Hello Priya, look:\n{MAPS}"
    sent = do("share", "--sent").out
    assert sent.startswith("Priya Nair, link by email.\n1 of 2 sent. Next:\n\nTom Okafor\n")
    assert "1 of 2 sent" in do("share").out
    assert "Sent to 1. It counts: 1 person." in do("share", "--skip").out
    assert do("week", "--json").json["interactions"][0]["gave"] == [{"kind": "link", "text": MAPS}]
    after = shell("share", "--next")
    assert (after.code, after.out) == (1, "")
    assert "no round is under way: reachout share TEXT --to NAME begins one" in after.err


def test_what_was_sent_is_taken_back_with_the_round(do: Shell, people: dict[str, str]) -> None:
    do("share", MAPS, "--to", "priya")
    do("share", "--sent", "--via", "text")
    assert do("undo").out == "Took back: Priya Nair, link by text.\n"
    one = do("share", "maps", "--json").json
    assert (one["left"], one["people"][0]["state"]) == (1, "waiting")
    assert do("week", "--json").json["people"] == 0


def test_somebody_without_an_address_is_said_to_have_none(
    do: Shell, people: dict[str, str]
) -> None:
    do("add", "Kai Nakoa")
    assert "Kai Nakoa\nemail  no address here\n" in do("share", MAPS, "--to", "kai").out


def test_more_than_ten_people_are_refused_in_one_sentence(do: Shell, shell: Shell) -> None:
    names = [f"Person{at} Doe" for at in range(11)]
    for name in names:
        do("add", name)
    refused = shell("share", MAPS, "--to", *names)
    assert (refused.code, refused.out) == (2, "")
    assert "11 are too many at once: a thing goes to at most 10 people" in refused.err
    assert do("share", "--json").json == [], "nothing of it is kept"


def test_b13_who_a_thing_may_be_for_is_said_with_the_reason(
    do: Shell, people: dict[str, str]
) -> None:
    told = do("share", MAPS, "--suggest").out
    assert "Priya Nair  never reached out to, added today" in told
    assert do("share", "--json").json == [], "asking keeps nothing"
    do("share", MAPS, "--to", "priya")
    do("share", "--sent")
    names = [one["name"] for one in do("share", "maps", "--suggest", "--json").json]
    assert "Priya Nair" not in names
    assert "Tom Okafor" in names


def test_a_thing_is_kept_named_by_a_word_and_taken_out(do: Shell, shell: Shell) -> None:
    assert "There is nothing to share yet" in do("share").out
    assert do("share", f"{MAPS} #maps", "--json").json["tags"] == ["maps"]
    do("share", "a map of rivers", "--kind", "other")
    assert do("share", "rivers", "--tag", "water", "--json").json["tags"] == ["water"]
    unclear = shell("share", "map", "--next")
    assert unclear.code == 1
    assert "map fits 2 things: " in unclear.err
    assert do("share", "rivers", "--remove").out.startswith("Taken out.")
    assert len(do("share", "--json").json) == 1


def test_two_rounds_under_way_are_told_apart(
    do: Shell, shell: Shell, people: dict[str, str]
) -> None:
    do("share", MAPS, "--to", "priya")
    do("share", "a park opens", "--to", "tom")
    unclear = shell("share", "--next")
    assert unclear.code == 1
    which = f"with a word of it, as in reachout share WORD --next: a park opens; {MAPS}"
    assert f"2 rounds are under way, say which {which}" in unclear.err
    assert "reachout share WORD --sent: " in shell("share", "--sent").err
    assert do("share", "park", "--next", "--json").json["next"]["name"] == "Tom Okafor"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--to", "priya"], "say what you share: reachout share TEXT --to NAME"),
        (["--suggest"], "say what it is about: reachout share TEXT --suggest"),
        ([MAPS, "--via", "text"], "--via goes with --to, or with --sent"),
        ([MAPS, "--opener", "Hi"], "--opener goes with --to NAME"),
        ([MAPS, "--next", "--to", "priya"], "begin a round, without --next"),
        ([MAPS, "--kind", "poem"], '"poem" is none of link, introduction'),
    ],
)
def test_what_makes_no_sense_is_refused(
    shell: Shell, people: dict[str, str], words: list[str], why: str
) -> None:
    refused = shell("share", *words)
    assert (refused.code, refused.out) == (2, "")
    assert why in refused.err


# Events


def test_b18_whom_you_met_is_due_a_follow_up_and_the_page_says_what_became(
    do: Shell, people: dict[str, str]
) -> None:
    words = ["--on", "yesterday", "--place", "the mill", "--stayed", "--met", "priya", "Kai Nakoa"]
    page = do("event", "Open source day", *words, "--add", "--json").json
    assert (page["on"], page["place"], page["stayed"]) == ("2026-11-21", "the mill", True)
    assert [(one["name"], one["became"], one["due"]) for one in page["met"]] == [
        ("Kai Nakoa", "open", "2026-11-23"),
        ("Priya Nair", "open", "2026-11-23"),
    ]
    do("log", "priya", "--via", "email")
    told = do("event", "open SOURCE day").out
    assert "You met 2 people: 1 followed up, 1 to follow up." in told
    assert "Priya Nair  followed up Sun 22 Nov, email" in told
    assert "Kai Nakoa   follow up tomorrow" in told


def test_more_is_said_of_an_event_that_is_there(do: Shell, people: dict[str, str]) -> None:
    assert "No event yet." in do("event").out
    do("event", "Book fair", "--on", "monday", "--met", "tom")
    page = do("event", "book fair", "--left", "--met", "priya", "--json").json
    assert (page["stayed"], len(page["met"])) == (False, 2)
    assert len(do("event", "--json").json) == 1
    assert "You met 2 people: 2 to follow up" in do("event").out
    removed = do("event", "Book fair", "--remove").out
    assert removed.startswith("Removed Book fair.\nWhom you met there stays logged")
    assert "x on a card takes the meeting out" in removed
    assert do("week", "--json").json["people"] == 2
    do("undo")
    assert len(do("event", "Book fair", "--json").json["met"]) == 2


def test_a_new_name_said_twice_is_added_once(do: Shell, people: dict[str, str]) -> None:
    words = ["--on", "today", "--met", "Kai Nakoa", "kai nakoa", "priya", "--add"]
    told = do("event", "Book fair", *words).out
    assert told.startswith("Added Kai Nakoa.\nBook fair\n")
    page = do("event", "Book fair", "--json").json
    assert [one["name"] for one in page["met"]] == ["Kai Nakoa", "Priya Nair"]


def test_an_event_may_be_to_come_and_nobody_was_met_there(
    do: Shell, shell: Shell, people: dict[str, str]
) -> None:
    assert "It is still to come." in do("event", "Book fair", "--on", "3 dec").out
    refused = shell("event", "Book fair", "--met", "tom")
    assert refused.code == 2
    assert "Book fair is still to come, on Thu 3 Dec" in refused.err


def test_an_event_of_two_years_is_named_with_its_day(
    do: Shell, shell: Shell, people: dict[str, str]
) -> None:
    do("event", "Book fair", "--on", "2025-11-15")
    do("event", "Book fair", "--on", "2026-11-14")
    unclear = shell("event", "Book fair")
    assert unclear.code == 1
    assert "fits 2 events, on 2026-11-14, 2025-11-15: say --on DAY" in unclear.err
    page = do("event", "Book fair", "--on", "2025-11-15", "--met", "tom", "--json").json
    assert (page["on"], page["met"][0]["name"]) == ("2025-11-15", "Tom Okafor")


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["--stayed"], 2, "say which event: reachout event NAME"),
        (["Book fair"], 1, "no event is called Book fair: --on DAY adds it"),
        (["Book fair", "--on", "soon"], 2, '"soon" is not a day: try today'),
        (["Book fair", "--met", "priya"], 1, "no event is called Book fair: --on DAY adds it"),
        (["Book fair", "--left"], 1, "no event is called Book fair: --on DAY adds it"),
        (
            ["Book fair", "--on", "today", "--met", "Kai Nakoa"],
            1,
            "nobody here is called Kai Nakoa",
        ),
        (
            ["Book fair", "--on", "today", "--met", "Kai", "Nakoa", "--add"],
            1,
            "write a whole name in quotation",
        ),
    ],
)
def test_an_event_that_makes_no_sense_is_refused(
    shell: Shell, people: dict[str, str], words: list[str], code: int, why: str
) -> None:
    refused = shell("event", *words)
    assert (refused.code, refused.out) == (code, "")
    assert why in refused.err
    assert shell("event", "--json").json == []
