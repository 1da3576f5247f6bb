"""When help is wanted, and when a time is about something else."""

from __future__ import annotations

import pytest

from bot.understanding.when import code, find_when

WISHES = [
    ("now", "now"),
    ("is anywhere open now", "now"),
    ("open right now?", "now"),
    ("need a dentist asap", "now"),
    ("i need help now please", "now"),
    ("is boots still open", "now"),
    ("its 2am and my sons burning up", "now"),
    ("pharmacy open today", "day=today"),
    ("chemist open tonight", "day=today;part=night"),
    ("2nite", "day=today;part=night"),
    ("can I be seen this morning", "day=today;part=morning"),
    ("tmrw", "day=tomorrow"),
    ("2moz pls", "day=tomorrow"),
    ("tommorow evening", "day=tomorrow;part=evening"),
    ("day after tomorrow", "day=day_after_tomorrow"),
    ("sun", "day=sunday"),
    ("thurs eve", "day=thursday;part=evening"),
    ("sat morning", "day=saturday;part=morning"),
    ("sunday evening", "day=sunday;part=evening"),
    ("are you open sundays", "day=sunday"),
    ("wensday", "day=wednesday"),
    ("pharmacy open at the weekend", "day=weekend"),
    ("next weekend", "day=next_weekend"),
    ("next week", "day=next_week"),
    ("bank holiday", "day=bank_holiday"),
    ("bank hol monday", "day=bank_holiday_monday"),
    ("open xmas day?", "day=christmas_day"),
    ("boxing day", "day=boxing_day"),
    ("good friday", "day=good_friday"),
    ("over easter", "day=easter"),
    ("new years day", "day=new_years_day"),
    ("25th december", "day=--12-25"),
    ("dec 25", "day=--12-25"),
    ("25/12", "day=--12-25"),
    ("the 26th of december", "day=--12-26"),
    ("on the 25th", "day=---25"),
    ("2026-12-24", "day=2026-12-24"),
    ("24/12/26", "day=2026-12-24"),
    ("after 6", "after=18:00"),
    ("open after 6 tomorrow", "day=tomorrow;after=18:00"),
    ("before 9am", "before=09:00"),
    ("between 6 and 8", "after=18:00;before=20:00"),
    ("between 12 and 1", "after=12:00;before=13:00"),
    ("at half past 7", "at=19:30"),
    ("half 7", "at=19:30"),
    ("half 7 in the morning", "at=07:30"),
    ("quarter to 5", "at=16:45"),
    ("7.30pm", "at=19:30"),
    ("at 19:00 on friday", "day=friday;at=19:00"),
    ("tomorrow evening at 8", "day=tomorrow;at=20:00"),
    ("tomorrow at 8", "day=tomorrow;at=08:00"),
    ("open at 2 in the morning", "at=02:00"),
    ("at lunchtime", "after=12:00;before=14:00"),
    ("first thing", "after=07:00;before=10:00"),
    ("open after work", "after=17:00"),
    ("evening appointments", "part=evening"),
    ("late night chemist", "part=night"),
    ("I fell yesterday, anywhere open today?", "day=today"),
    ("had a fall can I see someone today", "day=today"),
    ("I fell on Sunday, can someone look on Tuesday", "day=tuesday"),
]
OTHER_TIMES = [
    "my back hurts now for weeks",
    "been like this for weeks now",
    "my leg hurts now",
    "now my arm is sore",
    "stop smoking now and then",
    "since Sunday",
    "last Tuesday",
    "for 3 days",
    "2 weeks",
    "after my heart attack",
    "after 6 weeks",
    "after 2 days",
    "I'm 67",
    "at 6 months",
    "at 30 weeks pregnant",
    "still in nappies at 4",
    "took 2 tablets at 7pm",
    "fell on sunday",
    "it started this morning",
    "stiff in the morning",
    "cough worse at night",
    "hurts at night",
    "morning after pill",
    "good morning",
    "good afternoon",
    "I sat down and it hurt",
    "24/7 chemist",
    "pain 7/10",
    "blood pressure 120/80",
    "1/2 a tablet",
    "temp of 38.5",
    "I may 5",
    "no appointment till monday",
    "husband works nights",
    "",
]


@pytest.mark.parametrize(("message", "expected"), WISHES)
def test_wished_times_are_read(message: str, expected: str) -> None:
    mention = find_when(message)
    assert mention is not None
    assert code(mention.when) == expected
    assert message[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("message", OTHER_TIMES)
def test_other_times_are_passed_over(message: str) -> None:
    assert find_when(message) is None
