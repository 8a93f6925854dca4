"""The kept lists: first entries until somebody changes one, stable codes, no word for two things."""

from __future__ import annotations

from typing import Any

import pytest

from showroom import language
from showroom.errors import Clash, Invalid, Refused
from showroom.forms import choices, first_lists
from showroom.forms.field import Option, read
from showroom.forms.reference import CAMPAIGN_FIELDS, CAR_MODEL, fields_of
from showroom.models.reference import ReferenceItem
from showroom.rules import text
from showroom.services import campaigns, car_models, lists, phone_first, reference
from tests.people import Showroom, log_of, register_line, register_walk_in, row_of


def entered(list_name: str, **texts: str) -> dict[str, Any]:
    """The form of an entry as it is typed."""
    return read(fields_of(list_name), texts, lists.with_campaigns())


def adds(showroom: Showroom, list_name: str, **texts: str) -> str:
    return reference.add_item(showroom.manager, list_name, entered(list_name, **texts))


def entry(showroom: Showroom, list_name: str, code: str) -> reference.Entry:
    return next(one for one in reference.entries(showroom.manager, list_name) if one.code == code)


def changes(showroom: Showroom, list_name: str, code: str, **texts: str) -> None:
    seen = entry(showroom, list_name, code)
    reference.change_item(
        showroom.manager,
        list_name,
        code,
        seen.revision,
        entered(list_name, **{"chinese": seen.chinese} | texts),
    )


def retires(showroom: Showroom, list_name: str, code: str) -> None:
    seen = entry(showroom, list_name, code)
    reference.retire_item(showroom.manager, list_name, code, seen.revision)


def codes(showroom: Showroom, list_name: str) -> list[str]:
    return [one.code for one in reference.entries(showroom.manager, list_name)]


def words(showroom: Showroom, list_name: str) -> list[str]:
    """What a form offers."""
    return [one.chinese for one in lists.current()[list_name] if one.active]


# --- first entries ---------------------------------------------------------------------------------------


def test_a_list_nobody_changed_has_its_first_entries(showroom: Showroom) -> None:
    assert lists.current()["lost_reason"] == first_lists.FIRST_LOST_REASONS
    assert codes(showroom, "source")[:6] == ["vip", "base", "showroom", "intelligence", "employee", "display"]
    assert not ReferenceItem.select().where(ReferenceItem.list_name == "source").exists()


def test_the_first_change_writes_them_all_and_changes_one(showroom: Showroom) -> None:
    before = lists.current()["competitor"]
    changes(showroom, "competitor", "toyota", english="Toyota China")
    after = lists.current()["competitor"]
    assert [one.code for one in after] == [one.code for one in before]
    assert [old.code for old, new in zip(before, after, strict=True) if old != new] == ["toyota"]
    assert lists.current()["colour"] == first_lists.FIRST_COLOURS, "the other lists are left alone"


@pytest.mark.parametrize("name", first_lists.FIRST)
def test_first_entries_have_codes_words_and_categories_of_their_own(name: str) -> None:
    options = first_lists.FIRST[name]
    keys = [text.key(word) for one in options for word in {*map(text.key, one.words())}]
    assert len(keys) == len(set(keys)), "two entries share a word"
    assert all(one.chinese and one.english for one in options)
    known = choices.FIXED.get(f"{name}_category", (Option("", ""),))
    assert {one.category for one in options} <= {one.code for one in known}


def test_sources_are_the_network_and_the_media_in_their_order(showroom: Showroom) -> None:
    groups = [one.category for one in lists.current()["source"]]
    assert groups == ["network"] * 6 + ["media"] * 15
    assert [one.chinese[0] for one in lists.current()["source"][:6]] == list("RBSIEP")


def test_every_category_of_lost_reasons_has_one(showroom: Showroom) -> None:
    assert {one.category for one in lists.current()["lost_reason"]} == {
        one.code for one in choices.LOST_CATEGORIES
    }


# --- adding and wording ----------------------------------------------------------------------------------


def test_a_new_area_is_understood_at_once(showroom: Showroom) -> None:
    assert adds(showroom, "area", chinese="余杭", english="Yuhang", also="未来科技城、良渚") == "yuhang"
    assert phone_first.values("王丽 良渚 朗逸", lists.current())["area"] == "余杭"
    assert entry(showroom, "area", "yuhang").also == ("未来科技城", "良渚")


