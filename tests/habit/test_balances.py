"""Where the effort goes: each balance, the change, who is in it, and a slow reading that agrees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habit.balances import (
    BALANCES,
    PICTURES,
    SPANS,
    Picture,
    Span,
    SpanName,
    Weighed,
    explain,
    fact,
    is_open,
    percents,
)
from habit.live import live, living
from habit.model import (
    USUAL_MINUTES,
    VOICE,
    WRITTEN,
    Channel,
    Contact,
    Gift,
    Interaction,
    Meta,
    Outcome,
    Rank,
    Side,
)
from habit.network import Network, Touched
from habit.outcomes import counts_as
from habit.weeks import Month, month_of, next_month, start_of_week

TODAY = date(2026, 11, 22)
"""A Sunday: the month has gone three weeks, from 2 November on."""


def network_of(people: Iterable[Contact], them: Iterable[Interaction], **meta: Any) -> Network:
    return Network.of(
        {
            "_meta": {"1": Meta(**meta)},
            "contacts": {one.id: one for one in people},
            "interactions": {one.id: one for one in them},
        }
    )


def out(key: str, days: int, *people: str, via: Channel = "call", **more: Any) -> Interaction:
    """An outreach so many days ago; who reached whom is as usual."""
    said: Outcome = "reached" if via in VOICE - {"voicemail"} else "waiting"
    whom = dict.fromkeys(people, said)
    return Interaction(key, TODAY - timedelta(days=days), whom, "out", via, **more)


def pictures(network: Network, today: date) -> dict[SpanName, Picture]:
    """Return the picture of each span."""
    return {name: rule(network, today) for name, rule in PICTURES.items()}


def month(people: Iterable[Contact], *them: Interaction, **meta: Any) -> Picture:
    return pictures(network_of(people, them, **meta), TODAY)["month"]


def names(row: Weighed, part: int) -> set[str]:
    return set(row.who[part])


# One by one


def test_b4_each_person_counts_once_inside_or_outside_and_the_unknown_are_said_beside() -> None:
    people = [
        Contact("a", "Ana", side="inside"),
        Contact("b", "Ben", organization="Kestrel Rail"),
        Contact("c", "Cleo", side="outside"),
        Contact("d", "Dan"),
    ]
    calls = [out("1", 1, "a"), out("2", 2, "a", "b"), out("3", 3, "c"), out("4", 4, "d")]
    picture = month(people, *calls, organization="kestrel rail")
    row = picture.row("side")
    assert (row.now.amounts, row.now.unknown, row.percents) == ((2, 1), 1, (67, 33))
    assert [set(one) for one in row.who] == [{"a", "b"}, {"c"}, {"d"}]
    said = explain(row, picture.span)
    assert said == "4 people in November: 2 where you work, 1 elsewhere, 1 not said."


def test_a_side_follows_when_it_is_said_where_you_work() -> None:
    people = [Contact("a", "Ana", organization="Kestrel Rail")]
    network = network_of(people, [out("1", 1, "a")])
    assert pictures(network, TODAY)["month"].row("side").now.amounts == (0, 0)
    for yours, amounts in (("Kestrel Rail", (1, 0)), (None, (0, 0))):
        network = network.after([("_meta", "1", Meta(organization=yours))])
        assert pictures(network, TODAY)["month"].row("side").now.amounts == amounts


def test_b5_whoever_is_outside_is_not_on_your_team_without_being_said_so() -> None:
    people = [
        Contact("a", "Ana", team=True),
        Contact("b", "Ben", side="outside"),
        Contact("c", "Cleo", team=False),
        Contact("d", "Dan", side="inside"),
    ]
    row = month(people, out("1", 1, "a", "b", "c", "d")).row("team")
    assert (row.now.amounts, row.now.unknown) == ((1, 2), 1)


def test_b7_the_ladder_counts_people_above_beside_and_below() -> None:
    people = [Contact("a", rank="above"), Contact("b", rank="peer"), Contact("c", rank="below")]
    row = month(people, out("1", 1, "a", "b"), out("2", 2, "b", "c")).row("ladder")
    assert row.now.amounts == (1, 1, 1)
    assert row.who == (("a",), ("b",), ("c",), ())


def test_b16_a_voicemail_is_voice_and_what_is_neither_voice_nor_text_is_left_out() -> None:
    calls = [
        out("1", 1, "a"),
        out("2", 2, "b", via="voicemail"),
        out("3", 3, "a", "b", via="email"),
        out("4", 4, "a", via="other"),
    ]
    picture = month([Contact("a"), Contact("b")], *calls)
    row = picture.row("voice")
    assert (row.now.amounts, row.now.unknown, row.percents) == ((2, 2), 1, (50, 50))
    assert fact(row, picture.now, "a", 0) == "1 call"
    assert fact(row, picture.now, "b", 1) == "1 email"


def test_b9_gave_and_asked_are_counted_in_whatever_was_logged() -> None:
    wrote = Interaction(
        "1", TODAY, {"a": "reached"}, "in", "email", gave=(Gift("link", "the talks"), Gift("news"))
    )
    picture = month([Contact("a")], wrote, out("2", 5, "a", asked=(Gift("favor"),)))
    row = picture.row("giving")
    assert (row.now.amounts, row.percents) == ((2, 1), (67, 33))
    assert fact(row, picture.now, "a", 0) == "2 times, news"
    assert fact(row, picture.now, "a", 1) == "favor"


def test_a18_people_are_new_or_known_and_those_silent_for_180_days_are_reconnected() -> None:
    people = [Contact("a"), Contact("b"), Contact("c"), Contact("d")]
    calls = [
        *(out("1", 1, "a", "b", "c", "d"), out("2", 40, "b")),
        *(out("3", 300, "c"), out("4", 1500, "d")),
    ]
    picture = month(people, *calls)
    row = picture.row("ties")
    assert row.now.amounts == (1, 3)
    assert [picture.count(tie) for tie in ("new", "active", "reconnected")] == [1, 1, 2]
    assert picture.woken == 1
    assert [fact(row, picture.now, one, 1) for one in "cd"] == [
        "silent before",
        "after three years",
    ]


def test_b6_influence_is_how_many_of_the_marked_were_in_touch_in_90_days() -> None:
    people = [
        Contact("a", influence=True),
        Contact("b", influence=True),
        Contact("c", influence=True, archived=True),
        Contact("d"),
    ]
    calls = [out("1", 90, "a"), out("2", 91, "b"), out("3", 3, "b", via="research")]
    picture = month(people, *calls, out("4", 1, "d"))
    row = picture.row("influence")
    assert row.who == (("a",), ("b",), ())
    assert explain(row, picture.span) == (
        "2 people of influence: 1 in touch in the last 90 days, 1 quiet."
    )
    assert fact(row, picture.now, "b", 1) == "2 months ago, call"


def test_b3_minutes_go_to_interacting_contacting_and_locating() -> None:
    calls = [
        out("1", 1, "a"),
        out("2", 2, "b", via="email"),
        Interaction("3", TODAY, {}, "out", "research", minutes=40),
    ]
    picture = month([Contact("a"), Contact("b")], *calls)
    row = picture.row("time")
    assert row.now.amounts == (15, 10, 40)
    assert (names(row, 0), names(row, 1)) == ({"a"}, {"b"})
    assert fact(row, picture.now, "b", 1) == "10 min"
    assert explain(row, picture.span) == (
        "1 h 05 in November: 15 min with people, 10 min trying, 40 min finding."
    )


def test_a19_live_are_those_in_touch_in_90_days_of_all_that_were_known_by_then() -> None:
    added = int(datetime(2026, 10, 1, tzinfo=UTC).timestamp() * 1000)
    people = [
        Contact("a", made=added),
        Contact("b", made=added),
        Contact("c", made=added, archived=True),
        Contact("d", made=int(datetime(2027, 1, 1, tzinfo=UTC).timestamp() * 1000)),
    ]
    told = living(network_of(people, [out("1", 80, "a"), out("2", 2, "c")]), TODAY)
    # A call on 3 September: known from then on, live until 2 December.
    assert [(one.month[1], one.live, one.people) for one in told.shares] == [
        *((9, 1, 1), (10, 1, 2)),
        (11, 1, 3),
    ]
    assert told.now.percent == 33


def test_somebody_who_was_always_there_counts_from_the_first_month() -> None:
    told = living(network_of([Contact("a")], []), TODAY)
    assert len(told.shares) == 12
    assert told.now.percent == 0


def test_with_nobody_the_live_share_is_of_nobody() -> None:
    told = living(network_of([], []), TODAY)
    assert [(one.live, one.people, one.percent) for one in told.shares] == [(0, 0, None)]


# The spans


def test_a_span_ends_today_and_is_held_against_as_many_whole_months() -> None:
    spans = {name: Span.of(name, 0, TODAY) for name in SPANS}
    first, last = date(2026, 11, 2), TODAY
    assert (spans["month"].period.first, spans["month"].period.last) == (first, last)
    assert spans["month"].before.last == date(2026, 11, 1)
    assert spans["quarter"].period.first == date(2026, 8, 31)
    assert spans["year"].months == tuple(next_month((2026, 11), by) for by in range(-11, 1))
    assert spans["year"].before.last + timedelta(days=1) == spans["year"].period.first
    assert [one.title for one in spans.values()] == [
        "November so far",
        "September to November so far",
        "December 2025 to November so far",
    ]
    assert [one.against for one in spans.values()] == [
        *("October", "the three months before"),
        "the year before",
    ]


def test_the_change_is_in_points_and_there_is_none_without_anything_before() -> None:
    people = [Contact("a", side="inside"), Contact("b", side="outside")]
    now, before = out("1", 1, "a", "b"), out("2", 30, "b")
    assert month(people, now, before).row("side").change == 50
    assert month(people, now).row("side").change is None


def test_two_sides_make_a_hundred_and_nothing_makes_none() -> None:
    assert percents((1, 2)) == (33, 67)
    assert percents((1, 7)) == (13, 87)
    assert percents((0, 0)) is None
    assert percents((1, 1, 1)) == (33, 33, 33)


def test_somebody_who_is_gone_counts_as_one_of_whom_nothing_is_said() -> None:
    row = month([], out("1", 1, "x")).row("side")
    assert (row.now.amounts, row.now.unknown, row.who[-1]) == ((0, 0), 1, ("x",))


def test_what_is_private_counts_and_can_be_left_out_of_lists() -> None:
    picture = month([Contact("a", side="inside")], out("1", 1, "a", private=True))
    row = picture.row("side")
    assert row.now.amounts == (1, 0)
    assert not is_open(row, picture.now, "a")
    assert fact(row, picture.now, "a", 0, private=False) == ""
    assert fact(row, picture.now, "a", 0) == "call, yesterday"


def test_a_picture_needs_five_people_in_a_year() -> None:
    people = [Contact(key) for key in "abcde"]
    assert month(people, out("1", 200, *"abcd")).is_young
    assert not month(people, out("1", 200, *"abcde")).is_young


@pytest.mark.parametrize("name", SPANS)
def test_every_row_is_explained_also_when_there_is_nothing(name: SpanName) -> None:
    picture = pictures(network_of([], []), TODAY)[name]
    for row in picture.rows:
        said = explain(row, picture.span)
        assert said.endswith(".")
        assert "{" not in said


# A slow reading of the same documents


class Slow:
    """Every number, each from all the documents again and without a thought for speed."""

    def __init__(self, network: Network, today: date, months: int) -> None:
        self.network, self.today = network, today
        this = month_of(start_of_week(today, network.meta.weekday))
        self.months = {next_month(this, -by) for by in range(months)}

    def month_of(self, day: date) -> Month:
        return month_of(start_of_week(day, self.network.meta.weekday))

    def them(self) -> list[Interaction]:
        return [
            one
            for one in self.network.interactions.values()
            if one.on <= self.today and self.month_of(one.on) in self.months
        ]

    def is_outreach(self, one: Interaction) -> bool:
        return one.channel in ("coffee", "meeting", "event") or (
            one.dir == "out" and one.channel != "research"
        )

    def pairs(self) -> list[tuple[Channel, str]]:
        return [
            (it.channel, who) for it in self.them() if self.is_outreach(it) for who in it.people
        ]

    def people(self) -> set[str]:
        return {who for _, who in self.pairs()}

    def side(self, who: str) -> Side | None:
        contact = self.network.contacts.get(who, Contact())
        if contact.side:
            return contact.side
        same = contact.organization and contact.organization == self.network.meta.organization
        return "inside" if same else None

    def team(self, who: str) -> bool | None:
        contact = self.network.contacts.get(who, Contact())
        if contact.team is not None:
            return contact.team
        return False if self.side(who) == "outside" else None

    def rank(self, who: str) -> Rank | None:
        return self.network.contacts.get(who, Contact()).rank

    def talks(self, who: str) -> list[date]:
        every = self.network.interactions.values()
        return [one.on for one in every if who in one.people and one.channel != "research"]

    def tie(self, who: str) -> str:
        first = min(
            day
            for by in range(600)
            if self.month_of(day := self.today - timedelta(days=by)) in self.months
        )
        before = [on for on in self.talks(who) if on < first]
        then = min(on for on in self.talks(who) if on >= first)
        if not before:
            return "new"
        return "active" if (then - max(before)).days < 180 else "reconnected"

    def is_live(self, who: str, day: date) -> bool:
        return any(0 <= (day - on).days <= 90 for on in self.talks(who))

    def minutes(self) -> dict[str, int]:
        used = {"interacting": 0, "contacting": 0, "locating": 0}
        for one in self.them():
            count = USUAL_MINUTES[one.channel] if one.minutes is None else one.minutes
            how = "contacting"
            if one.channel == "research":
                how = "locating"
            elif any(
                counts_as(self.network, one, it, self.today) == "reached" for it in one.people
            ):
                how = "interacting"
            used[how] += count
        return used

    def amounts(self) -> dict[str, tuple[tuple[int, ...], int]]:
        """Each balance: what is on its sides, and on neither."""
        people, channels = self.people(), [channel for channel, _ in self.pairs()]
        ties = [self.tie(who) for who in people]
        marked = [it for it in self.network.contacts.values() if it.influence and not it.archived]
        live = [self.is_live(one.id, self.today) for one in marked]
        sides = [self.side(who) for who in people]
        teams = [self.team(who) for who in people]
        ranks = [self.rank(who) for who in people]
        return {
            "side": ((sides.count("inside"), sides.count("outside")), sides.count(None)),
            "team": ((teams.count(True), teams.count(False)), teams.count(None)),
            "ladder": (
                (ranks.count("above"), ranks.count("peer"), ranks.count("below")),
                ranks.count(None),
            ),
            "voice": (
                (sum(x in VOICE for x in channels), sum(x in WRITTEN for x in channels)),
                sum(x not in VOICE | WRITTEN for x in channels),
            ),
            "giving": (
                (
                    sum(len(one.gave) for one in self.them()),
                    sum(len(one.asked) for one in self.them()),
                ),
                0,
            ),
            "ties": ((ties.count("new"), len(ties) - ties.count("new")), 0),
            "influence": ((sum(live), len(live) - sum(live)), 0),
            "time": (tuple(self.minutes().values()), 0),
        }

    @cached_property
    def ends(self) -> dict[Month, date]:
        """The last day of each month; no document has a say in it, so that once is enough."""
        days = (self.today - timedelta(days=by) for by in reversed(range(420)))
        return {self.month_of(day): day for day in days}

    def share(self, month: Month) -> tuple[int, int]:
        end = self.ends[month]
        known = [
            one.id
            for one in self.network.contacts.values()
            if not one.archived and self.known_from(one) <= end
        ]
        return sum(self.is_live(who, end) for who in known), len(known)

    def known_from(self, one: Contact) -> date:
        made = datetime.fromtimestamp(one.made / 1000, UTC).date() if one.made else date.min
        return min([min(made, self.today), *self.talks(one.id)])


channels: st.SearchStrategy[Channel] = st.sampled_from(list(USUAL_MINUTES))
outcomes: st.SearchStrategy[Outcome] = st.sampled_from(["waiting", "reached", "no_reply"])
days = st.dates(TODAY - timedelta(days=1600), TODAY) | st.dates(date(2026, 6, 1), TODAY)
gifts = st.lists(st.just(Gift("link")), max_size=2).map(tuple)
keys = st.sampled_from("abcdefgh")


@st.composite
def interactions(draw: st.DrawFn) -> Interaction:
    return Interaction(
        id=f"i{draw(st.integers(0, 30))}",
        on=draw(days),
        people=draw(st.dictionaries(keys, outcomes, max_size=3)),
        dir=draw(st.sampled_from(["out", "out", "in"])),
        channel=draw(channels),
        minutes=draw(st.sampled_from([None, 5])),
        gave=draw(gifts),
        asked=draw(gifts),
    )


@st.composite
def contacts(draw: st.DrawFn, key: str | None = None) -> Contact:
    added = draw(days)
    return Contact(
        id=key or draw(keys),
        organization=draw(st.sampled_from([None, "Kestrel", "Tideline"])),
        side=draw(st.sampled_from([None, "inside", "outside"])),
        rank=draw(st.sampled_from([None, "above", "peer", "below"])),
        team=draw(st.sampled_from([None, True, False])),
        influence=draw(st.sampled_from([None, True])),
        archived=draw(st.sampled_from([False, False, True])),
        made=draw(
            st.sampled_from([0, int(datetime(added.year, added.month, 9).timestamp() * 1000)])
        ),
    )


networks = st.builds(
    lambda people, them, weekday: network_of(people, them, weekday=weekday, organization="Kestrel"),
    st.lists(contacts(), max_size=8),
    st.lists(interactions(), max_size=14),
    st.sampled_from([0, 6]),
)
touches: st.SearchStrategy[Touched] = st.one_of(
    interactions().map(lambda one: ("interactions", one.id, one)),
    st.tuples(st.just("interactions"), st.integers(0, 30).map("i{}".format), st.none()),
    contacts().map(lambda one: ("contacts", one.id, one)),
    st.tuples(st.just("contacts"), keys, st.none()),
    st.sampled_from([None, "Kestrel", "Tideline"]).map(
        lambda yours: ("_meta", "1", Meta(organization=yours))
    ),
)
thorough = settings(max_examples=60, deadline=None)


def agree(network: Network, today: date) -> None:
    for name, picture in pictures(network, today).items():
        slow = Slow(network, today, SPANS[name])
        assert set(picture.now.counts.people) == slow.people()
        assert picture.now.counts.tries == len(slow.pairs())
        ties = [slow.tie(who) for who in slow.people()]
        for tie in ("new", "active", "reconnected"):
            assert picture.count(tie) == ties.count(tie)
        told = slow.amounts()
        assert {row.balance.key for row in picture.rows} == told.keys()
        for row in picture.rows:
            assert (row.now.amounts, row.now.unknown) == told[row.balance.key], row.balance.key
            listed(row)
        for share in picture.living.shares:
            assert (share.live, share.people) == slow.share(share.month)
            day = live(network, slow.ends[share.month], today)
            assert (day.live, day.people) == (share.live, share.people)


def listed(row: Weighed) -> None:
    """Hold that who is listed is as many as were counted, wherever people are counted."""
    if row.balance.unit in ("people", "marked"):
        assert tuple(map(len, row.who)) == (*row.now.amounts, row.now.unknown)
    else:
        for people, amount in zip(row.who, (*row.now.amounts, row.now.unknown), strict=True):
            assert amount or not people


@thorough
@given(networks, st.integers(0, 40))
def test_all_numbers_are_those_of_a_plain_slow_reading(network: Network, later: int) -> None:
    agree(network, TODAY + timedelta(days=later))


@thorough
@given(networks, st.lists(touches, min_size=1, max_size=4))
def test_what_is_remembered_is_right_after_each_commit(
    network: Network, changed: list[Touched]
) -> None:
    pictures(network, TODAY)
    for touch in changed:
        network = network.after([touch])
        agree(network, TODAY)


@thorough
@given(networks)
def test_everybody_reached_out_to_is_on_one_side_or_on_neither(network: Network) -> None:
    for picture in pictures(network, TODAY).values():
        for row in picture.rows:
            if row.balance.unit == "people":
                assert sorted(one for part in row.who for one in part) == sorted(
                    picture.now.counts.people
                )


def test_each_balance_has_a_name_of_its_own_and_words_for_every_part() -> None:
    assert len({one.key for one in BALANCES}) == len(BALANCES)
    for one in BALANCES:
        assert len(one.told) == len(one.parts) + 1
        assert len(one.parts) == 2 or one.title
