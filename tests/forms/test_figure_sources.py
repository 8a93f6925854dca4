"""Where figures come from: every citation has words, and no staff reads a section or a number."""

from __future__ import annotations

import re

import pytest

from showroom import language
from showroom.forms import figure_sources
from showroom.forms.figures import FIGURES


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_figure_names_its_source_in_words(code: str) -> None:
    language.use(code)
    cited = set()
    for figure in FIGURES:
        told = figure_sources.said(figure.source)
        assert told
        assert not re.search(r"\d|\b(forms?|req|[GPE]\d)\b", told), (figure.key, told)
        cited |= set(figure_sources._cited(figure.source))
    assert cited == figure_sources.WORDS.keys(), "no words for what nothing cites"


def test_form_is_named_by_its_title_and_whose_reckoning_it_is() -> None:
    assert figure_sources.said("forms 2.1, G1") == "展厅来电（店）客户登记记录表 · 经销商管理系统的算法"
    assert figure_sources.said("forms 2.7, G1, P15") == "经销商管理系统的算法 · 主机厂考核的算法"
    assert figure_sources.said("forms 2.7") == "行业通行指标"
    assert figure_sources.said("req 27, 141") == "客户资料库应答的问题"
