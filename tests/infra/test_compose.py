"""What the container files name exists, is documented, and is what the other tests run."""

import re
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from backend import env, processes

ROOT = settings.BASE_DIR


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


def services(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return dict(compose["services"])


def ours(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The services that run Cardinal's own image."""
    return {name: service for name, service in services(compose).items() if service["image"] == "cardinal"}


def test_every_part_runs_once_and_only_the_parts_there_are(compose: dict[str, Any]) -> None:
    serving = {name: service["command"][3] for name, service in ours(compose).items() if name != "setup"}
    assert serving == {part: part for part in processes.PARTS}


def test_every_command_is_one_that_manage_py_knows(compose: dict[str, Any]) -> None:
    commands = " ; ".join(" ".join(service["command"]) for service in ours(compose).values())
    named = re.findall(r"manage\.py (\w+)", commands)
    assert set(named) == {"migrate", "load_library", "serve"}
    assert set(named) <= get_commands().keys()


def test_every_variable_is_one_that_the_code_reads(compose: dict[str, Any]) -> None:
    for service in ours(compose).values():
        assert service["environment"].keys() <= env.VARIABLES.keys()


def test_every_value_asked_of_the_operator_is_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    asked |= set(re.findall(r"\{\$(\w+)\}", (ROOT / "Caddyfile").read_text()))
    offered = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert asked == offered


def test_every_named_volume_and_dependency_exists(compose: dict[str, Any]) -> None:
    volumes = set()
    for service in services(compose).values():
        volumes |= {
            volume.split(":")[0] for volume in service.get("volumes", []) if not volume.startswith("./")
        }
        assert service.get("depends_on", {}).keys() <= services(compose).keys()
    assert volumes == compose["volumes"].keys()


def test_who_is_waited_for_healthy_has_a_health_check(compose: dict[str, Any]) -> None:
    checked_by_the_image = {"web"}
    for service in services(compose).values():
        for name, on in service.get("depends_on", {}).items():
            if on["condition"] == "service_healthy":
                assert name in checked_by_the_image or "test" in services(compose)[name]["healthcheck"]


def test_the_proxy_reaches_the_port_the_web_server_listens_on() -> None:
    port = env.VARIABLES["CARDINAL_PORT"].default
    assert f"reverse_proxy web:{port}" in (ROOT / "Caddyfile").read_text()
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert f"EXPOSE {port}" in dockerfile
    assert f"http://localhost:{port}/api/health" in dockerfile


def test_the_proxy_lets_through_what_the_import_takes_and_nothing_as_large_elsewhere() -> None:
    sizes = dict(re.findall(r"request_body (@\w+) \{\s*max_size (\w+)", (ROOT / "Caddyfile").read_text()))
    assert sizes == {"@file": f"{settings.IMPORT_MOST_BYTES // 2**20}MiB", "@rest": "2MB"}


def test_everything_the_image_copies_exists_and_is_let_through() -> None:
    let_through = set(re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    copies = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert copies
    for name in " ".join(copies).split():
        assert (ROOT / name).exists(), name
        assert name.split("/")[0] in let_through, name


def test_the_image_holds_no_secret_and_runs_as_nobody_special() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "\nUSER cardinal\n" in dockerfile
    assert "SECRET" not in dockerfile
