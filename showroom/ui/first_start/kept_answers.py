"""What was answered at a first start that was not finished: a draft beside the store, without passwords."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, Final

from showroom.rules.duties import Role
from showroom.rules.level_rules import PRESETS
from showroom.services import drafts
from showroom.services.desk import Desk
from showroom.ui.first_start.answers import ASKED, PEOPLE, Answers, PersonAnswers

FORM: Final = "first_start"
_ANSWERS: Final = "answers"


def keep(house: Desk, answers: Answers) -> None:
    """Keep them; where nothing was typed no draft is left. Raises Unavailable when the disk refuses."""
    texts = {} if _is_blank(answers) else {_ANSWERS: json.dumps(_plain(answers), ensure_ascii=False)}
    drafts.keep(house, FORM, texts)


def forget(house: Desk) -> None:
    """The showroom was founded."""
    drafts.keep(house, FORM, {})


def found(house: Desk) -> Answers:
    """What was kept, on the screen where it was left; passwords are typed anew, so not beyond the people."""
    text = drafts.found(house, FORM).texts.get(_ANSWERS, "")
    # A draft of another program version, or one that was damaged, is no stop.
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        return _answers(json.loads(text))
    return Answers()


def _is_blank(answers: Answers) -> bool:
    people = all(person.is_blank() for person in (answers.first, *answers.others))
    return people and not any(answers.facts.values()) and not answers.models and not answers.copies_folder


def _plain(answers: Answers) -> dict[str, Any]:
    return {
        "step": min(answers.step, PEOPLE),
        "skipped": sorted(answers.skipped),
        "facts": answers.facts,
        "people": [_plain_person(person) for person in (answers.first, *answers.others)],
        "models": answers.models,
        "preset": answers.preset,
        "copies_folder": answers.copies_folder,
    }


def _plain_person(person: PersonAnswers) -> dict[str, Any]:
    return {
        "name": person.name,
        "user": person.user,
        "roles": sorted(person.roles),
        "user_typed": person.user_typed,
    }


def _answers(kept: dict[str, Any]) -> Answers:
    first, *others = (_person(one) for one in kept["people"])
    known = {preset.code for preset in PRESETS}
    answers = Answers(
        step=min(max(int(kept["step"]), 0), PEOPLE),
        skipped={step for step in kept["skipped"] if step in ASKED},
        facts={str(key): str(text) for key, text in kept["facts"].items()},
        first=first,
        others=others or [PersonAnswers()],
        models=str(kept["models"]),
        copies_folder=str(kept["copies_folder"]),
    )
    if kept["preset"] in known:
        answers.preset = kept["preset"]
    return answers


def _person(kept: dict[str, Any]) -> PersonAnswers:
    roles = {Role(role) for role in kept["roles"]}
    return PersonAnswers(str(kept["name"]), str(kept["user"]), "", "", roles, bool(kept["user_typed"]))
