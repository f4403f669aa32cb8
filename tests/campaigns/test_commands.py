"""Campaigns and questionnaires from the command line."""

import json
from pathlib import Path

import pytest

from cli.app import main
from model.campaigns.actions import CampaignDraft, save_campaign
from model.customers.records import Customer
from model.practice.questionnaires import add_sample_questionnaire
from model.store.base import natural_id
from tests.builders import PASSPHRASE, TODAY, make_store


def test_what_the_pages_show_is_listed_and_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = make_store(tmp_path)
    with database.write("Sample") as session:
        for number in range(1, 14):
            row_id = natural_id("customer", f"G{number}")
            name = f"示例公司{number}"
            session.add(Customer(id=row_id, dossier_id=row_id, group_code=f"G{number}", name=name))
        save_campaign(session, CampaignDraft("示例活动", quota=4))
        add_sample_questionnaire(session, TODAY)
    database.close()
    monkeypatch.setenv("MEIBAN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("MEIBAN_DEVICE_DIR", str(tmp_path / "device"))
    start = ["--store", str(database.path), "--today", TODAY.isoformat()]
    for what, count in (("campaigns", 1), ("questionnaires", 1), ("answer_sheets", 14), ("customer_opinions", 33)):
        capsys.readouterr()
        assert main([*start, "list", what, "--json"]) == 0
        assert len(json.loads(capsys.readouterr().out)) == count, what
    for kind, option in (("campaign", "--campaign"), ("questionnaire", "--questionnaire")):
        for ending in (".pdf", ".xlsx"):
            out = tmp_path / f"{kind}{ending}"
            assert main([*start, "report", kind, "--out", str(out)]) == 0
            assert out.stat().st_size > 1000
        assert main([*start, "report", kind, "--out", str(tmp_path / "none.pdf"), option, "gone"]) == 1
        assert "gone" in capsys.readouterr().err