@pytest.mark.parametrize(
    ("english", "code"),
    [("Lin'an & Yuqian", "lin_an_yuqian"), ("", "area_2"), ("2026", "area_2"), ("湖", "area_2")],
)
def test_a_code_is_made_from_the_english_word_or_a_number(
    showroom: Showroom, english: str, code: str
) -> None:
    assert adds(showroom, "area", chinese="临安", english=english) == code


def test_a_code_is_never_used_again(showroom: Showroom) -> None:
    adds(showroom, "area", chinese="余杭", english="Yuhang")
    retires(showroom, "area", "yuhang")
    assert adds(showroom, "area", chinese="新余杭", english="Yuhang") == "yuhang_2"


def test_the_same_token_adds_once(showroom: Showroom) -> None:
    values = entered("area", chinese="余杭")
    twice = [reference.add_item(showroom.manager, "area", values, token="t-area") for _time in range(2)]
    assert twice == ["area_2", "area_2"]
    assert words(showroom, "area") == ["滨江", "西湖", "余杭"]


def test_another_word_reaches_old_rows(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", source="朋友介绍")
    changes(showroom, "source", "friend", chinese="亲友介绍", category="媒体")
    assert row_of(showroom.reception, done.entry).source == "friend"
    assert "亲友介绍" in words(showroom, "source")


def test_a_source_names_its_campaign(showroom: Showroom) -> None:
    texts = {"chinese": "春季外展", "kind": "展示会", "starts_on": "2026-03-07"}
    campaign = campaigns.add_campaign(showroom.manager, read(CAMPAIGN_FIELDS, texts, lists.with_campaigns()))
    code = adds(showroom, "source", chinese="春季外展客户", category="来源网络", campaign="春季外展")
    assert entry(showroom, "source", code).campaign == campaign
    assert campaigns.campaigns(showroom.manager)[0].sources == (code,)
    changes(showroom, "source", code, category="来源网络", campaign="")
    assert entry(showroom, "source", code).campaign is None


def test_a_source_and_a_lost_reason_need_their_group(showroom: Showroom) -> None:
    for name in ("source", "lost_reason"):
        with pytest.raises(Invalid) as invalid:
            entered(name, chinese="某项")
        assert [problem.field for problem in invalid.value.problems] == ["category"]


def test_two_who_word_an_entry_at_once_clash(showroom: Showroom) -> None:
    reference.change_item(showroom.manager, "area", "xihu", 1, entered("area", chinese="西湖区"))
    with pytest.raises(Clash):
        reference.change_item(showroom.administrator, "area", "xihu", 1, entered("area", chinese="湖滨"))


# --- one word, one thing ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("list_name", "word", "other"),
    [
        ("area", "滨江", "滨江"),
        ("area", "binjiang", "滨江"),
        ("area", "ＢＩＮＪＩＡＮＧ", "滨江"),
        ("area", "李娜", "李娜"),
        ("area", "朗逸", "朗逸"),
        ("area", "来电", "来电"),
        ("area", "其他", "其他"),
        ("area", "H级", "H"),
        ("area", "B", "B"),
        ("area", "2人", "2"),
        ("area", "13812345678", "13812345678"),
        ("area", "王女士", "female"),
        ("purpose", "保养", "维修保养"),
        ("competitor", "宝骏", "五菱"),
    ],
)
def test_a_word_that_means_something_already_is_refused(
    showroom: Showroom, list_name: str, word: str, other: str
) -> None:
    with pytest.raises(Invalid) as invalid:
        adds(showroom, list_name, chinese=word)
    (problem,) = invalid.value.problems
    assert problem.field == "chinese"
    assert problem.values == {"word": word, "other": other}
    assert word not in words(showroom, list_name) or word == other


def test_each_shared_word_is_named_in_its_field(showroom: Showroom) -> None:
    with pytest.raises(Invalid) as invalid:
        adds(showroom, "area", chinese="余杭", english="Binjiang", also="李娜\n良渚\n朗逸")
    assert [(one.field, one.values["word"]) for one in invalid.value.problems] == [
        ("english", "Binjiang"),
        ("also", "李娜"),
        ("also", "朗逸"),
    ]


