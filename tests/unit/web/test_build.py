"""The built style sheet, script and pictures: nothing is fetched from anywhere else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bot.web import assets
from bot.web.assets import asset_url
from tests.required import require_assets

require_assets()

MANIFEST: dict[str, str] = json.loads((assets.BUILD / "manifest.json").read_text("utf-8"))


def built(name: str) -> bytes:
    return (assets.BUILD / MANIFEST[name]).read_bytes()


@pytest.mark.parametrize("name", ["app.css", "chat.js"])
def test_no_address_of_another_site_is_in_the_build(name: str) -> None:
    content = built(name)
    assert content.strip()
    for foreign in (b"http:", b"https:", b"url(", b"@import", b"@font-face", b"data:"):
        assert foreign not in content


def test_the_font_is_one_that_every_device_has() -> None:
    assert b"font-family:arial,helvetica,sans-serif" in built("app.css")
    assert b"Frutiger" not in built("app.css")


@pytest.mark.parametrize("name", MANIFEST)
def test_a_name_carries_the_hash_of_its_content(name: str) -> None:
    digest = hashlib.sha256(built(name)).hexdigest()[:10]
    stem, _, ending = name.rpartition(".")
    assert asset_url(name) == f"/static/{stem}.{digest}.{ending}"


def test_without_a_build_the_plain_name_is_used(tmp_path: Path) -> None:
    assert asset_url("app.css", tmp_path) == "/static/app.css"


def test_the_lock_file_records_no_download_addresses() -> None:
    lock = (Path(__file__).parents[3] / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') > 3