def test_words_that_mean_nothing_else_are_taken(showroom: Showroom) -> None:
    """The control: names of places, also long ones and such that begin like a colour or hold figures."""
    for word in ("红旗村", "城西", "Hangzhou Economic Development Zone", "2号大街", "王家井"):
        adds(showroom, "area", chinese=word)
    assert adds(showroom, "competitor", chinese="李娜牌") == "competitor_2"


def test_a_list_that_is_not_spoken_may_use_any_word(showroom: Showroom) -> None:
    assert adds(showroom, "lost_reason", chinese="来电", category="价格")


def test_words_an_entry_has_already_do_not_stand_in_its_way(showroom: Showroom) -> None:
    """其他 is a purpose and begins a way to come: it stays as it was."""
    changes(showroom, "purpose", "other", english="other things", also="其它")
    assert entry(showroom, "purpose", "other").english == "other things"


def test_too_many_other_words_are_refused(showroom: Showroom) -> None:
    with pytest.raises(Invalid):
        adds(showroom, "area", chinese="余杭", also="\n".join(f"地名{one}号" for one in range(21)))


# --- order, out of use -----------------------------------------------------------------------------------


def test_an_entry_is_put_at_another_place(showroom: Showroom) -> None:
    adds(showroom, "area", chinese="余杭", english="Yuhang")
    reference.move_item(showroom.manager, "area", "yuhang", 0)
    assert codes(showroom, "area") == ["yuhang", "binjiang", "xihu"]
    reference.move_item(showroom.manager, "area", "yuhang", 99)
    assert words(showroom, "area") == ["滨江", "西湖", "余杭"]
    reference.move_item(showroom.manager, "area", "xihu", -3)
    assert codes(showroom, "area")[0] == "xihu"


def test_moving_is_no_reason_to_clash_about_words(showroom: Showroom) -> None:
    seen = entry(showroom, "area", "xihu")
    reference.move_item(showroom.administrator, "area", "xihu", 0)
    reference.change_item(showroom.manager, "area", "xihu", seen.revision, entered("area", chinese="西湖区"))
    assert words(showroom, "area") == ["西湖区", "滨江"]


def test_out_of_use_is_offered_no_more_but_keeps_its_word(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", purpose="咨询")
    retires(showroom, "purpose", "enquiry")
    assert "咨询" not in words(showroom, "purpose")
    assert row_of(showroom.reception, done.entry).purpose == "enquiry"
    assert next(one.chinese for one in lists.current()["purpose"] if one.code == "enquiry") == "咨询"
    seen = entry(showroom, "purpose", "enquiry")
    reference.use_item(showroom.manager, "purpose", "enquiry", seen.revision)
    assert "咨询" in words(showroom, "purpose")


def test_its_words_are_free_and_it_comes_back_only_if_they_still_are(showroom: Showroom) -> None:
    retires(showroom, "area", "xihu")
    adds(showroom, "area", chinese="西湖")
    with pytest.raises(Invalid):
        reference.use_item(showroom.manager, "area", "xihu", 2)
    assert words(showroom, "area") == ["滨江", "西湖"]


def test_the_last_purpose_stays(showroom: Showroom) -> None:
    for code in codes(showroom, "purpose")[1:]:
        retires(showroom, "purpose", code)
    with pytest.raises(Refused) as refused:
        retires(showroom, "purpose", "look_at_cars")
    assert refused.value.code == "E-LAST-ENTRY"
    for code in codes(showroom, "area"):
        retires(showroom, "area", code)
    assert words(showroom, "area") == [], "a form can do without an area"


def test_an_entry_that_is_not_there_is_refused(showroom: Showroom) -> None:
    for attempt in (
        lambda: reference.retire_item(showroom.manager, "area", "nowhere", 1),
        lambda: car_models.retire_model(showroom.manager, 99, 1),
        lambda: campaigns.retire_campaign(showroom.manager, 99, 1),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "E-GONE-ENTRY"


# --- car models ------------------------------------------------------------------------------------------


def model(**texts: str) -> dict[str, Any]:
    return read(CAR_MODEL, texts, lists.current())


def test_a_new_car_is_understood_at_once_and_ordered(showroom: Showroom) -> None:
    new = car_models.add_model(showroom.manager, model(chinese="途岳", english="Tharu", also="途岳新锐"))
    assert register_line(showroom.reception, "王丽 途岳新锐").entry
    assert log_of(showroom.reception).rows[0].model_of_interest == new
    car_models.move_model(showroom.manager, new, 0)
    assert words(showroom, "car_model") == ["途岳", "朗逸", "途观L", "帕萨特"]


@pytest.mark.parametrize("word", ["朗逸", "途观", "滨江", "李娜", "看车"])
def test_a_car_cannot_be_called_what_means_something_else(showroom: Showroom, word: str) -> None:
    with pytest.raises(Invalid):
        car_models.add_model(showroom.manager, model(chinese=word))


@pytest.mark.parametrize("word", ["2008", "H6", "红旗H5", "ID.4 CROZZ", "A6L", "Model 3"])
def test_the_names_cars_have_are_taken(showroom: Showroom, word: str) -> None:
    assert car_models.add_model(showroom.manager, model(chinese=word))


def test_a_car_goes_out_of_use_and_comes_back(showroom: Showroom) -> None:
    first = car_models.models(showroom.manager)[0]
    car_models.retire_model(showroom.manager, first.car_model, first.revision)
    assert words(showroom, "car_model") == ["途观L", "帕萨特"]
    car_models.change_model(showroom.manager, first.car_model, 2, model(chinese="新朗逸", english="Lavida"))
    car_models.use_model(showroom.manager, first.car_model, 3)
    assert car_models.models(showroom.manager)[0].label == "新朗逸"
    language.use(language.ENGLISH)
    assert car_models.models(showroom.manager)[0].label == "Lavida"


# --- campaigns -------------------------------------------------------------------------------------------


def campaign(**texts: str) -> dict[str, Any]:
    given = {"chinese": "春季外展", "kind": "外展", "starts_on": "2026-03-07"} | texts
    return read(CAMPAIGN_FIELDS, given, lists.with_campaigns())


def test_a_campaign_is_kept_with_its_days_and_cost(showroom: Showroom) -> None:
    campaigns.add_campaign(
        showroom.manager, campaign(ends_on="2026-03-09", cost="1.2万", place="万象广场", english="Spring")
    )
    (held,) = campaigns.campaigns(showroom.manager)
    assert (held.kind, held.place, held.cost, held.label) == (
        "display_event",
        "万象广场",
        1_200_000,
        "春季外展",
    )
    assert (held.ends_on - held.starts_on).days == 2 if held.ends_on else False


def test_the_latest_campaign_stands_first_and_one_out_of_use_stays(showroom: Showroom) -> None:
    for month in (3, 5, 4):
        campaigns.add_campaign(
            showroom.manager, campaign(chinese=f"{month}月外展", starts_on=f"2026-0{month}-01")
        )
    held = campaigns.campaigns(showroom.manager)
    assert [one.chinese for one in held] == ["5月外展", "4月外展", "3月外展"]
    campaigns.retire_campaign(showroom.manager, held[0].campaign, held[0].revision)
    assert [one.active for one in lists.with_campaigns()["campaign"]] == [False, True, True]
    campaigns.use_campaign(showroom.manager, held[0].campaign, 2)
    assert all(one.active for one in campaigns.campaigns(showroom.manager))


def test_a_campaign_does_not_end_before_it_begins(showroom: Showroom) -> None:
    with pytest.raises(Invalid) as invalid:
        campaigns.add_campaign(showroom.manager, campaign(ends_on="2026-03-06"))
    assert invalid.value.problems[0].field == "ends_on"
    new = campaigns.add_campaign(showroom.manager, campaign(ends_on="2026-03-07"))
    with pytest.raises(Invalid):
        campaigns.change_campaign(showroom.manager, new, 1, campaign(ends_on="2026-03-01"))
    campaigns.change_campaign(showroom.manager, new, 1, campaign(cost="500"))
    (held,) = campaigns.campaigns(showroom.manager)
    assert (held.cost, held.ends_on) == (50_000, None)


def test_the_same_token_adds_a_campaign_once(showroom: Showroom) -> None:
    ids = {campaigns.add_campaign(showroom.manager, campaign(), token="t-campaign") for _time in range(2)}
    models = {
        car_models.add_model(showroom.manager, model(chinese="途岳"), token="t-car") for _time in range(2)
    }
    assert (len(ids), len(models)) == (1, 1)
